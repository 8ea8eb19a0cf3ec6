public import Folders

/// A workbook of a run.
public struct XLSXFormat: ReportFormat {
  /// `xlsx`.
  public static let name = "xlsx"

  /// Commands whose tables make this workbook; a growth scenario has one of its own, with formulas.
  private static let commands: Set<String> = ["run", "compare"]

  /// Needs nothing.
  public init() {}

  /// `report.xlsx`.
  public func file(_ folders: [FolderTables]) throws -> OutputFile? {
    guard let command = folders.first?.command, Self.commands.contains(command) else { return nil }
    return try RunWorkbook.file(folders)
  }
}
