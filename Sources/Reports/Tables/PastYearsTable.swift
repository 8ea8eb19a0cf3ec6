internal import Files
internal import Pipeline
internal import Tables

/// `backtest.csv`.
enum PastYearsTable {
  /// The forecast of a past year of a sector.
  struct Row: Sendable {
    let sector: GrowthSector
    let past: GrowthTracking.PastCase
  }

  static let definition = TableDefinition<Spoken<Row>>(
    "backtest", commands: ["track"],
    meaning: "With --backtest: every forecast of past years.",
    fields: [
      Field(CommonColumns.scenario) { $0.scenario },
      Field(GrowthColumns.sector) { $0.subject.sector.id },
      Field("year", "Year that was forecast.") { $0.subject.past.year },
      Field(GrowthColumns.quartersKnown) { $0.subject.past.quarters },
      Field(GrowthColumns.outlookP10) { $0.subject.past.p10 },
      Field(GrowthColumns.outlookP50) { $0.subject.past.p50 },
      Field(GrowthColumns.outlookP90) { $0.subject.past.p90 },
      Field(
        "run_rate_percent",
        "Growth of the year to date; of the year before when no quarter is known."
      ) { $0.subject.past.runRate },
      Field("outcome_percent", "Growth that came.") { $0.subject.past.outcome },
    ])

  static func of(_ result: GrowthTracking, _ language: Language) -> Table {
    let rows = result.past.map { Row(sector: result.sectors[$0.sector], past: $0) }
    return definition.table(Spoken.all(rows, of: result.scenario, language))
  }
}
