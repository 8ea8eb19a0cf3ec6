/// The bytes of an input file, checked to be UTF-8; of a workbook the text of one sheet.
public struct SourceFile: Sendable {
  /// The path, as the user or a scenario named it, without the name of a sheet.
  public let path: String
  /// The sheet that the text was made of; `nil` for a file of text.
  public let sheet: SheetTable?
  /// The text without a byte order mark.
  public let bytes: [UInt8]

  /// Whether a byte order mark stood before the text.
  public let hasMark: Bool
  /// Whether a scenario named the file though it lies outside the scenario's folder.
  public package(set) var leavesScenario = false
  /// The rows that the text was made of; `nil` for a file.
  let rows: TableRows?
  /// The bytes of the file that the rows were made of; `nil` where they are the text, or stand in no file.
  var original: [UInt8]?
  /// The sheet in whose cells the rows stand, with its workbook; `nil` elsewhere.
  var sheetName: String?

  /// The largest file that is read, in bytes.
  public static let sizeLimit = 1 << 29

  /// Text that is at hand.
  public init(path: String, text: String) {
    self.path = path
    sheet = nil
    bytes = Array(text.utf8)
    hasMark = false
    rows = nil
  }

  /// Text that is at hand, and the rows that it was made of.
  init(path: String, bytes: [UInt8], rows: TableRows) {
    self.path = path
    self.bytes = bytes
    self.rows = rows
    sheet = nil
    hasMark = false
  }

  /// Reads a text file, or a sheet of a workbook (`book.xlsx#Sheet`); says what is wrong with it as a whole.
  public init(reading path: String) throws(Fault) {
    let address = WorkbookAddress(path)
    let data = try FileBytes.read(address.file, limit: Self.sizeLimit)
    if address.sheet != nil || Workbook.isArchive(data) || Workbook.isCompound(data) {
      try self.init(workbook: address, data: data)
    } else {
      try self.init(path: path, data: data)
    }
  }

  /// The text of a sheet of a workbook.
  package init(workbook address: WorkbookAddress, data: [UInt8]) throws(Fault) {
    let book = try Workbook(path: address.file, bytes: data)
    let sheet = try book.sheet(address.sheet)
    path = address.file
    hasMark = false
    rows = nil
    (self.sheet, bytes) = try SheetTable.read(sheet, of: book, fileBytes: data)
  }

  /// Reads a text file that a command of ours wrote, which is a plain one or none.
  public init(readingOwn path: String) throws(Fault) {
    try self.init(
      path: path, data: try FileBytes.read(path, limit: Self.sizeLimit, mustBePlain: true))
  }

  /// Reads a file of any bytes that a command of ours wrote or read.
  public init(readingOwnBinary path: String) throws(Fault) {
    self.path = path
    sheet = nil
    hasMark = false
    rows = nil
    bytes = try FileBytes.read(path, limit: Self.sizeLimit, mustBePlain: true)
  }

  /// Reads a file of any bytes.
  public init(readingBinary path: String) throws(Fault) {
    self.path = path
    sheet = nil
    hasMark = false
    rows = nil
    bytes = try FileBytes.read(path, limit: Self.sizeLimit)
  }

  /// Checks bytes that were read from a file.
  public init(path: String, data: consuming [UInt8]) throws(Fault) {
    if data.starts(with: [0xFF, 0xFE]) || data.starts(with: [0xFE, 0xFF]) {
      throw Fault(.file(.utf16), at: SourceLocation(file: path), hint: .write(.utf8))
    }
    var bytes = consume data
    let hasMark = bytes.starts(with: Self.mark)
    if hasMark { bytes.removeFirst(Self.mark.count) }
    guard bytes.contains(where: { $0 > 32 }) else { throw Fault(.file(.empty), at: .whole(path)) }
    func place(_ offset: Int) -> SourceLocation {
      let line = 1 + bytes[..<offset].count { $0 == 10 }
      let start = bytes[..<offset].lastIndex(of: 10).map { $0 + 1 } ?? 0
      let column = 1 + bytes[start..<offset].count { $0 & 0xC0 != 0x80 }
      return SourceLocation(file: path, line: line, column: column)
    }
    if let offset = firstInvalidUTF8(bytes) {
      throw Fault(.file(.notUTF8), at: place(offset), hint: .write(.utf8))
    }
    if hasControl(bytes), let offset = bytes.firstIndex(where: isControl) {
      throw Fault(.file(.controlCharacter(code: UInt32(bytes[offset]))), at: place(offset))
    }
    self.path = path
    sheet = nil
    self.bytes = bytes
    self.hasMark = hasMark
    rows = nil
  }

