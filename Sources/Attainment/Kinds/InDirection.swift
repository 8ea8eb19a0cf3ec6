public import Plans

/// The indicator lies where the direction of a plan's row says: at least, at most, between, exactly.
public struct InDirection: TargetKind, Hashable {
  /// The direction.
  public let direction: TargetDirection
  /// The values that meet the target.
  public let interval: ClosedRange<Double>

  /// A target; `nil` without the values that decide, and for ends in the wrong order.
  public init?(_ direction: TargetDirection, low: Double? = nil, high: Double? = nil) {
    guard let interval = direction.interval(low: low, high: high) else { return nil }
    self.direction = direction
    self.interval = interval
  }

  /// The direction's name.
  public var id: String { direction.rawValue }
}
