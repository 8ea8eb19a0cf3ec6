/// Reads JSON (RFC 8259) strictly and keeps every value's place.
///
/// Written here because the decoders at hand tell no line and let repeated keys pass. A fault of
/// syntax ends the reading; repeated keys and numbers out of range are collected.
public struct JSONParser {
  /// How deep values may nest.
  public static let depthLimit = 128
  /// The largest text that is parsed, in bytes.
  public static let sizeLimit = 1 << 24

  private let file: String
  private let bytes: [UInt8]
  /// Whether strings may hold characters that cannot be printed, as names of files may.
  private let isOurs: Bool
  private var position = 0
  private var line = 1
  /// A place on the line whose column is known, so that long lines are counted once.
  private var anchor = (position: 0, column: 1)
  private var faults: [Fault] = []

  private struct SyntaxFault: Error { let fault: Fault }

  private init(_ source: SourceFile, isOurs: Bool) {
    self.isOurs = isOurs
    file = source.path
    bytes = source.bytes
  }

  /// The value of a file; `nil` when its syntax is broken. Faults are added to the collector.
  ///
  /// - Parameter isOurs: whether a command of ours wrote the file, which escapes what cannot be printed.
  public static func parse(
    _ source: SourceFile, isOurs: Bool = false, faults: inout FaultCollector
  ) -> JSONNode? {
    guard source.bytes.count <= sizeLimit else {
      faults.note(
        .file(.tooLarge(bytes: source.bytes.count, limit: sizeLimit)), at: .whole(source.path))
      return nil
    }
    var parser = JSONParser(source, isOurs: isOurs)
    var node: JSONNode?
    do throws(SyntaxFault) {
      parser.skipSpace()
      node = try parser.value(depth: 0)
      parser.skipSpace()
      if parser.position < parser.bytes.count { throw parser.unexpected(.endOfFile) }
    } catch {
      parser.faults.append(error.fault)
      node = nil
    }
    faults.note(parser.faults)
    return node
  }

  private var here: SourceLocation {
    let column =
      anchor.column + bytes[anchor.position..<position].count { $0 & 0xC0 != 0x80 }
    return SourceLocation(file: file, line: line, column: column)
  }

  private var current: UInt8? { position < bytes.count ? bytes[position] : nil }

  private func unexpected(_ expected: JSONExpectation, hint: Hint? = nil) -> SyntaxFault {
    var found = JSONFinding.endOfFile
    if position < bytes.count {
      let rest = String(decoding: bytes[position..<min(bytes.count, position + 24)], as: UTF8.self)
      found = rest.first.map { $0.isNewline ? .endOfLine : .character(String($0)) } ?? found
    }
    return SyntaxFault(
      fault: Fault(.json(.syntax(expected: expected, found: found)), at: here, hint: hint))
  }

  private mutating func skipSpace() {
    while let byte = current, byte == 32 || byte == 9 || byte == 10 || byte == 13 {
      position += 1
      if byte == 10 {
        line += 1
        anchor = (position, 1)
      }
    }
    anchor = (position, here.column)
  }

  private mutating func value(depth: Int) throws(SyntaxFault) -> JSONNode {
    let start = here
    guard depth < Self.depthLimit else {
      throw SyntaxFault(fault: Fault(.json(.tooDeep(limit: Self.depthLimit)), at: start))
    }
    switch current {
    case UInt8(ascii: "{"): return try object(depth: depth, start: start)
    case UInt8(ascii: "["): return try array(depth: depth, start: start)
    case UInt8(ascii: "\""): return JSONNode(.string(try string()), at: start)
    case .some(let byte) where isDigit(byte) || byte == UInt8(ascii: "-"):
      return try number(start: start)
    case .some(let byte) where isLetter(byte): return try word(start: start)
    default: throw unexpected(.value)
    }
  }

  private mutating func object(
    depth: Int, start: SourceLocation
  ) throws(SyntaxFault) -> JSONNode {
    var lines: [String: Int] = [:]
    let opened = Hint.opened("{", line: start.line)
    let members = try items(until: UInt8(ascii: "}"), or: .commaOrBrace, opened) {
      (parser: inout JSONParser) throws(SyntaxFault) in
      guard parser.current == UInt8(ascii: "\"") else {
        throw parser.unexpected(.key, hint: opened)
      }
      let place = parser.here
      let key = try parser.string()
      if let first = lines[key] {
        parser.faults.append(Fault(.json(.duplicateKey(key, firstLine: first)), at: place))
      }
      lines[key] = lines[key] ?? place.line
      parser.skipSpace()
      guard parser.current == UInt8(ascii: ":") else {
        throw parser.unexpected(.colon, hint: opened)
      }
      parser.position += 1
      parser.skipSpace()
      return JSONMember(key: key, location: place, node: try parser.value(depth: depth + 1))
    }
    return JSONNode(.object(members), at: start)
  }

  private mutating func array(depth: Int, start: SourceLocation) throws(SyntaxFault) -> JSONNode {
    let opened = Hint.opened("[", line: start.line)
    let elements = try items(until: UInt8(ascii: "]"), or: .commaOrBracket, opened) {
      (parser: inout JSONParser) throws(SyntaxFault) in
      try parser.value(depth: depth + 1)
    }
    return JSONNode(.array(elements), at: start)
  }

