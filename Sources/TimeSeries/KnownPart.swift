/// What has come already of an amount whose year is under way: the year cannot end below it.
///
/// A value `v` that a model gives for the year as years usually are becomes
///
///     o + s v                                             for v ≥ e
///     o + s (l + (e − l) (1 + e^{2 (v − e)/(e − l)})/2)     below.
///
/// Where the share `s` that is still to come in a usual year is known, `o` is what has come, so that what came beyond
/// its likes comes on top; where it is not, `s` is 1 and `o` what came once only. `l` is where nothing more would come,
/// the edge `e > l` that below which hardly anything would. It rises with `v`, has no kink at the edge, and leaves at
/// least half of what lies between both to the rest of the year.
public struct KnownPart: Sendable, Hashable, Codable {
  /// What is added to the model's share.
  public let once: Double
  /// The share of the model's value that counts, above 0.
  public let share: Double
  /// The value at which nothing more comes.
  public let least: Double
  /// Below which values are held above it.
  public let edge: Double

  /// What has come; an edge at `least` leaves all to the model above it.
  public init(once: Double, share: Double = 1, least: Double, edge: Double) {
    (self.once, self.share, self.least, self.edge) = (once, share, least, max(edge, least))
  }

  /// What has come: the lowest value of the year.
  public var floor: Double { once + share * least }

  /// The same in another unit.
  public func scaled(by factor: Double) -> KnownPart {
    KnownPart(once: once * factor, share: share, least: least * factor, edge: edge * factor)
  }

  /// Whether it can be used: finite numbers in their order.
  public var isSound: Bool {
    once.isFinite && least.isFinite && edge.isFinite && edge >= least && share > 0
      && share.isFinite
  }

  /// The value of the year, given an exponential.
  public func value(_ value: Double, _ exponential: (Double) -> Double) -> Double {
    let width = edge - least
    if value >= edge { return once + share * value }
    guard width > 0 else { return floor }
    return floor + share * width / 2 * (1 + exponential(max(2 * (value - edge) / width, -700)))
  }

  /// The reverse; what lies below every value of it is that of the least.
  public func unheld(_ value: Double, _ logarithm: (Double) -> Double) -> Double {
    let own = (value - once) / share
    let width = edge - least
    if own >= edge { return own }
    let left = width > 0 ? 2 * (own - least) / width - 1 : 0
    return left > 0 ? edge + width / 2 * logarithm(left) : -.infinity
  }
}
