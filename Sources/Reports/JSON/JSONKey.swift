internal import Files
internal import Plans
internal import TimeSeries

/// What stands in a JSON file of ours: written and read by one description.
protocol JSONWritten {
  /// As it is written.
  var json: JSONNode { get }
  /// What was read; `nil` where it is something else.
  init?(json: JSONNode)
}

/// An object whose keys are listed once, for both directions.
protocol JSONKeyed: JSONWritten {
  /// Nothing said yet.
  init()
  /// The keys in the order of the file.
  static var keys: [JSONKey<Self>] { get }
}

extension JSONKeyed {
  var json: JSONNode { JSONNode(.object(members), at: .whole("")) }

  /// The members of the object; what says nothing is left out.
  var members: [JSONMember] {
    Self.keys.compactMap { key in
      key.write(self).map { JSONMember(key: key.name, location: .whole(""), node: $0) }
    }
  }

  init?(json: JSONNode) {
    self.init()
    for key in Self.keys where !key.read(json[key.name], &self) { return nil }
  }
}

/// One key of an object.
struct JSONKey<Subject> {
  let name: String
  /// The value of a subject; `nil` where it says nothing.
  let write: (Subject) -> JSONNode?
  /// Takes what was read; whether it can be taken.
  let read: (JSONNode?, inout Subject) -> Bool

  /// A key that must be there.
  init<Value: JSONWritten>(_ name: String, _ path: WritableKeyPath<Subject, Value>) {
    self.name = name
    write = { $0[keyPath: path].json }
    read = { node, subject in
      guard let value = node.flatMap(Value.init) else { return false }
      subject[keyPath: path] = value
      return true
    }
  }

  /// A key that may be missing.
  init<Value: JSONWritten>(_ name: String, _ path: WritableKeyPath<Subject, Value?>) {
    self.name = name
    write = { $0[keyPath: path]?.json }
    read = { node, subject in
      subject[keyPath: path] = node.flatMap(Value.init)
      return node == nil || subject[keyPath: path] != nil
    }
  }
}

extension String: JSONWritten {
  var json: JSONNode { .text(self) }
  init?(json: JSONNode) {
    guard let text = json.string else { return nil }
    self = text
  }
}

extension Double: JSONWritten {
  var json: JSONNode { .number(self) }
  init?(json: JSONNode) {
    guard let number = json.number else { return nil }
    self = number
  }
}

extension Int: JSONWritten {
  var json: JSONNode { .integer(self) }
  init?(json: JSONNode) {
    guard let number = json.integer else { return nil }
    self = number
  }
}

extension UInt64: JSONWritten {
  var json: JSONNode { .integer(self) }
  init?(json: JSONNode) {
    guard let number = json.unsigned else { return nil }
    self = number
  }
}

extension Bool: JSONWritten {
  var json: JSONNode { .bool(self) }
  init?(json: JSONNode) {
    guard let bool = json.bool else { return nil }
    self = bool
  }
}

extension CalendarDate: JSONWritten {
  var json: JSONNode { .text(description) }
  init?(json: JSONNode) {
    guard let date = json.string.flatMap({ CalendarDate($0) }) else { return nil }
    self = date
  }
}

extension JSONWritten where Self: RawRepresentable, RawValue == String {
  var json: JSONNode { .text(rawValue) }
  init?(json: JSONNode) {
    guard let value = json.string.flatMap(Self.init(rawValue:)) else { return nil }
    self = value
  }
}

extension Array: JSONWritten where Element: JSONWritten {
  var json: JSONNode { .list(map(\.json)) }
  init?(json: JSONNode) {
    guard case .array(let nodes) = json.value else { return nil }
    let elements = nodes.compactMap(Element.init)
    guard elements.count == nodes.count else { return nil }
    self = elements
  }
}
