internal import Files

/// What stands in front of the name of a row, and how far in: `  1.1. Công nghiệp`, `- Trồng trọt`, `Trong đó: …`.
struct SectorMark: Hashable {
  /// The sort of number or sign.
  enum Kind: Hashable {
    case none
    case roman, capital, letter
    /// Numbers of so many parts.
    case number(parts: Int)
    case sign(Character)
  }

  /// Blanks in front.
  let indent: Int
  /// What stands there.
  let kind: Kind
  /// Whether the row, or a line above it, says that it is of what stands above.
  let isOf: Bool

  /// Takes a name apart.
  ///
  /// - Parameter number: what stands in a column of numbers beside it; empty for nothing.
  static func read(_ text: String, number: String) -> (mark: SectorMark, name: String) {
    let blanks = text.prefix { $0.isWhitespace }
    let indent = blanks.reduce(0) { $0 + ($1 == "\t" ? 4 : 1) }
    var name = withoutOuterBlanks(text)
    var kind = kind(of: withoutOuterBlanks(number))
    var isOf = false
    if let rest = withoutOf(name) { (name, isOf) = (rest, true) }
    if let first = name.first, signs.contains(first), name.count > 1 {
      kind = .sign(first)
      name = withoutOuterBlanks(name.dropFirst())
    } else if let blank = name.firstIndex(where: \.isWhitespace) {
      let token = String(name[..<blank])
      let plain = token.last.map { ends.contains($0) } == true ? String(token.dropLast()) : token
      let found = Self.kind(of: plain)
      let isMarked = plain != token || (Int(plain) == nil && found != .none && plain.contains("."))
      if found != .none, isMarked || (Int(plain) != nil && plain.count <= 2) {
        kind = found
        name = withoutOuterBlanks(name[blank...])
      }
    }
    if let rest = withoutOf(name) { (name, isOf) = (rest, true) }
    return (SectorMark(indent: indent, kind: kind, isOf: isOf), name)
  }

  /// The same, said to be of what stands above.
  var of: SectorMark { SectorMark(indent: indent, kind: kind, isOf: true) }

  private static let signs: Set<Character> = ["-", "–", "—", "+", "•", "*", "·", "○", "▪"]
  private static let ends: Set<Character> = [".", ")", "/", ":"]
  private static let openings = [
    "trong do", "of which", "gom", "bao gom", "including", "trong do co",
  ]

  /// What follows `Trong đó:`; empty where nothing does, `nil` for other texts.
  static func withoutOf(_ text: String) -> String? {
    if openings.contains(folded(text)) { return "" }
    guard let end = text.firstIndex(where: { $0 == ":" || $0 == "," }),
      openings.contains(folded(text[..<end]))
    else { return nil }
    return withoutOuterBlanks(text[text.index(after: end)...])
  }

  private static func kind(of text: String) -> Kind {
    var token = Substring(text)
    while let last = token.last, ends.contains(last) { token.removeLast() }
    guard !token.isEmpty, token.count <= 8 else { return .none }
    let parts = token.split(separator: ".")
    if parts.allSatisfy({ Int($0) != nil }) { return .number(parts: parts.count) }
    if token.allSatisfy(\.isUppercase), StartPart.roman(String(token)) != nil { return .roman }
    guard token.count == 1, let letter = token.first, letter.isLetter else { return .none }
    return letter.isUppercase ? .capital : .letter
  }
}
