import Simulation
import Testing

@Suite struct GoalValuesTests {
  private func plan(_ sampling: Sampling) throws -> SimulationPlan {
    var plan = SimulationPlan(
      steps: 6, quantities: [try Growing.quantity(1), try Growing.quantity(2, degrees: 5)],
      goals: [
        Goal(quantity: 0, step: 5, lower: 135, upper: .infinity),
        Goal(quantity: 1, step: 2, lower: 110, upper: 120),
      ], groups: [[0, 1]],
      cases: [nil], seed: 726)
    plan.sampling = sampling
    return plan
  }

  @Test(
    "Values read path by path give every count of the run, also with a broken block and added paths",
    arguments: Sampling.allCases, [(1000, nil), (1000, 0.004), (64, nil), (63, 0.02)])
  func counts(sampling: Sampling, size: (paths: Int, precision: Double?)) throws {
    let plan = try plan(sampling)
    let result = try Simulator(plan: plan, threads: 3).run(
      paths: size.paths, precision: size.precision)
    let total = Int(try #require(result.goals.first).paths)
    var reader = try GoalValueReader(plan: plan, asked: size.paths, total: total)
    var (numbers, met, both) = ([Int](), [0, 0], 0)
    while let block = reader.next() {
      numbers += block.firstPath..<(block.firstPath + block.paths)
      for path in 0..<block.paths {
        let hits = zip(plan.goals, block.values).map { goal, values in
          (goal.lower...goal.upper).contains(values[path])
        }
        for (goal, isMet) in hits.enumerated() where isMet { met[goal] += 1 }
        if hits.allSatisfy({ $0 }) { both += 1 }
      }
    }
    #expect(met.map(UInt64.init) == result.goals.map(\.met))
    #expect(UInt64(both) == result.groups[0][0].allMet)
    #expect(numbers.count == total && zip(numbers, numbers.dropFirst()).allSatisfy { $0 < $1 })
  }

  @Test(
    "Bits tell of each of the first paths whether its value lies within the goal, and of no other")
  func bits() throws {
    let plan = try plan(.random)
    var reader = try GoalValueReader(plan: plan, asked: 1000, total: 1000)
    var (bits, expected, told) = ([[UInt64]](repeating: [], count: 2), [[Bool]](), 0)
    expected = [[], []]
    while told < 700, let block = reader.next() {
      for (place, goal) in plan.goals.enumerated() {
        block.tell(place, of: goal, paths: 700 - told, in: &bits[place], behind: told)
        expected[place] += block.values[place].prefix(700 - told).map {
          $0 >= goal.lower && $0 <= goal.upper
        }
      }
      told = min(700, told + block.paths)
    }
    for place in plan.goals.indices {
      let read = (0..<64 * bits[place].count).map {
        bits[place][$0 / 64] >> UInt64($0 % 64) & 1 == 1
      }
      #expect(bits[place].count == 11)
      #expect(read == expected[place] + [Bool](repeating: false, count: 4))
      #expect(read.contains(true) && expected[place].contains(false))
    }
  }
}
