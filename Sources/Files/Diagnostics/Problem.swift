/// What can be wrong with an input, with the numbers and names that a sentence needs.
///
/// Every family has a small exhaustive switch for its codes here and one for its sentences in each language, so that
/// what has no sentence does not compile.
public enum Problem: Sendable, Hashable {
  /// A file as a whole, or its bytes.
  case file(FileProblem)
  /// The form of a JSON text.
  case json(JSONProblem)
  /// A workbook or one of its sheets.
  case workbook(WorkbookProblem)
  /// A single value of any file.
  case value(ValueProblem)
  /// The form of a table.
  case table(TableProblem)
  /// How a period or a day is written.
  case period(PeriodProblem)
  /// A panel of many series.
  case panel(PanelProblem)
  /// A series as a whole, or its name.
  case series(SeriesProblem)
  /// A figure that cannot be what it is taken for.
  case figure(FigureProblem)
  /// A plan and its rows.
  case plan(PlanProblem)
  /// Indicators, models and levers of a scenario.
  case scenario(ScenarioProblem)
  /// Regions made of others, and series that are joined.
  case parts(PartsProblem)
  /// Sectors and variants.
  case growth(GrowthProblem)
  /// Measures of a year's scenario.
  case measure(MeasureProblem)
  /// Tasks with dates.
  case task(TaskProblem)
  /// Figures before and after an event.
  case effect(EffectProblem)
  /// Folders of runs, shards and sweeps.
  case run(RunProblem)
  /// A database and what is asked of it.
  case database(DatabaseProblem)
  /// A table of a statistics office.
  case statistics(StatisticsProblem)
  /// The columns of a user's own table.
  case layout(LayoutProblem)
  /// The figures of a user's own table.
  case start(StartProblem)

  /// The code that stands in brackets behind the sentence.
  public var code: String {
    switch self {
    case .file(let problem): problem.code
    case .json(let problem): problem.code
    case .workbook(let problem): problem.code
    case .value(let problem): problem.code
    case .table(let problem): problem.code
    case .period(let problem): problem.code
    case .panel(let problem): problem.code
    case .series(let problem): problem.code
    case .figure(let problem): problem.code
    case .plan(let problem): problem.code
    case .scenario(let problem): problem.code
    case .parts(let problem): problem.code
    case .growth(let problem): problem.code
    case .measure(let problem): problem.code
    case .task(let problem): problem.code
    case .effect(let problem): problem.code
    case .run(let problem): problem.code
    case .database(let problem): problem.code
    case .statistics(let problem): problem.code
    case .layout(let problem): problem.code
    case .start(let problem): problem.code
    }
  }

  /// The case without its payload: faults of one kind are counted together, and several kinds may share a code.
  public var kind: String {
    guard let family = Mirror(reflecting: self).children.first?.value else { return code }
    return Mirror(reflecting: family).children.first?.label ?? "\(family)"
  }
}
