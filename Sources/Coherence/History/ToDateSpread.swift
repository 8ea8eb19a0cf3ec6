internal import RealModule

/// How far the growth of a year comes out from its growth to date.
///
/// The variance of the difference, in points squared, is taken for scaled inverse chi-squared around that of
/// quarterly national accounts, and cases of one's own weigh in: with `n` cases `d` the predicted variance is
///
///     (ν s² + Σ d²) / (ν + n − 2)
///
/// Symbols: ν `freedom`, s the pooled scale after so many months. Without a case the scale is the pooled one, with
/// many it is that of the cases.
///
/// Source: Gelman, Carlin, Stern, Dunson, Vehtari & Rubin 2013, Bayesian Data Analysis, 3rd edition, section 3.2; ν
/// and s by `Scripts/learn-to-date` from real GDP of 19 economies by quarter, 392 years between 1980 and 2024
/// (GVAR data base, reviser vintages).
public enum ToDateSpread {
  /// Degrees of freedom of the pooled variance.
  static let freedom = 3.5

  /// The pooled scale in points after 3, 6 and 9 months; the whole year leaves nothing open.
  static let pooled: [(months: Double, scale: Double)] = [
    (3, 1.32), (6, 0.83), (9, 0.46), (12, 0),
  ]

  /// The pooled scale after any number of months: straight lines between those learned, and from the first one on
  /// in proportion to the months that are left.
  ///
  /// - Parameter months: 1 to 12.
  static func scale(months: Double) -> Double { scale(months: months, of: pooled) }

  /// The same of any scales learned after 3 and more months.
  static func scale(months: Double, of learned: [(months: Double, scale: Double)]) -> Double {
    guard let first = learned.first, months > first.months else {
      return (12 - months) / 9 * learned[0].scale
    }
    for (left, right) in zip(learned, learned.dropFirst()) where months <= right.months {
      let share = (months - left.months) / (right.months - left.months)
      return left.scale + share * (right.scale - left.scale)
    }
    return 0
  }

  /// The standard deviation in points.
  ///
  /// - Parameters:
  ///   - months: behind the figure to date, 1 to 11.
  ///   - cases: growth of a year minus growth to date at the same point, in points, of years that are over.
  public static func deviation(months: Double, cases: [Double]) -> Double {
    let scale = scale(months: months)
    let squares = cases.reduce(0) { $0 + $1 * $1 }
    let variance =
      (freedom * scale * scale + squares) / (freedom + Double(cases.count) - 2)
    return variance.squareRoot()
  }
}
