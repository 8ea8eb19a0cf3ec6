internal import Tables

/// A growth scenario as the annex of tables that Finance hands in.
///
/// Levels of leaves by quarter and month, and what was published of the year before, are numbers;
/// all else is a formula over them with its value beside it.
public enum GrowthWorkbook {
  /// The name of the file.
  public static let name = "growth.xlsx"

  /// The sheets as values; `nil` where the folder is none of a growth scenario.
  ///
  /// - Parameter earlier: the tables of an earlier run to compare with; without them, or with none of
  ///   them, variants are compared with each other.
  package static func sheets(_ folder: FolderTables, against earlier: FolderTables?) -> [Sheet]? {
    guard let layout = GrowthAnnex(folder).map(GrowthLayout.init) else { return nil }
    let tables = GrowthTables(layout)
    return [
      tables.growthSheet(), tables.levelSheet(), tables.contributionSheet(),
      GrowthComparison(layout: layout).sheet(against: earlier?.growthFigures ?? []),
      GrowthMonths(layout: layout).sheet(), GrowthBands(layout: layout).sheet(),
      tables.dataSheet(), GrowthNotes(layout: layout).sheet(),
    ]
  }
}

extension FolderTables {
  /// The yearly and quarterly figures of a growth scenario.
  fileprivate var growthFigures: [Table.Record] {
    [GrowthFiguresTable.annual, GrowthFiguresTable.quarterly].flatMap(records)
  }
}
