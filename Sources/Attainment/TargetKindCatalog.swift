public import Plans

/// The kinds of target: every direction of a plan is one; a kind of its own is one file and one line here.
public enum TargetKindCatalog {
  /// The ids.
  public static let ids =
    TargetDirection.allCases.map(\.rawValue) + [RankWithin.id, AverageGrowthAtLeast.id]

  /// The kind of a plan's row.
  ///
  /// - Parameters:
  ///   - direction: which side is good.
  ///   - low: the lower value.
  ///   - high: the upper value.
  ///   - figure: what sort of figure it is, as the plan says: rank, growth, …
  ///   - averageYears: years of the average growth that is meant; `nil` for anything else.
  /// - Returns: `nil` when a value is missing.
  public static func kind(
    direction: TargetDirection, low: Double?, high: Double?, figure: String, averageYears: Int?
  ) -> (any TargetKind)? {
    switch (direction, figure, averageYears) {
    case (.atLeast, _, let years?): low.map { AverageGrowthAtLeast(rate: $0, years: years) }
    case (.atMost, "rank", _): high.map { RankWithin($0) }
    default: InDirection(direction, low: low, high: high)
    }
  }
}
