internal import Plans
internal import Tables
internal import TimeSeries
internal import Tracking

/// `current_prices.csv`.
enum CurrentPricesTable {
  static let period = ScorecardTable.period
  static let status = Column<Scorecard.Status>(
    "status", "actual where it is published, estimate where some of it is published as such.")
  static let level = Column<Double>(
    "level", "Level at current prices: as published, or made of published ones.")
  static let share = Column<Double>(
    "share_percent", "Its share of the whole, percent; blank where the whole is not known.")

  static let definition = TableDefinition<Spoken<CurrentPriceRow>>(
    "current_prices",
    "Where the scenario names levels at current prices: what was published of them by sector, and the structure of the whole.",
    ofScenario: [
      Field(GrowthColumns.sector) { $0.sector },
      Field(GrowthColumns.parent) { $0.parent },
      Field(GrowthColumns.sectorName) { $0.language.text($0.subject.name) },
      Field(ScorecardTable.unit.meaning("Unit, as published.")) { $0.unit },
      Field(period) { $0.period },
      Field(status) { $0.subject.isEstimate ? .estimate : .actual },
      Field(level) { $0.level },
      Field(share) { $0.share },
    ])
}
