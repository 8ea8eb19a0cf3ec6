/// A normal distribution cut to a range.
public enum TruncatedNormal {
  /// The value that has in the cut distribution the rank that another has in the whole one.
  ///
  /// Equation: `Φ⁻¹(Φ(a) + Φ(z)(Φ(b) − Φ(a)))` with `a`, `z`, `b` the standardised ends and value. In
  /// the upper half everything is mirrored, so that far ranges keep their digits.
  public static func sameRank(
    _ value: Double, mean: Double, deviation: Double, low: Double, high: Double
  ) -> Double {
    if (low + high) / 2 > mean {
      return 2 * mean
        - sameRank(
          2 * mean - value, mean: mean, deviation: deviation, low: 2 * mean - high,
          high: 2 * mean - low)
    }
    guard deviation > 0 else { return min(max(value, low), high) }
    let bottom = StandardNormal.cumulative((low - mean) / deviation)
    let top = StandardNormal.cumulative((high - mean) / deviation)
    let rank = StandardNormal.cumulative((value - mean) / deviation)
    let share = bottom + rank * (top - bottom)
    guard share > 0 else { return high }
    return min(max(mean + deviation * StandardNormal.quantile(share), low), high)
  }
}
