internal import RealModule

/// A year of an amount from its first months, such as what a budget took in.
///
/// Equations, with `k` months of sum `S`, `f = k/12`, and `N` years before whose first `k` months had the shares `e^{l_i}` of
/// their years: the logarithm of the year is `log S − l̄`, its variance
///
///     V = (ν σ² (1 − f)/k + Σ (l_i − l̄)²) / (ν + N − 1) · (1 + 1/N)
///
/// `σ²` the variance of months' logarithms around the course of the year, from changes on the same months a year
/// before around their mean, pooled with a typical 0.1² of four degrees, times `ν/(ν − 2)` because it is estimated.
/// Without a year before the share is `f`, and months around a twelfth of the year differ by a typical 0.25. What
/// would lie below `S` is cut off: no month of an amount takes anything away. Where only the sum `S` is published (6
/// months, 9 months), it is one part of that length, and its months, which nobody sees, are taken to differ by a
/// typical 0.14. How the years go on is told by the model of the years, which is conditioned on this
/// (`PathDistribution.sighted`).
///
/// Edge cases: whole numbers below a thousand vary at least as counts do, by one over their mean. Months of 0 or less tell
/// no change; first months that sum to 0 or less tell nothing.
///
/// Source: variance of a share of independent parts by the delta method; pooled variances: Gelman, Carlin, Stern, Dunson,
/// Vehtari & Rubin 2013, Bayesian Data Analysis, 3rd edition, section 3.2. The typical sizes are assumed.
package struct AmountToDate {
  /// The year's expected amount: the middle of its distribution.
  package let amount: Double
  /// Standard deviation of its logarithm.
  package let deviation: Double
  /// Months behind it.
  package let months: Int
  /// Years before whose shares are known.
  package let cases: Int
  /// The amount that the months alone lead to.
  package let byMonths: Double

  private static let (typicalNoise, noiseDegrees) = (0.1, 4.0)
  private static let (typicalCourse, unseenNoise) = (0.25, 0.14)
  /// Degrees from which on more months tell no more: months that follow one another are alike.
  private static let mostDegrees = 12.0
  /// Years before that count, the last ones.
  private static let window = 6
  private static let countLimit = 1000.0

  /// A year from its months; `nil` where they tell nothing.
  ///
  /// - Parameters:
  ///   - parts: amounts by year, one for each month from January on without a gap, in the unit of the years.
  ///   - wholes: amounts of years that are over.
  ///   - periods: how many parts a year has, 12 or 4.
  package init?(
    of year: Int, parts: [Int: [Double]], wholes: [Int: Double], periods: Int = 12
  ) {
    guard let now = parts[year], let before = wholes[year - 1], before > 0, !now.isEmpty,
      now.count < periods
    else { return nil }
    let (count, sum) = (now.count, now.reduce(0, +))
    guard sum > 0 else { return nil }
    let firsts = parts.filter { $0.key < year && $0.value.count >= count }
      .mapValues { $0.prefix(count).reduce(0, +) }
    let shares = Self.shares(firsts, wholes)
    let noise = Self.noise(parts, through: year, isKnown: !shares.isEmpty, periods: periods)
    let isWhole = parts.values.allSatisfy { $0.allSatisfy { $0.rounded() == $0 } }
    self.init(
      sum: sum, parts: Double(count), share: Double(count) / Double(periods), before: before,
      shares: shares, noise: noise, isWhole: isWhole, months: count * 12 / periods)
  }

  /// A year from the sum of its first months; `nil` where that tells nothing.
  ///
  /// - Parameters:
  ///   - cumulated: sums of as many months from January on, by year.
  ///   - months: how many, 1 to 11.
  ///   - wholes: amounts of years that are over.
  package init?(of year: Int, cumulated: [Int: Double], months: Int, wholes: [Int: Double]) {
    guard let sum = cumulated[year], sum > 0, let before = wholes[year - 1], before > 0,
      (1...11).contains(months)
    else { return nil }
    let shares = Self.shares(cumulated.filter { $0.key < year }, wholes)
    let typical = shares.isEmpty ? Self.typicalCourse : Self.unseenNoise
    let degrees = Self.noiseDegrees
    // Estimated where years before are known, as single months are.
    let variance =
      typical * typical / Double(months) * (shares.isEmpty ? 1 : degrees / (degrees - 2))
    self.init(
      sum: sum, parts: 1, share: Double(months) / 12, before: before, shares: shares,
      noise: (variance, degrees), isWhole: cumulated.values.allSatisfy { $0.rounded() == $0 },
      months: months)
  }

  /// Logarithms of the shares that first months had of the last years before.
  private static func shares(_ firsts: [Int: Double], _ wholes: [Int: Double]) -> [Double] {
    firsts.keys.sorted().suffix(window).compactMap { past in
      guard let first = firsts[past], let whole = wholes[past], whole > 0 else { return nil }
      return first > 0 && first <= whole * 1.0001 ? Double.log(first / whole) : nil
    }
  }

  /// The equation above: `parts` of sum `sum` are `share` of a year.
  private init(
    sum: Double, parts: Double, share: Double, before: Double, shares: [Double],
    noise: (variance: Double, degrees: Double), isWhole: Bool, months: Int
  ) {
    self.months = months
    cases = shares.count
    let number = Double(max(1, shares.count))
    let mean = shares.isEmpty ? Double.log(share) : shares.reduce(0, +) / number
    let scatter = shares.reduce(0) { $0 + ($1 - mean) * ($1 - mean) }
    let isCount = before <= Self.countLimit && isWhole
    let size = max(noise.variance, isCount ? parts / sum : 0)
    let pooled =
      (noise.degrees * size * (1 - share) / parts + scatter) / (noise.degrees + number - 1)
    let variance = shares.isEmpty ? pooled : pooled * (1 + 1 / number)
    byMonths = sum / Double.exp(mean)
    let seen = (mean: Double.log(byMonths / before), variance: variance)
    let cut = Self.cut(seen, at: Double.log(sum / before))
    amount = before * Double.exp(cut.mean)
    deviation = cut.variance.squareRoot()
  }

  /// The predicted variance of a month's logarithm around the course of the year, and its degrees of freedom.
  private static func noise(
    _ parts: [Int: [Double]], through year: Int, isKnown: Bool, periods: Int
  ) -> (variance: Double, degrees: Double) {
    // Parts longer than months vary less.
    let length = 12 / Double(periods)
    guard isKnown else { return (typicalCourse * typicalCourse / length, noiseDegrees) }
    var (squares, degrees) = (0.0, 0.0)
    for now in parts.keys.sorted().suffix(window + 1) {
      guard let own = parts[now], let before = parts[now - 1] else { continue }
      let changes = zip(own, before).compactMap { $0 > 0 && $1 > 0 ? Double.log($0 / $1) : nil }
      guard changes.count > 1 else { continue }
      let mean = changes.reduce(0, +) / Double(changes.count)
      squares += changes.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / 2
      degrees += Double(changes.count - 1)
    }
    let typical = typicalNoise * typicalNoise / length
    let variance = (noiseDegrees * typical + squares) / (noiseDegrees + degrees - 2)
    return (variance, min(mostDegrees, noiseDegrees + degrees))
  }

  /// Mean and variance of a normal distribution above a limit.
  private static func cut(
    _ whole: (mean: Double, variance: Double), at limit: Double
  ) -> (mean: Double, variance: Double) {
    let deviation = whole.variance.squareRoot()
    let score = (limit - whole.mean) / deviation
    guard score > -6 else { return whole }
    // Far above the middle what is left is exponential.
    guard score < 6 else { return (limit + deviation / score, whole.variance / (score * score)) }
    let above = Double.erfc(score / 2.0.squareRoot()) / 2
    let hazard = Double.exp(-score * score / 2) / (2 * Double.pi).squareRoot() / above
    return (
      whole.mean + deviation * hazard, whole.variance * (1 + score * hazard - hazard * hazard)
    )
  }
}