  /// What stands between brackets, the first of which is the current byte, with commas in between.
  private mutating func items<Item>(
    until close: UInt8, or comma: JSONExpectation, _ opened: Hint,
    _ item: (inout JSONParser) throws(SyntaxFault) -> Item
  ) throws(SyntaxFault) -> [Item] {
    var items: [Item] = []
    position += 1
    skipSpace()
    while current != close {
      if !items.isEmpty {
        guard current == UInt8(ascii: ",") else { throw unexpected(comma, hint: opened) }
        position += 1
        skipSpace()
      }
      items.append(try item(&self))
      skipSpace()
    }
    position += 1
    return items
  }

  private mutating func word(start: SourceLocation) throws(SyntaxFault) -> JSONNode {
    var end = position
    while end < bytes.count, isLetter(bytes[end]) { end += 1 }
    let text = String(decoding: bytes[position..<end], as: UTF8.self)
    let value: JSONValue
    switch text {
    case "true": value = .bool(true)
    case "false": value = .bool(false)
    case "null": value = .null
    case "NaN", "nan", "Infinity", "inf", "Inf":
      faults.append(Fault(.value(.notANumber(text)), at: start))
      value = .number(.nan, text: text)
    default: throw unexpected(.value)
    }
    position = end
    return JSONNode(value, at: start)
  }

  private mutating func number(start: SourceLocation) throws(SyntaxFault) -> JSONNode {
    let first = position
    if current == UInt8(ascii: "-") { position += 1 }
    if let byte = current, isLetter(byte) {
      let node = try word(start: start)
      guard node.number != nil else { throw unexpected(.digit) }
      return node
    }
    let integer = skipDigits()
    guard integer > 0 else { throw unexpected(.digit) }
    if integer > 1, bytes[position - integer] == UInt8(ascii: "0") {
      throw unexpected(.noLeadingZeros)
    }
    if current == UInt8(ascii: ".") {
      position += 1
      guard skipDigits() > 0 else { throw unexpected(.digit) }
    }
    if current == UInt8(ascii: "e") || current == UInt8(ascii: "E") {
      position += 1
      if current == UInt8(ascii: "+") || current == UInt8(ascii: "-") { position += 1 }
      guard skipDigits() > 0 else { throw unexpected(.digit) }
    }
    let text = String(decoding: bytes[first..<position], as: UTF8.self)
    let number = Double(text) ?? .infinity
    if !number.isFinite { faults.append(Fault(.value(.tooLarge(text)), at: start)) }
    return JSONNode(.number(number, text: text), at: start)
  }

  private mutating func skipDigits() -> Int {
    let first = position
    while let byte = current, isDigit(byte) { position += 1 }
    return position - first
  }

  private mutating func string() throws(SyntaxFault) -> String {
    let opened = Hint.quoteOpened(line: line)
    position += 1
    var text: [UInt8] = []
    while let byte = current {
      switch byte {
      case UInt8(ascii: "\""):
        position += 1
        return String(decoding: text, as: UTF8.self)
      case UInt8(ascii: "\\"):
        position += 1
        text += try escape()
      case 0..<32:
        throw unexpected(.closingQuote, hint: opened)
      case 127 where !isOurs,
        0xC2 where !isOurs && position + 1 < bytes.count && bytes[position + 1] < 0xA0:
        throw unexpected(.printable)
      default:
        text.append(byte)
        position += 1
      }
    }
    throw unexpected(.closingQuote, hint: opened)
  }

  private mutating func escape() throws(SyntaxFault) -> [UInt8] {
    guard let byte = current else { throw unexpected(.restOfEscape) }
    let plain: [UInt8: UInt8] = [
      UInt8(ascii: "\""): 34, UInt8(ascii: "\\"): 92, UInt8(ascii: "/"): 47,
      UInt8(ascii: "b"): 8, UInt8(ascii: "f"): 12, UInt8(ascii: "n"): 10, UInt8(ascii: "r"): 13,
      UInt8(ascii: "t"): 9,
    ]
    if let simple = plain[byte] {
      guard isOurs || !isControl(simple) else {
        throw unexpected(.printable)
      }
      position += 1
      return [simple]
    }
    guard byte == UInt8(ascii: "u") else { throw unexpected(.knownEscape) }
    var code = try hexadecimal()
    if (0xD800..<0xDC00).contains(code), current == UInt8(ascii: "\\"),
      position + 1 < bytes.count, bytes[position + 1] == UInt8(ascii: "u")
    {
      position += 1
      let low = try hexadecimal()
      guard (0xDC00..<0xE000).contains(low) else { throw unexpected(.lowSurrogate) }
      code = 0x10000 + (code - 0xD800) << 10 + (low - 0xDC00)
    }
    guard let scalar = Unicode.Scalar(code) else { throw unexpected(.unicodeScalar) }
    if !isOurs, code < 128 ? isControl(UInt8(code)) || code == 127 : code < 160 {
      throw unexpected(.printable)
    }
    return Array(String(scalar).utf8)
  }

  private mutating func hexadecimal() throws(SyntaxFault) -> UInt32 {
    position += 1
    guard position + 4 <= bytes.count,
      bytes[position..<position + 4].allSatisfy({ Character(Unicode.Scalar($0)).isHexDigit }),
      let code = UInt32(String(decoding: bytes[position..<position + 4], as: UTF8.self), radix: 16)
    else { throw unexpected(.hexadecimalDigits) }
    position += 4
    return code
  }
}

private func isLetter(_ byte: UInt8) -> Bool {
  (65...90).contains(byte) || (97...122).contains(byte)
}

private func isDigit(_ byte: UInt8) -> Bool { (48...57).contains(byte) }
