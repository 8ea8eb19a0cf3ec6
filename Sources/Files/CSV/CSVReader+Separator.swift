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
}

/// What the numbers of a file say of the mark between whole and fraction.
struct CSVDecimalEvidence {
  private var (points, commas, openCommas) = (false, false, false)

  /// Takes a text in a column of numbers into account.
  mutating func add(_ text: String) {
    guard let number = SpelledNumber(text) else { return }
    switch number.decisive {
    case .point: points = true
    case .comma: commas = true
    case nil: if number.isAmbiguous && text.contains(",") { openCommas = true }
    }
  }

  /// What they decide together; `1.234` and `1,234` decide nothing.
  ///
  /// - Parameter hasSemicolons: whether fields end with semicolons, as they do where commas are decimal ones.
  func decimals(hasSemicolons: Bool) -> CSVDecimals {
    if points { return commas || (hasSemicolons && openCommas) ? .either : .points }
    return commas || (hasSemicolons && openCommas) ? .commas : .either
  }
}

extension CSVRow {
  /// How the numbers of a field may be written; of a sheet only texts leave it open.
  func decimals(of index: Int) -> CSVDecimals { isCellNumber(index) ? .points : decimals }

  /// A number with a decimal comma as one with a point; `nil` where the file has none, and for what is written otherwise.
  ///
  /// In a file of decimal commas a point with three digits behind it is nobody's to read: `1.234` may be either.
  func withPoint(_ text: String, _ decimals: CSVDecimals) -> String? {
    guard decimals != .points, source.sheet == nil, text.contains(",") || text.contains("."),
      text.utf8.allSatisfy({ (48...57).contains($0) || ",.-+".utf8.contains($0) }),
      !isUnclear(text, decimals), let number = SpelledNumber(text)
    else { return nil }
    return text.contains(",") && (decimals == .commas || number.decisive == .comma)
      ? number.withComma : number.withPoint
  }

  /// Whether a text might be read in two ways.
  func isUnclear(_ text: String, _ decimals: CSVDecimals) -> Bool {
    guard decimals != .points, !(decimals == .commas && text.contains(",")) else { return false }
    return SpelledNumber(text)?.isAmbiguous ?? false
  }
}
