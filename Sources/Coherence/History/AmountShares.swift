internal import RealModule

/// How much of a year the first months of an amount make, where no earlier year of it is known.
///
/// Two kinds are mixed: amounts that come in all year (weight 2/3), and investment from state budgets, which comes late
/// (1/3: 36% after six months, 65% after nine, 87% after eleven). Exports and industrial products of Viet Nam lie with the
/// first (51 and 50% after six months, 76 and 74 after nine). Standard deviations are those within the kinds and between them,
/// widened by half: ministries and provinces are whole budgets, and single programmes lie further off.
///
/// Source: `Scripts/learn-amount-shares` from 3,735 years of 400 series of the M3 competition (Makridakis & Hibon 2000) and
/// what 38 ministries and provinces invested in 2022 (monthly reports of the National Statistics Office of Viet Nam, December
/// 2022 to September 2023). The widening is assumed.
package enum AmountShares {
  /// Mean and standard deviation of the logarithm of the share of one to eleven months.
  private static let learned: [(mean: Double, deviation: Double)] = [
    (-2.699, 0.335), (-1.996, 0.294), (-1.560, 0.269), (-1.255, 0.238), (-1.012, 0.209),
    (-0.808, 0.183), (-0.630, 0.155), (-0.474, 0.124), (-0.337, 0.093), (-0.215, 0.063),
    (-0.104, 0.034),
  ]
  private static let widening = 1.5

  /// Mean and standard deviation of the logarithm of the share that so many months make, 1 to 11.
  package static func ofYear(months: Int) -> (mean: Double, deviation: Double) {
    let found = learned[min(max(months, 1), learned.count) - 1]
    return (found.mean, widening * found.deviation)
  }

  /// The same of an amount of which shares of other numbers of months are known, each of one year before.
  ///
  /// Equation, `(μ_k, σ_k)` what is learned of `k` months, `z` the mean of `(x_i − μ_{m_i})/σ_{m_i}` over the shares `x_i` of `m_i`
  /// months, `ρ` the mean of `√(a (12 − b)/(b (12 − a)))`, `a ≤ b` being `k` and `m_i`: mean `μ_k + σ_k ρ z`, variance `σ_k² (1 − ρ²)`.
  /// The correlation is that of sums of independent months of a given year; kinds that come early or late go together more, so
  /// that it is a cautious one.
  package static func ofYear(
    months: Int, beside others: [(months: Int, logarithm: Double)]
  ) -> (mean: Double, deviation: Double) {
    let own = ofYear(months: months)
    let known = others.filter { (1...11).contains($0.months) }
    guard !known.isEmpty else { return own }
    let count = Double(known.count)
    let scores = known.map { other -> Double in
      let usual = ofYear(months: other.months)
      return min(max((other.logarithm - usual.mean) / usual.deviation, -farthest), farthest)
    }
    let correlation =
      known.reduce(0) { sum, other in
        let (first, last) = (
          Double(min(months, other.months)), Double(max(months, other.months))
        )
        return sum + (first * (12 - last) / (last * (12 - first))).squareRoot()
      } / count
    let mean = own.mean + own.deviation * correlation * scores.reduce(0, +) / count
    return (
      min(mean, -1e-3), own.deviation * (1 - correlation * correlation).squareRoot()
    )
  }

  private static let farthest = 3.0
}
