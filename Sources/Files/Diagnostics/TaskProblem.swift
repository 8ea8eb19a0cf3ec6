public import TimeSeries

/// What can be wrong with a task.
public enum TaskProblem: Sendable, Hashable {
  case unreadableDue(String)
  case doneBeforeStart(done: CalendarDate, started: CalendarDate)
  case doneAfterReport(done: CalendarDate, asOf: CalendarDate)
  /// A status of what is not done, in a row that says when it was.
  case openButDone(status: String)
  /// A status that says late, in a row that was done by its due day.
  case lateButInTime(done: CalendarDate, due: CalendarDate)
  /// A status that says that work rests, which is read as open.
  case paused(String)
  /// Two rows of one task and one day.
  case doubledTask(String, firstAt: SourceLocation)
  /// A scenario without tasks.
  case noTasks

  var code: String {
    switch self {
    case .unreadableDue: "task-due"
    case .doneBeforeStart, .doneAfterReport: "task-order"
    case .openButDone, .lateButInTime, .paused: "task-status"
    case .doubledTask: "task-duplicate"
    case .noTasks: "task-none"
    }
  }
}

/// How a file of tasks may say it.
public enum TaskHint: Sendable, Hashable, CaseIterable {
  /// How due dates are written.
  case dueGrammar
  /// A duty of every quarter is four of every year.
  case fourRows
  /// Days are written before months.
  case dayFirst
  /// Reports of one task are told apart by their days.
  case dayOfReports
  /// The key that names files of tasks.
  case tasksKey
}
