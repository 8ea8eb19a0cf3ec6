internal import Plans
internal import Tables
internal import TimeSeries
internal import Tracking

/// Dated tasks as the sheets that are handed in: tasks by quarter (table 7), agencies, phases, how many are done by when.
public enum TaskWorkbook {
  /// The name of the file.
  public static let name = "tasks.xlsx"

  /// The sheets; `nil` where the folder has no tasks.
  package static func sheets(_ folder: FolderTables) -> [Sheet]? {
    let layout = TaskLayout(words: PageWords(folder: folder, language: folder.language))
    guard !layout.tasks.isEmpty else { return nil }
    return [
      layout.front, layout.tableSeven, layout.standing(.agency), layout.standing(.phase),
      layout.course,
    ].compactMap(\.self)
  }
}

/// What the sheets of tasks arrange.
struct TaskLayout {
  let words: PageWords
  var say: Catalogue { words.say }

  var tasks: [Table.Record] { words.records(TaskTable.definition) }

  func sheet(_ key: String, widths: [Double]) -> Sheet {
    let folder = words.folder
    var sheet = Sheet(name: say("tasks.sheet.\(key)"), widths: widths)
    let last = widths.count - 1
    sheet.office(folder.manifest.region ?? "", folder.manifest.office)
    sheet.merge(2...2, 0...last, say("tasks.title.\(key)"), CellStyle(.title))
    sheet.merge(3...3, 0...last, folder.title, CellStyle(.subtitle))
    let day = folder.manifest.asOf.map { say.day($0) }
    sheet.merge(
      4...4, 0...last,
      day.map { say("workbook.asof", ["date": $0]) } ?? say("workbook.noasof"), CellStyle(.caption))
    return sheet
  }

  func day(_ date: CalendarDate?) -> (CellValue, CellStyle) {
    (.text(date.map { say.day($0) } ?? ""), .label(isCentred: true))
  }

  /// A chance of a task: in whole percents where tasks elsewhere lend it.
  func chance(_ task: Table.Record, _ column: Column<Double>) -> (CellValue, CellStyle) {
    let isThin = task[TaskTable.basis] == .reference
    return (.optional(task[column]), .number(isThin ? .chance : .percent, isCentred: true))
  }

  private func whole(_ value: Int?) -> (CellValue, CellStyle) {
    (.optional(value.map(Double.init)), .number(.none, isCentred: true))
  }

  func close(_ sheet: inout Sheet, _ notes: [String]) {
    for note in notes { sheet.remark(note) }
    guard let signatory = words.folder.manifest.signatory else { return }
    let (row, last) = (sheet.nextRow + 1, sheet.columns - 1)
    sheet.merge(row...row, max(0, last - 2)...last, signatory, CellStyle(.office))
  }

  // MARK: Sheets

  /// The sheet of tasks by quarter, for workbooks of a year; `nil` where the folder has no tasks.
  static func tableSeven(_ folder: FolderTables) -> Sheet? {
    let layout = TaskLayout(words: PageWords(folder: folder, language: folder.language))
    return layout.tasks.isEmpty ? nil : layout.tableSeven
  }

  /// Every task under the quarter in which it is due.
  var tableSeven: Sheet {
    var sheet = sheet("table7", widths: [5, 12, 46, 26, 12, 16, 12, 11, 12, 13, 12, 46])
    let keys = [
      "number", "id", "task", "agency", "due", "status", "done", "chance", "in90", "middle",
      "basis",
      "note",
    ]
    sheet.heads(6...6, keys.map { say("tasks.column.\($0)") }, frozen: 3)
    sheet.raise(6, to: 46)
    sheet.headerRows = 6...6
    var row = 7
    var number = 0
    for quarter in quarters {
      sheet.band(at: row, quarter.name)
      row += 1
      for task in quarter.tasks {
        number += 1
        sheet.row(row, cells(task, number))
        row += 1
      }
    }
    close(&sheet, [TaskLead(words).sentences.first, explained].compactMap(\.self))
    return sheet
  }

  private func cells(_ task: Table.Record, _ number: Int) -> [(CellValue, CellStyle)] {
    let status = task[TaskTable.status]?.code ?? "unknown"
    return [
      (.number(Double(number)), .number(.none, isCentred: true)),
      (.text(task[TaskTable.id]), .label()), (.text(task[CommonColumns.target]), .label()),
      (.text(agency(task)), .label()), day(task[TaskTable.due]),
      (.text(say("tasks.status.\(status)")), .label(isCentred: true)), day(task[TaskTable.done]),
      chance(task, TaskTable.onTime), chance(task, TaskTable.within90), day(task[TaskTable.p50]),
      (.text(task[TaskTable.basis].map { say("basis.\($0.code)") } ?? ""), .label(isCentred: true)),
      (.text(task[TaskColumns.note]), .label()),
    ]
  }

  /// The agency of a task or a group; that none is named, where others are.
  func agency(_ row: Table.Record) -> String {
    let name = row[TaskColumns.agency]
    return name.isEmpty && tasks.contains { !$0[TaskColumns.agency].isEmpty }
      ? say("group.unnamed") : name
  }

