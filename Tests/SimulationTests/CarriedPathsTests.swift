import LinearAlgebra
import Models
import RealModule
import Simulation
import TestSupport
import Testing
import TimeSeries

/// Years of a run that are those of growth paths.
@Suite struct CarriedPathsTests {
  private static let deviation = 0.04

  /// Two leaves, two quarters of the year known, four more behind it.
  private func growth(
    variants: [[GrowthPlan.Condition]] = [[]], additions: Double = 0
  ) -> GrowthPlan {
    let quarters = 6
    var plan = GrowthPlan(
      means: [300.0, 900].map { level in
        (0..<quarters).map { Double.log(level * (1 + 0.02 * Double($0))) }
      }, factor: Matrix.diagonal([0.03, Self.deviation]), responses: [1, 0.7, 0.5, 0.4, 0.5, 0.4],
      firstQuarter: 2, settled: [Array(repeating: 95, count: 6), Array(repeating: 290, count: 6)],
      published: [[], []],
      shares: Array(repeating: Array(repeating: 1.0 / 3, count: 3 * quarters), count: 2),
      shareDeviations: Array(repeating: Array(repeating: 0.02, count: 3 * quarters), count: 2),
      additions: Array(repeating: Array(repeating: 0, count: 12), count: 2), nodes: [[0, 1]],
      variants: variants, seed: 20)
    plan.quartersBehind = 4
    plan.additionsBehind = [0, additions]
    return plan
  }

  private static let base = 4400.0

