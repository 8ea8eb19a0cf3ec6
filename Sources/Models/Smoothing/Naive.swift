internal import TimeSeries

/// Every future value is the last one.
///
/// Equation: `x_{T+h} = x_T + Σ ε`, a random walk; the variance is the mean square of the changes, a
/// change over a gap of k periods counting for k.
/// Edge cases: fewer than two values: `tooShort`; a constant history gives paths that stay.
/// Randomness: one normal a step, auxiliary uniforms for the t.
/// Source: Hyndman & Athanasopoulos 2021, Forecasting: Principles and Practice, section 5.2.
public struct Naive: ForecastModel {
  /// What a reader should know.
  public static let card = ModelCard(
    id: "naive", summary: "The last value, as a random walk.",
    equation: "x_{T+h} = x_T + e_1 + ... + e_h",
    sources: ["Hyndman & Athanasopoulos 2021, section 5.2"], minimumObservations: 2)

  /// The model; it has no parameters.
  public init(parameters: [String: Double] = [:]) throws(ModelError) {
    try Self.check(parameters)
  }

  /// Fits a history and forecasts.
  public func fit(_ input: ModelInput, at times: [Double]) throws(ModelError) -> FittedModel {
    try Self.checkLength(input)
    let history = try RegularHistory(input)
    let known = history.known
    let changes = zip(known.dropFirst(), known).map { next, last in
      (
        position: next.position,
        value: (next.value - last.value) / Double(next.position - last.position).squareRoot()
      )
    }
    let variance = changes.reduce(0) { $0 + $1.value * $1.value } / Double(changes.count)
    let level = known[known.count - 1].value
    return try InnovationsForecast(
      mean: { _ in level }, response: { _ in 1 }, variance: variance,
      degreesOfFreedom: Double(changes.count), errors: changes,
      parameters: [FittedParameter("change_sd_per_period", variance.squareRoot())]
    ).fitted(Self.card.id, input, history: history, at: times)
  }
}
