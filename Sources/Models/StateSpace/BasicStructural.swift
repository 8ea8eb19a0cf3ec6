internal import LinearAlgebra
internal import TimeSeries

/// A level, a slope and a season that all wander, seen with noise, by the Kalman filter.
///
/// Equations: the local linear trend plus `s_{t+1} = −(s_t + … + s_{t−m+2}) + ω_t`; the ratios of the
/// variances to that of the noise are averaged over a grid. With one period a year it is the local
/// linear trend.
///
/// Edge cases: fewer than two seasons and three values: `tooShort`. Gaps are filtered.
/// Randomness: one normal a step, auxiliary uniforms.
/// Source: Harvey 1989, section 2.3.4; Durbin & Koopman 2012, section 3.2.2.
public struct BasicStructural: ForecastModel {
  /// What a reader should know.
  public static let card = ModelCard(
    id: "basic_structural",
    summary: "A level, a slope and a season that all wander, by the Kalman filter.",
    equation: "x_t = mu_t + s_t + e_t;  s_{t+1} = -(s_t + ... + s_{t-m+2}) + w_t",
    sources: ["Harvey 1989, 2.3.4", "Durbin & Koopman 2012, 3.2.2"], minimumObservations: 5)

  /// The model; it has no parameters.
  public init(parameters: [String: Double] = [:]) throws(ModelError) {
    try Self.check(parameters)
  }

  /// Fits a history and forecasts.
  public func fit(_ input: ModelInput, at times: [Double]) throws(ModelError) -> FittedModel {
    try Self.checkLength(input)
    let season = input.periodsPerYear
    guard season > 1 else { return try LocalLinearTrend().fit(input, at: times) }
    let minimum = 2 * season + 3
    guard input.count >= minimum else {
      throw .tooShort(observations: input.count, minimum: minimum)
    }
    var candidates: [StructuralMixture.Candidate] = []
    for level in [0.0, 0.1, 1, 10] {
      for slope in [0, 0.001, 0.05] {
        for seasonal in [0, 0.01, 0.3] {
          candidates.append(
            StructuralMixture.Candidate(
              ratios: [
                FittedParameter("level_ratio", level), FittedParameter("slope_ratio", slope),
                FittedParameter("season_ratio", seasonal),
              ],
              model: Self.model(season, level: level, slope: slope, seasonal: seasonal)))
        }
      }
    }
    return try StructuralMixture(candidates: candidates).fit(Self.card.id, input, at: times)
  }

  private static func model(
    _ season: Int, level: Double, slope: Double, seasonal: Double
  ) -> StateSpaceModel {
    let transition = Matrix(rows: season + 1, columns: season + 1) { row, column in
      switch row {
      case 0: column < 2 ? 1 : 0
      case 1: column == 1 ? 1 : 0
      case 2: column < 2 ? 0 : -1
      default: column == row - 1 ? 1 : 0
      }
    }
    let rest = Array(repeating: 0.0, count: season - 2)
    return StateSpaceModel(
      transition: transition, loading: [1, 0, 1] + rest,
      stateVariance: .diagonal([level, slope, seasonal] + rest), observationVariance: 1)
  }
}
