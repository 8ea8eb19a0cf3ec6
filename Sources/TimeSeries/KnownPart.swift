/// What has come already of an amount whose year is under way: the year cannot end below it.
///
/// A value `v` that a model gives for the year becomes
///
///     o + v                                     for v ≥ e
///     o + l + (e − l) (1 + e^{2 (v − e)/(e − l)})/2     below,
///
/// with what came once only `o` (months far beyond their likes say nothing of the rest), what has come besides `l`, and the
/// edge `e > l` below which hardly anything would still come. It rises with `v`, has no kink at the edge, and leaves at least
/// half of what lies between both to the rest of the year.
public struct KnownPart: Sendable, Hashable, Codable {
  /// What came once only: the excess of months far beyond their likes, below 0 where months are far below these.
  public let once: Double
  /// What has come besides.
  public let least: Double
  /// Below which values are held above it.
  public let edge: Double

  /// What has come; an edge at `least` leaves all to the model above it.
  public init(once: Double, least: Double, edge: Double) {
    (self.once, self.least, self.edge) = (once, least, max(edge, least))
  }

  /// The same in another unit.
  public func scaled(by factor: Double) -> KnownPart {
    KnownPart(once: once * factor, least: least * factor, edge: edge * factor)
  }

  /// Whether it can be used: finite numbers in their order.
  public var isSound: Bool {
    once.isFinite && least.isFinite && edge.isFinite && edge >= least
  }

  /// The value of the year, given an exponential.
  public func value(_ value: Double, _ exponential: (Double) -> Double) -> Double {
    let width = edge - least
    if value >= edge { return once + value }
    guard width > 0 else { return once + least }
    return once + least + width / 2 * (1 + exponential(max(2 * (value - edge) / width, -700)))
  }

  /// The reverse; what lies below every value of it is that of the least.
  public func unheld(_ value: Double, _ logarithm: (Double) -> Double) -> Double {
    let own = value - once
    let width = edge - least
    if own >= edge { return own }
    let share = width > 0 ? 2 * (own - least) / width - 1 : 0
    return share > 0 ? edge + width / 2 * logarithm(share) : -.infinity
  }
}
