public import TimeSeries

/// What a planner asks: a region, data, plans, and how each indicator is to be assessed.
public struct Scenario: Sendable {
  /// The name, also of the run folder.
  public let name: String
  /// The title.
  public let title: LocalizedText
  /// The region.
  public let region: Region
  /// The day whose knowledge counts; `nil` means everything that the files hold.
  public let asOf: CalendarDate?
  /// The observation files.
  public let dataFiles: [FileReference]
  /// The plan files.
  public let planFiles: [FileReference]
  /// Files of earlier targets and what came of them.
  public let trackRecordFiles: [FileReference]
  /// The last year that is simulated.
  public let horizon: Int
  /// The indicators, in file order.
  public let indicators: [IndicatorSpecification]
  /// The rule that fills what is not assessed; `nil` leaves it so.
  public let placeholder: PlaceholderRule?
  /// Assumptions about dependence.
  public let dependence: DependenceSpecification
  /// Paths, seed, precision.
  public let simulation: SimulationSpecification
  /// Levers with effects on indicators.
  public let levers: [LeverSpecification]
  /// Shocks.
  public let shocks: [ShockSpecification]
  /// Shares that no year may undercut.
  public let floors: [FloorSpecification]
  /// The growth scenario by sector and month; `nil` when none is asked for.
  public let growth: GrowthSpecification?
  /// Every scenario file that was read, this one first, its bases behind it.
  public let files: [String]
  /// The scenario with its bases merged in.
  public let resolved: JSONNode

  /// The indicator of an id.
  public func indicator(_ id: String) -> IndicatorSpecification? {
    indicators.first { $0.id == id }
  }
}

/// A file named in a scenario.
public struct FileReference: Sendable, Hashable {
  /// The path, relative to where the command runs.
  public let path: String
  /// Where it is named.
  public let location: SourceLocation
}

/// A region, in the borders that the data describe.
public struct Region: Sendable, Hashable {
  /// The name in the observation files.
  public let geo: String
  /// The name for readers.
  public let name: LocalizedText
  /// The last day of these borders; `nil` when they stand.
  public let until: CalendarDate?
}

/// What sort of quantity an indicator is; `auto` picks its model by it.
public enum IndicatorKind: String, Sendable, Codable, CaseIterable {
  /// A level that grows, such as GRDP.
  case growth
  /// A part of a whole that may rise and fall.
  case share
  /// A part of a whole that takes up something new.
  case adoption
  /// A place among others.
  case rank
  /// A number of things.
  case count
  /// Any other level.
  case level
}

/// How one indicator is to be assessed.
public struct IndicatorSpecification: Sendable {
  /// The id that plans use.
  public let id: String
  /// The name for readers.
  public let name: LocalizedText
  /// The unit for readers.
  public let unit: LocalizedText
  /// What exactly is measured; empty when the name says it.
  public let definition: LocalizedText?
  /// What sort of quantity it is.
  public let kind: IndicatorKind
  /// The scale it is modelled on.
  public let scale: Scale
  /// The bounds that no path leaves.
  public let bounds: Bounds
  /// Whether paths may only rise.
  public let isMonotone: Bool
  /// The step in which the figure is published; `nil` when fine enough not to matter.
  public let resolution: Double?
  /// Where its future comes from.
  public let source: IndicatorSource
  /// The model that was asked for, `auto` by default.
  public let model: ModelChoice
  /// Where its long-run growth is shrunk to; `nil` for the model's default.
  public let longRun: LongRunSpecification?
  /// What somebody judges beside the data, and the share of paths that follow it; `nil` for none.
  public let prior: (judgement: JudgementSpecification, weight: Double)?
  /// Periods from which on a new definition holds.
  public let breaks: [Period]
  /// A remark for readers of the tables.
  public let remark: LocalizedText?
  /// Where the indicator is named.
  public let location: SourceLocation
}

/// Where an indicator's future comes from.
public enum IndicatorSource: Sendable {
  /// A series of its own, fitted.
  case series(SeriesSelection)
  /// One or two values of its own and the pace of others.
  case anchor(AnchorSpecification)
  /// A series of another place or definition, with an uncertain offset.
  case proxy(ProxySpecification)
  /// What somebody judges.
  case judgement(JudgementSpecification)
  /// Other indicators.
  case derived(DerivedSpecification)
  /// Nothing: it is listed with this reason.
  case notAssessed(LocalizedText)
}

/// The published series that together tell one history.
public struct SeriesSelection: Sendable {
  /// The series of levels; `nil` when only growth is published.
  public let level: SeriesReference?
  /// Levels cumulated from January, by quarter or month.
  public let levelToDate: SeriesReference?
  /// Growth on the year before, in percent.
  public let growth: SeriesReference?
  /// Cumulated growth of the year to date, in percent, by quarter or month.
  public let growthToDate: SeriesReference?
  /// Average growth over several years, in percent a year.
  public let growthAverage: SeriesReference?
  /// Contributions of the parts to growth, in percentage points.
  public let contributions: [SeriesReference]

  /// Every series named.
  public var all: [SeriesReference] {
    [level, levelToDate, growth, growthToDate, growthAverage].compactMap { $0 } + contributions
  }
}

extension SeriesSelection {
  /// Keys of series that only a quantity that grows has.
  static let growthKeys = [
    "level_to_date", "growth", "growth_to_date", "growth_average", "contributions",
  ]

  /// What a series whose id ends so holds is cumulated from January.
  static let cumulatedEnd = ".ytd"

  /// Whether a series is cumulated by its name.
  static func isCumulated(_ id: String) -> Bool {
    SeriesName(id).key.hasSuffix(cumulatedEnd)
  }

