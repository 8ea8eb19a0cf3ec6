public import LinearAlgebra

/// Denton–Cholette: the movement of an indicator is kept as well as the sums allow.
///
/// Equations: additive: minimise `Σ_{t≥2} (Δ(y_t − x_t))²`; proportional: `Σ_{t≥2} (Δ(y_t / x_t))²`,
/// subject to `C y = Y`. The first period is free (Cholette's correction of Denton's first step). The
/// minimum is also the regression in which the difference, or the ratio, is a random walk with a free
/// start; the covariance is that regression's.
/// Edge cases: proportional to an indicator that is zero or changes sign: `unusableIndicator`; more than
/// one indicator: `shapes`.
/// Source: Denton 1971, JASA 66, 99–102; Dagum & Cholette 2006, Benchmarking, Temporal Distribution, and
/// Reconciliation Methods for Time Series, chapter 6.
public struct DentonCholette: Disaggregator {
  /// What is kept.
  public enum Criterion: Sendable {
    /// Differences between series and indicator.
    case additive
    /// Ratios of series and indicator.
    case proportional
  }

  private let criterion: Criterion

  /// The method.
  public init(_ criterion: Criterion) { self.criterion = criterion }

  /// Disaggregates.
  public func disaggregate(
    _ totals: [Double], indicators: Matrix, aggregation: TemporalAggregation
  ) throws(DisaggregationError) -> Disaggregation {
    guard indicators.columns == 1 else { throw .shapes(expected: 1, found: indicators.columns) }
    try aggregation.check(totals, indicators)
    let indicator = indicators.storage
    guard totals.allSatisfy(\.isFinite), indicator.allSatisfy(\.isFinite) else {
      throw .notFinite
    }
    if criterion == .proportional,
      let position = indicator.firstIndex(where: { $0 == 0 || ($0 < 0) != (indicator[0] < 0) })
    {
      throw .unusableIndicator(position: position)
    }
    // A walk z with a free start: y = x + z or y = x z. Its level is a parameter, its steps are errors.
    let count = indicator.count
    let sizes = criterion == .proportional ? indicator : Array(repeating: 1, count: count)
    let design = Matrix(rows: count, columns: 1) { row, _ in sizes[row] }
    let errors = Matrix(rows: count, columns: count) {
      sizes[$0] * sizes[$1] * Double(min($0, $1))
    }
    let base = criterion == .additive ? aggregation.apply(indicator) : []
    let rest = criterion == .additive ? zip(totals, base).map(-) : totals
    let regression = try RegressionDisaggregation(
      rest, indicators: design, aggregation: aggregation)
    let walk = try regression.fit(errors)
    let values = criterion == .additive ? zip(indicator, walk.values).map(+) : walk.values
    return try Disaggregation(
      values: values, covariance: walk.covariance, coefficients: [],
      standardErrors: [], autocorrelation: nil
    ).checked()
  }
}
