public import Pipeline
internal import Plans
internal import Simulation
internal import TimeSeries

/// The CSV files of a growth scenario.
public enum GrowthCSV {
  /// File names and contents, in a stated order.
  public static func all(_ result: GrowthResult, language: Language) -> [OutputFile] {
    [
      OutputFile(
        name: "annual_growth.csv", text: growth(result, language) { $0.annual }),
      OutputFile(name: "calibration.csv", text: calibration(result.calibration)),
      OutputFile(
        name: "discrepancies.csv",
        text: discrepancies(result.discrepancies, scenario: result.scenario)),
      OutputFile(
        name: "monthly_growth.csv", text: growth(result, language) { $0.monthly }),
      OutputFile(
        name: "quarterly_growth.csv", text: growth(result, language) { $0.quarterly }),
      OutputFile(name: "rivals.csv", text: rivals(result.rivals, scenario: result.scenario)),
      OutputFile(name: "variants.csv", text: variants(result, language)),
    ]
  }

  private static func growth(
    _ result: GrowthResult, _ language: Language, _ cells: (GrowthTable) -> [GrowthCell]
  ) -> String {
    var table = CSVTable(columns: [
      "scenario", "variant", "sector", "parent", "sector_name", "period", "status", "level",
      "yoy_percent", "ytd_level", "ytd_yoy_percent", "contribution_pp", "level_p10", "level_p90",
      "yoy_p10", "yoy_p90", "ytd_yoy_p10", "ytd_yoy_p90",
    ])
    for (variant, tables) in zip(result.variants, result.tables) {
      for (sector, figures) in zip(result.sectors, tables) {
        for cell in cells(figures) {
          table.append([
            .text(result.scenario), .text(variant.id), .text(sector.id), .text(sector.parent),
            .text(language.text(sector.name)), .text(cell.period.description),
            .text(cell.status.rawValue), .number(cell.level), .optional(cell.growth),
            .number(cell.levelToDate), .optional(cell.growthToDate),
            .optional(cell.contribution), .number(cell.levelP10), .number(cell.levelP90),
            .optional(cell.growthP10), .optional(cell.growthP90),
            .optional(cell.growthToDateP10), .optional(cell.growthToDateP90),
          ])
        }
      }
    }
    return table.contents
  }

  private static func variants(_ result: GrowthResult, _ language: Language) -> String {
    var table = CSVTable(columns: [
      "scenario", "variant", "title", "condition", "plausibility_percentile",
      "probability_at_least", "run_rate_yoy_percent", "mc_error",
    ])
    for variant in result.variants {
      table.append([
        .text(result.scenario), .text(variant.id), .text(language.text(variant.title)),
        .text(variant.conditions.joined(separator: "; ")),
        .optional(variant.plausibilityPercentile), .optional(variant.probability),
        .optional(result.runRate), .optional(variant.probabilityError),
      ])
    }
    return table.contents
  }

  static func calibration(_ rows: [CalibrationRow]) -> String {
    var table = CSVTable(columns: ["scope", "level", "nominal", "covered", "cases", "source"])
    for row in rows {
      table.append([
        .text(row.scope), .integer(row.level), .number(Double(row.level) / 100),
        .number(row.covered), .integer(row.cases), .text(row.source),
      ])
    }
    return table.contents
  }

  static func rivals(_ rows: [GrowthRival], scenario: String) -> String {
    var table = CSVTable(columns: [
      "scenario", "scope", "quarters_known", "forecast_mae_pp", "run_rate_mae_pp", "ratio",
      "covered_80", "covered_80_error", "cases",
    ])
    for row in rows {
      table.append([
        .text(scenario), .text(row.scope), .integer(row.quarters), .number(row.forecastError),
        .number(row.runRateError), .number(row.forecastError / row.runRateError),
        .number(row.covered), .number(row.coveredError), .integer(row.cases),
      ])
    }
    return table.contents
  }

  static func discrepancies(_ rows: [GrowthDiscrepancy], scenario: String) -> String {
    var table = CSVTable(columns: [
      "scenario", "indicator", "gave_way", "against", "published", "implied", "difference",
      "rounding",
    ])
    for row in rows {
      table.append([
        .text(scenario), .text(row.sector), .text(row.label),
        .text(row.isSpread ? "the parts, which were adjusted" : "figures that go before it"),
        .number(row.published), .number(row.implied), .number(row.published - row.implied),
        .number(row.rounding),
      ])
    }
    return table.contents
  }
}

/// The CSV files of a year that is followed.
public enum TrackingCSV {
  /// File names and contents, in a stated order.
  public static func all(_ result: GrowthTracking, language: Language) -> [OutputFile] {
    var files = [
      OutputFile(name: "calibration.csv", text: GrowthCSV.calibration(result.calibration)),
      OutputFile(name: "contributions.csv", text: contributions(result, language)),
      OutputFile(
        name: "discrepancies.csv",
        text: GrowthCSV.discrepancies(result.discrepancies, scenario: result.scenario)),
      OutputFile(
        name: "rivals.csv", text: GrowthCSV.rivals(result.rivals, scenario: result.scenario)),
      OutputFile(name: "tracking.csv", text: tracking(result)),
    ]
    if !result.past.isEmpty {
      files.append(OutputFile(name: "backtest.csv", text: past(result)))
    }
    return files
  }

  private static func tracking(_ result: GrowthTracking) -> String {
    var table = CSVTable(columns: [
      "scenario", "target", "period", "realised_ytd_percent", "probability", "mc_error",
      "required_rest_percent", "run_rate_percent", "outlook_p10", "outlook_p50", "outlook_p90",
    ])
    for row in result.rows {
      table.append([
        .text(result.scenario), .text(row.target), .text(row.period.description),
        .optional(row.realisedToDate), .number(row.probability.value),
        .number(row.probability.standardError), .optional(row.requiredRest),
        .optional(row.runRate), .number(row.p10), .number(row.p50), .number(row.p90),
      ])
    }
    return table.contents
  }

  private static func contributions(_ result: GrowthTracking, _ language: Language) -> String {
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
    return table.contents
  }

  private static func past(_ result: GrowthTracking) -> String {
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
    return table.contents
  }
}
