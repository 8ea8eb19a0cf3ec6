internal import Pipeline
internal import Tables
internal import TimeSeries

/// The first sheet of tasks, upright on A4: the answer, what to decide, tasks that are overdue and those that will rather
/// be late, by name.
extension TaskLayout {
  private static let widths: [Double] = [5, 42, 22, 12, 11, 13, 15]

  /// Rows of each table; the rest stands in table 7.
  private static let mostRows = 15

  var front: Sheet {
    var sheet = sheet("front", widths: Self.widths)
    sheet.isPortrait = true
    sheet.isOnePage = true
    guard let screen = TaskScreen(words) else { return sheet }
    screen.screen.write(on: &sheet, say)
    overdue(&sheet, screen.overdue)
    atRisk(&sheet, screen.atRisk)
    close(&sheet, [explained])
    return sheet
  }

  /// Heads of a table below a line that says what it holds; the first row of the table.
  private func head(_ sheet: inout Sheet, _ title: String, _ keys: [String]) -> Int {
    let band = sheet.nextRow + 1
    sheet.band(at: band, title)
    sheet.heads(band + 1...band + 1, keys.map { say("tasks.column.\($0)") })
    return band + 2
  }

  private func name(_ task: Table.Record, _ place: Int) -> [(CellValue, CellStyle)] {
    [
      (.number(Double(place + 1)), .number(.none, isCentred: true)),
      (.text(TaskScreen.name(task)), .label()), (.text(agency(task)), .label()),
      day(task[TaskTable.due]),
    ]
  }

  private func overdue(_ sheet: inout Sheet, _ rows: [Table.Record]) {
    guard !rows.isEmpty else { return }
    let first = head(
      &sheet, say("tasks.overdue.heading", ["count": "\(rows.count)"]),
      ["number", "task", "agency", "due", "overdue", "in90", "middle"])
    let asOf = words.folder.manifest.asOf
    for (place, task) in rows.prefix(Self.mostRows).enumerated() {
      let days = asOf.flatMap { asOf in
        task[TaskTable.due].map { Double(asOf.dayNumber - $0.dayNumber) }
      }
      sheet.row(
        first + place,
        name(task, place) + [
          (.optional(days), .number(.none, isCentred: true)), chance(task, TaskTable.within90),
          day(task[TaskTable.p50]),
        ])
    }
    more(&sheet, rows)
  }

  private func atRisk(_ sheet: inout Sheet, _ rows: [Table.Record]) {
    guard !rows.isEmpty else { return }
    let first = head(
      &sheet, say("page.tasks.soon"),
      ["number", "task", "agency", "due", "chance", "chance", "word"])
    sheet.merge(first - 1...first - 1, 4...5, say("tasks.column.chance"), CellStyle(.header))
    let shown = rows.prefix(Self.mostRows)
    for (place, task) in shown.enumerated() {
      let chance = task[TaskTable.onTime] ?? 0
      sheet.row(
        first + place,
        name(task, place) + [
          self.chance(task, TaskTable.onTime),
          (.formula(Sheet.address(first + place, 4), chance), .number(.chance)),
          (
            .text(say("page.lead.tasks.\(Likelihood(chance).rawValue)")),
            .label(isCentred: true)
          ),
        ])
    }
    let table = first...first + shown.count - 1
    sheet.rules += [
      SheetRule(kind: .bar, rows: table, column: 5),
      SheetRule(kind: .likelihood(chances: 4), rows: table, column: 6),
    ]
    more(&sheet, rows)
  }

  /// That more of them stand in table 7.
  private func more(_ sheet: inout Sheet, _ rows: [Table.Record]) {
    let left = rows.count - Self.mostRows
    if left > 0 { sheet.remark(say("tasks.front.more", ["count": "\(left)"])) }
  }
}
