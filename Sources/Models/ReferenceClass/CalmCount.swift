internal import Randomness
internal import RealModule

/// A count that spreads less than a Poisson one, whose probabilities are handed out from 0 on.
///
/// Equation: with a mean `μ`, a variance `v` and `α = μ/v`, at least one, `P(X ≤ k)` is the chance that a gamma variable of
/// shape `s = α (k + ½) + ½` exceeds `α μ`: of waiting times that are the steadier, the larger `α` is. With `α = 1` it is
/// Poisson, with a large one the nearest whole number. The gamma distribution is that of Wilson & Hilferty,
/// `1 − Φ(3 √s ((α μ / s)^⅓ − 1 + 1/(9 s)))`, right to about 0.001.
///
/// Source: counts of gamma waiting times: Winkelmann 1995, Journal of Business & Economic Statistics 13, 467–474; Wilson &
/// Hilferty 1931, Proceedings of the National Academy of Sciences 17, 684–688.
struct CalmCount {
  private let steadiness, target: Double
  private var value = 0.0
  /// The chance of less than `value`.
  private var below = 0.0

  /// - Parameter variance: at most the mean, both above 0.
  init(mean: Double, variance: Double) {
    steadiness = mean / max(variance, 1e-6 * mean)
    target = steadiness * mean
  }

  /// The probability of the next value, of 0 at first.
  mutating func next() -> Double {
    let chance = cumulative(value)
    defer { (below, value) = (chance, value + 1) }
    return max(0, chance - below)
  }

  func logProbability(_ value: Double) -> Double {
    let below = value > 0 ? cumulative(value - 1) : 0
    return Double.log(max(cumulative(value) - below, Self.least))
  }

  /// The least probability that counts.
  private static let least = 1e-12

  private func cumulative(_ value: Double) -> Double {
    let shape = steadiness * (value + 0.5) + 0.5
    let root = Double.root(target / shape, 3)
    return StandardNormal.cumulative(-3 * shape.squareRoot() * (root - 1 + 1 / (9 * shape)))
  }
}

/// Whole numbers of a mean and a variance on either side of it.
enum CountDistribution {
  case calm(CalmCount)
  case scattered(NegativeBinomial)

  init(mean: Double, variance: Double) {
    self =
      variance < mean
      ? .calm(CalmCount(mean: mean, variance: variance))
      : .scattered(NegativeBinomial(mean: mean, variance: variance))
  }

  /// The probability of the next value, of 0 at first.
  mutating func next() -> Double {
    switch self {
    case .calm(var count):
      defer { self = .calm(count) }
      return count.next()
    case .scattered(var count):
      defer { self = .scattered(count) }
      return count.next()
    }
  }

  func logProbability(_ value: Double) -> Double {
    switch self {
    case .calm(let count): count.logProbability(value)
    case .scattered(let count): count.logProbability(value)
    }
  }
}
