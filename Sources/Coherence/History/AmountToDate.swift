internal import RealModule
package import TimeSeries

/// A year of an amount from some of its months, such as what a budget took in.
///
/// Equations, with `k` months of sum `S`, and `N` years before in which the same months had the shares `e^{l_i}`, mean `l̄`,
/// `f = e^{l̄}`: the logarithm of the year is `log S − l̄`, its variance
///
///     V = (ν v + Σ (l_i − l̄)²) / (ν + N − 1) · (1 + 1/N),    v = σ² (1 − f)² · 12 / (k (12 − k)) · (1 + 3 (k/12)(1 − k/12)) · max(1, k/(12 f))
///
/// `σ²` the variance of months' logarithms around the course of the year, from changes on the same months a year before
/// around their mean, pooled with a typical 0.1² of four degrees, times `ν/(ν − 2)` because it is estimated. Without a year
/// before share and variance are those of other amounts (`AmountShares`), moved by what other first months made of years
/// before. What would lie below what has come is cut off: no
/// month of an amount takes anything away. How the years go on is told by the model of the years, which is conditioned on
/// this (`PathDistribution.sighted`).
///
/// Months far beyond their likes came once only (`OnceOnly`): their excess is added to the year as it is, and the rest is told by
/// what they would be otherwise.
///
/// Months of years before that are lacking follow from the others and the year; where they do not, the months that are known
/// of both years count. Parts of every length do (`YearOfParts`).
///
/// Edge cases: whole numbers below a thousand vary at least as counts do, by one over their mean. Months of 0 or less tell
/// no change; months that sum to 0 or less tell nothing. Months that make less of a year than their number would vary by the more, as
/// what is proportional to its variance does: a January of 0.4% of the year tells hardly anything.
///
/// Source: variance of a share of independent parts by the delta method, those of the months in proportion to their
/// sizes; pooled variances: Gelman, Carlin, Stern, Dunson, Vehtari & Rubin 2013, Bayesian Data Analysis, 3rd edition,
/// section 3.2. Months that follow one another are alike, and of 400 series of the M3 competition shares vary by 1.4 to 3
/// times as much as of independent ones, most in the middle of the year: the last factor, which has the least logarithmic
/// loss with three years before. The typical sizes are assumed.
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
  /// What has come of it already; `nil` where amounts may fall.
  package let come: KnownPart?
  /// Months that stand far beyond their likes, and what these lead to.
  package let odd: [(span: YearOfParts.Span, usual: Double)]

  private static let (typicalNoise, noiseDegrees) = (0.1, 4.0)
  /// How much more shares vary than those of independent months, in the middle of the year by a quarter of it.
  private static let likeness = 3.0
  /// Degrees from which on more months tell no more: months that follow one another are alike.
  private static let mostDegrees = 12.0
  /// Years before that count, the last ones.
  private static let window = 6
  private static let countLimit = 1000.0

  /// A year from its months; `nil` where they tell nothing.
  ///
  /// - Parameters:
  ///   - parts: what is known of years, in the unit of the years.
  ///   - wholes: amounts of years that are over.
  ///   - periods: how many parts a year has whose changes tell how much months vary, 12 or 4.
  ///   - canFall: whether months may take away what has come.
  package init?(
    of year: Int, parts told: [Int: YearOfParts], wholes: [Int: Double], periods: Int = 12,
    canFall: Bool = false
  ) {
    var parts = told
    let once = OnceOnly(of: year, parts: told, wholes: wholes)
    if let usual = once?.usual { parts[year] = usual }
    odd = once?.odd ?? []
    guard let now = parts[year], let before = wholes[year - 1], before > 0,
      now.sum(from: 0, to: 12) == nil
    else { return nil }
    let blocks = now.blocks
    let come = blocks.reduce(0) { $0 + $1.value }
    guard come > 0 else { return nil }
    months = blocks.reduce(0) { $0 + $1.months }
    let past = parts.filter { $0.key < year && wholes[$0.key] ?? 0 > 0 }
      .sorted { $0.key < $1.key }.suffix(Self.window)
      .map { ($0.value.with(whole: wholes[$0.key]), wholes[$0.key] ?? 0) }
    let known = Self.common(blocks, now.pieces, past.map(\.0))
    let shares = past.compactMap { Self.share(of: known, $0.0, $0.1) }
    cases = shares.count
    let seen: (mean: Double, variance: Double)
    if shares.isEmpty {
      let others = AmountShares.ofYear(months: months, beside: Self.others(blocks, past))
      seen = (Double.log(come) - others.mean, others.deviation * others.deviation)
    } else {
      let count = Double(known.reduce(0) { $0 + $1.months })
      let sum = known.reduce(0) { $0 + $1.value }
      let number = Double(shares.count)
      let mean = shares.reduce(0, +) / number
      let scatter = shares.reduce(0) { $0 + ($1 - mean) * ($1 - mean) }
      let noise = Self.noise(parts, wholes, through: year, periods: periods)
      let isCount =
        before <= Self.countLimit
        && parts.values.allSatisfy { $0.spans.allSatisfy { $0.value.rounded() == $0.value } }
      let size = max(noise.variance, isCount ? count / sum : 0)
      let rest = 1 - Double.exp(mean)
      let likeness = 1 + Self.likeness * count / 12 * (1 - count / 12)
      // What is small beside its months varies by more, as sums of few cases do.
      let small = max(1, count / 12 / Double.exp(mean))
      let ofMonths = size * small * rest * rest * 12 / (count * (12 - count)) * likeness
      let pooled = (noise.degrees * ofMonths + scatter) / (noise.degrees + number - 1)
      seen = (Double.log(sum) - mean, pooled * (1 + 1 / number))
    }
    let excess = once?.excess ?? 0
    byMonths = Double.exp(seen.mean) * (1 + excess / come)
    let relative = (mean: seen.mean - Double.log(before), variance: max(seen.variance, 1e-12))
    let cut = canFall ? relative : Self.cut(relative, at: Double.log(come / before))
    let usual = before * Double.exp(cut.mean)
    amount = usual + excess
    // What came once is known.
    deviation = cut.variance.squareRoot() * usual / amount
    self.come =
      canFall
      ? nil
      : KnownPart(
        once: excess, least: come,
        edge: come
          + Self.leastRest(
            of: min(before, Double.exp(seen.mean)), share: min(1, come / Double.exp(seen.mean)),
            seen.variance))
  }

  /// How much at least of what a year has usually left is still to come, half or as little as its months vary.
  private static func leastRest(
    of whole: Double, share: Double, _ variance: Double
  ) -> Double {
    guard share < 1 else { return 0 }
    let rest = 1 - share
    return rest * whole * min(0.5, Double.exp(-3 * variance.squareRoot() / rest))
  }

  /// The months that count: all of them where a year before knows as much, else most that one of them knows, too.
  private static func common(
    _ blocks: [YearOfParts.Span], _ pieces: [YearOfParts.Span], _ past: [YearOfParts]
  ) -> [YearOfParts.Span] {
    func knows(_ year: YearOfParts, _ span: YearOfParts.Span) -> Bool {
      year.sum(from: span.from, to: span.to) != nil
    }
    if past.contains(where: { year in blocks.allSatisfy { knows(year, $0) } }) { return blocks }
    func length(_ spans: [YearOfParts.Span]) -> Int { spans.reduce(0) { $0 + $1.months } }
    let both = past.map { year in
      // Sums that are known of both years, though not their parts.
      let found = blocks.flatMap { block -> [YearOfParts.Span] in
        knows(year, block)
          ? [block]
          : pieces.filter { block.from <= $0.from && $0.to <= block.to && knows(year, $0) }
      }
      return found
    }
    return both.reduce([]) { length($1) >= length($0) ? $1 : $0 }
  }

  /// Shares of other first months of years before, the nearest of each; none beside months with gaps.
  private static func others(
    _ blocks: [YearOfParts.Span], _ past: [(YearOfParts, Double)]
  ) -> [(months: Int, logarithm: Double)] {
    guard blocks.count == 1, blocks[0].from == 0 else { return [] }
    let nearest = (1...11).sorted { abs($0 - blocks[0].to) < abs($1 - blocks[0].to) }
    return past.compactMap { year, whole in
      nearest.lazy.compactMap { end -> (months: Int, logarithm: Double)? in
        guard let sum = year.sum(from: 0, to: end), sum > 0, sum < whole else { return nil }
        return (end, Double.log(sum / whole))
      }.first
    }
  }

  /// The logarithm of the share of months in a year.
  private static func share(
    of spans: [YearOfParts.Span], _ year: YearOfParts, _ whole: Double
  ) -> Double? {
    guard !spans.isEmpty else { return nil }
    var first = 0.0
    for span in spans {
      guard let own = year.sum(from: span.from, to: span.to) else { return nil }
      first += own
    }
    return first > 0 && first <= whole * 1.0001 ? min(0, Double.log(first / whole)) : nil
  }

  /// The predicted variance of a month's logarithm around the course of the year, and its degrees of freedom.
  private static func noise(
    _ parts: [Int: YearOfParts], _ wholes: [Int: Double], through year: Int, periods: Int
  ) -> (variance: Double, degrees: Double) {
    // Parts longer than months vary less.
    let length = 12 / periods
    var (squares, degrees) = (0.0, 0.0)
    for now in parts.keys.sorted().suffix(window + 1) {
      guard let own = parts[now]?.with(whole: now < year ? wholes[now] : nil),
        let before = parts[now - 1]?.with(whole: wholes[now - 1])
      else { continue }
      let changes = stride(from: 0, to: 12, by: length).compactMap { from -> Double? in
        guard let here = own.sum(from: from, to: from + length), here > 0,
          let there = before.sum(from: from, to: from + length), there > 0
        else { return nil }
        return Double.log(here / there)
      }
      guard changes.count > 1 else { continue }
      let mean = changes.reduce(0, +) / Double(changes.count)
      squares += changes.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / 2
      degrees += Double(changes.count - 1)
    }
    let scale = Double(length)
    let variance =
      (noiseDegrees * typicalNoise * typicalNoise + scale * squares) / (noiseDegrees + degrees - 2)
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
