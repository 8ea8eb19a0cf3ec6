import Coherence
import LinearAlgebra
import TestSupport
import Testing

@Suite struct DisaggregationTests {
  private struct Cases: Decodable {
    struct MostLikely: Decodable {
      let rho: Double
      let beta: [Double]
      let values: [Double]
    }
    let totals: [Double]
    let indicator: [Double]
    let chowLin: [Double]
    let fernandez: [Double]
    let litterman: [Double]
    let dentonAdditive: [Double]
    let dentonProportional: [Double]
    let mostLikely: MostLikely
  }

  private func aggregation(_ golden: Cases) -> TemporalAggregation {
    TemporalAggregation(rule: .sum, longPeriods: golden.totals.count, ratio: 4)
  }

  private func distance(_ values: [Double], _ expected: [Double]) -> Double {
    zip(values, expected).map { abs($0 / $1 - 1) }.max() ?? .infinity
  }

  @Test("Chow–Lin and Fernández equal tempdisagg, Litterman and Denton–Cholette their formulas")
  func golden() throws {
    let golden = try Golden.load(Cases.self, "Coherence/disaggregation")
    let single = Matrix(column: golden.indicator)
    for (method, expected) in [
      (ChowLin(autocorrelation: 0.6) as any Disaggregator, golden.chowLin),
      (Litterman.fernandez, golden.fernandez), (Litterman(autocorrelation: 0.4), golden.litterman),
      (DentonCholette(.additive), golden.dentonAdditive),
      (DentonCholette(.proportional), golden.dentonProportional),
    ] {
      let result = try method.disaggregate(
        golden.totals, indicators: single, aggregation: aggregation(golden))
      #expect(distance(result.values, expected) < 1e-6, "\(method)")
    }
  }

  @Test("The most likely autocorrelation, coefficients and values equal a fine grid's")
  func mostLikely() throws {
    let golden = try Golden.load(Cases.self, "Coherence/disaggregation")
    let both = Matrix(rows: golden.indicator.count, columns: 2) {
      $1 == 0 ? 1 : golden.indicator[$0]
    }
    let result = try ChowLin().disaggregate(
      golden.totals, indicators: both, aggregation: aggregation(golden))
    let rho = try #require(result.autocorrelation)
    #expect(abs(rho - golden.mostLikely.rho) < 2e-5)
    #expect(distance(result.coefficients, golden.mostLikely.beta) < 1e-4)
    #expect(distance(result.values, golden.mostLikely.values) < 1e-5)
  }

  @Test("The covariance is that of paths given the totals: sums have none, simulation agrees")
  func covariance() throws {
    let golden = try Golden.load(Cases.self, "Coherence/disaggregation")
    let place = aggregation(golden)
    let result = try ChowLin(autocorrelation: 0.6).disaggregate(
      golden.totals, indicators: Matrix(column: golden.indicator), aggregation: place)
    let largest = result.covariance.diagonal.max() ?? 0
    #expect(result.covariance.diagonal.allSatisfy { $0 > 0 })
    for row in 0..<golden.indicator.count {
      let column = (0..<golden.indicator.count).map { result.covariance[row, $0] }
      #expect(place.apply(column).allSatisfy { abs($0) < 1e-9 * largest })
    }
  }

  @Test("The covariance holds that coefficients are estimated: it is that of a vague prior on them")
  func coefficientError() throws {
    let golden = try Golden.load(Cases.self, "Coherence/disaggregation")
    let place = aggregation(golden)
    let indicator = golden.indicator
    let result = try ChowLin(autocorrelation: 0.6).disaggregate(
      golden.totals, indicators: Matrix(column: indicator), aggregation: place)
    let count = indicator.count
    // y = xβ + e with β of variance 10⁶ beside e of about 1: what is left of it given the sums.
    let errors = Matrix(rows: count, columns: count) { row, column in
      (0..<abs(row - column)).reduce(1 / 0.64) { product, _ in product * 0.6 }
    }
    let prior = Matrix(rows: count, columns: count) {
      errors[$0, $1] + 1e6 * indicator[$0] * indicator[$1] / (indicator[0] * indicator[0])
    }
    let sums = place.matrix * prior
    let gain = try Cholesky(sums * place.matrix.transposed).solve(sums)
    let left = prior - sums.transposed * gain
    let fit = try LeastSquares(
      design: place.matrix * Matrix(column: indicator), response: golden.totals,
      covariance: Cholesky(place.matrix * errors * place.matrix.transposed))
    let variance = try #require(fit.variance)
    for (own, expected) in zip(result.covariance.storage, left.storage) {
      #expect(abs(own - variance * expected) < 1e-4 * variance)
    }
  }

  @Test("Shapes, indicators without a sign and values that are not finite are named")
  func faults() {
    let place = TemporalAggregation(rule: .sum, longPeriods: 2, ratio: 4)
    let ones = Matrix(column: Array(repeating: 1, count: 8))
    #expect(throws: DisaggregationError.shapes(expected: 2, found: 3)) {
      _ = try ChowLin().disaggregate([1, 2, 3], indicators: ones, aggregation: place)
    }
    #expect(throws: DisaggregationError.shapes(expected: 8, found: 7)) {
      _ = try ChowLin().disaggregate(
        [1, 2], indicators: Matrix(column: Array(repeating: 1, count: 7)), aggregation: place)
    }
    #expect(throws: DisaggregationError.notFinite) {
      _ = try Litterman().disaggregate([1, .nan], indicators: ones, aggregation: place)
    }
    #expect(throws: DisaggregationError.unusableIndicator(position: 2)) {
      _ = try DentonCholette(.proportional).disaggregate(
        [4, 4], indicators: Matrix(column: [1, 1, -1, 1, 1, 1, 1, 1]), aggregation: place)
    }
  }

  @Test("Means and last values aggregate as they should")
  func rules() {
    let values = [1.0, 2, 3, 4, 5, 6, 7, 8]
    for (rule, expected) in [
      (AggregationRule.sum, [10.0, 26]), (.mean, [2.5, 6.5]), (.last, [4, 8]),
    ] {
      let place = TemporalAggregation(rule: rule, longPeriods: 2, ratio: 4)
      #expect(place.apply(values) == expected)
      #expect((place.matrix * values) == expected)
    }
  }
}
