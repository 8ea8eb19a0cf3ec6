import LinearAlgebra
import Models
import Randomness
import RealModule
import Simulation
import TestSupport
import Testing
import TimeSeries

@Suite("Levers, shocks, pairs") struct AdjustmentTests {
  private func growing(_ stream: UInt32, deviation: Double = 0.03) throws -> Quantity {
    try Growing.quantity(stream, deviation: deviation)
  }

  private func plan(
    _ quantities: [Quantity], goals: [Goal] = [], levers: [LeverEffect] = [],
    shocks: [Shock] = [], limits: [AdjustmentLimits] = [], seed: UInt64 = 4
  ) -> SimulationPlan {
    SimulationPlan(
      steps: 6, quantities: quantities, goals: goals,
      groups: [Array(goals.indices)],
      cases: [nil], seed: seed, levers: levers,
      shocks: shocks, limits: limits)
  }

  private func lever(
    _ channel: EffectChannel, _ size: EffectSize, departure: Double = 1,
    weights: [Double] = [0, 0, 1, 1, 1, 1]
  ) -> LeverEffect {
    LeverEffect(
      quantity: 0, channel: channel, stream: 77, size: size, departure: departure,
      weights: weights)
  }

  @Test("Points of growth add to the growth of every step, exactly")
  func growth() throws {
    let still = try growing(1, deviation: 0)
    let result = try Simulator(
      plan: plan([still], levers: [lever(.growth, EffectSize(certain: 2))]), threads: 1
    ).run(paths: 64)
    var level = 100.0
    for step in 0..<6 {
      level *= Double.exp(0.05) + (step >= 2 ? 0.02 : 0)
      let mean = try #require(result.summaries[0][step]).mean
      #expect(abs(mean / level - 1) < 1e-12)
    }
  }

  @Test("Growth falls by no more than all: 150 points less leave nothing, not a negative level")
  func allIsLost() throws {
    let still = try growing(1, deviation: 0)
    let result = try Simulator(
      plan: plan([still], levers: [lever(.growth, EffectSize(certain: -150))]), threads: 1
    ).run(paths: 64)
    for step in 0..<6 {
      let mean = try #require(result.summaries[0][step]).mean
      #expect(step < 2 ? mean > 100 : mean == 0)
    }
  }

  @Test("A ceiling cut by more than all is 0, a pace slowed by more than all stands still")
  func noLessThanNothing() throws {
    let still = try growing(1, deviation: 0)
    let cut = try Simulator(
      plan: plan([still], levers: [lever(.ceiling, EffectSize(certain: -130))]), threads: 1
    ).run(paths: 64)
    #expect(cut.summaries[0][4]?.mean == 0)
    let bounds = [AdjustmentLimits(bounds: Bounds(lower: 0, upper: 1000), isWhole: false)]
    let slow = try Simulator(
      plan: plan([still], levers: [lever(.speed, EffectSize(certain: -130))], limits: bounds),
      threads: 1
    ).run(paths: 64)
    let before = try #require(slow.summaries[0][1]).mean
    for step in 2..<6 {
      #expect(abs((slow.summaries[0][step]?.mean ?? .nan) - before) < 1e-9)
    }
  }

  @Test("Through a level of 0 and below, points of growth leave the moves of the path as they are")
  func growthThroughZero() throws {
    let means = [4.0, 2, -1, 0, 3, 6]
    let paths = PathDistribution(
      times: (1...6).map(Double.init),
      components: [
        PathComponent(
          weight: 1, mean: means, factor: [Double](repeating: 0, count: 21), degreesOfFreedom: 0)
      ], link: .transform(.identity), bounds: .none)
    let quantity = Quantity(id: "z", stream: 1, process: .fitted(paths), previous: 4)
    let result = try Simulator(
      plan: plan(
        [quantity],
        levers: [lever(.growth, EffectSize(certain: 50), weights: [1, 1, 1, 1, 1, 1])]), threads: 1
    ).run(paths: 64)
    // 4·1.5 = 6, 6·(½ + ½) = 6, then −3, +1, +3 as the path moves, and 9·(2 + ½).
    let expected = [6.0, 6, 3, 4, 7, 17.5]
    for (step, value) in expected.enumerated() {
      #expect(abs((result.summaries[0][step]?.mean ?? .nan) - value) < 1e-12)
    }
  }

