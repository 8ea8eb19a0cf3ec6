internal import Files
internal import Tables
internal import Tracking

/// `annual_growth.csv`, `quarterly_growth.csv` and `monthly_growth.csv`: one definition, three lengths of periods.
enum GrowthFiguresTable {
  /// The figures of one sector and period under one variant.
  struct Row: Sendable {
    let variant: String
    let sector: GrowthSector
    let unit: String
    let cell: GrowthCell
  }

  static let status = Column<GrowthCell.Status>(
    "status",
    "actual: published or settled by what is published; estimate: inferred from longer periods or wholes; split: the period is over, but nothing was ever published of the sector: a share of what the others leave of the whole; scenario: nothing is published yet."
  )
  static let level = Column<Double>("level", "Level, the mean over paths.")
  static let growth = Column<Double>(
    "yoy_percent", "Growth on the same period of the year before, computed from levels.")
  static let levelToDate = Column<Double>("ytd_level", "Level cumulated from January.")
  static let growthToDate = Column<Double>("ytd_yoy_percent", "Growth of the cumulated level.")
  static let contribution = Column<Double>(
    "contribution_pp",
    "Change over the top sector's level of the same period of the year before, points.")
  static let levelP10 = Column<Double>("level_p10", "Level: 10% of paths lie at or below.")
  static let levelP90 = Column<Double>("level_p90", "The same, 90% of the paths.")
  static let growthP10 = Column<Double>("yoy_p10", "Growth: 10% of paths, percent.")
  static let growthP90 = Column<Double>("yoy_p90", "The same, 90% of the paths.")
  static let growthToDateP10 = Column<Double>(
    "ytd_yoy_p10", "Growth of the cumulated level: 10% of paths; blank inside quarters.")
  static let growthToDateP90 = Column<Double>("ytd_yoy_p90", "The same, 90% of the paths.")
  static let publishedLevel = Column<PublishedFigure>(
    "published_level",
    "Level as it was published of the period, with its decimals; blank where none was.")
  static let publishedGrowth = Column<PublishedFigure>(
    "published_yoy_percent",
    "Growth as it was published, with its decimals; figures that agree with each other may make another one in yoy_percent."
  )
  static let publishedToDate = Column<PublishedFigure>(
    "published_ytd_yoy_percent", "The same of the year to the end of the period.")
  static let toDateStatus = GrowthColumns.toDateStatus.meaning(
    "What the growth of the year to the end of the period is, as in status; blank inside quarters.")
  static let unit = CommonColumns.unit.meaning("Unit of the levels.")

  static let annual = definition("annual", "years")
  static let quarterly = definition("quarterly", "quarters")
  static let monthly = definition("monthly", "months")

  private static func definition(
    _ name: String, _ periods: String
  ) -> TableDefinition<Spoken<Row>> {
    TableDefinition(
      "\(name)_growth",
      "The growth scenario by \(periods): that year and the one before, every variant and sector.",
      ofScenario: [
        Field(GrowthColumns.variant) { $0.variant },
        Field(GrowthColumns.sector) { $0.sector.id },
        Field(GrowthColumns.parent) { $0.sector.parent },
        Field(GrowthColumns.sectorName) { $0.language.text($0.sector.name) },
        Field(GrowthColumns.period) { $0.cell.period },
        Field(status) { $0.cell.status },
        Field(level) { $0.cell.level },
        Field(growth) { $0.cell.growth },
        Field(levelToDate) { $0.cell.levelToDate },
        Field(growthToDate) { $0.cell.growthToDate },
        Field(contribution) { $0.cell.contribution },
        Field(levelP10) { $0.cell.levelP10 },
        Field(levelP90) { $0.cell.levelP90 },
        Field(growthP10) { $0.cell.growthP10 },
        Field(growthP90) { $0.cell.growthP90 },
        Field(growthToDateP10) { $0.cell.growthToDateP10 },
        Field(growthToDateP90) { $0.cell.growthToDateP90 },
        Field(publishedLevel) { $0.cell.published.level },
        Field(publishedGrowth) { $0.cell.published.growth },
        Field(publishedToDate) { $0.cell.published.growthToDate },
        Field(toDateStatus) { $0.cell.toDateStatus },
        Field(unit) { $0.unit },
      ])
  }

}

extension GrowthResult {
  /// The figures of all variants and sectors by periods of a length.
  func figures(_ cells: KeyPath<GrowthTable, [GrowthCell]>) -> [GrowthFiguresTable.Row] {
    zip(variants, tables).flatMap { variant, tables in
      zip(sectors, tables).flatMap { sector, figures in
        figures[keyPath: cells].map {
          GrowthFiguresTable.Row(variant: variant.id, sector: sector, unit: unit, cell: $0)
        }
      }
    }
  }
}

extension GrowthCell {
  /// The figures of a row; `nil` where it says of no period what they are.
  init?(_ row: Table.Record) {
    typealias Figures = GrowthFiguresTable
    guard let period = row[GrowthColumns.period], let status = row[Figures.status] else {
      return nil
    }
    self.init(
      period: period, status: status, level: row[Figures.level] ?? .nan,
      growth: row[Figures.growth], levelToDate: row[Figures.levelToDate] ?? .nan,
      growthToDate: row[Figures.growthToDate], contribution: row[Figures.contribution],
      levelP10: row[Figures.levelP10] ?? .nan, levelP90: row[Figures.levelP90] ?? .nan,
      growthP10: row[Figures.growthP10], growthP90: row[Figures.growthP90],
      growthToDateP10: row[Figures.growthToDateP10], growthToDateP90: row[Figures.growthToDateP90],
      toDateStatus: row[Figures.toDateStatus],
      published: PublishedFigures(
        level: row[Figures.publishedLevel], growth: row[Figures.publishedGrowth],
        growthToDate: row[Figures.publishedToDate]))
  }
}
