import LinearAlgebra
import Randomness
import TestSupport
import Testing

@Suite struct QuantileHistogramTests {
  private func filled(_ values: [Double], bins: Int = 2048) -> QuantileHistogram {
    var histogram = QuantileHistogram(covering: -5...5, bins: bins)
    for value in values { histogram.add(value) }
    return histogram
  }

  private func normals(_ count: Int, seed: UInt64) -> [Double] {
    var draws = Draws(seed: seed)
    return (0..<count).map { _ in draws.normal() }
  }

  @Test("Quantiles are those of the sorted values to the width of a bin")
  func sorted() throws {
    let values = normals(20_000, seed: 1)
    let histogram = filled(values)
    let order = values.sorted()
    for p in [0.001, 0.025, 0.1, 0.5, 0.9, 0.975, 0.999] {
      let rank = Int(p * 20_000)
      let quantile = try #require(histogram.quantile(p))
      #expect(order[rank - 2] - 10.0 / 2048 <= quantile)
      #expect(quantile <= order[rank + 1] + 10.0 / 2048)
    }
    #expect(histogram.quantile(0) == order.first && histogram.quantile(1) == order.last)
  }

  @Test("Quantiles never cross and stay between the extremes", arguments: [1, 2, 3] as [UInt64])
  func monotone(seed: UInt64) throws {
    let histogram = filled(normals(37, seed: seed).map { $0 * 4 }, bins: 16)
    var last = -Double.infinity
    for step in 0...200 {
      let value = try #require(histogram.quantile(Double(step) / 200))
      #expect(value >= last, "seed \(seed)")
      last = value
    }
  }

  @Test("Merging in any order, and the order of values, change nothing")
  func merging() {
    let values = normals(3000, seed: 9)
    let whole = filled(values)
    var backwards = filled(values.suffix(1000).reversed())
    backwards.merge(filled(Array(values.prefix(2000))))
    #expect(whole == backwards)
  }

  @Test("Whole numbers are reported as such")
  func discrete() {
    var histogram = QuantileHistogram(wholeNumbers: 1...63)
    for value in [3.0, 3, 7, 15, 15, 15, 63] { histogram.add(value) }
    #expect(histogram.quantile(0.5) == 15 && histogram.quantile(0.01) == 3)
    #expect(histogram.share(atMost: 15) == 6.0 / 7 && histogram.share(below: 15) == 3.0 / 7)
  }

  @Test("The share below a value undoes the quantile")
  func shares() throws {
    let histogram = filled(normals(50_000, seed: 4))
    for p in [0.05, 0.3, 0.5, 0.8, 0.99] {
      let value = try #require(histogram.quantile(p))
      #expect(abs(histogram.share(atMost: value) - p) < 1e-9)
    }
  }
}

@Suite struct ShrunkCorrelationTests {
  @Test("Many common times give the sample correlation, few give the common value")
  func shrinkage() throws {
    var draws = Draws(seed: 5)
    var first: [Int: Double] = [:]
    var second: [Int: Double] = [:]
    var third: [Int: Double] = [:]
    for time in 0..<4000 {
      let common = draws.normal()
      first[time] = common
      second[time] = 0.8 * common + 0.6 * draws.normal()
      third[time] = draws.normal()
    }
    let estimate = try ShrunkCorrelation(
      residuals: [first, second, third, [:]], priorDeviation: 0.2)
    #expect(abs(estimate.matrix[0, 1] - 0.8) < 0.05 && abs(estimate.matrix[0, 2]) < 0.08)
    #expect(estimate.pairs == 3)
    #expect(estimate.matrix[0, 3] == estimate.common && estimate.matrix[3, 3] == 1)
  }

  @Test("Without data everything is independent")
  func nothing() throws {
    let estimate = try ShrunkCorrelation(residuals: [[:], [:]], priorDeviation: 0.2)
    #expect(estimate.matrix == .identity(2) && estimate.pairs == 0)
  }

  @Test("The result is a correlation matrix, whatever the residuals", arguments: 1...20)
  func definite(seed: Int) throws {
    var draws = Draws(seed: UInt64(seed))
    let residuals = (0..<6).map { _ in
      Dictionary(uniqueKeysWithValues: (0..<draws.integer(0...6)).map { ($0, draws.normal()) })
    }
    let matrix = try ShrunkCorrelation(residuals: residuals, priorDeviation: 0.2).matrix
    #expect(matrix.diagonal.allSatisfy { abs($0 - 1) < 1e-12 })
    #expect(try SymmetricEigen(matrix).values[0] > 0, "seed \(seed)")
  }
}
