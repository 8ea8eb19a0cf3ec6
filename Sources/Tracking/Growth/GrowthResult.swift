internal import Attainment
public import Plans
public import TimeSeries

/// A growth scenario by sector, period and variant; reports only arrange it.
///
/// Cells stand as `tables[variant][sector]`, in the orders of `variants` and `sectors`; the first
/// variant is the unconditioned forecast.
public struct GrowthResult: Sendable {
  /// The name of the scenario.
  public let scenario: String
  /// Its title.
  public let title: LocalizedText
  /// The region.
  public let region: LocalizedText
  /// The year asked for.
  public let year: Int
  /// The day whose knowledge counted.
  public let asOf: CalendarDate?
  /// The unit of levels, as published.
  public let unit: String
  /// The seed.
  public let seed: UInt64
  /// Paths simulated.
  public let paths: Int
  /// The tree, every parent before its children.
  public let sectors: [GrowthSector]
  /// The variants, the unconditioned forecast first.
  public let variants: [GrowthVariant]
  /// The figures.
  public let tables: [[GrowthTable]]
  /// The year-to-date run rate of the top sector, percent; `nil` before the first whole quarter.
  public let runRate: Double?
  /// Figures that gave way to others.
  public let discrepancies: [GrowthDiscrepancy]
  /// What past revisions of growth figures came to: the root mean square of latest minus first release, in points
  /// of growth or percent of the level, and the figures that were published more than once.
  public let revisions: (size: Double, cases: Int)?
  /// Measured coverage of intervals.
  public let calibration: [CalibrationRow]
  /// How the forecast did against the run rate in past years.
  public let rivals: [GrowthRival]
  /// The figures that were used: series, source, newest vintage.
  public let sources: [GrowthSource]
  /// What was estimated, by sector.
  public let fits: [GrowthFit]
  /// What readers must know of how figures were used.
  public let notes: [GrowthNote]
  /// Whether the figures of the sectors are said to be at constant prices.
  public var hasConstantPrices = false
  /// Levels at current prices, where they are published.
  public var currentPrices: [CurrentPriceRow] = []
  /// Growth by quarter of the year before the tables begin, where it is known.
  public var pastQuarters: [PastQuarter] = []
  /// The dated tasks of the scenario on the same day; `nil` where it has none, or nobody asked.
  public var tasks: TaskResult?

  /// Whether every quarter of the year is known or settled.
  public var isOver: Bool {
    tables.first?.first?.quarterly.suffix(4).allSatisfy { $0.status != .scenario } ?? false
  }

  /// Whether some month was published as a figure of its own.
  public var hasPublishedMonths: Bool {
    (tables.first ?? []).contains { $0.monthly.contains { $0.status == .actual } }
  }

  /// Whether some month that is over was not.
  public var hasEstimatedMonths: Bool {
    (tables.first ?? []).contains {
      $0.monthly.contains { $0.status.isRealised && $0.status != .actual }
    }
  }
}

/// A sector of the tree.
public struct GrowthSector: Sendable, Hashable {
  /// The id.
  public let id: String
  /// The parent's id; empty for the top.
  public let parent: String
  /// The name.
  public let name: LocalizedText
  /// Steps from the top.
  public let depth: Int
  /// Whether nothing was ever published of it or of its parts: its figures are shared out by the model.
  public let isUnpublished: Bool
}

/// The figures of one sector in one variant.
public struct GrowthTable: Sendable, Hashable {
  /// The two years, the one before first.
  public let annual: [GrowthCell]
  /// Eight quarters from the first of the year before.
  public let quarterly: [GrowthCell]
  /// Twenty-four months from the first of the year before.
  public let monthly: [GrowthCell]
}

/// The figures of one period.
public struct GrowthCell: Sendable, Hashable {
  /// What a figure is.
  public enum Status: String, Sendable, Hashable, CaseIterable {
    /// Published, or settled by what is published.
    case actual
    /// Inferred from what is published of longer periods or of wholes; the same in every variant.
    case estimate
    /// The period is over, and nothing was ever published of the sector: a share of what others leave of the
    /// whole.
    case split
    /// Nothing published speaks of it yet.
    case scenario

    /// Whether the period is over.
    public var isRealised: Bool { self != .scenario }
  }

