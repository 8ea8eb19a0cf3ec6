import LinearAlgebra
import Models
import Randomness
import RealModule
import Simulation
import TestSupport
import Testing
import TimeSeries

/// Draws that have nothing to do with each other are not made of the same random words.
@Suite struct IndependenceTests {
  private func paths(_ means: [Double], offset: ScoreTable? = nil) -> PathDistribution {
    var paths = PathDistribution(
      times: [1],
      components: means.map {
        PathComponent(weight: 1, mean: [$0], factor: [0.1], degreesOfFreedom: 0)
      }, link: .transform(.identity), bounds: .none)
    paths.offset = offset
    return paths
  }

  private func plan(
    _ quantity: Quantity, goals: [Goal] = [], levers: [LeverEffect] = [],
    shocks: [Shock] = []
  ) -> SimulationPlan {
    SimulationPlan(
      steps: 1, quantities: [quantity], goals: goals, groups: [],
      cases: [nil], seed: 6, levers: levers,
      shocks: shocks)
  }

  @Test("A definition offset is as wide on the paths of one component as on those of the other")
  func offset() {
    let count = 20_000
    let drawn = paths([-20, 20], offset: ScoreTable(score: { $0 }))
      .simulate(paths: count, stream: RandomStream(seed: 2, stream: 3)).map { $0[0] }
    for side in [-1.0, 1] {
      let own = drawn.filter { $0 * side > 0 }.map { $0 - 20 * side }
      let deviation = 1.01.squareRoot()
      let found = moments(own)
      #expect(abs(found.mean) < MonteCarlo.band(standardDeviation: deviation, draws: own.count))
      #expect(
        abs(found.deviation - deviation)
          < MonteCarlo.band(ofDeviation: deviation, draws: own.count))
    }
  }

  @Test("Whether a path follows an opinion does not depend on the component it belongs to")
  func opinion() throws {
    var quantity = Quantity(id: "q", stream: 9, process: .fitted(paths([-20, 20])))
    quantity.opinion = Opinion(
      path: JudgedPath(
        times: [1], judgedTime: 1, start: nil, belief: ScoreTable(score: { 100 + $0 }),
        lower: -1000, upper: 1000, resolution: 0), weight: 0.4)
    let goals = [(-50.0, 0.0), (0, 50), (50, 150)].map {
      Goal(quantity: 0, step: 0, lower: $0.0, upper: $0.1)
    }
    let count = 40_000
    let result = try Simulator(plan: plan(quantity, goals: goals), threads: 2).run(paths: count)
    for (goal, expected) in zip(result.goals, [0.3, 0.3, 0.4]) {
      let share = Double(goal.met) / Double(count)
      #expect(abs(share - expected) < MonteCarlo.band(probability: expected, draws: count))
    }
  }

  @Test("How large a shock is does not depend on how rare it is")
  func shockSize() throws {
    let still = Quantity(id: "q", stream: 9, process: .fitted(paths([0])), previous: 0)
    let shock = Shock(
      stream: 5, probabilities: [0.2],
      effects: [
        Shock.Effect(
          quantity: 0, channel: .level, size: EffectSize { 100 + 10 * $0 }, persistence: 1)
      ])
    let count = 40_000
    let goals = [Goal(quantity: 0, step: 0, lower: 105, upper: 200)]
    let result = try Simulator(plan: plan(still, goals: goals, shocks: [shock]), threads: 2)
      .run(paths: count)
    let share = Double(result.goals[0].met) / Double(count)
    #expect(abs(share - 0.1) < MonteCarlo.band(probability: 0.1, draws: count))
  }

  @Test("Paths turned along a direction that holds an offset keep the chance of the closed form")
  func turnedOffset() throws {
    let quantity = Quantity(
      id: "q", stream: 9, process: .fitted(paths([0], offset: ScoreTable(score: { $0 }))))
    let goals = [Goal(quantity: 0, step: 0, lower: 1, upper: .infinity)]
    let lever = LeverEffect(
      quantity: 0, channel: .level, stream: 77, size: EffectSize(certain: 0.5), departure: 1,
      weights: [1])
    let plans = [plan(quantity, goals: goals), plan(quantity, goals: goals, levers: [lever])]
    let count = try #require(
      PairedSimulator(plans: plans, items: [[[0], [0]]], threads: 2)
        .run(paths: 4096)[0].first)
    #expect(count.turns > 1)
    for (estimate, wanted) in [(count.turned.first, 1.0), (count.turned.second, 0.5)] {
      let exact = 1 - StandardNormal.cumulative(wanted / 1.01.squareRoot())
      // A table of scores is exact to a thousandth of a deviation.
      #expect(abs(estimate.value - exact) < MonteCarlo.z * estimate.standardError + 5e-4)
    }
  }
}

