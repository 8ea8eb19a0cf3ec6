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

  /// Whether the head of a page names this program.
  public static func isWritten(_ bytes: [UInt8]) -> Bool {
    String(decoding: bytes.prefix(1 << 12), as: UTF8.self).contains(ReportPage.generator.code)
  }

  /// The page needs nothing of the system.
  public init() {}

  /// `report.html`.
  public func file(_ folders: [FolderTables], against earlier: FolderTables?) -> OutputFile? {
    ReportPage(folders, since: earlier).file()
  }
}
