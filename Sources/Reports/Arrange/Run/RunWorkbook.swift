internal import Attainment
internal import Tables

/// A run as a workbook: what a department forwards, filters and charts.
///
/// Made from the tables of the run's folder; numbers stay numbers, texts stay texts whatever they begin with.
public enum RunWorkbook {
  /// The file's name in a run folder.
  public static let name = "report.xlsx"

  /// The sheets as values; those without rows are left out.
  ///
  /// - Parameter folders: the run's, then those that add a comparison.
  package static func sheets(_ folders: [FolderTables]) -> [Sheet] {
    precondition(!folders.isEmpty, "a workbook is about a run")
    let words = PageWords(folder: folders[0], language: folders[0].language)
    let comparison = folders.map { PageWords(folder: $0, language: folders[0].language) }
      .first { !$0.records(ComparisonTable.definition).isEmpty }
    let projections = ProjectionSheets(words: words)
    return [SummarySheet(words: words).sheet]
      + [
        AttainmentSheet(words: words).sheet, MilestoneSheet(words: words).sheet,
        JointSheets(words: words).joint,
        JointSheets(words: words).counts,
        projections.table, projections.charts,
        comparison.flatMap { TableSheets(words: $0).comparison },
        TableSheets(words: words).baseRates,
        TableSheets(words: words).calibration, TableSheets(words: words).assumptions,
        TableSheets(words: words).floors,
      ].compactMap { $0 } + [TableSheets(words: words).manifest]
  }
}

/// The first sheet: the answer in sentences, counts that follow the table, and a chart of all chances.
struct SummarySheet {
  let words: PageWords
  private var say: Catalogue { words.say }

  var sheet: Sheet {
    var sheet = Sheet(name: say("run.sheet.summary"), widths: [46, 16, 16, 16, 16])
    sheet.remark(words.folder.title, .title)
    for fact in words.facts { sheet.remark(fact, .caption) }
    for sentence in words.answers.map({ say($0.key, $0.places) }) + words.rowsOfPlans
      + ShortPart(words: words).findings
    {
      sheet.remark(sentence)
    }
    guard !words.records(AttainmentTable.definition).isEmpty else { return sheet }
    counts(&sheet, AttainmentSheet(words: words))
    return sheet
  }

  /// Figures that follow the sheet of targets when somebody changes it.
  private func counts(_ sheet: inout Sheet, _ attainment: AttainmentSheet) {
    guard let cells = attainment.chances else { return }
    let rows = words.assessed
    let stated = rows.filter { $0[AttainmentTable.basis] != .illustrative }
    let shares = stated.compactMap { $0[AttainmentTable.probability] }
    let range = String(cells.formula.dropFirst())
    // What rests on nobody's figure or judgement is not counted with the rest.
    var others = ""
    if stated.count < rows.count, let bases = attainment.bases {
      let word = say("basis.\(Basis.illustrative.code)")
      others = ",\(bases.formula.dropFirst()),\"<>\(word)\""
    }
    func count(_ condition: String) -> String {
      others.isEmpty
        ? "COUNTIF(\(range),\"\(condition)\")" : "COUNTIFS(\(range),\"\(condition)\"\(others))"
    }
    let lines: [(String, String, Double)] = [
      (
        "run.count.assessed", others.isEmpty ? "COUNT(\(range))" : count(">=0"),
        Double(shares.count)
      ),
      ("run.count.likely", count(">0.5"), Double(shares.count { $0 > 0.5 })),
      ("run.count.rare", count("<0.1"), Double(shares.count { $0 < 0.1 })),
      (
        "run.count.expected", others.isEmpty ? "SUM(\(range))" : "SUMIFS(\(range)\(others))",
        shares.reduce(0, +)
      ),
    ]
    var row = sheet.nextRow + 1
    for (key, formula, value) in lines {
      sheet.set(row, 0, .text(say(key)), .label())
      sheet.set(
        row, 1, .formula(formula, value), .number(key == "run.count.expected" ? .one : .none))
      row += 1
    }
    guard let chart = attainment.chart(at: row + 1) else { return }
    sheet.charts.append(chart)
  }
}

