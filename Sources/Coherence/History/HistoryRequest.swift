/// The series that together tell one history, by what they publish.
public struct HistoryRequest: Sendable {
  /// A series of yearly changes in percent.
  public struct Rate: Sendable {
    /// With what the first months of a year are compared.
    public enum Base: Sendable {
      /// With the same months of the year before.
      case sameMonths
      /// With these or with December.
      case unclear
    }

    let base: Base
    /// What stands for no change.
    let origin: Double

    /// Changes; `origin` is 100 of an index with the year before as 100.
    public init(_ base: Base, origin: Double = 0) { (self.base, self.origin) = (base, origin) }
  }

  /// Whether levels add up over a year, as value added does, or stand at its end, as a share does.
  public var isFlow: Bool
  /// What the levels are where they are yearly changes in percent; `nil` for other levels.
  public var rate: Rate?
  /// Whether the name says that levels add up over a year, `true`, or stand at a time, `false`; `nil` where it says
  /// neither.
  public var isSum: Bool?
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
    isFlow: Bool = false, rate: Rate? = nil, isSum: Bool? = nil,
    level: (id: String, geo: String)? = nil,
    levelToDate: (id: String, geo: String)? = nil,
    growth: (id: String, geo: String)? = nil,
    growthToDate: (id: String, geo: String)? = nil,
    growthAverage: (id: String, geo: String)? = nil,
    contributions: [(id: String, geo: String)] = []
  ) {
    self.isFlow = isFlow
    self.rate = rate
    self.isSum = isSum
    self.level = level
    self.levelToDate = levelToDate
    self.growth = growth
    self.growthToDate = growthToDate
    self.growthAverage = growthAverage
    self.contributions = contributions
  }
}
