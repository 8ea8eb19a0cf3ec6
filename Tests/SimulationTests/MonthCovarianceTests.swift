import LinearAlgebra
import RealModule
import Simulation
import TestSupport
import Testing

@Suite("Months of a quarter") struct MonthCovarianceTests {
  private let shares = [0.32, 0.33, 0.35, 0.3, 0.34, 0.36]
  private let deviations = [0.02, 0.05, 0.03, 0.01, 0.04, 0.02]

  private var plan: GrowthPlan {
    GrowthPlan(
      means: [[5.7, 5.8], [6.8, 6.9]],
      factor: Matrix(rows: 2, columns: 2) {
        $0 == 0 ? ($1 == 0 ? 0.03 : 0) : ($1 == 0 ? 0.01 : 0.02)
      },
      responses: [1, 0.5], firstQuarter: 2,
      settled: [[Double](repeating: 95, count: 6), [Double](repeating: 280, count: 6)],
      published: [[], []], shares: [shares, shares.reversed()],
      shareDeviations: [deviations, deviations],
      additions: Array(repeating: Array(repeating: 0, count: 12), count: 2), nodes: [[0], [1]],
      variants: [[]], seed: 1)
  }

  @Test("The months of a quarter together move by the covariance of their quarters, and no other")
  func quarters() {
    let plan = plan
    let (months, quarters) = (plan.monthCovariance, plan.covariance)
    for row in 0..<4 {
      for column in 0..<12 {
        // Shares of a quarter add to one, so what months take from each other is gone in their sum.
        let own = plan.shares[row / 2][row % 2 * 3..<row % 2 * 3 + 3]
        let sum = own.enumerated().reduce(0.0) {
          $0 + $1.element * months[3 * row + $1.offset, column]
        }
        #expect(abs(sum - quarters[row, column / 3]) < 1e-15, "\(row), \(column)")
      }
    }
  }

  @Test("A month's variance is that of its quarter and of its share, drawn and made to add to one")
  func shared() {
    let plan = plan
    var draws = Draws(seed: 12)
    let count = 100_000
    var values: [Double] = []
    for _ in 0..<count {
      let raw = (0..<3).map { shares[$0] * Double.exp(deviations[$0] * draws.normal()) }
      values.append(Double.log(raw[1] / raw.reduce(0, +)))
    }
    let deviation = moments(values).deviation
    let inside = plan.monthCovariance[1, 1] - plan.covariance[0, 0]
    // Straight lines leave out less than the deviations of the shares themselves.
    let band = MonteCarlo.band(ofDeviation: deviation, draws: count) + 0.05 * deviation * 0.05
    #expect(abs(inside.squareRoot() - deviation) < band)
  }
}
