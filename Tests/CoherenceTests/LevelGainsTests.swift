import Coherence
import LinearAlgebra
import Randomness
import RealModule
import TestSupport
import Testing
import TimeSeries

@Suite("Gains of level totals") struct LevelGainsTests {
  private let mean = [4.0, 4.1, 3.9, 4.2]
  private let covariance = Matrix(rows: 4, columns: 4) { row, column in
    0.0016 * Double.pow(0.6, abs(row - column)) * (row == 3 ? 1.5 : 1) * (column == 3 ? 1.5 : 1)
  }

  private func carried(_ path: [Double], _ gains: LevelGains, total: Double) -> [Double] {
    var multiplier = 0.0
    for _ in 0..<40 {
      let levels = path.indices.map {
        Double.exp(path[$0] + multiplier * gains.directions[0][$0])
      }
      let slope = zip(levels, gains.directions[0]).reduce(0) { $0 + $1.0 * $1.1 }
      multiplier += (total - levels.reduce(0, +)) / slope
    }
    return path.indices.map { path[$0] + multiplier * gains.directions[0][$0] }
  }

  @Test("Conditioned paths agree with importance sampling of the total, by brute force")
  func bruteForce() throws {
    let total = mean.reduce(0) { $0 + Double.exp($1) } * 1.06
    let gains = try LevelGains(
      mean: mean, covariance: covariance, totals: [([1, 1, 1, 1], total)])
    let factor = try Cholesky(covariance).lower
    let stream = RandomStream(seed: 5, stream: 1)
    let paths = 400_000
    // Importance sampling: paths are kept in the measure of a narrow window around the total.
    let width = 0.002 * total
    var (weight, weighted) = (0.0, [Double](repeating: 0, count: 4))
    var own = [Double](repeating: 0, count: 4)
    var squares = [Double](repeating: 0, count: 4)
    for path in 0..<paths {
      let normals = (0..<4).map { stream.normal(path: UInt64(path), step: $0) }
      let drawn = zip(mean, factor * normals).map(+)
      let sum = drawn.reduce(0) { $0 + Double.exp($1) }
      let distance = (sum - total) / width
      let near = Double.exp(-0.5 * distance * distance)
      weight += near
      let conditioned = carried(drawn, gains, total: total)
      #expect(abs(conditioned.reduce(0) { $0 + Double.exp($1) } - total) < 1e-9 * total)
      for index in 0..<4 {
        weighted[index] += near * drawn[index]
        own[index] += conditioned[index]
        squares[index] += near * drawn[index] * drawn[index]
      }
    }
    for index in 0..<4 {
      let brute = weighted[index] / weight
      let spread = (squares[index] / weight - brute * brute).squareRoot()
      // Effective draws of the window, and what the curvature of levels may shift.
      let error = 6 * spread / (weight / 2).squareRoot()
      #expect(abs(own[index] / Double(paths) - brute) < error + 0.03 * spread)
    }
  }

  @Test("Where levels hardly vary it is the Gaussian conditioning")
  func linear() throws {
    let small = 1e-6 * covariance
    let total = mean.reduce(0) { $0 + Double.exp($1) } * 1.00002
    let gains = try LevelGains(mean: mean, covariance: small, totals: [([1, 1, 1, 1], total)])
    let levels = mean.map { Double.exp($0) }
    let sum = levels.reduce(0, +)
    let exact = try GaussianConditioning(
      mean: mean, covariance: small,
      conditions: [
        LinearCondition(weights: levels, demand: .equal(dot(levels, mean) + total - sum))
      ])
    for index in 0..<4 { #expect(abs(gains.centre[index] - exact.mean[index]) < 1e-9) }
    #expect(abs(gains.plausibilityPercentile - exact.plausibilityPercentile) < 1e-4)
  }

  @Test("A total that is not above 0 is impossible")
  func impossible() {
    #expect(throws: ConditioningError.impossible(condition: 0)) {
      try LevelGains(mean: mean, covariance: covariance, totals: [([1, 1, 1, 1], -5)])
    }
  }
}
