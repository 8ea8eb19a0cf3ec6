public import Files
public import TimeSeries

/// What a growth scenario by sector and month asks: a tree of sectors and variants of the year.
public struct GrowthSpecification: Sendable {
  /// The sectors, in file order; exactly one has no parent.
  public let sectors: [SectorSpecification]
  /// Levels that the scenario states because no file publishes them.
  public let statedLevels: [StatedLevel]
  /// The variants, in file order.
  public let variants: [VariantSpecification]
  /// Capacity that official documents add to what history says.
  public let levers: [CapacityLever]

  /// The sector of an id.
  public func sector(_ id: String) -> SectorSpecification? { sectors.first { $0.id == id } }
}

/// A sector and where its figures are published.
public struct SectorSpecification: Sendable {
  /// The id.
  public let id: String
  /// The id of the sector it is part of; `nil` for the top.
  public let parent: String?
  /// The name for readers.
  public let name: LocalizedText
  /// Its published series.
  public let series: SectorSeries
  /// Quarterly levels of the same sector elsewhere, for the course of the year and its spread.
  public let profile: SeriesReference?
  /// Monthly series that split its quarters into months.
  public let indicators: [SeriesReference]
  /// Levels at current prices, of which the structure of the whole is made.
  public let current: SeriesReference?
  /// How quarters are split into months.
  public let split: MonthlySplit
  /// Where the sector is named.
  public let location: SourceLocation
}

/// How quarters are split into months.
public enum MonthlySplit: String, Sendable, CaseIterable {
  case dentonCholette = "denton_cholette"
  case chowLin = "chow_lin"
  case fernandez, litterman
  case logChowLin = "log_chow_lin"
}

/// The published series of one sector.
public struct SectorSeries: Sendable {
  /// What a series says.
  public enum Measure: String, Sendable, CaseIterable {
    /// Levels.
    case level
    /// Levels cumulated from January.
    case levelToDate = "level_to_date"
    /// Growth on the same period of the year before, percent.
    case growth
    /// Growth of the cumulated level, percent.
    case growthToDate = "growth_to_date"
    /// The change over the top sector's level a year before, in points.
    case contribution
    /// The same, cumulated.
    case contributionToDate = "contribution_to_date"
    /// The change over the top sector's whole year before, in points.
    case yearContribution = "year_contribution"
  }

  /// The series, by what they say.
  public let all: [(measure: Measure, series: SeriesReference)]

  /// The series of one measure.
  public subscript(measure: Measure) -> SeriesReference? {
    all.first { $0.measure == measure }?.series
  }
}

/// A level that the scenario states.
public struct StatedLevel: Sendable {
  /// The sector.
  public let sector: String
  /// The period.
  public let period: Period
  /// The level.
  public let value: Double
  /// The largest error that it may have.
  public let tolerance: Double
  /// How it was found.
  public let reason: String
  /// Where it is stated.
  public let location: SourceLocation
}

/// A variant of the year: conditions on totals.
public struct VariantSpecification: Sendable, Named {
  /// The id of the forecast without conditions, which no variant may have.
  public static let forecastID = "baseline"

  /// The id.
  public let id: String
  /// The title.
  public let title: LocalizedText
  /// What must hold.
  public let conditions: [GrowthCondition]
  /// The day on which it was issued; `nil` where that is not said, or always was.
  public let issued: CalendarDate?
  /// Where the variant is named.
  public let location: SourceLocation

  /// The same variant with other conditions.
  public func asking(_ conditions: [GrowthCondition]) -> VariantSpecification {
    VariantSpecification(
      id: id, title: title, conditions: conditions, issued: issued, location: location)
  }
}

/// A condition on the total of some sectors over some periods.
public struct GrowthCondition: Sendable, Hashable {
  /// The sectors whose sum it is.
  public let sectors: [String]
  /// The first period.
  public let first: Period
  /// The last period.
  public let last: Period
  /// Whether the demand is growth in percent; a level otherwise.
  public let isGrowth: Bool
  /// What is asked.
  public let demand: Demand
  /// Half of the last digit that is written.
  public let rounding: Double
  /// Where it stands.
  public let location: SourceLocation

  /// A condition.
  public init(
    sectors: [String], first: Period, last: Period, isGrowth: Bool, demand: Demand,
    rounding: Double, location: SourceLocation
  ) {
    self.sectors = sectors
    self.first = first
    self.last = last
    self.isGrowth = isGrowth
    self.demand = demand
    self.rounding = rounding
    self.location = location
  }

  /// The condition as a formula: `gdp 2025 = +8%`.
  public var formula: String {
    let names = sectors.joined(separator: " + ")
    let period = first == last ? "\(first)" : "\(first)…\(last)"
    func value(_ number: Double) -> String {
      let text =
        number == number.rounded() && abs(number) < 1e15 ? "\(Int(number))" : "\(number)"
      guard isGrowth else { return text }
      return (number >= 0 ? "+" : "") + text + "%"
    }
    switch demand {
    case .equal(let number): return "\(names) \(period) = \(value(number))"
    case .about(let number, let deviation):
      return "\(names) \(period) = \(value(number)) ± \(deviation)"
    case .between(let low, let high):
      return "\(names) \(period) = \(value(low)) … \(value(high))"
    }
  }
}

/// New capacity: so much value added a month from one month on.
public struct CapacityLever: Sendable {
  /// The id.
  public let id: String
  /// The title.
  public let title: LocalizedText
  /// The sector, one without parts.
  public let sector: String
  /// The first month.
  public let from: Period
  /// The last month; `nil` for good.
  public let until: Period?
  /// Value added a month, in the unit of levels; at 0 it changes nothing.
  public let perMonth: Double
  /// Who says so.
  public let author: String
  /// Where it is named.
  public let location: SourceLocation
}
