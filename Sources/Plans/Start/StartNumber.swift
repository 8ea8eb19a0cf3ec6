/// The sign between whole and fraction.
public enum DecimalMark: String, Sendable, CaseIterable {
  case point, comma

  /// The sign itself.
  public var sign: Character { self == .point ? "." : "," }

  /// The other one, which then groups thousands.
  var other: DecimalMark { self == .point ? .comma : .point }
}

/// A number as people write it, read under both conventions.
///
/// `1,234.5` can only have a decimal point and `12,5` only a decimal comma; `1234` says nothing, and
/// `1.234` is two different numbers: other cells must decide.
struct StartNumber {
  /// Digits with a decimal point, if the mark is a point; `nil` when it cannot be one.
  let withPoint: String?
  /// Digits with a decimal point, if the mark is a comma; `nil` when it cannot be one.
  let withComma: String?
  /// Whether a percent sign follows.
  let isPercent: Bool

  /// Reads a number; `nil` for a text that is none under either convention.
  init?(_ text: String) {
    var rest = Substring(text)
    isPercent = rest.last == "%"
    if isPercent { rest = Substring(withoutOuterBlanks(rest.dropLast())) }
    var sign = ""
    if let first = rest.first, "-+\u{2212}".contains(first) {
      if first != "+" { sign = "-" }
      rest = rest.dropFirst()
    }
    withPoint = Self.plain(rest, mark: ".", group: ",").map { sign + $0 }
    withComma = Self.plain(rest, mark: ",", group: ".").map { sign + $0 }
    if withPoint == nil && withComma == nil { return nil }
  }

  /// The convention that this number alone decides; `nil` when it fits both.
  var decisive: DecimalMark? {
    if withPoint == nil { return .comma }
    return withComma == nil ? .point : nil
  }

  /// Whether it is two different numbers.
  var isAmbiguous: Bool { decisive == nil && withPoint != withComma }

  /// The digits under a convention.
  func digits(_ mark: DecimalMark) -> String? { mark == .point ? withPoint : withComma }

  /// Whether a cell says that there is no figure: blank, `-`, `…`, `..`, `n/a`.
  static func isMissing(_ text: String) -> Bool {
    if text.allSatisfy({ "-–—.…:*".contains($0) }) { return true }
    return ["n/a", "#n/a", "na", "nan", "null", "none"].contains(text.lowercased())
  }

  private static func plain(_ text: Substring, mark: Character, group: Character) -> String? {
    let parts = text.split(separator: mark, omittingEmptySubsequences: false)
    guard let head = parts.first, parts.count <= 2, let whole = ungrouped(head, group) else {
      return nil
    }
    guard parts.count == 2 else { return whole }
    guard !parts[1].isEmpty, parts[1].allSatisfy(isDigit) else { return nil }
    return "\(whole).\(parts[1])"
  }

  /// Digits alone, or in groups of three behind a first one that does not begin with 0.
  private static func ungrouped(_ text: Substring, _ group: Character) -> String? {
    if !text.isEmpty && text.allSatisfy(isDigit) { return String(text) }
    for separator in [group, " ", "\u{A0}", "\u{202F}", "\u{2009}", "'"] {
      let groups = text.split(separator: separator, omittingEmptySubsequences: false)
      guard groups.count > 1, let first = groups.first, (1...3).contains(first.count),
        first.first != "0", groups.dropFirst().allSatisfy({ $0.count == 3 }),
        groups.allSatisfy({ $0.allSatisfy(isDigit) })
      else { continue }
      return groups.joined()
    }
    return nil
  }

  private static func isDigit(_ character: Character) -> Bool { ("0"..."9").contains(character) }
}
