internal import TimeSeries

/// A share of a whole: damped drift of its log odds.
///
/// Equation: `logit y_t` follows `DampedDrift` with a long-run drift of `N(0, 0.05²)` a year: a share
/// may trend for years, and no share trends for ever. Every path stays inside the bounds.
///
/// Edge cases: fewer than three values: `tooShort`; a value at a bound: `outsideScale`.
/// Randomness: one normal a step, auxiliary uniforms.
///
/// Source: log odds for shares: Wallis 1987, Journal of Business & Economic Statistics 5, 339–345.
public struct LogitTrend: ForecastModel {
  /// What a reader should know.
  public static let card = ModelCard(
    id: "logit_trend",
    summary: "A share whose log odds drift, damped towards standing still.",
    equation: "logit y_t = damped drift with long-run mean N(0, 0.05^2) a year",
    sources: ["Wallis 1987, JBES 5", "Gardner & McKenzie 1985, Management Science 31"],
    minimumObservations: 3, maximumObservations: DenseLimit.observations,
    parameters: DampedDrift.card.parameters, isShiftEquivariant: false)

  /// Deviation of the long-run drift of log odds, a year: our choice, weak against ten values.
  static let longRun = LongRun(mean: 0, standardDeviation: 0.05)

  private let drift: DampedDrift

  /// The model, with the parameters of `DampedDrift`.
  public init(parameters: [String: Double] = [:]) throws(ModelError) {
    try Self.check(parameters)
    drift = try DampedDrift(parameters: parameters)
  }

  /// Fits a history and forecasts.
  public func fit(_ input: ModelInput, at times: [Double]) throws(ModelError) -> FittedModel {
    try Self.checkLength(input)
    guard input.transform.scale == .logit else {
      throw .unsuitableScale(input.transform.scale.rawValue)
    }
    var shrunk = input
    shrunk.longRun = input.longRun ?? Self.longRun
    shrunk.typicalChange = nil
    let fitted = try drift.fit(shrunk, at: times)
    return try FittedModel(
      modelID: Self.card.id, parameters: fitted.parameters, paths: fitted.paths,
      residuals: fitted.residuals)
  }
}
