/// The kinds of target: a new one is one file and one line here.
public enum TargetKindCatalog {
  /// The ids.
  public static let ids = [
    AtLeast.id, AtMost.id, WithinRange.id, Exactly.id, RankWithin.id, AverageGrowthAtLeast.id,
  ]

  /// The kind of a plan's row.
  ///
  /// - Parameters:
  ///   - direction: the direction as plans write it.
  ///   - low: the lower value.
  ///   - high: the upper value.
  ///   - isRank: whether values are places.
  ///   - averageYears: years of the average growth that is meant; `nil` for anything else.
  /// - Returns: `nil` when the direction is unknown or its value is missing.
  public static func kind(
    direction: String, low: Double?, high: Double?, isRank: Bool, averageYears: Int?
  ) -> (any TargetKind)? {
    switch (direction, low, high) {
    case ("at_least", let low?, _):
      averageYears.map { AverageGrowthAtLeast(rate: low, years: $0) } ?? AtLeast(low)
    case ("at_most", _, let high?): isRank ? RankWithin(high) : AtMost(high)
    case ("range", let low?, let high?): WithinRange(low: low, high: high)
    case ("exactly", let low?, _): Exactly(low)
    default: nil
    }
  }
}