@Suite struct GrowthDrawsTests {
  private static let shares = [0.3, 0.3, 0.4]

  /// Two leaves, three quarters known; months of the last quarter have shares of their own.
  private func plan(
    firstFactor: Matrix? = nil, firstQuarter: Int = 3, shareDeviation: Double = 0,
    variants: [[GrowthPlan.Condition]] = [[]]
  ) -> GrowthPlan {
    let quarters = 4 - firstQuarter
    return GrowthPlan(
      means: [300.0, 900].map { level in
        Array(repeating: Double.log(level), count: quarters)
      }, factor: Matrix.diagonal([0.05, 0.05]), firstFactor: firstFactor,
      responses: Array([1, 0.5, 0.3].prefix(quarters)), firstQuarter: firstQuarter,
      settled: Array(repeating: Array(repeating: 100, count: 3 * firstQuarter), count: 2),
      published: [[], []],
      shares: Array(repeating: (0..<(3 * quarters)).map { Self.shares[$0 % 3] }, count: 2),
      shareDeviations: Array(
        repeating: (0..<(3 * quarters)).map { $0 == 0 ? shareDeviation : 0 }, count: 2),
      additions: Array(repeating: Array(repeating: 0, count: 12), count: 2),
      nodes: [[0], [1], [0, 1]], variants: variants, seed: 12)
  }

  @Test("The first quarter has its own spread, in the paths and in the covariance of conditions")
  func firstQuarter() throws {
    let plan = plan(firstFactor: Matrix.diagonal([0.01, 0.02]), firstQuarter: 1)
    let paths = 20_000
    let result = try GrowthSimulator(plan: plan, threads: 2).run(paths: paths).variants[0]
    for (leaf, first) in [0.01, 0.02].enumerated() {
      for quarter in 0..<3 {
        let responses = [1, 0.5, 0.3]
        let variance = (0...quarter).reduce(0.0) { sum, start in
          let size = start == 0 ? first : 0.05
          return sum + size * size * responses[quarter - start] * responses[quarter - start]
        }
        let place = 3 * leaf + quarter
        #expect(abs(plan.covariance[place, place] - variance) < 1e-15)
        let (high, low) = (result.p90[leaf][13 + quarter], result.p10[leaf][13 + quarter])
        let seen = Double.log(high / low) / 2.563103
        let band = MonteCarlo.band(standardDeviation: 1.7 * variance.squareRoot(), draws: paths)
        #expect(abs(seen - variance.squareRoot()) < band, "\(leaf) \(quarter)")
      }
    }
  }

  @Test("How a quarter is shared among its months does not depend on how large it is")
  func shares() throws {
    let deviation = 0.5
    let paths = 40_000
    let result = try GrowthSimulator(plan: plan(shareDeviation: deviation), threads: 2)
      .run(paths: paths).variants[0]
    // The mean share of the first month, over its normal by the rule of trapezoids.
    var share = 0.0
    for step in -800...800 {
      let z = Double(step) / 100
      let part = Self.shares[0] * Double.exp(deviation * z)
      share += StandardNormal.density(z) / 100 * part / (part + Self.shares[1] + Self.shares[2])
    }
    let exact = 300 * Double.exp(0.05 * 0.05 / 2) * share
    // Shares between 0 and 1 deviate by less than half of the deviation of their exponent.
    let band = MonteCarlo.band(standardDeviation: 300 * deviation / 4, draws: paths)
    #expect(abs(result.means[0][9] - exact) < band)
  }

  @Test("Two soft conditions miss their totals independently")
  func softConditions() throws {
    let conditions = [0, 1].map { leaf in
      GrowthPlan.Condition(
        leaves: [leaf], months: 0...11,
        demand: .about(leaf == 0 ? 1200 : 1800, deviation: 10))
    }
    let result = try GrowthSimulator(plan: plan(variants: [conditions]), threads: 2)
      .run(paths: 20_000).variants[0]
    func spread(_ node: Int) -> Double { (result.p90[node][16] - result.p10[node][16]) / 2.563103 }
    #expect(abs(spread(0) - 10) < 0.6 && abs(spread(1) - 10) < 0.6)
    // 10√2 when they are independent, 20 when they share their draw.
    #expect(abs(spread(2) - 14.142) < 0.9, "\(spread(2))")
  }
}
