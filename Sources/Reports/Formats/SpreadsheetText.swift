/// Texts in tables that spreadsheets open: inert.
///
/// Bytes and scalars are looked at, never characters: a return and a line feed are one character of Swift, and so are
/// a sign and a mark upon it.
enum SpreadsheetText {
  /// Whether a spreadsheet may take a text for a formula: it begins with `=`, `+`, `-`, `@`, their wide forms, a tab
  /// or an end of a line (OWASP, CSV injection).
  static func startsFormula(_ text: String) -> Bool {
    switch text.unicodeScalars.first {
    case "=", "+", "-", "@", "\t", "\r", "\n", "\u{FF1D}", "\u{FF0B}", "\u{FF0D}", "\u{FF20}": true
    default: false
    }
  }

  /// A text without the apostrophe that keeps spreadsheets from taking it for a formula.
  static func plain(_ text: String) -> String {
    guard text.first == "'", startsFormula(String(text.dropFirst())) else { return text }
    return String(text.dropFirst())
  }

  /// Whether a text is a decimal number, which spreadsheets take for one; `-inf` is none.
  static func isNumber(_ text: String) -> Bool {
    text.utf8.allSatisfy { "0123456789+-.eE".utf8.contains($0) } && Double(text) != nil
  }
}
