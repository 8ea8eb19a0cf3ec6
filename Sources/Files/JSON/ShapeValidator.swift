/// Checks a JSON value against a shape and collects every fault.
public enum ShapeValidator {
  /// Collects what is wrong with a value.
  ///
  /// - Parameters:
  ///   - node: the value.
  ///   - shape: what it must look like.
  ///   - key: the name of the value in messages.
  ///   - faults: where faults go.
  public static func check(
    _ node: JSONNode, against shape: Shape, key: String, faults: inout FaultCollector
  ) {
    guard shape.acceptsType(of: node.value) else {
      faults.note(
        .json(.wrongType(key: key, expected: shape.kind, found: node.value.kind)),
        at: node.location)
      return
    }
    switch shape {
    case .string(let allowed): checkString(node, allowed: allowed, key: key, faults: &faults)
    case .text(let format, let accepts):
      if let text = node.string, !accepts(text) {
        faults.noteOutside(key, .written(text), .format(format), at: node.location)
      }
    case .number(let range): checkNumber(node, range: range, key: key, faults: &faults)
    case .integer(let range): checkInteger(node, range: range, key: key, faults: &faults)
    case .boolean: break
    case .array(let element, let minimum):
      if node.elements.count < minimum {
        faults.noteOutside(
          key, .elements(node.elements.count), .atLeast("\(minimum)"), at: node.location)
      }
      for item in node.elements { check(item, against: element, key: key, faults: &faults) }
    case .object(let fields, let groups):
      checkObject(node, fields: fields, groups: groups, key: key, faults: &faults)
    case .tagged(let id, let element):
      if node[id] == nil { faults.note(.json(.missingKey(id)), at: node.location) }
      for member in node.members where member.key != "note" {
        let shape = member.key == id ? .string() : element
        check(member.node, against: shape, key: member.key, faults: &faults)
      }
    case .either(let first, let second):
      let chosen = first.acceptsType(of: node.value) ? first : second
      check(node, against: chosen, key: key, faults: &faults)
    }
  }

  private static func checkString(
    _ node: JSONNode, allowed: [String]?, key: String, faults: inout FaultCollector
  ) {
    guard let allowed, let text = node.string, !allowed.contains(text) else { return }
    faults.note(
      .value(.unknown(key: key, value: text)), at: node.location,
      hint: faults.nearest(to: text, among: allowed) ?? .allowed(allowed))
  }

  private static func checkNumber(
    _ node: JSONNode, range: ClosedRange<Double>?, key: String, faults: inout FaultCollector
  ) {
    guard case .number(let number, let text) = node.value, number.isFinite else { return }
    if let range, !range.contains(number) {
      faults.noteOutside(key, .written(text), AllowedRange(range), at: node.location)
    } else if abs(number) > FigureRange.largest {
      faults.note(.value(.tooLarge(text)), at: node.location)
    } else if number != 0, abs(number) < FigureRange.smallest {
      faults.note(.value(.tooSmall(text)), at: node.location)
    }
  }

  private static func checkInteger(
    _ node: JSONNode, range: ClosedRange<Int>?, key: String, faults: inout FaultCollector
  ) {
    guard case .number(let number, let text) = node.value, number.isFinite else { return }
    guard let whole = Int(exactly: number) else {
      faults.note(
        .json(.wrongType(key: key, expected: .wholeNumber, found: .written(text))),
        at: node.location)
      return
    }
    if let range, !range.contains(whole) {
      faults.noteOutside(key, .written(text), AllowedRange(range), at: node.location)
    }
  }

  private static func checkObject(
    _ node: JSONNode, fields: [Field], groups: [FieldGroup], key: String,
    faults: inout FaultCollector
  ) {
    let known = Dictionary(fields.map { ($0.key, $0) }, uniquingKeysWith: { first, _ in first })
    for member in node.members {
      if member.key == "note" {
        // Any object may carry a note, in whatever form.
        continue
      } else if let field = known[member.key] {
        check(member.node, against: field.shape, key: member.key, faults: &faults)
      } else {
        let names = fields.map(\.key) + ["note"]
        faults.note(
          .json(.unknownKey(member.key)), at: member.location,
          hint: faults.nearest(to: member.key, among: names) ?? .allowed(names))
      }
    }
    for field in fields where field.isRequired && node[field.key] == nil {
      faults.note(.json(.missingKey(field.key)), at: node.location)
    }
    for group in groups {
      let present = group.keys.filter { node[$0] != nil }
      if present.count > 1 {
        faults.note(.json(.moreThanOneOf(keys: present)), at: node.location)
      } else if present.isEmpty && group.isRequired {
        faults.note(.json(.noneOf(keys: group.keys)), at: node.location)
      }
    }
  }
}
