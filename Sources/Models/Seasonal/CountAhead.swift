public import LinearAlgebra
internal import Randomness
internal import RealModule

/// Whole numbers ahead of a monthly or quarterly count: of a `RareCount`, or of one with a course.
///
/// Equations: of a course with the middles `m_h` and errors of the variance `v_h`, both in counts (5/3 of the squared scale of a
/// t), the size of lots is `D = v̄ / x̄`, `x̄` the mean of the last three years, or `Σ v / Σ m` where errors are those of logarithms. A
/// period is negative binomial with the mean `m_h` and the variance `D m_h`, at least `0.3 v_h` and `min(1, m_h)`; up to that of a Poisson a normal of that mean and variance,
/// rounded and never below 0. Normal scores of periods are correlated as the errors are.
/// A middle below a twentieth of `x̄` or 0.3 of `√v_h` is that; what this adds the other periods lose.
///
/// Units: the counts themselves.
/// Edge cases: a course is that of a count where values are whole, never negative and on average of the last three years up to 10
/// a month; `nil` elsewhere.
/// Randomness consumed: none.
/// Source: as `RareCount`; dispersion: McCullagh & Nelder 1989, Generalized Linear Models, section 6.2.3.
public struct CountAhead: Sendable, Hashable {
  /// The mean of each period.
  public let means: [Double]
  /// Correlations of normal scores.
  public let correlations: Matrix
  /// By period the normal scores from which on it comes to 1, 2, … .
  public let thresholds: [[Double]]

  private static let (largestMean, years) = (10.0, 3)
  private static let (least, leastDeviations, leastShare) = (0.05, 0.3, 0.5)
  /// The share of the variance of errors that a period has at least.
  private static let ownShare = 0.3
  /// The variance of a logarithm above which none is told.
  private static let mostVariance = 1.0
  /// The smallest size of lots.
  private static let leastLots = 0.01

  /// Of a count with one mean for all periods.
  public init(_ rare: RareCount, horizon: Int) {
    means = [Double](repeating: rare.mean, count: horizon)
    correlations = rare.correlations(horizon)
    thresholds = [[Double]](repeating: rare.thresholds, count: horizon)
  }

  /// Of a count that keeps to its course.
  ///
  /// - Parameters:
  ///   - forecast: what is ahead of the values.
  ///   - isLogarithm: whether it is of their logarithms.
  public init?(
    _ forecast: RestOfYear, of values: [Double], isLogarithm: Bool, periodsPerYear: Int
  ) {
    guard let middle = Self.middle(values, periodsPerYear: periodsPerYear) else { return nil }
    let covariance = forecast.covariance
    let places = forecast.means.indices
    let tail = Double(RestOfYear.degrees) / Double(RestOfYear.degrees - 2)
    let told = forecast.means.map { isLogarithm ? Double.exp($0) : $0 }
    let variances = places.map { place -> Double in
      let own = tail * covariance[place, place]
      guard isLogarithm else { return own }
      return told[place] * told[place] * Double.expMinusOne(min(own, Self.mostVariance))
    }
    let all = isLogarithm ? told.reduce(0, +) : middle * Double(told.count)
    let lots = max(variances.reduce(0, +) / all, Self.leastLots)
    let lifted = places.map {
      max(told[$0], Self.least * middle, Self.leastDeviations * variances[$0].squareRoot())
    }
    let share = max(told.reduce(0, +) / lifted.reduce(0, +), Self.leastShare)
    let means = lifted.map { $0 * share }
    self.means = means
    correlations = Matrix(rows: told.count, columns: told.count) {
      covariance[$0, $1] / (covariance[$0, $0] * covariance[$1, $1]).squareRoot()
    }
    thresholds = places.map { place in
      let mean = means[place]
      let variance = max(lots * mean, Self.ownShare * variances[place], min(1, mean))
      return variance > mean
        ? RareCount.thresholds(mean: mean, variance: variance)
        : Self.rounded(mean: mean, deviation: variance.squareRoot())
    }
  }

  /// The mean of the last three years but for the newest figure, which does not decide what kind of series it is; `nil` of what is no
  /// small count.
  private static func middle(_ values: [Double], periodsPerYear: Int) -> Double? {
    let recent = values.dropLast().suffix(years * periodsPerYear)
    let middle = recent.reduce(0, +) / Double(max(1, recent.count))
    guard middle > 0, middle <= largestMean * 12 / Double(periodsPerYear),
      values.allSatisfy({ $0 >= 0 && $0.rounded() == $0 })
    else { return nil }
    return middle
  }

  /// Whether a series is a small count, which is forecast as it is and not by its logarithms: none or one more, the smallest
  /// numbers would weigh most.
  public static func isCount(_ values: [Double], periodsPerYear: Int) -> Bool {
    middle(values, periodsPerYear: periodsPerYear) != nil
  }

  /// The scores of `max(0, x)` of a normal, rounded.
  private static func rounded(mean: Double, deviation: Double) -> [Double] {
    let most = max(1, (mean + RareCount.farthest * deviation).rounded(.up))
    return (1...Int(most)).map { (Double($0) - 0.5 - mean) / deviation }
  }
}
