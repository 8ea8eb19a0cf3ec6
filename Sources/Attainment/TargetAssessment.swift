internal import Randomness
internal import RealModule
public import Simulation

/// What the paths say about one target.
public struct TargetAssessment: Sendable, Hashable {
  /// The probability with its Monte Carlo error.
  public let probability: EstimatedProbability
  /// The indicator in the target's year: 10%, 50% and 90% of the paths lie at or below.
  public private(set) var p10, p50, p90: Double
  /// The median of the shortfall, in the indicator's unit; 0 or less when half of the paths meet it.
  public let shortfallMedian: Double
  /// The first year by which half of the paths have met it; `nil` when fewer do.
  public private(set) var firstYearMedian: Int?
  /// The change a year that leads from the last known value to the target.
  public package(set) var requiredPerYear: Double?
  /// Whether it is known that it is met or missed: nothing is simulated, and the chance has no error.
  public private(set) var isKnown = false

  /// Reads a target off a simulation.
  ///
  /// Quantiles come from bins, the probability from a count: where the two would contradict each other by less
  /// than a bin, the count is right.
  ///
  /// - Parameters:
  ///   - scale: how finely the indicator is published: at an end of its scale quantiles and shortfall are those of
  ///     what is printed, as in the table of projections, whatever the target.
  ///   - years: the simulated ones.
  public init(
    kind: any TargetKind, goal: GoalCount, summary: StepSummary, scale: PublishedScale = .exact,
    years: [Int]
  ) {
    let share = Double(goal.met) / Double(max(1, goal.paths))
    func quantile(_ probability: Double) -> Double {
      let shown = scale.printed(summary.quantile(probability))
      return Self.agreeing(shown, probability, kind, share, scale)
    }
    probability = EstimatedProbability(goal)
    p10 = quantile(0.1)
    p50 = quantile(0.5)
    p90 = quantile(0.9)
    shortfallMedian = Self.medianShortfall(kind, summary, median: quantile(0.5), scale)
    firstYearMedian = goal.medianFirstStep.map { years[$0] }
  }

  /// The same of a year that is over and known: met or missed, and nothing left to do.
  package func known(in year: Int) -> TargetAssessment {
    var other = self
    (other.p10, other.p90) = (p50, p50)
    other.isKnown = true
    other.firstYearMedian = probability.value > 0.5 ? year : nil
    return other
  }

  /// The same without a first year, where none of those looked at is one.
  package var withoutFirstYear: TargetAssessment {
    var other = self
    other.firstYearMedian = nil
    return other
  }

  /// A quantile on the side of a one-sided target on which the share that meets it puts it.
  private static func agreeing(
    _ quantile: Double, _ probability: Double, _ kind: any TargetKind, _ share: Double,
    _ scale: PublishedScale
  ) -> Double {
    let (low, high) = (kind.interval.lowerBound, kind.interval.upperBound)
    let met = scale.interval(kind.interval)
    // On a grid the limits lie half a step beside the last value that meets the target.
    let half = scale.isGrid ? scale.unit / 2 : 0
    if low.isFinite && !high.isFinite {
      let (least, most) = (max(low, met.lowerBound + half), met.lowerBound - half)
      if share >= 1 - probability { return max(quantile, least) }
      return quantile < low ? quantile : min(quantile, scale.isGrid ? most : most.nextDown)
    }
    if high.isFinite && (!low.isFinite || kind is RankWithin) {
      let (most, least) = (min(high, met.upperBound - half), met.upperBound + half)
      if share >= probability { return min(quantile, most) }
      return quantile > high ? quantile : max(quantile, scale.isGrid ? least : least.nextUp)
    }
    return quantile
  }

  /// The median of the shortfall from the distribution of the indicator.
  ///
  /// For one-sided targets it is the shortfall of the median; for the others the smallest `s` for
  /// which half of the paths lie within `s` of the interval.
  private static func medianShortfall(
    _ kind: any TargetKind, _ summary: StepSummary, median: Double, _ scale: PublishedScale
  ) -> Double {
    let histogram = summary.histogram
    let isOneSided = !kind.interval.lowerBound.isFinite || !kind.interval.upperBound.isFinite
    // Sums of steps miss their multiple by a last bit.
    func onGrid(_ value: Double) -> Double {
      guard scale.isGrid else { return value }
      let near = (value / scale.unit).rounded() * scale.unit
      return abs(value - near) < 1e-5 * scale.unit ? near + 0 : value
    }
    if isOneSided || kind is RankWithin { return onGrid(kind.shortfall(median)) }
    // On a grid the target itself is looked at: half a step more or less is no shortfall.
    let interval = scale.isGrid ? kind.interval : scale.interval(kind.interval)
    let width = interval.upperBound - interval.lowerBound
    var low = -width / 2
    var high = max(
      abs(summary.quantile(0) - interval.upperBound),
      abs(summary.quantile(1) - interval.lowerBound))
    func isHalfInside(_ distance: Double) -> Bool {
      histogram.share(atMost: interval.upperBound + distance)
        - histogram.share(below: interval.lowerBound - distance) >= 0.5
    }
    if isHalfInside(0) { high = min(high, 0) }
    for _ in 0..<60 {
      let middle = 0.5 * (low + high)
      if isHalfInside(middle) { high = middle } else { low = middle }
    }
    // Between two values of a grid there is nothing to fall short by; the bins of a histogram know no grid.
    let isFromGrid = [interval.lowerBound, interval.upperBound].allSatisfy {
      abs($0 / scale.unit - ($0 / scale.unit).rounded()) < 1e-6
    }
    guard scale.isGrid, isFromGrid else { return high }
    return (high / scale.unit).rounded() * scale.unit + 0
  }
}

/// The change a year that leads from the last known value to a target.
public enum RequiredChange {
  /// Percent a year for quantities that grow, units a year for others.
  ///
  /// - Parameters:
  ///   - value: the last known value.
  ///   - goal: the value to reach.
  ///   - years: years between the two.
  ///   - grows: whether the quantity is a level that grows.
  /// - Returns: `nil` without years left, or when growth cannot lead there.
  public static func perYear(
    from value: Double, to goal: Double, years: Double, grows: Bool
  ) -> Double? {
    guard years > 0 else { return nil }
    guard grows else { return (goal - value) / years }
    guard value > 0, goal > 0 else { return nil }
    return 100 * (Double.pow(goal / value, 1 / years) - 1)
  }

  /// The level that such a change comes to after so many years.
  public static func level(
    from value: Double, perYear: Double, after years: Double, grows: Bool
  ) -> Double {
    grows ? value * Double.pow(1 + perYear / 100, years) : value + years * perYear
  }
}
