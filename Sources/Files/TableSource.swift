/// What the rows of a table were before they became text: rows of a query, which have no lines, or figures that stand
/// somewhere in a file of another form.
public struct TableRows: Sendable {
  /// The names of the columns.
  let columns: [String]
  /// Where each row begins, the header first.
  let starts: [Int]
  /// Where each row stood, the header left out; empty for rows that stand in no file.
  let origins: [TablePlace]

  /// The rows of text that a command of ours made: commas, quotes, a header.
  init(of bytes: [UInt8], origins: [TablePlace] = []) {
    self.origins = origins
    var starts = [0]
    var isQuoted = false
    for (offset, byte) in bytes.enumerated() {
      if byte == UInt8(ascii: "\"") { isQuoted.toggle() }
      if byte == 10 && !isQuoted && offset + 1 < bytes.count { starts.append(offset + 1) }
    }
    self.starts = starts
    let end = starts.count > 1 ? starts[1] - 1 : bytes.count
    columns = CSVText.fields(of: bytes[..<end]).map { field in
      let text = String(decoding: field, as: UTF8.self)
      guard text.hasPrefix("\"") else { return text }
      return text.dropFirst().dropLast().split(separator: "\"\"", omittingEmptySubsequences: false)
        .joined(separator: "\"")
    }
  }

  /// The number of the column that holds a byte, from 0.
  func column(of offset: Int, row: Int, in bytes: [UInt8]) -> Int {
    guard starts.indices.contains(row), starts[row] <= offset else { return 0 }
    return CSVText.fields(of: bytes[starts[row]..<min(offset, bytes.count)]).count - 1
  }
}

/// A place in a file that a row was made of.
public struct TablePlace: Sendable {
  let line: Int32
  let column: Int32

  /// A line and a column, both from 1.
  package init(line: Int, column: Int) {
    (self.line, self.column) = (Int32(clamping: line), Int32(clamping: column))
  }
}

/// Rows of texts as the table that readers take: what is blank is blank, line ends inside of texts stay.
public struct TableText: Sendable {
  /// The bytes so far.
  public private(set) var bytes: [UInt8] = []
  /// Rows so far, the header left out.
  public private(set) var rows = -1

  /// No row yet; the first one is the header.
  public init() {}

  /// Adds a row; `nil` is a blank.
  public mutating func append(_ row: [String?]) {
    for (number, text) in row.enumerated() {
      if number > 0 { bytes.append(UInt8(ascii: ",")) }
      CSVText.append((text ?? "").utf8, isAlone: row.count == 1, to: &bytes)
    }
    bytes.append(10)
    rows += 1
  }
}

extension SourceFile {
  /// A table that was read from elsewhere and written down by us.
  ///
  /// - Parameter address: what it was read from, without credentials.
  public init(table bytes: [UInt8], from address: String) {
    self.init(path: address, bytes: bytes, rows: TableRows(of: bytes))
  }

  /// A table that was made of the figures of a file in another form.
  ///
  /// - Parameters:
  ///   - origins: where each row of it stands in the file.
  ///   - file: the file.
  init(table bytes: [UInt8], origins: [TablePlace], of file: SourceFile, named path: String) {
    self.init(path: path, bytes: bytes, rows: TableRows(of: bytes, origins: origins))
    original = file.allBytes
  }

  /// A table that was made of the figures of one of another layout, whose rows keep its lines or cells.
  package init(table bytes: [UInt8], origins: [TablePlace], of file: SourceFile) {
    self.init(table: bytes, origins: origins, of: file, named: file.path)
    if file.sheet != nil { sheetName = file.name }
  }

  /// Whether the text was made of rows that stand elsewhere: they have numbers, and no lines.
  public var isMade: Bool { rows != nil }

  /// Whether the rows stand in no file, so that the folder of a run must keep them.
  public var isKept: Bool { rows != nil && original == nil }
}
