public import TimeSeries

/// A task as the table of a run has it, by which runs find it again.
///
/// Tables are called otherwise from month to month, so that number and title tell a task; where several tables have both, that of
/// the same name is meant.
public struct SaidTask: Sendable, Hashable {
  /// The name of the scenario or file.
  public let scenario: String
  /// The plan, and the number or id in it.
  public let plan, id: String
  /// Its title in small letters without accents; empty where the table has none.
  public let title: String
  /// The day it is due, as it is written; that of what comes back is that of its round.
  public let due: String

  /// A task of a table.
  public init(scenario: String, plan: String, id: String, title: String, due: String) {
    (self.scenario, self.plan, self.id, self.title) = (scenario, plan, id, title)
    self.due = due
  }

  /// What tells it apart in the table of its run.
  public var key: String { [scenario, plan, id, due].joined(separator: " ") }

  /// What tells it apart whatever its table is called; where it is due is no part of it.
  var identity: [String] { [plan, id, title] }
}

/// What runs know of tasks, and what they say came of them.
public struct SaidTasks: Sendable {
  /// A verdict of a run: done in time, or late.
  public struct Verdict: Sendable {
    /// The day of the run.
    public let day: CalendarDate
    /// Whether it was done by its due day.
    public let happened: Bool
    /// The task as the table of that run has it.
    public let task: SaidTask
  }

  private var verdicts: [[String]: [Verdict]] = [:]
  /// The days of runs that know a task, by its identity and by its parts.
  private var known: [[String]: [CalendarDate]] = [:]
  private var days: [CalendarDate] = []

  /// - Parameters:
  ///   - runs: what the folders know of tasks.
  ///   - day: the day whose knowledge counts; `nil` for all that is told.
  public init(_ runs: [SaidRun], asOf day: CalendarDate?) {
    for run in runs where !run.tasks.isEmpty {
      guard let own = run.asOf, day.map({ own <= $0 }) ?? true else { continue }
      days.append(own)
      for (task, happened) in run.tasks {
        known[task.identity, default: []].append(own)
        guard let happened else { continue }
        verdicts[task.identity + [task.due], default: []].append(
          Verdict(day: own, happened: happened, task: task))
      }
    }
    verdicts = verdicts.mapValues {
      $0.sorted { ($0.day, $0.task.scenario) < ($1.day, $1.task.scenario) }
    }
  }

  /// What runs say came of a task by its due day, by their days; empty where none says so, and where tables of other names say
  /// different things on one day.
  public func verdicts(of task: SaidTask) -> [Verdict] {
    let all = verdicts[task.identity + [task.due]] ?? []
    let own = all.filter { $0.task.scenario == task.scenario }
    guard own.isEmpty else { return own }
    let differ = zip(all, all.dropFirst()).contains {
      $0.day == $1.day && $0.happened != $1.happened
    }
    return differ ? [] : all
  }

  /// Whether runs of later days follow tasks, but none of them this one, by number and title.
  public func isLost(_ task: SaidTask, after day: CalendarDate) -> Bool {
    guard days.contains(where: { $0 > day }) else { return false }
    return !(known[task.identity] ?? []).contains { $0 > day }
  }
}
