internal import RealModule

/// What parts of a year under way say of its level, as tales that exclude each other: which parts are as usual, whether
/// the level has moved, how much months vary.
///
/// Equations, logarithms of levels throughout. A tale of weight `w` sees the level `z` with variance `v`. Beside a
/// model that expects it at `m` with variance `s` it comes to the variance `p = 1/(1/s + 1/v)` and the middle `p (m/s +
/// z/v)`; where the level has moved, which no model of usual years tells, to `z` and `v` themselves. The tales together
/// are told as the normal distribution whose mean is that of the middle three fifths of their mixture, and whose
/// deviation is the mean of those that the distances between its outermost twentieths to fifths show. What the rest of
/// the year may differ from its level by, of variance `n` in each tale, is the difference between the variances so
/// found with it and without. Quantiles of the year are those of the mixture itself (`quantile`), whose
/// tails no one normal has.
///
/// Source: mixtures of alternatives: Box & Tiao 1968, A Bayesian approach to some outlier problems, Biometrika 55,
/// 119–129.
public struct YearTales: Sendable, Hashable {
  /// One tale.
  public struct Tale: Sendable, Hashable {
    /// Its weight; those of all sum to one.
    public let weight: Double
    /// The logarithm of the level, and its standard deviation.
    public let level: Double
    /// The standard deviation of the level.
    public let error: Double
    /// The standard deviation of the rest of the year around its level.
    public let noise: Double
    /// Whether the level has moved.
    public let isMoved: Bool

    /// A tale.
    public init(weight: Double, level: Double, error: Double, noise: Double, isMoved: Bool) {
      (self.weight, self.level, self.error) = (weight, level, error)
      (self.noise, self.isMoved) = (noise, isMoved)
    }
  }

  /// The tales.
  public let tales: [Tale]

  private static let lightest = 1e-3

  /// Tales; those of less than a thousandth are left out, and weights are made to sum to one.
  public init(_ tales: [Tale]) {
    let total = tales.reduce(0) { $0 + $1.weight }
    let kept = tales.filter { $0.weight >= Self.lightest * total }
    let sum = kept.reduce(0) { $0 + $1.weight }
    self.tales = kept.map {
      Tale(
        weight: $0.weight / sum, level: $0.level, error: $0.error, noise: $0.noise,
        isMoved: $0.isMoved)
    }
  }

  /// The same in another unit, of which so many make one.
  public func scaled(by factor: Double) -> YearTales {
    let move = Double.log(factor)
    return YearTales(
      tales.map {
        Tale(
          weight: $0.weight, level: $0.level + move, error: $0.error, noise: $0.noise,
          isMoved: $0.isMoved)
      })
  }

  /// The logarithm of the level beside what is expected of it, its standard deviation, and that of the rest around it.
  ///
  /// - Parameter expected: mean and standard deviation of the logarithm; `nil` without any expectation.
  public func seen(
    beside expected: (mean: Double, deviation: Double)?
  ) -> (mean: Double, deviation: Double, noise: Double) {
    seen(beside: expected.map { LevelExpectation(mean: $0.mean, deviation: $0.deviation) })
  }

  /// The same beside an expectation with tails of its own.
  public func seen(
    beside expected: LevelExpectation?
  ) -> (mean: Double, deviation: Double, noise: Double) {
    let (own, whole) = (
      Self.normal(parts(beside: expected, withNoise: false)),
      Self.normal(parts(beside: expected, withNoise: true))
    )
    let left = whole.deviation * whole.deviation - own.deviation * own.deviation
    return (own.mean, own.deviation, max(0, left).squareRoot())
  }

  /// A quantile of the logarithm of the year, the noise of its rest included, beside what is expected of its level.
  ///
  /// - Parameters:
  ///   - probability: between 0 and 1.
  ///   - expected: of the logarithm; `nil` without any expectation.
  public func quantile(_ probability: Double, beside expected: LevelExpectation?) -> Double {
    Self.quantile(parts(beside: expected, withNoise: true), probability)
  }

  /// The tales beside what is expected, as normals of logarithms.
  private func parts(beside expected: LevelExpectation?, withNoise: Bool) -> [Part] {
    tales.flatMap { tale -> [Part] in
      let (variance, noise) = (tale.error * tale.error, withNoise ? tale.noise * tale.noise : 0)
      guard let expected, expected.deviation > 0, !tale.isMoved else {
        return [Part(weight: tale.weight, mean: tale.level, variance: variance + noise)]
      }
      let gap = tale.level - expected.mean
      return expected.shares(at: gap, variance: variance).map { share, before in
        let gain = before / (before + variance)
        return Part(
          weight: tale.weight * share, mean: expected.mean + gain * gap,
          variance: variance * gain + noise)
      }
    }
  }

  private struct Part {
    let weight: Double
    let mean: Double
    let variance: Double
  }

  /// The normal distribution told in place of a mixture: the mean of its middle three fifths, and the mean of the
  /// deviations that its outer twentieth to fifth show, so that nothing leaps where a tale gains weight.
  private static func normal(_ parts: [Part]) -> (mean: Double, deviation: Double) {
    if parts.count == 1 { return (parts[0].mean, parts[0].variance.squareRoot()) }
    let middle = inner.map { quantile(parts, $0) }
    let widths = outer.map {
      (quantile(parts, 1 - $0.share) - quantile(parts, $0.share)) / $0.width
    }
    return (
      middle.reduce(0, +) / Double(middle.count), widths.reduce(0, +) / Double(widths.count)
    )
  }

  private static let inner = [0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8]
  /// Shares outside, and how many standard deviations of a normal lie between.
  private static let outer: [(share: Double, width: Double)] = [
    (0.05, 3.2897072539), (0.1, 2.5631031311), (0.15, 2.0728667790), (0.2, 1.6832424671),
  ]

  /// A quantile of a mixture of normals, by halving.
  private static func quantile(
    _ parts: [Part], _ probability: Double
  ) -> Double {
    let spreads = parts.map { max($0.variance, 1e-18).squareRoot() }
    var low = Double.infinity
    var high = -Double.infinity
    for (part, spread) in zip(parts, spreads) {
      low = min(low, part.mean - 9 * spread)
      high = max(high, part.mean + 9 * spread)
    }
    for _ in 0..<48 {
      let middle = (low + high) / 2
      let below = zip(parts, spreads).reduce(0) { sum, pair in
        let score = (pair.0.mean - middle) / (pair.1 * 2.0.squareRoot())
        return sum + pair.0.weight * Double.erfc(score) / 2
      }
      if below < probability { low = middle } else { high = middle }
    }
    return (low + high) / 2
  }
}
