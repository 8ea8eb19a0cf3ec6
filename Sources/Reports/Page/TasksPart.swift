internal import Files
internal import Pipeline
internal import Plans
internal import Tables
internal import TimeSeries

/// Tasks with dates: how many are done by when, phases, agencies, those that will rather be late.
struct TasksPart {
  let words: PageWords
  private var say: Catalogue { words.say }

  func section(_ charts: inout ChartData) -> PageSection? {
    let tasks = words.records(TaskTable.definition)
    guard !tasks.isEmpty else { return nil }
    let formula = words.records(UnitTable.definition).first?[TaskColumns.formula]
    let tables =
      [
        groups(words.records(PhaseTable.definition), PhaseTable.phase, "tasks.phase"),
        groups(words.records(UnitTable.definition), TaskColumns.agency, "tasks.agency"),
        atRisk(tasks, &charts),
      ]
    return PageSection(
      "tasks", say("page.tasks.heading", ["title": words.folder.title]),
      sentences: TaskLead(words).sentences + outsideView(tasks)
        + [TaskWords(say.language).explained(formula == TaskWords.formula(true))],
      figures: [course(&charts)].compactMap(\.self), tables: tables.filter { !$0.rows.isEmpty })
  }

  /// Where chances come from tasks elsewhere, that is said before any of them.
  private func outsideView(_ tasks: [Table.Record]) -> [String] {
    tasks.contains { $0[TaskTable.basis] == .reference } ? [say("page.tasks.class")] : []
  }

  private func number(_ value: Double?, _ decimals: Int = 0) -> PageTable.Cell {
    .number(value.map { words.number.fixed($0, decimals: decimals) } ?? "–")
  }

  private func number(_ value: Int?) -> PageTable.Cell { number(value.map(Double.init)) }

  /// How many are done by when, drawn, with the table behind it.
  private func course(_ charts: inout ChartData) -> [String: Any]? {
    let rows = words.records(CompletionTable.definition).filter {
      $0[CompletionTable.kind] == .all
    }
    guard rows.count > 1 else { return nil }
    func numbers(_ row: Table.Record, _ columns: [Double?]) -> JSONNode {
      .list([.text(row[CompletionTable.date]?.description ?? "")] + columns.map(ChartData.drawn))
    }
    func count(_ row: Table.Record, _ column: Column<Int>) -> Double? {
      row[column].map(Double.init)
    }
    let chart = charts.chart(
      .keys([
        "type": .text("course"),
        "words": .keys([
          "due": .text(say("tasks.column.dueby")), "done": .text(say("tasks.column.doneby")),
          "expected": .text(say("tasks.column.expected")),
        ]),
        "due": .list(rows.map { numbers($0, [count($0, TaskColumns.due)]) }),
        "done": .list(
          rows.filter { $0[CompletionTable.done] != nil }
            .map { numbers($0, [count($0, CompletionTable.done)]) }),
        "ahead": .list(
          rows.filter { $0[TaskColumns.expected] != nil }.map {
            numbers(
              $0,
              [$0[TaskColumns.expected], count($0, TaskColumns.p10), count($0, TaskColumns.p90)])
          }),
      ]))
    return PageFigure.chart(chart, say("page.tasks.ahead"), table: ahead, ["isWide": true])
  }

  private var ahead: PageTable {
    var table = PageTable(
      caption: say("page.tasks.ahead"),
      columns: [say("tasks.by"), say("tasks.due"), say("tasks.expected"), say("tasks.band")],
      foldedUnder: say("page.table"))
    for row in words.records(CompletionTable.definition)
    where row[CompletionTable.kind] == .all {
      guard let expected = row[TaskColumns.expected], let date = row[CompletionTable.date] else {
        continue
      }
      let ends = [row[TaskColumns.p10], row[TaskColumns.p90]].compactMap(\.self).map {
        words.number.fixed(Double($0), decimals: 0)
      }
      table.rows.append([
        .text(date.description), number(row[TaskColumns.due]), number(expected, 1),
        .number(ends.joined(separator: "–")),
      ])
    }
    return table
  }

  private func groups(
    _ rows: [Table.Record], _ name: Column<String>, _ heading: String
  ) -> PageTable {
    var table = PageTable(
      caption: say(heading),
      columns: [
        say(heading), say("tasks.tasks"), say("tasks.ontime"), say("tasks.donelate"),
        say("tasks.overdue"), say("tasks.score"), say("tasks.expectedscore"),
      ])
    for row in rows {
      table.rows.append([
        .text(row[name]), number(row[TaskColumns.tasks]), number(row[TaskColumns.onTime]),
        number(row[TaskColumns.doneLate]), number(row[TaskColumns.late]),
        number(row[TaskColumns.score]), number(row[TaskColumns.expectedScore]),
      ])
    }
    return table
  }

  /// Open tasks that are not yet due and have less than an even chance, the next due first.
  private func atRisk(_ tasks: [Table.Record], _ charts: inout ChartData) -> PageTable {
    var table = PageTable(
      caption: say("page.tasks.soon"),
      columns: [
        say("tasks.task"), say("tasks.dueday"), say("page.column.drawn"), say("tasks.chance"),
        say("tasks.in90"), say("tasks.middle"),
      ])
    let rows = tasks.filter { row in
      let status = row[TaskTable.status]
      return status != .done && status != .late && row[TaskTable.onTime].map { $0 < 0.5 } ?? false
    }.sorted {
      ($0[TaskTable.due]?.description ?? "", $0[TaskTable.id])
        < ($1[TaskTable.due]?.description ?? "", $1[TaskTable.id])
    }
    for row in rows.prefix(100) {
      let plot = charts.plot(
        PageWords.sharePlot([
          PageWords.mark(row[TaskTable.onTime], error: row[TaskTable.error], shape: "data")
        ]))
      table.rows.append([
        .text("\(row[TaskTable.id]) \(row[CommonColumns.target])"),
        .text(row[TaskTable.due]?.description ?? ""), .plot(plot),
        .number(words.chance(row[TaskTable.onTime], error: row[TaskTable.error])),
        .number(row[TaskTable.within90].map { words.number.percent($0) } ?? "–"),
        .text(row[TaskTable.p50]?.description ?? "–"),
      ])
    }
    return table
  }
}
