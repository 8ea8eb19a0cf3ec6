public import Folders

/// One page with sentences, charts and tables.
public struct HTMLFormat: ReportFormat {
  /// `html`.
  public static let name = "html"

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
