/// A file of a run folder.
public struct OutputFile: Sendable, Hashable {
  /// The name inside the folder.
  public let name: String
  /// The bytes.
  public let bytes: [UInt8]

  /// A text file.
  public init(name: String, text: String) {
    self.name = name
    bytes = Array(text.utf8)
  }

  /// A file of bytes.
  public init(name: String, bytes: [UInt8]) {
    self.name = name
    self.bytes = bytes
  }
}
