extension JSONNode {
  /// The value as JSON text: keys in file order, two spaces, numbers as written, one final newline.
  public var canonicalText: String {
    var text = ""
    write(to: &text, indent: 0)
    return text + "\n"
  }

  private func write(to text: inout String, indent: Int) {
    switch value {
    case .null: text += "null"
    case .bool(let bool): text += bool ? "true" : "false"
    case .number(_, let written): text += written
    case .string(let string): text += quotedJSON(string)
    case .array(let elements):
      writeList(elements, brackets: ("[", "]"), to: &text, indent: indent) { node, text in
        node.write(to: &text, indent: indent + 1)
      }
    case .object(let members):
      writeList(members, brackets: ("{", "}"), to: &text, indent: indent) { member, text in
        text += quotedJSON(member.key) + ": "
        member.node.write(to: &text, indent: indent + 1)
      }
    }
  }

  private func writeList<Item>(
    _ items: [Item], brackets: (String, String), to text: inout String, indent: Int,
    _ write: (Item, inout String) -> Void
  ) {
    if items.isEmpty {
      text += brackets.0 + brackets.1
      return
    }
    text += brackets.0
    for (index, item) in items.enumerated() {
      text += (index == 0 ? "\n" : ",\n") + String(repeating: "  ", count: indent + 1)
      write(item, &text)
    }
    text += "\n" + String(repeating: "  ", count: indent) + brackets.1
  }
}

/// A JSON string with its quotes; control characters are escaped, and what turns the order of letters around.
public func quotedJSON(_ string: String) -> String {
  var text = "\""
  for scalar in string.unicodeScalars {
    switch scalar {
    case "\"": text += "\\\""
    case "\\": text += "\\\\"
    case "\n": text += "\\n"
    case "\r": text += "\\r"
    case "\t": text += "\\t"
    case _ where isEscaped(scalar):
      let hex = String(scalar.value, radix: 16)
      text += "\\u" + String(repeating: "0", count: 4 - hex.count) + hex
    default: text.unicodeScalars.append(scalar)
    }
  }
  return text + "\""
}

/// Control characters of both sets, delete, ends of lines of Unicode, and marks of direction.
private func isEscaped(_ scalar: Unicode.Scalar) -> Bool {
  switch scalar.value {
  case 0..<0x20, 0x7F..<0xA0, 0x2028, 0x2029, 0x202A...0x202E, 0x2066...0x2069: true
  default: false
  }
}
