internal import LinearAlgebra
internal import RealModule

/// Growth of the periods ahead from what growth was of late.
///
/// Equation, `μ` the median yearly growth of the last eight years, `s` its median absolute deviation:
/// `g = μ + Σ b_k cut(g_k − μ, ±4 s)` with `g_k` the growth of the year to date, of the last quarter, of the last half,
/// and of the last year, `b = (0.15, 0.35, 0.25, −0.15)`: growth goes on in part, and what was gained in a year before is
/// lost in part again.
///
/// Units: logarithms.
/// Edge cases: stretches longer than the growth that is known are cut to it; without a whole year of growth the last
/// `b` is 0.
/// Source: `b` by ridge regression over 109 monthly series of Viet Nam's trade and industry 2012–2024 (General Statistics
/// Office), five folds by series; nearby values do as well.
struct RecentGrowth {
  private static let weights = [0.15, 0.35, 0.25, -0.15]
  private static let years = 8
  private static let cut = 4.0
  private static let leastScale = 0.01

  let periodsPerYear: Int

  /// The growth of what follows a series, more than a year of it.
  ///
  /// - Parameter settled: how many values usual growth and its scale are taken from.
  func ahead(_ series: [Double], settled: Int) -> Double {
    let (year, count) = (periodsPerYear, series.count)
    let growth = (max(year, settled - Self.years * year)..<settled).map {
      series[$0] - series[$0 - year]
    }
    let usual = Statistics.median(growth)
    let scale = 1.4826 * Statistics.median(growth.map { abs($0 - usual) }) + Self.leastScale
    let known = count - year
    func recent(_ periods: Int) -> Double {
      let length = max(1, min(periods, known, year))
      return Self.growth(of: count - length..<count, in: series, year) - usual
    }
    let begun = count % year
    let parts = [
      begun > 0 && begun <= known ? recent(begun) : recent(year), recent(max(1, year / 4)),
      recent(max(1, year / 2)), known >= year ? recent(year) : 0,
    ]
    return zip(Self.weights, parts).reduce(usual) {
      $0 + $1.0 * min(max($1.1, -Self.cut * scale), Self.cut * scale)
    }
  }

  /// The growth of the total of some periods, the series given in logarithms.
  static func growth(of periods: Range<Int>, in series: [Double], _ year: Int) -> Double {
    let now = periods.reduce(0) { $0 + Double.exp(series[$1]) }
    let before = periods.reduce(0) { $0 + Double.exp(series[$1 - year]) }
    return Double.log(now / before)
  }
}
