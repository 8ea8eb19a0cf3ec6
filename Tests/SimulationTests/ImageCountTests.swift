import Randomness
import Simulation
import Testing

/// What is counted on logarithms tells of the values what these themselves do.
@Suite struct ImageCountTests {
  @Test(
    "Means, deviations, extremes and first steps from bins of logarithms are those of the paths' values",
    arguments: [0.002, 0.05, 0.3], [0, 5])
  func moments(deviation: Double, degrees: Int) throws {
    let quantity = try Growing.quantity(3, deviation: deviation, degrees: degrees)
    let goals = (0..<6).map { Goal(quantity: 0, step: $0, lower: 110, upper: .infinity) }
    let plan = SimulationPlan(
      steps: 6, quantities: [quantity], goals: goals, groups: [Array(0..<6)], cases: [nil],
      seed: 726)
    // Not a whole number of blocks.
    let paths = 20_011
    let result = try Simulator(plan: plan, threads: 2).run(paths: paths)
    var reader = try GoalValueReader(plan: plan, asked: paths, total: paths)
    var values = [[Double]](repeating: [], count: 6)
    while let block = reader.next() {
      for step in 0..<6 { values[step] += block.values[step] }
    }
    var (firstMet, isOpen) = ([UInt64](), [Bool](repeating: true, count: paths))
    for (step, row) in values.enumerated() {
      let summary = try #require(result.summaries[0][step])
      let mean = row.reduce(0, +) / Double(paths)
      let squares = row.map { ($0 - mean) * ($0 - mean) }
      let variance = squares.reduce(0, +) / Double(paths - 1)
      let spread = squares.reduce(0) { $0 + ($1 - variance) * ($1 - variance) } / Double(paths)
      // A place in a bin is worth up to a 150th of the Monte Carlo error; a fourth of a tenth is six of these.
      let error = (variance / Double(paths)).squareRoot()
      #expect(abs(summary.mean - mean) < 0.04 * error, "\(step)")
      let squareError = (spread / Double(paths)).squareRoot()
      let found = summary.standardDeviation * summary.standardDeviation
      #expect(abs(found - variance) < 0.04 * squareError, "\(step)")
      #expect(summary.histogram.smallest == row.min() && summary.histogram.largest == row.max())
      #expect(result.goals[step].met == UInt64(row.count { $0 >= 110 }))
      let new = row.indices.filter { isOpen[$0] && row[$0] >= 110 }
      for path in new { isOpen[path] = false }
      firstMet.append(UInt64(new.count))
    }
    #expect(result.goals[5].firstMet == firstMet)
  }

  @Test("A bound that is a value to the last bit is met by that value, on either side")
  func edges() throws {
    let quantity = try Growing.quantity(4)
    func met(_ lower: Double, _ upper: Double) throws -> UInt64 {
      let plan = SimulationPlan(
        steps: 6, quantities: [quantity],
        goals: [Goal(quantity: 0, step: 2, lower: lower, upper: upper)], groups: [[0]],
        cases: [nil], seed: 726)
      return try Simulator(plan: plan, threads: 1).run(paths: 64).goals[0].met
    }
    let plan = SimulationPlan(
      steps: 6, quantities: [quantity],
      goals: [Goal(quantity: 0, step: 2, lower: 0, upper: .infinity)], groups: [[0]],
      cases: [nil], seed: 726)
    var reader = try GoalValueReader(plan: plan, asked: 64, total: 64)
    let first = reader.next()
    for value in try #require(first).values[0] {
      #expect(try met(value, value) == 1)
      #expect(try met(value.nextUp, value.nextUp) <= 1)
      let (below, above) = (try met(-1, value), try met(value.nextUp, .infinity))
      #expect(below + above == 64)
    }
    #expect(try met(-2, -1) == 0)
    #expect(try met(.infinity, .infinity) == 0)
    #expect(try met(-1, .infinity) == 64)
  }
}