  /// With the cumulated series that stand beside those named, under the same id and `.ytd` and in the same unit,
  /// where the scenario names none.
  public func withCumulated(from observations: ObservationSet) -> SeriesSelection {
    let named = all.map { SeriesName($0.id) }
    func beside(_ series: SeriesReference?) -> SeriesReference? {
      guard let series, !Self.isCumulated(series.id) else { return nil }
      let id = series.id + Self.cumulatedEnd
      let unit = observations.unit(id: id, geo: series.geo)
      guard !named.contains(SeriesName(id)), let unit,
        unit == observations.unit(id: series.id, geo: series.geo) ?? unit
      else { return nil }
      return SeriesReference(id: id, geo: series.geo, location: series.location)
    }
    return SeriesSelection(
      level: level, levelToDate: levelToDate ?? beside(level), growth: growth,
      growthToDate: growthToDate ?? beside(growth), growthAverage: growthAverage,
      contributions: contributions)
  }
}

/// A series named in a scenario.
public struct SeriesReference: Sendable, Hashable {
  /// The id.
  public let id: String
  /// The place.
  public let geo: String
  /// Where it is named.
  public let location: SourceLocation
}

/// A level from few values, its pace from other series.
public struct AnchorSpecification: Sendable {
  /// The series that holds the level.
  public let series: SeriesReference
  /// What is borrowed from other series.
  public let loan: Loan
}

/// What an indicator with few values borrows from other series.
public enum Loan: Sendable {
  /// Their pace and its spread.
  case pace([SeriesReference])
  /// The size of their yearly changes, without a direction.
  case walk([SeriesReference])

  /// The series it is borrowed from.
  public var series: [SeriesReference] {
    switch self {
    case .pace(let series), .walk(let series): series
    }
  }
}

/// Shape and pace from another series.
public struct ProxySpecification: Sendable {
  /// The other series.
  public let series: SeriesSelection
  /// How far the indicator may lie from it.
  public let offset: OffsetSpecification
  /// What is borrowed when the proxy itself is too short; `nil` when it is fitted.
  public let loan: Loan?
}

/// The difference between an indicator and its proxy.
public enum OffsetSpecification: Sendable {
  /// A normal difference on the modelling scale.
  case normal(centre: Double, standardDeviation: Double)
  /// Quantiles of the indicator's own level in one period.
  case level(quantiles: [QuantilePoint], period: Period, location: SourceLocation)
}

/// A probability and the value that lies at it.
public struct QuantilePoint: Sendable, Hashable, Codable {
  /// Strictly between 0 and 1.
  public let probability: Double
  /// In the unit of the quantity.
  public let value: Double

  /// A point of a distribution.
  public init(probability: Double, value: Double) {
    self.probability = probability
    self.value = value
  }
}

/// What somebody judges about one year.
public struct JudgementSpecification: Sendable {
  /// The year judged.
  public let year: Int
  /// The belief.
  public let belief: Belief
  /// The year and value it starts from; `nil` when only the judged year is known.
  public let start: (year: Int, value: Double)?
  /// Who judges.
  public let author: String
  /// When.
  public let date: CalendarDate?
  /// Digits after the decimal separator with which the belief is written; `nil` where nobody wrote it.
  public let decimals: Int?

  /// A belief as quantiles or as a low, a likely and a high value.
  public enum Belief: Sendable {
    case quantiles([QuantilePoint])
    case range(low: Double, likely: Double, high: Double)
  }
}

/// An indicator computed from others, path by path.
public enum DerivedSpecification: Sendable {
  /// Average growth from a base year to a last year, in percent a year.
  case averageGrowth(of: String, base: Int, last: Int, mean: Mean)
  /// Growth on the year before, in percent.
  case growth(of: String)
  /// One indicator over another, times a factor.
  case ratio(numerator: String, denominator: String, factor: Double)
  /// One indicator times another, times a factor.
  case product(first: String, second: String, factor: Double)

  /// How growth rates are averaged.
  public enum Mean: String, Sendable, CaseIterable {
    case geometric, arithmetic
  }

  /// The indicators it needs.
  public var sources: [String] {
    switch self {
    case .averageGrowth(let id, _, _, _), .growth(let id): [id]
    case .ratio(let first, let second, _), .product(let first, let second, _): [first, second]
    }
  }
}

/// A model and its parameters.
public struct ModelChoice: Sendable {
  /// The id, or `auto`.
  public let id: String
  /// Parameters that differ from the defaults, with their places.
  public let parameters: [(name: String, value: Double, location: SourceLocation)]
  /// Where the model is named.
  public let location: SourceLocation
}

/// Where long-run growth is shrunk to.
public struct LongRunSpecification: Sendable {
  /// The series of levels whose mean growth is the centre.
  public let series: SeriesReference
  /// Standard deviation of the long-run mean around that centre, in percentage points a year.
  public let standardDeviation: Double
}

/// One mechanical rule for indicators that nobody has figures for.
public struct PlaceholderRule: Sendable {
  /// The start as a share of the target.
  public let start: Double
  /// The low value as a share of the target.
  public let low: Double
  /// The likely value as a share of the target.
  public let likely: Double
  /// The high value as a share of the target.
  public let high: Double
  /// Targets due from this year on are filled.
  public let dueFrom: Int
  /// Who is named as author.
  public let author: String
}

/// Assumptions about dependence.
public struct DependenceSpecification: Sendable {
  /// The correlation of the row `high` in the joint table.
  public let high: Double
  /// Standard deviation of the prior for the average correlation, around 0.
  public let priorDeviation: Double
}

/// Paths, seed, precision.
public struct SimulationSpecification: Sendable {
  /// How many paths.
  public let paths: Int
  /// The seed.
  public let seed: UInt64
  /// The largest Monte Carlo error wanted; `nil` runs the paths given.
  public let precision: Double?
}
