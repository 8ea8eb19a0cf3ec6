internal import Files
internal import Plans
internal import Tables

/// A run as a workbook: what a department forwards, filters and charts.
///
/// Made from the tables of the run's folder; numbers stay numbers, texts stay texts whatever they begin with.
public enum RunWorkbook {
  /// The file's name in a run folder.
  public static let name = "report.xlsx"

  /// The sheets as values; those without rows are left out.
  ///
  /// - Parameter folders: the run's, then those that add a comparison.
  package static func sheets(_ folders: [FolderTables]) -> [Sheet] {
    precondition(!folders.isEmpty, "a workbook is about a run")
    let words = PageWords(folder: folders[0], language: folders[0].language)
    let comparison = folders.map { PageWords(folder: $0, language: folders[0].language) }
      .first { !$0.records(ComparisonTable.definition).isEmpty }
    let projections = ProjectionSheets(words)
    return [SummarySheet(words).sheet]
      + [
        AttainmentSheet(words).sheet, JointSheets(words).joint, JointSheets(words).counts,
        projections.table, projections.charts, comparison.flatMap { TableSheets($0).comparison },
        TableSheets(words).calibration, TableSheets(words).assumptions, TableSheets(words).floors,
      ].compactMap { $0 } + [TableSheets(words).manifest]
  }
}
