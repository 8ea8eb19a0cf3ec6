internal import LinearAlgebra
internal import RealModule

/// How the yearly growth of each period of a year lies beside that of its year.
///
/// Some accounts grow faster towards the end of every year. Equation: `δ_{i,q}` the yearly growth of period `q` of
/// year `i` minus the mean of that year's, `d_q = k · (med_i δ_{i,q} − mean)`, shrunk by its own evidence,
/// `k = max(0, 1 − v (1 + 2/N) / (Σ_q d_q² / p))`, `v = π/2 · s²/N · (p − 1)/p` the variance of a median of `N` years
/// whose deviations have the (robust) standard deviation `s`.
///
/// Units: logarithms.
/// Edge cases: fewer than two whole years of growth, or no evidence: zeros.
/// Source: shrinkage by the positive part: James & Stein 1961; Efron & Morris 1973, JASA 68, 117–130.
package struct GrowthWithinYear {
  /// `d`, one a period of the year, adding to 0.
  package let terms: [Double]

  /// Years that are looked at.
  private static let years = 12

  /// From logarithms, the first of them the first of a year.
  package init(_ series: [Double], periodsPerYear year: Int) {
    let whole = series.count / year
    let deviations = (max(1, whole - Self.years)..<max(1, whole)).map { number -> [Double] in
      let growth = (0..<year).map {
        series[number * year + $0] - series[(number - 1) * year + $0]
      }
      let mean = growth.reduce(0, +) / Double(year)
      return growth.map { $0 - mean }
    }
    guard deviations.count >= 2 else {
      terms = [Double](repeating: 0, count: year)
      return
    }
    let medians = (0..<year).map { place in Statistics.median(deviations.map { $0[place] }) }
    let mean = medians.reduce(0, +) / Double(year)
    let centres = medians.map { $0 - mean }
    let (periods, count) = (Double(year), Double(deviations.count))
    let median = Statistics.median(deviations.flatMap { zip($0, centres).map { abs($0 - $1) } })
    // Centres and means of years take degrees of freedom.
    let variance =
      1.4826 * 1.4826 * median * median * periods / (periods - 1) * count / (count - 1)
    let noise = 0.5 * Double.pi * variance / count * (periods - 1) / periods * (1 + 2 / count)
    let evidence = centres.reduce(0) { $0 + $1 * $1 } / periods
    let share = evidence > 0 ? max(0, 1 - noise / evidence) : 0
    terms = centres.map { share * $0 }
  }
}
