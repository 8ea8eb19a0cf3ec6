/// A condition that a plan sets for one indicator in one year.
public protocol TargetKind: Sendable {
  /// The name of the kind.
  var id: String { get }

  /// The values that meet the target, ends included.
  var interval: ClosedRange<Double> { get }

  /// How far a value is from meeting it, in the indicator's unit: 0 or less exactly when it is met.
  func shortfall(_ value: Double) -> Double

  /// The value that one has to reach, for the change that is required.
  func goal(from value: Double) -> Double
}

extension TargetKind {
  /// Whether a value meets the target.
  public func isMet(_ value: Double) -> Bool { interval.contains(value) }

  /// How far a value lies outside the interval, or inside it with the opposite sign.
  public func shortfall(_ value: Double) -> Double {
    max(interval.lowerBound - value, value - interval.upperBound)
  }

  /// The end of a one-sided target; of two ends the nearest one, and the value itself between them.
  public func goal(from value: Double) -> Double {
    if !interval.lowerBound.isFinite { return interval.upperBound }
    if !interval.upperBound.isFinite { return interval.lowerBound }
    return min(max(value, interval.lowerBound), interval.upperBound)
  }
}
