public import Folders
public import Tables

extension OutputFile {
  /// A table as CSV; its name gets the ending unless the file has another one.
  public init(_ table: Table, name: String? = nil) {
    self.init(table, name: name, style: .plain)
  }

  init(_ table: Table, name: String? = nil, style: CSVFormat.Style) {
    self.init(
      name: name ?? table.name + ".csv", bytes: Array(CSVFormat(style: style).text(table).utf8),
      table: table)
  }
}
