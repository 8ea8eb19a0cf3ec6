import Models
import Randomness
import Simulation
import TestSupport
import Testing
import TimeSeries

/// What half of the paths reach, of quantities that take whole numbers or multiples of a step only.
@Suite struct GridQuantileTests {
  private func paths(mean: Double, deviation: Double, step: Double, scale: Scale)
    -> PathDistribution
  {
    var paths = PathDistribution(
      times: [1],
      components: [
        PathComponent(weight: 1, mean: [mean], factor: [deviation], degreesOfFreedom: 0)
      ], link: .transform(Transform(scale: scale, bounds: .none) ?? .identity), bounds: .none)
    paths.resolution = step
    return paths
  }

  @Test(
    "The chance of a value and the median, on either side of it, never contradict each other",
    arguments: [
      (0.3, 0.8, 1.0, Scale.count), (2.4, 1.1, 1, .count), (7.2, 0.9, 1, .count),
      (12.3, 2, 0.1, .identity), (3, 40, 5, .identity), (100_000.2, 30_000, 1, .identity),
    ])
  func agrees(mean: Double, deviation: Double, step: Double, scale: Scale) throws {
    let count = 20_000
    let quantity = Quantity(
      id: "g", stream: 3,
      process: .fitted(paths(mean: mean, deviation: deviation, step: step, scale: scale)),
      step: step)
    let first = try result(quantity, goals: [], paths: count)
    let median = try #require(first.summaries[0][0]).quantile(0.5)
    #expect(abs(median / step - (median / step).rounded()) < 1e-9)
    let near = (-3...3).map { ((median / step).rounded() + Double($0)) * step }
    let goals = near.flatMap { value in
      [
        Goal(quantity: 0, step: 0, lower: -.infinity, upper: value + step / 2),
        Goal(quantity: 0, step: 0, lower: value - step / 2, upper: .infinity),
      ]
    }
    let counted = try result(quantity, goals: goals, paths: count)
    for (number, value) in near.enumerated() {
      let below = Double(counted.goals[2 * number].met) / Double(count)
      let above = Double(counted.goals[2 * number + 1].met) / Double(count)
      // Bins that hold several steps know a quantile to a fraction of a bin.
      if below > 0.505 { #expect(median <= value + 1e-9 * abs(value)) }
      if below < 0.495 { #expect(median > value) }
      if above > 0.505 { #expect(median >= value - 1e-9 * abs(value)) }
      if above < 0.495 { #expect(median < value) }
    }
  }

  private func result(_ quantity: Quantity, goals: [Goal], paths: Int) throws -> SimulationResult {
    let plan = SimulationPlan(
      steps: 1, quantities: [quantity], goals: goals, groups: [],
      cases: [nil], seed: 11)
    return try Simulator(plan: plan, threads: 2).run(paths: paths)
  }

  @Test("A known value off the grid is reported as it is; one number alone on it as that number")
  func constant() throws {
    for (value, step) in [(99.53, 0.1), (3, 1), (0, 1)] {
      let quantity = Quantity(
        id: "g", stream: 3,
        process: .fitted(paths(mean: value, deviation: 0, step: 0, scale: .identity)), step: step)
      let summary = try #require(try result(quantity, goals: [], paths: 200).summaries[0][0])
      for p in [0.1, 0.5, 0.9] { #expect(summary.quantile(p) == value) }
    }
  }
}
