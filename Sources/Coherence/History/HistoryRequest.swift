public import TimeSeries

/// The series that together tell one history, by what they publish.
public struct HistoryRequest: Sendable {
  /// Whether levels add up over a year, as value added does, or stand at its end, as a share does.
  public var isFlow: Bool
  /// Levels.
  public var level: (id: String, geo: String)?
  /// Levels cumulated from January, by quarter or month.
  public var levelToDate: (id: String, geo: String)?
  /// Growth on the year before, percent.
  public var growth: (id: String, geo: String)?
  /// Cumulated growth of the year to date, percent.
  public var growthToDate: (id: String, geo: String)?
  /// Average growth over spans of years, percent a year.
  public var growthAverage: (id: String, geo: String)?
  /// Contributions of the parts, percentage points.
  public var contributions: [(id: String, geo: String)]

  /// A request.
  public init(
    isFlow: Bool = false, level: (id: String, geo: String)? = nil,
    levelToDate: (id: String, geo: String)? = nil,
    growth: (id: String, geo: String)? = nil,
    growthToDate: (id: String, geo: String)? = nil,
    growthAverage: (id: String, geo: String)? = nil,
    contributions: [(id: String, geo: String)] = []
  ) {
    self.isFlow = isFlow
    self.level = level
    self.levelToDate = levelToDate
    self.growth = growth
    self.growthToDate = growthToDate
    self.growthAverage = growthAverage
    self.contributions = contributions
  }
}

/// A history with what was derived, what gave way and what the errors rest on.
public struct BuiltHistory: Sendable {
  /// The history, in the unit of the levels or as an index.
  public let history: History
  /// Whether the values are an index rather than published levels.
  public let isIndex: Bool
  /// Figures that gave way.
  public let discrepancies: [Discrepancy]
  /// Years with figures that nothing joins to the others.
  public let unjoinedYears: [Int]
  /// Root mean square of past revisions (relative for levels, points for growth) and their number.
  public let revisions: (size: Double, cases: Int)
  /// How far a year's growth comes out from growth to date, in points, and the cases of its own behind it;
  /// `nil` without a figure to date.
  public let toDate: (size: Double, cases: Int)?
  /// Figures of years that nothing joins to the others.
  public let unjoined: [Observation]
  /// Growth of whole years in percent as it was published, where the levels agree with it to rounding.
  public let publishedGrowth: [Int: Double]
  /// Figures to date that say nothing, because the year before theirs is not known.
  public let unusedToDate: [Observation]
}
