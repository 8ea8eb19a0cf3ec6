internal import LinearAlgebra
internal import RealModule
public import TimeSeries

/// A monthly indicator made complete: as observed where it is, by its pattern where it is not.
///
/// Equation: `log I_t = a + b t + s_{month} + γ h_t + u_t`, `h_t` the share of the Tết holiday that falls into
/// the month, by least squares over the last years observed; what the newest months lie above or below
/// fades by half a quarter. Tết moves between January and February, so without `h` both months would
/// carry it as noise.
///
/// Edge cases: months not above 0 have no logarithm: they are left out, listed, and filled by the pattern like
/// months that are missing; fewer than 24 others: `nil`.
/// Source: calendar regressors as in Findley et al. 1998, JBES 16, 127–152, section 3, with Tết for Easter.
public struct MonthlyPattern: Sendable, Hashable {
  /// Values of consecutive months, observed ones as they are.
  public let values: [Double]
  /// `γ`: what a month with the whole holiday loses, as a change of the logarithm.
  public let holidayEffect: Double
  /// Its standard error.
  public let holidayError: Double
  /// Standard deviation of `u`.
  public let deviation: Double
  /// Months that were left out, because they are not above 0.
  public let leftOut: [Period]

  /// The fewest months of an indicator.
  public static let minimumMonths = 24
  /// Years that the pattern is taken from.
  private static let years = 6

  /// Completes an indicator.
  ///
  /// - Parameters:
  ///   - observed: level by month.
  ///   - first: the first month wanted.
  ///   - count: months wanted.
  public init?(observed: [Period: Double], first: Period, count: Int) {
    let recent = observed.keys.filter { $0.frequency == .monthly }.sorted()
      .suffix(12 * Self.years)
    let months = recent.filter { (observed[$0] ?? 0) > 0 }
    guard months.count >= Self.minimumMonths, let start = months.first, let end = months.last
    else { return nil }
    leftOut = recent.filter { (observed[$0] ?? 0) <= 0 }
    let columns = 14
    func regressor(_ month: Period, _ column: Int) -> Double {
      switch column {
      case 0: return Double(start.distance(to: month)) / 12
      case 13: return Self.holidayShare(month)
      default: return month.positionInYear == column ? 1 : 0
      }
    }
    let list = Array(months)
    let design = Matrix(rows: list.count, columns: columns) { regressor(list[$0], $1) }
    let response = list.map { Double.log(observed[$0] ?? 1) }
    guard let fit = try? LeastSquares(design: design, response: response),
      let variance = fit.variance
    else { return nil }
    holidayEffect = fit.coefficients[13]
    holidayError = (variance * fit.unscaledCovariance[13, 13]).squareRoot()
    deviation = variance.squareRoot()
    let newest = fit.residuals.suffix(3)
    let gap = newest.reduce(0, +) / Double(newest.count)
    values = (0..<count).map { offset in
      let month = first.advanced(by: offset)
      if let value = observed[month], value > 0 { return value }
      let fitted = (0..<columns).reduce(0) { $0 + fit.coefficients[$1] * regressor(month, $1) }
      let ahead = Double(end.distance(to: month))
      return Double.exp(fitted + (ahead > 0 ? gap * Double.pow(0.5, ahead / 6) : 0))
    }
  }

  /// The share of the Tết holiday that falls into a month.
  static func holidayShare(_ month: Period) -> Double {
    guard (1900...2199).contains(month.year) else { return 0 }
    let days = LunarNewYear.holidays(in: month.year)
    switch month.positionInYear {
    case 1: return Double(days.january) / 7
    case 2: return Double(days.february) / 7
    default: return 0
    }
  }
}
