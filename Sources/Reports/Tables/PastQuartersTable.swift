internal import Plans
internal import Tables
internal import TimeSeries
internal import Tracking

/// `past_quarters.csv`.
enum PastQuartersTable {
  static let growth = Column<Double>(
    "yoy_percent",
    "Growth on the same quarter of the year before, from settled levels; blank where they do not reach so far."
  )
  static let published = Column<PublishedFigure>(
    "published_yoy_percent", "Growth as it was published, with its decimals; blank where none was.")

  static let definition = TableDefinition<Spoken<PastQuarter>>(
    "past_quarters",
    "Growth by quarter of the year before the other tables begin, of what is known of it.",
    ofScenario: [
      Field(GrowthColumns.sector) { $0.sector.id },
      Field(GrowthColumns.sectorName) { $0.language.text($0.sector.name) },
      Field(GrowthColumns.period) { $0.period },
      Field(growth) { $0.growth },
      Field(published) { $0.published },
    ])
}
