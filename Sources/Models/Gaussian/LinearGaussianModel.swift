internal import LinearAlgebra
internal import RealModule

/// Bayesian regression with correlated errors, and its forecast: a multivariate t.
///
/// Equations: `y = Xβ + e`, `e ~ N(0, σ²K)`, flat prior on `β`, scaled inverse-χ² prior on `σ²`. With
/// `ν = n − k + ν₀` and `νs² = RSS + ν₀s₀²`, a future `y* = X*β + e*` is t with `ν` degrees of
/// freedom, centre `X*β̂ + K*K⁻¹(y − Xβ̂)` and scale `s²[K** − K*K⁻¹K*ᵀ + D(XᵀK⁻¹X)⁻¹Dᵀ]`,
/// `D = X* − K*K⁻¹X`. Weights of models compare `log p(y)`.
///
/// Shapes: `X` n × k, `K` n × n, `X*` H × k, `K*` H × n, `K**` H × H.
///
/// Source: Rasmussen & Williams 2006, Gaussian Processes for Machine Learning, section 2.7; the t
/// form: O'Hagan & Forster 2004, Bayesian Inference, section 11.
struct LinearGaussianModel {
  var design: Matrix
  var response: [Double]
  var covariance: Matrix
  var futureDesign: Matrix
  var crossCovariance: Matrix
  var futureCovariance: Matrix
  var priorDegreesOfFreedom = 0.0
  var priorVariance = 0.0
  /// Prior knowledge of one coefficient: column, centre, variance over σ².
  var coefficientPrior: (column: Int, centre: Double, relativeVariance: Double)?

  struct Posterior {
    let coefficients: [Double]
    let coefficientErrors: [Double]
    let degreesOfFreedom: Double
    let variance: Double
    let logEvidence: Double
    let mean: [Double]
    let covariance: Matrix
    let whitenedResiduals: [Double]
  }

  /// The posterior; a matrix that is not regular is reported.
  func posterior() throws(LinearAlgebraError) -> Posterior {
    let observed = design.rows
    let (design, response, covariance, cross) = withCoefficientPrior()
    let factor = try Cholesky(covariance)
    let fit = try LeastSquares(design: design, response: response, covariance: factor)
    let degrees = Double(fit.degreesOfFreedom) + priorDegreesOfFreedom
    let sumOfSquares = fit.residualSumOfSquares + priorDegreesOfFreedom * priorVariance
    let variance = sumOfSquares / max(degrees, 1e-9)
    let logEvidence =
      -0.5
      * (factor.logDeterminant + fit.logDeterminantOfInformation
        + degrees * Double.log(max(sumOfSquares, .leastNormalMagnitude)))
    let smoothed = factor.solve(cross.transposed).transposed
    let correction = smoothed * fit.residuals
    let mean = zip(futureDesign * fit.coefficients, correction).map(+)
    let lever = futureDesign - smoothed * design
    let scale =
      futureCovariance - smoothed * cross.transposed
      + lever * fit.unscaledCovariance * lever.transposed
    return Posterior(
      coefficients: fit.coefficients,
      coefficientErrors: fit.unscaledCovariance.diagonal.map { ($0 * variance).squareRoot() },
      degreesOfFreedom: degrees, variance: variance, logEvidence: logEvidence, mean: mean,
      covariance: variance * scale,
      whitenedResiduals: fit.whitenedResiduals.prefix(observed).map {
        variance > 0 ? $0 / variance.squareRoot() : 0
      })
  }

  /// Adds the prior of a coefficient as one more observation, uncorrelated with the others.
  private func withCoefficientPrior() -> (Matrix, [Double], Matrix, Matrix) {
    guard let prior = coefficientPrior else {
      return (design, response, covariance, crossCovariance)
    }
    let n = design.rows
    let design = Matrix(rows: n + 1, columns: self.design.columns) { row, column in
      row < n ? self.design[row, column] : (column == prior.column ? 1 : 0)
    }
    let covariance = Matrix(rows: n + 1, columns: n + 1) { row, column in
      if row < n && column < n { return self.covariance[row, column] }
      return row == column ? prior.relativeVariance : 0
    }
    let cross = Matrix(rows: crossCovariance.rows, columns: n + 1) { row, column in
      column < n ? crossCovariance[row, column] : 0
    }
    return (design, response + [prior.centre], covariance, cross)
  }
}

/// Lines in time.
extension LinearGaussianModel {
  /// Errors that correlate by the times that they lie at.
  ///
  /// - Parameters:
  ///   - designs: of the past, n × k, and of the future, H × k.
  ///   - own: what the variance of an observation has besides.
  init(
    _ input: ModelInput, at times: [Double], designs: (past: Matrix, future: Matrix),
    response: [Double], correlation: (Double, Double) -> Double, own: (Int) -> Double
  ) {
    func correlations(_ first: [Double], _ second: [Double]) -> Matrix {
      Matrix(rows: first.count, columns: second.count) { correlation(first[$0], second[$1]) }
    }
    design = designs.past
    self.response = response
    covariance = correlations(input.times, input.times)
    for index in 0..<input.count { covariance[index, index] += own(index) }
    futureDesign = designs.future
    crossCovariance = correlations(times, input.times)
    futureCovariance = correlations(times, times)
  }

  /// The designs of a straight line in time with a step at every break, for the past and for the future.
  ///
  /// - Parameter reference: the observation in whose definition the line lies; `nil` before every break.
  static func line(
    _ input: ModelInput, at times: [Double], from origin: Double, asOf reference: Int? = nil
  ) -> (past: Matrix, future: Matrix) {
    let columns = input.breakColumns(at: input.times + times)
    func design(_ points: [Double], offset: Int) -> Matrix {
      Matrix(rows: points.count, columns: 2 + columns.count) { row, column in
        switch column {
        case 0: return 1
        case 1: return points[row] - origin
        default:
          let steps = columns[column - 2]
          return steps[offset + row] - (reference.map { steps[$0] } ?? 0)
        }
      }
    }
    return (design(input.times, offset: 0), design(times, offset: input.count))
  }
}
