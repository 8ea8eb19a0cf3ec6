public import Plans

/// What came of earlier targets.
public struct TrackRecord: Sendable, Hashable {
  /// Targets whose outcome is known.
  public let known: Int
  /// Those of them that were met.
  public let met: Int
  /// First and last year.
  public let years: ClosedRange<Int>
  /// Outcome minus target: quantiles at 10, 50 and 90%.
  public let p10, p50, p90: Double

  /// Counts outcomes; `nil` when none is known.
  public init?(_ outcomes: [TargetOutcome]) {
    let known = outcomes.filter { $0.outcome != nil }
    let gaps = known.compactMap { item in item.outcome.map { $0 - item.target } }.sorted()
    guard let first = known.map(\.year).min(), let last = known.map(\.year).max() else {
      return nil
    }
    func quantile(_ probability: Double) -> Double {
      let position = probability * Double(gaps.count - 1)
      let low = Int(position)
      let high = min(low + 1, gaps.count - 1)
      return gaps[low] + (gaps[high] - gaps[low]) * (position - Double(low))
    }
    self.known = gaps.count
    met = gaps.count { $0 >= 0 }
    years = first...last
    (p10, p50, p90) = (quantile(0.1), quantile(0.5), quantile(0.9))
  }
}
