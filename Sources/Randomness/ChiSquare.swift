internal import RealModule

/// The chi-square distribution.
///
/// By the incomplete gamma function: its series below `a + 1`, its continued fraction (modified Lentz)
/// above.
/// Source: Abramowitz & Stegun 1964, 6.5.29, 6.5.31 and 26.4.19.
public enum ChiSquare {
  /// The probability of less than `x` with so many degrees of freedom, above 0.
  public static func cumulative(_ x: Double, degrees: Double) -> Double {
    if x <= 0 { return 0 }
    if x == .infinity { return 1 }
    let (a, half) = (degrees / 2, x / 2)
    let front = Double.exp(-half + a * Double.log(half) - Double.logGamma(a))
    if half < a + 1 {
      var term = 1 / a
      var sum = term
      var index = a
      for _ in 0..<10_000 where abs(term) > 1e-17 * sum {
        index += 1
        term *= half / index
        sum += term
      }
      return min(1, front * sum)
    }
    let tiny = 1e-300
    var b = half + 1 - a
    var c = 1 / tiny
    var d = 1 / b
    var result = d
    for index in 1...10_000 {
      let step = -Double(index) * (Double(index) - a)
      b += 2
      d = step * d + b
      d = 1 / (abs(d) < tiny ? tiny : d)
      c = b + step / c
      c = abs(c) < tiny ? tiny : c
      result *= d * c
      if abs(d * c - 1) < 1e-16 { break }
    }
    return max(0, 1 - front * result)
  }
}
