internal import RealModule
package import TimeSeries

/// What a level in percent of few values has of a rate that comes back, such as unemployment.
///
/// Three values do not tell whether they come back, and classes that were learned from what grows take their last
/// change for a course. Equation: of `n` values, 3 to 6, `OwnRate` with a typical spread of 0.4 mean sizes has the share
/// `w = (7 − n)/10 · min(1, v/d̄²)`, `v` the variance of the changes and `d̄` their mean; quantiles are averaged. What
/// went straight on has none. Yearly means of American rates cut to 3 and 4 values (84 histories, emulated): losses 8 and
/// 10% lower, 80% ranges hold 72 and 78% (62 and 73); drawn rates around a mean: 4 to 10% lower, 81 to 95% (70 to 94);
/// drawn rates with a trend of up to 15% a year: 5 to 9% higher, 87 to 90% (80 to 83).
///
/// Of what is in no unit that is known, as the series of a panel, three values that turn have it, and less where they hardly move: with `u²` half of
/// the mean squared change as a share of the squared mean, `min(1, (u/0.08)²)` of it. Drawn rates of three values lose 4 to 8% less, 80% ranges of
/// the next one hold 68 to 72% (48 to 59); output of countries and regions cut so, as if its numbers were as small, would lose 0.6 and 0.8% more.
///
/// Edge cases: whole numbers, means above 30, a value of 0 or below: none.
/// Source: averages of quantiles: Lichtendahl, Grushka-Cockayne & Winkler 2013, Management Science 59, 1594–1611.
package struct ShortRate {
  /// The share, above 0.
  package let weight: Double
  private let history: [Double]

  private static let openness = RateOpenness(
    floor: 0, share: 0.4, ofYear: 0.7, ofDistance: 0.05, ofMean: 1, typicalCounts: (4, 4))
  /// Values from which on it has a share, and from which on none; what each fewer adds.
  private static let (fewest, enough, each) = (3, 7, 0.1)
  private static let largestMean = 30.0
  /// Half of the mean squared change, as its root over the mean, from which on three values in no known unit have all of it.
  private static let rough = 0.08

  /// The rate that a history may be; `nil` where it has no share.
  ///
  /// - Parameter isInPercent: whether that is known.
  package init?(_ history: [Double], isInPercent: Bool = true) {
    let known = history.filter(\.isFinite)
    guard (Self.fewest..<Self.enough).contains(known.count), known.allSatisfy({ $0 > 0 }),
      !known.allSatisfy({ $0.rounded() == $0 }), Statistics.mean(known) <= Self.largestMean
    else { return nil }
    let changes = Statistics.differences(known)
    let mean = Statistics.mean(changes)
    let squares = changes.reduce(0) { $0 + ($1 - mean) * ($1 - mean) }
    let variance = squares / Double(changes.count - 1)
    guard variance > 0 else { return nil }
    let turning = variance < mean * mean ? variance / (mean * mean) : 1
    var weight = Self.each * Double(Self.enough - known.count) * turning
    if !isInPercent {
      guard known.count == Self.fewest, changes[0] * changes[1] < 0 else { return nil }
      let roughness = Statistics.mean(changes.map { $0 * $0 }) / 2
      let rough = Self.rough * Statistics.mean(known)
      weight *= min(1, roughness / (rough * rough))
    }
    self.weight = weight
    self.history = known
  }

  /// Forecasts of steps with the share of the rate.
  package func averaged(
    with others: [QuantileFunction], bounds: Bounds, steps: [Int]
  ) -> [QuantileFunction] {
    let above = Bounds(lower: max(bounds.lower, 0), upper: bounds.upper)
    let own = OwnRate.margins(history, bounds: above, steps: steps, openness: Self.openness)
    return zip(others, own ?? others).map { $0.averaged(with: $1, share: weight, bounds) }
  }
}
