public import Files
public import Plans
public import TimeSeries

/// Every measure of a year's scenario: plan, what came, what is ahead; reports only arrange it.
public struct Scorecard: Sendable {
  /// The scenario.
  public let scenario: String
  /// Its title.
  public let title: LocalizedText
  /// The region.
  public let region: LocalizedText
  /// The year.
  public let year: Int
  /// The day whose knowledge counted.
  public let asOf: CalendarDate?
  /// The seed.
  public let seed: UInt64
  /// Paths.
  public let paths: Int
  /// The measures, in the order of the scenario.
  public let measures: [Measure]
  /// How many of them will be met.
  public let joint: [Joint]
  /// How each figure of the year moved what is expected of it.
  public let news: [MeasureNews]
  /// Past years forecast again.
  public let rivals: [MeasureRival]
  /// Whether measures that drive sectors were used, and by how much smaller errors were with them.
  public let drivers: [GrowthNote]
  /// The sectors, for their names.
  public let sectors: [GrowthSector]
  /// Plans shared out over parts.
  public let allocation: [AllocationRow]
  /// Levels of the sectors at current prices, where they are published.
  public let currentPrices: [CurrentPriceRow]
  /// Plans of periods that those of their parts do not add up to.
  public var warnings: [Fault] = []
  /// The dated tasks of the scenario on the same day; `nil` where it has none, or nobody asked.
  public var tasks: TaskResult?

  /// One measure with its year.
  public struct Measure: Sendable {
    /// The id.
    public let id: String
    /// The name.
    public let name: LocalizedText
    /// The unit.
    public let unit: LocalizedText
    /// Who leads.
    public let leadAgency: LocalizedText
    /// The prices; `nil` where nobody says.
    public let priceBasis: MeasureSpecification.PriceBasis?
    /// The year of constant prices.
    public let baseYear: Int?
    /// Whether growth alone is published, so that values are growth in percent.
    public let isGrowthAlone: Bool
    /// What a reader must know, as the scenario says it.
    public let note: String
    /// What what is ahead rests on.
    public let basis: MeasureBasis
    /// Its periods, in order.
    public let rows: [Row]
    /// The name of the measure that it tells once more, so that one of the two is counted; `nil` where it stands for itself.
    public var sameAs: LocalizedText?
    /// Growth of a nearby figure to what the row's year needs: the row of the whole year.
    public var whole: Row? { rows.last { $0.period.isWholeYear } }
  }

  /// What stands in a row.
  public enum Status: String, Sendable, CaseIterable {
    /// Published.
    case actual
    /// Published as an estimate, or made of other figures.
    case estimate
    /// At least in part ahead.
    case outlook
  }

  /// One period of one measure.
  public struct Row: Sendable {
    /// The period.
    public let period: PeriodOfYear
    /// What its value is.
    public let status: Status
    /// What is planned, in the unit of the measure; `nil` where nothing is.
    public let plan: Double?
    /// Whether the plan is growth, from which the level follows.
    public let isPlanOfGrowth: Bool
    /// The row of the plan, the series or the variant that says so; empty for none.
    public let reference: String
    /// What came, or the mean of what is ahead.
    public let value: Double?
    /// Quantiles of what is ahead.
    public let p10, p90: Double?
    /// Growth on the period before, percent.
    public let onPeriodBefore: Double?
    /// Growth on the same period of the year before, percent.
    public let onYearBefore: Double?
    /// The value from January to the end of the period.
    public let toDate: Double?
    /// Its growth on the year before, percent.
    public let toDateOnYearBefore: Double?
    /// The value in percent of what is planned; of a range of the end that it lies beyond, `nil` inside.
    public let percentOfPlan: Double?
    /// The chance that what is planned is met; `nil` where it is not assessed.
    public let probability: Double?
    /// Its simulation error; `nil` when the period is over.
    public let probabilityError: Double?
    /// Growth that the rest of the period needs, percent; of a ceiling the most that it may have, of a range the least.
    public let requiredRest: Double?
    /// The most that it may have of a range.
    public var requiredRestHigh: Double?
    /// What the rest of the period must bring, in the unit, of a ceiling what it still may; `nil` for what is no sum.
    public var requiredAmount: Double?
    /// The most that it may bring of a range.
    public var requiredAmountHigh: Double?
    /// Whether it was met; `nil` without a plan.
    public let verdict: GrowthVerdict?
    /// Which side of the plan is good; `nil` without one.
    public var direction: TargetDirection?
    /// The upper end of a range that is planned.
    public var planHigh: Double?
    /// Whether the value is the median of what is ahead, because the mean of so skewed futures would mislead.
    public var isMedian = false
    /// A published figure that its parts or cumulated figures contradict, so that the value is what they make it.
    public var contradicted: Double?
    /// Whether nothing is published of what is over, so that other figures make its value, or nobody knows it.
    public var isMade = false
    /// Why what is planned is not assessed, or the range is wider; `nil` where nothing is missing.
    public var lack: Lack?
    /// Parts of the period whose plans add to another value than its own; `nil` where they agree.
    public var plannedParts: PlannedParts?

