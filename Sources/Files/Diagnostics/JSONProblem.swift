/// What can be wrong with the form of a JSON text.
public enum JSONProblem: Sendable, Hashable {
  case syntax(expected: JSONExpectation, found: JSONFinding)
  case tooDeep(limit: Int)
  case duplicateKey(String, firstLine: Int)
  case unknownKey(String)
  case missingKey(String)
  case wrongType(key: String, expected: ValueKind, found: ValueKind)
  case noneOf(keys: [String])
  case moreThanOneOf(keys: [String])

  var code: String {
    switch self {
    case .syntax: "json-syntax"
    case .tooDeep: "json-depth"
    case .duplicateKey: "json-duplicate-key"
    case .unknownKey: "json-unknown-key"
    case .missingKey: "json-missing-key"
    case .wrongType: "json-type"
    case .noneOf: "json-none-of"
    case .moreThanOneOf: "json-one-of"
    }
  }
}

/// What the grammar of JSON wants at a place.
public enum JSONExpectation: Sendable, Hashable {
  case value, key, colon, commaOrBrace, commaOrBracket, endOfFile
  case digit
  /// A number that does not begin with 0 before other digits.
  case noLeadingZeros
  case closingQuote
  /// A character that can be printed.
  case printable
  case restOfEscape, knownEscape, lowSurrogate, unicodeScalar, hexadecimalDigits
}

/// What stands in a JSON text where something else is wanted.
public enum JSONFinding: Sendable, Hashable {
  case endOfFile
  case endOfLine
  case character(String)
}

/// What a value is, or must be.
public indirect enum ValueKind: Sendable, Hashable {
  case string, number, wholeNumber, boolean, array, object, null
  /// A text of a form.
  case text(TextFormat)
  /// One kind or the other.
  case either(ValueKind, ValueKind)
  /// A value that is told as it is written.
  case written(String)
}

/// Forms of texts; the raw value describes them in the printed JSON Schema.
public enum TextFormat: String, Sendable, Hashable, CaseIterable {
  case name = "letters, digits and hyphens"
  case sector = "letters, digits, hyphens and points"
  case date = "a date YYYY-MM-DD"
  case period = "a period 2024, 2024-Q1 or 2024-01"
  case periodOfYear = "a period 2024, 2024-Q1, 2024-01 or 2024-6M"
}
