internal import Tables
internal import TimeSeries

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
    sheet.remark(title, .title)
    for note in notes { sheet.remark(note) }
    head = sheet.nextRow + 1
    sheet.heads(head...head, columns.map(\.heading), frozen: frozen)
    sheet.raise(head, to: 32)
    for (offset, row) in rows.enumerated() {
      sheet.row(head + 1 + offset, columns.map { $0.cell(row, words.say) })
    }
    if !rows.isEmpty { sheet.filtered = head...(head + rows.count) }
  }

  /// Adds a chart.
  mutating func add(_ chart: SheetChart) { sheet.charts.append(chart) }
}