  /// What faults call it: its path, behind which the name of the sheet stands.
  public var name: String { sheet.map { "\(path)#\($0.name)" } ?? path }

  /// Whether it is one sheet of a workbook, of which another one may be read as well.
  public var isOfWorkbook: Bool { sheet != nil || sheetName != nil }

  /// A place by its line, and of a sheet by its column; without a line the beginning, which rows that stand elsewhere
  /// do not have.
  public func place(line: Int? = nil, column: Int = 1) -> SourceLocation {
    if sheet != nil { return .cell(in: name, row: line ?? 1, column: column) }
    guard let rows else { return SourceLocation(file: path, line: line ?? 1, column: column) }
    guard let line else { return .whole(path) }
    return rows.origins.indices.contains(line - 1)
      ? location(of: 0, line: line) : SourceLocation(file: path, line: line)
  }

  /// The bytes as they stand on the disk.
  public var allBytes: [UInt8] {
    if let sheet { return sheet.fileBytes }
    return original ?? (hasMark ? Self.mark + bytes : bytes)
  }

  private static let mark: [UInt8] = [0xEF, 0xBB, 0xBF]

  /// The place of a byte on a line that is known.
  package func location(of offset: Int, line: Int) -> SourceLocation {
    guard sheet == nil else { return place(line: line, column: sheetField(at: offset)) }
    guard let rows else {
      return SourceLocation(file: path, line: line, column: column(of: offset, after: nil))
    }
    if rows.origins.indices.contains(line - 1) {
      let origin = rows.origins[line - 1]
      if let sheetName {
        return .cell(in: sheetName, row: Int(origin.line), column: Int(origin.column))
      }
      return SourceLocation(file: path, line: Int(origin.line), column: Int(origin.column))
    }
    let column = rows.column(of: offset, row: line, in: bytes)
    return SourceLocation(
      file: path, line: line, column: column + 1,
      field: rows.columns.indices.contains(column) ? rows.columns[column] : nil)
  }

  /// The number of the field of a sheet's row in which a byte stands, from 1 on.
  private func sheetField(at offset: Int) -> Int {
    let start = bytes[..<offset].lastIndex(of: 10).map { $0 + 1 } ?? 0
    return CSVText.fields(of: bytes[start..<offset]).count
  }

  /// The column of a byte, from 1 and in characters; a return alone ends a line as well.
  ///
  /// - Parameter known: an earlier byte of the same line with its column.
  func column(of offset: Int, after known: (offset: Int, column: Int)?) -> Int {
    let start =
      known ?? (
        offset: bytes[..<offset].lastIndex { $0 == 10 || $0 == 13 }.map { $0 + 1 } ?? 0, column: 1
      )
    return start.column + bytes[start.offset..<offset].count { $0 & 0xC0 != 0x80 }
  }
}

/// The offset of the first byte that breaks UTF-8.
private func firstInvalidUTF8(_ bytes: [UInt8]) -> Int? {
  do throws(UTF8.ValidationError) {
    _ = try UTF8Span(validating: bytes.span)
    return nil
  } catch {
    return error.byteOffsets.lowerBound
  }
}

/// Whether a byte is a control character that no text needs: tabs, ends of lines and of pages may stand.
func isControl(_ byte: UInt8) -> Bool { byte < 32 && byte &- 9 > 4 }

/// Whether any byte is one; without a way out of the loop, so that many are looked at together.
private func hasControl(_ bytes: [UInt8]) -> Bool {
  var found: UInt8 = 0
  for byte in bytes { found |= isControl(byte) ? 1 : 0 }
  return found != 0
}
