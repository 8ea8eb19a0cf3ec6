internal import TimeSeries

/// A random walk with the mean change of the history.
///
/// Equation: `x_{T+h} = x_T + b h + Σ ε`, `b = (x_T − x_1)/(T − 1)`; the error of `b` is in every path:
/// variance `σ² h (1 + h/(T − 1))`.
/// Edge cases: fewer than three values: `tooShort`; gaps stretch the changes they span.
/// Randomness: one normal a step, auxiliary uniforms for the t.
/// Source: Hyndman & Athanasopoulos 2021, Forecasting: Principles and Practice, sections 5.2 and 5.5.
public struct Drift: ForecastModel {
  /// What a reader should know.
  public static let card = ModelCard(
    id: "drift", summary: "A random walk with the mean change of the history.",
    equation: "x_{T+h} = x_T + b h + e_1 + ... + e_h",
    sources: ["Hyndman & Athanasopoulos 2021, section 5.2"], minimumObservations: 3)

  /// The model; it has no parameters.
  public init(parameters: [String: Double] = [:]) throws(ModelError) {
    try Self.check(parameters)
  }

  /// Fits a history and forecasts.
  public func fit(_ input: ModelInput, at times: [Double]) throws(ModelError) -> FittedModel {
    try Self.checkLength(input)
    let history = try RegularHistory(input)
    let known = history.known
    let (first, last) = (known[0], known[known.count - 1])
    let span = Double(last.position - first.position)
    let slope = (last.value - first.value) / span
    let errors = zip(known.dropFirst(), known).map { next, last in
      let gap = Double(next.position - last.position)
      return (
        position: next.position,
        value: (next.value - last.value - slope * gap) / gap.squareRoot()
      )
    }
    let degrees = Double(errors.count - 1)
    let variance = errors.reduce(0) { $0 + $1.value * $1.value } / degrees
    return try InnovationsForecast(
      mean: { last.value + slope * Double($0) }, response: { _ in 1 },
      estimation: { Double($0) * Double($1) / span }, variance: variance,
      degreesOfFreedom: degrees, errors: errors,
      parameters: [
        FittedParameter(
          "drift_per_period", slope, standardError: (variance / span).squareRoot()),
        FittedParameter("change_sd_per_period", variance.squareRoot()),
      ]
    ).fitted(Self.card.id, input, history: history, at: times)
  }
}
