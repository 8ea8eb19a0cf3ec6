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
    guard totals.count == aggregation.longPeriods else {
      throw .shapes(expected: aggregation.longPeriods, found: totals.count)
    }
    guard indicators.rows == aggregation.shortPeriods else {
      throw .shapes(expected: aggregation.shortPeriods, found: indicators.rows)
    }
    guard totals.allSatisfy(\.isFinite), indicators.storage.allSatisfy(\.isFinite) else {
      throw .notFinite
    }
    self.totals = totals
    self.indicators = indicators
    self.aggregation = aggregation
  }

  /// The fit for one structure of errors.
  struct Fit {
    let errors: Matrix
    let regression: LeastSquares
    let sums: Cholesky
    let spread: Matrix

    /// The Gaussian log-likelihood with the variance concentrated out.
    func logLikelihood(_ count: Int) -> Double {
      let size = Double(count)
      let variance = regression.residualSumOfSquares / size
      return -size / 2 * (1 + Double.log(2 * .pi) + Double.log(variance))
        - sums.logDeterminant / 2
    }
  }

  /// - Parameter errors: `V`, `T × T`.
  func fit(_ errors: Matrix) throws(DisaggregationError) -> Fit {
    do {
      // C V first: the structure of C makes both products cheap.
      let half = aggregation.apply(errors)
      let sums = try Cholesky(aggregation.apply(half.transposed))
      let regression = try LeastSquares(
        design: aggregation.apply(indicators), response: totals, covariance: sums)
      return Fit(errors: errors, regression: regression, sums: sums, spread: half)
    } catch {
      throw .numerical(error)
    }
  }

  func result(
    _ fit: Fit, autocorrelation: Double?
  ) throws(DisaggregationError) -> Disaggregation {
    let weights = fit.sums.solve(fit.regression.residuals)
    let fitted = indicators * fit.regression.coefficients
    let spread = fit.spread.transposed * weights
    let variance =
      fit.regression.variance ?? fit.regression.residualSumOfSquares / Double(totals.count)
    let gain = fit.sums.solve(fit.spread).transposed
    let design = aggregation.apply(indicators)
    let rest = indicators - gain * design
    let covariance =
      variance
      * (fit.errors - gain * fit.spread
        + rest * fit.regression.unscaledCovariance * rest.transposed)
    return try Disaggregation(
      values: zip(fitted, spread).map(+), covariance: covariance,
      coefficients: fit.regression.coefficients,
      standardErrors: fit.regression.unscaledCovariance.diagonal.map {
        (variance * $0).squareRoot()
      }, autocorrelation: autocorrelation
    ).checked()
  }

  /// The most likely value of a parameter between two ends: a grid, then golden sections.
  func mostLikely(
    from low: Double, to high: Double, _ errors: (Double) -> Matrix
  ) throws(DisaggregationError) -> Double {
    func likelihood(_ value: Double) -> Double {
      (try? fit(errors(value)))?.logLikelihood(totals.count) ?? -.infinity
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
