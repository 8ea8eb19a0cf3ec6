import LinearAlgebra
import Models
import Randomness
import RealModule
import Simulation
import TestSupport
import Testing

@Suite("Scrambled points") struct QuasiPointsTests {
  private func plan(_ sampling: Sampling, seed: UInt64) throws -> SimulationPlan {
    let quantities = try (1...4).map {
      try Growing.quantity(UInt32($0), degrees: $0 == 4 ? 4 : 0)
    }
    let goals = [
      Goal(quantity: 0, step: 5, lower: 140, upper: .infinity),
      Goal(quantity: 1, step: 3, lower: 125, upper: .infinity),
      Goal(quantity: 2, step: 5, lower: -.infinity, upper: 120),
      Goal(quantity: 3, step: 5, lower: 135, upper: .infinity),
    ]
    let correlation = Matrix(rows: 4, columns: 4) { $0 == $1 ? 1 : 0.2 }
    var plan = SimulationPlan(
      steps: 6, quantities: quantities, goals: goals,
      groups: [[0, 1]],
      cases: [correlation], seed: seed)
    plan.sampling = sampling
    return plan
  }

  /// The chances of the first three goals.
  private var exact: [Double] {
    func below(_ level: Double, _ steps: Double) -> Double {
      StandardNormal.cumulative(
        (Double.log(level / 100) - 0.05 * steps) / (0.03 * steps.squareRoot()))
    }
    return [1 - below(140, 6), 1 - below(125, 4), below(120, 6)]
  }

  @Test(
    "The stated 95% interval, t over replicates, holds the closed form; errors are half as large")
  func errors() throws {
    // The 97.5% quantile of t with 15 degrees of freedom.
    let t = 2.1314
    var covered = [0, 0, 0]
    var squares = [0.0, 0, 0]
    var random = [0.0, 0, 0]
    var stated = [0.0, 0, 0]
    let seeds = 60
    for seed in 0..<seeds {
      let points = try Simulator(plan: plan(.sobol, seed: UInt64(seed)), threads: 2).run(
        paths: 4096)
      let plain = try Simulator(plan: plan(.random, seed: UInt64(seed)), threads: 2).run(
        paths: 4096)
      #expect(points.paths == 4096)
      for goal in 0..<3 {
        let estimate = EstimatedProbability(points.goals[goal])
        let error = estimate.value - exact[goal]
        if abs(error) <= t * estimate.standardError { covered[goal] += 1 }
        squares[goal] += error * error
        stated[goal] += estimate.standardError * estimate.standardError
        let other = EstimatedProbability(plain.goals[goal]).value - exact[goal]
        random[goal] += other * other
      }
    }
    for goal in 0..<3 {
      // 95% of 60 are 57; three deviations are 5.
      #expect((51...60).contains(covered[goal]), "\(goal): \(covered[goal])")
      // The mean square of 60 errors has a relative deviation of √(2/60); six of them are 1.1.
      let ratio = stated[goal] / squares[goal]
      #expect(ratio > 0.45 && ratio < 4, "\(goal): \(ratio)")
      #expect(
        4 * squares[goal] < random[goal], "\(goal): \((random[goal] / squares[goal]).squareRoot())")
    }
  }

  @Test("Any number of threads gives the same, and the paths are replicates of a power of 2")
  func threads() throws {
    let one = try Simulator(plan: plan(.sobol, seed: 3), threads: 1).run(paths: 5000)
    let three = try Simulator(plan: plan(.sobol, seed: 3), threads: 3).run(paths: 5000)
    #expect(one.paths == 8192)
    #expect(one.goals == three.goals && one.groups == three.groups)
    #expect(one.summaries == three.summaries)
  }

  @Test("A wanted precision is reached by doubling")
  func precision() throws {
    let result = try Simulator(plan: plan(.sobol, seed: 3), threads: 2).run(
      paths: 4096, precision: 0.001)
    #expect(result.goals.allSatisfy { ($0.standardError ?? 1) <= 0.001 })
    #expect(result.paths > 4096 && result.paths.nonzeroBitCount == 1)
  }
}
