public import Pipeline
internal import Plans
internal import TimeSeries

/// The CSV files of a growth scenario.
public enum GrowthCSV {
  /// File names and contents, in a stated order.
  public static func all(_ result: GrowthResult, language: Language) -> [OutputFile] {
    [
      OutputFile(
        name: "annual_growth.csv", table: growth(result, language) { $0.annual }),
      OutputFile(name: "calibration.csv", table: calibration(result.calibration)),
      OutputFile(
        name: "conditions.csv",
        table: ConditionTable(sectors: result.sectors, language: language).table(
          result.variants, scenario: result.scenario, unit: result.unit)),
      OutputFile(
        name: "discrepancies.csv",
        table: discrepancies(result.discrepancies, scenario: result.scenario)),
      OutputFile(
        name: "monthly_growth.csv", table: growth(result, language) { $0.monthly }),
      OutputFile(
        name: "notes.csv",
        table: GrowthNoteWords(language).table(
          result.notes, sectors: result.sectors, scenario: result.scenario)),
      OutputFile(
        name: "quarterly_growth.csv", table: growth(result, language) { $0.quarterly }),
      OutputFile(name: "rivals.csv", table: rivals(result.rivals, scenario: result.scenario)),
      OutputFile(name: "variants.csv", table: variants(result, language)),
    ]
  }

  private static func growth(
    _ result: GrowthResult, _ language: Language, _ cells: (GrowthTable) -> [GrowthCell]
  ) -> CSVTable {
    var table = CSVTable(columns: [
      "scenario", "variant", "sector", "parent", "sector_name", "period", "status", "level",
      "yoy_percent", "ytd_level", "ytd_yoy_percent", "contribution_pp", "level_p10", "level_p90",
      "yoy_p10", "yoy_p90", "ytd_yoy_p10", "ytd_yoy_p90", "published_level",
      "published_yoy_percent", "published_ytd_yoy_percent",
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
            .optional(cell.published.level), .optional(cell.published.growth),
            .optional(cell.published.growthToDate),
          ])
        }
      }
    }
    return table
  }

  private static func variants(_ result: GrowthResult, _ language: Language) -> CSVTable {
    var table = CSVTable(columns: [
      "scenario", "variant", "title", "condition", "plausibility_percentile",
      "probability_at_least", "run_rate_yoy_percent", "mc_error", "stance", "verdict",
    ])
    for variant in result.variants {
      table.append([
        .text(result.scenario), .text(variant.id), .text(language.text(variant.title)),
        .text(variant.conditions.map(\.formula).joined(separator: "; ")),
        .optional(variant.plausibilityPercentile), .optional(variant.probability),
        .optional(result.runRate), .optional(variant.probabilityError),
        .text(variant.stance?.rawValue ?? ""), .text(variant.verdict?.rawValue ?? ""),
      ])
    }
    return table
  }

  static func calibration(_ rows: [CalibrationRow]) -> CSVTable {
    var table = CSVTable(columns: ["scope", "level", "nominal", "covered", "cases", "source"])
    for row in rows {
      table.append([
        .text(row.scope), .integer(row.level), .number(Double(row.level) / 100),
        .number(row.covered), .integer(row.cases), .text(row.source),
      ])
    }
    return table
  }

  static func rivals(_ rows: [GrowthRival], scenario: String) -> CSVTable {
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
    return table
  }

  /// Series, period and day of publication of a figure, or why a stated level is known.
  static func name(_ figure: GrowthFigure) -> String {
    let name = "\(figure.series) \(figure.period)"
    if let reason = figure.reason { return "\(name) (\(reason))" }
    return name + (figure.vintage.map { " of \($0)" } ?? "")
  }

  static func discrepancies(_ rows: [GrowthDiscrepancy], scenario: String) -> CSVTable {
    var table = CSVTable(columns: [
      "scenario", "indicator", "gave_way", "against", "published", "implied", "difference",
      "rounding",
    ])
    for row in rows {
      table.append([
        .text(scenario), .text(row.sector), .text(name(row.figure)),
        .text(row.isSpread ? "the parts, which were adjusted" : "figures that go before it"),
        .number(row.published), .number(row.implied), .number(row.published - row.implied),
        .number(row.rounding),
      ])
    }
    return table
  }
}
