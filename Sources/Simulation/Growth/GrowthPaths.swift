/// What simulated paths of a year came to.
public struct GrowthPaths: Sendable {
  /// One variant.
  public struct Variant: Sendable {
    /// Mean level by leaf and month; levers included.
    public let means: [[Double]]
    /// Quantiles at 10, 50 and 90% of levels, by node: 12 months, 4 quarters, the year,
    /// 6 months, 9 months.
    public let p10, p50, p90: [[Double]]
    /// How far the conditions lie from the forecast, 0–1; `nil` without conditions.
    public let plausibility: Double?
    /// Unconditioned paths that reach at least what is asked.
    public let reached: Int
  }

  /// The variants.
  public let variants: [Variant]
  /// Unconditioned paths that reach each threshold.
  public let thresholdsReached: [Int]
  /// Paths.
  public let paths: Int
}
