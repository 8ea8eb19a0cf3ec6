import Models
import Randomness
import RealModule
import Simulation
import TestSupport
import Testing
import TimeSeries

/// What is reported of paths, against the paths themselves.
@Suite struct SummaryTests {
  private func plan(_ quantity: Quantity, _ goals: [Goal]) -> SimulationPlan {
    SimulationPlan(
      steps: quantity.steps, quantities: [quantity], goals: goals, groups: [],
      cases: [nil], seed: 31)
  }

  @Test(
    "Mean and deviation are those of the values themselves, to a fiftieth of their error",
    arguments: [70, 5000])
  func moments(paths: Int) throws {
    let goals = (0..<6).map { Goal(quantity: 0, step: $0, lower: 0, upper: .infinity) }
    let plan = try plan(Growing.quantity(1, deviation: 0.3), goals)
    let result = try Simulator(plan: plan, threads: 2).run(paths: paths)
    var reader = try GoalValueReader(plan: plan, asked: paths, total: paths)
    var values = goals.map { _ in [Double]() }
    while let block = reader.next() {
      for goal in goals.indices { values[goal] += block.values[goal] }
    }
    for step in goals.indices {
      let (mean, deviation) = TestSupport.moments(values[step])
      let summary = try #require(result.summaries[0][step])
      let error = deviation / Double(paths).squareRoot()
      #expect(abs(summary.mean - mean) < 0.02 * error)
      #expect(abs(summary.standardDeviation - deviation) < 0.02 * error)
    }
  }

  @Test("Quantiles rarer than the pilot could see are those of the closed form")
  func farQuantiles() throws {
    let paths = 200_000
    let normal = PathDistribution(
      times: [1],
      components: [PathComponent(weight: 1, mean: [0], factor: [1], degreesOfFreedom: 0)],
      link: .transform(.identity), bounds: .none)
    let quantity = Quantity(id: "z", stream: 1, process: .fitted(normal))
    let result = try Simulator(plan: plan(quantity, []), threads: 2).run(paths: paths)
    let summary = try #require(result.summaries[0][0])
    for p in [0.0002, 0.9998] {
      let exact = StandardNormal.quantile(p)
      let density = StandardNormal.density(exact)
      let band = MonteCarlo.band(probability: p, draws: paths) / density
      #expect(abs(summary.quantile(p) - exact) < band, "\(p)")
    }
  }

  @Test(
    "Quantiles above a long lower tail are those of the paths, in a small part of the way to the next"
  )
  func skewQuantiles() throws {
    let paths = 20_000
    let components = [
      PathComponent(weight: 0.6, mean: [3], factor: [1], degreesOfFreedom: 0),
      PathComponent(weight: 0.4, mean: [-60], factor: [60], degreesOfFreedom: 0),
    ]
    let skew = PathDistribution(
      times: [1], components: components, link: .transform(.log), bounds: .none)
    let plan = plan(
      Quantity(id: "s", stream: 1, process: .fitted(skew)),
      [Goal(quantity: 0, step: 0, lower: 20, upper: .infinity)])
    let result = try Simulator(plan: plan, threads: 2).run(paths: paths)
    let summary = try #require(result.summaries[0][0])
    var reader = try GoalValueReader(plan: plan, asked: paths, total: paths)
    var values: [Double] = []
    while let block = reader.next() { values += block.values[0] }
    values.sort()
    let shares = [0.25, 0.5, 0.75, 0.9, 0.95, 0.975]
    let exact = shares.map { Double.log(values[Int($0 * Double(paths))]) }
    for place in 1..<(shares.count - 1) {
      let gap = min(exact[place + 1] - exact[place], exact[place] - exact[place - 1])
      let found = Double.log(summary.quantile(shares[place]))
      #expect(abs(found - exact[place]) < 0.03 * gap, "\(shares[place])")
    }
  }

  @Test("A path that falls back below its goal and returns has met it first only once")
  func firstOnce() throws {
    let zigzag = PathDistribution(
      times: [1, 2, 3, 4],
      components: [
        PathComponent(
          weight: 1, mean: [0, 10, 0, 10], factor: [Double](repeating: 0, count: 10),
          degreesOfFreedom: 0)
      ], link: .transform(.identity), bounds: .none)
    let quantity = Quantity(id: "z", stream: 1, process: .fitted(zigzag))
    let goals = [Goal(quantity: 0, step: 3, lower: 5, upper: .infinity)]
    let result = try Simulator(plan: plan(quantity, goals), threads: 1).run(paths: 100)
    #expect(result.goals[0].firstMet == [0, 100, 0, 0])
  }

  @Test("The median first step is the one by which half of the paths have met their goal")
  func medianFirst() {
    func median(_ first: [UInt64]) -> Int? {
      GoalCount(met: 0, firstMet: first, paths: 1000).medianFirstStep
    }
    #expect(median([400, 99, 1, 500]) == 2 && median([499, 0, 0, 501]) == 3)
    #expect(median([500, 500]) == 0 && median([200, 299]) == nil)
  }

  @Test("A pace half as fast again adds half of every rise in log odds, nothing to a fall")
  func hastened() throws {
    func odds(_ share: Double) -> Double { Double.log(share / (100 - share)) }
    func share(_ odds: Double) -> Double { 100 / (1 + Double.exp(-odds)) }
    let bounds = Bounds(lower: 0, upper: 100)
    let means = [20.0, 40, 30, 60]
    let paths = PathDistribution(
      times: [1, 2, 3, 4],
      components: [
        PathComponent(
          weight: 1, mean: means, factor: [Double](repeating: 0, count: 10), degreesOfFreedom: 0)
      ], link: .transform(.identity), bounds: .none)
    let lever = LeverEffect(
      quantity: 0, channel: .speed, stream: 77, size: EffectSize(certain: 50), departure: 1,
      weights: [1, 1, 1, 1])
    let plan = SimulationPlan(
      steps: 4, quantities: [Quantity(id: "s", stream: 1, process: .fitted(paths), previous: 10)],
      goals: [], groups: [], cases: [nil],
      seed: 31, levers: [lever], limits: [AdjustmentLimits(bounds: bounds, isWhole: false)])
    let result = try Simulator(plan: plan, threads: 1).run(paths: 64)
    var (level, before) = (odds(10), odds(10))
    for (step, mean) in means.enumerated() {
      let now = odds(mean)
      level += (now - before) * (now > before ? 1.5 : 1)
      before = now
      let found = try #require(result.summaries[0][step]).mean
      #expect(abs(found - share(level)) < 1e-9, "\(step)")
    }
  }
}

extension Quantity {
  /// Steps of the fitted paths.
  fileprivate var steps: Int {
    if case .fitted(let paths) = process { paths.times.count } else { 0 }
  }
}
