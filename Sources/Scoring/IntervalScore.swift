/// The interval score of a central interval.
///
/// Equation: `(u − l) + 2/α (l − y)₊ + 2/α (y − u)₊` for an interval that should hold with `1 − α`.
/// Source: Winkler 1972, JASA 67, 187–191; Gneiting & Raftery 2007, JASA 102, equation 43.
public enum IntervalScore {
  /// The score, in the unit of the value; smaller is better.
  ///
  /// - Parameter level: what the interval should hold, between 0 and 1, such as 0.95.
  public static func score(
    value: Double, lower: Double, upper: Double, level: Double
  ) -> Double {
    let penalty = 2 / (1 - level)
    return upper - lower + penalty * max(lower - value, 0) + penalty * max(value - upper, 0)
  }
}