  /// A level that is carried for two years and goes on for three, a quantity beside it, its growth.
  private func plan(
    _ growth: GrowthPlan, correlation: Double = 0, components: Int = 1, degrees: Int = 0,
    years: Int = 2
  ) throws -> SimulationPlan {
    let steps = 5
    func walk(_ mean: Double, _ deviation: Double, _ weight: Double) -> PathComponent {
      PathComponent(
        weight: weight, mean: (1...steps).map { Double.log(100) + mean * Double($0) },
        factor: (0..<steps).flatMap { column in (column..<steps).map { _ in deviation } },
        degreesOfFreedom: degrees)
    }
    let parts = [walk(0.07, 0.05, 0.6), walk(0.05, 0.03, 0.4)].prefix(components)
    let bounds = Bounds(lower: 0, upper: .infinity)
    func quantity(_ id: String, _ stream: UInt32, _ components: [PathComponent]) throws -> Quantity
    {
      Quantity(
        id: id, stream: stream,
        process: .fitted(
          PathDistribution(
            times: (1...steps).map(Double.init), components: components,
            link: .transform(try #require(Transform(scale: .log, bounds: bounds))),
            bounds: bounds)), previous: 100)
    }
    let beside = try quantity("beside", 7, [walk(0.02, 0.1, 1)])
    let level = try quantity("level", 9, Array(parts))
    let matrix = Matrix(rows: 3, columns: 3) {
      $0 == $1 ? 1 : $0 < 2 && $1 < 2 ? correlation : 0
    }
    var plan = SimulationPlan(
      steps: steps,
      quantities: [
        beside, level, Quantity(id: "growth", stream: 0, process: .derived(.growth(of: 1))),
      ], goals: [Goal(quantity: 2, step: 0, lower: 7, upper: .infinity)], groups: [],
      cases: [correlation == 0 ? nil : matrix],
      seed: 20)
    let all = [false, true].map { CarriedPaths.Year(plan: 0, isBehind: $0, base: Self.base) }
    plan.carried = try CarriedPaths(
      plans: [growth],
      series: [
        CarriedPaths.Series(
          quantity: 1, first: 0, years: Array(all.prefix(years)), leaves: [0, 1], start: 100)
      ])
    return plan
  }

  private func values(
    _ plan: SimulationPlan, paths: Int, _ places: [(quantity: Int, step: Int)]
  ) throws -> [[Double]] {
    var plan = plan
    plan.goals = places.map {
      Goal(quantity: $0.quantity, step: $0.step, lower: -.infinity, upper: .infinity)
    }
    var reader = try GoalValueReader(plan: plan, asked: paths, total: paths)
    var found = places.map { _ in [Double]() }
    while let next = reader.next() {
      for (place, values) in next.values.enumerated() { found[place] += values }
    }
    return found
  }

  @Test("The carried year has the quantiles and the chances of the growth paths")
  func agrees() throws {
    let paths = 4096
    var growth = growth()
    let plan = try plan(growth)
    let run = try Simulator(plan: plan, threads: 2).run(paths: paths)
    growth.thresholds = [
      GrowthPlan.Condition(leaves: [0, 1], months: 0...11, demand: .equal(1.07 * Self.base))
    ]
    growth.quartersBehind = 0
    growth.means = growth.means.map { Array($0.prefix(2)) }
    growth.shares = growth.shares.map { Array($0.prefix(6)) }
    growth.shareDeviations = growth.shareDeviations.map { Array($0.prefix(6)) }
    let year = try GrowthSimulator(plan: growth, threads: 1).run(paths: paths)
    #expect(run.goals[0].met == UInt64(year.thresholdsReached[0]))
    let level = try #require(run.summaries[1][0])
    for (p, expected) in [
      (0.1, year.variants[0].p10), (0.5, year.variants[0].p50), (0.9, year.variants[0].p90),
    ] {
      // Both read quantiles off a thousand bins.
      #expect(abs(level.quantile(p) / (100 * expected[0][16] / Self.base) - 1) < 3e-4)
    }
  }

  @Test("Whoever asks, alone or beside others, on any number of threads, gets the same paths")
  func same() throws {
    let plan = try plan(growth(), correlation: 0.6)
    let one = try Simulator(plan: plan, threads: 1).run(paths: 3000)
    let three = try Simulator(plan: plan, threads: 3).run(paths: 3000)
    let parts = try (0..<3).map {
      try Simulator(plan: plan, threads: 2).part(paths: 3000, index: $0, of: 3)
    }
    let merged = try #require(try Simulator(plan: plan, threads: 1).merged(parts))
    let alone = try Simulator(plan: plan.reduced(to: 2), threads: 1).run(paths: 3000)
    for step in 0..<5 {
      let mean = one.summaries[1][step]?.mean
      #expect(mean == three.summaries[1][step]?.mean)
      #expect(mean == merged.summaries[1][step]?.mean)
      if step < 2 { #expect(mean == alone.summaries[0][step]?.mean) }
    }
  }

  @Test("Later years go on from the carried level: growth behind it has the walk's mean and spread")
  func continues() throws {
    for (components, degrees) in [(1, 0), (2, 0), (1, 4)] {
      let paths = 20_000
      let plan = try plan(growth(), components: components, degrees: degrees)
      let found = try values(plan, paths: paths, [(1, 1), (1, 2), (1, 0)])
      let changes = zip(found[1], found[0]).map { Double.log($0 / $1) }
      let mean = changes.reduce(0, +) / Double(paths)
      let deviation =
        (changes.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / Double(paths)).squareRoot()
      if components == 1 && degrees == 0 {
        #expect(abs(mean - 0.07) < MonteCarlo.band(standardDeviation: 0.05, draws: paths))
        #expect(abs(deviation - 0.05) < MonteCarlo.band(ofDeviation: 0.05, draws: paths))
        let before = zip(found[0], found[2]).map { Double.log($0 / $1) }
        let centre = before.reduce(0, +) / Double(paths)
        let covariance =
          zip(changes, before).reduce(0) { $0 + ($1.0 - mean) * ($1.1 - centre) } / Double(paths)
        // Steps of a walk do not know of each other.
        #expect(abs(covariance) < MonteCarlo.band(standardDeviation: 0.05 * 0.06, draws: paths))
      } else {
        #expect(mean > 0.04 && mean < 0.08, "\(mean)")
        #expect(deviation > 0.02 && deviation < 0.09, "\(deviation)")
      }
    }
  }

  @Test("A mixture goes on with the component that the level speaks for")
  func component() throws {
    // Components of one mean whose spreads differ by the factor five: a level far off speaks for the wide one.
    let paths = 20_000
    let bounds = Bounds(lower: 0, upper: .infinity)
    let steps = 2
    func walk(_ deviation: Double) -> PathComponent {
      PathComponent(
        weight: 0.5, mean: [Double.log(107), Double.log(114)],
        factor: [deviation, 0, deviation], degreesOfFreedom: 0)
    }
    let quantity = Quantity(
      id: "level", stream: 9,
      process: .fitted(
        PathDistribution(
          times: [1, 2], components: [walk(0.01), walk(0.05)],
          link: .transform(try #require(Transform(scale: .log, bounds: bounds))), bounds: bounds)),
      previous: 100)
    var plan = SimulationPlan(
      steps: steps, quantities: [quantity], goals: [], groups: [],
      cases: [nil], seed: 20)
    plan.carried = try CarriedPaths(
      plans: [growth()],
      series: [
        CarriedPaths.Series(
          quantity: 0, first: 0,
          years: [CarriedPaths.Year(plan: 0, isBehind: false, base: Self.base)], leaves: [0, 1],
          start: 100)
      ])
    let found = try values(plan, paths: paths, [(0, 0), (0, 1)])
    /// What is expected of a squared distance of the second step, given that of the first, by Bayes' rule.
    func expected(_ place: Double) -> Double {
      let densities = [0.01, 0.05].map { Double.exp(-0.5 * place * place / ($0 * $0)) / $0 }
      return (densities[0] * 0.0001 + densities[1] * 0.0025) / (densities[0] + densities[1])
    }
    let places = zip(found[0], found[1]).map {
      (first: abs(Double.log($0.0 / 107)), second: Double.log($0.1 / 114))
    }
    for range in [0...0.01, 0.01...0.02, 0.04...1] {
      let kept = places.filter { range.contains($0.first) }
      #expect(kept.count > 50)
      let seen = kept.reduce(0) { $0 + $1.second * $1.second } / Double(kept.count)
      let wanted = kept.reduce(0) { $0 + expected($1.first) } / Double(kept.count)
      // Fourth powers of no mixture are larger than those of the wide component, 3 · 0.0025².
      let band = MonteCarlo.band(standardDeviation: 3.0.squareRoot() * 0.0025, draws: kept.count)
      #expect(abs(seen - wanted) < band, "\(range): \(seen) \(wanted)")
    }
  }

  @Test("What moves with a carried quantity moves with the rank of its carried level")
  func dependence() throws {
    let paths = 20_000
    let found = try values(
      try plan(growth(), correlation: 0.6), paths: paths, [(1, 0), (0, 0), (0, 3), (1, 3)])
    func correlation(_ one: [Double], _ other: [Double]) -> Double {
      let (x, y) = (one.map { Double.log($0) }, other.map { Double.log($0) })
      let (a, b) = (x.reduce(0, +) / Double(paths), y.reduce(0, +) / Double(paths))
      let product = zip(x, y).reduce(0) { $0 + ($1.0 - a) * ($1.1 - b) }
      let squares = (
        x.reduce(0) { $0 + ($1 - a) * ($1 - a) }, y.reduce(0) { $0 + ($1 - b) * ($1 - b) }
      )
      return product / (squares.0 * squares.1).squareRoot()
    }
    // By itself the other quantity stays what it is; it has six tenths of the rank of the carried level.
    let others = found[1].map { (Double.log($0) - Double.log(100) - 0.02) / 0.1 }
    let mean = others.reduce(0, +) / Double(paths)
    let square = others.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / Double(paths)
    #expect(abs(mean) < MonteCarlo.band(standardDeviation: 1, draws: paths) + 0.02)
    #expect(abs(square.squareRoot() - 1) < MonteCarlo.band(ofDeviation: 1, draws: paths) + 0.02)
    #expect(abs(correlation(found[0], found[1]) - 0.6) < 0.03)
    #expect(correlation(found[2], found[3]) > 0.3)
  }

  @Test("A variant holds on every path of the run, and moves the years behind it")
  func variant() throws {
    let asked = GrowthPlan.Condition(
      leaves: [0, 1], months: 0...11, demand: .equal(1.2 * Self.base))
    let free = try values(try plan(growth()), paths: 2048, [(1, 0), (1, 1), (1, 2)])
    let met = try values(
      try plan(growth(variants: [[], [asked]])), paths: 2048, [(1, 0), (1, 1), (1, 2)])
    #expect(met[0].allSatisfy { abs($0 / 120 - 1) < 1e-9 })
    func mean(_ values: [Double]) -> Double { values.reduce(0, +) / Double(values.count) }
    #expect(mean(free[0]) < 119)
    for step in 1...2 { #expect(mean(met[step]) > mean(free[step]) * 1.02) }
  }

  @Test(
    "A variant leaves alone what the sectors do not carry, whatever moves together",
    arguments: [-0.6, 0.8])
  func besideVariant(correlation: Double) throws {
    let paths = 8192
    let places = [(quantity: 0, step: 0), (quantity: 0, step: 1), (quantity: 0, step: 3)]
    let demands: [Demand] = [
      .equal(1.2 * Self.base), .between(1.15 * Self.base, 1.25 * Self.base),
    ]
    for demand in demands {
      let asked = GrowthPlan.Condition(leaves: [0, 1], months: 0...11, demand: demand)
      let found = try values(
        try plan(growth(variants: [[], [asked]]), correlation: correlation), paths: paths, places)
      for (place, values) in zip(places, found) {
        // A walk of steps of a tenth that all rest on one normal each.
        let steps = Double(place.step + 1)
        let centre = Double.log(100) + 0.02 * steps
        let scores = values.map { value -> Double in
          (Double.log(value) - centre) / (0.1 * steps.squareRoot())
        }
        let mean = scores.reduce(0, +) / Double(paths)
        let square = scores.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / Double(paths)
        #expect(abs(mean) < MonteCarlo.band(standardDeviation: 1, draws: paths) + 0.02)
        let band = MonteCarlo.band(ofDeviation: 1, draws: paths) + 0.02
        #expect(abs(square.squareRoot() - 1) < band)
      }
    }
  }

  @Test("A level beyond all that the process holds possible cuts the score and keeps the growth")
  func extremes() throws {
    var plan = try plan(growth(additions: 60_000), correlation: 0.6)
    plan.goals = []
    let found = try values(plan, paths: 2048, [(1, 1), (1, 2)])
    #expect(found[0].allSatisfy { $0 > 1000 })
    let growth = zip(found[1], found[0]).map { $0 / $1 }
    #expect(growth.allSatisfy { $0 > 0.75 && $0 < 1.6 })
  }
}
