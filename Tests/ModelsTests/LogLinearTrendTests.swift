import LinearAlgebra
import Models
import TestSupport
import Testing
import TimeSeries

@Suite struct LogLinearTrendTests {
  private struct Cases: Decodable {
    struct Case: Decodable {
      let phi: Double
      let values: [Double]
      let images: [Double]
      let coefficients: [Double]
      let standardErrors: [Double]
      let scale: Double
    }
    let tolerance: Double
    let cases: [Case]
  }

  @Test("Coefficients, errors and scale equal statsmodels GLS to 1e-9")
  func golden() throws {
    let golden = try Golden.load(Cases.self, "Models/gls")
    for example in golden.cases {
      let times = example.values.indices.map { 2000 + Double($0) }
      let input = ModelInput(times: times, values: example.values, transform: .log)
      let model = try LogLinearTrend(parameters: ["autocorrelation": example.phi])
      let fitted = try model.fit(input, at: [times.count].map { 2000 + Double($0) })
      func parameter(_ name: String) throws -> FittedParameter {
        try #require(fitted.parameters.first { $0.name == name })
      }
      let slope = try parameter("growth_per_year")
      #expect(abs(try parameter("intercept").value - example.coefficients[0]) < golden.tolerance)
      #expect(abs(slope.value - example.coefficients[1]) < golden.tolerance)
      #expect(
        abs(try #require(slope.standardError) - example.standardErrors[1]) < golden.tolerance)
      let deviation = try parameter("error_sd").value
      #expect(abs(deviation * deviation - example.scale) < golden.tolerance)
    }
  }

  @Test("Least squares with the AR(1) covariance equals statsmodels GLS to 1e-9")
  func leastSquares() throws {
    let golden = try Golden.load(Cases.self, "Models/gls")
    for example in golden.cases {
      let count = example.images.count
      let covariance = try Cholesky(
        Matrix(rows: count, columns: count) { i, j in
          (0..<abs(i - j)).reduce(1.0) { product, _ in product * example.phi }
        })
      let fit = try LeastSquares(
        design: Matrix(rows: count, columns: 2) { $1 == 0 ? 1 : Double($0) },
        response: example.images, covariance: covariance)
      for (own, theirs) in zip(fit.coefficients, example.coefficients) {
        #expect(abs(own - theirs) < golden.tolerance)
      }
      let errors = fit.unscaledCovariance.diagonal.map { ($0 * example.scale).squareRoot() }
      for (own, theirs) in zip(errors, example.standardErrors) {
        #expect(abs(own - theirs) < golden.tolerance)
      }
    }
  }
}
