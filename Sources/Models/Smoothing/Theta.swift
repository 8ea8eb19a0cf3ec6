internal import RealModule
internal import TimeSeries

/// The Theta method: simple exponential smoothing with half the slope of the trend line as drift.
///
/// Equation: `x_{T+h} = l_T + b/2 (h − 1 + 1/α − (1 − α)ᵀ/α)`, `b` the least-squares slope, `α` and the
/// starting level of the smoothing most likely; paths have the errors of the smoothing. Seasons are
/// taken out before by shrunk classical indices and put back.
///
/// Edge cases: fewer than four values: `tooShort`. Inner gaps are filled by straight lines.
/// Randomness: one normal a step, auxiliary uniforms for the t.
/// Source: Assimakopoulos & Nikolopoulos 2000, International Journal of Forecasting 16, 521–530, in the
/// form of Hyndman & Billah 2003, International Journal of Forecasting 19, 287–290.
public struct Theta: ForecastModel {
  /// What a reader should know.
  public static let card = ModelCard(
    id: "theta", summary: "Simple exponential smoothing with half the trend as drift.",
    equation: "x_{T+h} = l_T + b/2 (h - 1 + 1/alpha - (1 - alpha)^T / alpha)",
    sources: ["Assimakopoulos & Nikolopoulos 2000, IJF 16", "Hyndman & Billah 2003, IJF 19"],
    minimumObservations: 4)

  /// The model; it has no parameters.
  public init(parameters: [String: Double] = [:]) throws(ModelError) {
    try Self.check(parameters)
  }

  /// Fits a history and forecasts.
  public func fit(_ input: ModelInput, at times: [Double]) throws(ModelError) -> FittedModel {
    try Self.checkLength(input)
    let history = try RegularHistory(input)
    let series = DeseasonalisedHistory(history, season: input.periodsPerYear)
    let values = series.adjusted
    guard
      let smooth = try? SmoothingRecursion.fitted(
        values.map { $0 }, form: SmoothingForm(trend: .none, season: 1))
    else { throw .tooShort(observations: input.count, minimum: Self.card.minimumObservations) }
    let alpha = smooth.constants.alpha
    let slope = Statistics.line(values).slope
    let fade = (1 - Double.pow(1 - alpha, values.count)) / alpha
    let degrees = Double(max(1, smooth.count - 3))
    // The drift is part of the one-step forecast, so errors are taken around it.
    let errors = zip(series.positions, smooth.errors.compactMap { $0 }).enumerated().map {
      (
        position: $1.0,
        value: $1.1 - slope / 2 * (1 - Double.pow(1 - alpha, $0)) / alpha
      )
    }.dropFirst()
    let variance = errors.reduce(0) { $0 + $1.value * $1.value } / degrees
    let spread = Double(values.count)
    return try InnovationsForecast(
      mean: { step in
        smooth.mean(1) + slope / 2 * (Double(step - 1) + fade) + series.season(step)
      },
      response: { $0 == 0 ? 1 : alpha },
      estimation: { Double($0) * Double($1) * 3 / (spread * spread * spread) },
      variance: variance, degreesOfFreedom: degrees, errors: Array(errors),
      parameters: [
        FittedParameter("alpha", alpha), FittedParameter("drift_per_period", slope / 2),
        FittedParameter("error_sd", variance.squareRoot()),
      ]
    ).fitted(Self.card.id, input, history: history, at: times)
  }
}

/// A regular history with its gaps filled and its season taken out.
struct DeseasonalisedHistory {
  let adjusted: [Double]
  /// Positions of `adjusted` in the history.
  let positions: [Int]
  private let indices: SeasonalIndices

  init(_ history: RegularHistory, season: Int) {
    var filled: [Double] = []
    let images = history.images
    for (position, image) in images.enumerated() {
      if let image {
        filled.append(image)
        continue
      }
      guard let after = images[position...].firstIndex(where: { $0 != nil }),
        let next = images[after], let before = filled.last
      else { continue }
      filled.append(before + (next - before) / Double(after - position + 1))
    }
    indices = SeasonalIndices(filled, season: season)
    adjusted = indices.adjusted
    positions = Array(filled.indices)
  }

  /// The season at a step from 1.
  func season(_ step: Int) -> Double { indices.index(step - 1) }
}
