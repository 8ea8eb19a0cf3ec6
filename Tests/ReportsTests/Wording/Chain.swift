/// Values of an enum, one a case, each told by the one before it: a case that is left out does not compile.
protocol Chain {
  /// The value of the first case.
  static var first: Self { get }
  /// The value of the next case; `nil` behind the last.
  var next: Self? { get }
}

extension Chain {
  /// A value of every case.
  static var all: [Self] {
    var found = [first]
    while let next = found.last?.next { found.append(next) }
    return found
  }
}

/// The numbers and texts inside a value, as a sentence is to tell them.
func facts(_ value: Any) -> [String] {
  switch value {
  case let text as String: return [text]
  case let number as Int: return ["\(number)"]
  case let number as Double: return ["\(number)"]
  default: return Mirror(reflecting: value).children.flatMap { facts($0.value) }
  }
}
