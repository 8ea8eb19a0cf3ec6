internal import Pipeline

/// A table that is written as CSV (RFC 4180): LF, a point, full precision.
public struct CSVTable: Sendable {
  /// One field.
  public enum Field: Sendable {
    case text(String)
    case number(Double)
    case integer(Int)
    /// A number with as many decimals as it was printed with.
    case printed(Double, decimals: Int)
    case blank
  }

  /// What the fields of a column are.
  public enum Kind: Sendable, Hashable {
    /// Texts, though they may look like numbers.
    case text
    /// Numbers.
    case number
    /// Numbers, and here and there a text, such as a range.
    case either
  }

  private var text: String
  private let columns: Int
  private let names: [String]
  private var found: [Kind?]

  /// A table with its header.
  public init(columns: [String]) {
    text = columns.map { Self.escape(Self.inert($0)) }.joined(separator: ",") + "\n"
    self.columns = columns.count
    names = columns
    found = columns.map { _ in nil }
  }

  /// Adds a row.
  public mutating func append(_ fields: [Field]) {
    precondition(fields.count == columns, "\(fields.count) fields for \(columns) columns")
    text += fields.map(Self.render).joined(separator: ",") + "\n"
    for (column, field) in fields.enumerated() {
      guard let kind = Self.kind(field) else { continue }
      found[column] = found[column] == nil || found[column] == kind ? kind : .either
    }
  }

  /// What the columns hold, by name; a column without any field has no kind.
  public var kinds: [String: Kind] {
    Dictionary(
      zip(names, found).compactMap { name, kind in kind.map { (name, $0) } }
    ) { first, _ in first }
  }

  private static func kind(_ field: Field) -> Kind? {
    switch field {
    case .text(let text): text.isEmpty ? nil : .text
    case .number, .integer, .printed: .number
    case .blank: nil
    }
  }

  /// The file.
  public var contents: String { text }

  private static func render(_ field: Field) -> String {
    switch field {
    case .text(let text): escape(inert(text))
    case .number(let number): number.isFinite ? "\(number)" : ""
    case .integer(let number): "\(number)"
    case .printed(let number, let decimals): printed(number, decimals: decimals)
    case .blank: ""
    }
  }

  /// A number with so many decimals, as it stands in a file of observations.
  static func printed(_ number: Double, decimals: Int) -> String {
    let scale = (0..<min(decimals, 15)).reduce(1.0) { scale, _ in 10 * scale }
    let rounded = (abs(number) * scale).rounded()
    // Beyond what an integer holds, digits behind the point mean nothing.
    guard rounded < 9e15, decimals <= 15 else { return "\(number)" }
    let digits = String(Int(rounded))
    let padded = String(repeating: "0", count: max(0, decimals + 1 - digits.count)) + digits
    let fraction = decimals > 0 ? "." + padded.suffix(decimals) : ""
    return (number < 0 ? "-" : "") + padded.dropLast(decimals) + fraction
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

  /// A figure as it was printed, or a blank.
  static func optional(_ figure: PublishedFigure?) -> CSVTable.Field {
    figure.map { .printed($0.value, decimals: $0.decimals) } ?? .blank
  }

  /// A whole number, or a blank.
  static func optional(_ number: Int?) -> CSVTable.Field { number.map { .integer($0) } ?? .blank }
}
