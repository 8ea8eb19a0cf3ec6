public import TimeSeries

/// A history with what was derived, what gave way and what the errors rest on.
public struct BuiltHistory: Sendable {
  /// The history, in the unit of the levels or as an index.
  public private(set) var history: History
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
  public private(set) var toDate: (size: Double, cases: Int)?
  /// Figures of years that nothing joins to the others.
  public let unjoined: [Observation]
  /// Growth of whole years in percent as it was published, where the levels agree with it to rounding.
  public private(set) var publishedGrowth: [Int: Double]
  /// Figures to date that say nothing, because the year before theirs is not known.
  public let unusedToDate: [Observation]
  /// Figures cumulated to a month that say nothing, because they are of the size of what stands in that month.
  public internal(set) var standingToDate: [Observation] = []
  /// Months and quarters of years behind the history that say nothing about them.
  public internal(set) var unusedParts: [Observation] = []
  /// Months or quarters of the year under way that are of another size than the years, and how many times what the year
  /// before leads one to expect; not used either.
  public internal(set) var oddParts: (rows: [Observation], times: Double)?

  /// What is told to date of a yearly change and not used, because it may count from December.
  public internal(set) var unclearToDate: Observation?
  /// What figures of the year under way and the one before say against each other.
  public internal(set) var doubts: [AmountDoubt] = []

  /// Whether the year under way rests on its own months alone, without those of an earlier year.
  public internal(set) var isWithoutCourse = false

  /// The history without evidence about the year under way, for whoever is told that year otherwise.
  public var withoutSight: BuiltHistory {
    var other = self
    other.history = History(points: history.realised)
    other.toDate = nil
    return other
  }

  /// The history up to the end of the year before another one.
  public func before(_ year: Int) -> BuiltHistory {
    var other = self
    other.history = History(points: history.points.filter { $0.period.year < year })
    other.publishedGrowth = publishedGrowth.filter { $0.key < year }
    return other
  }

  /// The history with other points, and without the published growth of years whose growth they tell otherwise.
  public func replacing(_ points: [HistoryPoint], in years: Set<Int>) -> BuiltHistory {
    guard !years.isEmpty else { return self }
    var other = self
    other.history = History(points: points)
    other.publishedGrowth = publishedGrowth.filter { !years.contains($0.key) }
    return other
  }
}
