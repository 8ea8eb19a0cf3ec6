internal import Plans
internal import RealModule
internal import TimeSeries

/// How much a sector's yearly growth varied, beside what the course of quarters that nobody published takes for usual.
///
/// Equation: a walk of quarters with steps of deviation `s` makes growth of years vary by `√2.75 s`. With `n` growths of known
/// years, `d` their deviation and `u` the usual one, what is believed is `u^{1/n} d^{(n − 1)/n}`: the logarithm of a deviation
/// found on `ν` degrees of freedom errs by `1/√(2ν)`, that of the usual one by `1/√2`. Of a year that has begun the usual counts
/// twice, `u^{2/(n + 1)} d^{(n − 1)/(n + 1)}`, since years tell less of how quarters depart from them. A growth that is printed or
/// revised by two tenths of a point varies by no less.
///
/// Units: logarithms; a ratio to the usual.
/// Edge cases: fewer than two growths: 1.
/// Source: sums of a walk over years: Working 1960, Econometrica 28, 916–918; the error of a deviation: Bartlett & Kendall
/// 1946, Supplement to the Journal of the Royal Statistical Society 8, 128–138.
package struct YearlyScatter {
  /// What is believed, over the usual.
  package let ratio: Double
  /// The least variance of the growth of a year of which nothing is known, `(1 + 1/n)` times the square of what is believed:
  /// a few quarters of the year before make the next one no surer than years do; 0 where fewer than two growths are known.
  package let leastVariance: Double

  /// Growth that printing and revision alone make.
  private static let least = 0.002

  /// - Parameters:
  ///   - growth: of known years, logarithms.
  ///   - usual: the deviation that the course takes for usual.
  ///   - isBegun: whether something is known of the year that is looked at.
  package init(_ growth: [Double], usual: Double, isBegun: Bool) {
    guard growth.count > 1, usual > 0 else {
      ratio = 1
      leastVariance = 0
      return
    }
    let count = Double(growth.count)
    let mean = growth.reduce(0, +) / count
    let squares = growth.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / (count - 1)
    let found = (squares + Self.least * Self.least).squareRoot()
    ratio = Double.pow(found / usual, (count - 1) / (isBegun ? count + 1 : count))
    leastVariance = (1 + 1 / count) * ratio * ratio * usual * usual
  }

  /// Growth of the years before one of which a node publishes growth or levels.
  static func growth(_ data: GrowthData, node: Int, before year: Int) -> [Double] {
    var found: [Int: Double] = [:]
    let levels = data.rows(node, .level, .annual).filter { $0.value > 0 }
    let byYear = Dictionary(levels.map { ($0.period.year, $0.value) }) { _, last in last }
    for (own, level) in byYear {
      if let before = byYear[own - 1] { found[own] = Double.log(level / before) }
    }
    for row in data.rows(node, .growth, .annual) where row.value > -100 {
      found[row.period.year] = Double.log(1 + row.value / 100)
    }
    return found.filter { $0.key < year }.sorted { $0.key < $1.key }.map(\.value)
  }
}
