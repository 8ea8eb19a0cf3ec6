internal import Files
internal import Plans
internal import Tables
internal import TimeSeries
internal import Tracking

/// A table whose rows state a chance and, once it is over, say themselves what came of it.
struct VerdictTable: Sendable {
  /// The command that writes it.
  let command: String
  /// The name of its file.
  let file: String
  /// What its chances are.
  let kind: Statement.Kind
  /// The columns that tell a row from others.
  let keys: [String]
  /// The columns of its name and of its period.
  let reference, period: String
  /// The column of the chance.
  let chance: String
  /// What a row is about; `nil` where it names too little of that, so that it is told apart by its key.
  let subject: @Sendable (Table.Record, String) -> Statement.Subject?
  /// Whether a scenario tells what its rows ask for; where not, later folders alone say what came of them.
  var needsScenario = true
  /// Whether what a row speaks of was met; `nil` while that is open.
  let verdict: @Sendable (Table.Record) -> Bool?

  /// Those that are known.
  static let all = [
    VerdictTable(
      command: "scorecard", file: "scorecard.csv", kind: .measure,
      keys: ["scenario", "measure", "period", "plan"], reference: "measure", period: "period",
      chance: "probability", subject: measure
    ) { row in
      switch text(row, "verdict") {
      case "met": true
      case "missed": false
      default: nil
      }
    },
    VerdictTable(
      command: "tasks", file: "tasks.csv", kind: .task,
      keys: ["scenario", "plan", "task_id", "due"], reference: "task_id", period: "due",
      chance: "probability_on_time", subject: { row, _ in .task(task(row)) },
      needsScenario: false
    ) { row in
      let (due, done) = (text(row, "due"), text(row, "done"))
      // Days are written so that they compare as texts; of what is done on none a word may say whether in time.
      return switch text(row, "status") {
      case "done" where !due.isEmpty && !done.isEmpty: done <= due
      case "done": row[Column<Double>("probability_on_time", "")].map { $0 == 1 }
      case "late": false
      default: nil
      }
    },
  ]

  /// A row of a table of tasks.
  private static func task(_ row: Table.Record) -> SaidTask {
    SaidTask(
      scenario: text(row, "scenario"), plan: text(row, "plan"), id: text(row, "task_id"),
      title: folded(text(row, "name")), name: text(row, "name"), due: text(row, "due"))
  }

  /// What a row of a table of tasks knows of the end.
  private func end(_ row: Table.Record) -> SaidEnd {
    SaidEnd(
      inTime: verdict(row), isDone: Self.text(row, "status") == "done",
      done: Self.text(row, "done"),
      comesBack: row[TaskTable.comesBack])
  }

  /// What a row of a scorecard asked.
  private static func measure(_ row: Table.Record, _ key: String) -> Statement.Subject? {
    guard let period = row[ScorecardTable.period], let plan = row[ScorecardTable.plan],
      let direction = TargetDirection(rawValue: row[ScorecardTable.direction])
    else { return nil }
    let high = row[ScorecardTable.planHigh]
    return .measure(
      row[ScorecardTable.measure], period, direction: direction,
      low: direction.asksForLess ? nil : plan,
      high: direction.asksForMore ? nil : high ?? plan,
      isGrowth: row[ScorecardTable.isOfGrowth] ?? false, source: row[ScorecardTable.source],
      key: key)
  }

  private static func text(_ row: Table.Record, _ name: String) -> String {
    if let number = row[Column<Double>(name, "")] { return "\(number)" }
    return row[Column<String>(name, "")]
  }

  /// The statements of a folder, and what its rows say came of them.
  func read(
    _ tables: FolderTables, run: String, asOf: CalendarDate?
  ) -> (said: [Statement], verdicts: [String: Bool], tasks: [SaidTask: SaidEnd]) {
    var (said, verdicts): ([Statement], [String: Bool]) = ([], [:])
    var tasks: [SaidTask: SaidEnd] = [:]
    for row in tables.table(file)?.records ?? [] {
      // What nothing was said of in advance may be late, too.
      if kind == .task { tasks[Self.task(row)] = end(row) }
      guard let chance = row[Column<Double>(chance, "")], (0...1).contains(chance) else {
        continue
      }
      let key = keys.map { Self.text(row, $0) }.joined(separator: " ")
      let verdict = verdict(row)
      if let verdict, kind != .task { verdicts[key] = verdict }
      said.append(
        Statement(
          run: run, asOf: asOf, kind: kind, reference: Self.text(row, reference),
          period: Self.text(row, period), probability: chance,
          subject: subject(row, key) ?? .row(key),
          wasDecided: verdict != nil))
    }
    return (said, verdicts, tasks)
  }
}
