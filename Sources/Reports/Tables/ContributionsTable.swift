internal import Files
internal import Pipeline
internal import Tables

/// `contributions.csv`.
enum ContributionsTable {
  /// What a sector has contributed after one realised period.
  struct Row: Sendable {
    let sector: GrowthSector
    let part: GrowthTracking.Contribution
  }

  static let definition = TableDefinition<Spoken<Row>>(
    "contributions", commands: ["track"],
    meaning: "What each sector has contributed after each realised quarter.",
    fields: [
      Field(CommonColumns.scenario) { $0.scenario },
      Field(GrowthColumns.period.meaning("Last realised quarter.")) { $0.subject.part.period },
      Field(GrowthColumns.sector) { $0.subject.sector.id },
      Field(GrowthColumns.parent) { $0.subject.sector.parent },
      Field(GrowthColumns.sectorName) { $0.language.text($0.subject.sector.name) },
      Field("ytd_yoy_percent", "Growth of the year to date.") { $0.subject.part.growthToDate },
      Field(
        "contribution_pp", "Contribution to the top sector's growth of the year to date, points."
      ) { $0.subject.part.contribution },
      Field("outlook_yoy_percent", "Forecast of the sector's growth of the year.") {
        $0.subject.part.outlook
      },
      Field(GrowthColumns.toDateStatus) {
        GrowthCell.Status(
          isEstimate: $0.subject.part.isEstimate, of: $0.subject.part.growthToDate)
      },
    ])

  static func of(_ result: GrowthTracking, _ language: Language) -> Table {
    let rows = result.contributions.map { Row(sector: result.sectors[$0.sector], part: $0) }
    return definition.table(Spoken.all(rows, of: result.scenario, language))
  }
}
