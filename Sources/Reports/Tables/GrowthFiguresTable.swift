internal import Files
internal import Pipeline
internal import Tables
internal import TimeSeries

/// `annual_growth.csv`, `quarterly_growth.csv` and `monthly_growth.csv`: one definition, three lengths of periods.
enum GrowthFiguresTable {
  /// The figures of one sector and period under one variant.
  struct Row: Sendable {
    let variant: String
    let sector: GrowthSector
    let cell: GrowthCell
  }

  static let status = Column<GrowthCell.Status>(
    "status",
    "actual: published or settled by what is published; estimate: inferred from longer periods or wholes; split: the period is over, but nothing was ever published of the sector: a share of what the others leave of the whole; scenario: nothing is published yet."
  )
  static let level = Column<Double>("level", "Level, the mean over paths.")
  static let growth = Column<Double>(
    "yoy_percent", "Growth on the same period of the year before, computed from levels.")
  static let growthP10 = Column<Double>("yoy_p10", "Growth: 10% of paths, percent.")
  static let growthP90 = Column<Double>("yoy_p90", "The same, 90% of the paths.")
  static let publishedGrowth = Column<PublishedFigure>(
    "published_yoy_percent",
    "Growth as it was published, with its decimals; figures that agree with each other may make another one in yoy_percent."
  )

  static let annual = definition("annual", "years")
  static let quarterly = definition("quarterly", "quarters")
  static let monthly = definition("monthly", "months")

  private static func definition(
    _ name: String, _ periods: String
  ) -> TableDefinition<Spoken<Row>> {
    TableDefinition(
      "\(name)_growth", commands: ["monthly"],
      meaning:
        "The growth scenario by \(periods): that year and the one before, every variant and sector.",
      fields: [
        Field(CommonColumns.scenario) { $0.scenario },
        Field(GrowthColumns.variant) { $0.subject.variant },
        Field(GrowthColumns.sector) { $0.subject.sector.id },
        Field(GrowthColumns.parent) { $0.subject.sector.parent },
        Field(GrowthColumns.sectorName) { $0.language.text($0.subject.sector.name) },
        Field(GrowthColumns.period) { $0.subject.cell.period },
        Field(status) { $0.subject.cell.status },
        Field(level) { $0.subject.cell.level },
        Field(growth) { $0.subject.cell.growth },
        Field("ytd_level", "Level cumulated from January.") { $0.subject.cell.levelToDate },
        Field("ytd_yoy_percent", "Growth of the cumulated level.") { $0.subject.cell.growthToDate },
        Field(
          "contribution_pp",
          "Change over the top sector's level of the same period of the year before, points."
        ) { $0.subject.cell.contribution },
        Field("level_p10", "Level: 10% of paths lie at or below.") { $0.subject.cell.levelP10 },
        Field("level_p90", "The same, 90% of the paths.") { $0.subject.cell.levelP90 },
        Field(growthP10) { $0.subject.cell.growthP10 },
        Field(growthP90) { $0.subject.cell.growthP90 },
        Field("ytd_yoy_p10", "Growth of the cumulated level: 10% of paths; blank inside quarters.")
        { $0.subject.cell.growthToDateP10 },
        Field("ytd_yoy_p90", "The same, 90% of the paths.") { $0.subject.cell.growthToDateP90 },
        Field(
          "published_level",
          "Level as it was published of the period, with its decimals; blank where none was."
        ) { $0.subject.cell.published.level },
        Field(publishedGrowth) { $0.subject.cell.published.growth },
        Field("published_ytd_yoy_percent", "The same of the year to the end of the period.") {
          $0.subject.cell.published.growthToDate
        },
      ])
  }

  /// The three tables of a result.
  static func all(_ result: GrowthResult, _ language: Language) -> [Table] {
    func table(
      _ definition: TableDefinition<Spoken<Row>>, _ cells: KeyPath<GrowthTable, [GrowthCell]>
    ) -> Table {
      let rows = zip(result.variants, result.tables).flatMap { variant, tables in
        zip(result.sectors, tables).flatMap { sector, figures in
          figures[keyPath: cells].map { Row(variant: variant.id, sector: sector, cell: $0) }
        }
      }
      return definition.table(Spoken.all(rows, of: result.scenario, language))
    }
    return [
      table(annual, \.annual), table(monthly, \.monthly), table(quarterly, \.quarterly),
    ]
  }
}
