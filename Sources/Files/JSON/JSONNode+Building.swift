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
