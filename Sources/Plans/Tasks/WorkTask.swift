public import Files
public import TimeSeries

/// Where a task stands, as a report says it.
public enum TaskStatus: String, Sendable, Hashable, CaseIterable {
  case done, late, running
  case notStarted = "not_started"
  case noDate = "no_date"
}

/// What is known of a task by one report, and by those before it where it says nothing.
public struct TaskReport: Sendable, Hashable {
  /// The day of the report; `nil` where the file does not say, so that it counts on every day.
  public let day: CalendarDate?
  /// Whether a title or name of the whole table says the day.
  let isDayOfTitle: Bool
  /// The plan, and the place in it.
  public let planID, reference: String
  /// Its name.
  public let name: LocalizedText
  /// What it is grouped by; empty where the file does not say.
  public let leadAgency, programme, phase, place: String
  /// The day it was begun.
  public let started: CalendarDate?
  /// When it is due.
  public let due: TaskDue
  /// The day it was done.
  public let done: CalendarDate?
  /// The share of its work that is done, 0 to 1.
  public let shareDone: Double?
  /// The day of the report that told the share, where an earlier one did; `nil` for the day of this report.
  public let shareDay: CalendarDate?
  /// Where it stands.
  public let status: TaskStatus?
  /// Whether a word says that it was done in time, or late; `nil` where none does.
  public let toldInTime: Bool?
  /// What it counts in scores beside others; `nil` where no report says.
  let statedWeight: Double?
  /// What a reader must know.
  public let note: String
  /// Where the row stands.
  public let location: SourceLocation

  /// Whether it says that the task is done, with a day or without.
  ///
  /// - Parameter day: what is known of; an end behind it is not known yet.
  public func isDone(by day: CalendarDate) -> Bool {
    if let done, done <= day || status != .done { return done <= day }
    return status == .done || status == nil && shareDone.map { $0 >= 1 } ?? false
  }

  /// What it counts in scores beside others; 1 where the file does not weigh.
  public var weight: Double { statedWeight ?? 1 }

  /// Whether its begin lies behind the day by which it is due.
  var beginsBehindDue: Bool {
    guard case .once(let due, _, _) = self.due, let started, done == nil else { return false }
    return started > due
  }

  /// The phases, of which a task may belong to several.
  public var phases: [String] {
    phase.split(separator: ";").map { SeriesName.seen($0) }.filter { !$0.isEmpty }
  }
}

/// A task with a date, and what was reported of it.
public struct WorkTask: Sendable, Hashable {
  /// Its id.
  public let id: String
  /// Reports, the oldest first; one without a day before all others.
  public let reports: [TaskReport]

  /// The newest report not after a day; `nil` where the task was not known yet.
  ///
  /// What one table tells as a whole is asked of days before its own as well: its days say what was known then.
  public func report(on day: CalendarDate) -> TaskReport? {
    reports.last { $0.day.map { $0 <= day } ?? true }
      ?? reports.first.flatMap { $0.isDayOfTitle ? $0 : nil }
  }

  /// The day of its first report; `nil` where no report says, or one table alone tells of the task.
  public var firstReport: CalendarDate? {
    reports.count == 1 && reports[0].isDayOfTitle ? nil : reports.lazy.compactMap(\.day).first
  }
}

/// The tasks of some files.
public struct TaskList: Sendable {
  /// The tasks, in the order of the files.
  public let tasks: [WorkTask]
  /// Whether any file weighs its tasks.
  public let isWeighted: Bool
  /// Statuses that a due day may contradict.
  let open: [TaskConflicts.OpenStatus]

  /// Whether reports, or a title, say of which day anything tells.
  public var isDayStated: Bool { tasks.contains { $0.reports.contains { $0.day != nil } } }

  /// The newest day of a report or an end; where no report has a day, also of a begin. `nil` where none is named.
  ///
  /// Beside days of reports a later begin is a plan, which is no knowledge of that day; so is one of what is not begun.
  ///
  /// Nor is it before the day behind a due day that is told to be over, where no report says of which day it tells.
  public var newestDay: CalendarDate? {
    let named = namedDay
    guard let behind = dayBehindDue else { return named }
    return named.map { max($0, behind) } ?? behind
  }

  /// The day behind the last due day that a status says is over; `nil` where days of reports are told, none is said to be over,
  /// and where another status says that an earlier due day is not.
  private var dayBehindDue: CalendarDate? {
    guard !isDayStated, let due = open.lazy.filter(\.isOverdue).map(\.due).max(),
      !open.contains(where: { !$0.isLate && $0.due < due })
    else { return nil }
    return due.advanced(byDays: 1)
  }

  /// The due day that says of which day a table tells: the last that is told to be over, where nothing newer is named.
  public var lastOverdue: CalendarDate? {
    guard let behind = dayBehindDue, namedDay.map({ $0 < behind }) ?? true else { return nil }
    return behind.advanced(byDays: -1)
  }

  private var namedDay: CalendarDate? {
    let reports = tasks.lazy.flatMap(\.reports)
    let told = reports.flatMap { [$0.day, $0.done] }.compactMap(\.self).max()
    guard reports.allSatisfy({ $0.day == nil }) else { return told }
    let begun = reports.filter { $0.status != .notStarted && !$0.beginsBehindDue }
    return (begun.compactMap(\.started) + [told].compactMap(\.self)).max()
  }
}
