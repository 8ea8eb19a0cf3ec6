public import Folders
internal import Models
public import Pipeline
internal import Plans
internal import Tables
public import Tracking

/// Every table that a command writes, one line each. Folders are written and read, and the reference is made, from
/// this.
enum TableCatalogue {
  /// What `run`, `merge` and `sweep` write, in the order of the manifest.
  static let ofRuns: [ResultTable<RunResult>] = [
    ResultTable(AttainmentTable.definition) { run, _ in run.attainment },
    ResultTable(BaseRateTable.definition) { run, _ in BaseRateTable.rows(run.baseRates).ifAny },
    ResultTable(CalibrationTable.definition) { CalibrationTable.rows($0.calibration, $1) },
    ResultTable(CountTable.definition) { run, _ in CountTable.rows(run) },
    ResultTable(DiscrepancyTable.definition) { run, _ in DiscrepancyTable.rows(run) },
    ResultTable(DriverTable.definition) { run, _ in run.drivers },
    ResultTable(FindingTable.definition) { Findings($0, language: $1).all },
    ResultTable(HistoryTable.definition) { run, _ in HistoryTable.rows(run) },
    ResultTable(JointTable.definition) { run, _ in run.joint },
    ResultTable(LimitTable.definition) { run, _ in run.limits },
    ResultTable(ProjectionTable.definition) { run, _ in ProjectionTable.rows(run) },
    ResultTable(CascadeTable.definition) { run, _ in run.cascade.ifAny },
    ResultTable(FloorTable.definition) { run, _ in run.floors.ifAny },
    ResultTable(PriorTable.definition) { run, _ in run.priors.ifAny },
    ResultTable(TaskTable.definition) { run, _ in run.tasks.ifAny },
  ]

  /// What `monthly` writes.
  static let ofGrowth: [ResultTable<GrowthResult>] = [
    ResultTable(GrowthFiguresTable.annual) { year, _ in year.figures(\.annual) },
    ResultTable(CalibrationTable.definition) { CalibrationTable.rows($0.calibration, $1) },
    ResultTable(ConditionsTable.definition) { ConditionsTable.rows($0, $1) },
    ResultTable(CurrentPricesTable.definition) { year, _ in year.currentPrices.ifAny },
    ResultTable(DiscrepancyTable.definition) { year, _ in year.discrepancies.map(\.row) },
    ResultTable(GrowthFiguresTable.monthly) { year, _ in year.figures(\.monthly) },
    ResultTable(NotesTable.definition) { NotesTable.rows($0.notes, $0.sectors, $1) },
    ResultTable(GrowthFiguresTable.quarterly) { year, _ in year.figures(\.quarterly) },
    ResultTable(RivalsTable.definition) { year, _ in year.rivals },
    ResultTable(VariantsTable.definition) { year, _ in year.variants.map { ($0, year.runRate) } },
    ResultTable(PastQuartersTable.definition) { year, _ in year.pastQuarters.ifAny },
    ResultTable(TaskTable.definition) { year, _ in year.tasks?.rows.ifAny },
    ResultTable(UnitTable.definition) { year, _ in year.tasks.flatMap(unitRows) },
  ]

  private static func unitRows(
    _ tasks: TaskResult
  ) -> [(row: TaskResult.GroupRow, isWeighted: Bool)]? {
    tasks.units.map { ($0, tasks.isWeighted) }.ifAny
  }

