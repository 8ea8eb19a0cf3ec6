/// One field of a table.
public enum Cell: Sendable {
  /// A text in the language of the table, or one that a user wrote.
  case text(String)
  /// A number in full precision; never infinite and never not a number.
  case number(Double)
  /// A whole number.
  case integer(Int)
  /// A number with as many decimals as it was printed with.
  case printed(Double, decimals: Int)
  /// A fact that files name by a code, and readers in words.
  case fact(any Fact)
  /// Nothing is known or nothing applies.
  case blank

  /// A number, or a blank where it is none that can be written.
  public init(_ number: Double) { self = number.isFinite ? .number(number) : .blank }
}

/// Something that the program knows and that a file names by a code.
///
/// Conversion law: `Self(code: value.code) == value`, so that a folder that was read says what was written.
public protocol Fact: Sendable {
  /// What stands in files; the same in every language.
  var code: String { get }

  /// The fact with a code; `nil` where there is none.
  init?(code: String)
}

extension Fact {
  /// The fact with a code among some, or among those whose code is words and a name.
  ///
  /// - Parameter named: make a fact of the name.
  public init?(code: String, among plain: [Self], named: [(String) -> Self] = []) {
    if let fact = plain.first(where: { $0.code == code }) {
      self = fact
    } else if let make = named.first(where: { code.hasPrefix($0("").code) }) {
      self = make(String(code.dropFirst(make("").code.count)))
    } else {
      return nil
    }
  }
}

extension Fact where Self: RawRepresentable, RawValue == String {
  /// The raw value.
  public var code: String { rawValue }

  /// The case with this raw value.
  public init?(code: String) { self.init(rawValue: code) }
}

/// A type whose values stand in the fields of a column.
public protocol FieldValue: Sendable {
  /// What spreadsheets take such fields for.
  static var kind: FieldKind { get }

  /// The field of a value.
  var cell: Cell { get }

  /// The value of a field, read back or as it was put; `nil` where it is blank or of another kind.
  init?(_ cell: Cell)
}

/// What spreadsheets and JSON take the fields of a column for.
public enum FieldKind: String, Sendable, CaseIterable {
  /// Texts, though they may look like numbers.
  case text
  /// Numbers.
  case number
  /// Numbers, and here and there a text, such as a range.
  case either
}

extension String: FieldValue {
  /// Texts.
  public static var kind: FieldKind { .text }
  /// The text; a blank where it is empty.
  public var cell: Cell { isEmpty ? .blank : .text(self) }
  /// A text, or the code of a fact.
  public init?(_ cell: Cell) {
    switch cell {
    case .text(let text): self = text
    case .fact(let fact): self = fact.code
    case .number, .integer, .printed, .blank: return nil
    }
  }
}

extension Double: FieldValue {
  /// Numbers.
  public static var kind: FieldKind { .number }
  /// The number; a blank where it is infinite or none.
  public var cell: Cell { Cell(self) }
  /// A number of any form.
  public init?(_ cell: Cell) {
    switch cell {
    case .number(let number), .printed(let number, _): self = number
    case .integer(let number): self = Double(number)
    case .text, .fact, .blank: return nil
    }
  }
}

extension Int: FieldValue {
  /// Numbers.
  public static var kind: FieldKind { .number }
  /// The number.
  public var cell: Cell { .integer(self) }
  /// A whole number.
  public init?(_ cell: Cell) {
    switch cell {
    case .integer(let number): self = number
    case .number(let number), .printed(let number, _):
      guard let whole = Int(exactly: number) else { return nil }
      self = whole
    case .text, .fact, .blank: return nil
    }
  }
}

extension FieldValue where Self: Fact {
  /// Texts.
  public static var kind: FieldKind { .text }
  /// The fact; a blank where its code is empty.
  public var cell: Cell { code.isEmpty ? .blank : .fact(self) }
  /// The fact itself, or the one with the code that was read.
  public init?(_ cell: Cell) {
    switch cell {
    case .fact(let fact as Self): self = fact
    case .fact(let other): self.init(code: other.code)
    case .text(let text): self.init(code: text)
    case .number, .integer, .printed, .blank: return nil
    }
  }
}
