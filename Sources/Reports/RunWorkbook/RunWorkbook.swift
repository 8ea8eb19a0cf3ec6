internal import Files
public import Folders
internal import Plans
internal import Tables
internal import TimeSeries

/// A run as a workbook: what a department forwards, filters and charts.
///
/// Made from the tables of the run's folder; numbers stay numbers, texts stay texts whatever they begin with.
public enum RunWorkbook {
  /// The file's name in a run folder.
  public static let name = "report.xlsx"

  /// The workbook; the same tables give the same bytes.
  ///
  /// - Parameter folders: the run's, then those that add a comparison.
  /// - Throws: `RunFolderError.refused` when the system has no room for the file while it is made.
  public static func file(_ folders: [FolderTables]) throws(RunFolderError) -> OutputFile {
    precondition(!folders.isEmpty, "a workbook is about a run")
    let first = folders[0]
    let bytes = try WorkbookFile.bytes(
      of: sheets(folders), language: first.language, title: first.title,
      day: first.manifest.asOf)
    return OutputFile(name: name, bytes: bytes)
  }

  /// The sheets as values; those without rows are left out.
  package static func sheets(_ folders: [FolderTables]) -> [Sheet] {
    let words = PageWords(folder: folders[0], language: folders[0].language)
    let comparison = folders.map { PageWords(folder: $0, language: folders[0].language) }
      .first { !$0.records(ComparisonTable.definition).isEmpty }
    let projections = ProjectionSheets(words)
    return [SummarySheet(words).sheet]
      + [
        AttainmentSheet(words).sheet, JointSheets(words).joint, JointSheets(words).counts,
        projections.table, projections.charts, comparison.flatMap { TableSheets($0).comparison },
        TableSheets(words).calibration, TableSheets(words).assumptions, TableSheets(words).floors,
      ].compactMap { $0 } + [TableSheets(words).manifest]
  }
}

/// One column of a sheet that shows a table.
struct SheetColumn {
  /// What a cell makes of the field of a table.
  enum Kind {
    case text
    case number
    case share
    case whole
    case year
    /// A fact in the words of the language, which stand under a prefix.
    case word(String)
  }

  /// The name of the column of the table.
  let name: String
  let heading: String
  let width: Double
  /// The cell of a row.
  let cell: (Table.Record, Catalogue) -> (CellValue, CellStyle)

  /// A column of a table as a kind shows it.
  init<Value: FieldValue>(
    _ column: Column<Value>, _ heading: String, _ width: Double, _ kind: Kind
  ) {
    name = column.name
    self.heading = heading
    self.width = width
    cell = { row, say in Self.cell(row[column].map(\.cell) ?? .blank, kind, say) }
  }

  /// A column of words of their own.
  init<Value: FieldValue>(
    _ column: Column<Value>, _ heading: String, _ width: Double,
    words: @escaping (Table.Record) -> String
  ) {
    name = column.name
    self.heading = heading
    self.width = width
    cell = { row, _ in (.text(words(row)), .label()) }
  }

  private static func cell(
    _ cell: Cell, _ kind: Kind, _ say: Catalogue
  ) -> (CellValue, CellStyle) {
    switch kind {
    case .text: return (.text(String(cell) ?? ""), .label())
    case .word(let prefix): return (.text(say.word(prefix, String(cell) ?? "")), .label())
    // A range such as 16..18, or a month, is no number and stays as it is written.
    case .number, .whole, .year, .share:
      guard let value = number(cell) else {
        return (.text(String(cell) ?? ""), .label(isCentred: true))
      }
      return (.number(value), style(value, kind))
    }
  }

  private static func number(_ cell: Cell) -> Double? {
    if case .fact(let fact) = cell, let period = fact as? Period, period.frequency == .annual {
      return Double(period.year)
    }
    return Double(cell)
  }

  private static func style(_ value: Double, _ kind: Kind) -> CellStyle {
    switch kind {
    case .number: .number(decimals(value))
    case .year: .number(.plain, isCentred: true)
    case .share: .number(value > 0 && value < 0.0095 ? .finePercent : .percent)
    case .text, .word, .whole: .number(.none)
    }
  }

  /// About three digits.
  static func decimals(_ value: Double) -> CellStyle.Decimals {
    guard value != value.rounded() || abs(value) >= 1e6 else { return .none }
    return abs(value) >= 100 ? .none : abs(value) >= 10 ? .one : .grouped
  }
}

/// A sheet with a heading, notes and one table that readers may filter.
struct TableSheet {
  private(set) var sheet: Sheet
  /// The row of the column headings.
  let head: Int

  /// The sheet of a table.
  ///
  /// - Parameters:
  ///   - name: of the tab.
  ///   - title: above everything.
  ///   - notes: sentences between title and table.
  ///   - frozen: columns that stay in view.
  init(
    _ name: String, title: String, notes: [String], columns: [SheetColumn], rows: [Table.Record],
    words: PageWords, frozen: Int
  ) {
    sheet = Sheet(name: name, widths: columns.map(\.width))
    let last = columns.count - 1
    // A heading over a narrow table would stand in a tower.
    let span = 0...max(last, 1)
    sheet.merge(0...0, span, title, CellStyle(.title))
    for note in notes {
      let row = sheet.nextRow
      sheet.merge(row...row, span, note, CellStyle(.note))
    }
    head = sheet.nextRow + 1
    for (index, column) in columns.enumerated() {
      sheet.set(head, index, .text(column.heading), CellStyle(.header))
    }
    sheet.raise(head, to: 32)
    for (offset, row) in rows.enumerated() {
      sheet.row(
        head + 1 + offset, columns.map { $0.cell(row, words.say) }, widths: columns.map(\.width))
    }
    sheet.headerRows = head...head
    sheet.frozen = (head + 1, frozen)
    if !rows.isEmpty { sheet.filtered = head...(head + rows.count) }
  }

  /// Adds a chart.
  mutating func add(_ chart: SheetChart) { sheet.charts.append(chart) }
}

extension Sheet {
  /// Sets the cells of a row, which becomes as high as its longest text needs.
  mutating func row(_ row: Int, _ cells: [(CellValue, CellStyle)], widths: [Double]) {
    var lines = 1.0
    for (index, cell) in cells.enumerated() {
      set(row, index, cell.0, cell.1)
      if case .text(let text) = cell.0 {
        // Words break before the edge, so that a line holds a tenth less than its width.
        lines = max(lines, (Double(text.count) / (0.9 * widths[index])).rounded(.up))
      }
    }
    raise(row, to: 15 * min(lines, 20) + 1)
  }
}
