internal import CExpat

#if canImport(Glibc)
  internal import Glibc
#endif

/// Reads one XML part of a workbook as it comes; what it means is said by those that inherit.
///
/// Workbooks need neither document types nor entities, so that a part with either is refused.
class MarkupReader {
  /// Elements inside each other that a part may have.
  static let depthLimit = 256
  /// Bytes that may follow each other without a tag or a text.
  static let tokenLimit = 4 << 20

  /// The part's name, for faults.
  let part: String
  /// What keeps the part from being read on.
  final private(set) var problem: WorkbookProblem?
  private let parser: XML_Parser
  private var depth = 0
  private var isSilent = true
  private var silent = 0

  /// Begins a part.
  init(_ part: String) throws(WorkbookProblem) {
    self.part = part
    guard let parser = XML_ParserCreate(nil) else { throw .damaged(part: part) }
    self.parser = parser
    XML_SetUserData(parser, Unmanaged.passUnretained(self).toOpaque())
    XML_SetElementHandler(
      parser,
      { data, name, attributes in
        guard let name, let attributes else { return }
        MarkupReader.with(data) { $0.begin(MarkupName(name), MarkupAttributes(attributes)) }
      },
      { data, name in
        guard let name else { return }
        MarkupReader.with(data) { reader in
          reader.isSilent = false
          reader.depth -= 1
          reader.end(MarkupName(name))
        }
      })
    XML_SetCharacterDataHandler(parser) { data, text, count in
      guard let text, count > 0 else { return }
      MarkupReader.with(data) { reader in
        reader.isSilent = false
        text.withMemoryRebound(to: UInt8.self, capacity: Int(count)) {
          reader.characters(UnsafeBufferPointer(start: $0, count: Int(count)))
        }
      }
    }
    XML_SetStartDoctypeDeclHandler(parser) { data, _, _, _, _ in
      MarkupReader.with(data) { $0.stop(.doctype(part: $0.part)) }
    }
  }

  deinit { XML_ParserFree(parser) }

  /// Calls with the reader that parses, which holds on to itself meanwhile.
  private static func with(_ data: UnsafeMutableRawPointer?, _ call: (MarkupReader) -> Void) {
    guard let data else { return }
    Unmanaged<MarkupReader>.fromOpaque(data)._withUnsafeGuaranteedRef(call)
  }

  private func begin(_ name: MarkupName, _ attributes: MarkupAttributes) {
    guard problem == nil else { return }
    isSilent = false
    depth += 1
    guard depth <= Self.depthLimit else {
      return stop(.tooLarge(.depth, limit: Self.depthLimit))
    }
    start(name, attributes)
  }

  // MARK: What it means

  /// An element begins.
  func start(_ name: MarkupName, _ attributes: MarkupAttributes) {}

  /// An element ends.
  func end(_ name: MarkupName) {}

  /// Text, or a part of it.
  func characters(_ bytes: UnsafeBufferPointer<UInt8>) {}

  // MARK: The part

  /// Reads no further.
  final func stop(_ problem: WorkbookProblem) {
    guard self.problem == nil else { return }
    self.problem = problem
    XML_StopParser(parser, XML_Bool(0))
  }

  /// Reads the whole part from an archive.
  final func read(from archive: ZipArchive) throws(WorkbookProblem) {
    try archive.read(part) { (piece) throws(WorkbookProblem) in
      isSilent = true
      try parse(piece.assumingMemoryBound(to: CChar.self), isLast: false)
      silent = isSilent ? silent + piece.count : 0
      if silent > Self.tokenLimit { throw .tooLarge(.token, limit: Self.tokenLimit) }
    }
    try parse(UnsafeBufferPointer(start: nil, count: 0), isLast: true)
  }

  private func parse(
    _ piece: UnsafeBufferPointer<CChar>, isLast: Bool
  ) throws(WorkbookProblem) {
    let status = XML_Parse(parser, piece.baseAddress, Int32(piece.count), isLast ? 1 : 0)
    if let problem { throw problem }
    guard status == XML_STATUS_OK else {
      throw .malformed(part: part, line: Int(clamping: XML_GetCurrentLineNumber(parser)))
    }
  }
}

/// The name of an element or attribute behind its prefix.
struct MarkupName {
  private let start: UnsafePointer<CChar>

  init(_ full: UnsafePointer<CChar>) {
    // Nearly all names of cells are one letter.
    if full.pointee == 0 || full[1] == 0 {
      start = full
      return
    }
    var (place, start) = (full, full)
    while place.pointee != 0 {
      if place.pointee == CChar(bitPattern: 58) { start = place + 1 }
      place += 1
    }
    self.start = start
  }

  /// The first letter, and whether it is the only one.
  var letter: (first: UInt8, isAlone: Bool) {
    let first = UInt8(bitPattern: start.pointee)
    return (first, first != 0 && start[1] == 0)
  }

  func `is`(_ name: StaticString) -> Bool {
    name.utf8Start.withMemoryRebound(to: CChar.self, capacity: name.utf8CodeUnitCount + 1) {
      strcmp(start, $0) == 0
    }
  }
}

/// The attributes of an element.
struct MarkupAttributes {
  private let pairs: UnsafeMutablePointer<UnsafePointer<CChar>?>

  init(_ pairs: UnsafeMutablePointer<UnsafePointer<CChar>?>) { self.pairs = pairs }

  /// Gives those whose names are one letter: the letter, and the bytes up to a 0.
  func forEachLetter(_ take: (UInt8, UnsafePointer<CChar>) -> Void) {
    var pair = pairs
    while let key = pair[0] {
      let (letter, isAlone) = MarkupName(key).letter
      if isAlone, let bytes = pair[1] { take(letter, bytes) }
      pair += 2
    }
  }

  /// The bytes of an attribute, up to a 0; `nil` where it is not there.
  func bytes(_ name: StaticString) -> UnsafePointer<CChar>? {
    var pair = pairs
    while let key = pair[0] {
      if MarkupName(key).is(name) { return pair[1] }
      pair += 2
    }
    return nil
  }

  /// The text of an attribute.
  func text(_ name: StaticString) -> String? { bytes(name).map { String(cString: $0) } }

  /// A whole number that is not negative; `nil` for anything else.
  func number(_ name: StaticString) -> Int? { bytes(name).flatMap(Self.number) }

  /// A whole number that is not negative; `nil` for anything else.
  static func number(_ bytes: UnsafePointer<CChar>) -> Int? {
    var place = bytes
    guard place.pointee != 0 else { return nil }
    var number = 0
    while place.pointee != 0 {
      let digit = Int(place.pointee) - 48
      guard (0...9).contains(digit), number < 1 << 40 else { return nil }
      number = number * 10 + digit
      place += 1
    }
    return number
  }

  /// Whether an attribute says yes.
  func isTrue(_ name: StaticString) -> Bool {
    guard let bytes = bytes(name) else { return false }
    return bytes[0] == 49 || bytes[0] == 116
  }
}
