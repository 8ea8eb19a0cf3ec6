/// Fields as text with commas between, which `CSVReader` reads back.
enum CSVText {
  private static var comma: UInt8 { UInt8(ascii: ",") }
  private static var quote: UInt8 { UInt8(ascii: "\"") }

  /// Adds a field, in quotes where it asks for them.
  ///
  /// - Parameters:
  ///   - separator: what stands between fields.
  ///   - isAlone: whether it is the only one of its row, which without quotes would be a blank line.
  ///   - isWritten: whether it is a number written as text, which its quotes tell from that of a cell of numbers.
  static func append(
    _ field: some Collection<UInt8>, separator: UInt8 = UInt8(ascii: ","), isAlone: Bool = false,
    isWritten: Bool = false, to text: inout [UInt8]
  ) {
    let asksQuotes =
      isWritten || isAlone && field.isEmpty
      || field.contains { $0 == separator || $0 == quote || $0 == 10 || $0 == 13 }
    guard asksQuotes else {
      text.append(contentsOf: field)
      return
    }
    text.append(quote)
    for byte in field {
      if byte == quote { text.append(quote) }
      text.append(byte)
    }
    text.append(quote)
  }

  /// The fields of a row, or of its beginning, with their quotes.
  static func fields(of row: ArraySlice<UInt8>) -> [ArraySlice<UInt8>] {
    var isQuoted = false
    return row.split(omittingEmptySubsequences: false) { byte in
      if byte == quote { isQuoted.toggle() }
      return byte == comma && !isQuoted
    }
  }
}
