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
