internal import Files
internal import Plans

/// A user's file as text: UTF-8 or UTF-16 with its mark, Excel's first line `sep=;` set apart; or a sheet of a workbook.
struct StartSource {
  /// The text in UTF-8.
  let file: SourceFile
  /// The delimiter that the first line names; `nil` when it names none.
  let statedDelimiter: Character?
  /// The encoding, for the report.
  let encoding: StartEncoding

  /// Reads a file; says what is wrong with it as a whole.
  init(reading path: String) throws(Fault) {
    let address = WorkbookAddress(path)
    let isWorkbook =
      (try? SourceFile(readingBinary: address.file)).map { Workbook.isArchive($0.bytes) } ?? false
    if !isWorkbook, let made = try TableDoor.start(path) {
      self.init(made: made)
      return
    }
    let bytes = try SourceFile(readingBinary: address.file).bytes
    if address.sheet != nil || Workbook.isArchive(bytes) || Workbook.isCompound(bytes) {
      self.init(sheet: try SourceFile(workbook: address, data: bytes))
    } else {
      try self.init(path: path, bytes: bytes)
    }
  }

  private init(sheet: SourceFile) {
    file = sheet
    encoding = .workbook
    statedDelimiter = ","
  }

  /// A table that was read from elsewhere.
  private init(made: SourceFile) {
    file = made
    (encoding, statedDelimiter) = (.utf8, nil)
  }

  /// Bytes that are at hand.
  init(path: String, bytes: [UInt8]) throws(Fault) {
    if bytes.starts(with: [0xFF, 0xFE]) || bytes.starts(with: [0xFE, 0xFF]) {
      encoding = .utf16
      file = try SourceFile(path: path, data: try Self.fromUTF16(bytes, path: path))
    } else {
      encoding = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? .utf8WithMark : .utf8
      if let word = OldLetters.word(inBytes: bytes) {
        throw Fault(.workbook(.oldLetters(word)), at: .whole(path), hint: .workbook(.toUnicode))
      }
      file = try SourceFile(path: path, data: bytes)
    }
    statedDelimiter = Self.statedDelimiter(file.bytes)
  }

  private static func fromUTF16(_ bytes: [UInt8], path: String) throws(Fault) -> [UInt8] {
    let isLittle = bytes[0] == 0xFF
    var units: [UInt16] = []
    for index in stride(from: 2, to: bytes.count - 1, by: 2) {
      let (first, second) = (UInt16(bytes[index]), UInt16(bytes[index + 1]))
      units.append(isLittle ? second << 8 | first : first << 8 | second)
    }
    guard bytes.count.isMultiple(of: 2), let text = String(validating: units, as: UTF16.self) else {
      throw Fault(.file(.utf16), at: SourceLocation(file: path), hint: .write(.utf8))
    }
    return Array(text.utf8)
  }

  private static func statedDelimiter(_ bytes: [UInt8]) -> Character? {
    let line = bytes.prefix { $0 != 10 && $0 != 13 }
    var text = Substring(String(decoding: line, as: UTF8.self))
    if text.first == "\"" && text.last == "\"" && text.count > 2 {
      text = text.dropFirst().dropLast()
    }
    guard text.count == 5, text.lowercased().hasPrefix("sep=") else { return nil }
    return text.last
  }
}

/// How the bytes of a file spell letters.
public enum StartEncoding: String, Sendable {
  case utf8, utf16, workbook
  case utf8WithMark = "utf8_mark"
}
