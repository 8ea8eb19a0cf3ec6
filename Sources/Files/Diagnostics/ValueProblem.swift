/// What can be wrong with a single value.
public enum ValueProblem: Sendable, Hashable {
  case tooLarge(String)
  /// A number so close to 0 that quotients leave the range of numbers, as written.
  case tooSmall(String)
  case notANumber(String)
  case outOfRange(key: String, value: GivenValue, allowed: AllowedRange)
  case unknown(key: String, value: String)
  /// A value that does not go with others.
  case conflict(key: String, ValueConflict)
  /// What stands twice in a list.
  case doubledEntry(String, list: String, firstLine: Int)

  var code: String {
    switch self {
    case .tooLarge, .tooSmall: "number-size"
    case .notANumber: "number-nan"
    case .outOfRange: "value-range"
    case .unknown: "value-unknown"
    case .conflict: "value-conflict"
    case .doubledEntry: "list-double"
    }
  }
}

/// A value that was given.
public enum GivenValue: Sendable, Hashable {
  /// As it is written.
  case written(String)
  /// The length of a list.
  case elements(Int)
  /// The length of a stretch of time.
  case periods(Int)
}

/// Where values may lie.
public enum AllowedRange: Sendable, Hashable {
  case between(String, String)
  case above(String)
  case atLeast(String)
  case atMost(String)
  /// Above 0, because the scale of this name knows nothing else.
  case positiveOn(scale: String)
  case format(TextFormat)

  /// From one end to the other.
  package init(_ range: ClosedRange<Double>) { self.init(range.lowerBound, range.upperBound) }

  /// From one end to the other, one of which may be open.
  public init(_ lower: Double, _ upper: Double) {
    switch (lower.isFinite, upper.isFinite) {
    case (true, true): self = .between(Self.short(lower), Self.short(upper))
    case (true, false): self = .atLeast(Self.short(lower))
    default: self = .atMost(Self.short(upper))
    }
  }

  /// From one end to the other.
  public init(_ range: ClosedRange<Int>) {
    self = .between("\(range.lowerBound)", "\(range.upperBound)")
  }

  private static func short(_ number: Double) -> String {
    Int(exactly: number).map(String.init) ?? String(number)
  }
}

/// Why a value does not go with others.
public enum ValueConflict: Sendable, Hashable {
  /// A relation between keys that must hold, as a formula.
  case relation(String)
  /// An id that the forecast without conditions has.
  case baseline
  /// The end of a stretch must be a later period of the same year and length.
  case laterPeriod
  case month
  case notBeforeStart
  case derived(String)
  case notAssessed(String)
  /// `{region}` without regions.
  case noRegions
  /// Regions that `{region}` does not tell apart.
  case regionsAlike
  /// An option that does not begin with a hyphen.
  case noOption
  case onlyUnderived
  /// A scale that needs both bounds.
  case bothBounds(scale: String)
  case quantileOrder
  case startBeforeJudged
  case priorAlone
  /// A horizon before the year of the day.
  case horizonBeforeDay
  /// A day whose year is behind the horizon.
  case dayBehindHorizon(Int)
  case rowNotAssessed(String)
  /// A row that dated tasks speak for, so that nothing need be asked of growth or a lever.
  case rowOfTasks(String)
  /// A variant where no indicator has the series of a sector.
  case noIndicatorOfSectors
  case publishedAlready(year: Int)
  case allNeedsLever
  case precisionOfShards
  case noValue(of: String, year: Int)
  case noValueForMean(of: String, year: Int)
  /// Growth of what is a rate of growth itself.
  case growthOfRate(of: String)
  case noValueOfProxy(period: String)
  /// A value that a scale has no place for.
  case offScale(value: String, scale: String)
  case judgedBelowStart(value: String, start: String)
  case onlyLogScale
  /// A table that was learned from another frequency.
  case learnedFrom(frequency: String)
  /// Two scenarios of one name.
  case sameName(String, first: String, second: String)
}
