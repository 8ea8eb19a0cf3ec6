public import Pipeline
internal import Plans
internal import TimeSeries

/// The CSV files of a year that is followed.
public enum TrackingCSV {
  /// File names and contents, in a stated order.
  public static func all(_ result: GrowthTracking, language: Language) -> [OutputFile] {
    var files = [
      OutputFile(name: "calibration.csv", table: GrowthCSV.calibration(result.calibration)),
      OutputFile(
        name: "conditions.csv",
        table: ConditionTable(sectors: result.sectors, language: language).table(
          result.rows, scenario: result.scenario, unit: result.unit)),
      OutputFile(name: "contributions.csv", table: contributions(result, language)),
      OutputFile(
        name: "discrepancies.csv",
        table: GrowthCSV.discrepancies(result.discrepancies, scenario: result.scenario)),
      OutputFile(
        name: "notes.csv",
        table: GrowthNoteWords(language).table(
          result.notes, sectors: result.sectors, scenario: result.scenario)),
      OutputFile(
        name: "rivals.csv", table: GrowthCSV.rivals(result.rivals, scenario: result.scenario)),
      OutputFile(name: "tracking.csv", table: tracking(result)),
    ]
    if !result.past.isEmpty {
      files.append(OutputFile(name: "backtest.csv", table: past(result)))
    }
    return files
  }

  private static func tracking(_ result: GrowthTracking) -> CSVTable {
    var table = CSVTable(columns: [
      "scenario", "target", "period", "realised_ytd_percent", "probability", "mc_error",
      "required_rest_percent", "run_rate_percent", "outlook_p10", "outlook_p50", "outlook_p90",
      "published_ytd_yoy_percent", "verdict",
    ])
    for row in result.rows {
      table.append([
        .text(result.scenario), .text(row.target), .text(row.period.description),
        .optional(row.realisedToDate), .number(row.probability),
        .optional(row.probabilityError), .optional(row.requiredRest),
        .optional(row.runRate), .number(row.p10), .number(row.p50), .number(row.p90),
        .optional(row.published), .text(row.verdict.rawValue),
      ])
    }
    return table
  }

  private static func contributions(_ result: GrowthTracking, _ language: Language) -> CSVTable {
    var table = CSVTable(columns: [
      "scenario", "period", "sector", "parent", "sector_name", "ytd_yoy_percent",
      "contribution_pp", "outlook_yoy_percent",
    ])
    for row in result.contributions {
      let sector = result.sectors[row.sector]
      table.append([
        .text(result.scenario), .text(row.period.description), .text(sector.id),
        .text(sector.parent), .text(language.text(sector.name)), .number(row.growthToDate),
        .number(row.contribution), .number(row.outlook),
      ])
    }
    return table
  }

  private static func past(_ result: GrowthTracking) -> CSVTable {
    var table = CSVTable(columns: [
      "scenario", "sector", "year", "quarters_known", "outlook_p10", "outlook_p50",
      "outlook_p90", "run_rate_percent", "outcome_percent",
    ])
    for row in result.past {
      table.append([
        .text(result.scenario), .text(result.sectors[row.sector].id), .integer(row.year),
        .integer(row.quarters), .number(row.p10), .number(row.p50), .number(row.p90),
        .number(row.runRate), .number(row.outcome),
      ])
    }
    return table
  }
}
