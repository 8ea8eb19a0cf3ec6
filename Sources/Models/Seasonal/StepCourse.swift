internal import LinearAlgebra

/// How growth from one period to the next differs by the period of the year.
///
/// Equation: with `u_{i,q}` the growth into period `q` of year `i`, `c_q = k · (med_i u_{i,q} − mean)` over the newest
/// `N` years, twelve at most, shrunk by its own evidence, `k = max(0, 1 − 4 v (1 + 2/N)(p − 1)/p / (Σ_q c_q² / p))`,
/// `v = π/2 · s²/N` the variance of a median of `N` values whose deviations have the (robust) standard deviation `s`.
/// A course counts for something where it is twice as large as chance alone would make it, so that series adjusted for
/// the season have none.
///
/// Units: logarithms.
/// Edge cases: fewer than three years: `nil`.
/// Source: shrinkage by the positive part: Efron & Morris 1973, JASA 68, 117–130.
package struct StepCourse {
  /// `c`, one a period of the year, adding to 0.
  package let terms: [Double]

  /// Years that are needed, and those that are looked at.
  static let leastYears = 3
  private static let years = 12
  /// How many times chance a squared course is before anything of it is believed.
  private static let evidenceNeeded = 4.0

  /// From growth, the first into the second period of a year.
  ///
  /// - Parameter count: how many values of it are known.
  package init?(growth: [Double], known count: Int, periodsPerYear year: Int) {
    let number = min(count / year, Self.years)
    guard number >= Self.leastYears, year > 1 else { return nil }
    var byPeriod = [[Double]](repeating: [], count: year)
    for place in (count - number * year)..<count {
      byPeriod[(place + 1) % year].append(growth[place])
    }
    let medians = byPeriod.map { Statistics.median($0) }
    let mean = medians.reduce(0, +) / Double(year)
    let centres = medians.map { $0 - mean }
    let (periods, years) = (Double(year), Double(number))
    let median = Statistics.median(
      zip(byPeriod, medians).flatMap { values, centre in values.map { abs($0 - centre) } })
    // Centres take degrees of freedom, and of the mean of a year one.
    let variance =
      1.4826 * 1.4826 * median * median * periods / (periods - 1) * years / (years - 1)
    let noise = 0.5 * Double.pi * variance / years * (periods - 1) / periods * (1 + 2 / years)
    let evidence = centres.reduce(0) { $0 + $1 * $1 } / periods
    let share = evidence > 0 ? max(0, 1 - Self.evidenceNeeded * noise / evidence) : 0
    terms = centres.map { share * $0 }
  }
}
