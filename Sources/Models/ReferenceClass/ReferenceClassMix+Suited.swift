public import TimeSeries

// Which classes a history goes to.

extension ReferenceClassMix {
  /// The width of bounds from which on they are far away, in largest sizes of the values.
  private static let farAway = 1000.0

  /// Whether bounds lie so far from the values of a history that they say nothing.
  public static func isFar(_ bounds: Bounds, from history: [Double]) -> Bool {
    let largest = history.filter(\.isFinite).map { abs($0) }.max() ?? 0
    return bounds.isClosed && largest > 0 && bounds.upper - bounds.lower > farAway * largest
  }

  /// These classes; those of levels where the classes are of shares and two bounds are far away or not there; of a rate
  /// itself.
  public func suited(to history: [Double], bounds: Bounds) -> ReferenceClassMix {
    guard frequency == .annual else { return self }
    let isFar = Self.isFar(bounds, from: history)
    if isRate(history), bounds.lower < 0, !bounds.isClosed || isFar {
      return said == .percentage
        ? ReferenceClassLibrary.ownRate.with(.percentage) : ReferenceClassLibrary.ownRate
    }
    return isOfShares && (isFar || !bounds.isClosed) ? ReferenceClassLibrary.mix(.other) : self
  }

  /// How open years of a rate by itself are.
  var openness: RateOpenness { said == .percentage ? .percent : .anyUnit }

  /// Whether any class is of shares between two bounds.
  var isOfShares: Bool { classes.contains { $0.table.recipe == .share } }

  /// Whether any class looks at what a series is a part of.
  public var looksAtNations: Bool { classes.contains { $0.table.recipe == .region } }

  /// Why what a series is a part of says nothing of it; `nil` where it says something.
  ///
  /// - Parameter nation: the same periods; empty for nothing known.
  public func obstacle(
    to history: [Double], nation: [Double], bounds: Bounds
  ) -> NationObstacle? {
    if nation.isEmpty { return .missing }
    if suited(to: history, bounds: bounds).rates == .own { return .ofRate }
    return NationFeatures.obstacle(to: history, nation)
  }

  private func isRate(_ history: [Double]) -> Bool {
    switch rates {
    case .overlooked: false
    case .seen: RateLikeness(history).isSeen
    case .expected: !RateLikeness(history).isLevel
    case .named: !RateLikeness.isAround100(history)
    case .own: true
    }
  }
}
