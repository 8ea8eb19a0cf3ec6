extension Shape {
  /// The shape as a JSON Schema (draft 2020-12) document.
  ///
  /// - Parameters:
  ///   - title: the name of the format.
  public func jsonSchema(title: String) -> JSONNode {
    let head = JSONNode.keys([
      "$schema": .text("https://json-schema.org/draft/2020-12/schema"), "title": .text(title),
    ])
    return .made(.object(head.members + schema.members))
  }

  private var schema: JSONNode {
    switch self {
    case .string(let allowed):
      .keys(["type": .text("string"), "enum": allowed.map { .list($0.map(JSONNode.text)) }])
    case .text(let format, _):
      .keys(["type": .text("string"), "description": .text(format.rawValue)])
    case .number(let range): Self.number("number", range)
    case .integer(let range):
      Self.number("integer", range.map { Double($0.lowerBound)...Double($0.upperBound) })
    case .boolean: .keys(["type": .text("boolean")])
    case .array(let element, let minimum):
      .keys([
        "type": .text("array"), "items": element.schema,
        "minItems": minimum > 0 ? .integer(minimum) : nil,
      ])
    case .object(let fields, let groups): Self.object(fields, groups)
    case .tagged(let id, let element):
      .keys([
        "type": .text("object"), "properties": .keys([id: Shape.string().schema]),
        "required": .list([.text(id)]), "additionalProperties": element.schema,
      ])
    case .either(let first, let second): .keys(["anyOf": .list([first.schema, second.schema])])
    }
  }

  private static func number(_ type: String, _ range: ClosedRange<Double>?) -> JSONNode {
    func limit(_ end: Double?) -> JSONNode? {
      end.flatMap { $0.isFinite ? .number($0) : nil }
    }
    return .keys([
      "type": .text(type), "minimum": limit(range?.lowerBound), "maximum": limit(range?.upperBound),
    ])
  }

  private static func object(_ fields: [Field], _ groups: [FieldGroup]) -> JSONNode {
    let properties = fields.reduce(JSONNode.keys([:])) { properties, field in
      let described = field.shape.schema.removing("description")
      return properties.adding(
        field.key, described.adding("description", .text(field.summary)))
    }
    let required = fields.filter(\.isRequired).map { JSONNode.text($0.key) }
    let choices = groups.filter(\.isRequired).map { group in
      JSONNode.keys(["oneOf": .list(group.keys.map { .keys(["required": .list([.text($0)])]) })])
    }
    return .keys([
      "type": .text("object"),
      "properties": properties.adding(
        "note", .keys(["description": .text("Free text for readers.")])),
      "additionalProperties": .bool(false),
      "required": required.isEmpty ? nil : .list(required),
      "allOf": choices.isEmpty ? nil : .list(choices),
    ])
  }
}
