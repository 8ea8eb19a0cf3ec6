public import Plans
internal import RealModule

/// How fast a target asks something to change, and for how long.
public struct AskedPace: Sendable, Hashable {
  /// The level or share that changes.
  public let indicator: String
  /// The change a year: percent of a level that grows, otherwise in its unit.
  public let perYear: Double
  /// Whether it is growth in percent.
  public let isGrowth: Bool
  /// Over so many years, rounded to whole ones: spells of the past are counted in those.
  public let years: Int
  /// Whether more is asked for, not less.
  public let asksForMore: Bool
  /// The level that it starts from, and the one that is asked for; `nil` where only growth is.
  public let start, end: Double?
  /// Whether the figures are themselves growth in percent, not levels that grow.
  public let isOfRate: Bool
  /// Whether it is in percent of something, as the shares of other places are that it may be compared with: an index
  /// between two bounds is no share.
  public let isPercentage: Bool

  package init(
    indicator: String, perYear: Double, isGrowth: Bool, years: Int, asksForMore: Bool,
    start: Double? = nil, end: Double? = nil, isOfRate: Bool = false, isPercentage: Bool = false
  ) {
    (self.indicator, self.perYear, self.isGrowth) = (indicator, perYear, isGrowth)
    (self.years, self.asksForMore, self.start, self.end) = (years, asksForMore, start, end)
    (self.isOfRate, self.isPercentage) = (isOfRate, isPercentage)
  }

  /// Whether a change a year is as fast as asked for.
  package func isMet(by change: Double) -> Bool {
    asksForMore ? change >= perYear : change <= perYear
  }

  /// How many spells of yearly values were as fast.
  ///
  /// Equation: of a level `100 ((y_{t+n}/y_t)^{1/n} − 1)`, otherwise `(y_{t+n} − y_t)/n`, for every `t` with both; of
  /// figures that are growth `r` in percent `100 (∏(1 + r_t/100)^{1/n} − 1)` over `n` years on end.
  /// Edge cases: where no two values lie `n` years apart the longest shorter `n` counts; `nil` without any. Growth
  /// from or to a level of 0 or less is passed over.
  package func spells(of values: [Int: Double]) -> (years: Int, cases: Int, reached: Int)? {
    guard let first = values.keys.min(), let last = values.keys.max(), years > 0 else { return nil }
    let longest = isOfRate ? last - first + 1 : last - first
    for length in stride(from: min(years, longest), to: 0, by: -1) {
      let changes = values.keys.sorted().compactMap { year -> Double? in
        if isOfRate { return Self.average(values, from: year, over: length) }
        guard let start = values[year], let end = values[year + length] else { return nil }
        guard isGrowth else { return (end - start) / Double(length) }
        guard start > 0, end > 0 else { return nil }
        return 100 * (Double.pow(end / start, 1 / Double(length)) - 1)
      }
      if !changes.isEmpty { return (length, changes.count, changes.count(where: isMet)) }
    }
    return nil
  }

  /// The geometric mean of growth in percent over years on end; of one year its figure.
  private static func average(_ growth: [Int: Double], from year: Int, over years: Int) -> Double? {
    if years == 1 { return growth[year] }
    let factors: [Double] = (year..<(year + years)).compactMap { year -> Double? in
      growth[year].map { (percent: Double) -> Double in 1 + percent / 100 }
    }
    guard factors.count == years, factors.allSatisfy({ $0 > 0 }) else { return nil }
    return 100 * (Double.pow(factors.reduce(1, *), 1 / Double(years)) - 1)
  }
}

/// How often something as fast came about.
public struct BaseRate: Sendable, Hashable {
  /// Who did it, or did not.
  public enum Source: Sendable, Hashable {
    /// The series itself, in spells of earlier years.
    case ownPast
    /// Regions by the name that a scenario gives them.
    case regions(LocalizedText)
    /// Spells of the series that stands in for it, on the modelling scale.
    case proxyPast
    /// Histories of a reference class that comes with the program.
    case referenceClass(String)
    /// Spells of comparable series that stood between two levels in the unit of the indicator.
    case pool(String, from: ClosedRange<Double>)
    /// Official targets of the same kind, however high: whether they were met.
    case officialTargets

    /// What sort of source it is.
    public enum Kind: String, Sendable, CaseIterable {
      case ownPast = "own_past"
      case proxyPast = "proxy_past"
      case regions
      case referenceClass = "reference_class"
      case pool
      case officialTargets = "official_targets"
      /// Nothing comparable is known; no source has it.
      case notAssessed = "not_assessed"
    }

    /// The kind.
    public var kind: Kind {
      switch self {
      case .ownPast: .ownPast
      case .proxyPast: .proxyPast
      case .regions: .regions
      case .referenceClass: .referenceClass
      case .pool: .pool
      case .officialTargets: .officialTargets
      }
    }
  }

  /// Who.
  public let source: Source
  /// Over how many years changes were compared.
  public let years: Int
  /// The first and last year of it; `nil` where that is not known.
  public let span: ClosedRange<Int>?
  /// Spells, regions, histories or targets in all.
  public let cases: Int
  /// The share of them that was as fast.
  public let share: Double
  /// Where the figures stand, `file.csv:12-40`; empty for what comes with the program.
  public let place: String

  package init(
    source: Source, years: Int, span: ClosedRange<Int>?, cases: Int, share: Double,
    place: String = ""
  ) {
    (self.source, self.years, self.span) = (source, years, span)
    (self.cases, self.share, self.place) = (cases, share, place)
  }

  /// How many were as fast; of a reference class, whose quantiles are kept and not its cases, as nearly as they tell.
  public var reached: Int { Int((share * Double(cases)).rounded()) }
}

/// What is known of how often something as fast as a target came about.
public struct BaseRateRow: Sendable {
  /// The target.
  public let target: Target
  /// How fast it asks to change; `nil` where that is no pace, or where it starts is not known.
  public let asked: AskedPace?
  /// The rates; empty where nothing comparable is known.
  public let rates: [BaseRate]

  package init(target: Target, asked: AskedPace?, rates: [BaseRate]) {
    (self.target, self.asked, self.rates) = (target, asked, rates)
  }
}
