/// A series all of whose values are above 0 and of which nobody says that it may be less stays above 0.
///
/// Equation: with half of the least value `e`, the edge, what lies below it nears 0 and never reaches it:
/// `v < e` becomes `e exp(v/e − 1)`. The map has no kink, and medians above the edge stay as they are.
///
/// Edge cases: a bound below 0, or at 0 on the scale of the unit, says how low values may go, and is believed. On
/// logarithms nothing comes to 0. Rates are for the caller to leave out: they may be negative whatever they were.
public enum PositiveSeries {
  /// The least `v/e − 1`, so that what nears 0 is no 0 by rounding.
  public static let leastExponent = -230.0

  /// Half of the least of some values; `nil` where the series may come to 0.
  public static func edge(
    of values: some Sequence<Double>, bounds: Bounds, scale: Scale = .identity
  ) -> Double? {
    let isOpen =
      switch scale {
      case .identity: bounds.lower == -.infinity
      case .log: bounds.lower <= 0
      case .logit, .rank, .count: false
      }
    guard isOpen, let least = values.min(), least > 0, least / 2 > 0 else { return nil }
    return least / 2
  }
}
