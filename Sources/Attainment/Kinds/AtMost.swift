/// The indicator stays at a value or below.
public struct AtMost: TargetKind, Hashable {
  /// The name of the kind.
  public static let id = "at_most"

  /// The value.
  public let value: Double

  /// A target.
  public init(_ value: Double) { self.value = value }

  /// Up to the value.
  public var interval: ClosedRange<Double> { -Double.infinity...value }
}
