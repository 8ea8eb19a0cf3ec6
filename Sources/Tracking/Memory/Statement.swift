public import Plans
public import TimeSeries

/// Something that a run said about what was still ahead, as its folder holds it.
public struct Statement: Sendable {
  /// What sort of statement it is.
  public enum Kind: String, Sendable, CaseIterable {
    /// The chance of a target of a plan.
    case target
    /// The chance that a variant of the year's growth is reached.
    case variant
    /// The chance of the year's target on the day of a command that follows it.
    case tracking
    /// The same of an earlier point of the year, computed afterwards with what was known then.
    case replay = "tracking_replay"
    /// The chance of a measure of the scorecard.
    case measure
    /// The chance of a task to be done on time.
    case task
    /// A range of an indicator.
    case projection
    /// A range of growth of a sector in a period.
    case growth
    /// A range of the year's growth on the day of a command that follows it.
    case outlook

    /// Whether it is a range and no chance.
    public var isRange: Bool { self == .projection || self == .growth || self == .outlook }

    /// Whether somebody said it before the outcome, and did not only compute it afterwards.
    public var wasSaid: Bool { self != .replay }
  }

  /// What it is about.
  public enum Subject: Sendable, Hashable {
    /// A row of a plan, with what it asked for when the statement was made.
    case target(
      plan: String, reference: String, direction: TargetDirection, low: Double?, high: Double?,
      year: Int)
    /// An indicator in a period.
    case indicator(String, Period)
    /// Conditions of a variant, all of which are to be reached.
    case conditions([GrowthCondition], year: Int)
    /// A variant whose conditions only the scenario tells.
    case variant(String, year: Int)
    /// Growth of a sector in a period.
    case sector(String, Period, year: Int)
    /// A period of a measure, with what was asked of it; `key` names the row of its table.
    case measure(
      String, PeriodOfYear, direction: TargetDirection, low: Double?, high: Double?,
      isGrowth: Bool, source: String, key: String)
    /// A row whose table says itself what came of it, in a later run.
    case row(String)
    /// A task by its due day, of which tables of later runs say what came of it.
    case task(SaidTask)
  }

  /// The share of outcomes that a range is to hold.
  public static let rangeShare = 0.8

  /// The run that made it.
  public let run: String
  /// The day whose knowledge it had; `nil` where the run had none.
  public let asOf: CalendarDate?
  /// What sort it is.
  public let kind: Kind
  /// What it is called: the place in a plan, the id of a variant, an indicator, a sector.
  public let reference: String
  /// The period that it speaks of.
  public let period: String
  /// The stated chance; of a range the share that it is to hold.
  public let probability: Double
  /// The range; `nil` for chances.
  public let range: ClosedRange<Double>?
  /// What it is about.
  public let subject: Subject
  /// Whether the run itself knew the outcome.
  public let wasDecided: Bool

  /// A chance.
  public init(
    run: String, asOf: CalendarDate?, kind: Kind, reference: String, period: String,
    probability: Double, subject: Subject, wasDecided: Bool
  ) {
    (self.run, self.asOf, self.kind) = (run, asOf, kind)
    (self.reference, self.period) = (reference, period)
    (self.probability, self.subject, self.wasDecided) = (probability, subject, wasDecided)
    range = nil
  }

  /// A range that holds four fifths of what may come.
  public init(
    run: String, asOf: CalendarDate?, kind: Kind, reference: String, period: String,
    range: ClosedRange<Double>, subject: Subject
  ) {
    (self.run, self.asOf, self.kind) = (run, asOf, kind)
    (self.reference, self.period) = (reference, period)
    (self.range, self.subject) = (range, subject)
    (probability, wasDecided) = (Self.rangeShare, false)
  }
}

/// A run folder with what it said.
public struct SaidRun: Sendable {
  /// What the folder is called.
  public let name: String
  /// The scenario file as it stands now, by its path; `nil` where the folder's tables need none.
  public let scenario: String?
  /// The statements.
  public let statements: [Statement]
  /// What came of rows of its tables, by their key: `true` where they were met.
  public let verdicts: [String: Bool]
  /// Its tasks, and what it knows of their ends.
  public let tasks: [SaidTask: SaidEnd]
  /// The day of those verdicts.
  public let asOf: CalendarDate?
  /// Hashes of the files that it read, which tell runs of unknown days apart.
  public let inputs: Set<String>
  /// What it knew of indicators, by year, as its tables hold it.
  public let known: [String: [Int: Double]]

  /// A folder.
  public init(
    name: String, scenario: String?, statements: [Statement], verdicts: [String: Bool],
    tasks: [SaidTask: SaidEnd] = [:], asOf: CalendarDate?, inputs: Set<String> = [],
    known: [String: [Int: Double]] = [:]
  ) {
    (self.name, self.scenario, self.statements) = (name, scenario, statements)
    (self.verdicts, self.asOf, self.inputs) = (verdicts, asOf, inputs)
    (self.known, self.tasks) = (known, tasks)
  }
}
