import LinearAlgebra
import Randomness
import RealModule
import Simulation
import TestSupport
import Testing
import TimeSeries

@Suite("Heavy tails of growth paths") struct GrowthWidthTests {
  /// Two leaves of one simulated quarter each, so narrow that levels are straight in logarithms.
  private func plan(
    degrees: Int?, conditions: [GrowthPlan.Condition] = [], thresholds: [GrowthPlan.Condition] = []
  ) -> GrowthPlan {
    let deviation = 1e-4
    var plan = GrowthPlan(
      means: [[Double.log(100)], [Double.log(100)]],
      factor: Matrix(rows: 2, columns: 2) { $0 == $1 ? deviation : 0 },
      responses: [1], firstQuarter: 3,
      settled: Array(repeating: [Double](repeating: 1, count: 9), count: 2), published: [[], []],
      shares: Array(repeating: [1.0 / 3, 1.0 / 3, 1.0 / 3], count: 2),
      shareDeviations: [[0, 0, 0], [0, 0, 0]],
      additions: Array(repeating: [Double](repeating: 0, count: 12), count: 2),
      nodes: [[0], [1], [0, 1]], variants: conditions.isEmpty ? [[]] : [[], conditions],
      thresholds: thresholds, seed: 5)
    plan.degrees = degrees
    return plan
  }

  /// The last quarter of some leaves so many deviations of one above its mean.
  private func above(_ deviations: Double, _ leaves: [Int]) -> GrowthPlan.Condition {
    GrowthPlan.Condition(
      leaves: leaves, months: 9...11,
      demand: .equal(100 * Double(leaves.count) + 0.01 * deviations))
  }

  @Test("Chances are those of Student's t, far out too", arguments: [0.5, 1.5, 3, 5])
  func tails(_ deviations: Double) throws {
    let paths = 200_000
    let result = try GrowthSimulator(
      plan: plan(degrees: 5, thresholds: [above(deviations, [0])]), threads: 2
    ).run(paths: paths)
    let expected = 1 - StudentT.cumulative(deviations, degrees: 5)
    let seen = Double(result.thresholdsReached[0]) / Double(paths)
    let band = MonteCarlo.band(
      standardDeviation: (expected * (1 - expected)).squareRoot(), draws: paths)
    // Widths are cut once in 400 paths, which takes a little of the farthest tail.
    #expect(abs(seen - expected) < band + 0.0004, "\(seen) \(expected)")
  }

  @Test("Leaves without correlation are far out together more often than by themselves")
  func together() throws {
    let paths = 200_000
    let both = try GrowthSimulator(
      plan: plan(degrees: 5, conditions: [above(2.5, [0]), above(2.5, [1])]), threads: 2
    ).run(paths: paths).variants[1].reached
    // The orthant of a bivariate t with five degrees of freedom, by the mixture's integral (scipy): 0.002526.
    let expected = 0.00252609
    let seen = Double(both) / Double(paths)
    let band = MonteCarlo.band(standardDeviation: expected.squareRoot(), draws: paths)
    #expect(abs(seen - expected) < band + 0.0003, "\(seen)")
    let alone = 1 - StudentT.cumulative(2.5, degrees: 5)
    #expect(seen > 3 * alone * alone)
    // The same as a threshold that something else must be reached with.
    var other = plan(degrees: 5, thresholds: [above(2.5, [0]), above(2.5, [0])])
    other.besideThresholds = [[above(2.5, [1])], []]
    let reached = try GrowthSimulator(plan: other, threads: 2).run(paths: paths).thresholdsReached
    #expect(reached[0] == both && reached[1] > 3 * both, "\(reached) \(both)")
  }

  @Test(
    "Given a total, the rest is a Student's t that is wider the farther the total lies",
    arguments: [0.0, 1.5, 3])
  func conditional(_ distance: Double) throws {
    let paths = 60_000
    // The sum of both has the deviation √2; so much of it is half of each.
    let asked = above(distance * 2.0.squareRoot(), [0, 1])
    let year = try GrowthSimulator(plan: plan(degrees: 5, conditions: [asked]), threads: 2)
      .run(paths: paths).variants[1]
    let half = (year.p90[0][15] - year.p10[0][15]) / 2 / 0.01
    // Gaussian: the difference of the two halves, deviation 1/√2; six degrees after one total.
    let scale = 0.5.squareRoot() * ((5 + distance * distance) / 6).squareRoot()
    let expected = scale * StudentT.quantile(0.9, degrees: 6)
    let band = MonteCarlo.band(standardDeviation: 2.2 * scale, draws: paths)
    #expect(abs(half - expected) < band + 0.01 * expected, "\(half) \(expected)")
    let middle = (year.p50[0][15] - 100) / 0.01
    #expect(abs(middle - distance / 2.0.squareRoot()) < band + 0.01)
    // One total: the distance of a t itself.
    let within = 2 * StudentT.cumulative(distance, degrees: 5) - 1
    let plausibility = try #require(year.plausibility)
    #expect(abs(plausibility - within) < 1e-3, "\(plausibility) \(within)")
  }

  @Test("Without degrees of freedom paths are what they were")
  func normal() throws {
    let seen = try GrowthSimulator(
      plan: plan(degrees: nil, thresholds: [above(3, [0])]), threads: 1
    ).run(paths: 200_000).thresholdsReached[0]
    let expected = 1 - StandardNormal.cumulative(3)
    let band = MonteCarlo.band(standardDeviation: expected.squareRoot(), draws: 200_000)
    #expect(abs(Double(seen) / 200_000 - expected) < band)
  }

  @Test("Several variables of a Student's t lie within a distance as F says")
  func within() {
    for (distance, dimensions, golden) in [
      (1.0, 1, 0.6367825323508771), (4.0, 2, 0.7699518541666883), (9.0, 3, 0.8661452793011998),
    ] {
      let seen = StudentT.within(squaredDistance: distance, dimensions: dimensions, degrees: 5)
      #expect(abs(seen - golden) < 1e-12)
    }
  }
}
