internal import Files

/// A header and the unit in brackets behind it: `GRDP (tỷ đồng)`, `Internet users, % of population`.
struct StartHeader {
  /// The header without the unit.
  let name: String
  /// The unit; empty when the header names none.
  let unit: String

  /// Takes a header apart; a price basis in brackets is no unit.
  init(_ header: String) {
    let header = Self.withoutMarks(header)
    let brackets: [Character: Character] = [")": "(", "]": "["]
    if let last = header.last, let opening = brackets[last],
      let open = header.lastIndex(of: opening)
    {
      let inside = withoutOuterBlanks(header[header.index(after: open)...].dropLast())
      let before = withoutOuterBlanks(header[..<open])
      let isPriceBasis = ["gia ", "constant", "current"].contains {
        folded(inside).hasPrefix($0)
      }
      if Self.sayings.contains(folded(inside)), !before.isEmpty {
        let rest = StartHeader(before)
        (name, unit) = ("\(rest.name) \(header[open...])", rest.unit)
        return
      }
      if !isPriceBasis && !inside.isEmpty && !before.isEmpty {
        (name, unit) = (before, inside)
        return
      }
    }
    let signs = header.utf8
    guard signs.contains(UInt8(ascii: "%")) || signs.contains(UInt8(ascii: "0")) else {
      (name, unit) = (header, "")
      return
    }
    // Behind a comma or a dash a unit is one where it speaks of percent.
    for separator in [", ", " - ", " – ", ": "] {
      let parts = header.ranges(of: separator)
      guard let last = parts.last else { continue }
      let (before, behind) = (header[..<last.lowerBound], header[last.upperBound...])
      if !before.isEmpty, behind.contains("%") || folded(behind).hasPrefix("per 100 ") {
        (name, unit) = (withoutOuterBlanks(before), withoutOuterBlanks(behind))
        return
      }
    }
    if let bracket = header.firstRange(of: "(%)") {
      let rest = header[..<bracket.lowerBound] + header[bracket.upperBound...]
      (name, unit) = (withoutOuterBlanks(rest.split(separator: " ").joined(separator: " ")), "%")
      return
    }
    (name, unit) = (header, header.last == "%" || header.first == "%" ? "%" : "")
  }

  /// What brackets say of a plan or of what happened, which is no unit: `KH năm 2025 (điều chỉnh)`, `Thu (TH)`.
  private static let sayings: Set<String> = [
    "dieu chinh", "da dieu chinh", "sau dieu chinh", "ban dau", "dau nam", "bo sung",
    "sau bo sung", "ca nam", "revised", "adjusted", "original", "initial", "kh", "th", "ke hoach",
    "thuc hien", "kh nam", "ke hoach nam", "du toan", "uoc", "uth", "uoc th", "uoc thuc hien",
    "du bao", "luy ke", "plan", "planned", "target", "budget", "actual", "forecast",
  ]

  /// A header without the signs of footnotes at its end.
  private static func withoutMarks(_ header: String) -> String {
    guard let last = header.last, "*†‡".contains(last) else { return header }
    var rest = Substring(header)
    while let last = rest.last, rest.count > 1, last == "*" || last == "†" || last == "‡" {
      rest.removeLast()
    }
    return rest.count < header.count ? withoutOuterBlanks(rest) : header
  }
}
