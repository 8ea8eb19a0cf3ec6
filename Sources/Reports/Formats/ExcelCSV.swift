public import Folders

/// CSV as an Excel of a country opens it by a double click.
public enum ExcelCSV: String, Sendable, CaseIterable {
  /// Việt Nam: `;` between fields, decimal commas, a byte order mark.
  case vi

  /// A table of ours in this form; other files stay as they are.
  ///
  /// Texts that a spreadsheet would take for a formula get an apostrophe in front.
  public func file(_ file: OutputFile) -> OutputFile {
    file.table.map { OutputFile($0, name: file.name, style: .excelVi) } ?? file
  }
}
