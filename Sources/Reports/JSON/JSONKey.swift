internal import Files
internal import Tables
internal import TimeSeries

/// What stands in a JSON file of ours: written and read by one description.
protocol JSONWritten {
  /// As it is written.
  var json: JSONNode { get }
  /// What was read; `nil` where it is something else.
  static func read(_ node: JSONNode) -> Self?
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

  static func read(_ node: JSONNode) -> Self? {
    var subject = Self()
    return keys.allSatisfy { $0.read(node[$0.name], &subject) } ? subject : nil
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
      guard let value = node.flatMap(Value.read) else { return false }
      subject[keyPath: path] = value
      return true
    }
  }

  /// A key that may be missing.
  init<Value: JSONWritten>(_ name: String, _ path: WritableKeyPath<Subject, Value?>) {
    self.name = name
    write = { $0[keyPath: path]?.json }
    read = { node, subject in
      subject[keyPath: path] = node.flatMap(Value.read)
      return node == nil || subject[keyPath: path] != nil
    }
  }
}

extension String: JSONWritten {
  var json: JSONNode { .text(self) }
  static func read(_ node: JSONNode) -> String? { node.string }
}

extension Double: JSONWritten {
  var json: JSONNode { .number(self) }
  static func read(_ node: JSONNode) -> Double? { node.number }
}

extension Int: JSONWritten {
  var json: JSONNode { .integer(self) }
  static func read(_ node: JSONNode) -> Int? { node.integer }
}

extension UInt64: JSONWritten {
  var json: JSONNode { .integer(self) }
  static func read(_ node: JSONNode) -> UInt64? { node.unsigned }
}

extension Bool: JSONWritten {
  var json: JSONNode { .bool(self) }
  static func read(_ node: JSONNode) -> Bool? { node.bool }
}

extension Fact where Self: JSONWritten {
  var json: JSONNode { .text(code) }
  static func read(_ node: JSONNode) -> Self? { node.string.flatMap(Self.init(code:)) }
}

extension CalendarDate: JSONWritten {}

extension Array: JSONWritten where Element: JSONWritten {
  var json: JSONNode { .list(map(\.json)) }
  static func read(_ node: JSONNode) -> [Element]? {
    guard case .array(let nodes) = node.value else { return nil }
    let elements = nodes.compactMap(Element.read)
    return elements.count == nodes.count ? elements : nil
  }
}
