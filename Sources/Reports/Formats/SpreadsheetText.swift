/// Texts in tables that spreadsheets open: quoted so that no line and no field is torn, and inert.
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

  /// A field of RFC 4180: in quotes, doubled inside, where a separator, a quote or an end of a line asks for it.
  static func quoted(_ text: String, separator: UInt8) -> String {
    let quote = UInt8(ascii: "\"")
    var asks = false
    for byte in text.utf8
    where byte == separator || byte == quote || byte == 10 || byte == 13 {
      asks = true
      break
    }
    guard asks else { return text }
    var field: [UInt8] = [quote]
    for byte in text.utf8 {
      if byte == quote { field.append(quote) }
      field.append(byte)
    }
    return String(decoding: field + [quote], as: UTF8.self)
  }
}
