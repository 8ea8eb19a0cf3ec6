import Coherence
import LinearAlgebra
import Randomness
import RealModule
import TestSupport
import Testing
import TimeSeries

@Suite struct ConditioningTests {
  /// Mean and covariance of 24 steps of `x_t = 0.6 x_{t−1} − 0.3 x_{t−2} + 0.2 + e_t` from 1 and 2: two lags,
  /// as responses to the errors give them.
  private static func autoregression(_ steps: Int = 24) -> (mean: [Double], covariance: Matrix) {
    var (last, before) = (2.0, 1.0)
    var mean: [Double] = []
    var response: [Double] = []
    for step in 0..<steps {
      let next = 0.6 * last - 0.3 * before + 0.2
      (before, last) = (last, next)
      mean.append(next)
      let one = step > 0 ? 0.6 * response[step - 1] : 1
      response.append(one + (step > 1 ? -0.3 * response[step - 2] : 0))
    }
    let covariance = Matrix(rows: steps, columns: steps) { i, j in
      (0...min(i, j)).reduce(0) { $0 + response[i - $1] * response[j - $1] }
    }
    return (mean, covariance)
  }

  private static func unit(_ position: Int, _ count: Int = 24) -> [Double] {
    (0..<count).map { $0 == position ? 1 : 0 }
  }

  private static let cases: [(name: String, conditions: [LinearCondition])] = [
    ("first", [LinearCondition(weights: unit(0), demand: .equal(3))]),
    ("last", [LinearCondition(weights: unit(23), demand: .equal(-1.5))]),
    (
      "aggregates",
      [
        LinearCondition(weights: (0..<24).map { $0 < 12 ? 1 : 0 }, demand: .equal(14)),
        LinearCondition(weights: (0..<24).map { $0 < 12 ? 0 : 0.25 }, demand: .equal(1)),
      ]
    ),
    (
      "soft, hard, differences",
      [
        LinearCondition(weights: unit(5), demand: .about(2, deviation: 0.4)),
        LinearCondition(weights: Array(repeating: 1, count: 24), demand: .equal(20)),
        LinearCondition(
          weights: (0..<24).map { $0 == 23 ? 1 : $0 == 19 ? -1 : 0 },
          demand: .about(0.5, deviation: 0.1)),
      ]
    ),
  ]

  /// All conditions in one go: `m = μ + ΣAᵀ(AΣAᵀ + R)⁻¹(b − Aμ)`.
  private func closedForm(
    _ conditions: [LinearCondition]
  ) throws -> (mean: [Double], covariance: Matrix, distance: Double) {
    let (mean, covariance) = Self.autoregression()
    let count = conditions.count
    var noise = Matrix(rows: count, columns: count)
    var values: [Double] = []
    for (index, condition) in conditions.enumerated() {
      switch condition.demand {
      case .equal(let value): values.append(value)
      case .about(let value, let deviation):
        values.append(value)
        noise[index, index] = deviation * deviation
      case .between: Issue.record("a range has no closed form here")
      }
    }
    let weights = Matrix(rows: count, columns: mean.count) { conditions[$0].weights[$1] }
    let factor = try Cholesky(weights * covariance * weights.transposed + noise)
    let surprise = zip(values, weights * mean).map(-)
    let gain = factor.solve(weights * covariance).transposed
    let solved = factor.solve(surprise)
    return (
      zip(mean, gain * surprise).map(+), covariance - gain * (weights * covariance),
      dot(surprise, solved)
    )
  }

