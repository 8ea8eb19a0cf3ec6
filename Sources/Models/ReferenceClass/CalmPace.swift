internal import RealModule
internal import TimeSeries

/// What a level that grew far more calmly than comparable series says of the years to come.
///
/// Equations, on logarithms, with changes `d_1 … d_n` a year, their mean `m` and the mean of the last three `m₃`: the middle is
/// `h (m + m₃)/2`, distances are `(s h + b h²) t`, where `s² = (Σ (d_i − m)² + c²)/n`, `c` = 0.001 as if one more had been seen,
/// `b` = 0.0003, since no growth stays, and `t` Student's with four degrees of freedom. With the distance `D` of the tenth that
/// the classes have in the first year and `r = (s + b + 0.1 |m|) t_{0.9}/D`, the weight is
/// `(1 − (r/0.6)²)^{3/2}/(1 + 12 r^{n−1})` up to `r` = 0.6 and nothing from there on: a level of its class has `n` changes as alike as that
/// by chance the more rarely the more there are, and fast growth ends however calm it was.
///
/// Middles are averaged by the weight, and so are distances, but that none becomes larger than it was.
///
/// The numbers are rounded from what was best for populations of countries, half of them at a time (1,853 histories of 3 to 20
/// values), beside output of countries and regions, whose histories cut to three to eight values were calm by chance.
///
/// Edge cases: fewer than three values, or one that is not positive, tell nothing. A change over years that are not known counts
/// as one, at its mean a year.
///
/// Source: shrinking a variance: Lindley & Smith 1972, Journal of the Royal Statistical Society B 34, 1–41.
package struct CalmPace: Sendable {
  /// `m`.
  package let mean: Double
  /// `(m + m₃)/2`.
  package let pace: Double
  /// `s`.
  package let deviation: Double
  private let changes: Double

  private static let fewestValues = 3
  /// `c`.
  private static let added = 0.001
  /// `b`.
  private static let drift = 0.0003
  /// The share of growth that counts as what it may vary by, for the weight.
  private static let ofGrowth = 0.1
  /// `r` from which on the classes are by themselves.
  private static let largestRatio = 0.6
  /// The odds of a level of its class beside a calm one, before any change was seen, and how fast the weight ends towards that ratio.
  private static let (odds, sharpness) = (12.0, 1.5)
  /// Student's quantiles at the probabilities of quantile functions.
  private static let scores = OwnPace.scores(degrees: 4)
  /// The place of the upper tenth.
  private static let outer = QuantileFunction.probabilities.firstIndex(of: 0.9) ?? 0

  /// The pace of a history, oldest first, no number where nothing is known; `nil` where it says too little of one.
  package init?(_ history: [Double]) {
    let years = history.indices.filter { history[$0].isFinite }
    guard years.count >= Self.fewestValues, years.allSatisfy({ history[$0] > 0 }) else {
      return nil
    }
    let own = GappedChanges(
      years.map { Double.log(history[$0]) }, at: years, added: Self.added)
    (changes, mean, deviation) = (own.count, own.mean, own.deviation)
    pace = (own.mean + own.latest) / 2
  }

  /// The weight beside classes, 0 to less than 1.
  ///
  /// - Parameter distance: that of their tenths from the middle in the first year, in logarithms.
  package func weight(beside distance: Double) -> Double {
    guard distance > 0 else { return 0 }
    let own = deviation + Self.drift + Self.ofGrowth * abs(mean)
    let ratio = own * Self.scores[Self.outer] / distance
    guard ratio < Self.largestRatio else { return 0 }
    let chance = 1 / (1 + Self.odds * Double.pow(ratio, changes - 1))
    let near = ratio / Self.largestRatio
    return chance * Double.pow(1 - near * near, Self.sharpness)
  }

  /// The middle after so many years, in logarithms from the last value.
  func middle(_ step: Double) -> Double { pace * step }

  /// A distance of the classes from the middle averaged by a weight with the own one.
  ///
  /// - Parameter place: that of its probability in quantile functions.
  package func distance(_ classes: Double, place: Int, step: Double, weight: Double) -> Double {
    let own = abs(Self.scores[place]) * (deviation * step + Self.drift * step * step)
    let nearer = min(own, abs(classes))
    return classes < 0
      ? classes + weight * (-nearer - classes) : classes + weight * (nearer - classes)
  }
}