  /// What `track` writes.
  static let ofTracking: [ResultTable<GrowthTracking>] = [
    ResultTable(CalibrationTable.definition) { CalibrationTable.rows($0.calibration, $1) },
    ResultTable(ConditionsTable.definition) { ConditionsTable.rows($0, $1) },
    ResultTable(ContributionsTable.definition) { year, _ in
      year.contributions.map { (year.sectors[$0.sector], $0) }
    },
    ResultTable(DiscrepancyTable.definition) { year, _ in year.discrepancies.map(\.row) },
    ResultTable(NotesTable.definition) { NotesTable.rows($0.notes, $0.sectors, $1) },
    ResultTable(RivalsTable.definition) { year, _ in year.rivals },
    ResultTable(TrackingTable.definition) { year, _ in year.rows },
    ResultTable(PastYearsTable.definition) { year, _ in
      year.past.map { (year.sectors[$0.sector], $0) }.ifAny
    },
    ResultTable(MeasureRivalsTable.definition) { year, _ in year.measureRivals.ifAny },
    ResultTable(SaidReliabilityTable.definition) { year, _ in
      SaidReliabilityTable.rows(year).ifAny
    },
  ]

  /// What `scorecard` writes.
  static let ofScorecards: [ResultTable<Scorecard>] = [
    ResultTable(ScorecardTable.definition) { card, _ in ScorecardTable.rows(card) },
    ResultTable(ScorecardJointTable.definition) { card, _ in card.joint },
    ResultTable(ScorecardNewsTable.definition) { card, _ in card.news },
    ResultTable(MeasureRivalsTable.definition) { card, _ in card.rivals.ifAny },
    ResultTable(NotesTable.definition) { ScorecardWords($1).notes($0).ifAny },
    ResultTable(AllocationTable.definition) { card, _ in card.allocation.ifAny },
    ResultTable(CurrentPricesTable.definition) { card, _ in card.currentPrices.ifAny },
    ResultTable(TaskTable.definition) { card, _ in card.tasks?.rows.ifAny },
    ResultTable(UnitTable.definition) { card, _ in card.tasks.flatMap(unitRows) },
  ]

  /// What `monthly`, `track` and `scorecard` write beside an earlier run.
  static let ofChanges: [ResultTable<GrowthChanges>] = [
    ResultTable(ChangesTable.definition) { changes, _ in changes.rows.map { ($0, changes) } },
    ResultTable(ChangedFiguresTable.definition) { changes, _ in changes.figures },
  ]

  /// What `tasks` writes.
  static let ofTasks: [ResultTable<TaskResult>] = [
    ResultTable(CompletionTable.definition) { tasks, _ in tasks.curve },
    ResultTable(PhaseTable.definition) { tasks, _ in tasks.phases.map { ($0, tasks.isWeighted) } },
    ResultTable(TaskTable.definition) { tasks, _ in tasks.rows },
    ResultTable(UnitTable.definition) { tasks, _ in tasks.units.map { ($0, tasks.isWeighted) } },
  ]

  /// What `effect` writes.
  static let ofEffects: [ResultTable<EffectResult>] = [
    ResultTable(EffectTable.definition) { effect, _ in [effect] },
    ResultTable(EffectPeriodTable.definition) { effect, _ in EffectPeriodTable.rows(effect) },
    ResultTable(PlaceboTable.definition) { effect, _ in PlaceboTable.rows(effect) },
  ]

  /// What `backtest` writes.
  static let ofBacktests: [ResultTable<PanelBacktest>] = [
    ResultTable(ScoresTable.definition) { panel, _ in ScoresTable.rows(panel) },
    ResultTable(ReliabilityTable.definition) { panel, _ in ReliabilityTable.rows(panel) },
    ResultTable(TransformsTable.definition) { panel, _ in TransformsTable.rows(panel) },
  ]

  /// What `predict` writes.
  static let ofPanels: [ResultTable<PanelAnswers>] = [
    ResultTable(PredictionsTable.definition) { panel, _ in panel.predictions },
    ResultTable(ModelsTable.definition) { panel, _ in panel.forecasts },
    ResultTable(CalibrationTable.definition) { CalibrationTable.rows($0.calibration, $1) },
    ResultTable(ProbabilitiesTable.definition) { panel, _ in panel.chances },
  ]

  /// What `compare` writes.
  static let ofComparisons: [ResultTable<ComparisonReport>] = [
    ResultTable(ComparisonTable.definition) { report, _ in report.rows }
  ]

