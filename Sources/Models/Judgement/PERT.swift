internal import Randomness
internal import RealModule

/// The PERT distribution between a low and a high value around a likely one.
///
/// Equation: a beta distribution on `[low, high]` with `α = 1 + 4 (likely − low)/(high − low)` and
/// `β = 1 + 4 (high − likely)/(high − low)`, so that the mean is `(low + 4 likely + high)/6`.
///
/// Edge cases: `likely` may equal `low` or `high`; all three alike are a certain value, whose density is
/// infinite.
///
/// Source: Malcolm, Roseboom, Clark & Fazar 1959, Operations Research 7, 646–669.
public struct PERT: Sendable, Hashable {
  /// The lowest value.
  public let low: Double
  /// The most likely value.
  public let likely: Double
  /// The highest value.
  public let high: Double

  private let alpha: Double
  private let beta: Double

  /// A distribution; `low ≤ likely ≤ high`.
  public init(low: Double, likely: Double, high: Double) {
    precondition(
      low <= likely && likely <= high,
      "low \(low), likely \(likely), high \(high) are not in order")
    self.low = low
    self.likely = likely
    self.high = high
    alpha = low < high ? 1 + 4 * (likely - low) / (high - low) : 1
    beta = low < high ? 1 + 4 * (high - likely) / (high - low) : 1
  }

  /// Whether there is one value only.
  public var isCertain: Bool { low == high }

  /// The mean.
  public var mean: Double { (low + 4 * likely + high) / 6 }

  /// The variance.
  public var variance: Double {
    let total = alpha + beta
    return alpha * beta / (total * total * (total + 1)) * (high - low) * (high - low)
  }

  /// The density at a value.
  public func density(_ x: Double) -> Double {
    if isCertain { return x == low ? .infinity : 0 }
    let share = (x - low) / (high - low)
    guard share >= 0, share <= 1 else { return 0 }
    let logConstant =
      Double.logGamma(alpha + beta) - Double.logGamma(alpha) - Double.logGamma(beta)
    return Double.exp(logConstant) * Double.pow(share, alpha - 1)
      * Double.pow(1 - share, beta - 1) / (high - low)
  }

  /// The probability of a value at most `x`.
  public func cumulative(_ x: Double) -> Double {
    if isCertain { return x < low ? 0 : 1 }
    let share = (x - low) / (high - low)
    if share <= 0 { return 0 }
    if share >= 1 { return 1 }
    return regularisedBeta(share, alpha, beta)
  }

  /// The value with probability `p` at or below it, by Newton steps kept inside a bracket.
  public func quantile(_ p: Double) -> Double {
    precondition(p >= 0 && p <= 1, "a probability of \(p) lies outside 0 to 1")
    if p == 0 || isCertain { return low }
    if p == 1 { return high }
    var (below, above) = (0.0, 1.0)
    var share = alpha / (alpha + beta)
    for _ in 0..<80 {
      let excess = regularisedBeta(share, alpha, beta) - p
      if excess < 0 { below = share } else { above = share }
      let slope = density(low + (high - low) * share) * (high - low)
      var next = share - excess / slope
      if !(next > below && next < above) { next = 0.5 * (below + above) }
      if abs(next - share) <= 1e-15 * share || above - below <= 1e-16 { break }
      share = next
    }
    return low + (high - low) * share
  }
}

/// The regularised incomplete beta function, by Lentz's continued fraction.
///
/// Source: DiDonato & Morris 1992, ACM TOMS 18, 360–373; the fraction: Abramowitz & Stegun 26.5.8.
func regularisedBeta(_ x: Double, _ a: Double, _ b: Double) -> Double {
  if x <= 0 { return 0 }
  if x >= 1 { return 1 }
  // The fraction converges fast below the mean; above it the tails are swapped.
  if x > (a + 1) / (a + b + 2) { return 1 - regularisedBeta(1 - x, b, a) }
  let logFront =
    Double.logGamma(a + b) - Double.logGamma(a) - Double.logGamma(b) + a * Double.log(x)
    + b * Double.log(onePlus: -x)
  return Double.exp(logFront) * StudentT.fraction(x, a, b, tolerance: 1e-16) / a
}
