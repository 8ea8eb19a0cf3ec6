internal import RealModule

/// The scale on which a quantity is modelled.
public enum Scale: String, Sendable, Codable, CaseIterable {
  /// As it is.
  case identity
  /// Natural logarithm: growth is a difference.
  case log
  /// Log odds between two bounds: a share never leaves them.
  case logit
  /// Places 1 to n: log odds of the place.
  case rank
  /// Whole numbers from 0, modelled as logarithms of one more.
  case count
}

/// A monotone map between the unit of a quantity and its modelling scale.
///
/// Equations: log: `z = log y`; logit: `z = log((y − a)/(b − y))`; rank among n: the logit of
/// `(y − ½)/n` on (0, 1); count: `z = log(1 + y)`.
public struct Transform: Sendable, Hashable, Codable {
  /// Which map.
  public let scale: Scale
  /// The bounds of the quantity; the logit and the rank need both ends.
  public let bounds: Bounds

  /// A map; `nil` when the scale needs two bounds and they are not given.
  public init?(scale: Scale, bounds: Bounds) {
    if (scale == .logit || scale == .rank) && !bounds.isClosed { return nil }
    self.scale = scale
    self.bounds = bounds
  }

  private init(scale: Scale) {
    self.scale = scale
    self.bounds = .none
  }

  /// The map that changes nothing.
  public static let identity = Transform(scale: .identity)
  /// The natural logarithm.
  public static let log = Transform(scale: .log)

  /// To the modelling scale; `nil` where the value has no image (a share at its bound, say).
  public func forward(_ value: Double) -> Double? {
    let image =
      switch scale {
      case .identity: value
      case .log: value > 0 ? Double.log(value) : .nan
      case .count: value > -1 ? Double.log(onePlus: value) : .nan
      case .logit:
        bounds.lower < value && value < bounds.upper
          ? Double.log((value - bounds.lower) / (bounds.upper - value)) : .nan
      case .rank:
        bounds.lower <= value && value <= bounds.upper
          ? Double.log((value - bounds.lower + 0.5) / (bounds.upper - value + 0.5)) : .nan
      }
    return image.isFinite ? image : nil
  }

  /// To the modelling scale; a value at a bound of the log odds, or a 0 on logarithms, which have no image,
  /// are taken to lie inside by `edge`, such as half of their last printed digit.
  ///
  /// Edge cases: between bounds no edge, or one wider than half of the distance between them, is a thousandth of
  /// that distance; on logarithms a 0 without an edge has no image.
  public func forward(_ value: Double, insideBy edge: Double) -> Double? {
    forward(inside(value, by: edge))
  }

  /// A value at a bound of the log odds, or a 0 on logarithms, moved inside by `edge`; any other as it is.
  public func inside(_ value: Double, by edge: Double) -> Double {
    if scale == .log { return value == 0 && edge > 0 ? edge : value }
    guard scale == .logit else { return value }
    let width = bounds.upper - bounds.lower
    let step = edge > 0 && edge < width / 2 ? edge : width / 1000
    if value == bounds.lower { return value + step }
    return value == bounds.upper ? value - step : value
  }

  /// Back to the unit of the quantity; always inside the bounds. Ranks and counts are rounded.
  public func backward(_ image: Double) -> Double {
    switch scale {
    case .identity: bounds.clamp(image)
    case .log: bounds.clamp(Double.exp(image))
    case .count: bounds.clamp(max(0, (Double.exp(image) - 1).rounded()))
    case .logit: bounds.clamp(bounds.lower + (bounds.upper - bounds.lower) * Self.expit(image))
    case .rank:
      bounds.clamp(
        (bounds.lower - 0.5 + (bounds.upper - bounds.lower + 1) * Self.expit(image)).rounded())
    }
  }

  /// `dz/dy` at a value: turns a measurement error into one on the modelling scale.
  public func slope(at value: Double) -> Double {
    switch scale {
    case .identity: 1
    case .log: 1 / value
    case .count: 1 / (1 + value)
    case .logit: 1 / (value - bounds.lower) + 1 / (bounds.upper - value)
    case .rank: 1 / (value - bounds.lower + 0.5) + 1 / (bounds.upper - value + 0.5)
    }
  }

  private static func expit(_ image: Double) -> Double {
    image >= 0
      ? 1 / (1 + Double.exp(-image)) : Double.exp(image) / (1 + Double.exp(image))
  }
}
