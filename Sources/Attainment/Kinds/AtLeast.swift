/// The indicator reaches a value or more.
public struct AtLeast: TargetKind, Hashable {
  /// The name of the kind.
  public static let id = "at_least"

  /// The value.
  public let value: Double

  /// A target.
  public init(_ value: Double) { self.value = value }

  /// From the value upwards.
  public var interval: ClosedRange<Double> { value...Double.infinity }
}
