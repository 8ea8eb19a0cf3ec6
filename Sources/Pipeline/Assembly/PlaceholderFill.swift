internal import Models
internal import Plans
internal import TimeSeries

/// Fills indicators that nobody has figures for, by the scenario's one mechanical rule.
///
/// With the target's value `v` (the lower one of a range) the indicator starts at `start · v` in the
/// year before the first simulated one; in the target's year low, likely and high are the given
/// multiples of `v`. Where less is better, values are divided instead. The first row of the plans that
/// names the indicator gives value and year.
struct PlaceholderFill {
  let rule: PlaceholderRule
  let firstYear: Int
  let horizon: Int

  /// The specification for a target, or `nil` when the rule does not reach it.
  func specification(for target: Target) -> IndicatorSpecification? {
    guard let year = target.year, year >= rule.dueFrom, year <= horizon, target.hasValue,
      target.unit != "milestone", let value = target.low ?? target.high, value > 0
    else { return nil }
    let smallerIsBetter = target.direction?.asksForLess == true
    func scaled(_ share: Double) -> Double { smallerIsBetter ? value / share : value * share }
    let levels = [scaled(rule.low), scaled(rule.likely), scaled(rule.high)].sorted()
    // A share of 0 of a target that is to be undercut is beyond all numbers.
    guard levels[2].isFinite, levels[0] < levels[2], scaled(rule.start).isFinite else { return nil }
    let isWhole = target.kind == "count" || target.kind == "rank"
    let bounds = Self.bounds(of: target)
    return IndicatorSpecification(
      target: target, bounds: bounds, resolution: isWhole ? 1 : nil,
      judgement: JudgementSpecification(
        year: year, low: levels[0], likely: levels[1], high: levels[2],
        start: (firstYear - 1, bounds.clamp(scaled(rule.start))), author: rule.author),
      remark: nil)
  }

  /// Shares end at 100, ranks begin at 1, anything else at 0.
  private static func bounds(of target: Target) -> Bounds {
    switch target.kind {
    case "share", "completion": Bounds(lower: 0, upper: 100)
    case "rank": Bounds(lower: 1, upper: .infinity)
    default: Bounds(lower: 0, upper: .infinity)
    }
  }
}
