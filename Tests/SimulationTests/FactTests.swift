import Models
import RealModule
import Simulation
import Testing
import TimeSeries

/// Values that are known, and steps of which nothing is said.
@Suite struct FactTests {
  /// Four steps behind two leading ones, 10% up each from 100, without spread.
  private func quantity(_ known: [Double]) -> Quantity {
    let mean = (1...4).map { 100 * Double.pow(1.1, $0) }
    let paths = PathDistribution(
      times: [3, 4, 5, 6],
      components: [
        PathComponent(
          weight: 1, mean: mean, factor: Array(repeating: 0, count: 10), degreesOfFreedom: 0)
      ], link: .transform(.identity), bounds: .none)
    return Quantity(
      id: "q", stream: 1, process: .fitted(paths), known: known, previous: 80)
  }

  private func plan(
    _ quantities: [Quantity], goals: [Goal] = [], levers: [LeverEffect] = []
  ) -> SimulationPlan {
    SimulationPlan(
      steps: 6, quantities: quantities, goals: goals,
      groups: [Array(goals.indices)],
      cases: [nil], seed: 1, levers: levers)
  }

  @Test(
    "Up to the last step of which nothing is said a quantity has no values, nor has its growth",
    arguments: [
      ([Double.nan, .nan], 2, 3), ([90, .nan], 2, 3), ([.nan, 95], 1, 2), ([90, 95], 0, 0),
    ])
  func undefined(known: [Double], first: Int, growth: Int) throws {
    let own = plan([
      quantity(known), Quantity(id: "g", stream: 2, process: .derived(.growth(of: 0))),
    ])
    #expect(own.definedSteps(of: 0) == first..<6 && own.definedSteps(of: 1) == growth..<6)
    let result = try Simulator(plan: own, threads: 1).run(paths: 128)
    #expect(result.summaries[0].firstIndex { $0 != nil } == first)
    #expect(result.summaries[1].firstIndex { $0 != nil } == growth)
    let last = try #require(result.summaries[0][5]).mean
    #expect(abs(last - 100 * Double.pow(1.1, 4)) < 1e-9)
  }

  @Test("A lever moves on from the first value where nothing is said before it")
  func lever() throws {
    let effect = LeverEffect(
      quantity: 0, channel: .growth, stream: 9, size: EffectSize(certain: 10), departure: 1,
      weights: [0, 0, 0, 1, 1, 1])
    for known in [[Double.nan, .nan], [90, 100]] {
      let result = try Simulator(plan: plan([quantity(known)], levers: [effect]), threads: 1)
        .run(paths: 64)
      let values = try (2..<6).map { try #require(result.summaries[0][$0]).mean }
      // 10% and from the fourth step on 20% a step.
      for (value, expected) in zip(values, [110, 132, 158.4, 190.08]) {
        #expect(abs(value - expected) < 1e-9, "\(known)")
      }
    }
  }

  @Test("A fact is the same at every step of every path, and moves no random number of the others")
  func facts() throws {
    let growing = try Growing.quantity(3)
    func goal(_ quantity: Int, _ lower: Double) -> Goal {
      Goal(quantity: quantity, step: 5, lower: lower, upper: .infinity)
    }
    let alone = try Simulator(plan: plan([growing], goals: [goal(0, 134)]), threads: 1)
      .run(paths: 3000)
    let fact = Quantity(id: "f", stream: 0, process: .derived(.fact(158.3)))
    let both = try Simulator(
      plan: plan(
        [growing, fact],
        goals: [
          goal(0, 134), Goal(quantity: 1, step: 0, lower: 158.3, upper: 158.3), goal(1, 158.4),
        ]),
      threads: 2
    ).run(paths: 3000)
    #expect(alone.goals[0].met == both.goals[0].met && alone.goals[0].met > 0)
    #expect(both.goals[1].met == 3000 && both.goals[2].met == 0)
    #expect(both.groups[0][0].allMet == 0)
    let summary = try #require(both.summaries[1][0])
    #expect(summary.mean == 158.3 && summary.standardDeviation == 0)
    #expect(summary.quantile(0.1) == 158.3 && summary.quantile(0.9) == 158.3)
    // What is alone missed by the third goal is what the first would gain.
    #expect(both.onlyMissed[0][2] == both.goals[0].met && both.onlyMissed[0][1] == 0)
  }

  @Test("Scrambled points and pairs of plans take facts as they are")
  func elsewhere() throws {
    let fact = Quantity(id: "f", stream: 0, process: .derived(.fact(7)))
    let goals = [
      Goal(quantity: 0, step: 5, lower: 134, upper: .infinity),
      Goal(quantity: 1, step: 0, lower: 7, upper: 7),
    ]
    var points = plan([try Growing.quantity(3), fact], goals: goals)
    points.sampling = .sobol
    let result = try Simulator(plan: points, threads: 1).run(paths: 1024)
    #expect(result.goals[1].met == result.paths && result.goals[0].met < result.paths)
    points.sampling = .random
    let counts = try PairedSimulator(
      plans: [points, points], items: [[[1], [1]]], threads: 1
    ).run(paths: 500)
    #expect(counts[0][0].difference == 0 && counts[0][0].firstProbability.value == 1)
  }
}
