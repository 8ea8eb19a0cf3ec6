import LinearAlgebra
import Models
import Simulation
import Testing
import TimeSeries

/// Counts of another plan on the paths of a run, compared with a run of that plan.
@Suite("What is counted beside a run") struct BesideTests {
  private static func plan(_ quantities: [Quantity]) -> SimulationPlan {
    SimulationPlan(
      steps: 6, quantities: quantities,
      goals: [
        Goal(quantity: 0, step: 5, lower: 2, upper: .infinity),
        Goal(quantity: 1, step: 3, lower: 1, upper: 4),
      ], groups: [[0, 1]],
      cases: [Matrix(rows: 2, columns: 2) { $0 == $1 ? 1 : 0.6 }, nil], seed: 726)
  }

  /// Yearly goals of the first quantity, all years to each, and quantiles of the second and of the product of both.
  private static func other(_ plan: SimulationPlan) -> SimulationPlan {
    var other = plan
    other.append(
      Quantity(
        id: "product", stream: 0,
        process: .derived(.product(first: 0, second: 1, factor: 0.01))))
    other.goals = (1..<6).map { Goal(quantity: 0, step: $0, lower: 1.5, upper: .infinity) }
    other.groups = (0..<5).map { Array(0...$0) }
    other.cases = [plan.cases[0]]
    other.summarised = [1, 2]
    return other
  }

  private static func walk(_ id: UInt32, drift: Double) -> Quantity {
    let factor = (0..<6).flatMap { column in (column..<6).map { _ in 1.5 } }
    let paths = PathDistribution(
      times: (1...6).map(Double.init),
      components: [
        PathComponent(
          weight: 1, mean: (1...6).map { drift * Double($0) }, factor: factor,
          degreesOfFreedom: 5)
      ], link: .transform(.identity), bounds: .none)
    return Quantity(id: "q\(id)", stream: id, process: .fitted(paths), previous: 0)
  }

  private static func numbers(_ result: SimulationResult) -> [[UInt64]] {
    result.goals.map { [$0.met, $0.paths] + $0.firstMet }
      + result.groups.flatMap { $0.map(\.paths) }
  }

  private static func quantiles(_ result: SimulationResult) -> [[Double?]] {
    result.summaries.map { steps in
      steps.flatMap { step in [0, 0.1, 0.5, 0.9, 1].map { step?.quantile($0) } }
    }
  }

  /// Not a whole number of blocks.
  @Test("Chances and quantiles are those of a run of their own", arguments: [1, 2])
  func same(threads: Int) throws {
    let plan = Self.plan([Self.walk(1, drift: 0.5), Self.walk(2, drift: 0.3)])
    let other = Self.other(plan)
    let simulator = Simulator(plan: plan, threads: threads)
    let found = try simulator.run(paths: 5_011, beside: other)
    let alone = try Simulator(plan: other, threads: 1).run(paths: 5_011)
    let beside = try #require(found.beside)
    #expect(Self.numbers(beside) == Self.numbers(alone))
    #expect(Self.quantiles(beside) == Self.quantiles(alone))
    #expect(Set(Self.numbers(beside).map { $0[0] }).count > 5)
    let without = try simulator.run(paths: 5_011)
    #expect(Self.numbers(found.result) == Self.numbers(without))
    #expect(Self.quantiles(found.result) == Self.quantiles(without))
  }

  @Test(
    "What is counted by its logarithms, points, and paths that a precision may add to ask for a run of their own"
  )
  func apart() throws {
    let growing = try [Growing.quantity(3), Growing.quantity(4)]
    let plan = Self.plan(growing)
    let found = try Simulator(plan: plan, threads: 1).run(paths: 640, beside: Self.other(plan))
    #expect(found.beside == nil)
    var points = Self.plan([Self.walk(1, drift: 0.5), Self.walk(2, drift: 0.3)])
    points.sampling = .sobol
    let placed = try Simulator(plan: points, threads: 1).run(
      paths: 640, beside: Self.other(points))
    #expect(placed.beside == nil)
    let walks = Self.plan([Self.walk(1, drift: 0.5), Self.walk(2, drift: 0.3)])
    let simulator = Simulator(plan: walks, threads: 1)
    #expect(try simulator.run(paths: 640, precision: 0.01, beside: Self.other(walks)).beside == nil)
    #expect(try simulator.run(paths: 640, beside: Self.other(walks)).beside != nil)
    #expect(
      try Self.numbers(placed.result)
        == Self.numbers(Simulator(plan: points, threads: 1).run(paths: 640)))
  }
}
