package import TimeSeries

/// The sign between whole and fraction.
public enum DecimalMark: String, Sendable, CaseIterable {
  case point, comma

  /// The sign itself.
  public var sign: Character { self == .point ? "." : "," }

  /// The other one, which then groups thousands.
  package var other: DecimalMark { self == .point ? .comma : .point }
}

extension ObservationStatus {
  /// What small letters of flags say, of several joined as Eurostat does the least settled; `nil` where they say
  /// nothing.
  ///
  /// SDMX: E estimated, P provisional, F forecast, R revised.
  package init?(flags: some StringProtocol) {
    let statuses: [(Character, ObservationStatus)] = [
      ("f", .forecast), ("e", .estimate), ("p", .preliminary), ("r", .revised),
    ]
    guard let status = statuses.first(where: { flags.contains($0.0) })?.1 else { return nil }
    self = status
  }
}

/// A number as people write it, read under both conventions.
///
/// `1,234.5` can only have a decimal point and `12,5` only a decimal comma; `1234` says nothing, and
/// `1.234` is two different numbers: other cells must decide. Brackets or a minus behind are an accountant's minus;
/// exponents are written out; stars and letters that refer to notes are no part of the number.
package struct SpelledNumber {
  /// Digits with a decimal point, if the mark is a point; `nil` when it cannot be one.
  package let withPoint: String?
  /// Digits with a decimal point, if the mark is a comma; `nil` when it cannot be one.
  package let withComma: String?
  /// Whether a percent sign follows.
  package let isPercent: Bool
  /// How settled the figure is, where a letter behind it says so.
  package let status: ObservationStatus?

  /// Reads a number; `nil` for a text that is none under either convention.
  package init?(_ text: String) {
    if let plain = SpelledNumber(digits: text.utf8) {
      self = plain
      return
    }
    var rest = Substring(withoutOuterBlanks(text))
    status = Self.takeMarks(&rest)
    var isNegative = Self.takeBrackets(&rest)
    isPercent = rest.last == "%"
    if isPercent { rest = Substring(withoutOuterBlanks(rest.dropLast())) }
    if Self.takeBrackets(&rest) { isNegative.toggle() }
    if let first = rest.first, Self.minuses.contains(first) || first == "+" {
      if isNegative { return nil }
      isNegative = first != "+"
      rest = Substring(withoutOuterBlanks(rest.dropFirst()))
    } else if let last = rest.last, Self.minuses.contains(last) {
      if isNegative { return nil }
      isNegative = true
      rest = Substring(withoutOuterBlanks(rest.dropLast()))
    }
    let sign = isNegative ? "-" : ""
    withPoint = Self.plain(rest, mark: ".", group: ",").map { sign + $0 }
    withComma = Self.plain(rest, mark: ",", group: ".").map { sign + $0 }
    if withPoint == nil && withComma == nil { return nil }
  }

  /// Reads digits with at most one mark among them and a minus before them, as most figures are written; `nil` for any
  /// other text, which may be a number all the same.
  private init?(digits text: String.UTF8View) {
    let isNegative = text.first == UInt8(ascii: "-")
    let digits = isNegative ? text.dropFirst() : text[...]
    var mark: (byte: UInt8, place: String.Index, before: Int)?
    var count = 0
    for place in digits.indices {
      let byte = digits[place]
      if (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) {
        count += 1
      } else if mark == nil, count > 0, byte == UInt8(ascii: ".") || byte == UInt8(ascii: ",") {
        mark = (byte, place, count)
      } else {
        return nil
      }
    }
    let sign = isNegative ? "-" : ""
    (isPercent, status) = (false, nil)
    guard let mark else {
      guard count > 0 else { return nil }
      withPoint = String(text)
      withComma = withPoint
      return
    }
    guard count > mark.before else { return nil }
    let whole = Substring(digits[..<mark.place])
    let fraction = Substring(digits[digits.index(after: mark.place)...])
    let divided = "\(sign)\(whole).\(fraction)"
    let isGroup = count - mark.before == 3 && mark.before <= 3 && whole.utf8.first != 48
    let joined = isGroup ? "\(sign)\(whole)\(fraction)" : nil
    let isPoint = mark.byte == UInt8(ascii: ".")
    (withPoint, withComma) = isPoint ? (divided, joined) : (joined, divided)
  }

  /// The number of a cell that holds one: whatever its text, it says nothing of marks in other texts.
  package var ofCell: SpelledNumber {
    guard let withPoint else { return self }
    return SpelledNumber(
      withPoint: withPoint, withComma: withPoint, isPercent: isPercent, status: status)
  }

  /// The number as it is under a convention, which then says nothing of marks in other texts; `nil` where it cannot be one.
  package func settled(_ mark: DecimalMark) -> SpelledNumber? {
    digits(mark).map { digits in
      SpelledNumber(withPoint: digits, withComma: digits, isPercent: isPercent, status: status)
    }
  }

  private init(withPoint: String?, withComma: String?, isPercent: Bool, status: ObservationStatus?)
  {
    self.withPoint = withPoint
    self.withComma = withComma
    self.isPercent = isPercent
    self.status = status
  }

  /// The convention that this number alone decides; `nil` when it fits both.
  package var decisive: DecimalMark? {
    if withPoint == nil { return .comma }
    return withComma == nil ? .point : nil
  }

  /// Whether it is two different numbers.
  package var isAmbiguous: Bool { decisive == nil && withPoint != withComma }

  /// The digits under a convention.
  package func digits(_ mark: DecimalMark) -> String? { mark == .point ? withPoint : withComma }

  /// Whether a cell says that there is no figure: blank, `-`, `…`, `..`, `n/a`, also with a flag behind.
  package static func isMissing(_ text: String) -> Bool {
    // No sign for nothing begins with a digit.
    if let first = text.utf8.first, (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(first) {
      return false
    }
    if text.allSatisfy({ "-–—.…:*".contains($0) }) { return true }
    if text.first == ":", text.dropFirst().allSatisfy({ $0.isLetter || $0 == " " }) { return true }
    return missing.contains(text.lowercased())
  }

  private static let missing: Set<String> = [
    "n/a", "#n/a", "na", "n.a.", "n.a", "nan", "null", "none", "nil", "#div/0!", "#value!", "#ref!",
    "#name?", "<na>", "không có", "chưa có", "chưa có số liệu", "không có số liệu", "k.c",
  ]

  private static let minuses: Set<Character> = ["-", "\u{2212}", "–"]

  /// Takes stars, digits set high and letters of flags behind a number off; what the letters say.
  private static func takeMarks(_ rest: inout Substring) -> ObservationStatus? {
    var status: ObservationStatus?
    while let last = rest.last, rest.count > 1 {
      if FootnoteSigns.all.contains(last) && last != "#" {
        rest = Substring(withoutOuterBlanks(rest.dropLast()))
        continue
      }
      // Eurostat writes flags behind a blank; tables of offices in brackets.
      let letters = rest.reversed().prefix { $0.isLetter || $0 == "(" || $0 == ")" }
      let flag = String(letters.reversed())
      let before = rest.dropLast(flag.count)
      let isBracketed = flag.count == 3 && flag.hasPrefix("(") && flag.hasSuffix(")")
      guard !flag.isEmpty, isBracketed || before.last == " " else { break }
      let name = flag.lowercased().filter(\.isLetter)
      guard (1...2).contains(name.count), Set(name).count == name.count,
        name.allSatisfy({ "bdefpru".contains($0) })
      else { break }
      status = ObservationStatus(flags: name) ?? status
      rest = Substring(withoutOuterBlanks(before))
    }
    return status
  }

  /// Takes an accountant's brackets off; whether there were any.
  private static func takeBrackets(_ rest: inout Substring) -> Bool {
    guard rest.first == "(", rest.last == ")", rest.count > 2 else { return false }
    rest = Substring(withoutOuterBlanks(rest.dropFirst().dropLast()))
    return true
  }

  private static func plain(_ text: Substring, mark: Character, group: Character) -> String? {
    var mantissa = text
    var exponent = 0
    if let place = text.firstIndex(where: { $0 == "e" || $0 == "E" }) {
      var tail = text[text.index(after: place)...]
      let isNegative = tail.first.map(minuses.contains) == true
      if isNegative || tail.first == "+" { tail = tail.dropFirst() }
      guard (1...3).contains(tail.count), tail.allSatisfy(isDigit), let number = Int(tail),
        number <= 60
      else { return nil }
      mantissa = text[..<place]
      exponent = isNegative ? -number : number
    }
    let parts = mantissa.split(separator: mark, omittingEmptySubsequences: false)
    guard let head = parts.first, parts.count <= 2, let whole = ungrouped(head, group) else {
      return nil
    }
    guard parts.count == 2 else { return shifted(whole, "", by: exponent) }
    guard !parts[1].isEmpty, parts[1].allSatisfy(isDigit) else { return nil }
    return shifted(whole, String(parts[1]), by: exponent)
  }

  /// Digits with their point moved: 8.17 by −5 is 0.0000817.
  private static func shifted(_ whole: String, _ fraction: String, by exponent: Int) -> String {
    var (head, tail) = (whole, fraction)
    for _ in 0..<max(0, exponent) {
      head.append(tail.isEmpty ? "0" : tail.removeFirst())
    }
    for _ in 0..<max(0, -exponent) {
      tail.insert(head.popLast() ?? "0", at: tail.startIndex)
    }
    if exponent != 0 {
      head = String(head.drop { $0 == "0" })
      if head.isEmpty { head = "0" }
    }
    return tail.isEmpty ? head : "\(head).\(tail)"
  }

  /// Digits alone, or in groups of three behind a first one that does not begin with 0.
  private static func ungrouped(_ text: Substring, _ group: Character) -> String? {
    if !text.isEmpty && text.allSatisfy(isDigit) { return String(text) }
    for separator in [group] + blanks {
      let groups = text.split(separator: separator, omittingEmptySubsequences: false)
      guard groups.count > 1, let first = groups.first, (1...3).contains(first.count),
        first.first != "0", groups.allSatisfy({ $0.allSatisfy(isDigit) }), let last = groups.last,
        last.count == 3
      else { continue }
      let inner = groups.dropFirst().dropLast()
      // India divides 1,19,264 by a thousand and then by hundreds.
      let isIndian =
        group == "," && separator == "," && first.count <= 2 && !inner.isEmpty
        && inner.allSatisfy { $0.count == 2 }
      if isIndian || inner.allSatisfy({ $0.count == 3 }) { return groups.joined() }
    }
    return nil
  }

  /// Blanks and apostrophes that divide thousands.
  private static let blanks: [Character] = [
    " ", "\u{A0}", "\u{202F}", "\u{2009}", "\u{2007}", "'", "’",
  ]

  private static func isDigit(_ character: Character) -> Bool { ("0"..."9").contains(character) }
}
