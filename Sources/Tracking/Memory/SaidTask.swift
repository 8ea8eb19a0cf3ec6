public import TimeSeries

/// A task as the table of a run has it, by which runs find it again.
///
/// Tables are called otherwise from month to month, so that number and title tell a task, or the title alone where it
/// stands once in
/// both tables and none has the number; where several tables have both, that of the same name is meant.
public struct SaidTask: Sendable, Hashable {
  /// The name of the scenario or file.
  public let scenario: String
  /// The plan, and the number or id in it.
  public let plan, id: String
  /// Its title in small letters without accents; empty where the table has none.
  public let title: String
  /// The title as it is written.
  public let name: String
  /// The day it is due, as it is written; that of what comes back is that of its round.
  public let due: String

  /// A task of a table.
  ///
  /// - Parameter name: the title as it is written; by default as it is compared.
  public init(
    scenario: String, plan: String, id: String, title: String, name: String? = nil, due: String
  ) {
    (self.scenario, self.plan, self.id, self.title) = (scenario, plan, id, title)
    self.name = name ?? title
    self.due = due
  }

  /// What tells it apart in the table of its run.
  public var key: String { [scenario, plan, id, due].joined(separator: " ") }

  /// What tells it apart whatever its table is called; where it is due is no part of it.
  fileprivate var identity: [String] { [plan, id, title] }

  /// The same for one that has another number.
  fileprivate var entitled: [String] { [plan, title] }
}

/// What a run knows of the end of a task.
public struct SaidEnd: Sendable, Hashable {
  /// Whether it was done by the day on which the run has it due; `nil` for what is open.
  public let inTime: Bool?
  /// Whether it is done.
  public let isDone: Bool
  /// The day on which it was done, as it is written; empty for what is open, and where none is told.
  public let done: String
  /// Whether it comes back, so that another due day is that of another round; `nil` where the run does not say.
  public let comesBack: Bool?

  /// What a run knows.
  public init(inTime: Bool?, isDone: Bool, done: String = "", comesBack: Bool? = nil) {
    (self.inTime, self.isDone, self.done) = (inTime, isDone, done)
    self.comesBack = comesBack
  }
}

/// What runs know of tasks, and what they say came of them.
public struct SaidTasks: Sendable {
  /// A verdict of a run: done by a day, or not.
  public struct Verdict: Sendable {
    /// The day of the run.
    public let day: CalendarDate
    /// Whether it was done by the day that is asked of.
    public let happened: Bool
    /// The task as the table of that run has it.
    public let task: SaidTask
  }

  /// A task of one run.
  private struct Known {
    let day: CalendarDate
    let task: SaidTask
    let end: SaidEnd
  }

  private var known: [[String]: [Known]] = [:]
  /// Those whose title stands once in their run, by it.
  private var entitled: [[String]: [Known]] = [:]
  /// Titles that stand more than once in some run.
  private var doubled: Set<[String]> = []
  private var days: [CalendarDate] = []

  /// - Parameters:
  ///   - runs: what the folders know of tasks.
  ///   - day: the day whose knowledge counts; `nil` for all that is told.
  public init(_ runs: [SaidRun], asOf day: CalendarDate?) {
    for run in runs where !run.tasks.isEmpty {
      // What two tasks of a run are called tells neither apart, whatever its day is.
      var numbers: [[String]: Set<String>] = [:]
      for task in run.tasks.keys where !task.title.isEmpty {
        numbers[task.entitled, default: []].insert(task.id)
      }
      for (title, ids) in numbers where ids.count > 1 { doubled.insert(title) }
      guard let own = run.asOf, day.map({ own <= $0 }) ?? true else { continue }
      days.append(own)
      for (task, end) in run.tasks {
        let one = Known(day: own, task: task, end: end)
        known[task.identity, default: []].append(one)
        if !task.title.isEmpty { entitled[task.entitled, default: []].append(one) }
      }
    }
  }

  /// What runs know of a task: by number and title, in runs that have no such number by its title alone, where that
  /// tells it.
  private func found(_ task: SaidTask) -> [Known] {
    let own = known[task.identity] ?? []
    guard !task.title.isEmpty, !doubled.contains(task.entitled) else { return own }
    let days = Set(own.map(\.day))
    return own + (entitled[task.entitled] ?? []).filter { !days.contains($0.day) }
  }

  /// What runs say came of a task by the day on which it was due then, by their days; empty where none says so, and
  /// where tables of
  /// other names say different things on one day.
  ///
  /// Where it was put off since, what counts is whether it was done by the day that was due then.
  public func verdicts(of task: SaidTask) -> [Verdict] {
    let all = found(task).compactMap { known in
      Self.happened(known, by: task.due).map {
        Verdict(day: known.day, happened: $0, task: known.task)
      }
    }.sorted { ($0.day, $0.task.scenario) < ($1.day, $1.task.scenario) }
    let own = all.filter { $0.task.scenario == task.scenario }
    guard own.isEmpty else { return own }
    let differ = zip(all, all.dropFirst()).contains {
      $0.day == $1.day && $0.happened != $1.happened
    }
    return differ ? [] : all
  }

  /// Whether a task was done by a day, as a run knows; `nil` where it does not. Days are written so that they compare
  /// as texts.
  private static func happened(_ known: Known, by due: String) -> Bool? {
    let (end, day) = (known.end, known.day.description)
    if known.task.due == due { return end.inTime }
    guard !due.isEmpty, end.comesBack != true else { return nil }
    if end.isDone, !end.done.isEmpty {
      // Of what may come back a later end may be that of another round.
      return end.done <= due ? true : end.comesBack == false ? false : nil
    }
    guard end.comesBack == false else { return nil }
    if end.isDone {
      if day <= due { return true }
      // In time for an earlier day, or late for a later one.
      switch end.inTime {
      case true? where known.task.due <= due: return true
      case false? where known.task.due >= due: return false
      default: return nil
      }
    }
    return day > due ? false : nil
  }

  /// Whether runs of later days follow tasks, but none of them this one, by number and title or by its title alone.
  public func isLost(_ task: SaidTask, after day: CalendarDate) -> Bool {
    guard days.contains(where: { $0 > day }) else { return false }
    return !found(task).contains { $0.day > day }
  }
}