/// Every row of the plans with its chance.
struct AttainmentSheet {
  let words: PageWords
  private var say: Catalogue { words.say }

  private var columns: [SheetColumn] {
    return [
      SheetColumn(CommonColumns.plan, say("run.column.plan"), 9, .text),
      SheetColumn(CommonColumns.reference, say("column.ref"), 14, .text),
      SheetColumn(CommonColumns.target, say("column.target"), 46, .text),
      SheetColumn(AttainmentTable.year, say("column.year"), 7, .year),
      SheetColumn(
        AttainmentTable.direction, say("run.column.direction"), 11, .word("run.direction.")),
      SheetColumn(AttainmentTable.target, say("column.wanted"), 10, .number),
      SheetColumn(CommonColumns.unit, say("run.column.unit"), 13, .word("unit.")),
      SheetColumn(AttainmentTable.probability, say("column.chance"), 10, .share),
      SheetColumn(CommonColumns.error, say("run.column.error"), 10, .share),
      SheetColumn(CommonColumns.p10, "P10", 9, .number),
      SheetColumn(CommonColumns.p50, "P50", 9, .number),
      SheetColumn(CommonColumns.p90, "P90", 9, .number),
      SheetColumn(AttainmentTable.shortfall, say("run.column.shortfall"), 11, .number),
      SheetColumn(AttainmentTable.firstYear, say("page.column.first"), 9, .year),
      SheetColumn(AttainmentTable.required, say("run.column.required"), 11, .number),
      SheetColumn(AttainmentTable.basis, say("column.basis"), 13, .word("basis.")),
      SheetColumn(AttainmentTable.model, say("run.column.model"), 17, .text),
      SheetColumn(AttainmentTable.agency, say("column.agency"), 30, .text),
      SheetColumn(AttainmentTable.note, say("run.column.note"), 46, .text),
    ]
  }

  /// Milestones that dated tasks speak for have a sheet of their own.
  private var rows: [Table.Record] {
    words.records(AttainmentTable.definition).filter { !PageWords.isMilestone($0) }
  }

  private var table: TableSheet? {
    guard !rows.isEmpty else { return nil }
    return TableSheet(
      say("run.sheet.attainment"), title: say("attainment.heading"),
      notes: [say("attainment.explained")], columns: columns, rows: rows, words: words, frozen: 3)
  }

  /// The sheet; `nil` without a plan.
  var sheet: Sheet? { table?.sheet }

  /// Where it stands what they rest on; `nil` without a plan.
  var bases: SheetChart.Cells? { cells(AttainmentTable.basis, rows.indices) }

  /// Where the chances stand; `nil` without a plan.
  var chances: SheetChart.Cells? { cells(AttainmentTable.probability, rows.indices) }

  private func cells<Value: FieldValue>(
    _ column: Column<Value>, _ places: Range<Int>
  ) -> SheetChart.Cells? {
    guard !places.isEmpty, let table,
      let column = columns.firstIndex(where: { $0.name == column.name })
    else { return nil }
    let first = table.head + 1
    return SheetChart.Cells(
      sheet: table.sheet.name,
      rows: (first + places.lowerBound)...(first + places.upperBound - 1), column: column)
  }

  /// Bars of the first stretch of rows that are all assessed.
  func chart(at row: Int) -> SheetChart? {
    let rows = rows
    let stretches = rows.indices.split { rows[$0][AttainmentTable.probability] == nil }
    guard let stretch = stretches.max(by: { $0.count < $1.count }),
      let names = cells(CommonColumns.reference, stretch),
      let values = cells(AttainmentTable.probability, stretch)
    else { return nil }
    return SheetChart(
      kind: .bar, title: say("run.chart.chances"), categories: names,
      series: [.init(name: say("column.chance"), values: values, colour: 0x2F6EA5)],
      row: row, column: 0, width: 760, height: 120 + 17 * Double(stretch.count), isShare: true)
  }
}
