internal import RealModule
internal import TimeSeries

/// How years of an amount grew, in logarithms: the median, which counts for half of what it is with few years, and how
/// far growth mostly lies from it.
///
/// Equations, with the last ten growths `g_i` and their median `m`: the mean `m n/(n + 2)`, the variance `(4 · 0.08² +
/// Σ min(|g_i − m|, 3 s)²)/(4 + n)`, `s` the larger of 0.08 and 1.4826 times the median of `|g_i − m|`: a year that
/// leaps does not make every level likely.
struct YearlyGrowth {
  let mean: Double
  let deviation: Double

  private static let window = 10
  private static let (typical, degrees, few) = (0.08, 4.0, 2.0)

  init(_ wholes: [Int: Double], through last: Int) {
    let growth = ((last - Self.window + 1)...last).compactMap { year -> Double? in
      guard let now = wholes[year], let before = wholes[year - 1], now > 0, before > 0 else {
        return nil
      }
      return Double.log(now / before)
    }
    let middle = growth.median
    let gaps = growth.map { abs($0 - middle) }
    let limit = 3 * max(Self.typical, 1.4826 * gaps.median)
    let squares = gaps.reduce(Self.degrees * Self.typical * Self.typical) {
      $0 + min($1, limit) * min($1, limit)
    }
    let count = Double(growth.count)
    mean = middle * count / (count + Self.few)
    deviation = (squares / (Self.degrees + count)).squareRoot()
  }
}
