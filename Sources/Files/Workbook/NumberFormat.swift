/// What a cell's number format says of the number in it.
enum NumberFormat: Hashable {
  /// The number itself.
  case plain
  /// A hundredth is shown as 1%.
  case percent
  /// 12 is shown as 12%.
  case percentSign
  /// A day, or as much of it as is shown.
  case date(DatePart)
  /// Words before a whole number, as in `Quý 3`.
  case prefixed(String)

  /// What of a date is shown.
  enum DatePart: Hashable {
    case year, month, day, dayAndTime, time
  }

  /// A format that every workbook has, by its number.
  init(builtIn id: Int) {
    switch id {
    case 9, 10: self = .percent
    case 17, 55: self = .date(.month)
    case 14...16, 27...31, 36, 50...54, 57, 58: self = .date(.day)
    case 22: self = .date(.dayAndTime)
    case 18...21, 32...35, 45...47, 56: self = .date(.time)
    default: self = .plain
    }
  }

  /// A format as a workbook writes it; what is said of positive numbers counts.
  init(_ code: String) {
    var parts = Parts()
    parts.read(code)
    let letters = parts.letters
    let hasClock = letters.contains("h") || letters.contains("s") || parts.isElapsed
    let hasMonth = letters.contains("m") && !(hasClock && !letters.contains("y"))
    if parts.isGeneral || (parts.hasDigits && !hasClock && !letters.contains("y")) {
      self = Self.number(parts)
    } else if letters.contains("y") || letters.contains("d") || (hasMonth && !hasClock) {
      if hasClock {
        self = .date(.dayAndTime)
      } else if letters.contains("d") || !letters.contains("y") {
        self = .date(.day)
      } else {
        self = .date(hasMonth ? .month : .year)
      }
    } else if hasClock {
      self = .date(.time)
    } else {
      self = Self.number(parts)
    }
  }

  private static func number(_ parts: Parts) -> NumberFormat {
    if parts.hasPercent { return .percent }
    if parts.literal.contains("%") { return .percentSign }
    let isWord = parts.prefix.contains { $0.isLetter } && parts.isWhole
    return isWord ? .prefixed(parts.prefix) : .plain
  }

  /// A format taken apart.
  private struct Parts {
    var letters: Set<Character> = []
    var hasDigits = false
    var hasPercent = false
    var isElapsed = false
    var isGeneral = false
    var isWhole = true
    /// Words in quotes, and those of them before the number.
    var literal = ""
    var prefix = ""

    mutating func read(_ code: String) {
      var rest = code.lowercased() == "general" ? Substring() : Substring(code)
      isGeneral = code.lowercased().hasPrefix("general")
      while let sign = rest.popFirst() {
        switch sign {
        case ";": return
        case "\"":
          let words = rest.prefix { $0 != "\"" }
          rest = rest.dropFirst(words.count + 1)
          note(words)
        case "\\": if let next = rest.popFirst() { note(String(next)) }
        case "_", "*": _ = rest.popFirst()
        case "[":
          let inside = rest.prefix { $0 != "]" }.lowercased()
          rest = rest.dropFirst(inside.count + 1)
          if ["h", "hh", "m", "mm", "s", "ss"].contains(inside) { isElapsed = true }
        case "0", "#", "?": hasDigits = true
        case ".": if hasDigits { isWhole = false }
        case "%": hasPercent = true
        case " ": if !hasDigits { prefix.append(" ") }
        default: if sign.isLetter { letters.insert(Character(sign.lowercased())) }
        }
      }
    }

    private mutating func note(_ words: some StringProtocol) {
      literal += words
      if !hasDigits { prefix += words }
    }
  }
}
