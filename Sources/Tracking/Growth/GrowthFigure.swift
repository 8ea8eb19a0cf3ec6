public import TimeSeries

/// A figure as it was printed.
public struct PublishedFigure: Sendable, Hashable {
  /// The figure.
  public let value: Double
  /// Digits after the point.
  public let decimals: Int

  /// A figure.
  public init(value: Double, decimals: Int) {
    self.value = value
    self.decimals = decimals
  }

  /// Half of the last printed digit.
  public var rounding: Double { (0..<decimals).reduce(0.5) { width, _ in width / 10 } }

  /// Whether a computed figure is this one, to its rounding.
  public func agrees(with computed: Double) -> Bool {
    abs(computed - value) <= rounding * (1 + 1e-6)
  }
}

/// What was published of a cell.
public struct PublishedFigures: Sendable, Hashable {
  /// The level.
  public var level: PublishedFigure?
  /// Growth on the same period of the year before, percent.
  public var growth: PublishedFigure?
  /// Growth from January to the end of the period, percent.
  public var growthToDate: PublishedFigure?

  /// Figures; nothing published by default.
  public init(
    level: PublishedFigure? = nil, growth: PublishedFigure? = nil,
    growthToDate: PublishedFigure? = nil
  ) {
    self.level = level
    self.growth = growth
    self.growthToDate = growthToDate
  }
}

/// A published figure by its name.
public struct GrowthFigure: Sendable, Hashable {
  /// The series; the sector where it is not a series but a level that is stated or a sum.
  public let series: String
  /// What it speaks of.
  public let period: Period
  /// Where it comes from.
  public let origin: Origin

  /// Where a figure comes from.
  public enum Origin: Sendable, Hashable {
    /// A publication; without its day where that is unknown.
    case published(CalendarDate?)
    /// The scenario, with why the level is known.
    case stated(reason: String)
  }
}

/// A figure that gave way to others.
public struct GrowthDiscrepancy: Sendable, Hashable {
  /// The sector.
  public let sector: String
  /// The figure.
  public let figure: GrowthFigure
  /// As published, in its unit.
  public let published: Double
  /// What the figures that go before it imply.
  public let implied: Double
  /// What rounding alone may explain.
  public let rounding: Double
  /// Whether it was spread over the parts or set aside.
  public let isSpread: Bool
  /// The figures that go before it; empty where they are all that is known.
  public var against: [GrowthFigure] = []
}
