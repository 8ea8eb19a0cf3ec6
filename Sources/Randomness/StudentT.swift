internal import RealModule

/// Student's t distribution.
///
/// The distribution function goes through the incomplete beta function, whose continued fraction is
/// evaluated by the modified Lentz method; the quantile inverts it by bisection in the normal score.
///
/// Source: Abramowitz & Stegun 1964, 26.5.8 and 26.7.1; Thompson & Barnett 1986, Journal of
/// Computational Physics 64, 490–509.
public enum StudentT {
  /// The probability of less than `x` with so many degrees of freedom, above 0.
  public static func cumulative(_ x: Double, degrees: Double) -> Double {
    if x == 0 { return 0.5 }
    if x.isInfinite { return x > 0 ? 1 : 0 }
    let tail = beta(degrees / (degrees + x * x), degrees / 2, 0.5) / 2
    return x > 0 ? 1 - tail : tail
  }

  /// The value with probability `p` below it.
  public static func quantile(_ p: Double, degrees: Double) -> Double {
    precondition(p > 0 && p < 1, "a probability of \(p)")
    if p == 0.5 { return 0 }
    if p < 0.5 { return -quantile(1 - p, degrees: degrees) }
    var low = 0.0
    var high = 1.0
    while cumulative(high, degrees: degrees) < p && high < 1e300 { high *= 2 }
    for _ in 0..<200 {
      let middle = (low + high) / 2
      if middle == low || middle == high { break }
      if cumulative(middle, degrees: degrees) < p { low = middle } else { high = middle }
    }
    return (low + high) / 2
  }

  /// The probability that so many variables, jointly Student's t with unit scales, lie within a squared distance of
  /// their centre: `δ²/k` has the F distribution.
  public static func within(
    squaredDistance: Double, dimensions: Int, degrees: Double
  ) -> Double {
    beta(squaredDistance / (squaredDistance + degrees), 0.5 * Double(dimensions), 0.5 * degrees)
  }

  /// The regularised incomplete beta function `I_x(a, b)`.
  private static func beta(_ x: Double, _ a: Double, _ b: Double) -> Double {
    if x <= 0 { return 0 }
    if x >= 1 { return 1 }
    let front = Double.exp(
      Double.logGamma(a + b) - Double.logGamma(a) - Double.logGamma(b) + a * Double.log(x)
        + b * Double.log(onePlus: -x))
    return x < (a + 1) / (a + b + 2)
      ? front * fraction(x, a, b) / a : 1 - front * fraction(1 - x, b, a) / b
  }

  /// The continued fraction of the incomplete beta function, until a step changes less than a tolerance.
  package static func fraction(
    _ x: Double, _ a: Double, _ b: Double, tolerance: Double = 1e-15
  ) -> Double {
    let tiny = 1e-300
    func away(_ value: Double) -> Double { abs(value) < tiny ? tiny : value }
    var c = 1.0
    var d = 1 / away(1 - (a + b) * x / (a + 1))
    var result = d
    for index in 1...500 {
      let m = Double(index)
      for term in [
        m * (b - m) * x / ((a + 2 * m - 1) * (a + 2 * m)),
        -(a + m) * (a + b + m) * x / ((a + 2 * m) * (a + 2 * m + 1)),
      ] {
        d = 1 / away(1 + term * d)
        c = away(1 + term / c)
        result *= d * c
      }
      if abs(d * c - 1) < tolerance { break }
    }
    return result
  }
}
