internal import RealModule

/// The chi-square distribution.
///
/// By the incomplete gamma function: its series below `a + 1`, its continued fraction (modified Lentz)
/// above.
/// Source: Abramowitz & Stegun 1964, 6.5.29, 6.5.31 and 26.4.19.
public enum ChiSquare {
  /// The value with probability `p`, strictly between 0 and 1, below it.
  ///
  /// By Newton's steps, the last of which leaves 13 digits, from the start of Wilson & Hilferty 1931, PNAS 17, 684–688, kept inside a bracket.
  ///
  /// - Parameter near: a value close to it, where one is known, to begin with.
  public static func quantile(_ p: Double, degrees: Double, near: Double? = nil) -> Double {
    precondition(p > 0 && p < 1, "a probability of \(p) lies outside 0 to 1")
    let spread = 2 / (9 * degrees)
    let cube = 1 - spread + StandardNormal.quantile(p) * spread.squareRoot()
    var x = near ?? max(degrees * cube * cube * cube, 1e-10)
    var (low, high) = (0.0, Double.infinity)
    let a = degrees / 2
    for _ in 0..<100 {
      let excess = cumulative(x, degrees: degrees) - p
      if excess > 0 { high = x } else { low = x }
      let density =
        0.5 * Double.exp((a - 1) * Double.log(x / 2) - x / 2 - Double.logGamma(a))
      var next = x - excess / density
      if !(next > low && next < high) { next = high.isFinite ? 0.5 * (low + high) : 2 * x }
      let isDone = abs(next - x) <= 1e-7 * x
      x = next
      if isDone { break }
    }
    return x
  }

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
