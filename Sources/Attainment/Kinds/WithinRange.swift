/// The indicator lies between two values.
public struct WithinRange: TargetKind, Hashable {
  /// The name of the kind.
  public static let id = "range"

  /// The lower value.
  public let low: Double
  /// The upper value.
  public let high: Double

  /// A target with `low ≤ high`.
  public init(low: Double, high: Double) {
    precondition(low <= high, "a range from \(low) to \(high) is empty")
    self.low = low
    self.high = high
  }

  /// Both values and what lies between.
  public var interval: ClosedRange<Double> { low...high }
}
