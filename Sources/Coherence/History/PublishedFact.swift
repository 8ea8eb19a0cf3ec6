public import TimeSeries

/// One published figure that ties annual levels together.
public struct PublishedFact: Sendable, Hashable {
  /// Which figure gives way to which: smaller goes first.
  public enum Rank: Sendable, Comparable {
    /// Published annual levels.
    case level
    /// Annual growth and growth of the whole year to date.
    case annualGrowth
    /// Levels and growth of single quarters or months, complete over the year.
    case singlePeriods
    /// Average growth over several years.
    case average
    /// Contributions of the parts.
    case parts
  }

  /// What the figure says.
  public enum Statement: Sendable, Hashable {
    /// The logarithm of the level of a year.
    case level(year: Int, log: Double)
    /// The change of the logarithm from the end of one year to the end of another.
    case change(from: Int, to: Int, log: Double)
  }

  /// What the figure says.
  public let statement: Statement
  /// Its place in the order of precedence.
  public let rank: Rank
  /// Half of the last printed digit, as a change of the logarithm.
  public let rounding: Double
  /// Whether a later release may still move it.
  public let isProvisional: Bool
  /// Which figure it is, for readers.
  public let label: FigureLabel
  /// A level as it was published, to its last digit; `nil` for changes and for what was computed.
  public let level: Double?
  /// How the figure itself came about.
  public let origin: Origin

  /// A fact.
  public init(
    _ statement: Statement, rank: Rank, rounding: Double, isProvisional: Bool, label: FigureLabel,
    level: Double? = nil, origin: Origin = .published
  ) {
    self.origin = origin
    self.statement = statement
    self.rank = rank
    self.rounding = rounding
    self.isProvisional = isProvisional
    self.label = label
    self.level = level
  }
}

/// A figure that disagrees with those that go before it.
public struct Discrepancy: Sendable, Hashable {
  /// The figure that gave way.
  public let label: FigureLabel
  /// The figures it disagrees with.
  public let against: [FigureLabel]
  /// What was published, in percent (growth) or as a share of the level.
  public let published: Double
  /// What the figures that go before it imply, in the same unit.
  public let implied: Double
  /// What rounding alone may explain, in the same unit.
  public let rounding: Double

  /// The size, in the same unit.
  public var size: Double { published - implied }
}
