public import TimeSeries

/// What a reader must know of one row of the attainment table beside its note.
public enum RowRemark: Sendable, Hashable {
  /// The target lies at the end of its scale: from `from` on (down to it, for a lower end) a value is printed as
  /// `end` and meets it.
  case printedAsEnd(end: Double, from: Double)
  /// The indicator is declared to rise only, but its history falls in a period.
  case fallsInHistory(Period)
}
