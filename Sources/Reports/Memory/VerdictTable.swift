internal import Pipeline
internal import Tables
internal import TimeSeries

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
  /// Whether what a row speaks of was met; `nil` while that is open.
  let verdict: @Sendable (Table.Record) -> Bool?

  /// Those that are known.
  static let all = [
    VerdictTable(
      command: "scorecard", file: "scorecard.csv", kind: .measure,
      keys: ["scenario", "measure", "period", "plan"], reference: "measure", period: "period",
      chance: "probability"
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
      chance: "probability_on_time"
    ) { row in
      let (due, done) = (text(row, "due"), text(row, "done"))
      // Days are written so that they compare as texts.
      return switch text(row, "status") {
      case "done" where !due.isEmpty && !done.isEmpty: done <= due
      case "late": false
      default: nil
      }
    },
  ]

  private static func text(_ row: Table.Record, _ name: String) -> String {
    if let number = row[Column<Double>(name, "")] { return "\(number)" }
    return row[Column<String>(name, "")]
  }

  /// The statements of a folder, and what its rows say came of them.
  func read(
    _ tables: FolderTables, run: String, asOf: CalendarDate?
  ) -> (said: [Statement], verdicts: [String: Bool]) {
    var (said, verdicts): ([Statement], [String: Bool]) = ([], [:])
    for row in tables.table(file)?.records ?? [] {
      guard let chance = row[Column<Double>(chance, "")], (0...1).contains(chance) else {
        continue
      }
      let key = keys.map { Self.text(row, $0) }.joined(separator: " ")
      let verdict = verdict(row)
      if let verdict { verdicts[key] = verdict }
      said.append(
        Statement(
          run: run, asOf: asOf, kind: kind, reference: Self.text(row, reference),
          period: Self.text(row, period), probability: chance, subject: .row(key),
          wasDecided: verdict != nil))
    }
    return (said, verdicts)
  }
}
