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
        Field(levelToDate) { $0.subject.cell.levelToDate },
        Field(growthToDate) { $0.subject.cell.growthToDate },
        Field(contribution) { $0.subject.cell.contribution },
        Field(levelP10) { $0.subject.cell.levelP10 },
        Field(levelP90) { $0.subject.cell.levelP90 },
        Field(growthP10) { $0.subject.cell.growthP10 },
        Field(growthP90) { $0.subject.cell.growthP90 },
        Field(growthToDateP10) { $0.subject.cell.growthToDateP10 },
        Field(growthToDateP90) { $0.subject.cell.growthToDateP90 },
        Field(publishedLevel) { $0.subject.cell.published.level },
        Field(publishedGrowth) { $0.subject.cell.published.growth },
        Field(publishedToDate) { $0.subject.cell.published.growthToDate },
        Field(toDateStatus) { $0.subject.cell.toDateStatus },
        Field(unit) { $0.subject.unit },
      ])
  }

  /// The three tables of a result.
  static func all(_ result: GrowthResult, _ language: Language) -> [Table] {
    func table(
      _ definition: TableDefinition<Spoken<Row>>, _ cells: KeyPath<GrowthTable, [GrowthCell]>
    ) -> Table {
      let rows = zip(result.variants, result.tables).flatMap { variant, tables in
        zip(result.sectors, tables).flatMap { sector, figures in
          figures[keyPath: cells].map {
            Row(variant: variant.id, sector: sector, unit: result.unit, cell: $0)
          }
        }
      }
      return definition.table(Spoken.all(rows, of: result.scenario, language))
    }
    return [
      table(annual, \.annual), table(monthly, \.monthly), table(quarterly, \.quarterly),
    ]
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
