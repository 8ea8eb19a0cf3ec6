public import Folders

/// One page with sentences, charts and tables.
public struct HTMLFormat: ReportFormat {
  /// `html`.
  public static let name = "html"
  /// The page.
  public static let files = [
    DocumentOutline(
      "report.html", "run merge sweep monthly track scorecard tasks compare require report",
      "With --format csv,html, or by forecast report: one page with sentences, charts and tables.")
  ]

  private let library: ChartLibrary

  /// Reads the installed chart library.
  ///
  /// - Throws: `ChartLibrary.Missing`.
  public init() throws { library = try ChartLibrary() }

  /// `report.html`.
  public func file(_ folders: [FolderTables], against earlier: FolderTables?) -> OutputFile? {
    ReportPage(folders).file(library)
  }
}
