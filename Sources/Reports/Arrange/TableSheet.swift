internal import Attainment
internal import Tables
internal import TimeSeries

/// One column of a sheet that shows a table.
struct SheetColumn {
  /// What a cell makes of the field of a table.
  enum Kind {
    case text
    case number
    /// A number that somebody stated, with its own digits; both ends of a range.
    case stated
    case share
    /// A chance, in whole percents where no series of its own stands behind it.
    case chance
    /// A chance, in whole percents where what is said of the row holds.
    case chanceWhere(isThin: (Table.Record) -> Bool)
    case whole
    case year
    /// A fact in the words of the language, which stand under a prefix.
    case word(String)
    /// What is said of the row.
    case own((Table.Record) -> String)
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
    (name, self.heading, self.width) = (column.name, heading, width)
    cell = { row, say in
      let cell = row[column].map(\.cell) ?? .blank
      switch kind {
      case .text: return (.text(Self.text(cell, say)), .label())
      case .word(let prefix): return (.text(say.word(prefix, String(cell) ?? "")), .label())
      case .own(let words): return (.text(words(row)), .label())
      // A range such as 16..18, or a month, is no number and stays as it is written.
      case .number, .stated, .whole, .year, .share, .chance, .chanceWhere:
        guard let value = Self.number(cell) else {
          let range = WantedValue(cell)?.text(nil, unit: "", NumberStyle(say.language))
          return (.text(range ?? Self.text(cell, say)), .label(isCentred: true))
        }
        let isThin =
          switch kind {
          case .chance: row[AttainmentTable.basis]?.isThin == true
          case .chanceWhere(let isThin): isThin(row)
          default: false
          }
        if isThin { return (.number(value), .number(.chance)) }
        return (.number(value), Self.style(value, kind))
      }
    }
  }

  /// A text as it stands; days and periods as people write them.
  private static func text(_ cell: Cell, _ say: Catalogue) -> String {
    guard case .fact(let fact) = cell else { return String(cell) ?? "" }
    if let date = fact as? CalendarDate { return say.day(date) }
    if let period = fact as? Period { return say.period(period) }
    return fact.code
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
    case .stated:
      .number(NumberStyle.statedDecimals(value).map(CellStyle.Decimals.stated) ?? decimals(value))
    case .year: .number(.plain, isCentred: true)
    case .share, .chance, .chanceWhere:
      .number(value > 0 && value < 0.0095 ? .finePercent : .percent)
    case .text, .word, .own, .whole: .number(.none)
    }
  }

  /// About three digits; a figure from 100 on that has one or two decimals and no more keeps them, as published ones do.
  static func decimals(_ value: Double) -> CellStyle.Decimals {
    if abs(value) >= 100, let own = NumberStyle.statedDecimals(value), 1...2 ~= own {
      return .stated(own)
    }
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

}

extension PageWords {
  /// The sheet of a table of the folder; `nil` where that has no row.
  ///
  /// - Parameters:
  ///   - key: of the tab, behind `run.sheet.`.
  ///   - title, notes, frozen: as of ``TableSheet``.
  func sheet<Subject>(
    _ definition: TableDefinition<Subject>, _ key: String, title: String, notes: [String] = [],
    frozen: Int, _ columns: [SheetColumn]
  ) -> TableSheet? {
    let rows = records(definition)
    guard !rows.isEmpty else { return nil }
    return TableSheet(
      say("run.sheet.\(key)"), title: title, notes: notes, columns: columns, rows: rows,
      words: self, frozen: frozen)
  }
}