  /// What `require` writes.
  static let ofRequirements: [ResultTable<RequirementReport>] = [
    ResultTable(BaseRateTable.definition) { report, _ in report.baseRates.ifAny },
    ResultTable(RequirementTable.definition) { report, _ in [report.row] },
  ]

  /// What `score` writes.
  static let ofScores: [ResultTable<ScoreResult>] = [
    ResultTable(SaidTable.definition) { result, _ in result.rows },
    ResultTable(SaidReliabilityTable.definition) { result, _ in
      SaidReliabilityTable.rows(result)
    },
  ]

  /// What stands in the folders of commands.
  private static let inFolders: [(commands: String, tables: [TableOutline])] = [
    ("run merge sweep", ofRuns.map(\.outline)), ("monthly", ofGrowth.map(\.outline)),
    ("track", ofTracking.map(\.outline)), ("scorecard", ofScorecards.map(\.outline)),
    ("monthly track scorecard", ofChanges.map(\.outline)),
    ("tasks", ofTasks.map(\.outline)), ("effect", ofEffects.map(\.outline)),
    ("compare", ofComparisons.map(\.outline)),
    ("require", ofRequirements.map(\.outline)), ("predict", ofPanels.map(\.outline)),
    ("backtest", ofBacktests.map(\.outline)), ("score", ofScores.map(\.outline)),
  ]

  /// What goes to places of its own.
  private static let elsewhere: [(commands: String, tables: [TableOutline])] = [
    ("calibrate", [PredictionsTable.judged.outline]), ("run", [DrawTable.outline]),
    ("sweep", [SweepTable.outline]),
  ]

  /// All tables with the commands that write them; tables of one name with other columns are others.
  static let all: [(outline: TableOutline, commands: String)] = grouped(
    (inFolders + elsewhere).flatMap { commands, tables in tables.map { ($0, commands) } },
    by: { [$0.0.name] + $0.0.columns.map(\.name) }
  ).map { ($0.rows[0].0, $0.rows.map(\.1).joined(separator: " ")) }

  /// What is said of the tables with a name; `nil` where no command writes one.
  ///
  /// - Parameter command: whose table it is, where several write such a name.
  static func outline(named name: String, of command: String? = nil) -> TableOutline? {
    let named = all.filter { $0.outline.name == name }
    let own = named.first { item in
      command.map { item.commands.split(separator: " ").contains(Substring($0)) } ?? false
    }
    return (own ?? named.first)?.outline
  }

  /// The names of all files that stand in folders of commands.
  static let files = Set(inFolders.flatMap(\.tables).map { $0.name + ".csv" })
    .union(DocumentCatalogue.inFolders)
}

/// A table with the way to it from the result of a command.
struct ResultTable<Result: Sendable>: Sendable {
  /// What the table is.
  let outline: TableOutline
  /// The table of a result, made on some threads; `nil` where it has none.
  let table: @Sendable (Result, Language, _ threads: Int) -> Table?

  /// A table of rows that a result gives; `nil` where it has no such table.
  init<Row>(
    _ definition: TableDefinition<Row>,
    _ rows: @escaping @Sendable (Result, Language) -> [Row]?
  ) {
    outline = definition.outline
    table = { result, language, _ in rows(result, language).map(definition.table) }
  }

  /// A table whose rows name the scenario of the result.
  init<Row>(
    _ definition: TableDefinition<Spoken<Row>>,
    _ rows: @escaping @Sendable (Result, Language) -> [Row]?
  ) where Result: ScenarioResult {
    outline = definition.outline
    table = { result, language, threads in
      rows(result, language).map {
        definition.table($0, of: result, language, threads: threads)
      }
    }
  }
}

