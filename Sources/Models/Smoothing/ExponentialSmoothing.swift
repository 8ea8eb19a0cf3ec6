internal import RealModule
internal import TimeSeries

/// Exponential smoothing with additive errors: level, trend, damped trend, each with or without season.
///
/// On the log scale it is the family with multiplicative errors, trend and season. The form with the
/// smallest corrected Akaike criterion is taken; starting states are estimated and their error is in
/// every path.
///
/// Edge cases: fewer than four values: `tooShort`; forms with a season need two seasons and five values.
/// A history on a straight line gives paths on the line. Gaps are passed over.
/// Randomness: one normal a step, auxiliary uniforms for the t.
/// Source: Hyndman, Koehler, Ord & Snyder 2008, Forecasting with Exponential Smoothing.
public struct ExponentialSmoothing: ForecastModel {
  /// What a reader should know.
  public static let card = ModelCard(
    id: "ets", summary: "Exponential smoothing; trend and season chosen by corrected AIC.",
    equation: "x_t = l + phi b + s + e_t;  l' = l + phi b + alpha e_t;  b' = phi b + beta e_t",
    sources: ["Hyndman, Koehler, Ord & Snyder 2008"], minimumObservations: 4)

  /// The model; it has no parameters.
  public init(parameters: [String: Double] = [:]) throws(ModelError) {
    try Self.check(parameters)
  }

  /// Fits a history and forecasts.
  public func fit(_ input: ModelInput, at times: [Double]) throws(ModelError) -> FittedModel {
    try Self.checkLength(input)
    let season = Smoothing.season(input)
    let trends: [SmoothingForm.Trend] = [.none, .additive, .damped]
    return try Smoothing.fit(
      Self.card.id, input, at: times,
      forms: (season > 1 ? [1, season] : [1]).flatMap { season in
        trends.map { SmoothingForm(trend: $0, season: season) }
      })
  }
}

/// Exponential smoothing with a damped trend, and a season where there is one.
///
/// Source: Gardner & McKenzie 1985, Management Science 31, 1237–1246; Hyndman et al. 2008.
public struct DampedTrend: ForecastModel {
  /// What a reader should know.
  public static let card = ModelCard(
    id: "damped_trend", summary: "Exponential smoothing with a damped trend.",
    equation: "x_t = l + phi b + s + e_t;  b' = phi b + beta e_t",
    sources: ["Gardner & McKenzie 1985, Management Science 31"], minimumObservations: 5)

  /// The model; it has no parameters.
  public init(parameters: [String: Double] = [:]) throws(ModelError) {
    try Self.check(parameters)
  }

  /// Fits a history and forecasts.
  public func fit(_ input: ModelInput, at times: [Double]) throws(ModelError) -> FittedModel {
    try Self.checkLength(input)
    return try Smoothing.fit(
      Self.card.id, input, at: times,
      forms: [SmoothingForm(trend: .damped, season: Smoothing.season(input))])
  }
}

/// What the smoothing models share.
enum Smoothing {
  /// Periods of a season that a history is long enough for; 1 without one.
  static func season(_ input: ModelInput) -> Int {
    input.count >= 2 * input.periodsPerYear + 5 ? input.periodsPerYear : 1
  }

  /// Fits the best of several forms.
  static func fit(
    _ id: String, _ input: ModelInput, at times: [Double], forms: [SmoothingForm]
  ) throws(ModelError) -> FittedModel {
    let history = try RegularHistory(input)
    var best: SmoothingRecursion?
    for form in forms {
      guard let recursion = try? SmoothingRecursion.fitted(history.images, form: form) else {
        continue
      }
      if let other = best, !(recursion.correctedAkaike < other.correctedAkaike) { continue }
      best = recursion
    }
    guard let best else {
      throw .tooShort(observations: input.count, minimum: input.count + 1)
    }
    return try forecast(id, best, input, history, at: times)
  }

  private static func forecast(
    _ id: String, _ recursion: SmoothingRecursion, _ input: ModelInput, _ history: RegularHistory,
    at times: [Double]
  ) throws(ModelError) -> FittedModel {
    let degrees = max(1, Double(recursion.count - recursion.form.startCount - 1))
    let size = history.known.map { abs($0.value) }.max() ?? 0
    let variance = max(recursion.sumOfSquares / degrees, size * size * 1e-24)
    let errors = recursion.errors.enumerated().compactMap { position, error in
      error.map { (position: position, value: $0) }
    }
    let constants = recursion.constants
    return try InnovationsForecast(
      mean: recursion.mean, response: recursion.response, estimation: recursion.estimation,
      variance: variance, degreesOfFreedom: degrees, errors: errors,
      parameters: [
        FittedParameter("alpha", constants.alpha), FittedParameter("beta", constants.beta),
        FittedParameter("gamma", constants.gamma), FittedParameter("damping", constants.damping),
        FittedParameter("error_sd", variance.squareRoot()),
      ]
    ).fitted(id, input, history: history, at: times)
  }
}
