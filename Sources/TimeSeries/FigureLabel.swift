/// A published figure, or several that were put together, by name.
public enum FigureLabel: Sendable, Hashable {
  /// One figure of a series.
  case published(
    series: String, period: Period, status: ObservationStatus, vintage: CalendarDate?)
  /// A year as the sum of so many of its periods.
  case periods(series: String, year: Int, count: Int)
  /// Growth of a year as the sum of what so many parts contribute.
  case contributions(count: Int, year: Int)
  /// A year as the sectors of a growth scenario settle it.
  case sectors(year: Int)

  /// The name of an observation.
  public init(_ row: Observation) {
    self = .published(
      series: row.key.id, period: row.period, status: row.status, vintage: row.vintage)
  }
}
