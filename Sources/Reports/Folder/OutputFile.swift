/// A file of a run folder.
public struct OutputFile: Sendable, Hashable {
  /// The name inside the folder.
  public let name: String
  /// The bytes.
  public let bytes: [UInt8]
  /// What the columns of a table hold, by name; `nil` for files that are none.
  let kinds: [String: CSVTable.Kind]?

  /// A text file.
  public init(name: String, text: String) {
    self.init(name: name, bytes: Array(text.utf8))
  }

  /// A table.
  public init(name: String, table: CSVTable) {
    self.init(name: name, bytes: Array(table.contents.utf8), kinds: table.kinds)
  }

  /// A file of bytes.
  public init(name: String, bytes: [UInt8]) {
    self.init(name: name, bytes: bytes, kinds: nil)
  }

  init(name: String, bytes: [UInt8], kinds: [String: CSVTable.Kind]?) {
    self.name = name
    self.bytes = bytes
    self.kinds = kinds
  }
}