extension TableDefinition {
  /// A table of what belongs to the scenario of a result.
  func table<Row>(
    _ rows: [Row], of result: some ScenarioResult, _ language: Language, threads: Int = 1
  ) -> Table where Subject == Spoken<Row> {
    let scenario = result.scenarioName
    var table = Table(name: name, columns: outline.columns)
    let places = CSVFormat.pieces(of: rows.count)
    let pieces = parallelMap(places.count, threads: threads) { piece in
      places[piece].map { place in
        let spoken = Spoken(scenario: scenario, language: language, subject: rows[place])
        return fields.map { $0.cell(spoken) }
      }
    }
    for row in pieces.joined() { table.append(row) }
    return table
  }
}

extension Array {
  /// The rows of a table that is left out where it has none.
  fileprivate var ifAny: [Element]? { isEmpty ? nil : self }
}

/// A result of one scenario.
protocol ScenarioResult: Sendable {
  /// The name of the scenario.
  var scenarioName: String { get }
}

extension RunResult: ScenarioResult { var scenarioName: String { scenario.name } }
extension GrowthResult: ScenarioResult { var scenarioName: String { scenario } }
extension GrowthTracking: ScenarioResult { var scenarioName: String { scenario } }

/// The CSV files of a command's result, in the order of its manifest.
///
/// Nothing but the time that it takes depends on threads.
public enum ResultFiles {
  /// What `run` writes.
  public static func all(
    _ result: RunResult, language: Language, threads: Int = 1
  ) -> [OutputFile] {
    files(TableCatalogue.ofRuns, result, language, threads: threads)
  }

  /// What `monthly` writes.
  public static func all(
    _ result: GrowthResult, language: Language, threads: Int = 1
  ) -> [OutputFile] {
    files(TableCatalogue.ofGrowth, result, language, threads: threads)
  }

  /// What `track` writes.
  public static func all(
    _ result: GrowthTracking, language: Language, threads: Int = 1
  ) -> [OutputFile] {
    files(TableCatalogue.ofTracking, result, language, threads: threads)
  }

  /// What `scorecard` writes.
  public static func all(
    _ result: Scorecard, language: Language, threads: Int = 1
  ) -> [OutputFile] {
    files(TableCatalogue.ofScorecards, result, language, threads: threads)
  }

  /// What `tasks` writes.
  public static func all(
    _ result: TaskResult, language: Language, threads: Int = 1
  ) -> [OutputFile] {
    files(TableCatalogue.ofTasks, result, language, threads: threads)
  }

  /// What `effect` writes.
  public static func all(_ result: EffectResult) -> [OutputFile] {
    files(TableCatalogue.ofEffects, result, .en)
  }

  /// What `predict` writes.
  public static func all(_ answers: PanelAnswers) -> [OutputFile] {
    files(TableCatalogue.ofPanels, answers, .en)
  }

  /// What `compare` writes.
  public static func all(_ report: ComparisonReport) -> [OutputFile] {
    files(TableCatalogue.ofComparisons, report, .en)
  }

  /// What `require` writes.
  public static func all(_ report: RequirementReport) -> [OutputFile] {
    files(TableCatalogue.ofRequirements, report, .en)
  }

  /// What `backtest` writes.
  public static func all(_ result: PanelBacktest) -> [OutputFile] {
    files(TableCatalogue.ofBacktests, result, .en)
  }

  /// What `monthly`, `track` and `scorecard` write beside an earlier run.
  public static func all(_ changes: GrowthChanges, language: Language) -> [OutputFile] {
    files(TableCatalogue.ofChanges, changes, language)
  }

  /// What `score` writes.
  public static func all(_ result: ScoreResult) -> [OutputFile] {
    files(TableCatalogue.ofScores, result, .en)
  }

  private static func files<Result: Sendable>(
    _ tables: [ResultTable<Result>], _ result: Result, _ language: Language, threads: Int = 1
  ) -> [OutputFile] {
    tables.compactMap { $0.table(result, language, threads) }.map {
      OutputFile($0, threads: threads)
    }
  }
}

extension RunFolder {
  /// A folder at a path that holds files of our commands only.
  public init(path: String) { self.init(path: path, known: TableCatalogue.files) }
}
