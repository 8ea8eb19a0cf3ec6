public import Pipeline
public import TimeSeries

/// A row of the growth tables of an earlier run.
public struct PreviousGrowth: Sendable, Hashable {
  /// The id of the variant.
  public let variant: String
  /// The id of the sector.
  public let sector: String
  /// The year or quarter.
  public let period: Period
  /// What the figure was then.
  public let status: GrowthCell.Status
  /// The level, in the unit of that run.
  public let level: Double

  /// A row.
  public init(
    variant: String, sector: String, period: Period, status: GrowthCell.Status, level: Double
  ) {
    self.variant = variant
    self.sector = sector
    self.period = period
    self.status = status
    self.level = level
  }
}
