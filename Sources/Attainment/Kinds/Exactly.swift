/// The indicator equals a value; meant for counts and dates.
public struct Exactly: TargetKind, Hashable {
  /// The name of the kind.
  public static let id = "exactly"

  /// The value.
  public let value: Double

  /// A target.
  public init(_ value: Double) { self.value = value }

  /// The value alone.
  public var interval: ClosedRange<Double> { value...value }
}
