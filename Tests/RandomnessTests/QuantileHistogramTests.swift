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

  @Test("A mass at an end of the scale is told as the end, on both sides")
  func masses() {
    let inner = normals(6000, seed: 4).map { min(max($0, -2.9), 2.9) / 3 }
    for end in [-1.0, 1.0] {
      let histogram = filled(inner + [Double](repeating: end, count: 4000))
      for p in [0.025, 0.1, 0.25, 0.39] {
        #expect(histogram.quantile(end < 0 ? p : 1 - p) == end)
      }
      #expect((histogram.quantile(0.5) ?? end) != end)
      #expect(abs(histogram.share(atMost: -1) - (end < 0 ? 0.4 : 0)) < 1e-9)
      #expect(abs(histogram.share(below: 1) - (end > 0 ? 0.6 : 1)) < 1e-9)
    }
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

  @Test("The order of values changes nothing")
  func order() {
    let values = normals(3000, seed: 9)
    #expect(filled(values) == filled(values.reversed()))
  }

  @Test("Whole numbers are reported as such")
  func discrete() {
    var histogram = QuantileHistogram(wholeNumbers: 1...63)
    for value in [3.0, 3, 7, 15, 15, 15, 63] { histogram.add(value) }
    #expect(histogram.quantile(0.5) == 15 && histogram.quantile(0.01) == 3)
    #expect(histogram.share(atMost: 15) == 6.0 / 7 && histogram.share(below: 15) == 3.0 / 7)
  }

  @Test("A quantile at the end of a value's share is that value, not the next")
  func discreteEnd() {
    var histogram = QuantileHistogram(wholeNumbers: 0...5)
    for value in [1.0, 1, 2, 2] { histogram.add(value) }
    #expect(histogram.quantile(0.5) == 1 && histogram.quantile(0.51) == 2)
    #expect(histogram.quantile(1) == 2)
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
  /// As sectors of one region are.
  private func usual(_: Int, _: Int) -> Double { 0.1 }

  @Test("Many common times give the sample correlation, none what is usual")
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
      residuals: [first, second, third, [:], nil], deviation: 0.1, usual: usual)
    #expect(abs(estimate.matrix[0, 1] - 0.8) < 0.05 && abs(estimate.matrix[0, 2]) < 0.08)
    #expect(estimate.pairs == 3 && abs(estimate.common - 0.1) < 1e-15)
    #expect(estimate.matrix[0, 3] == 0.1 && estimate.matrix[3, 3] == 1)
    #expect(estimate.matrix[0, 4] == 0 && estimate.matrix[4, 4] == 1)
  }

  @Test("Five common times: correlations and the weight of what is usual as numpy has them")
  func byHand() throws {
    // r = 0.76277, −0.45584, −0.35857 with variance 1/2 of their arc tangents.
    let series = [[1.0, 2, -1, -2, 1], [2, 1, -2, -1, 0], [1, -1, 2, 0, -1]]
    let estimate = try ShrunkCorrelation(
      residuals: series.map { Dictionary(uniqueKeysWithValues: $0.enumerated().map { ($0, $1) }) },
      deviation: 0.5
    ) { _, _ in 0.2 }
    #expect(abs(estimate.intensity - 0.664_987_350_790_916) < 1e-14)
    #expect(abs(estimate.matrix[0, 1] - 0.438_073_839_162_341) < 1e-14)
    #expect(abs(estimate.matrix[0, 2] + 0.029_631_239_627_645_75) < 1e-14)
    #expect(abs(estimate.matrix[1, 2] - 0.009_428_368_288_648_04) < 1e-14)
  }

  @Test("Ten years tell sectors little; near-twins and complements they tell at once")
  func twins() throws {
    // Residuals over twelve times with a correlation of exactly r: two waves of one length at right angles.
    func waves(_ r: Double) -> [[Int: Double]?] {
      let first = (0..<12).map { $0 % 2 == 0 ? 1.0 : -1 }
      let across = (0..<12).map { $0 % 4 < 2 ? 1.0 : -1 }
      let second = zip(first, across).map { r * $0 + (1 - r * r).squareRoot() * $1 }
      return [first, second].map {
        Dictionary(uniqueKeysWithValues: $0.enumerated().map { ($0, $1) })
      }
    }
    for (r, expected) in [(0.5, 0.137), (0.8, 0.2), (0.95, 0.916), (-0.5, 0.044), (-0.95, -0.928)] {
      let estimate = try ShrunkCorrelation(residuals: waves(r), deviation: 0.1, usual: usual)
      #expect(abs(estimate.matrix[0, 1] - expected) < 6e-4, "\(r)")
    }
  }

  @Test(
    "A correlation of all is refuted by independent years of most pairs, not by few, nor by its own"
  )
  func refuted() throws {
    func residuals(_ count: Int, sharing share: Double, of all: Int) -> [[Int: Double]?] {
      var draws = Draws(seed: 11)
      let common = (0..<16).map { _ in draws.normal() }
      return (0..<all).map { number in
        guard number < count else { return [:] }
        return Dictionary(
          uniqueKeysWithValues: common.enumerated().map { time, value in
            (time, share.squareRoot() * value + (1 - share).squareRoot() * draws.normal())
          })
      }
    }
    func refutes(_ count: Int, _ share: Double, of all: Int) throws -> Bool {
      try ShrunkCorrelation(
        residuals: residuals(count, sharing: share, of: all), deviation: 0.1, usual: usual
      ).refutes(0.5)
    }
    #expect(try refutes(8, 0, of: 8) && refutes(8, 0, of: 10))
    #expect(try !refutes(8, 0.5, of: 8) && !refutes(8, 0, of: 16) && !refutes(0, 0, of: 3))
  }

  @Test("What is no correlation matrix is projected: 0.9, 0.9, −0.9 becomes 0.5, 0.5, −0.5")
  func projected() throws {
    // Eigenvalues 1.9, 1.9, −0.8: without the last one it is 1.9 (I − vvᵀ), v = (1, −1, 1)/√3.
    let impossible = Matrix(
      rows: 3, columns: 3, columnMajor: [1, 0.9, -0.9, 0.9, 1, 0.9, -0.9, 0.9, 1])
    let nearest = try nearestCorrelation(impossible)
    for (place, expected) in [((0, 1), 0.5), ((1, 2), 0.5), ((0, 2), -0.5)] {
      #expect(abs(nearest[place.0, place.1] - expected) < 1e-5)
    }
  }

  @Test("Without data every pair is as pairs of its kind")
  func nothing() throws {
    let estimate = try ShrunkCorrelation(residuals: [[:], [:], [:]], deviation: 0.1) {
      $0 + $1 == 1 ? 0.1 : 0.05
    }
    #expect(estimate.matrix[0, 1] == 0.1 && estimate.matrix[1, 2] == 0.05)
    #expect(estimate.pairs == 0 && estimate.intensity == 1)
    #expect(abs(estimate.common - 0.2 / 3) < 1e-15)
  }

  @Test("The result is a correlation matrix, whatever the residuals", arguments: 1...20)
  func definite(seed: Int) throws {
    var draws = Draws(seed: UInt64(seed))
    let residuals = (0..<6).map { _ in
      Dictionary(uniqueKeysWithValues: (0..<draws.integer(0...6)).map { ($0, draws.normal()) })
    }
    let matrix = try ShrunkCorrelation(
      residuals: residuals, deviation: 0.2, usual: usual
    ).matrix
    #expect(matrix.diagonal.allSatisfy { abs($0 - 1) < 1e-12 })
    #expect(try SymmetricEigen(matrix).values[0] > 0, "seed \(seed)")
  }

  @Test("Multiples of a step are reported as such, in bins of their own and in wide ones")
  func grid() {
    func histogram(isDiscrete: Bool, width: Double, values: [Double]) -> QuantileHistogram {
      var histogram = QuantileHistogram(
        origin: 4.95, width: width, isDiscrete: isDiscrete, step: 0.1,
        counts: Array(repeating: 0, count: 40), below: 0, above: 0, smallest: .infinity,
        largest: -.infinity)
      for value in values { histogram.add(value) }
      return histogram
    }
    func tenths(_ number: Int) -> Double { Double(number) * 0.1 }
    let values = [50, 51, 51, 53, 53, 53, 58].map(tenths)
    let fine = histogram(isDiscrete: true, width: 0.1, values: values)
    #expect(fine.quantile(0.5) == tenths(53) && fine.quantile(0.2) == tenths(51))
    #expect(fine.quantile(1) == tenths(58) && fine.quantile(0) == tenths(50))
    // 5.3 as it is written is not 53 times 0.1.
    #expect(fine.share(atMost: 5.3) == 6.0 / 7 && fine.share(below: 5.3) == 3.0 / 7)
    let coarse = histogram(isDiscrete: false, width: 0.45, values: values)
    for step in 0...20 {
      let value = coarse.quantile(Double(step) / 20) ?? .nan
      #expect(abs(value / 0.1 - (value / 0.1).rounded()) < 1e-9)
    }
  }
}
