internal import RealModule

/// A linear regression by QR with column pivoting: plain or generalised.
///
/// Equation: `β = argmin (y − Xβ)ᵀ Σ⁻¹ (y − Xβ)`; the generalised case whitens with the Cholesky
/// factor of `Σ` first (Aitken 1936, Proc. R. Soc. Edinb. 55).
public struct LeastSquares: Sendable {
  /// Coefficients, `k`.
  public let coefficients: [Double]
  /// `y − Xβ`, `n`, in the unit of `y`.
  public let residuals: [Double]
  /// `L⁻¹ (y − Xβ)`, `n`: uncorrelated, of one variance.
  public let whitenedResiduals: [Double]
  /// The sum of squares of the whitened residuals.
  public let residualSumOfSquares: Double
  /// `(Xᵀ Σ⁻¹ X)⁻¹`, `k × k`.
  public let unscaledCovariance: Matrix
  /// `log det (Xᵀ Σ⁻¹ X)`.
  public let logDeterminantOfInformation: Double
  /// `n − k`.
  public let degreesOfFreedom: Int

  /// Plain least squares.
  ///
  /// - Throws: `rankDeficient` when the columns of `design` (`n × k`) depend on each other; `notFinite`.
  public init(design: Matrix, response: [Double]) throws(LinearAlgebraError) {
    try self.init(
      design: design, response: response, whitenedDesign: design, whitenedResponse: response)
  }

  /// Generalised least squares with a factored covariance.
  ///
  /// - Throws: `rankDeficient`, `notFinite`.
  public init(
    design: Matrix, response: [Double], covariance: Cholesky
  ) throws(LinearAlgebraError) {
    try self.init(
      design: design, response: response, whitenedDesign: covariance.whiten(design),
      whitenedResponse: covariance.whiten(response))
  }

  private init(
    design: Matrix, response: [Double], whitenedDesign: Matrix, whitenedResponse: [Double]
  ) throws(LinearAlgebraError) {
    precondition(response.count == design.rows, "\(response.count) responses, \(design.rows) rows")
    let factor = try QR(whitenedDesign)
    let beta = try factor.solve(whitenedResponse)
    let fitted = design * beta
    let whitenedFit = whitenedDesign * beta
    coefficients = beta
    residuals = zip(response, fitted).map(-)
    whitenedResiduals = zip(whitenedResponse, whitenedFit).map(-)
    residualSumOfSquares = whitenedResiduals.reduce(0) { $0 + $1 * $1 }
    unscaledCovariance = factor.inverseGram
    guard residualSumOfSquares.isFinite, unscaledCovariance.isFinite else { throw .notFinite }
    logDeterminantOfInformation =
      factor.upper.diagonal.reduce(0) { $0 + 2 * Double.log(abs($1)) }
    degreesOfFreedom = design.rows - design.columns
  }

  /// The unbiased variance of the errors; `nil` without degrees of freedom.
  public var variance: Double? {
    degreesOfFreedom > 0 ? residualSumOfSquares / Double(degreesOfFreedom) : nil
  }
}
