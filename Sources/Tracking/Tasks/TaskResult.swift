public import Plans
internal import Simulation
public import TimeSeries

/// What is said of dated tasks; reports only arrange it.
public struct TaskResult: Sendable {
  /// The name of the scenario or file.
  public let scenario: String
  /// The title.
  public let title: LocalizedText
  /// The day whose knowledge counts.
  public let asOf: CalendarDate
  /// The seed and the number of paths.
  public let seed: UInt64
  /// Paths.
  public let paths: Int
  /// What it was learned from.
  public let learned: Learned
  /// Every task, in the order of the files.
  public let rows: [Row]
  /// Tasks done by date.
  public let curve: [CurveRow]
  /// Who leads.
  public let units: [GroupRow]
  /// Phases, of which a task may be in several.
  public let phases: [GroupRow]
  /// Whether tasks count by their weights in scores.
  public let isWeighted: Bool

  /// What forecasts rest on.
  public enum Basis: String, Sendable, Hashable, CaseIterable {
    case data
    case reference = "class"
    case notAssessed = "not_assessed"
  }

  /// How the forecasts of tasks were learned.
  public enum Way: Sendable, Hashable {
    /// A class moved by own tasks; a regression on own ones.
    case reference, regression
    /// The record of own tasks: by the time allowed to each and days late, or by days beside the due day alone.
    case record, days
    /// A regression on own tasks and their record, which weighs so many percent.
    case mixed(percent: Int)
    /// All of these, the class with so many percent of the weight, as finished tasks are few.
    case few(percent: Int)
  }

  /// What tasks may be told apart by.
  public enum Factor: String, Sendable, Hashable, CaseIterable {
    case phase, programme
    case agency = "lead_agency"
    case place
  }

  /// What the hazard was learned from.
  public struct Learned: Sendable, Hashable {
    /// How.
    public let way: Way
    /// Own tasks that it was learned from, and how many of them were done.
    public let tasks, completions: Int
    /// What tells tasks apart, and what has two names at the least and does not.
    public let apart, alike: [Factor]
    /// Whose projects the class is; `nil` where it is not used.
    public let attribution: String?
    /// What forecasts by guessed begins weigh, in percent; `nil` where begins are told.
    public internal(set) var guessed: Int?
    /// Whether the tasks that it was learned from are those whose begins are guessed.
    public internal(set) var isByGuess = false
    /// Finished rounds of duties that come back of which forecasts of such duties are made; 0 for none.
    public internal(set) var rounds = 0
    /// Whether any other task has a chance.
    public internal(set) var hasOthers = true

    /// Own tasks or a class.
    public var basis: Basis {
      switch way {
      case .reference: .reference
      case .few(let percent): percent >= 50 ? .reference : .data
      case .regression, .record, .days, .mixed: .data
      }
    }
  }

  /// What there is to say of one task.
  public enum Remark: Sendable, Hashable {
    /// Nothing says when it was begun.
    case noStart
    /// It has no due day.
    case noDate
    /// It is to begin on a day behind all that is known of it; behind its due day too.
    case planned(CalendarDate), beginsLate(CalendarDate, due: CalendarDate)
    /// Nothing is known of it after a day.
    case unknownSince(CalendarDate)
    /// It was done, and nothing says when.
    case doneUndated
    /// It comes back, and was done for a round that is over: the nearest or, where it was late, the last; on a day, or by the
    /// report of one.
    case doneForRound(on: CalendarDate, due: CalendarDate, isLate: Bool)
    case reportedForRound(on: CalendarDate, due: CalendarDate, isLate: Bool)
    /// It comes back: finished rounds that are known of all that come back as often, and how many of them were in time; and
    /// where they are too few to say anything.
    case rounds(Int, onTime: Int), fewRounds(Int)
    /// It comes back: so many of its last rounds are over, the last due on a day, and no report says that they were done.
    case missedRounds(Int, last: CalendarDate)
    /// Open behind its due day by so many days.
    case overdue(days: Int)
    /// It will rather be late: days that are left, and those that half of such tasks still take; `nil` for more than
    /// are looked at.
    case aboutToBeLate(left: Int, usual: Int?)
    /// What the file says.
    case stated(String)
  }

  /// One task.
  public struct Row: Sendable, Hashable {
    /// Its id.
    public let id: String
    /// The report that counts.
    public let report: TaskReport
    /// The day it is due, and was done.
    public let due, done: CalendarDate?
    /// Where it stands; `nil` where nothing is known since its due day.
    public let status: TaskStatus?
    /// The chance to be done by the due day; its error is `nil` for a finished task.
    public private(set) var onTime, within90: Double?
    /// The simulation error of the former.
    public private(set) var error: Double?
    /// When it will be done; `nil` beyond what is looked at.
    public let p10, p50, p90: CalendarDate?
    /// What this rests on.
    public let basis: Basis
    /// What there is to say.
    public let remarks: [Remark]

    /// States a chance that was counted elsewhere; the later day is no less likely.
    mutating func state(onTime chance: EstimatedProbability) {
      (onTime, error) = (chance.value, chance.standardError)
      within90 = within90.map { max($0, chance.value) }
    }
  }

  /// What tasks are grouped by.
  public enum GroupKind: String, Sendable, Hashable, CaseIterable {
    case all, plan, phase
    case agency = "lead_agency"
  }

  /// A group of tasks.
  public struct Group: Sendable, Hashable {
    /// What it is grouped by.
    public let kind: GroupKind
    /// The name; empty for all.
    public let name: String
  }

  /// How many tasks of a group are done by a day.
  public struct CurveRow: Sendable, Hashable {
    /// The group.
    public let group: Group
    /// The day.
    public let date: CalendarDate
    /// Tasks due by then.
    public let due: Int
    /// Tasks known to be done by then; `nil` behind the day whose knowledge counts, and where none is known to be done and
    /// some may be.
    public let done: Int?
    /// Tasks past due by then with nothing known since; `nil` behind that day.
    public let unknown: Int?
    /// Tasks that something is said of by then, which the mean and the quantiles count: those that are done, have a chance or
    /// are known to begin later; `nil` before that day.
    public let assessed: Int?
    /// The mean over paths, and their quantiles; `nil` before that day, and where nothing is said of any open task.
    public let expected: Double?
    /// Quantiles over paths.
    public let p10, p50, p90: Int?
  }

  /// How a unit or phase stands.
  public struct GroupRow: Sendable, Hashable {
    /// The group.
    public let group: Group
    /// Its tasks, and those that nothing is said of.
    public let tasks, notAssessed: Int
    /// Done by the due day, later, and on a day of which neither is known.
    public let onTime, doneLate, doneUndated: Int
    /// Open behind the due day, open before it, not begun, without one, and past it with nothing known since.
    public let late, running, notStarted, noDate, unknown: Int
    /// The last due day of its tasks.
    public let end: CalendarDate?
    /// Tasks that something is said of by then, which the mean and the quantiles count; `nil` where that day is past.
    public let assessed: Int?
    /// Done by then: the mean and quantiles over paths; `nil` where nothing is said of any open task.
    public let expected: Double?
    /// Quantiles over paths.
    public let p10, p50, p90: Int?
    /// Percent on time of what is settled, by weight; `nil` where nothing is.
    public let score: Double?
    /// Percent that will have been on time of all that is settled or assessed, by weight.
    public let expectedScore: Double?
  }
}
