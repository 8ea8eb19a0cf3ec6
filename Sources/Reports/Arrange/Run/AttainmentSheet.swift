internal import Attainment
internal import Tables

/// Every row of the plans that has a chance.
struct AttainmentSheet {
  let words: PageWords
  /// Rows with a chance, in the order of the plans; milestones that dated tasks speak for have a sheet of their own.
  let assessed: [Table.Record]
  private let table: TableSheet?

  init(words: PageWords) {
    self.words = words
    assessed = words.assessed
    let say = words.say
    guard !assessed.isEmpty else {
      table = nil
      return
    }
    table = TableSheet(
      say("run.sheet.attainment"), title: say("attainment.heading"),
      notes: [say("attainment.explained")], columns: Self.columns(say), rows: assessed,
      words: words, frozen: 3)
  }

  private static func columns(_ say: Catalogue) -> [SheetColumn] {
    return SheetColumn.row(say) + SheetColumn.asked(say) + [
      SheetColumn(AttainmentTable.probability, say("column.chance"), 10, .chance),
      SheetColumn(CommonColumns.error, say("run.column.error"), 10, .share),
      SheetColumn(CommonColumns.p10, "P10", 9, .number),
      SheetColumn(CommonColumns.p50, "P50", 9, .number),
      SheetColumn(CommonColumns.p90, "P90", 9, .number),
      SheetColumn(AttainmentTable.shortfall, say("run.column.shortfall"), 11, .number),
      SheetColumn(AttainmentTable.firstYear, say("run.column.first"), 9, .year),
      SheetColumn(AttainmentTable.required, say("run.column.required"), 11, .number),
      SheetColumn(AttainmentTable.basis, say("column.basis"), 13, .word("basis.")),
      SheetColumn(
        AttainmentTable.model, say("run.column.model"), 17,
        .own { say.model($0[AttainmentTable.model]?.code ?? "") }),
      SheetColumn(AttainmentTable.agency, say("column.agency"), 30, .text),
      SheetColumn(AttainmentTable.note, say("run.column.note"), 46, .text),
    ]
  }

  /// The sheet; `nil` without a row that has a chance.
  var sheet: Sheet? {
    guard let table, let chances, let column = column(AttainmentTable.probability) else {
      return nil
    }
    var sheet = table.sheet
    sheet.rules.append(
      SheetRule(kind: .likelihood(chances: column), rows: chances.rows, column: column))
    return sheet
  }

  /// Where it stands what they rest on; `nil` without such a row.
  var bases: SheetChart.Cells? { cells(AttainmentTable.basis) }

  /// Where the chances stand; `nil` without such a row.
  var chances: SheetChart.Cells? { cells(AttainmentTable.probability) }

  /// Where the names stand; `nil` without such a row.
  var names: SheetChart.Cells? { cells(CommonColumns.target) }

  /// The address of a chance, as other sheets write it.
  func chance(of place: Int) -> String? {
    guard let chances else { return nil }
    return Sheet.address(on: chances.sheet, chances.rows.lowerBound + place, chances.column)
  }

  private func column<Value: FieldValue>(_ column: Column<Value>) -> Int? {
    Self.columns(words.say).firstIndex { $0.name == column.name }
  }

  private func cells<Value: FieldValue>(_ column: Column<Value>) -> SheetChart.Cells? {
    guard let table, let place = self.column(column) else { return nil }
    return SheetChart.Cells(
      sheet: table.sheet.name, rows: (table.head + 1)...(table.head + assessed.count),
      column: place)
  }
}

/// Rows of the plans without a chance, and why they have none.
struct OpenRowsSheet {
  let words: PageWords
  private var say: Catalogue { words.say }

  /// The sheet; `nil` where every row is assessed.
  var sheet: Sheet? {
    let rows = words.records(AttainmentTable.definition).filter {
      $0[AttainmentTable.probability] == nil
    }
    guard !rows.isEmpty else { return nil }
    return TableSheet(
      say("run.sheet.open"), title: say("run.open.heading", ["count": "\(rows.count)"]), notes: [],
      columns: SheetColumn.row(say) + SheetColumn.asked(say) + [
        SheetColumn(AttainmentTable.agency, say("column.agency"), 28, .text),
        SheetColumn(AttainmentTable.note, say("run.column.why"), 50, .text),
      ], rows: rows, words: words, frozen: 3
    ).sheet
  }
}

/// What moved since the run before, the largest move first.
struct MovedSheet {
  let words, earlier: PageWords
  private var say: Catalogue { words.say }

