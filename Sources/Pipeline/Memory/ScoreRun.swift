public import Plans
public import Scoring
public import TimeSeries
public import Tracking

/// What earlier runs said, beside what came of it.
public struct ScoreResult: Sendable {
  /// How a statement counts.
  public enum Status: String, Sendable, CaseIterable {
    /// It has an outcome and is scored.
    case scored
    /// Nothing decides it yet.
    case open
    /// It was made when its outcome could be known.
    case knownBefore = "known_before"
    /// An earlier folder of the same day, or of the same files where no day is known, says it already.
    case repeated
    /// The scenario no longer has what it is about.
    case gone
  }

  /// A statement with what came of it.
  public struct Row: Sendable {
    /// The statement.
    public let statement: Statement
    /// How it counts.
    public let status: Status
    /// What came of it, where it is scored.
    public let outcome: Outcome?
    /// Whether it is of a task that later runs of tasks do not have, by number and title.
    public internal(set) var isLost = false

    /// The Brier score; `nil` for ranges and what is not scored.
    public var brier: Double? {
      guard let outcome, !statement.kind.isRange else { return nil }
      return BrierScore.score(probability: statement.probability, happened: outcome.happened)
    }
  }

  /// One group of statements that are counted together.
  public struct Group: Sendable {
    /// The kind; `nil` for all chances that were said beforehand.
    public let kind: Statement.Kind?
    /// The counts.
    public let chances: StatedChances
  }

  /// The day whose knowledge counts; `nil` for all that is published.
  public let asOf: CalendarDate?
  /// The statements, run by run.
  public let rows: [Row]

  /// Statements of a status.
  public func count(_ status: Status) -> Int { rows.count { $0.status == status } }

  /// Scored statements about levels that are counted from another base now than in their run.
  public var chained: [Row] {
    rows.filter { $0.status == .scored && $0.outcome?.factor != nil }
  }

  /// Open statements of tasks that later runs of tasks do not have.
  public var lost: [Row] { rows.filter(\.isLost) }

  /// Statements with an outcome of runs whose day is not known.
  public var scoredWithoutDay: Int {
    rows.count { $0.status == .scored && $0.statement.asOf == nil }
  }

  /// All chances that were said, then those of each kind; last the ranges of each kind.
  public var groups: [Group] {
    let said = Group(
      kind: nil, chances: chances { !$0.kind.isRange && $0.kind.wasSaid })
    let kinds = Statement.Kind.allCases.map { kind in
      Group(kind: kind, chances: chances { $0.kind == kind })
    }
    return ([said] + kinds).filter { $0.chances.all != nil }
  }

  private func chances(_ isMeant: (Statement) -> Bool) -> StatedChances {
    StatedChances(
      rows.compactMap { row in
        guard isMeant(row.statement), let outcome = row.outcome else { return nil }
        return StatedChances.Statement(
          probability: row.statement.probability, happened: outcome.happened,
          outcome: outcome.quantity)
      })
  }
}

/// Sets earlier statements beside outcomes.
public enum ScoreRun {
  /// What makes two statements one.
  private struct Same: Hashable {
    let scenario: String?
    let kind: Statement.Kind
    let reference, period: String
    let subject: Statement.Subject
    let asOf: CalendarDate?
    /// What the run read where its day is not known: unknown days are not equal ones.
    let inputs: Set<String>
  }

  /// Finds the outcome of every statement.
  ///
  /// - Parameters:
  ///   - runs: the folders.
  ///   - bundles: their scenarios by path, read without a day of their own.
  ///   - asOf: the day whose knowledge counts; `nil` for all that is published.
  ///   - isCancelled: asked before each run.
  /// - Throws: `cancelled`.
  public static func run(
    _ runs: [SaidRun], bundles: [String: ScenarioBundle], asOf: CalendarDate?,
    isCancelled: () -> Bool = { false }
  ) throws(PipelineError) -> ScoreResult {
    var search = OutcomeSearch(bundles, runs: runs, asOf: asOf)
    var seen: Set<Same> = []
    var rows: [ScoreResult.Row] = []
    for run in runs {
      if isCancelled() { throw .cancelled }
      for statement in run.statements {
        let same = Same(
          scenario: run.scenario, kind: statement.kind, reference: statement.reference,
          period: statement.period, subject: statement.subject, asOf: statement.asOf,
          inputs: statement.asOf == nil ? run.inputs : [])
        guard seen.insert(same).inserted else {
          rows.append(ScoreResult.Row(statement: statement, status: .repeated, outcome: nil))
          continue
        }
        var row = row(statement, search.answer(statement, of: run))
        row.isLost = row.status == .open && search.isLost(statement)
        rows.append(row)
      }
    }
    return ScoreResult(asOf: asOf, rows: rows)
  }

  private static func row(
    _ statement: Statement, _ answer: OutcomeSearch.Answer
  ) -> ScoreResult.Row {
    switch answer {
    case .known(let outcome):
      ScoreResult.Row(statement: statement, status: .scored, outcome: outcome)
    case .knownBefore: ScoreResult.Row(statement: statement, status: .knownBefore, outcome: nil)
    case .open: ScoreResult.Row(statement: statement, status: .open, outcome: nil)
    case .gone: ScoreResult.Row(statement: statement, status: .gone, outcome: nil)
    }
  }
}
