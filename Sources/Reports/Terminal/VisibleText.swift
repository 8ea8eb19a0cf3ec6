/// Texts of files as a terminal may show them: nothing in them moves the cursor, changes colours, breaks a line or
/// turns the order of letters around.
public enum VisibleText {
  /// What stands for a character that must not reach a terminal.
  private static let stand: Unicode.Scalar = "\u{FFFD}"

  /// What our own output may hold besides plain characters: bold and plain, and a line that is drawn anew.
  private static let own = ["\u{1B}[1m", "\u{1B}[0m", "\u{1B}[22m", "\u{1B}[K"]

  /// A text on one line: ends of lines and tabs become blanks, other control characters a mark.
  public static func line(_ text: String) -> String {
    guard !isPlain(text) else { return text }
    var shown = String.UnicodeScalarView()
    for scalar in text.unicodeScalars {
      switch scalar.value {
      case 0x09...0x0D, 0x85, 0x2028, 0x2029:
        // A return and a line feed are one end of a line.
        if scalar.value == 0x0A, shown.last == " " { continue }
        shown.append(" ")
      case _ where isUnseen(scalar): shown.append(stand)
      default: shown.append(scalar)
      }
    }
    return String(shown)
  }

  /// A whole output: line feeds, tabs and our own sequences stay, other control characters become a mark.
  public static func output(_ text: String) -> String {
    guard !isPlain(text) else { return text }
    var shown = String.UnicodeScalarView()
    var rest = text.unicodeScalars[...]
    while let scalar = rest.first {
      if scalar == "\u{1B}",
        let sequence = own.first(where: { rest.starts(with: $0.unicodeScalars) })
      {
        shown.append(contentsOf: sequence.unicodeScalars)
        rest = rest.dropFirst(sequence.unicodeScalars.count)
        continue
      }
      rest = rest.dropFirst()
      // A return is ours where a line is drawn anew, and else the first half of an end of a line.
      let isReturn =
        scalar == "\r" && (rest.isEmpty || rest.first == "\u{1B}" || rest.first == "\n")
      let isKept = scalar == "\n" || scalar == "\t" || isReturn
      shown.append(isKept || !isUnseen(scalar) ? scalar : stand)
    }
    return String(shown)
  }

  /// Whether a text has no character that is looked at any closer.
  private static func isPlain(_ text: String) -> Bool {
    text.utf8.allSatisfy { $0 >= 32 && $0 != 0x7F && $0 != 0xC2 && $0 != 0xE2 }
  }

  /// Control characters of both sets, delete, ends of lines of Unicode, and marks that turn the order around.
  static func isUnseen(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0..<0x20, 0x7F..<0xA0, 0x2028, 0x2029, 0x202A...0x202E, 0x2066...0x2069: true
    default: false
    }
  }
}
