extension Shape {
  /// The shape as a JSON Schema (draft 2020-12) document.
  ///
  /// - Parameters:
  ///   - title: the name of the format.
  public func jsonSchema(title: String) -> JSONNode {
    var members = schemaMembers
    members.insert(
      schemaMember("$schema", schemaText("https://json-schema.org/draft/2020-12/schema")), at: 0)
    members.insert(schemaMember("title", schemaText(title)), at: 1)
    return schemaNode(.object(members))
  }

  private var schemaMembers: [JSONMember] {
    switch self {
    case .string(let allowed):
      var members = [schemaMember("type", schemaText("string"))]
      if let allowed {
        members.append(schemaMember("enum", schemaNode(.array(allowed.map(schemaText)))))
      }
      return members
    case .text(let format, _):
      return [
        schemaMember("type", schemaText("string")),
        schemaMember("description", schemaText(format.rawValue)),
      ]
    case .number(let range):
      return [schemaMember("type", schemaText("number"))]
        + limits(range.map { ($0.lowerBound, $0.upperBound) })
    case .integer(let range):
      return [schemaMember("type", schemaText("integer"))]
        + limits(range.map { (Double($0.lowerBound), Double($0.upperBound)) })
    case .boolean: return [schemaMember("type", schemaText("boolean"))]
    case .array(let element, let minimum):
      return [
        schemaMember("type", schemaText("array")),
        schemaMember("items", schemaNode(.object(element.schemaMembers))),
      ] + (minimum > 0 ? [schemaMember("minItems", schemaNumber(Double(minimum)))] : [])
    case .object(let fields, let groups): return objectMembers(fields, groups)
    case .tagged(let id, let element):
      let tag = schemaMember(id, schemaNode(.object(Shape.string().schemaMembers)))
      return [
        schemaMember("type", schemaText("object")),
        schemaMember("properties", schemaNode(.object([tag]))),
        schemaMember("required", schemaNode(.array([schemaText(id)]))),
        schemaMember("additionalProperties", schemaNode(.object(element.schemaMembers))),
      ]
    case .either(let first, let second):
      let choices = [first, second].map { schemaNode(.object($0.schemaMembers)) }
      return [schemaMember("anyOf", schemaNode(.array(choices)))]
    }
  }

  private func objectMembers(_ fields: [Field], _ groups: [FieldGroup]) -> [JSONMember] {
    var properties = fields.map { field in
      let described = field.shape.schemaMembers.filter { $0.key != "description" }
      return schemaMember(
        field.key,
        schemaNode(
          .object(described + [schemaMember("description", schemaText(field.summary))])))
    }
    properties.append(
      schemaMember(
        "note",
        schemaNode(.object([schemaMember("description", schemaText("Free text for readers."))]))))
    var members = [
      schemaMember("type", schemaText("object")),
      schemaMember("properties", schemaNode(.object(properties))),
      schemaMember("additionalProperties", schemaNode(.bool(false))),
    ]
    let required = fields.filter(\.isRequired).map { schemaText($0.key) }
    if !required.isEmpty { members.append(schemaMember("required", schemaNode(.array(required)))) }
    let choices = groups.filter(\.isRequired).map { group in
      let one = group.keys.map { key in
        schemaNode(.object([schemaMember("required", schemaNode(.array([schemaText(key)])))]))
      }
      return schemaNode(.object([schemaMember("oneOf", schemaNode(.array(one)))]))
    }
    if !choices.isEmpty { members.append(schemaMember("allOf", schemaNode(.array(choices)))) }
    return members
  }

  private func limits(_ range: (Double, Double)?) -> [JSONMember] {
    guard let range else { return [] }
    return (range.0.isFinite ? [schemaMember("minimum", schemaNumber(range.0))] : [])
      + (range.1.isFinite ? [schemaMember("maximum", schemaNumber(range.1))] : [])
  }
}

private func schemaNode(_ value: JSONValue) -> JSONNode { .made(value) }

private func schemaText(_ text: String) -> JSONNode { .text(text) }

private func schemaNumber(_ number: Double) -> JSONNode { .number(number) }

private func schemaMember(_ key: String, _ node: JSONNode) -> JSONMember {
  JSONMember(key: key, location: .whole(""), node: node)
}
