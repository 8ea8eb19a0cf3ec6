public import LinearAlgebra

/// How values of short periods make one of a long period.
public enum AggregationRule: String, Sendable, Codable, CaseIterable {
  /// Flows: the sum.
  case sum
  /// Rates and prices: the mean.
  case mean
  /// Stocks: the last value.
  case last
}

/// Long periods of equal length made of short ones, in time order, the first at the start.
///
/// Shape: `n` long periods of `m` short ones each, and `e` short ones after the last: `C` is
/// `n × (nm + e)`.
public struct TemporalAggregation: Sendable, Hashable {
  /// The rule.
  public let rule: AggregationRule
  /// Long periods, `n`.
  public let longPeriods: Int
  /// Short periods in a long one, `m`.
  public let ratio: Int
  /// Short periods in all, `nm + e`.
  public let shortPeriods: Int

  /// An aggregation; the counts must be positive.
  public init(rule: AggregationRule, longPeriods: Int, ratio: Int, extra: Int = 0) {
    precondition(
      longPeriods > 0 && ratio > 0 && extra >= 0, "\(longPeriods) of \(ratio) + \(extra)")
    self.rule = rule
    self.longPeriods = longPeriods
    self.ratio = ratio
    shortPeriods = longPeriods * ratio + extra
  }

  /// - Throws: `shapes` unless there is a total for each long period and a row of indicators for each short one.
  func check(_ totals: [Double], _ indicators: Matrix) throws(DisaggregationError) {
    for (expected, found) in [(longPeriods, totals.count), (shortPeriods, indicators.rows)]
    where expected != found {
      throw .shapes(expected: expected, found: found)
    }
  }

  /// The weight of a short period in a long one.
  func weight(_ long: Int, _ short: Int) -> Double {
    guard short / ratio == long else { return 0 }
    switch rule {
    case .sum: return 1
    case .mean: return 1 / Double(ratio)
    case .last: return short % ratio == ratio - 1 ? 1 : 0
    }
  }

  /// `C`.
  public var matrix: Matrix {
    Matrix(rows: longPeriods, columns: shortPeriods) { weight($0, $1) }
  }

  /// `C y`.
  public func apply(_ values: [Double]) -> [Double] {
    precondition(values.count == shortPeriods, "\(values.count) values, \(shortPeriods) periods")
    return (0..<longPeriods).map { long in
      (long * ratio..<(long + 1) * ratio).reduce(0) { $0 + weight(long, $1) * values[$1] }
    }
  }

  /// `C A`.
  func apply(_ matrix: Matrix) -> Matrix {
    Matrix(rows: longPeriods, columns: matrix.columns) { long, column in
      (long * ratio..<(long + 1) * ratio).reduce(0) {
        $0 + weight(long, $1) * matrix[$1, column]
      }
    }
  }
}

/// Why a series could not be disaggregated.
public enum DisaggregationError: Error, Sendable, Equatable {
  /// Long values and long periods differ in number, or indicators and short periods.
  case shapes(expected: Int, found: Int)
  /// An indicator that is zero or changes sign, to which nothing can be proportional.
  case unusableIndicator(position: Int)
  /// A value is not finite.
  case notFinite
  /// A matrix that should have been regular was not.
  case numerical(LinearAlgebraError)
}

/// A series of short periods whose sums are those of the long ones.
public struct Disaggregation: Sendable {
  /// The values of the short periods.
  public let values: [Double]
  /// Their covariance given the long values, `T × T`; zero where the method has none.
  public let covariance: Matrix
  /// Coefficients of the indicators; empty where there are none.
  public let coefficients: [Double]
  /// Their standard errors.
  public let standardErrors: [Double]
  /// The autocorrelation of the errors, where it was set or estimated.
  public let autocorrelation: Double?

  /// Itself, unless products of figures far apart left the range of numbers.
  ///
  /// - Throws: `notFinite`.
  func checked() throws(DisaggregationError) -> Self {
    guard values.allSatisfy(\.isFinite), covariance.isFinite,
      coefficients.allSatisfy(\.isFinite), standardErrors.allSatisfy(\.isFinite)
    else { throw .notFinite }
    return self
  }
}

/// Spreads values of long periods over short ones.
public protocol Disaggregator: Sendable {
  /// Disaggregates.
  ///
  /// - Parameters:
  ///   - totals: one value a long period.
  ///   - indicators: `T × k`, one row a short period; a column of ones is an intercept.
  func disaggregate(
    _ totals: [Double], indicators: Matrix, aggregation: TemporalAggregation
  ) throws(DisaggregationError) -> Disaggregation
}
