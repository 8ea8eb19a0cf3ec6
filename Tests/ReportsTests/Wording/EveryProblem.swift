internal import Files
import Plans

extension Problem: Chain {
  static var first: Problem { .file(.missing) }
  var next: Problem? {
    switch self {
    case .file: .json(.first)
    case .json: .workbook(.first)
    case .workbook: .value(.first)
    case .value: .table(.first)
    case .table: .period(.first)
    case .period: .panel(.first)
    case .panel: .series(.first)
    case .series: .figure(.first)
    case .figure: .plan(.first)
    case .plan: .scenario(.first)
    case .scenario: .parts(.first)
    case .parts: .growth(.first)
    case .growth: .measure(.first)
    case .measure: .task(.first)
    case .task: .effect(.first)
    case .effect: .run(.first)
    case .run: .database(.first)
    case .database: .statistics(.first)
    case .statistics: .layout(.first)
    case .layout: .start(.first)
    case .start: nil
    }
  }

  /// A problem of every case of every family.
  static var everyCase: [Problem] {
    all.flatMap { family -> [Problem] in
      switch family {
      case .file: FileProblem.all.map(Problem.file)
      case .json: JSONProblem.all.map(Problem.json)
      case .workbook: WorkbookProblem.all.map(Problem.workbook)
      case .value: ValueProblem.all.map(Problem.value)
      case .table: TableProblem.all.map(Problem.table)
      case .period: PeriodProblem.all.map(Problem.period)
      case .panel: PanelProblem.all.map(Problem.panel)
      case .series: SeriesProblem.all.map(Problem.series)
      case .figure: FigureProblem.all.map(Problem.figure)
      case .plan: PlanProblem.all.map(Problem.plan)
      case .scenario: ScenarioProblem.all.map(Problem.scenario)
      case .parts: PartsProblem.all.map(Problem.parts)
      case .growth: GrowthProblem.all.map(Problem.growth)
      case .measure: MeasureProblem.all.map(Problem.measure)
      case .task: TaskProblem.all.map(Problem.task)
      case .effect: EffectProblem.all.map(Problem.effect)
      case .run: RunProblem.all.map(Problem.run)
      case .database: DatabaseProblem.all.map(Problem.database)
      case .statistics: StatisticsProblem.all.map(Problem.statistics)
      case .layout: LayoutProblem.all.map(Problem.layout)
      case .start: StartProblem.all.map(Problem.start)
      }
    }
  }
}
