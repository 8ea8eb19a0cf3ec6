public import LinearAlgebra

/// Litterman: errors are a random walk whose steps follow an AR(1).
///
/// Equations: `u_t = u_{t−1} + v_t`, `v_t = ρ v_{t−1} + ε_t`, `u₀ = v₀ = 0`: `V = (DᵀHᵀHD)⁻¹` with
/// `D` first differences and `H = I − ρL`. With `ρ = 0` it is Fernández's method.
/// Edge cases: fewer long periods than indicators: `numerical`.
/// Source: Litterman 1983, Journal of Business & Economic Statistics 1, 169–173; Fernández 1981, REStat
/// 63, 471–476.
public struct Litterman: Disaggregator {
  private let autocorrelation: Double?

  /// The method.
  ///
  /// - Parameter autocorrelation: `ρ` from 0 to 0.999; `nil` takes the most likely one.
  public init(autocorrelation: Double? = nil) {
    precondition(
      autocorrelation.map { (0...0.999).contains($0) } ?? true, "an autocorrelation outside 0–0.999"
    )
    self.autocorrelation = autocorrelation
  }

  /// Fernández's method: errors are a random walk.
  public static var fernandez: Litterman { Litterman(autocorrelation: 0) }

  /// Disaggregates.
  public func disaggregate(
    _ totals: [Double], indicators: Matrix, aggregation: TemporalAggregation
  ) throws(DisaggregationError) -> Disaggregation {
    let regression = try RegressionDisaggregation(
      totals, indicators: indicators, aggregation: aggregation)
    return try regression.result(autocorrelation: autocorrelation) {
      Self.errors($0, count: indicators.rows)
    }
  }

  /// `V = L Lᵀ` with the responses of `u` to `ε` in `L`.
  private static func errors(_ rho: Double, count: Int) -> Matrix {
    var response = [Double](repeating: 0, count: count)
    var (step, level) = (1.0, 0.0)
    for lag in 0..<count {
      level += step
      response[lag] = level
      step *= rho
    }
    var covariance = Matrix(rows: count, columns: count)
    for row in 0..<count {
      for column in 0...row {
        var sum = 0.0
        for source in 0...column { sum += response[row - source] * response[column - source] }
        covariance[row, column] = sum
        covariance[column, row] = sum
      }
    }
    return covariance
  }
}
