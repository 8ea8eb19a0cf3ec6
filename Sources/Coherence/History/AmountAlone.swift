internal import RealModule
internal import TimeSeries

/// A year from what has come of it where no year before tells how much its months make.
///
/// Equations, with what has come `C`, the mean `μ` and deviation `d` of the logarithm of its share, `s = e^μ`, last
/// year's level `W` and its usual growth `g ± τ`: beside the usual level `c = ln C − μ − ln W`. Four tales:
///
/// - the level is near to what it was expected at: the year is seen at `C/s`, give or take `d`, of the weight of `c ~
///   N(g, τ² + d²)`. Where less has come than usual the error is of Laplace's density with that deviation, told as normals
///   of the variances `d² e` with exponential `e`. Its logarithm bends one way, so that the less has come, the lower lies
///   the year; upwards shares end at the whole;
/// - the level has moved, `c ~ N(g, τ² + d² + 1.5²)`, and the year is `C/s`, with the deviation `d`;
/// - more than usual has come once only, by the same density, and the year is `W e^g` and what `C` is beyond `s W e^g`;
///   the share of that tale of what is beyond is what came once, and the rest of the year is what the model's year has left
///   of what has come;
/// - less than usual has come, as of what comes in one season: one case of a thousand, of the same density. Then the
///   year is as it was expected.
///
/// Where what is told may be what stands at that time rather than a sum, with a chance `q`, there is one more tale of that
/// weight: with `f` of the year gone the year ends at `C e^{g (1 − f)}`, with the deviation `τ √(1 − f)`.
///
/// Source: as `LevelTales`; Laplace's density as a mixture of normals: Andrews & Mallows 1974, Journal of the Royal
/// Statistical Society B 36, 99–102.
struct AmountAlone {
  let tales: YearTales
  /// What has come; `nil` where it may be no sum.
  let come: KnownPart?
  let amount: Double
  let deviation: Double
  let times: Double

  /// How often the course of a year is one that shares of others do not show.
  private static let seasonShare = 0.001
  /// From this chance on that what is told stands the year may end below it.
  private static let leastStanding = 0.5
  /// From this chance on it is told.
  static let leastTold = 0.1
  /// An error that tells nothing of the level.
  private static let blind = 20.0
  /// Exponential variances, in steps of `√2` of their roots, and their weights.
  private static let scales: [(variance: Double, weight: Double)] = {
    let variances = (-3...5).map { Double.exp(Double($0) * Double.log(2.0)) }
    let weights = variances.map { $0 * Double.exp(-$0) }
    let total = weights.reduce(0, +)
    return zip(variances, weights).map { ($0, $1 / total) }
  }()

  /// - Parameters:
  ///   - share: mean and deviation of the logarithm of the share of a year that such months make.
  ///   - before: last year.
  ///   - standing: the chance that what has come is what stands at that time.
  ///   - gone: the share of the year that is over.
  init(
    come: Double, share: (mean: Double, deviation: Double), before: Double, growth: YearlyGrowth,
    standing: Double = 0, gone: Double = 0
  ) {
    let level = Double.log(come / before) - share.mean
    let open = share.deviation * share.deviation
    let usual = growth.deviation * growth.deviation
    let gap = level - growth.mean
    func density(_ share: Double, _ variance: Double) -> Double {
      Double.log(share) - Double.log(variance) / 2 - gap * gap / (2 * variance)
    }
    let wide = usual + open + LevelTales.movedWidth * LevelTales.movedWidth
    let odd = gap > 0 ? LevelTales.oddShare : Self.seasonShare
    let ordinary = (1 - odd) * (1 - LevelTales.movedShare)
    // No share is above the whole.
    let scales = gap > 0 ? [(variance: 1.0, weight: 1.0)] : Self.scales
    let logarithms =
      scales.map { density(ordinary * $0.weight, usual + open * $0.variance) }
      + [density(LevelTales.movedShare, wide), density(odd, wide)]
    let highest = logarithms.max() ?? 0
    var weights = logarithms.map { Double.exp($0 - highest) }
    let total = weights.reduce(0, +)
    weights = weights.map { (1 - standing) * $0 / total }
    let oddWeight = weights[scales.count + 1]

    let expected = before * Double.exp(growth.mean)
    let first = Double.exp(share.mean)
    let beyond = come - first * expected
    let isHeld = standing < Self.leastStanding
    let once = beyond > 0 && isHeld ? oddWeight * beyond : 0
    let seen = come / first
    // What is open of the rest of the year lies in its tales.
    func tale(_ weight: Double, _ value: Double, _ error: Double, isMoved: Bool) -> YearTales.Tale {
      let usual = max(value - once, 0.1 * min(value, expected))
      return YearTales.Tale(
        weight: weight, level: Double.log(usual), error: error * value / usual, noise: 0,
        isMoved: isMoved)
    }
    func blindTale(_ weight: Double) -> YearTales.Tale {
      YearTales.Tale(
        weight: weight, level: Double.log(expected), error: Self.blind, noise: 0, isMoved: false)
    }
    let whole = expected + beyond
    var tales = zip(scales, weights).map { scale, weight in
      tale(weight, seen, share.deviation * scale.variance.squareRoot(), isMoved: false)
    }
    tales.append(tale(weights[scales.count], seen, share.deviation, isMoved: true))
    tales.append(
      beyond > 0
        ? tale(oddWeight, whole, growth.deviation * expected / whole, isMoved: true)
        : blindTale(oddWeight))
    if standing > 0 {
      tales.append(
        YearTales.Tale(
          weight: standing, level: Double.log(come) + growth.mean * (1 - gone),
          error: growth.deviation * (1 - gone).squareRoot(), noise: 0, isMoved: false))
    }
    self.tales = YearTales(tales)
    let middle = self.tales.seen(beside: (Double.log(expected), growth.deviation))
    times = Double.exp(middle.mean) / before
    guard isHeld else {
      (self.come, amount, deviation) = (nil, Double.exp(middle.mean), middle.deviation)
      return
    }
    let least = come - once
    let rest = min(before, seen) * (1 - first)
    let held = KnownPart(
      once: once, least: least,
      edge: least + rest * min(0.5, Double.exp(-3 * share.deviation / (1 - first))))
    self.come = held
    amount = held.value(Double.exp(middle.mean)) { Double.exp($0) }
    deviation = middle.deviation * Double.exp(middle.mean) / amount
  }
}
