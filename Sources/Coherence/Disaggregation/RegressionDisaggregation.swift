internal import LinearAlgebra
internal import RealModule

/// What the regression methods share: generalised least squares on sums, errors spread back.
///
/// Equations: `y = X β + u`, `u ~ (0, σ² V)`, `Y = C y`: `β̂` by generalised least squares of `Y` on `C X`
/// with covariance `C V Cᵀ`; `ŷ = X β̂ + V Cᵀ (C V Cᵀ)⁻¹ (Y − C X β̂)`. Given `Y`, `ŷ` has the covariance
/// `σ² (V − G C V + A (XᵀCᵀ(CVCᵀ)⁻¹CX)⁻¹ Aᵀ)` with `G = V Cᵀ (C V Cᵀ)⁻¹`, `A = X − G C X`.
///
/// Source: Chow & Lin 1971, Review of Economics and Statistics 53, 372–375.
struct RegressionDisaggregation {
  let totals: [Double]
  let indicators: Matrix
  let aggregation: TemporalAggregation

  init(
    _ totals: [Double], indicators: Matrix, aggregation: TemporalAggregation
  ) throws(DisaggregationError) {
    try aggregation.check(totals, indicators)
    guard totals.allSatisfy(\.isFinite), indicators.storage.allSatisfy(\.isFinite) else {
      throw .notFinite
    }
    self.totals = totals
    self.indicators = indicators
    self.aggregation = aggregation
  }

  /// The fit for one structure of errors.
  struct Fit {
    /// `V`, `X`, `C X` and `C V`.
    let errors, design, summed, spread: Matrix
    /// Of `C V Cᵀ`.
    let sums: Cholesky
    let regression: LeastSquares

    /// - Parameters:
    ///   - spread: `C V`.
    ///   - square: `C V Cᵀ`.
    init(
      _ totals: [Double], errors: Matrix, design: Matrix, summed: Matrix, spread: Matrix,
      square: Matrix
    ) throws(DisaggregationError) {
      self.errors = errors
      self.design = design
      self.summed = summed
      self.spread = spread
      do {
        sums = try Cholesky(square)
        regression = try LeastSquares(design: summed, response: totals, covariance: sums)
      } catch {
        throw .numerical(error)
      }
    }

    /// The Gaussian log-likelihood with the variance concentrated out.
    var logLikelihood: Double {
      let size = Double(summed.rows)
      let variance = regression.residualSumOfSquares / size
      return -size / 2 * (1 + Double.log(2 * .pi) + Double.log(variance))
        - sums.logDeterminant / 2
    }

    /// `ŷ`.
    var values: [Double] {
      let weights = sums.solve(regression.residuals)
      return zip(design * regression.coefficients, spread.transposed * weights).map(+)
    }

    /// `σ²`.
    private var variance: Double {
      regression.variance ?? regression.residualSumOfSquares / Double(summed.rows)
    }

    /// The covariance of `ŷ`.
    var covariance: Matrix {
      let gain = sums.solve(spread).transposed
      let rest = design - gain * summed
      return variance
        * (errors - gain * spread + rest * regression.unscaledCovariance * rest.transposed)
    }

    /// A series with the coefficients of the fit.
    func series(
      _ values: [Double], _ covariance: Matrix, autocorrelation: Double?
    ) throws(DisaggregationError) -> Disaggregation {
      try Disaggregation(
        values: values, covariance: covariance, coefficients: regression.coefficients,
        standardErrors: regression.unscaledCovariance.diagonal.map {
          (variance * $0).squareRoot()
        }, autocorrelation: autocorrelation
      ).checked()
    }
  }

  /// - Parameter errors: `V`, `T × T`.
  func fit(_ errors: Matrix) throws(DisaggregationError) -> Fit {
    // C V first: the structure of C makes both products cheap.
    let half = aggregation.apply(errors)
    return try Fit(
      totals, errors: errors, design: indicators, summed: aggregation.apply(indicators),
      spread: half, square: aggregation.apply(half.transposed))
  }

  /// The series where errors of an autocorrelation have a structure, by default for the most likely one from 0 to
  /// 0.999.
  func result(
    autocorrelation: Double?, _ errors: (Double) -> Matrix
  ) throws(DisaggregationError) -> Disaggregation {
    var rho = autocorrelation ?? 0
    if autocorrelation == nil { rho = try mostLikely(from: 0, to: 0.999, errors) }
    let fit = try fit(errors(rho))
    return try fit.series(fit.values, fit.covariance, autocorrelation: rho)
  }

  /// The most likely value of a parameter between two ends: a grid, then golden sections.
  func mostLikely(
    from low: Double, to high: Double, _ errors: (Double) -> Matrix
  ) throws(DisaggregationError) -> Double {
    func likelihood(_ value: Double) -> Double {
      (try? fit(errors(value)))?.logLikelihood ?? -.infinity
    }
    let steps = 40
    let grid = (0...steps).map { low + (high - low) * Double($0) / Double(steps) }
    let scores = grid.map(likelihood)
    guard let best = scores.indices.max(by: { scores[$0] < scores[$1] }),
      scores[best] > -.infinity
    else { throw .numerical(.notFinite) }
    var (left, right) = (grid[max(0, best - 1)], grid[min(steps, best + 1)])
    let golden = (5.0.squareRoot() - 1) / 2
    for _ in 0..<60 {
      let inner = right - golden * (right - left)
      let outer = left + golden * (right - left)
      if likelihood(inner) < likelihood(outer) { left = inner } else { right = outer }
    }
    let inside = (left + right) / 2
    // A search that ends beside an edge of the range means the edge.
    let margin = 1e-6 * (high - low)
    return inside - low < margin ? low : high - inside < margin ? high : inside
  }
}
