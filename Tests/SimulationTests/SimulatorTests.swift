import LinearAlgebra
import Models
import Randomness
import RealModule
import Simulation
import TestSupport
import Testing
import TimeSeries

/// A random walk with drift from 0, one normal a step.
private func walk(drift: Double, deviation: Double, steps: Int) -> PathDistribution {
  let mean = (1...steps).map { drift * Double($0) }
  let factor = (0..<steps).flatMap { column in (column..<steps).map { _ in deviation } }
  return PathDistribution(
    times: (1...steps).map(Double.init),
    components: [PathComponent(weight: 1, mean: mean, factor: factor, degreesOfFreedom: 0)],
    link: .transform(.identity), bounds: .none)
}

private func quantity(_ id: UInt32, _ paths: PathDistribution) -> Quantity {
  Quantity(id: "q\(id)", stream: id, process: .fitted(paths), previous: 0)
}

@Suite struct SimulatorTests {
  @Test("A Gaussian random walk with drift meets its target as often as the closed form says")
  func closedForm() throws {
    let paths = 200_000
    let goals = [(0, 0.5), (4, 2.0), (9, 12), (9, -3)].map {
      Goal(quantity: 0, step: $0.0, lower: $0.1, upper: .infinity)
    }
    let plan = SimulationPlan(
      steps: 10, quantities: [quantity(1, walk(drift: 0.8, deviation: 1.5, steps: 10))],
      goals: goals, groups: [], cases: [nil],
      seed: 20250630)
    let result = try Simulator(plan: plan, threads: 2).run(paths: paths)
    for (goal, count) in zip(goals, result.goals) {
      let horizon = Double(goal.step + 1)
      let exact =
        1 - StandardNormal.cumulative((goal.lower - 0.8 * horizon) / (1.5 * horizon.squareRoot()))
      let estimate = EstimatedProbability(hits: count.met, paths: count.paths)
      #expect(abs(estimate.value - exact) < MonteCarlo.band(probability: exact, draws: paths))
      let expectedError = (exact * (1 - exact) / Double(paths)).squareRoot()
      #expect(abs(estimate.standardError / expectedError - 1) < 0.05 || exact < 1e-4)
    }
    let summary = try #require(result.summaries[0][9])
    #expect(abs(summary.mean - 8) < MonteCarlo.band(standardDeviation: 4.75, draws: paths))
    let exact = 8 + 1.5 * 10.0.squareRoot() * StandardNormal.quantile(0.975)
    #expect(abs(summary.quantile(0.975) - exact) < 0.1)
  }

  private struct Joint: Decodable {
    struct Case: Decodable {
      let rho: Double
      let threshold: Double
      let probability: Double
    }
    let cases: [Case]
  }