  @Test("Mean and covariance equal the closed form to 1e-9 of the norm: two lags, every kind")
  func closedForm() throws {
    let (mean, covariance) = Self.autoregression()
    for (name, conditions) in Self.cases {
      let result = try GaussianConditioning(
        mean: mean, covariance: covariance, conditions: conditions)
      let expected = try closedForm(conditions)
      let norm = expected.covariance.frobeniusNorm
      #expect((result.covariance - expected.covariance).frobeniusNorm < 1e-9 * norm, "\(name)")
      for (one, other) in zip(result.mean, expected.mean) { #expect(abs(one - other) < 1e-9) }
      #expect(abs(result.distance - expected.distance) < 1e-9 * max(1, expected.distance))
      #expect(result.degrees == conditions.count)
    }
  }

  @Test("Every later value answers to a condition through all lags, not through the first alone")
  func laterLags() throws {
    let (mean, covariance) = Self.autoregression()
    let result = try GaussianConditioning(
      mean: mean, covariance: covariance,
      conditions: [LinearCondition(weights: Self.unit(0), demand: .equal(mean[0] + 1))])
    // With the first value one higher the rest follow the recursion: 0.6, 0.06, −0.144, …
    var (last, before) = (1.0, 0.0)
    for step in 1..<24 {
      (last, before) = (0.6 * last - 0.3 * before, last)
      #expect(abs(result.mean[step] - mean[step] - last) < 1e-10)
    }
  }

  @Test("A condition holds on every path; a contradiction is named")
  func paths() throws {
    let (mean, covariance) = Self.autoregression()
    let factor = try Cholesky(covariance).lower
    let total = LinearCondition(
      weights: Array(repeating: 1, count: 24), demand: .equal(30))
    let range = LinearCondition(weights: Self.unit(23), demand: .between(1, 1.5))
    let conditioning = try GaussianConditioning(
      mean: mean, covariance: covariance, conditions: [range, total])
    var draws = Draws(seed: 41)
    for _ in 0..<200 {
      let path = zip(mean, factor * (0..<24).map { _ in draws.normal() }).map(+)
      let carried = conditioning.carry(path)
      #expect(abs(carried.reduce(0, +) - 30) < 1e-9)
      #expect(carried[23] >= 1 - 1e-9 && carried[23] <= 1.5 + 1e-9)
    }
    #expect(throws: ConditioningError.impossible(condition: 1)) {
      _ = try GaussianConditioning(
        mean: mean, covariance: covariance,
        conditions: [
          total, LinearCondition(weights: total.weights.map { 2 * $0 }, demand: .equal(61)),
        ])
    }
    #expect(throws: ConditioningError.shapes(expected: 24, found: 2)) {
      _ = try GaussianConditioning(
        mean: mean, covariance: covariance,
        conditions: [LinearCondition(weights: [1, 1], demand: .equal(0))])
    }
  }

  @Test("Carried paths have the conditioned mean and covariance within a Monte Carlo band")
  func carried() throws {
    let (mean, covariance) = Self.autoregression()
    let factor = try Cholesky(covariance).lower
    let conditioning = try GaussianConditioning(
      mean: mean, covariance: covariance, conditions: Self.cases[3].conditions)
    var draws = Draws(seed: 42)
    let count = 20_000
    var sums = [Double](repeating: 0, count: 24)
    var squares = [Double](repeating: 0, count: 24)
    for _ in 0..<count {
      let path = zip(mean, factor * (0..<24).map { _ in draws.normal() }).map(+)
      let noise = [draws.normal(), draws.normal()]
      for (index, value) in conditioning.carry(path, normals: noise).enumerated() {
        let distance = value - conditioning.mean[index]
        sums[index] += distance
        squares[index] += distance * distance
      }
    }
    for index in 0..<24 {
      let variance = conditioning.covariance[index, index]
      let band = MonteCarlo.band(standardDeviation: variance.squareRoot(), draws: count)
      #expect(abs(sums[index] / Double(count)) < band)
      #expect(
        abs(squares[index] / Double(count) - variance)
          < MonteCarlo.band(ofVariance: variance, draws: count))
    }
  }

  @Test("The plausibility is the chi-square percentile")
  func plausibility() throws {
    let (mean, covariance) = Self.autoregression()
    let weights = Array(repeating: 1.0, count: 24)
    let deviation = dot(weights, covariance * weights).squareRoot()
    let centre = mean.reduce(0, +)
    let result = try GaussianConditioning(
      mean: mean, covariance: covariance,
      conditions: [
        LinearCondition(weights: weights, demand: .equal(centre + 1.959_963_985 * deviation))
      ])
    #expect(abs(result.plausibilityPercentile - 0.95) < 1e-9)
    // Abramowitz & Stegun, table 26.7: the upper 5% points of 2, 5 and 30 degrees.
    for (degrees, point) in [(2.0, 5.991_464_547), (5, 11.070_497_694), (30, 43.772_971_826)] {
      #expect(abs(ChiSquare.cumulative(point, degrees: degrees) - 0.95) < 1e-9)
    }
  }

  @Test("Totals of levels hold on every path, settled periods do not move")
  func levels() throws {
    let steps = 12
    let covariance = Matrix(rows: steps, columns: steps) { i, j in
      i < 4 || j < 4 ? 0 : 0.0004 * Double(min(i, j) - 3)
    }
    let year = LinearCondition(
      weights: Array(repeating: 1, count: steps), demand: .equal(1300))
    let half = LinearCondition(
      weights: (0..<steps).map { (4..<8).contains($0) ? 1 : 0 }, demand: .equal(430))
    let conditioning = try LevelConditioning(covariance: covariance, conditions: [year, half])
    var draws = Draws(seed: 43)
    for _ in 0..<100 {
      var level = 0.0
      let path = (0..<steps).map { step -> Double in
        if step >= 4 { level += 0.02 * draws.normal() }
        return Double.log(100) + 0.01 * Double(step) + level
      }
      let carried = try conditioning.carry(path)
      let values = carried.map { Double.exp($0) }
      #expect(abs(values.reduce(0, +) / 1300 - 1) < 1e-11)
      #expect(abs(values[4..<8].reduce(0, +) / 430 - 1) < 1e-11)
      #expect(Array(carried.prefix(4)) == Array(path.prefix(4)))
    }
    let settled = try LevelConditioning(
      covariance: covariance,
      conditions: [
        LinearCondition(weights: (0..<steps).map { $0 < 4 ? 1 : 0 }, demand: .equal(1))
      ])
    #expect(throws: ConditioningError.impossible(condition: 0)) {
      _ = try settled.carry(Array(repeating: 4.6, count: steps))
    }
  }

  @Test("Conditioned levels agree with brute force on a small case")
  func bruteForce() throws {
    // Three levels around 100 that vary by a tenth and move together; their sum is to be 330.
    let covariance = Matrix(rows: 3, columns: 3) {
      0.01 * ($0 == $1 ? 1 : 0.5) * Double(1 + min($0, $1))
    }
    let factor = try Cholesky(covariance).lower
    let conditioning = try LevelConditioning(
      covariance: covariance,
      conditions: [LinearCondition(weights: [1, 1, 1], demand: .equal(330))])
    var draws = Draws(seed: 44)
    var carried: [[Double]] = [[], [], []]
    var accepted: [[Double]] = [[], [], []]
    for index in 0..<400_000 {
      let path = (factor * (0..<3).map { _ in draws.normal() }).map { Double.log(100) + $0 }
      let sum = path.reduce(0) { $0 + Double.exp($1) }
      if abs(sum - 330) < 0.5 {
        for (place, value) in path.enumerated() { accepted[place].append(Double.exp(value)) }
      }
      if index < 20_000 {
        for (place, value) in try conditioning.carry(path).enumerated() {
          carried[place].append(Double.exp(value))
        }
      }
    }
    #expect(accepted[0].count > 2000)
    for place in 0..<3 {
      let (one, other) = (moments(carried[place]), moments(accepted[place]))
      #expect(abs(one.mean - other.mean) < 0.1 * other.deviation + 0.3)
      #expect(abs(one.deviation / other.deviation - 1) < 0.1)
    }
  }
}