    /// Planned parts of a planned period.
    public struct PlannedParts: Sendable, Hashable {
      /// The parts, in order.
      public let periods: [PeriodOfYear]
      /// What is planned of them together, in the unit.
      public let sum: Double
    }

    /// What is missing of a period.
    public enum Lack: Sendable, Hashable {
      /// Figures of some months or quarters.
      case figures([PeriodOfYear])
      /// Figures of the months or quarters of the year before that are ahead in this one, so that nothing is said of them.
      case figuresBefore([PeriodOfYear])
      /// What the same period of the year before came to.
      case base
      /// The same period of the year before is not over, so that it is taken as it is expected.
      case baseAhead
      /// Figures are there, and leave it open.
      case unsettled
    }
  }

  /// How many measures meet what is planned of one period.
  public struct Joint: Sendable {
    /// How the measures hang together.
    public enum Dependence: String, Sendable, CaseIterable {
      case fitted, independent
    }

    /// The period.
    public let period: PeriodOfYear
    /// How they hang together.
    public let dependence: Dependence
    /// Measures that are counted, those that are decided included.
    public let measures: Int
    /// Of those the ones that have met it already, and that have missed it.
    public let met, missed: Int
    /// Measures with a plan that are not assessed.
    public let notAssessed: Int
    /// The chance that all of them meet it.
    public let all: Double
    /// Its simulation error.
    public let allError: Double?
    /// How many are expected to.
    public let expected: Double
    /// Quantiles of how many will.
    public let p10, p50, p90: Int
  }
}

/// What the outlook of a measure rests on.
public enum MeasureBasis: String, Sendable, CaseIterable {
  /// Its own past.
  case data
  /// Its own past, of less than three years.
  case little
  /// What figures of other months make likely, because some of this year or the year before are not published.
  case gaps
  /// The paths of its sector.
  case sector
  /// Nothing is ahead any more.
  case over
  /// Less than a year and a period of figures.
  case tooShort = "too_short"
  /// The same months of the year before are not published.
  case baseOpen = "base_open"
  /// Fewer figures of ends of years, or of half-years, than a forecast rests on.
  case fewEnds = "few_ends"
  /// Every figure so far is 0.
  case allZero = "all_zero"
  /// No figure at all.
  case noFigures = "no_figures"
  /// No figure says when it was published, so that none is known on the day.
  case undated

  /// Whether anything is said of what is ahead.
  public var isAssessed: Bool {
    switch self {
    case .data, .little, .gaps, .sector, .over: true
    case .tooShort, .baseOpen, .fewEnds, .allZero, .noFigures, .undated: false
    }
  }
}

/// Errors of past forecasts of a measure's year beside the growth of the year to date.
public struct MeasureRival: Sendable, Hashable {
  /// Which years count.
  public enum Scope: String, Sendable, CaseIterable {
    case all
    case withoutPandemic = "without_2020_2022"
  }

  /// The measure; empty for the mean of all.
  public let measure: String
  /// Which years.
  public let scope: Scope
  /// Whole months known.
  public let months: Int
  /// Mean absolute errors of the year's growth, points.
  public let forecastError, runRateError: Double
  /// The share of outcomes inside the 80% range.
  public let covered: Double
  /// Years, and measures where several are put together.
  public let cases: Int
}