  @Test("P(all) of 40 equicorrelated Gaussians equals quadrature for ρ = 0, 0.2, 0.5")
  func equicorrelated() throws {
    let golden = try Golden.load(Joint.self, "Simulation/joint")
    let paths = 200_000
    let order = 40
    let plan = SimulationPlan(
      steps: 1,
      quantities: (1...UInt32(order)).map {
        quantity($0, walk(drift: 0, deviation: 1, steps: 1))
      },
      goals: (0..<order).map {
        Goal(quantity: $0, step: 0, lower: -.infinity, upper: golden.cases[0].threshold)
      },
      groups: [Array(0..<order)],
      cases: golden.cases.map { $0.rho == 0 ? nil : equicorrelation($0.rho, order: order) }, seed: 1
    )
    let result = try Simulator(plan: plan, threads: 2).run(paths: paths)
    for (index, example) in golden.cases.enumerated() {
      let count = result.groups[index][0]
      let seen = Double(count.allMet) / Double(count.total)
      #expect(
        abs(seen - example.probability)
          < MonteCarlo.band(probability: example.probability, draws: paths))
      let expected = MonteCarlo.band(standardDeviation: 40, draws: paths)
      #expect(abs(count.expectedMet - 36) < expected)
    }
  }

  @Test("Any number of threads, and a second run, give the same numbers to the bit")
  func threads() throws {
    let correlation = equicorrelation(0.3, order: 3)
    let plan = SimulationPlan(
      steps: 5,
      quantities: (1...3).map { quantity($0, walk(drift: 0.1, deviation: 1, steps: 5)) },
      goals: [Goal(quantity: 1, step: 4, lower: 0, upper: 2)],
      groups: [[0]],
      cases: [correlation], seed: 5)
    let first = try Simulator(plan: plan, threads: 1).run(paths: 10_007)
    for threads in [1, 2, 3, 8] {
      let other = try Simulator(plan: plan, threads: threads).run(paths: 10_007)
      #expect(other.summaries == first.summaries && other.goals == first.goals)
      #expect(other.groups == first.groups)
    }
    #expect(first.paths == 10_007 && first.goals[0].paths == 10_007)
    #expect(first.groups[0][0].total == 10_007)
  }

  @Test("The correlation of steps is the one that was asked for; smaller-is-better turns it round")
  func correlation() throws {
    let paths = 100_000
    func rate(_ isSmallerBetter: Bool) throws -> Double {
      let second = Quantity(
        id: "b", stream: 2, process: .fitted(walk(drift: 0, deviation: 1, steps: 1)),
        isSmallerBetter: isSmallerBetter)
      let plan = SimulationPlan(
        steps: 1, quantities: [quantity(1, walk(drift: 0, deviation: 1, steps: 1)), second],
        goals: (0..<2).map { Goal(quantity: $0, step: 0, lower: 0, upper: .infinity) },
        groups: [[0, 1]],
        cases: [equicorrelation(0.6, order: 2)], seed: 3)
      let count = try Simulator(plan: plan, threads: 1).run(paths: paths).groups[0][0]
      return Double(count.allMet) / Double(count.total)
    }
    // Sheppard 1899: P(both > 0) = ¼ + arcsin ρ / 2π.
    for (turned, rho) in [(false, 0.6), (true, -0.6)] {
      let exact = 0.25 + Double.asin(rho) / (2 * Double.pi)
      #expect(abs(try rate(turned) - exact) < MonteCarlo.band(probability: exact, draws: paths))
    }
  }

  @Test("Precision adds paths until every probability is that sure")
  func precision() throws {
    let plan = SimulationPlan(
      steps: 1, quantities: [quantity(1, walk(drift: 0, deviation: 1, steps: 1))],
      goals: [Goal(quantity: 0, step: 0, lower: 0.3, upper: .infinity)], groups: [],
      cases: [nil], seed: 3)
    let result = try Simulator(plan: plan, threads: 2).run(paths: 1000, precision: 0.002)
    let estimate = EstimatedProbability(hits: result.goals[0].met, paths: result.paths)
    #expect(estimate.standardError < 0.00205 && result.paths > 50_000 && result.paths < 65_000)
    let exact = 1 - StandardNormal.cumulative(0.3)
    #expect(
      abs(estimate.value - exact)
        < MonteCarlo.band(probability: exact, draws: Int(result.paths)))
  }

  @Test("A request to stop ends the run")
  func cancellation() throws {
    let plan = SimulationPlan(
      steps: 1, quantities: [quantity(1, walk(drift: 0, deviation: 1, steps: 1))], goals: [],
      groups: [], cases: [nil], seed: 3)
    #expect(throws: SimulationError.cancelled) {
      _ = try Simulator(plan: plan, threads: 2).run(paths: 100_000, isCancelled: { true })
    }
  }

  @Test("First steps: the median first passage is that of the paths")
  func firstPassage() throws {
    let plan = SimulationPlan(
      steps: 10, quantities: [quantity(1, walk(drift: 1, deviation: 0.001, steps: 10))],
      goals: [
        Goal(quantity: 0, step: 9, lower: 3.5, upper: .infinity),
        Goal(quantity: 0, step: 9, lower: 30, upper: .infinity),
      ], groups: [], cases: [nil], seed: 3)
    let result = try Simulator(plan: plan, threads: 1).run(paths: 1000)
    #expect(result.goals[0].medianFirstStep == 3 && result.goals[0].firstMet[3] == 1000)
    #expect(result.goals[1].medianFirstStep == nil)
  }
}

@Suite struct DerivationTests {
  /// A quantity whose paths are known: growth of 10, 20 and 30% from 100.
  private var level: Quantity {
    let mean = [110.0, 132, 171.6]
    let paths = PathDistribution(
      times: [1, 2, 3],
      components: [
        PathComponent(
          weight: 1, mean: mean, factor: Array(repeating: 0, count: 6), degreesOfFreedom: 0)
      ], link: .transform(.identity), bounds: .none)
    return Quantity(id: "level", stream: 1, process: .fitted(paths), previous: 100)
  }

  private func values(_ derivation: Derivation) throws -> [Double?] {
    let plan = SimulationPlan(
      steps: 3,
      quantities: [level, Quantity(id: "d", stream: 2, process: .derived(derivation))],
      goals: [], groups: [], cases: [nil], seed: 1)
    return try Simulator(plan: plan, threads: 1).run(paths: 100).summaries[1].map { $0?.mean }
  }

