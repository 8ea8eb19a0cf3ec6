public import Plans
public import TimeSeries

/// What a reader must know of one assessed row of the attainment table.
public enum RowRemark: Sendable, Hashable {
  /// The figure of the target's year is published.
  case published(year: Int)
  /// What is published of the target's year is an estimate of a day before its end, which may be revised.
  case estimated(year: Int, on: CalendarDate)
  /// The target's year is over and its figure is not published: the chance is of what came.
  case overUnpublished(year: Int)
  /// The last figure is of a year, two or more that are over before the day of the run.
  case stale(last: Int)
  /// A share that moved one way in so many of its years, towards an end to which another kind would go on in any case.
  case movedOneWay(along: Int, of: Int, towards: Double)
  /// What the scenario says of the indicator.
  case stated(LocalizedText)
  /// A mechanical rule fills the indicator, until somebody has figures.
  case placeholder
  /// The target lies at the end of its scale: from `from` on (down to it, for a lower end) a value is printed as
  /// `end` and meets it.
  case printedAsEnd(end: Double, from: Double)
  /// The indicator is declared to rise only, but its history falls in a period.
  case fallsInHistory(Period)
  /// A ratio whose denominator is held at a value that it falls below on so many paths.
  case heldDenominator(of: String, at: Double, paths: Int)
  /// Growth of a level that is 0 or less on so many paths, where all counts as lost.
  case lostLevel(of: String, paths: Int)
  /// It is a milestone, met when its tasks are done.
  case tasks(TasksBehind)
}

/// The dated tasks behind a milestone.
public struct TasksBehind: Sendable, Hashable {
  /// How many there are, and how many are done.
  public let tasks, done: Int
  /// The last due day, and the day on which the last was done where all are.
  public let due, doneOn: CalendarDate?
  /// Of a single open task the chance to be done by its due day, where that comes before the end of its row.
  public let onTime: Double?
  /// Of a single open task the day by which half of such tasks are done.
  public let middle: CalendarDate?
  /// The last day of which anything is known, where that is before the day of the run.
  public let knownUntil: CalendarDate?

  package init(
    tasks: Int, done: Int, due: CalendarDate?, doneOn: CalendarDate?, onTime: Double?,
    middle: CalendarDate?, knownUntil: CalendarDate?
  ) {
    (self.tasks, self.done, self.due, self.doneOn) = (tasks, done, due, doneOn)
    (self.onTime, self.middle, self.knownUntil) = (onTime, middle, knownUntil)
  }

  /// The same with another chance to be in time; nothing where none is told.
  package func with(onTime chance: Double) -> TasksBehind {
    TasksBehind(
      tasks: tasks, done: done, due: due, doneOn: doneOn, onTime: onTime == nil ? nil : chance,
      middle: middle, knownUntil: knownUntil)
  }
}

/// Why a row, or an indicator, is not assessed.
public enum NotAssessed: Sendable, Hashable {
  /// The scenario says why.
  case stated(LocalizedText)
  /// The file of the plan holds no number, or no year.
  case noNumber, noYear
  /// It asks for a part of a year, which the scorecard follows.
  case partOfYear(PeriodOfYear)
  /// A milestone is done or not; no series measures it.
  case milestone
  /// Of its task neither a begin nor a due day is known; it is done on a day that nobody states; it comes back, and too few
  /// finished rounds are known.
  case taskWithoutClock, taskUndated, taskRounds
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
