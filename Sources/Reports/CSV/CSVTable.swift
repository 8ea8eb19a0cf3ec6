/// A table that is written as CSV (RFC 4180): LF, a point, full precision.
public struct CSVTable: Sendable {
  /// One field.
  public enum Field: Sendable {
    case text(String)
    case number(Double)
    case integer(Int)
    case blank
  }

  private var text: String
  private let columns: Int

  /// A table with its header.
  public init(columns: [String]) {
    text = columns.map { Self.escape(Self.inert($0)) }.joined(separator: ",") + "\n"
    self.columns = columns.count
  }

  /// Adds a row.
  public mutating func append(_ fields: [Field]) {
    precondition(fields.count == columns, "\(fields.count) fields for \(columns) columns")
    text += fields.map(Self.render).joined(separator: ",") + "\n"
  }

  /// The file.
  public var contents: String { text }

  private static func render(_ field: Field) -> String {
    switch field {
    case .text(let text): escape(inert(text))
    case .number(let number): number.isFinite ? "\(number)" : ""
    case .integer(let number): "\(number)"
    case .blank: ""
    }
  }

  /// A text that no spreadsheet takes for a formula: an apostrophe goes before what begins like one, numbers
  /// excepted.
  static func inert(_ text: String) -> String {
    SpreadsheetText.startsFormula(text) && !SpreadsheetText.isNumber(text) ? "'" + text : text
  }

  /// Quotes a text where a separator, a quote or a line end asks for it.
  static func escape(_ text: String) -> String {
    SpreadsheetText.quoted(text, separator: UInt8(ascii: ","))
  }
}

extension CSVTable.Field {
  /// A number, or a blank.
  static func optional(_ number: Double?) -> CSVTable.Field { number.map { .number($0) } ?? .blank }

  /// A whole number, or a blank.
  static func optional(_ number: Int?) -> CSVTable.Field { number.map { .integer($0) } ?? .blank }
}
