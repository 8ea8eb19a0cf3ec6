// What ends the fields of a file, and how its numbers are written.

extension CSVReader {
  private static let (comma, semicolon, tab): (UInt8, UInt8, UInt8) = (
    UInt8(ascii: ","), UInt8(ascii: ";"), 9
  )

  /// A semicolon or a tab where the first line that is not blank has that outside quotes, and no comma.
  static func separator(of bytes: [UInt8]) -> UInt8 {
    var isQuoted = false
    var counts: [UInt8: Int] = [:]
    for byte in bytes {
      if byte == UInt8(ascii: "\"") { isQuoted.toggle() }
      if isQuoted { continue }
      if byte == 10 || byte == 13 {
        if counts.isEmpty { continue }
        break
      }
      counts[byte, default: 0] += 1
    }
    guard counts[comma] == nil else { return comma }
    let others = [semicolon, tab].filter { counts[$0] != nil }
    return others.max { counts[$0, default: 0] < counts[$1, default: 0] } ?? comma
  }

  /// Whether any field looks like a number with a decimal comma.
  static func hasDecimalCommas(_ bytes: [UInt8]) -> Bool {
    func isDigit(_ place: Int) -> Bool {
      bytes.indices.contains(place) && (48...57).contains(bytes[place])
    }
    return bytes.indices.contains { place in
      bytes[place] == comma && isDigit(place - 1) && isDigit(place + 1)
    }
  }
}

extension CSVRow {
  /// A number with a decimal comma as one with a point; `nil` where the file has none, and for what is written otherwise.
  ///
  /// In a file of decimal commas a point with three digits behind it is nobody's to read: `1.234` may be either.
  func withPoint(_ text: String) -> String? {
    guard decimals != .points, text.contains(",") || decimals == .commas && text.contains("."),
      text.utf8.allSatisfy({ (48...57).contains($0) || ",.-+".utf8.contains($0) })
    else { return nil }
    let number = SpelledNumber(text)
    if text.contains(",") { return number?.withComma }
    guard let point = number?.withPoint else { return nil }
    return number?.withComma == nil || number?.withComma == point ? point : nil
  }

  /// Whether a text without a comma might be read in two ways.
  func isUnclear(_ text: String) -> Bool {
    guard decimals == .commas, text.contains("."), !text.contains(",") else { return false }
    let number = SpelledNumber(text)
    return number?.withComma != nil && number?.withComma != number?.withPoint
  }
}