  @Test("Points of growth behind known steps start from the last of them")
  func growthBehindKnown() throws {
    let paths = PathDistribution(
      times: [2, 3],
      components: [
        PathComponent(weight: 1, mean: [110, 121], factor: [0, 0, 0], degreesOfFreedom: 0)
      ], link: .transform(.identity), bounds: .none)
    let quantity = Quantity(
      id: "k", stream: 1, process: .fitted(paths), known: [100], previous: 90)
    let plan = SimulationPlan(
      steps: 3, quantities: [quantity], goals: [], groups: [],
      cases: [nil], seed: 4,
      levers: [
        LeverEffect(
          quantity: 0, channel: .growth, stream: 5, size: EffectSize(certain: 10), departure: 1,
          weights: [0, 1, 1])
      ])
    let result = try Simulator(plan: plan, threads: 1).run(paths: 64)
    #expect(abs((result.summaries[0][0]?.mean ?? 0) - 100) < 1e-12)
    #expect(abs((result.summaries[0][1]?.mean ?? 0) - 120) < 1e-12)
    #expect(abs((result.summaries[0][2]?.mean ?? 0) - 144) < 1e-12)
  }

  @Test("Levels and ceilings move by their unit and percent, inside the bounds")
  func levels() throws {
    let still = try growing(1, deviation: 0)
    let bounds = [AdjustmentLimits(bounds: Bounds(lower: 0, upper: 130), isWhole: false)]
    let result = try Simulator(
      plan: plan(
        [still],
        levers: [lever(.level, EffectSize(certain: 5)), lever(.ceiling, EffectSize(certain: 10))],
        limits: bounds), threads: 1
    ).run(paths: 64)
    for step in 0..<6 {
      let base = 100 * Double.exp(0.05 * Double(step + 1))
      let expected = step >= 2 ? min(130, (base + 5) * 1.1) : min(130, base)
      #expect(abs((result.summaries[0][step]?.mean ?? 0) - expected) < 1e-9)
    }
  }

