package import Tables

/// A file of a run folder.
public struct OutputFile: Sendable, Equatable {
  /// The name inside the folder.
  public let name: String
  /// The bytes.
  public let bytes: [UInt8]
  /// The table that it holds; `nil` for files that are none.
  package let table: Table?
  /// Files of the folder that belong to this one and are written with it: what a manifest says that the run keeps.
  public private(set) var beside: [OutputFile] = []

  /// The file with others that are written with it.
  public func beside(_ files: [OutputFile]) -> OutputFile {
    var file = self
    file.beside = files
    return file
  }

  /// A text file.
  public init(name: String, text: String) {
    self.init(name: name, bytes: Array(text.utf8))
  }

  /// A file of bytes.
  public init(name: String, bytes: [UInt8]) {
    self.init(name: name, bytes: bytes, table: nil)
  }

  /// A file of bytes, with the table that they are where they are one.
  package init(name: String, bytes: [UInt8], table: Table?) {
    self.name = name
    self.bytes = bytes
    self.table = table
  }

  /// Files are the same when their bytes are.
  public static func == (left: OutputFile, right: OutputFile) -> Bool {
    left.name == right.name && left.bytes == right.bytes
  }
}
