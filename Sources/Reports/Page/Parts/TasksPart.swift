internal import Pipeline
internal import Plans
internal import Tables
internal import TimeSeries
internal import Tracking

/// Tasks with dates: how many are done by when, phases, agencies, those that will rather be late.
struct TasksPart {
  let words: PageWords
  /// Whether the first screen is about these tasks.
  let isLed: Bool
  private var say: Catalogue { words.say }

  var section: PageSection? {
    guard let screen = TaskScreen(words) else { return nil }
    let tasks = words.records(TaskTable.definition)
    let formula = words.records(UnitTable.definition).first?[TaskColumns.formula]
    let late = screen.atRisk.prefix(Self.shown)
    let tables =
      [
        overdue(screen.overdue), unreported(screen.unknown),
        groups(words.records(PhaseTable.definition), PhaseTable.phase, "tasks.phase"),
        groups(words.records(UnitTable.definition), TaskColumns.agency, "tasks.agency"),
        atRisk(late),
      ]
    let chances = late.flatMap { [$0[TaskTable.onTime], $0[TaskTable.within90]] }
      .compactMap(\.self)
    return PageSection(
      "tasks", say("page.tasks.heading"),
      sentences: (isLed ? [] : TaskLead(words).sentences + outsideView(tasks))
        + TaskWords(say.language).joint(tasks.map { $0[TaskColumns.agency] })
        + [TaskWords(say.language).explained(formula == TaskWords.formula(true), hasErrors: false)]
        + [words.mostError(of: chances, paths: words.folder.manifest.paths)].compactMap(\.self),
      figures: [course].compactMap(\.self), tables: tables.filter { !$0.rows.isEmpty })
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
  private var course: Markup? {
    let rows = TaskLead(words).course
    guard rows.count > 1 else { return nil }
    func counts(_ column: Column<Int>) -> [Double?] { rows.map { $0[column].map(Double.init) } }
    let unknown = counts(TaskColumns.unknown)
    let isUnknown = unknown.contains { $0 ?? 0 > 0 }
    var chart = SeriesChart(
      periods: rows.map { $0[CompletionTable.date].map(words.day) ?? "" },
      series: [
        .init(
          name: say("tasks.column.expected"), values: rows.map { $0[TaskColumns.expected] },
          band: zip(counts(TaskColumns.p10), counts(TaskColumns.p90)).map { low, high in
            low.flatMap { low in high.map { (low, $0) } }
          }),
        .init(name: say("tasks.column.dueby"), values: counts(TaskColumns.due)),
        .init(name: say("tasks.column.doneby"), values: counts(CompletionTable.done)),
      ] + (isUnknown ? [.init(name: say("tasks.column.unknown"), values: unknown)] : [])
        + (TaskLead(words).isPartial
          ? [.init(name: say("tasks.assessed"), values: counts(TaskColumns.assessed))] : []),
      over: rows.count { $0[TaskColumns.expected] == nil }, number: words.number, say: say)
    (chart.width, chart.height, chart.hasSigns) = (960, 300, rows.count < 40)
    let title = say("page.tasks.ahead")
    let legend = PageFigure.legend(
      chart.series.enumerated().map { index, one in
        (Sign.of(index).key(line: "series s\(index)", "s\(index)"), one.name)
      })
    return legend
      + PageFigure.chart(
        chart.markup(label: say("page.chart.label", ["name": title])), .strong(title),
        table: ahead, isWide: true)
  }

  private var ahead: PageTable {
    let lead = TaskLead(words)
    let isPartial = lead.isPartial
    var table = PageTable(
      caption: say("page.tasks.ahead"),
      columns: [say("tasks.column.by"), say("tasks.column.dueby")]
        + (isPartial ? [say("tasks.column.assessed")] : [])
        + [say("tasks.column.expected"), "10%", "90%"],
      foldedUnder: say("page.table"))
    for row in lead.course {
      guard let expected = row[TaskColumns.expected], let date = row[CompletionTable.date] else {
        continue
      }
      table.rows.append(
        [
          .text(say.day(date)), number(row[TaskColumns.due]),
        ] + (isPartial ? [number(row[TaskColumns.assessed])] : []) + [
          number(expected, 1), number(row[TaskColumns.p10]), number(row[TaskColumns.p90]),
        ])
    }
    return table
  }

  private func groups(
    _ rows: [Table.Record], _ name: Column<String>, _ heading: String
  ) -> PageTable {
    let isPartial = rows.contains { $0[TaskColumns.notAssessed] ?? 0 > 0 }
    var table = PageTable(
      caption: say(heading),
      columns: [
        say(heading), say("tasks.column.tasks"), say("tasks.column.ontime"),
        say("tasks.column.donelate"), say("tasks.column.late"), say("tasks.column.unknown"),
      ] + (isPartial ? [say("tasks.column.notassessed")] : []) + [
        say("tasks.column.score"), say("tasks.column.expectedscore"),
      ])
    for row in rows {
      table.rows.append(
        [
          .text(row[name].isEmpty ? say("group.unnamed") : row[name]),
          number(row[TaskColumns.tasks]),
          number(row[TaskColumns.onTime]),
          number(row[TaskColumns.doneLate]), number(row[TaskColumns.late]),
          number(row[TaskColumns.unknown]),
        ] + (isPartial ? [number(row[TaskColumns.notAssessed])] : []) + [
          number(row[TaskColumns.score]), number(row[TaskColumns.expectedScore]),
        ])
    }
    return table
  }

  /// So many of the tasks that will rather be late are shown.
  private static let shown = 100

  /// Open tasks behind their due day, the longest overdue first.
  private func overdue(_ rows: [Table.Record]) -> PageTable {
    var table = PageTable(
      caption: say("tasks.overdue.heading", ["count": "\(rows.count)"]),
      columns: [
        say("tasks.task"), say("tasks.agency"), say("tasks.dueday"), say("tasks.overdue.days"),
        say("tasks.column.in90"),
      ])
    let day = words.folder.manifest.asOf
    for row in rows.prefix(Self.shown) {
      let days = day.flatMap { day in row[TaskTable.due].map { day.dayNumber - $0.dayNumber } }
      let isThin = row[TaskTable.basis] == .reference
      table.rows.append([
        .text(TaskScreen.name(row)),
        .text(row[TaskColumns.agency]), .text(row[TaskTable.due].map { say.day($0) } ?? ""),
        number(days),
        .number(
          row[TaskTable.within90].map {
            isThin ? words.number.whole($0) : words.number.percent($0)
          } ?? "–"),
      ])
    }
    return table
  }

  /// Tasks past their due day of which nobody reported since.
  private func unreported(_ rows: [Table.Record]) -> PageTable {
    var table = PageTable(
      caption: say("page.tasks.unknown", ["count": "\(rows.count)"]),
      columns: [say("tasks.task"), say("tasks.agency"), say("tasks.dueday")])
    for row in rows.prefix(Self.shown) {
      table.rows.append([
        .text(TaskScreen.name(row)), .text(row[TaskColumns.agency]),
        .text(row[TaskTable.due].map { say.day($0) } ?? ""),
      ])
    }
    return table
  }

  private func atRisk(_ rows: ArraySlice<Table.Record>) -> PageTable {
    var table = PageTable(
      caption: say("page.tasks.soon"),
      columns: [
        say("tasks.task"), say("tasks.dueday"), say("page.column.drawn"),
        say("tasks.column.chance"), say("tasks.column.in90"), say("tasks.column.middle"),
      ])
    for row in rows {
      let isThin = row[TaskTable.basis] == .reference
      let plot = ShareMark.shares([
        ShareMark.Share(
          value: row[TaskTable.onTime], error: row[TaskTable.error], sign: .circle)
      ])
      table.rows.append([
        .text(TaskScreen.name(row)),
        .text(row[TaskTable.due].map { say.day($0) } ?? ""), .plot(plot),
        .number(
          words.shownChance(row, TaskTable.onTime, error: TaskTable.error, isThin: isThin)),
        .number(
          row[TaskTable.within90].map {
            isThin ? words.number.whole($0) : words.number.percent($0)
          } ?? "–"),
        .text(say.day(row[TaskTable.p50])),
      ])
    }
    return table
  }
}
