public import Plans
public import TimeSeries

/// What a reader must know of one assessed row of the attainment table.
public enum RowRemark: Sendable, Hashable {
  /// The figure of the target's year is published.
  case published(year: Int)
  /// What the scenario says of the indicator.
  case stated(LocalizedText)
  /// A mechanical rule fills the indicator, until somebody has figures.
  case placeholder
  /// The target lies at the end of its scale: from `from` on (down to it, for a lower end) a value is printed as
  /// `end` and meets it.
  case printedAsEnd(end: Double, from: Double)
  /// The indicator is declared to rise only, but its history falls in a period.
  case fallsInHistory(Period)
}

/// Why a row, or an indicator, is not assessed.
public enum NotAssessed: Sendable, Hashable {
  /// The scenario says why.
  case stated(LocalizedText)
  /// The plan prints no number, or no year.
  case noNumber, noYear
  /// It asks for a part of a year, which the scorecard follows.
  case partOfYear(PeriodOfYear)
  /// A milestone is done or not; no series measures it.
  case milestone
  /// The scenario has no figures of the indicator.
  case noFigures
  /// What was published by a day does not carry a forecast.
  case tooFewFigures(by: CalendarDate?)
  /// What the indicator is derived from is not assessed.
  case noSource
  /// Growth from a level that is not above 0, or a ratio to one.
  case noGrowth(from: Double, of: String), noRatio(to: Double, of: String)
  /// The year is over and its figure unpublished; not simulated; one in which the indicator means nothing.
  case yearOver(Int), yearOutside(Int), yearUndefined(Int)
}
