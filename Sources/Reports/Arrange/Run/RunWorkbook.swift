internal import Attainment
internal import Tables

/// A run as a workbook: what a department forwards, filters and charts.
///
/// Made from the tables of the run's folder; numbers stay numbers, texts stay texts whatever they begin with.
public enum RunWorkbook {
  /// The file's name in a run folder.
  public static let name = "report.xlsx"

  /// The sheets as values; those without rows are left out.
  ///
  /// - Parameters:
  ///   - folders: the run's, then those that add a comparison.
  ///   - earlier: the run before, whose chances moved to these; `nil` for none.
  package static func sheets(
    _ folders: [FolderTables], since earlier: FolderTables? = nil
  ) -> [Sheet] {
    precondition(!folders.isEmpty, "a workbook is about a run")
    let words = PageWords(folder: folders[0], language: folders[0].language)
    let comparison = folders.map { PageWords(folder: $0, language: folders[0].language) }
      .first { !$0.records(ComparisonTable.definition).isEmpty }
    let projections = ProjectionSheets(words: words)
    let before = earlier.map { PageWords(folder: $0, language: folders[0].language) }
    let fans = FanSheets(words: words, table: projections.sheetOfTable)
    return [SummarySheet(words: words).sheet]
      + [
        before.flatMap { MovedSheet(words: words, earlier: $0).sheet }, fans.charts,
        AttainmentSheet(words: words).sheet, OpenRowsSheet(words: words).sheet,
        MilestoneSheet(words: words).sheet,
        JointSheets(words: words).joint,
        JointSheets(words: words).counts,
        projections.table,
        comparison.flatMap { TableSheets(words: $0).comparison },
        TableSheets(words: words).baseRates,
        TableSheets(words: words).calibration, TableSheets(words: words).assumptions,
        TableSheets(words: words).floors, fans.data,
      ].compactMap { $0 } + [TableSheets(words: words).manifest]
  }
}
