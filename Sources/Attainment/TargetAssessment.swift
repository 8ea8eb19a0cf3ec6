internal import Randomness
internal import RealModule
public import Simulation

/// What the paths say about one target.
public struct TargetAssessment: Sendable, Hashable {
  /// The probability with its Monte Carlo error.
  public let probability: EstimatedProbability
  /// The indicator in the target's year: 10%, 50% and 90% of the paths lie at or below.
  public let p10: Double
  /// The median.
  public let p50: Double
  /// 90%.
  public let p90: Double
  /// The median of the shortfall, in the indicator's unit; 0 or less when half of the paths meet it.
  public let shortfallMedian: Double
  /// The first step by which half of the paths have met it; `nil` when fewer do.
  public let firstStepMedian: Int?

  /// Reads a target off a simulation.
  public init(
    kind: any TargetKind, goal: GoalCount, summary: StepSummary
  ) {
    probability = EstimatedProbability(goal)
    p10 = summary.quantile(0.1)
    p50 = summary.quantile(0.5)
    p90 = summary.quantile(0.9)
    shortfallMedian = Self.medianShortfall(kind, summary)
    firstStepMedian = goal.medianFirstStep
  }

  /// The median of the shortfall from the distribution of the indicator.
  ///
  /// For one-sided targets it is the shortfall of the median; for the others the smallest `s` for
  /// which half of the paths lie within `s` of the interval.
  private static func medianShortfall(_ kind: any TargetKind, _ summary: StepSummary) -> Double {
    let interval = kind.interval
    let histogram = summary.histogram
    guard interval.lowerBound.isFinite, interval.upperBound.isFinite else {
      return kind.shortfall(summary.quantile(0.5))
    }
    if histogram.isDiscrete && interval.lowerBound <= 1 {
      return kind.shortfall(summary.quantile(0.5))
    }
    let width = interval.upperBound - interval.lowerBound
    var low = -width / 2
    var high = max(
      abs(summary.quantile(0) - interval.upperBound),
      abs(summary.quantile(1) - interval.lowerBound))
    for _ in 0..<60 {
      let middle = 0.5 * (low + high)
      let inside =
        histogram.share(atMost: interval.upperBound + middle)
        - histogram.share(below: interval.lowerBound - middle)
      if inside >= 0.5 { high = middle } else { low = middle }
    }
    return high
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
}
