internal import Randomness
internal import RealModule
package import TimeSeries

/// A yearly count that comes and goes, such as fires: whole numbers around a level that moves slowly.
///
/// Equations, with a discount `ω` and counts that come in lots of `D` (variance `D μ` around a level `μ`): the level is known
/// as from `b` years with `a` counts; a year discounts both, `a ← ω a`, `b ← ω b`, a count `y` adds `y/D` and `1/D`. Ahead its
/// mean is `m = a/b` and its variance `L_h = a/b² · (1 + h (1 − ω)/ω)`; counts have a negative binomial of mean `m` and
/// variance `D m + L_h`. The pairs `(ω, D)`, `ω` of 0.5 to 1 and `D` of 1 up to twice the variance over the mean, are averaged
/// by how likely each made the history one year ahead. So the mean stays near the discounted mean of the past, of a falling
/// count near its last values. Quantiles are continuous: `k` stands from `k − ½` to `k + ½`, and what is below 0 is 0.
///
/// Edge cases: a history is a count where it is whole, never negative, up to 1,000, and
/// - comes to 0 in its later half behind another value, and is 0 in a quarter of its years or has a mean of at most 5; or
/// - has a 0 anywhere among three values or more with a mean of at most 30, and comes back rather than going on
///   (`RateLikeness`); or
/// - has no 0, comes back, spreads as counts do, and is small: a mean of at most 10 over four years or more of what is called
///   a count, of at most 5 over six years of anything else that is not said to grow.
///
/// So the order of the same figures says little of what they are. One that begins at 0 and grows is none, nor is one that a
/// bound lets fall below 0. A year that is not known adds nothing. Before the first year half a year of the mean is known.
///
/// Source: discounted gamma levels of counts: Smith 1979, Journal of the Royal Statistical Society B 41, 375–387; Harvey &
/// Fernandes 1989, Journal of Business & Economic Statistics 7, 407–417; variances that grow evenly ahead: West & Harrison
/// 1997, Bayesian Forecasting and Dynamic Models, section 6.3.
package struct OwnCount {
  private let levels: [(weight: Double, level: Level)]

  /// The largest value.
  private static let largest = 1000.0
  /// The mean up to which a single 0 is one of a count, and the share of zeros from which on any mean is.
  private static let (smallMean, manyZeros) = (5.0, 0.25)
  /// The mean up to which a 0 among figures that come back is one of a count: beyond, rather one that is missing.
  private static let meanWithZero = 30.0
  /// Values and the largest mean of a count without a 0, where it is called one and where it is not.
  private static let (declared, undeclared) = ((values: 4, mean: 10.0), (values: 6, mean: 5.0))
  /// The least variance over the mean; what is steadier stands, such as a number of hospitals.
  private static let leastDispersion = 0.25
  private static let discounts = [0.5, 0.6, 0.7, 0.8, 0.9, 1.0]
  /// Sizes of lots that are looked at, evenly in logarithms.
  private static let lots = 5
  /// Years of the mean that are known before the first one.
  private static let before = 0.5
  /// The share of an average from which on a level counts.
  private static let leastWeight = 1e-6

  /// The count that a history shows; `nil` for what is none.
  package init?(_ history: [Double], bounds: Bounds, said: Said = .nothing) {
    let known = history.filter(\.isFinite)
    guard Self.isCount(known, said), !(bounds.lower.isFinite && bounds.lower < 0) else {
      return nil
    }
    let count = Double(known.count)
    let mean = known.reduce(0, +) / count
    let squares = known.reduce(0) { $0 + ($1 - mean) * ($1 - mean) }
    let top = max(1, 2 * squares / max(1, count - 1) / mean)
    let sizes =
      top > 1
      ? (0..<Self.lots).map { Double.pow(top, Double($0) / Double(Self.lots - 1)) } : [1]
    let levels = sizes.flatMap { size in
      Self.discounts.map { Level(history, mean: mean, size: size, discount: $0) }
    }
    let best = levels.map(\.evidence).max() ?? 0
    let weights = levels.map { Double.exp($0.evidence - best) }
    let total = weights.reduce(0, +)
    self.levels = zip(weights, levels).filter { $0.0 > Self.leastWeight * total }.map {
      ($0.0 / total, $0.1)
    }
  }

  /// What a history is said to be.
  package enum Said: Sendable {
    case nothing
    /// A number of things.
    case count
    /// A level that grows.
    case growing
  }

  /// Whether known values are whole, never negative, and come and go.
  private static func isCount(_ known: [Double], _ said: Said) -> Bool {
    guard known.allSatisfy({ (0...largest).contains($0) && $0.rounded() == $0 }),
      let first = known.firstIndex(where: { $0 > 0 })
    else { return false }
    let zeros = known.count { $0 == 0 }
    let mean = known.reduce(0, +) / Double(known.count)
    let late = known.indices.filter { $0 >= known.count / 2 && $0 > first && known[$0] == 0 }
    if !late.isEmpty,
      mean <= smallMean || Double(zeros) >= manyZeros * Double(known.count)
    {
      return true
    }
    let likeness = RateLikeness(known)
    guard known.count >= 3, likeness.comesBack else { return false }
    if zeros > 0 { return mean <= meanWithZero }
    let least = said == .count ? declared : undeclared
    let squares = known.reduce(0) { $0 + ($1 - mean) * ($1 - mean) }
    return said != .growing && known.count >= least.values && mean <= least.mean
      && squares >= leastDispersion * mean * Double(known.count - 1)
  }

  /// The mean of every year ahead.
  package var mean: Double { levels.reduce(0) { $0 + $1.weight * $1.level.mean } }

  /// Quantiles of the steps after the last value.
  package func margins(_ steps: [Int], bounds: Bounds) -> [QuantileFunction] {
    let whole = Bounds(lower: max(bounds.lower, 0), upper: bounds.upper)
    var known: [Int: QuantileFunction] = [:]
    return steps.map { step in
      if let margin = known[step] { return margin }
      let margin = margin(step).clamped(to: whole)
      known[step] = margin
      return margin
    }
  }

  /// The quantiles of a step: lines in the normal score through `k + ½` at the chance of at most `k`.
  private func margin(_ step: Int) -> QuantileFunction {
    var counts = levels.map { (weight: $0.weight, counts: $0.level.counts(ahead: step)) }
    var sum = 0.0
    func next() -> Double {
      for place in counts.indices { sum += counts[place].weight * counts[place].counts.next() }
      return StandardNormal.quantile(min(max(sum, Self.nearest), 1 - Self.nearest))
    }
    var (low, high, value) = (next(), next(), 1.0)
    return QuantileFunction(
      values: QuantileFunction.scores.map { score in
        while high < score, value < Self.most {
          (low, high, value) = (high, next(), value + 1)
        }
        return value - 0.5 + (score - low) / max(high - low, Self.nearest)
      })
  }

  /// Where quantiles end, whatever is left, and how near to 0 and 1 a chance is told.
  private static let (most, nearest) = (1e5, 1e-12)

  /// Correlation of two steps, which share where the level is.
  package func scoreCorrelation(_ first: Int, _ second: Int) -> Double {
    if first == second { return 1 }
    let mean = mean
    let between = levels.reduce(0) {
      $0 + $1.weight * ($1.level.mean - mean) * ($1.level.mean - mean)
    }
    func shared(_ step: Int) -> Double {
      levels.reduce(between) { $0 + $1.weight * $1.level.variance(ahead: step) }
    }
    let own = levels.reduce(0) { $0 + $1.weight * $1.level.size * $1.level.mean }
    let (low, high) = (shared(min(first, second)), shared(max(first, second)))
    return low / ((own + low) * (own + high)).squareRoot()
  }

  /// What a discount and a size of lots make of a history.
  private struct Level {
    /// `D` and `ω`.
    let size, discount: Double
    /// `a` and `b`.
    private var counts, years: Double
    /// The logarithm of how likely the history was, one year ahead.
    private(set) var evidence = 0.0

    init(_ history: [Double], mean: Double, size: Double, discount: Double) {
      (self.size, self.discount) = (size, discount)
      (counts, years) = (OwnCount.before * mean / size, OwnCount.before / size)
      for value in history {
        counts *= discount
        years *= discount
        guard value.isFinite else { continue }
        evidence += NegativeBinomial(
          mean: self.mean, variance: size * self.mean + counts / (years * years)
        ).logProbability(value)
        counts += value / size
        years += 1 / size
      }
    }

    /// `m`.
    var mean: Double { counts / years }

    /// `L_h`.
    func variance(ahead step: Int) -> Double {
      counts / (years * years) * (1 + Double(step) * (1 - discount) / discount)
    }

    func counts(ahead step: Int) -> NegativeBinomial {
      NegativeBinomial(mean: mean, variance: size * mean + variance(ahead: step))
    }
  }
}
