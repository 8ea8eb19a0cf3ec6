internal import Randomness
internal import RealModule
package import TimeSeries

/// A yearly count that comes and goes, such as fires: whole numbers around a level that moves slowly.
///
/// Equations, with a discount `ω`, growth `g` and counts that come in lots of `D` (variance `D μ` around a level `μ`): the
/// level is known as from `b` years with `a` counts; a year discounts both and grows, `a ← ω eᵍ a`, `b ← ω b`, a count `y` adds
/// `y/D` and `1/D`. Ahead its mean is `m_h = a/b e^{g d_h}` with growth that fades, `d_h = φ (1 − φʰ)/(1 − φ)`, and its variance
/// `L_h = m_h²/a · (1 + h (1 − ω)/ω)`; counts have a negative binomial of mean `m_h` and variance `D m_h + L_h`, a `CalmCount`
/// where that is less than the mean. All `(ω, D, g)`, `ω` of 0.5 to 1, `D` of 1 up to twice the variance over the mean and of
/// 0.1 to 0.7 (a tenth of all before any count is seen), `g` of −0.2 to 0.2 (0.15 of what no growth has, 0.1 at the ends), are
/// averaged by how likely each made the history one year ahead: a course counts as far as it stands out of the noise. Ten
/// years of counts that grow by 5 to 15% a year, or fall by 10%, hardly show it: with 0.02 and a `φ` of 0.85 losses six years
/// ahead were 7 to 40% higher, over all kinds 1% lower. Quantiles are continuous: `k` stands from `k − ½` to `k + ½`, and what
/// is below 0 is 0.
///
/// What a history has of a count (`weight`), the rest being with whatever forecasts levels: nothing unless it is whole, never
/// negative and up to 1,000. Then the largest of
/// - one that comes to 0 in its later half behind another value: whole with zeros in a quarter of its years or a mean of at
///   most 5, less up to one of 10;
/// - one with a 0 anywhere among three values or more that comes back: whole with a mean of at most 30, less up to 90;
/// - one that comes back: what is called a count (three values have half, four all) whole with a mean of at most 15, less up
///   to 150; of what is called nothing (from five values half, six all) whole with a mean of at most 5, less up to 10.
///
/// Coming back is von Neumann's ratio beyond that of a line of as many values, `6/(n (n + 1))`, as a share of what is left: whole
/// from 0.4 on, nothing up to 0.1. So no single figure, and no order of the same figures, turns one forecast into another.
/// Against classes of levels losses were a third lower for drawn counts with means of 5 to 25, and a fifth for yearly
/// earthquakes of magnitude 7 and more (mean 20); of means of 50 and more they were higher where the level walks.
///
/// Edge cases: one that begins at 0 and grows is none, nor is one that a bound lets fall below 0 or that never moved. A year
/// that is not known adds nothing. Before the first year half a year of the mean is known, of the middle year's level.
///
/// Source: discounted gamma levels of counts: Smith 1979, Journal of the Royal Statistical Society B 41, 375–387; Harvey &
/// Fernandes 1989, Journal of Business & Economic Statistics 7, 407–417; variances that grow evenly ahead: West & Harrison
/// 1997, Bayesian Forecasting and Dynamic Models, section 6.3; fading growth: Gardner & McKenzie 1985, Management Science 31,
/// 1237–1246.
package struct OwnCount {
  /// How much of the forecast is that of a count, above 0 to 1.
  package let weight: Double

  private let levels: [(weight: Double, level: Level)]

  private static let discounts = [0.5, 0.6, 0.7, 0.8, 0.9, 1.0]
  /// Sizes of lots from 1 on that are looked at, evenly in logarithms.
  private static let lots = 5
  /// Sizes of lots below 1, and what they have before any count is seen.
  private static let (calm, calmShare) = ([0.1, 0.2, 0.4, 0.7], 0.1)
  /// Growth a year, and what each has before any count is seen beside none.
  private static let paces: [(growth: Double, share: Double)] = [
    (-0.2, 0.1), (-0.1, 0.15), (0, 1), (0.1, 0.15), (0.2, 0.1),
  ]
  /// Years of the mean that are known before the first one.
  private static let before = 0.5
  /// What is left of growth after a year.
  private static let fade = 0.9
  /// The share of an average from which on a level counts.
  private static let leastWeight = 1e-6

  /// The count that a history shows; `nil` for what is none.
  package init?(_ history: [Double], bounds: Bounds, said: Said = .nothing) {
    let known = history.filter(\.isFinite)
    guard !(bounds.lower.isFinite && bounds.lower < 0),
      let weight = CountLikeness(known, said).weight
    else { return nil }
    self.weight = weight
    let count = Double(known.count)
    let mean = known.reduce(0, +) / count
    let squares = known.reduce(0) { $0 + ($1 - mean) * ($1 - mean) }
    let top = max(1, 2 * squares / max(1, count - 1) / mean)
    let sizes =
      Self.calm.map { (size: $0, share: Self.calmShare / Double(Self.calm.count)) }
      + Self.upwards(to: top).map { (size: $0.size, share: (1 - Self.calmShare) * $0.share) }
    let levels = sizes.flatMap { size, share in
      Self.discounts.flatMap { discount in
        Self.paces.map { pace in
          Level(
            history, mean: mean, size: size, discount: discount, pace: pace.growth,
            prior: share * pace.share)
        }
      }
    }
    let best = levels.map(\.evidence).max() ?? 0
    let weights = levels.map { Double.exp($0.evidence - best) }
    let least = Self.leastWeight * weights.reduce(0, +)
    let counted = zip(weights, levels).filter { $0.0 > least }
    let total = counted.reduce(0) { $0 + $1.0 }
    self.levels = counted.map { ($0.0 / total, $0.1) }
  }

  /// Sizes of lots from 1 to the largest, evenly in logarithms, and their shares; one where the largest is 1.
  private static func upwards(to top: Double) -> [(size: Double, share: Double)] {
    let sizes = top > 1 ? lots : 1
    return (0..<sizes).map {
      (Double.pow(top, Double($0) / Double(lots - 1)), 1 / Double(sizes))
    }
  }

  /// What a history is said to be.
  package enum Said: Sendable {
    case nothing
    /// A number of things.
    case count
    /// A level that grows.
    case growing
    /// A level in percent that is no part of a whole (`ShortRate`).
    case percentage
  }

  /// Whether nothing else has a share of the forecast.
  var isAlone: Bool { weight == 1 }

  /// The mean of a year ahead.
  package func mean(_ step: Int) -> Double {
    levels.reduce(0) { $0 + $1.weight * $1.level.mean(ahead: step) }
  }

  /// Quantiles of the steps after the last value, averaged with those of what has the rest.
  func averaged(with others: [QuantileFunction], _ own: [QuantileFunction], bounds: Bounds)
    -> [QuantileFunction]
  {
    let whole = Bounds(lower: max(bounds.lower, 0), upper: bounds.upper)
    return zip(own, others).map { $0.averaged(with: $1, share: 1 - weight, whole) }
  }

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
    let (low, high) = (min(first, second), max(first, second))
    let (lowMean, highMean) = (mean(low), mean(high))
    var (shared, ofLow, ofHigh) = (0.0, 0.0, 0.0)
    for (weight, level) in levels {
      let (near, far) = (level.mean(ahead: low), level.mean(ahead: high))
      let own = level.variance(ahead: low)
      shared += weight * ((near - lowMean) * (far - highMean) + own * far / near)
      ofLow += weight * ((near - lowMean) * (near - lowMean) + own + level.size * near)
      ofHigh +=
        weight
        * ((far - highMean) * (far - highMean) + level.variance(ahead: high) + level.size * far)
    }
    return shared / (ofLow * ofHigh).squareRoot()
  }

  /// What a discount, growth and a size of lots make of a history.
  private struct Level {
    /// `D`, `ω` and `g`.
    let size, discount, pace: Double
    /// `a` and `b`.
    private var counts, years: Double
    /// The logarithm of how likely the history was, one year ahead, and the level before it.
    private(set) var evidence: Double

    init(
      _ history: [Double], mean: Double, size: Double, discount: Double, pace: Double,
      prior: Double
    ) {
      (self.size, self.discount, self.pace) = (size, discount, pace)
      let back = Double.exp(-pace * Double(history.count + 1) / 2)
      (counts, years) = (OwnCount.before * mean / size * back, OwnCount.before / size)
      evidence = Double.log(prior)
      let growth = Double.exp(pace)
      for value in history {
        counts *= discount * growth
        years *= discount
        guard value.isFinite else { continue }
        let level = counts / years
        evidence += CountDistribution(
          mean: level, variance: size * level + counts / (years * years)
        ).logProbability(value)
        counts += value / size
        years += 1 / size
      }
    }

    /// `m_h`.
    func mean(ahead step: Int) -> Double {
      guard pace != 0 else { return counts / years }
      let years = OwnCount.fade * (1 - Double.pow(OwnCount.fade, step)) / (1 - OwnCount.fade)
      return counts / self.years * Double.exp(pace * years)
    }

    /// `L_h`.
    func variance(ahead step: Int) -> Double {
      let mean = mean(ahead: step)
      return mean * mean / counts * (1 + Double(step) * (1 - discount) / discount)
    }

    func counts(ahead step: Int) -> CountDistribution {
      let mean = mean(ahead: step)
      return CountDistribution(mean: mean, variance: size * mean + variance(ahead: step))
    }
  }
}
