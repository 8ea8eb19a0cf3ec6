public import Pipeline
internal import Tables

/// The CSV files of a growth scenario, and of a year that is followed.
public enum GrowthFiles {
  /// What `monthly` writes, in the order of the names.
  public static func all(_ result: GrowthResult, language: Language) -> [OutputFile] {
    let tables =
      GrowthFiguresTable.all(result, language) + [
        ConditionsTable.of(result, language),
        DiscrepanciesTable.growth.table(
          Spoken.all(result.discrepancies, of: result.scenario, language)),
        NotesTable.of(result.notes, result.sectors, of: result.scenario, language),
        RivalsTable.definition.table(Spoken.all(result.rivals, of: result.scenario, language)),
        VariantsTable.of(result, language),
      ]
    return (tables.map { OutputFile($0) } + [calibration(result.calibration)])
      .sorted { $0.name < $1.name }
  }

  /// What `track` writes.
  public static func all(_ result: GrowthTracking, language: Language) -> [OutputFile] {
    var tables = [
      ConditionsTable.of(result, language), ContributionsTable.of(result, language),
      DiscrepanciesTable.growth.table(
        Spoken.all(result.discrepancies, of: result.scenario, language)),
      NotesTable.of(result.notes, result.sectors, of: result.scenario, language),
      RivalsTable.definition.table(Spoken.all(result.rivals, of: result.scenario, language)),
      TrackingTable.definition.table(Spoken.all(result.rows, of: result.scenario, language)),
    ]
    if !result.past.isEmpty { tables.append(PastYearsTable.of(result, language)) }
    return [calibration(result.calibration)] + tables.map { OutputFile($0) }
  }

  private static func calibration(_ rows: [CalibrationRow]) -> OutputFile {
    var table = CSVTable(columns: ["scope", "level", "nominal", "covered", "cases", "source"])
    for row in rows {
      table.append([
        .text(row.scope), .integer(row.level), .number(Double(row.level) / 100),
        .number(row.covered), .integer(row.cases), .text(row.source),
      ])
    }
    return OutputFile(name: "calibration.csv", table: table)
  }
}