  /// The sheet; `nil` where no target stands in both runs.
  var sheet: Sheet? {
    let changes = TargetChanges(words, since: earlier)
    let moves = changes.changes.enumerated().sorted { one, other in
      func size(_ change: TargetChanges.Change) -> Double { abs(change.after - change.before) }
      return (-size(one.element), one.offset) < (-size(other.element), other.offset)
    }.map(\.element)
    guard !moves.isEmpty else { return nil }
    var sheet = Sheet(name: say("run.sheet.moved"), widths: [9, 46, 13, 12, 12, 12, 12, 12, 44])
    sheet.isPortrait = true
    let day = earlier.folder.manifest.asOf.map(words.day) ?? say("page.lead.nobefore")
    sheet.remark(say("run.moved.heading", ["date": day]), .title)
    sheet.remark(say("run.moved.explained"))
    let head = sheet.nextRow + 1
    sheet.heads(
      head...head,
      [
        "column.ref", "column.target", "column.wanted", "changes.before", "changes.after",
        "run.moved.points", "run.moved.middle.before", "run.moved.middle.after", "run.moved.why",
      ].map { say($0) }, frozen: 2)
    for (offset, move) in moves.enumerated() { row(&sheet, at: head + 1 + offset, move) }
    sheet.filtered = head...(head + moves.count)
    let counts = [
      ("new", changes.fresh), ("new.milestones", changes.freshMilestones),
      ("gone", changes.gone), ("gone.milestones", changes.goneMilestones),
    ]
    for (key, count) in counts where count > 0 {
      sheet.remark(say("run.moved.\(key)", ["count": "\(count)"]))
    }
    return sheet
  }

  /// By how many points a target moved; on a thin basis that of the whole percents beside it.
  private func difference(
    _ move: TargetChanges.Change, _ cells: [String]
  ) -> (CellValue, CellStyle) {
    guard move.isThin else {
      return (
        .formula("(\(cells[0])-\(cells[1]))*100", (move.after - move.before) * 100),
        .number(.signed, isCentred: true)
      )
    }
    let value = (100 * move.after).rounded() - (100 * move.before).rounded()
    return (
      .formula("(ROUND(\(cells[0]),2)-ROUND(\(cells[1]),2))*100", value),
      .number(.none, isCentred: true)
    )
  }

  /// Why it moved, as far as the runs tell; nothing of what did not.
  private func why(_ move: TargetChanges.Change) -> String {
    guard move.after != move.before else { return "" }
    return MoveReasons(words: words, earlier: earlier).told(move) ?? ""
  }

  private func row(_ sheet: inout Sheet, at row: Int, _ move: TargetChanges.Change) {
    let year = move.now[AttainmentTable.year].map { " (\($0))" } ?? ""
    let cells = [Sheet.address(row, 4), Sheet.address(row, 3)]
    let middles = [move.earlier, move.now].map { record -> (CellValue, CellStyle) in
      let middle = record[CommonColumns.p50]
      return (.optional(middle), .number(middle.map(SheetColumn.decimals) ?? .none))
    }
    sheet.row(
      row,
      [
        (.text(say.place(move.now[CommonColumns.reference])), .label()),
        (.text(move.now[CommonColumns.target]), .label()),
        (.text(words.wanted(move.now) + year), .label(isCentred: true)),
        (.number(move.before), .number(.chance, isCentred: true)),
        (.number(move.after), .number(.chance, isCentred: true)),
        difference(move, cells),
      ] + middles + [(.text(why(move)), .label())])
  }
}

extension SheetColumn {
  /// Which row of which plan it is about, and when that is asked for.
  static func row(_ say: Catalogue) -> [SheetColumn] {
    [
      SheetColumn(CommonColumns.plan, say("run.column.plan"), 9, .text),
      SheetColumn(CommonColumns.reference, say("column.ref"), 14, .text),
      SheetColumn(CommonColumns.target, say("column.target"), 46, .text),
      SheetColumn(AttainmentTable.year, say("column.year"), 7, .year),
    ]
  }

  /// What the row asks for.
  static func asked(_ say: Catalogue) -> [SheetColumn] {
    [
      SheetColumn(
        AttainmentTable.direction, say("run.column.direction"), 11, .word("run.direction.")),
      SheetColumn(AttainmentTable.target, say("column.wanted"), 10, .stated),
      SheetColumn(CommonColumns.unit, say("run.column.unit"), 13, .word("unit.")),
    ]
  }
}
