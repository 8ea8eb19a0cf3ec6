/// The region is among the first places of a ranking.
public struct RankWithin: TargetKind, Hashable {
  /// The name of the kind.
  public static let id = "rank"
  /// The name of the kind.
  public var id: String { Self.id }

  /// The last place that is good.
  public let place: Double

  /// A target.
  public init(_ place: Double) { self.place = place }

  /// From the first place to the last good one.
  public var interval: ClosedRange<Double> { 1...max(1, place) }

  /// Places beyond the last good one.
  public func shortfall(_ value: Double) -> Double { max(value - place, 1 - value) }

  /// The last good place.
  public func goal(from value: Double) -> Double { place }
}
