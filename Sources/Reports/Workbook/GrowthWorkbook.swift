public import Folders
public import Pipeline

/// A growth scenario as the annex of tables that Finance hands in.
///
/// Levels of leaves by quarter and month, and what was published of the year before, are numbers;
/// all else is a formula over them with its value beside it.
public enum GrowthWorkbook {
  /// The name of the file.
  public static let name = "growth.xlsx"

  /// The workbook; the same result gives the same bytes.
  ///
  /// - Parameters:
  ///   - result: the scenario; at least one variant.
  ///   - language: the language of texts, and the signs of numbers.
  ///   - previous: the tables of an earlier run to compare with; without them, or with none of
  ///     them, variants are compared with each other.
  /// - Throws: `RunFolderError.refused` when the system has no room for the file while it is made.
  public static func file(
    _ result: GrowthResult, language: Language, against previous: [PreviousGrowth]?
  ) throws(RunFolderError) -> OutputFile {
    let bytes = try WorkbookFile.bytes(
      of: sheets(result, language: language, against: previous), language: language,
      title: language.text(result.title), day: result.asOf)
    return OutputFile(name: name, bytes: bytes)
  }

  /// The sheets as values.
  package static func sheets(
    _ result: GrowthResult, language: Language, against previous: [PreviousGrowth]?
  ) -> [Sheet] {
    precondition(
      !result.variants.isEmpty && result.tables.count == result.variants.count
        && result.tables.allSatisfy { $0.count == result.sectors.count },
      """
      \(result.variants.count) variants of \(result.sectors.count) sectors, but tables \
      \(result.tables.map(\.count))
      """)
    let layout = GrowthLayout(result, language)
    let tables = GrowthTables(layout)
    return [
      tables.growthSheet(), tables.levelSheet(), tables.contributionSheet(),
      GrowthComparison(layout: layout).sheet(against: previous),
      GrowthMonths(layout: layout).sheet(), GrowthBands(layout: layout).sheet(),
      tables.dataSheet(), GrowthNotes(layout: layout).sheet(),
    ]
  }
}
