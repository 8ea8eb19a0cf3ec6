import Models
import Randomness
import RealModule
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

  @Test("PERT: low, likely and high alike are one certain value")
  func certain() {
    let shape = PERT(low: 7, likely: 7, high: 7)
    #expect(shape.isCertain && shape.mean == 7 && shape.variance == 0)
    for p in [0, 0.3, 1] { #expect(shape.quantile(p) == 7) }
    #expect(shape.cumulative(6.999) == 0 && shape.cumulative(7) == 1)
    #expect(ScoreTable(certain: 7).value(at: -9) == 7 && ScoreTable(certain: 7).value(at: 3.3) == 7)
  }

  @Test("PERT with its mode at an end: the closed form (x − low)⁵ of a beta of 5 and 1")
  func modeAtEnd() {
    let shape = PERT(low: 10, likely: 60, high: 60)
    for p in [0.001, 0.1, 0.5, 0.9, 0.999] {
      #expect(abs(shape.quantile(p) - (10 + 50 * Double.pow(p, 0.2))) < 1e-9)
    }
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

  @Test("Points that a table passes between its own count for a whole row as for one score")
  func knots() {
    // Two points in one cell, one in another, and one that is a point of the table.
    let points = [(-1.0, -3.0), (0.2501, 0.4), (0.26, 0.9), (1.283, 2.0)]
    let table = ScoreTable(
      score: { 2 * $0 }, through: points.map { (score: $0.0, value: $0.1) })
    let path = JudgedPath(
      times: [2026], judgedTime: 2026, start: nil, belief: table, lower: -1000, upper: 1000,
      resolution: 0)
    let scores = (0..<128).map { Double($0 % 64) / 500 + ($0 < 64 ? 0.2 : 1.2) }
    var found = [Double](repeating: 0, count: 128)
    path.sample(normals: scores, lanes: 128, into: &found)
    #expect(found == scores.map { table.value(at: $0) })
    #expect(zip(found, scores).contains { abs($0 - 2 * $1) > 0.1 })
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