  @Test("Growth, averages of both kinds and both bases, and ratios follow the path")
  func formulas() throws {
    let growth = try values(.growth(of: 0)).map { ($0 ?? .nan).rounded() }
    #expect(growth == [10, 20, 30])
    let geometric = try values(
      .averageGrowth(of: 0, base: .known([100]), lastStep: 2, years: 3, isGeometric: true))
    #expect(geometric[0] == nil && geometric[1] == nil)
    #expect(abs((geometric[2] ?? 0) - 100 * (Double.pow(1.716, 1.0 / 3) - 1)) < 1e-10)
    let arithmetic = try values(
      .averageGrowth(of: 0, base: .known([100]), lastStep: 2, years: 3, isGeometric: false))
    #expect(abs((arithmetic[2] ?? 0) - 20) < 1e-10)
    let later = try values(
      .averageGrowth(of: 0, base: .step(0), lastStep: 2, years: 2, isGeometric: true))
    #expect(abs((later[2] ?? 0) - 100 * ((171.6 / 110).squareRoot() - 1)) < 1e-10)
    let earlier = try values(
      .averageGrowth(of: 0, base: .known([80, 100]), lastStep: 1, years: 3, isGeometric: false))
    #expect(abs((earlier[1] ?? 0) - (25.0 + 10 + 20) / 3) < 1e-10)
    #expect(try values(.ratio(numerator: 0, denominator: 0, factor: 100)) == [100, 100, 100])
  }

  @Test("Growth is that of each path: levels that vary and grow alike grow by as much on all")
  func growthOfPaths() throws {
    // Both levels move with one normal, the later by a tenth more.
    let paths = PathDistribution(
      times: [1, 2],
      components: [
        PathComponent(weight: 1, mean: [100, 110], factor: [20, 22, 0], degreesOfFreedom: 0)
      ], link: .transform(.identity), bounds: .none)
    let plan = SimulationPlan(
      steps: 2,
      quantities: [
        Quantity(id: "level", stream: 1, process: .fitted(paths), previous: 100),
        Quantity(id: "d", stream: 2, process: .derived(.growth(of: 0))),
      ], goals: [Goal(quantity: 1, step: 1, lower: 10 - 1e-9, upper: 10 + 1e-9)], groups: [],
      cases: [nil], seed: 1)
    let result = try Simulator(plan: plan, threads: 1).run(paths: 1000)
    #expect(result.goals[0].firstMet[1] == 1000)
  }

  /// The values of what is derived from levels that are certain.
  private func derived(
    _ derivation: Derivation, of levels: [[Double]], previous: Double = 4
  ) throws -> [Double?] {
    var quantities = levels.enumerated().map { number, mean in
      Quantity(
        id: "l\(number)", stream: UInt32(number),
        process: .fitted(
          PathDistribution(
            times: mean.indices.map { Double($0 + 1) },
            components: [
              PathComponent(
                weight: 1, mean: mean,
                factor: Array(repeating: 0, count: mean.count * (mean.count + 1) / 2),
                degreesOfFreedom: 0)
            ], link: .transform(.identity), bounds: .none)), previous: previous)
    }
    quantities.append(Quantity(id: "d", stream: 9, process: .derived(derivation)))
    let plan = SimulationPlan(
      steps: levels[0].count, quantities: quantities, goals: [], groups: [],
      cases: [nil], seed: 1)
    let result = try Simulator(plan: plan, threads: 1).run(paths: 64)
    return result.summaries[levels.count].map { $0?.mean }
  }

  @Test(
    "Growth to a level of 0 or less, and from one, is a loss of all; no figure leaves the numbers")
  func growthThroughZero() throws {
    let levels = [2.0, 0, 3, -6, -3, 5, 10]
    let growth = try derived(.growth(of: 0), of: [levels])
    #expect(growth == [-50, -100, -100, -100, -100, -100, 100])
    func average(_ base: Derivation.GrowthBase, _ last: Int, _ isGeometric: Bool) throws -> Double?
    {
      try derived(
        .averageGrowth(
          of: 0, base: base, lastStep: last, years: last + 1, isGeometric: isGeometric),
        of: [levels])[last]
    }
    #expect(try average(.known([4]), 3, true) == -100)
    #expect(try average(.step(3), 6, true) == -100)
    // −50, −100, −100 in three years.
    #expect(abs(try #require(try average(.known([4]), 2, false)) - -250.0 / 3) < 1e-12)
    #expect(
      abs(try #require(try average(.known([4]), 6, true)) - 100 * (Double.pow(2.5, 1.0 / 7) - 1))
        < 1e-10)
  }

  @Test("Growth from a last value of 0 or less is not defined in the first step")
  func undefinedGrowth() throws {
    let growth = try derived(.growth(of: 0), of: [[2, 3]], previous: -1)
    #expect(growth[0] == nil && growth[1] == 50)
  }

  @Test("A ratio meets a value where its numerator does times the denominator, 0 and less included")
  func ratioThroughZero() throws {
    let denominators = [2.0, 0.5, 0.004, 0, -1, -50]
    let top = denominators.map { _ in 6.0 }
    let ratios = try derived(
      .ratio(numerator: 0, denominator: 1, factor: 1, least: 0.01), of: [top, denominators])
    for (ratio, denominator) in zip(ratios, denominators) {
      let ratio = try #require(ratio)
      #expect((ratio >= 4) == (6 >= 4 * denominator) && ratio <= 600)
    }
  }
}
