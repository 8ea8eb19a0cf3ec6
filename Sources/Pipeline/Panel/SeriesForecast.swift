public import Models
public import TimeSeries

/// The forecast of one series of a panel.
public struct SeriesForecast: Sendable {
  /// The series.
  public let id: String
  /// What made it: a model's id, or `reference_class:NAME`.
  public let model: String
  /// How far down the ladder the answer was found; `refused` when there is none.
  public let rung: String
  /// Why this rung.
  public let reason: String
  /// The periods after the last row of the series.
  public let periods: [Period]
  /// One distribution a period; empty when refused.
  public let margins: [QuantileFunction]
}
