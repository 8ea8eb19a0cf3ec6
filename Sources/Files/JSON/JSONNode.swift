/// A JSON value with its place in the file.
public struct JSONNode: Sendable, Hashable {
  /// Where the value starts.
  public let location: SourceLocation
  /// The value.
  public let value: JSONValue

  /// A value at a place.
  public init(_ value: JSONValue, at location: SourceLocation) {
    self.value = value
    self.location = location
  }

  /// The members of an object; empty for anything else.
  public var members: [JSONMember] {
    if case .object(let members) = value { members } else { [] }
  }

  /// The elements of an array; empty for anything else.
  public var elements: [JSONNode] {
    if case .array(let elements) = value { elements } else { [] }
  }

  /// The value of a key of an object.
  public subscript(key: String) -> JSONNode? {
    members.first { $0.key == key }?.node
  }

  /// The elements of a list under a key of an object; none where there is no such list.
  public func list(_ key: String) -> [JSONNode] { self[key]?.elements ?? [] }

  /// The value of an enumeration under a key of an object.
  package func choice<Choice: RawRepresentable>(_ key: String) -> Choice?
  where Choice.RawValue == String {
    self[key]?.string.flatMap { Choice(rawValue: $0) }
  }

  /// Where the value of a key starts; where the object does when it is not there.
  package func place(of key: String) -> SourceLocation { self[key]?.location ?? location }

  /// An object without one of its keys; anything else as it is.
  public func removing(_ key: String) -> JSONNode {
    guard case .object(let members) = value else { return self }
    return JSONNode(.object(members.filter { $0.key != key }), at: location)
  }

  /// An object with one more key at its end; anything else as it is.
  public func adding(_ key: String, _ node: JSONNode) -> JSONNode {
    guard case .object(let members) = value else { return self }
    let member = JSONMember(key: key, location: location, node: node)
    return JSONNode(.object(members + [member]), at: location)
  }

  /// The text, when it is a string.
  public var string: String? {
    if case .string(let text) = value { text } else { nil }
  }

  /// The number, when it is one.
  public var number: Double? {
    if case .number(let number, _) = value { number } else { nil }
  }

  /// The whole number, when it is one; to the last digit as it is written, beyond 2⁵³, too.
  public var integer: Int? { whole() }

  /// The whole number from 0 to 2⁶⁴ − 1, when it is one.
  public var unsigned: UInt64? { whole() }

  private func whole<Number: FixedWidthInteger>() -> Number? {
    guard case .number(let number, let text) = value else { return nil }
    if let exact = Number(text) { return exact }
    // Written with a point or an exponent: only where a double holds every digit.
    return abs(number) <= 0x1p53 ? Number(exactly: number) : nil
  }

  /// Digits after the decimal separator with which a number is written; `nil` for anything else.
  public var decimals: Int? {
    guard case .number(_, let text) = value else { return nil }
    let parts = text.split { $0 == "e" || $0 == "E" }
    let exponent = parts.count > 1 ? Int(parts[1]) ?? 0 : 0
    return max(0, printedDecimals(ArraySlice(text.utf8)) - exponent)
  }

  /// The truth value, when it is one.
  public var bool: Bool? {
    if case .bool(let bool) = value { bool } else { nil }
  }
}

/// A key of an object and its value.
public struct JSONMember: Sendable, Hashable {
  /// The key.
  public let key: String
  /// Where the key starts.
  public let location: SourceLocation
  /// The value.
  public let node: JSONNode

  /// A member.
  public init(key: String, location: SourceLocation, node: JSONNode) {
    self.key = key
    self.location = location
    self.node = node
  }
}

/// What a JSON text can hold.
public indirect enum JSONValue: Sendable, Hashable {
  case null
  case bool(Bool)
  /// The number and how it was written.
  case number(Double, text: String)
  case string(String)
  case array([JSONNode])
  case object([JSONMember])

  /// The kind of value.
  var kind: ValueKind {
    switch self {
    case .null: .null
    case .bool: .boolean
    case .number: .number
    case .string: .string
    case .array: .array
    case .object: .object
    }
  }
}

extension JSONNode {
  /// A text that was not read from a file.
  public static func text(_ text: String) -> JSONNode { made(.string(text)) }

  /// A number that was not read from a file.
  public static func number(_ number: Double) -> JSONNode {
    made(.number(number, text: Int(exactly: number).map(String.init) ?? "\(number)"))
  }

  /// A whole number that was not read from a file.
  public static func integer(_ number: some BinaryInteger) -> JSONNode {
    made(.number(Double(number), text: "\(number)"))
  }

  /// A list that was not read from a file.
  public static func list(_ elements: [JSONNode]) -> JSONNode { made(.array(elements)) }

  /// An object that was not read from a file, keys in the order given; absent values are left out.
  public static func keys(_ members: KeyValuePairs<String, JSONNode?>) -> JSONNode {
    made(
      .object(
        members.compactMap { key, node in
          node.map { JSONMember(key: key, location: .whole(""), node: $0) }
        }))
  }

  /// A truth value that was not read from a file.
  public static func bool(_ bool: Bool) -> JSONNode { made(.bool(bool)) }

  static func made(_ value: JSONValue) -> JSONNode { JSONNode(value, at: .whole("")) }
}
