internal import RealModule

/// What a model expects of the logarithm of a level: a normal distribution, or one with longer tails.
///
/// Equations: three quarters of a normal with the deviation `a` and a quarter of one with `r a` around the same mean, so
/// that the middle 68 and 95 of 100 lie within one and two times what was asked for. A sight with an error of variance `v`
/// that lies `d` from the mean gives each the weight of its density at `d`, with `v` added to its variance: what lies far
/// off is told by the wider one.
///
/// Edge cases: tails as short as those of a normal, or shorter, are those of a normal.
/// Source: scale mixtures of normals: Andrews & Mallows 1974, Journal of the Royal Statistical Society B 36, 99–102.
public struct LevelExpectation: Sendable, Hashable {
  /// The mean.
  public let mean: Double
  /// Half the width of the middle 68 of 100.
  public let deviation: Double
  /// The variances of its parts.
  private let variances: [Double]

  private static let shares = [0.75, 0.25]
  private static let (widest, leastTail) = (40.0, 1.02)

  /// An expectation.
  ///
  /// - Parameters:
  ///   - mean: of the logarithm.
  ///   - deviation: half the width of the middle 68 of 100.
  ///   - wide: a quarter of the width of the middle 95 of 100 (two deviations either side); `nil` for a normal.
  public init(mean: Double, deviation: Double, wide: Double? = nil) {
    (self.mean, self.deviation) = (mean, deviation)
    guard let wide, deviation > 0, wide / deviation > Self.leastTail, wide.isFinite else {
      variances = [deviation * deviation]
      return
    }
    // The middle 95 of 100 widen with the ratio of both deviations.
    let ratio = Self.halved(1, Self.widest) { ratio in
      2 * wide < Self.reach(0.9772498681, ratio) / Self.reach(0.8413447461, ratio) * deviation
    }
    let own = deviation / Self.reach(0.8413447461, ratio)
    variances = [own * own, ratio * ratio * own * own]
  }

  /// The weight and the variance of each part beside a sight.
  ///
  /// - Parameters:
  ///   - gap: how far the sight lies from the mean.
  ///   - variance: of its error.
  func shares(at gap: Double, variance: Double) -> [(share: Double, variance: Double)] {
    guard variances.count > 1 else { return [(1, variances[0])] }
    let logarithms = zip(Self.shares, variances).map { share, own in
      let all = own + variance
      return Double.log(share) - Double.log(all) / 2 - gap * gap / (2 * all)
    }
    let highest = logarithms.max() ?? 0
    let weights = logarithms.map { Double.exp($0 - highest) }
    let total = weights.reduce(0, +)
    return zip(weights, variances).map { ($0 / total, $1) }
  }

  /// The quantile of the mixture whose narrow part has the deviation 1.
  private static func reach(_ probability: Double, _ ratio: Double) -> Double {
    halved(0, 8 * ratio) { place in
      let beyond = shares[0] * tail(place) + shares[1] * tail(place / ratio)
      return 1 - beyond > probability
    }
  }

  /// What lies above a place of the standard normal.
  private static func tail(_ place: Double) -> Double { Double.erfc(place / 2.0.squareRoot()) / 2 }

  /// Where a condition begins to hold, by halving.
  private static func halved(
    _ low: Double, _ high: Double, _ holds: (Double) -> Bool
  ) -> Double {
    var (low, high) = (low, high)
    for _ in 0..<40 {
      let middle = (low + high) / 2
      if holds(middle) { high = middle } else { low = middle }
    }
    return (low + high) / 2
  }
}
