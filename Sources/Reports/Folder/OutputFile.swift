public import Tables

/// A file of a run folder.
public struct OutputFile: Sendable, Equatable {
  /// The name inside the folder.
  public let name: String
  /// The bytes.
  public let bytes: [UInt8]
  /// The table that it holds; `nil` for files that are none.
  let table: Table?

  /// A text file.
  public init(name: String, text: String) {
    self.init(name: name, bytes: Array(text.utf8))
  }

  /// A table as CSV; its name gets the ending unless the file has another one.
  public init(_ table: Table, name: String? = nil) {
    self.init(table, name: name, style: .plain)
  }

  init(_ table: Table, name: String? = nil, style: CSVFormat.Style) {
    self.name = name ?? table.name + ".csv"
    bytes = Array(CSVFormat(style: style).text(table).utf8)
    self.table = table
  }

  /// A file of bytes.
  public init(name: String, bytes: [UInt8]) {
    self.name = name
    self.bytes = bytes
    table = nil
  }

  /// Files are the same when their bytes are.
  public static func == (left: OutputFile, right: OutputFile) -> Bool {
    left.name == right.name && left.bytes == right.bytes
  }
}