  @Test("An uncertain effect has the mean and spread of its distribution, drawn once a path")
  func uncertain() throws {
    let size = EffectSize { $0 * 4 }
    let paths = 40_000
    let result = try Simulator(
      plan: plan([growing(1, deviation: 0)], levers: [lever(.level, size, departure: 2)]),
      threads: 2
    ).run(paths: paths)
    let base = 100 * Double.exp(0.05 * 6)
    let summary = try #require(result.summaries[0][5])
    let deviation = 8 / 12.0.squareRoot()
    #expect(
      abs(summary.mean - base - 4) < MonteCarlo.band(standardDeviation: deviation, draws: paths))
    #expect(abs(summary.standardDeviation / deviation - 1) < 0.02)
  }

  @Test("Shocks come as often and are as large as they are said to be, and fade")
  func shocks() throws {
    let shock = Shock(
      stream: 5, probabilities: [0, 0.2, 0, 0, 0, 0],
      effects: [
        Shock.Effect(
          quantity: 0, channel: .level, size: EffectSize(certain: -10), persistence: 0.5)
      ])
    let paths = 40_000
    let goals = [Goal(quantity: 0, step: 1, lower: -.infinity, upper: 105)]
    let result = try Simulator(
      plan: plan([growing(1, deviation: 0)], goals: goals, shocks: [shock]), threads: 2
    ).run(paths: paths)
    let share = Double(result.goals[0].met) / Double(paths)
    #expect(abs(share - 0.2) < MonteCarlo.band(probability: 0.2, draws: paths))
    for (step, left) in [(0, 0.0), (1, 10), (2, 5), (3, 2.5)] {
      let base = 100 * Double.exp(0.05 * Double(step + 1))
      let mean = try #require(result.summaries[0][step]).mean
      let band = MonteCarlo.band(standardDeviation: 0.4 * left, draws: paths)
      #expect(abs(mean - base + 0.2 * left) <= band + 1e-9)
    }
  }

  @Test(
    "A quantity that nothing touches keeps its bits; a plan against itself differs by exactly 0")
  func identity() throws {
    let goals = (0..<2).map { Goal(quantity: $0, step: 5, lower: 136, upper: .infinity) }
    let bare = try plan([growing(1), growing(2)], goals: goals)
    let moved = plan(
      try [growing(1), growing(2)], goals: goals,
      levers: [lever(.growth, EffectSize { 0.2 + 0.3 * $0 })])
    let one = try Simulator(plan: bare, threads: 1).run(paths: 5000)
    let two = try Simulator(plan: moved, threads: 3).run(paths: 5000)
    #expect(one.summaries[1] == two.summaries[1])
    #expect(one.goals[1] == two.goals[1])
    #expect(two.goals[0].met > one.goals[0].met)
    let items = [[[0], [0]], [[0, 1], [0, 1]]]
    let same = try PairedSimulator(plans: [bare, bare], items: items, threads: 2).run(paths: 5000)
    for count in same.joined() { #expect(count.difference == 0 && count.standardError == 0) }
    let apart = try PairedSimulator(plans: [bare, moved], items: items, threads: 2)
      .run(paths: 5000)
    // The group is counted path by path: what the lever helps is never lost, and the rest is the run's.
    let group = apart[1][0]
    #expect(group.turns == 1 && group.apart.sum == group.secondMet.sum - group.firstMet.sum)
    #expect(group.firstMet.sum == one.groups[0][0].allMet)
  }

  @Test("How often one goal alone is missed: enumeration of independent goals")
  func onlyMissed() throws {
    let levels = [1.2, 1.28, 1.35]
    let goals = levels.indices.map {
      Goal(quantity: $0, step: 5, lower: 100 * levels[$0], upper: .infinity)
    }
    let paths = 60_000
    let result = try Simulator(
      plan: plan(try [growing(1), growing(2), growing(3)], goals: goals), threads: 2
    ).run(paths: paths)
    let chances = levels.map {
      1 - StandardNormal.cumulative((Double.log($0) - 0.3) / (0.03 * 6.0.squareRoot()))
    }
    for index in levels.indices {
      let exact = levels.indices.reduce(1.0) {
        $0 * ($1 == index ? 1 - chances[$1] : chances[$1])
      }
      let seen = Double(result.onlyMissed[0][index]) / Double(paths)
      #expect(abs(seen - exact) < MonteCarlo.band(probability: exact, draws: paths))
    }
  }

  @Test("A plan reduced to one quantity keeps its paths, levers and shocks included")
  func reduced() throws {
    let ratio = Quantity(
      id: "r", stream: 9,
      process: .derived(.ratio(numerator: 2, denominator: 1, factor: 100)))
    let goals = [Goal(quantity: 3, step: 4, lower: 98, upper: .infinity)]
    let shock = Shock(
      stream: 5, probabilities: Array(repeating: 0.3, count: 6),
      effects: [
        Shock.Effect(
          quantity: 2, channel: .growth, size: EffectSize { -3 * $0 }, persistence: 0.2)
      ])
    let whole = plan(
      try [growing(1), growing(2), growing(3), ratio], goals: goals,
      levers: [
        LeverEffect(
          quantity: 1, channel: .growth, stream: 8, size: EffectSize { $0 }, departure: 1,
          weights: Array(repeating: 1, count: 6))
      ], shocks: [shock])
    let small = whole.reduced(to: 3)
    #expect(small.quantities.count == 3)
    #expect(whole.positionInReduced(2, keeping: 3) == 1)
    let one = try Simulator(plan: whole, threads: 1).run(paths: 3000)
    let two = try Simulator(plan: small, threads: 1).run(paths: 3000)
    #expect(one.goals[0] == two.goals[0])
  }

  @Test("Shapley shares add to the variance; a sum of independent drivers gets each its own")
  func drivers() throws {
    let shock = Shock(
      stream: 5, probabilities: [0, 0, 0, 0, 0, 0.5],
      effects: [
        Shock.Effect(
          quantity: 0, channel: .level, size: EffectSize(certain: -8), persistence: 0)
      ])
    let whole = try plan(
      [growing(1)], levers: [lever(.level, EffectSize { 10 * $0 })], shocks: [shock])
    #expect(whole.drivers == [.innovations, .parameters, .levers, .shocks])
    let shares = try DriverShares(of: 0, step: 5, in: whole, paths: 20_000)
    let sum = shares.values.values.reduce(0, +)
    #expect(abs(sum / shares.variance - 1) < 1e-12)
    // A uniform of width 10 has the variance 100/12, half a chance of −8 has 16; what other drivers add is
    // covariance by chance, 10 · 4 / √20000, five times.
    #expect(abs((shares.values[.levers] ?? 0) - 100 / 12) < 1.2)
    #expect(abs((shares.values[.shocks] ?? 0) - 16) < 1.6)
    #expect(abs(shares.values[.parameters] ?? 1) < 1e-9)
  }
}
