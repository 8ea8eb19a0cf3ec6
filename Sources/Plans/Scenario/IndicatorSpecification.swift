public import Files
public import TimeSeries

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

  /// Whether figures of the kind may add up over a year, as amounts do.
  var mayAddUp: Bool { self == .growth || self == .count || self == .level }
}

/// How one indicator is to be assessed.
public final class IndicatorSpecification: Sendable, Named {
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
  /// What the region is a part of, where the indicator is of one and grows; `nil` for a nation or nothing known.
  public let nation: SeriesSelection?
  /// What somebody judges beside the data, and the share of paths that follow it; `nil` for none.
  public let prior: (judgement: JudgementSpecification, weight: Double)?
  /// Periods from which on a new definition holds.
  public let breaks: [Period]
  /// A remark for readers of the tables.
  public let remark: LocalizedText?
  /// Where the indicator is named.
  public let location: SourceLocation
  /// Whether its figures are growth of each year, as rows of plans say (`GrowthRates`).
  package let isGrowthByPlan: Bool
  /// Whether its own name, that of its series or its unit calls it a change in percent.
  package let isRateByName: Bool
  /// What stands for no change where its figures are changes: 100 of an index with the year before as 100.
  package let rateOrigin: Double

  init(
    id: String, name: LocalizedText, unit: LocalizedText, definition: LocalizedText?,
    kind: IndicatorKind, scale: Scale, bounds: Bounds, isMonotone: Bool, resolution: Double?,
    source: IndicatorSource, model: ModelChoice, longRun: LongRunSpecification?,
    nation: SeriesSelection?, prior: (judgement: JudgementSpecification, weight: Double)?,
    breaks: [Period], remark: LocalizedText?, location: SourceLocation,
    isGrowthByPlan: Bool = false, isRateByName: Bool = false, rateOrigin: Double = 0
  ) {
    self.id = id
    self.name = name
    self.unit = unit
    self.definition = definition
    self.kind = kind
    self.scale = scale
    self.bounds = bounds
    self.isMonotone = isMonotone
    self.resolution = resolution
    self.source = source
    self.model = model
    self.longRun = longRun
    self.nation = nation
    self.prior = prior
    self.breaks = breaks
    self.remark = remark
    self.location = location
    self.isGrowthByPlan = isGrowthByPlan
    self.isRateByName = isRateByName
    self.rateOrigin = rateOrigin
  }
}

extension IndicatorSpecification {
  /// Whether its values are rates of growth: derived as such, called so by the name of the series whose values it takes
  /// (`grdp.growth`), or in percent a year.
  var isRateOfGrowth: Bool {
    switch source {
    case .derived(let derived): derived.isGrowth
    case .series(let selection): isRate(selection.level?.id)
    case .proxy(let proxy): isRate(proxy.series.level?.id)
    case .anchor, .judgement, .notAssessed: isRate("")
    }
  }

  /// - Parameter series: whose values it takes; `nil` for none, or for levels that are made of growth.
  private func isRate(_ series: String?) -> Bool {
    guard let series, kind != .growth else { return false }
    return isGrowthByPlan || SeriesReference.saysGrowth(series)
      || [unit.en, unit.vi].contains(where: PercentUnit.isYearly)
  }
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
  public internal(set) var level: SeriesReference?
  /// Levels cumulated from January, by quarter or month.
  public internal(set) var levelToDate: SeriesReference?
  /// Growth on the year before, in percent.
  public internal(set) var growth: SeriesReference?
  /// Cumulated growth of the year to date, in percent, by quarter or month.
  public internal(set) var growthToDate: SeriesReference?
  /// Average growth over several years, in percent a year.
  public internal(set) var growthAverage: SeriesReference?
  /// Contributions of the parts to growth, in percentage points.
  public internal(set) var contributions: [SeriesReference] = []

  /// Every series named.
  public var all: [SeriesReference] {
    [level, levelToDate, growth, growthToDate, growthAverage].compactMap { $0 } + contributions
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

  /// What faults call it.
  var title: String { "\(id) (\(geo))" }

  /// Whether an id says behind its first word that the series is growth.
  static func saysGrowth(_ id: String) -> Bool {
    let words = id.lowercased().split { ".-_".contains($0) }.dropFirst()
    return words.contains("growth") || words.contains("yoy")
  }

  /// Where files hold the series for other places alone: the place that is meant, or the one to write in its rows.
  func hintOfPlace(_ observations: ObservationSet) -> Hint? {
    let places = Set(observations.keys(id: id).map(\.geo)).sorted()
    return Hint.nearest(to: geo, among: places)
      ?? places.first.map { Hint.mend(.writePlace(held: $0, wanted: geo)) }
  }

  /// The series at a frequency.
  func key(_ frequency: Frequency) -> SeriesKey {
    SeriesKey(id: id, geo: geo, frequency: frequency)
  }
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
  /// Their pace and its spread, with the share that it has beside comparable series; `nil` for what did best.
  case pace([SeriesReference], share: Double?)
  /// The size of their yearly changes, without a direction.
  case walk([SeriesReference])

  /// The series it is borrowed from.
  public var series: [SeriesReference] {
    switch self {
    case .pace(let series, _), .walk(let series): series
    }
  }
}

/// Shape and pace from another series.
public struct ProxySpecification: Sendable {
  /// The other series.
  public let series: SeriesSelection
  /// How far the indicator may lie from it.
  public let offset: OffsetSpecification
  /// The standard deviation of its change in one year; `nil` for that of comparable regions.
  public let drift: Double?
  /// Where the offset is declared.
  public let offsetLocation: SourceLocation
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
}

/// What somebody judges about one year.
public struct JudgementSpecification: Sendable {
  /// The year judged.
  public let year: Int
  /// The belief.
  public let belief: Belief
  /// The year and value it starts from; `nil` when only the judged year is known.
  public package(set) var start: (year: Int, value: Double)?
  /// Who judges.
  public let author: String
  /// When.
  public internal(set) var date: CalendarDate?
  /// Digits after the decimal separator with which the belief is written; `nil` where nobody wrote it.
  public internal(set) var decimals: Int?

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

  /// Whether it is growth of what it is derived from.
  var isGrowth: Bool {
    switch self {
    case .averageGrowth, .growth: true
    case .ratio, .product: false
    }
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

extension SeriesSelection {
  /// A selection of one series of levels.
  package init(levels series: SeriesReference) {
    self.init(level: series)
  }
}

extension IndicatorSpecification {
  /// An indicator of a plan that rests on a judgement.
  package convenience init(
    target: Target, bounds: Bounds, resolution: Double?, judgement: JudgementSpecification,
    remark: LocalizedText?
  ) {
    self.init(
      id: target.indicatorID, name: target.name, unit: LocalizedText(both: target.unit),
      definition: nil, kind: .level, scale: .identity, bounds: bounds, isMonotone: false,
      resolution: resolution, source: .judgement(judgement),
      model: ModelChoice(id: "auto", parameters: [], location: target.location), longRun: nil,
      nation: nil, prior: nil, breaks: [], remark: remark, location: target.location)
  }
}

extension JudgementSpecification {
  /// A judgement of low, likely and high.
  package init(
    year: Int, low: Double, likely: Double, high: Double, start: (year: Int, value: Double)?,
    author: String
  ) {
    self.init(
      year: year, belief: .range(low: low, likely: likely, high: high), start: start,
      author: author)
  }

  /// The same judgement on a path that starts somewhere.
  package func starting(at start: (year: Int, value: Double)) -> JudgementSpecification {
    var judgement = self
    judgement.start = start
    return judgement
  }
}
