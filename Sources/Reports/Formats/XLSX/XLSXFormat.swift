internal import Files
public import Folders

/// A workbook, arranged as the command that wrote the folder asks.
public struct XLSXFormat: ReportFormat {
  /// `xlsx`.
  public static let name = "xlsx"
  /// The workbooks.
  public static let files = [
    DocumentOutline(
      GrowthWorkbook.name, "monthly report",
      "With --format csv,xlsx, or by forecast report: the tables that are handed in, totals as live formulas."
    ),
    DocumentOutline(
      ScorecardWorkbook.name, "scorecard report",
      "With --format csv,xlsx, or by forecast report: an overview upright on A4, main measures, drivers by month and quarter, how many will be met."
    ),
    DocumentOutline(
      TaskWorkbook.name, "tasks report",
      "With --format csv,xlsx, or by forecast report: an overview upright on A4, tasks by quarter, agencies, phases, how many are done by when."
    ),
    DocumentOutline(
      RunWorkbook.name, "run merge compare sweep report",
      "With --format csv,xlsx, or by forecast report: the workbook of a run."),
  ]

  /// Whether the properties of a workbook name this program.
  public static func isWritten(_ bytes: [UInt8]) -> Bool {
    Workbook.properties(of: bytes, hold: WorkbookFile.marker)
  }

  /// Needs nothing.
  public init() {}

  /// `report.xlsx`, or `growth.xlsx` of a growth scenario; the same tables give the same bytes.
  ///
  /// Without `earlier` a growth scenario is compared with the first other folder that is of the same one and year.
  ///
  /// - Throws: `RunFolderError.refused` when the system has no room for the file while it is made.
  public func file(
    _ folders: [FolderTables], against earlier: FolderTables? = nil
  ) throws -> OutputFile? {
    guard let first = folders.first,
      let (name, sheets) = Self.arranged(first, folders, against: earlier)
    else { return nil }
    let bytes = try WorkbookFile.bytes(
      of: sheets, language: first.language, title: first.title, day: first.manifest.asOf)
    return OutputFile(name: name, bytes: bytes)
  }

  /// Runs, comparisons, growth scenarios, scorecards and tasks have a workbook.
  public func isMade(of folder: FolderTables) -> Bool {
    Self.arranged(folder, [folder], against: nil) != nil
  }

  /// All but the first, and the one that it is compared with.
  public func leftOut(of folders: [FolderTables], against earlier: FolderTables?) -> [Int] {
    guard let first = folders.first else { return [] }
    let compared: Int? =
      switch first.command {
      case "run", "compare":
        folders.firstIndex { !$0.records(ComparisonTable.definition).isEmpty }
      case "monthly" where earlier == nil:
        folders.indices.dropFirst().first { folders[$0].isSameGrowth(as: first) }
      default: nil
      }
    return folders.indices.dropFirst().filter { $0 != compared }
  }

  private static func arranged(
    _ first: FolderTables, _ folders: [FolderTables], against earlier: FolderTables?
  ) -> (name: String, sheets: [Sheet])? {
    switch first.command {
    case "run", "compare":
      return (RunWorkbook.name, RunWorkbook.sheets(folders, since: earlier))
    case "monthly":
      let earlier = earlier ?? folders.dropFirst().first { $0.isSameGrowth(as: first) }
      return GrowthWorkbook.sheets(first, against: earlier).map { (GrowthWorkbook.name, $0) }
    case "scorecard":
      return ScorecardWorkbook.sheets(first).map { (ScorecardWorkbook.name, $0) }
    case "tasks": return TaskWorkbook.sheets(first).map { (TaskWorkbook.name, $0) }
    default: return nil
    }
  }
}

extension FolderTables {
  /// Whether both are of one growth scenario and year.
  fileprivate func isSameGrowth(as other: FolderTables) -> Bool {
    command == other.command && manifest.scenario == other.manifest.scenario
      && manifest.year == other.manifest.year
  }
}
