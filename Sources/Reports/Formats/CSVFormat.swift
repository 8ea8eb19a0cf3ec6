public import Files
public import Folders
internal import Models
public import Tables

/// Tables as CSV (RFC 4180): LF, full precision, texts that no spreadsheet takes for a formula.
struct CSVFormat {
  /// How numbers and fields are written.
  enum Style {
    /// Commas between fields, a point in numbers.
    case plain
    /// As an Excel in Việt Nam opens it by a double click: a mark, semicolons, decimal commas.
    case excelVi
  }

  let style: Style

  /// The file of a table.
  func text(_ table: Table) -> String { start(table) + rows(table) }

  /// The same as bytes, made on some threads.
  func bytes(_ table: Table, threads: Int) -> [UInt8] {
    let pieces = Self.pieces(of: table.rows.count)
    let texts = parallelMap(pieces.count, threads: threads) { rows(table, pieces[$0]) }
    var bytes = Array(start(table).utf8)
    bytes.reserveCapacity(texts.reduce(bytes.count) { $0 + $1.count })
    for text in texts { bytes.append(contentsOf: text) }
    return bytes
  }

  /// The places of rows in pieces that threads share.
  static func pieces(of count: Int) -> [Range<Int>] {
    let most = 512
    return stride(from: 0, to: count, by: most).map { $0..<min(count, $0 + most) }
  }

  private func start(_ table: Table) -> String {
    (style == .excelVi ? "\u{FEFF}" : "") + head(table.columns)
  }

  /// The rows without what stands before them.
  func rows(_ table: Table) -> String {
    String(decoding: rows(table, 0..<table.rows.count), as: UTF8.self)
  }

  private func rows(_ table: Table, _ places: Range<Int>) -> [UInt8] {
    var writer = writer
    let kinds = kinds(of: table.columns)
    for place in places { append(table.rows[place], kinds, to: &writer) }
    return writer.bytes
  }

  /// The names of columns, and the end of their line.
  func head(_ columns: [ColumnHeader]) -> String {
    var writer = writer
    for (place, column) in columns.enumerated() {
      if place > 0 { writer.separate() }
      writer.add(inert(column.name, isText: true))
    }
    writer.endRow()
    return String(decoding: writer.bytes, as: UTF8.self)
  }

  /// The fields of a row, and the end of its line.
  func row(_ cells: [Cell], _ columns: [ColumnHeader]) -> String {
    var writer = writer
    append(cells, kinds(of: columns), to: &writer)
    return String(decoding: writer.bytes, as: UTF8.self)
  }

  /// What fields of a column are written by.
  private typealias Kind = (isText: Bool, isKey: Bool)

  private func kinds(of columns: [ColumnHeader]) -> [Kind] {
    columns.map { (isText: $0.kind == .text, isKey: $0.isKey) }
  }

  private var writer: CSVWriter {
    CSVWriter(separator: UInt8(ascii: style == .excelVi ? ";" : ","))
  }

  private func append(_ cells: [Cell], _ kinds: [Kind], to writer: inout CSVWriter) {
    // Of a hundred thousand fields: a plain loop.
    let count = min(kinds.count, cells.count)
    var place = 0
    while place < count {
      if place > 0 { writer.separate() }
      append(cells[place], kinds[place], to: &writer)
      place += 1
    }
    writer.endRow()
  }

  private func append(_ cell: Cell, _ kind: Kind, to writer: inout CSVWriter) {
    let withComma = style == .excelVi
    switch cell {
    // Spreadsheets have a style of their own; a table that others join with keeps its keys to the byte.
    case .text(let text) where kind.isKey && style == .plain: writer.add(text)
    case .text(let text): writer.add(inert(text, isText: kind.isText))
    case .fact(let fact): writer.add(inert(fact.code, isText: kind.isText))
    case .number(let number): writer.add(number: number.description, withComma: withComma)
    case .integer(let number): writer.add(number: number.description, withComma: false)
    case .printed(let number, let decimals):
      writer.add(
        number: decimals > 15
          ? "\(number)" : NumberStyle.plain.fixed(number, decimals: decimals),
        withComma: withComma)
    case .blank: break
    }
  }

  /// A text that no spreadsheet takes for a formula: an apostrophe goes before what begins like one. Numbers may
  /// stand as they are, but for an Excel that is told that they are texts.
  private func inert(_ text: String, isText: Bool) -> String {
    guard SpreadsheetText.startsFormula(text) else { return text }
    return SpreadsheetText.isNumber(text) && !(style == .excelVi && isText) ? text : "'" + text
  }
}

/// Reading tables of ours back.
public enum WrittenTable {
  /// The table that a file of ours holds.
  ///
  /// - Parameters:
  ///   - file: the file; its name without an ending is that of the table.
  ///   - outline: what the catalogue says of such a table; columns that it does not know are numbers where they can be.
  public static func read(
    _ file: SourceFile, as outline: TableOutline?, faults: inout FaultCollector
  ) -> Table {
    // Our headers hold no `;` of their own: one means a table for a Vietnamese Excel.
    let head = file.bytes.prefix { $0 != 10 }
    let separator: Character = head.contains(UInt8(ascii: ";")) ? ";" : ","
    var reader = CSVReader(file, separator: separator, faults: &faults)
    reader.isOurs = true
    let known = Dictionary((outline?.columns ?? []).map { ($0.name, $0) }) { first, _ in first }
    let columns = reader.header.map {
      known[$0] ?? ColumnHeader(name: $0, kind: .either, meaning: "")
    }
    let name = file.path.split(separator: "/").last.map(String.init) ?? file.path
    var table = Table(name: String(name.dropLast(4)), columns: columns)
    while let row = reader.next(&faults) {
      table.append(
        columns.enumerated().map { place, column in
          if column.isKey, separator == ",", !row.text(place).isEmpty {
            return .text(row.text(place))
          }
          return cell(row.text(place), column.kind, hasCommas: separator == ";")
        })
    }
    return table
  }

  private static func cell(_ text: String, _ kind: FieldKind, hasCommas: Bool) -> Cell {
    if text.isEmpty { return .blank }
    let number = hasCommas ? text.replacing(",", with: ".") : text
    if kind != .text, SpreadsheetText.isNumber(number), let value = Double(number) {
      let decimals = number.firstIndex(of: ".").map {
        number.distance(from: $0, to: number.endIndex) - 1
      }
      return "\(value)" == number
        ? .number(value) : .printed(value, decimals: decimals ?? 0)
    }
    return .text(SpreadsheetText.plain(text))
  }
}

extension OutputFile {
  /// A table as CSV; its name gets the ending unless the file has another one.
  ///
  /// - Parameter threads: of which nothing depends but the time it takes.
  public init(_ table: Table, name: String? = nil, threads: Int = 1) {
    self.init(table, name: name, style: .plain, threads: threads)
  }

  init(_ table: Table, name: String? = nil, style: CSVFormat.Style, threads: Int = 1) {
    self.init(
      name: name ?? table.name + ".csv",
      bytes: CSVFormat(style: style).bytes(table, threads: threads), table: table)
  }
}

/// CSV as an Excel of a country opens it by a double click.
public enum ExcelCSV: String, Sendable, CaseIterable {
  /// Việt Nam: `;` between fields, decimal commas, a byte order mark.
  case vi

  /// A table of ours in this form; other files stay as they are.
  ///
  /// Texts that a spreadsheet would take for a formula get an apostrophe in front.
  public func file(_ file: OutputFile) -> OutputFile {
    file.table.map { OutputFile($0, name: file.name, style: .excelVi) } ?? file
  }
}