  /// Tasks by the quarter of their due day, in order; those without a day last.
  private var quarters: [(name: String, tasks: [Table.Record])] {
    let dated = grouped(tasks) { (task: Table.Record) -> Int in
      guard let due = task[TaskTable.due] else { return .max }
      return 4 * due.year + (due.month - 1) / 3
    }
    return dated.sorted { $0.key < $1.key }.map { key, rows in
      let name =
        key == .max
        ? say("tasks.quarter.none")
        : say("tasks.quarter", ["quarter": "\(key % 4 + 1)", "year": "\(key / 4)"])
      let order = rows.enumerated().sorted { one, other in
        let (first, second) = (one.element[TaskTable.due], other.element[TaskTable.due])
        guard let first, let second, first != second else { return one.offset < other.offset }
        return first < second
      }
      return (name, order.map(\.element))
    }
  }

  var explained: String {
    let isWeighted =
      words.records(UnitTable.definition).first?[TaskColumns.formula] == TaskWords.formula(true)
    return TaskWords(say.language).explained(isWeighted, hasErrors: false)
  }

  /// How agencies or phases stand.
  func standing(_ kind: TaskResult.GroupKind) -> Sheet? {
    let isPhase = kind == .phase
    let rows =
      isPhase ? words.records(PhaseTable.definition) : words.records(UnitTable.definition)
    guard !rows.isEmpty else { return nil }
    var sheet = sheet(
      isPhase ? "phases" : "units", widths: [5, 40] + [Double](repeating: 12, count: 12))
    let keys = [
      "number", isPhase ? "phase" : "agency", "tasks", "ontime", "donelate", "doneundated", "late",
      "running", "notstarted", "nodate", "unknown", "notassessed", "score", "expectedscore",
    ]
    sheet.heads(6...6, keys.map { say("tasks.column.\($0)") }, frozen: 2)
    sheet.raise(6, to: 46)
    sheet.headerRows = 6...6
    for (place, row) in rows.enumerated() {
      let counts = [
        TaskColumns.tasks, TaskColumns.onTime, TaskColumns.doneLate, TaskColumns.doneUndated,
        TaskColumns.late, TaskColumns.running, TaskColumns.notStarted, TaskColumns.noDate,
        TaskColumns.unknown, TaskColumns.notAssessed,
      ]
      let scores = [TaskColumns.score, TaskColumns.expectedScore].map {
        (CellValue.optional(row[$0]), CellStyle.number(.one, isCentred: true))
      }
      sheet.row(
        7 + place,
        [
          (.number(Double(place + 1)), .number(.none, isCentred: true)),
          (.text(isPhase ? row[PhaseTable.phase] : agency(row)), .label()),
        ] + counts.map { whole(row[$0]) } + scores)
    }
    let joint = TaskWords(say.language).joint(tasks.map { $0[TaskColumns.agency] })
    close(&sheet, (isPhase ? TaskLead(words).sentences : joint) + [explained])
    return sheet
  }

  /// How many of all tasks are done by when, with a chart.
  var course: Sheet? {
    let rows = words.records(CompletionTable.definition).filter {
      $0[CompletionTable.kind] == .all
    }
    guard !rows.isEmpty else { return nil }
    let isPartial = TaskLead(words).isPartial
    var sheet = sheet(
      "course", widths: [14, 12, 12] + (isPartial ? [14] : []) + [14, 12, 12])
    let keys = ["by", "dueby", "doneby"] + (isPartial ? ["assessed"] : [])
    sheet.heads(
      6...6, (keys + ["expected", "low", "high"]).map { say("tasks.column.\($0)") })
    let first = keys.count
    sheet.raise(6, to: 32)
    for (place, row) in rows.enumerated() {
      sheet.row(
        7 + place,
        [
          day(row[CompletionTable.date]), whole(row[TaskColumns.due]),
          whole(row[CompletionTable.done]),
        ] + (isPartial ? [whole(row[TaskColumns.assessed])] : []) + [
          (.optional(row[TaskColumns.expected]), .number(.one, isCentred: true)),
          whole(row[TaskColumns.p10]), whole(row[TaskColumns.p90]),
        ])
    }
    // Months behind the last task stand in the table; drawn they would be a flat line.
    let drawn = max(1, TaskLead(words).course.count)
    func column(_ index: Int) -> SheetChart.Cells {
      SheetChart.Cells(sheet: sheet.name, rows: 7...(6 + drawn), column: index)
    }
    sheet.charts.append(
      SheetChart(
        kind: .line, title: say("tasks.title.course"), categories: column(0),
        series: [
          .init(
            name: say("tasks.column.dueby"), values: column(1), colour: 0x767676, isDashed: true),
          .init(name: say("tasks.column.doneby"), values: column(2), colour: 0x1B1B1B),
          .init(name: say("tasks.column.expected"), values: column(first), colour: 0x0B4A7A),
          .init(
            name: say("tasks.column.low"), values: column(first + 1), colour: 0x7FABD0,
            isDashed: true),
          .init(
            name: say("tasks.column.high"), values: column(first + 2), colour: 0x7FABD0,
            isDashed: true),
        ], row: 6, column: first + 4, width: 760, height: 380))
    close(&sheet, [])
    return sheet
  }
}
