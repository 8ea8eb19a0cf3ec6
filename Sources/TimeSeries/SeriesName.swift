/// A name as people read it: of a series, a place, a column.
///
/// Two names are the same when a reader sees no difference that could be meant: composed and decomposed
/// Unicode, small and capital letters, blanks at the ends, several blanks or blanks that do not break in
/// between, signs without width. `Hải Dương`, `hải dương ` and its decomposed form are one name.
///
/// Edge cases: a text of blanks only has an empty key; names that differ in a sign or a diacritic differ.
/// Source: canonical equivalence, Unicode Standard Annex 15; case, Unicode Standard 3.13.
public struct SeriesName: Sendable, Hashable, Comparable {
  /// The text as it was written first.
  public let text: String
  /// What names are compared by.
  public let key: String

  /// A name.
  public init(_ text: String) {
    self.text = text
    key = Self.key(of: text)
  }

  /// What names are compared by: as they are seen, in small letters.
  ///
  /// Strings are equal by canonical equivalence, so that no normal form need be chosen.
  public static func key(of text: some StringProtocol) -> String { seen(text).lowercased() }

  /// A text as it is seen, in the letters in which it was written: without blanks at its ends and signs without
  /// width, one plain blank between words.
  ///
  /// Two texts that differ in this differ in capitals or in more.
  public static func seen(_ text: some StringProtocol) -> String {
    // Most names are so already.
    let text = String(text)
    var isPlain = true
    for byte in text.utf8 where byte <= 32 || byte >= 0x80 {
      isPlain = false
      break
    }
    if isPlain { return text }
    var seen = String.UnicodeScalarView()
    var isPending = false
    for scalar in text.unicodeScalars {
      if !scalar.isASCII && invisible.contains(scalar) { continue }
      if isBlank(scalar) {
        isPending = !seen.isEmpty
        continue
      }
      if isPending { seen.append(" ") }
      isPending = false
      seen.append(scalar)
    }
    return String(seen)
  }

  /// Whether a scalar is white space; tables are asked only beyond ASCII.
  private static func isBlank(_ scalar: Unicode.Scalar) -> Bool {
    guard scalar.isASCII else { return scalar.properties.isWhitespace }
    return scalar.value == 0x20 || (0x09...0x0D).contains(scalar.value)
  }

  /// Whether another name is spelled differently in more than its Unicode form.
  public func isSpelledUnlike(_ other: SeriesName) -> Bool { text != other.text }

  /// Zero-width blanks and joiners of words, the byte order mark, the soft hyphen.
  private static let invisible: Set<Unicode.Scalar> = [
    "\u{200B}", "\u{2060}", "\u{FEFF}", "\u{AD}",
  ]

  /// By key.
  public static func == (left: SeriesName, right: SeriesName) -> Bool { left.key == right.key }

  /// By key.
  public func hash(into hasher: inout Hasher) { hasher.combine(key) }

  /// By key.
  public static func < (left: SeriesName, right: SeriesName) -> Bool { left.key < right.key }
}
