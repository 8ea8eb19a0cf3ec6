/// CSV as somebody else reads it, by RFC 4180.
public enum PlainCSV {
  /// The records and fields of a table, byte by byte; a byte order mark is passed over.
  public static func records(_ bytes: [UInt8], separator: Character) -> [[String]] {
    var rows: [[String]] = []
    var row: [String] = []
    var field: [UInt8] = []
    var isQuoted = false
    var wasQuote = false
    let mark: [UInt8] = [0xEF, 0xBB, 0xBF]
    for byte in bytes.starts(with: mark) ? bytes.dropFirst(3) : bytes[...] {
      if byte == 34 {
        if wasQuote { field.append(34) }
        wasQuote = isQuoted
        isQuoted.toggle()
        continue
      }
      wasQuote = false
      if !isQuoted, byte == separator.asciiValue || byte == 10 {
        row.append(String(decoding: field, as: UTF8.self))
        field = []
        if byte == 10 {
          rows.append(row)
          row = []
        }
        continue
      }
      field.append(byte)
    }
    return rows
  }
}
