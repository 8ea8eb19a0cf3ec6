internal import FoundationEssentials

/// The bytes of an input file, checked to be UTF-8.
public struct SourceFile: Sendable {
  /// The path, as the user or a scenario named it.
  public let path: String
  /// The text without a byte order mark.
  public let bytes: [UInt8]

  /// The largest file that is read, in bytes.
  public static let sizeLimit = 1 << 29

  /// Text that is at hand.
  public init(path: String, text: String) {
    self.path = path
    bytes = Array(text.utf8)
  }

  /// Reads a text file; says what is wrong with it as a whole.
  public init(reading path: String) throws(Fault) {
    try self.init(path: path, data: try Self.bytes(reading: path))
  }

  /// Reads a file of any bytes.
  public init(readingBinary path: String) throws(Fault) {
    self.path = path
    bytes = try Self.bytes(reading: path)
  }

  private static func bytes(reading path: String) throws(Fault) -> [UInt8] {
    let url = URL(filePath: path)
    var isDirectory = false
    guard FileManager.default.fileExists(atPath: path, isDirectory: &isDirectory) else {
      throw Fault(.fileMissing, at: .whole(path), hint: nearestFile(to: url))
    }
    if isDirectory { throw Fault(.fileUnreadable(reason: "a folder"), at: .whole(path)) }
    let attributes = try? FileManager.default.attributesOfItem(atPath: path)
    let size = (attributes?[.size] as? any BinaryInteger).map { Int(clamping: $0) } ?? 0
    if size > sizeLimit {
      throw Fault(.fileTooLarge(bytes: size, limit: sizeLimit), at: .whole(path))
    }
    do {
      return [UInt8](try Data(contentsOf: url))
    } catch {
      throw Fault(.fileUnreadable(reason: "no permission"), at: .whole(path))
    }
  }

  /// Checks bytes that were read from a file.
  public init(path: String, data: [UInt8]) throws(Fault) {
    if data.starts(with: [0xFF, 0xFE]) || data.starts(with: [0xFE, 0xFF]) {
      throw Fault(
        .utf16, at: SourceLocation(file: path, line: 1, column: 1), hint: .saveAsUTF8)
    }
    let bytes = data.starts(with: [0xEF, 0xBB, 0xBF]) ? Array(data.dropFirst(3)) : data
    guard bytes.contains(where: { $0 > 32 }) else { throw Fault(.fileEmpty, at: .whole(path)) }
    if let offset = firstInvalidUTF8(bytes) {
      let line = 1 + bytes[..<offset].count { $0 == 10 }
      let start = bytes[..<offset].lastIndex(of: 10).map { $0 + 1 } ?? 0
      let column = 1 + bytes[start..<offset].count { $0 & 0xC0 != 0x80 }
      throw Fault(
        .notUTF8, at: SourceLocation(file: path, line: line, column: column), hint: .saveAsUTF8)
    }
    self.path = path
    self.bytes = bytes
  }

  private static func nearestFile(to url: URL) -> Hint? {
    let folder = url.deletingLastPathComponent().path
    let names = (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
    return nearestName(to: url.lastPathComponent, among: names.sorted()).map(Hint.didYouMean)
  }
}

/// The offset of the first byte that breaks UTF-8.
private func firstInvalidUTF8(_ bytes: [UInt8]) -> Int? {
  if validates(bytes) { return nil }
  var decoder = Unicode.UTF8.ForwardParser()
  var iterator = bytes.makeIterator()
  var offset = 0
  while true {
    switch decoder.parseScalar(from: &iterator) {
    case .valid(let encoded): offset += encoded.count
    case .error: return offset
    case .emptyInput: return nil
    }
  }
}

private func validates(_ bytes: [UInt8]) -> Bool {
  String(validating: bytes, as: UTF8.self) != nil
}
