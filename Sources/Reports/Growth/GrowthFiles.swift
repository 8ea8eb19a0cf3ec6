public import Folders
public import Pipeline
internal import Tables

/// The CSV files of a growth scenario, and of a year that is followed.
public enum GrowthFiles {
  /// What `monthly` writes, in the order of the names.
  public static func all(_ result: GrowthResult, language: Language) -> [OutputFile] {
    let tables =
      GrowthFiguresTable.all(result, language) + [
        ConditionsTable.of(result, language),
        CalibrationTable.definition.table(result.calibration),
        DiscrepancyTable.of(result.discrepancies, result.scenario),
        NotesTable.of(result.notes, result.sectors, of: result.scenario, language),
        RivalsTable.definition.table(Spoken.all(result.rivals, of: result.scenario, language)),
        VariantsTable.of(result, language),
      ]
    return tables.map { OutputFile($0) }.sorted { $0.name < $1.name }
  }

  /// What `track` writes.
  public static func all(_ result: GrowthTracking, language: Language) -> [OutputFile] {
    var tables = [
      CalibrationTable.definition.table(result.calibration),
      ConditionsTable.of(result, language), ContributionsTable.of(result, language),
      DiscrepancyTable.of(result.discrepancies, result.scenario),
      NotesTable.of(result.notes, result.sectors, of: result.scenario, language),
      RivalsTable.definition.table(Spoken.all(result.rivals, of: result.scenario, language)),
      TrackingTable.definition.table(Spoken.all(result.rows, of: result.scenario, language)),
    ]
    if !result.past.isEmpty { tables.append(PastYearsTable.of(result, language)) }
    return tables.map { OutputFile($0) }
  }
}
