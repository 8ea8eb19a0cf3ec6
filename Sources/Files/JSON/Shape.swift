/// What a JSON value must look like: the one source of validation and of the printed JSON Schema.
public indirect enum Shape: Sendable {
  /// Any text; with a list, one of these.
  case string(oneOf: [String]? = nil)
  /// A text that a predicate accepts; `format` names it in messages.
  case text(format: TextFormat, accepts: @Sendable (String) -> Bool)
  /// A number in a range.
  case number(ClosedRange<Double>? = nil)
  /// A whole number in a range.
  case integer(ClosedRange<Int>? = nil)
  /// A truth value.
  case boolean
  /// A list of values of one shape.
  case array(Shape, minimum: Int = 0)
  /// An object with known keys.
  case object([Field], groups: [FieldGroup] = [])
  /// An object with a text under one key and values of one shape under free ones.
  case tagged(id: String, Shape)
  /// Either of two shapes, told apart by the type of the value.
  case either(Shape, Shape)

  /// One of the raw values of an enumeration.
  package static func choice<Choice: RawRepresentable & CaseIterable>(of type: Choice.Type) -> Shape
  where Choice.RawValue == String {
    .string(oneOf: type.allCases.map(\.rawValue))
  }

  /// The kind of value that the shape accepts.
  var kind: ValueKind {
    switch self {
    case .string: .string
    case .text(let format, _): .text(format)
    case .number: .number
    case .integer: .wholeNumber
    case .boolean: .boolean
    case .array: .array
    case .object, .tagged: .object
    case .either(let first, let second): .either(first.kind, second.kind)
    }
  }

  func acceptsType(of value: JSONValue) -> Bool {
    switch (self, value) {
    case (.string, .string), (.text, .string), (.number, .number), (.integer, .number),
      (.boolean, .bool), (.array, .array), (.object, .object), (.tagged, .object):
      true
    case (.either(let first, let second), _):
      first.acceptsType(of: value) || second.acceptsType(of: value)
    default: false
    }
  }
}

/// A key of an object.
public struct Field: Sendable {
  /// The key.
  public let key: String
  /// The shape of its value.
  public let shape: Shape
  /// Whether the key must be there.
  public let isRequired: Bool
  /// What it means, for the printed schema.
  public let summary: String

  /// A key that may be left out.
  public static func optional(_ key: String, _ shape: Shape, _ summary: String) -> Field {
    Field(key: key, shape: shape, isRequired: false, summary: summary)
  }

  /// A key that must be there.
  public static func required(_ key: String, _ shape: Shape, _ summary: String) -> Field {
    Field(key: key, shape: shape, isRequired: true, summary: summary)
  }
}

/// Keys of which exactly one must be there.
public struct FieldGroup: Sendable {
  /// The keys.
  public let keys: [String]
  /// Whether none is a fault too.
  public let isRequired: Bool

  /// Exactly one of these keys.
  public static func exactlyOne(of keys: [String]) -> FieldGroup {
    FieldGroup(keys: keys, isRequired: true)
  }

  /// At most one of these keys.
  public static func atMostOne(of keys: [String]) -> FieldGroup {
    FieldGroup(keys: keys, isRequired: false)
  }
}