  /// The period.
  public let period: Period
  /// What the figure is.
  public let status: Status
  /// The mean over paths.
  public let level: Double
  /// Growth on the same period of the year before, percent; `nil` where that is not known.
  public let growth: Double?
  /// Levels cumulated from January.
  public let levelToDate: Double
  /// Growth of the cumulated level, percent.
  public let growthToDate: Double?
  /// The change over the top sector's level of the same period of the year before, in points.
  public let contribution: Double?
  /// Quantiles of the level over paths.
  public let levelP10, levelP90: Double
  /// Quantiles of growth over paths, percent.
  public let growthP10, growthP90: Double?
  /// Quantiles of growth of the cumulated level over paths, percent; `nil` inside quarters.
  public let growthToDateP10, growthToDateP90: Double?
  /// What the cumulated level is; `nil` where it is what the period is.
  public let toDateStatus: Status?
  /// What was published of it.
  public let published: PublishedFigures

  /// What its growth is: what was published is no estimate, however well its level is known.
  public var growthStatus: Status { published.growth == nil ? status : .actual }
  /// What the growth of the year to its end is.
  public var growthToDateStatus: Status {
    published.growthToDate == nil ? toDateStatus ?? status : .actual
  }

  /// A cell.
  public init(
    period: Period, status: Status, level: Double, growth: Double?, levelToDate: Double,
    growthToDate: Double?, contribution: Double?, levelP10: Double, levelP90: Double,
    growthP10: Double?, growthP90: Double?, growthToDateP10: Double? = nil,
    growthToDateP90: Double? = nil, toDateStatus: Status? = nil,
    published: PublishedFigures = PublishedFigures()
  ) {
    self.period = period
    self.status = status
    self.level = level
    self.growth = growth
    self.levelToDate = levelToDate
    self.growthToDate = growthToDate
    self.contribution = contribution
    self.levelP10 = levelP10
    self.levelP90 = levelP90
    self.growthP10 = growthP10
    self.growthP90 = growthP90
    self.growthToDateP10 = growthToDateP10
    self.growthToDateP90 = growthToDateP90
    self.toDateStatus = toDateStatus
    self.published = published
  }
}

/// How two forecasts of the year's growth did after so many quarters.
public struct GrowthRival: Sendable, Hashable {
  /// Which sectors and years are counted.
  public let scope: Scope
  /// Whole quarters known.
  public let quarters: Int
  /// Mean absolute error of the forecast, points.
  public let forecastError: Double
  /// Mean absolute error of the year-to-date run rate, points.
  public let runRateError: Double
  /// Years and sectors compared.
  public let cases: Int
  /// The share of outcomes inside the forecast's 80% band, and its error clustered by year.
  public let covered: Double
  /// The standard error of `covered`, clustered by year, and at least that of independent cases.
  public let coveredError: Double

  /// Which sectors and years are counted.
  public struct Scope: Sendable, Hashable {
    /// Which sectors are counted.
    public enum Sectors: String, Sendable, Hashable, CaseIterable {
      /// The whole alone.
      case top
      /// The whole and all its parts.
      case all
    }

    /// The sectors.
    public let sectors: Sectors
    /// Years that are left out.
    public let leftOut: ClosedRange<Int>?

    /// Sectors, without some years perhaps.
    public init(_ sectors: Sectors, without leftOut: ClosedRange<Int>? = nil) {
      self.sectors = sectors
      self.leftOut = leftOut
    }
  }
}

/// Where figures come from.
public struct GrowthSource: Sendable, Hashable {
  /// The series.
  public let series: String
  /// The region it is of.
  public let region: String
  /// The source as the file states it.
  public let source: String
  /// The newest vintage used; `nil` when unknown.
  public let vintage: CalendarDate?
}

/// What was estimated for a sector.
public struct GrowthFit: Sendable, Hashable {
  /// The sector.
  public let sector: String
  /// Long-run yearly growth, percent; `nil` where the year is over.
  public let longRunGrowth: Double?
  /// The growth that persists at the end of the history, above the long run, points.
  public let momentum: Double?
  /// Standard deviation of a quarter's surprise, percent.
  public let surprise: Double?
  /// How quarters are split into months; `nil` for a sum of sectors.
  public let months: GrowthSplit?
}

/// How quarters of a sector are split into months.
public struct GrowthSplit: Sendable, Hashable {
  /// The rule.
  public enum Method: Sendable, Hashable {
    /// One that a scenario may ask for.
    case named(MonthlySplit)
    /// Shares of the course, quarter by quarter, where no other gives months above 0.
    case proRata
  }

  /// The rule.
  public let method: Method
  /// The series whose course is followed; none where quarters alone show it.
  public let courses: [String]
}
