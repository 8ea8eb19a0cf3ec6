public import TimeSeries

/// What can be wrong with a task.
public enum TaskProblem: Sendable, Hashable {
  case unreadableDue(String)
  /// A day that its month does not have, and the last that it has.
  case noSuchDay(String, last: CalendarDate)
  /// The year that so many days without one have: that of a head, title or name; `nil` where each has that of its
  /// report.
  case yearOfTable(Int?, text: String, count: Int)
  case doneBeforeStart(done: CalendarDate, started: CalendarDate)
  case doneAfterReport(done: CalendarDate, asOf: CalendarDate)
  /// A status of what is not done, in a row that says when it was.
  case openButDone(status: String)
  /// A status that says late, in a row that was done by its due day.
  case lateButInTime(done: CalendarDate, due: CalendarDate)
  /// A status that says that work rests, which is read as open.
  case paused(String)
  /// A status of what was called off, which nobody will do.
  case calledOff(String)
  /// Cells that say different things of one task, of so many rows.
  case conflict(TaskConflict, cells: [String], count: Int)
  /// The day of which a table tells, as its title has it.
  case dayOfTitle(CalendarDate, title: String)
  /// The day of which a table tells, as the name of its file or sheet has it.
  case dayOfName(CalendarDate, name: String)
  /// A title that names a day before one on which a task was done.
  case titleBeforeEnd(CalendarDate, done: CalendarDate)
  /// Nothing says of which day a table tells, so that the newest in it counts.
  case newestDay(CalendarDate)
  /// Two rows of one task and one day.
  case doubledTask(String, firstAt: SourceLocation)
  /// Numbers of tasks that begin again in each part of their table, so that part and number tell them apart, with the first.
  case numbersByPart(String)
  /// Cells that are merged over the rows of several tasks, and hold for each of them.
  case mergedDown(cells: [String], count: Int)
  /// What came of open tasks is told in words that no status can be read from, in so many rows.
  case unreadOutcome(cells: [String], count: Int)
  /// Nothing says of which day a table tells, and a task that was due on a day is overdue in it.
  case dayBehindDue(CalendarDate, due: CalendarDate)
  /// So many tasks that were done behind the day that is asked of, on which they count as open; the last of these ends.
  case endsAhead(CalendarDate, last: CalendarDate, count: Int)
  /// A scenario without tasks.
  case noTasks

  var code: String {
    switch self {
    case .unreadableDue, .noSuchDay: "task-due"
    case .yearOfTable: "task-year"
    case .doneBeforeStart, .doneAfterReport: "task-order"
    case .openButDone, .lateButInTime, .paused, .calledOff, .unreadOutcome: "task-status"
    case .conflict: "task-conflict"
    case .dayOfTitle, .dayOfName, .titleBeforeEnd, .newestDay, .dayBehindDue, .endsAhead:
      "task-day"
    case .doubledTask: "task-duplicate"
    case .numbersByPart: "task-number"
    case .mergedDown: "task-merged"
    case .noTasks: "task-none"
    }
  }
}

/// Cells of a task that say different things.
public enum TaskConflict: Sendable, Hashable, CaseIterable {
  /// A status that says overdue, before the due day is over.
  case lateAhead
  /// A status that says not yet due, behind the due day.
  case inTimeBehind
  /// A word that says done in time, behind the due day; one that says done late, before it.
  case doneLate, doneInTime
  /// Done on another day by the words of its status than by the column of ends.
  case otherEnd
  /// Open, with all of the work done; done, with a part of it.
  case openWhole, donePart
  /// Not begun, with a part of the work done; with a begin.
  case idleShare, idleBegun
  /// Begun behind the due day.
  case begunBehind
  /// Done by an earlier report, open by a later one.
  case reopened
  /// Less of the work done than by an earlier report.
  case lessDone
}

/// How a file of tasks may say it.
public enum TaskHint: Sendable, Hashable, CaseIterable {
  /// How due dates are written.
  case dueGrammar
  /// Which month of a quarter is not said.
  case monthOfQuarter
  /// How days that come back are written.
  case rounds
  /// What comes back every day or week is not followed.
  case tooOften
  /// Each of several due days has a row of its own.
  case severalDays
  /// A part of a year or a length of time names no last day.
  case lastDay
  /// Days are written before months.
  case dayFirst
  /// Reports of one task are told apart by their days.
  case dayOfReports
  /// A begin alone is no due day.
  case beginAlone
  /// No due day is an empty cell.
  case emptyDue
  /// The option and the column that name the day.
  case nameDay
  /// The key that names files of tasks.
  case tasksKey
}
