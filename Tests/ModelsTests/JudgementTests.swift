import Models
import Randomness
import TestSupport
import Testing

@Suite struct JudgementTests {
  private let shapes = [
    PERT(low: 0, likely: 3, high: 10), PERT(low: -5, likely: -5, high: 2),
    PERT(low: 60, likely: 110, high: 110), PERT(low: 18, likely: 25.5, high: 33),
  ]

  @Test("PERT: the distribution function undoes the quantile, the density integrates to it")
  func pert() {
    for shape in shapes {
      for step in 1..<100 {
        let p = Double(step) / 100
        #expect(abs(shape.cumulative(shape.quantile(p)) - p) < 1e-12)
      }
      var integral = 0.0
      let cells = 20_000
      let width = (shape.high - shape.low) / Double(cells)
      for cell in 0..<cells {
        integral += shape.density(shape.low + (Double(cell) + 0.5) * width) * width
      }
      #expect(abs(integral - 1) < 1e-4)
      #expect(shape.quantile(0) == shape.low && shape.quantile(1) == shape.high)
    }
  }

  @Test("PERT: mean and variance of quantiles are those of the formulas")
  func pertMoments() {
    for shape in shapes {
      let count = 20_000
      let values = (0..<count).map { shape.quantile((Double($0) + 0.5) / Double(count)) }
      let seen = moments(values)
      #expect(abs(seen.mean - shape.mean) < 1e-4 * (shape.high - shape.low))
      #expect(
        abs(seen.deviation - shape.variance.squareRoot()) < 1e-3 * (shape.high - shape.low))
    }
  }

  @Test("Metalog passes through three quantiles and increases between and beyond them")
  func metalog() throws {
    let points = [(0.1, 12.0), (0.5, 20), (0.9, 41)]
    let metalog = try Metalog(quantiles: points.map { (probability: $0.0, value: $0.1) })
    for (p, value) in points { #expect(abs(metalog.quantile(p) - value) < 1e-10) }
    var last = -Double.infinity
    for step in 1..<1000 {
      let value = metalog.quantile(Double(step) / 1000)
      #expect(value > last)
      last = value
      #expect(abs(metalog.cumulative(value) - Double(step) / 1000) < 1e-9)
    }
  }

  @Test("Metalog: symmetric quantiles give Keelin's closed-form coefficients")
  func closedForm() throws {
    // Keelin 2016, symmetric percentile triplet: a₁ is the median, a₂ = (q₉₀ − q₁₀)/(2 ln 9), a₃ = 0.
    let metalog = try Metalog(quantiles: [(0.1, 10), (0.5, 20), (0.9, 30)])
    #expect(abs(metalog.coefficients[0] - 20) < 1e-10)
    #expect(abs(metalog.coefficients[1] - 20 / (2 * 2.197_224_577_336_219_4)) < 1e-10)
    #expect(abs(metalog.coefficients[2]) < 1e-10)
  }

  @Test("Metalog: the density is the derivative, and integrates to one")
  func density() throws {
    let metalog = try Metalog(quantiles: [(0.1, 12), (0.5, 20), (0.9, 41)])
    var integral = 0.0
    for step in 0..<10_000 {
      let p = (Double(step) + 0.5) / 10_000
      let width = metalog.quantile(min(p + 5e-5, 1 - 1e-9)) - metalog.quantile(max(p - 5e-5, 1e-9))
      integral += metalog.density(atProbability: p) * width
    }
    #expect(abs(integral - 1) < 1e-2)
  }

  @Test("A judged path starts at the start, ends at the belief, and is a straight line between")
  func path() {
    let belief = ScoreTable(quantile: PERT(low: 0, likely: 5, high: 10).quantile)
    let path = JudgedPath(
      times: [2026, 2027, 2028, 2029], judgedTime: 2029, start: (2025, 2), belief: belief,
      lower: 0, upper: 100, resolution: 0)
    #expect(path.shares == [0.25, 0.5, 0.75, 1] && path.judgedSteps == 4)
    #expect(path.definedSteps == 0..<4)
  }

  @Test("However many steps it has, a judged path ends with the spread of the belief")
  func judgedSpread() throws {
    for steps in [1, 4, 9] {
      let path = JudgedPath(
        times: (1...steps).map { 2025 + Double($0) }, judgedTime: 2025 + Double(steps),
        start: (2025, 2), belief: ScoreTable(score: { 10 + 3 * $0 }), lower: -1000, upper: 1000,
        resolution: 0)
      let count = 20_000
      let stream = RandomStream(seed: 5, stream: UInt32(steps))
      var ends: [Double] = []
      for first in stride(from: 0, to: count, by: 64) {
        let normals = (0..<(steps * 64)).map {
          stream.normal(path: UInt64(first + $0 % 64), step: $0 / 64)
        }
        var output = [Double](repeating: 0, count: steps * 64)
        path.sample(normals: normals, lanes: 64, into: &output)
        ends += output.suffix(64)
        if steps > 1 {
          #expect(abs(output[0] - (2 + (output[(steps - 1) * 64] - 2) / Double(steps))) < 1e-12)
        }
      }
      let (mean, deviation) = moments(ends)
      #expect(abs(mean - 10) < MonteCarlo.band(standardDeviation: 3, draws: ends.count))
      #expect(abs(deviation - 3) < MonteCarlo.band(ofDeviation: 3, draws: ends.count))
    }
  }

  @Test("A score table gives the quantile back to a thousandth of a deviation")
  func table() {
    let shape = PERT(low: 0, likely: 3, high: 10)
    let table = ScoreTable(quantile: shape.quantile)
    for step in -300...300 {
      let score = Double(step) / 97
      let exact = shape.quantile(StandardNormal.cumulative(score))
      #expect(abs(table.value(at: score) - exact) < 1e-3)
    }
  }
}
