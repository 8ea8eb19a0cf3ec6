internal import Files
internal import Plans

/// How large a unit is beside others of the same thing: a million đồng is 6 places above one đồng.
struct UnitSize: Hashable {
  /// Decimal places above the thing itself.
  let places: Int
  /// The thing, folded.
  let thing: String

  /// Reads a unit; `nil` of one without a name.
  init?(_ unit: String) {
    var words = folded(unit).split(separator: " ").map(String.init)
    var places = 0
    var hasSize = false
    while let first = words.first, let own = Self.sizes[first] {
      places += own
      hasSize = true
      words.removeFirst()
    }
    // Millions and billions alone are of money; one said behind the thing counts, too: USD million.
    while words.count > 1, let last = words.last, let own = Self.sizes[last] {
      places += own
      hasSize = true
      words.removeLast()
    }
    let thing = words.joined(separator: " ")
    guard hasSize || !thing.isEmpty else { return nil }
    self.places = places
    self.thing = thing.isEmpty || thing == "vnd" || thing == "viet nam dong" ? "dong" : thing
  }

  /// How many decimal places figures move from one unit to another; `nil` where these are no units of one thing.
  static func places(from unit: String, to other: String) -> Int? {
    if folded(unit) == folded(other) { return 0 }
    let (kind, otherKind) = (StartUnit(unit), StartUnit(other))
    if kind.isPercent || otherKind.isPercent {
      return kind.isPercent && (otherKind.isPercent || otherKind.isPoints) ? 0 : nil
    }
    guard let own = UnitSize(unit), let size = UnitSize(other), own.thing == size.thing else {
      return nil
    }
    return own.places - size.places
  }

  /// Beside the powers that plans name, too, hundreds.
  private static let sizes = UnitPowers.places.merging(["tram": 2, "hundred": 2]) { $1 }

  /// Digits of a number with a decimal point as they are so many places further up or down.
  static func moved(_ digits: String, by places: Int) -> String {
    let sign = digits.hasPrefix("-") ? "-" : ""
    let parts = digits.dropFirst(sign.count).split(separator: ".", omittingEmptySubsequences: false)
    var (whole, rest) = (String(parts.first ?? ""), parts.count > 1 ? String(parts[1]) : "")
    if places > 0 {
      rest += String(repeating: "0", count: max(0, places - rest.count))
      whole += rest.prefix(places)
      rest = String(rest.dropFirst(places))
    } else if places < 0 {
      whole = String(repeating: "0", count: max(0, 1 - places - whole.count)) + whole
      rest = whole.suffix(-places) + rest
      whole = String(whole.dropLast(-places))
      while rest.last == "0" { rest.removeLast() }
    }
    whole = String(whole.drop { $0 == "0" })
    return sign + (whole.isEmpty ? "0" : whole) + (rest.isEmpty ? "" : "." + rest)
  }
}
