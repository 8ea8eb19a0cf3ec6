internal import RealModule

/// How far groups differ in the share of their cases that meets something: as many cases as what is believed of a group
/// before its own weighs.
///
/// Of the `n` cases of a group `y` meet it, beta-binomial with the mean `μ` that is known of such groups and the weight `λ`:
/// `log B(λμ + y, λ(1 − μ) + n − y) − log B(λμ, λ(1 − μ))`, so that a group is believed to have the share
/// `(λμ + y)/(λ + n)`. `λ` is the most likely of weights a factor of √2 apart.
///
/// Edge cases: `nil` where all cases meet it, or none does, or there is none.
/// Source: Skellam 1948, Journal of the Royal Statistical Society B 10, 257–261.
public struct GroupDifference: Sendable, Hashable {
  /// What is known of one group.
  public struct Count: Sendable, Hashable {
    /// Cases that meet it, of all cases.
    public let met, cases: Int
    /// The share that such groups have, inside 0 and 1.
    public let mean: Double

    /// What is known of one group.
    public init(met: Int, cases: Int, mean: Double) {
      (self.met, self.cases, self.mean) = (met, cases, mean)
    }
  }

  /// Cases that what is believed of a group weighs, 2 to 1024.
  public let weight: Double
  /// What the logarithm of the likelihood is more than that of groups that do not differ; below 0 where less.
  public let gain: Double

  /// Learns from groups.
  public init?(_ groups: [Count]) {
    let (met, cases) = groups.reduce((0, 0)) { ($0.0 + $1.met, $0.1 + $1.cases) }
    guard met > 0, met < cases else { return nil }
    let alike = groups.reduce(0) { $0 + Self.alike($1) }
    let found = (0...18).map { step in
      let weight = 2 * Double.exp2(Double(step) / 2)
      return (weight, Self.likelihood(groups, weight: weight))
    }
    guard let best = found.max(by: { $0.1 < $1.1 }) else { return nil }
    (weight, gain) = (best.0, best.1 - alike)
  }

  private static func alike(_ group: Count) -> Double {
    Double(group.met) * Double.log(group.mean)
      + Double(group.cases - group.met) * Double.log(1 - group.mean)
  }

  private static func likelihood(_ groups: [Count], weight: Double) -> Double {
    func rising(_ start: Double, _ count: Int, _ known: Double) -> Double {
      count == 0 ? 0 : Double.logGamma(start + Double(count)) - known
    }
    let whole = Double.logGamma(weight)
    var sum = 0.0
    // Groups of one whole have its mean.
    var (mean, met, open) = (Double.nan, 0.0, 0.0)
    for group in groups where group.cases > 0 {
      let (start, other) = (weight * group.mean, weight * (1 - group.mean))
      if group.mean != mean {
        (mean, met, open) = (group.mean, Double.logGamma(start), Double.logGamma(other))
      }
      sum +=
        rising(start, group.met, met) + rising(other, group.cases - group.met, open)
        - rising(weight, group.cases, whole)
    }
    return sum
  }
}
