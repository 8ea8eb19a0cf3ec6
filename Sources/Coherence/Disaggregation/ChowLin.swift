public import LinearAlgebra
internal import RealModule

/// Chow–Lin: errors follow an AR(1).
///
/// Equations: `u_t = ρ u_{t−1} + ε_t`, `V_{ij} = ρ^{|i−j|}/(1 − ρ²)`; `ρ` is fixed or the most likely
/// value between 0 and 0.999: a negative one, which few long periods often give, would make the short
/// ones zigzag.
/// Edge cases: fewer long periods than indicators: `numerical`.
/// Source: Chow & Lin 1971, REStat 53, 372–375; maximum likelihood: Bournay & Laroque 1979, Annales de
/// l'INSÉÉ 36; truncation at 0: Sax & Steiner 2013, R Journal 5/2, 80–87.
public struct ChowLin: Disaggregator {
  private let autocorrelation: Double?

  /// The method.
  ///
  /// - Parameter autocorrelation: `ρ` between −0.999 and 0.999; `nil` takes the most likely one.
  public init(autocorrelation: Double? = nil) {
    precondition(
      autocorrelation.map { abs($0) <= 0.999 } ?? true, "an autocorrelation beyond 0.999")
    self.autocorrelation = autocorrelation
  }

  /// Disaggregates.
  public func disaggregate(
    _ totals: [Double], indicators: Matrix, aggregation: TemporalAggregation
  ) throws(DisaggregationError) -> Disaggregation {
    let regression = try RegressionDisaggregation(
      totals, indicators: indicators, aggregation: aggregation)
    return try regression.result(autocorrelation: autocorrelation) { rho in
      Matrix(rows: indicators.rows, columns: indicators.rows) {
        Double.pow(rho, abs($0 - $1)) / (1 - rho * rho)
      }
    }
  }
}
