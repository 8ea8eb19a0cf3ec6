public import Folders

/// One page with sentences, charts and tables.
public struct HTMLFormat: ReportFormat {
  /// `html`.
  public static let name = "html"
  /// The page.
  public static let files = [
    DocumentOutline(
      "report.html", "run merge sweep monthly track scorecard tasks effect compare require report",
      "With --format csv,html, or by forecast report: one page with sentences, charts and tables.")
  ]

  /// The page needs nothing of the system.
  public init() {}

  /// `report.html`.
  public func file(_ folders: [FolderTables], against earlier: FolderTables?) -> OutputFile? {
    ReportPage(folders, since: earlier).file()
  }
}
