internal import LinearAlgebra
internal import RealModule
internal import TimeSeries

/// A level and a slope that both wander, seen with noise, by the Kalman filter.
///
/// Equations: `x_t = μ_t + ε_t`, `μ_{t+1} = μ_t + β_t + ξ_t`, `β_{t+1} = β_t + ζ_t`, exact diffuse start,
/// missing values filtered. The ratios `q_ξ = var(ξ)/var(ε)` and `q_ζ = var(ζ)/var(ε)` are averaged
/// over a grid with weights from the diffuse likelihood, in which the scale is integrated out; so
/// a forecast is a mixture of multivariate t's with `n − 2` degrees of freedom.
///
/// Edge cases: fewer than five values: `tooShort`. A straight line gives paths on the line.
/// Randomness: one normal a step, auxiliary uniforms.
///
/// Source: Durbin & Koopman 2012, sections 3.2.1 and 5.2; Harvey 1989, section 2.3.
public struct LocalLinearTrend: ForecastModel {
  /// What a reader should know.
  public static let card = ModelCard(
    id: "local_linear_trend",
    summary: "A level and a slope that both wander, by the Kalman filter.",
    equation: "x_t = mu_t + e_t;  mu_{t+1} = mu_t + beta_t + xi_t;  beta_{t+1} = beta_t + zeta_t",
    sources: ["Durbin & Koopman 2012, 3.2.1 and 5.2", "Harvey 1989, 2.3"],
    minimumObservations: 5,
    parameters: [
      ModelParameter(
        name: "level_ratio", summary: "var(xi)/var(e); averaged over 0 to 100 by default.",
        range: 0...1e6),
      ModelParameter(
        name: "slope_ratio", summary: "var(zeta)/var(e); averaged over 0 to 1 by default.",
        range: 0...1e6),
    ])

  private let levelRatios: [Double]
  private let slopeRatios: [Double]

  /// The model; a ratio that is set is not averaged over.
  public init(parameters: [String: Double] = [:]) throws(ModelError) {
    try Self.check(parameters)
    levelRatios = parameters["level_ratio"].map { [$0] } ?? [0, 0.1, 0.5, 2, 10, 100]
    slopeRatios = parameters["slope_ratio"].map { [$0] } ?? [0, 0.001, 0.01, 0.1, 1]
  }

  /// Fits a history and forecasts.
  public func fit(_ input: ModelInput, at times: [Double]) throws(ModelError) -> FittedModel {
    try Self.checkLength(input)
    return try StructuralMixture(
      candidates: levelRatios.flatMap { level in
        slopeRatios.map { slope in
          StructuralMixture.Candidate(
            ratios: [
              FittedParameter("level_ratio", level), FittedParameter("slope_ratio", slope),
            ],
            model: .localLinearTrend(
              observationVariance: 1, levelVariance: level, slopeVariance: slope))
        }
      }
    ).fit(Self.card.id, input, at: times)
  }
}
