import LinearAlgebra
import TestSupport
import Testing

@Suite struct LeastSquaresTests {
  private let design = Matrix(
    rows: 5, columns: 2, columnMajor: [1, 1, 1, 1, 1, 0, 1, 2, 3, 4])

  @Test("A straight line without noise is found, with no residual")
  func exact() throws {
    let fit = try LeastSquares(design: design, response: [3, 5, 7, 9, 11])
    #expect(abs(fit.coefficients[0] - 3) < 1e-13 && abs(fit.coefficients[1] - 2) < 1e-13)
    #expect(fit.residualSumOfSquares < 1e-24 && fit.degreesOfFreedom == 3)
  }

  @Test("Generalised least squares is plain least squares after whitening by hand")
  func generalised() throws {
    let covariance = try Cholesky(
      Matrix(rows: 5, columns: 5) { i, j in
        (0..<abs(i - j)).reduce(1.0) { product, _ in product * 0.6 }
      })
    let response = [1.0, 3, 2, 5, 4]
    let fit = try LeastSquares(design: design, response: response, covariance: covariance)
    let whitened = try LeastSquares(
      design: covariance.whiten(design), response: covariance.whiten(response))
    #expect(zip(fit.coefficients, whitened.coefficients).allSatisfy { abs($0 - $1) < 1e-12 })
    #expect(abs(fit.residualSumOfSquares - whitened.residualSumOfSquares) < 1e-12)
    let information = covariance.whiten(design)
    let gram = information.transposed * information
    #expect((gram * fit.unscaledCovariance - .identity(2)).frobeniusNorm < 1e-11)
    #expect(abs(try Cholesky(gram).logDeterminant - fit.logDeterminantOfInformation) < 1e-11)
  }
}
