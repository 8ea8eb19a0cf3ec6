import LinearAlgebra
import Models
import Randomness
import RealModule
import Simulation
import TestSupport
import Testing

@Suite("Pairs of plans") struct PairedSimulatorTests {
  private func plan(
    _ quantities: [Quantity], goals: [Goal], levers: [LeverEffect] = [],
    correlation: Matrix? = nil, seed: UInt64 = 4
  ) -> SimulationPlan {
    SimulationPlan(
      steps: 6, quantities: quantities, goals: goals, groups: [],
      cases: [correlation], seed: seed,
      levers: levers)
  }

  private func lever(_ quantity: Int, _ size: EffectSize) -> LeverEffect {
    LeverEffect(
      quantity: quantity, channel: .growth, stream: 70 + UInt32(quantity), size: size,
      departure: 1, weights: [0, 0, 1, 1, 1, 1])
  }

  private func singles(_ count: Int) -> [[[Int]]] {
    (0..<count).map { [[$0], [$0]] }
  }

  @Test("The stated error of a difference is its spread over 50 seeds, far below independent seeds")
  func pairedError() throws {
    // Chances of 0.2 to 45%, with normal and heavier tails and uncertain effects.
    let goals = [(0, 140.0), (1, 170), (2, 155), (3, 165)].map {
      Goal(quantity: $0.0, step: 5, lower: $0.1, upper: .infinity)
    }
    let paths = 2000
    var differences = goals.map { _ in [Double]() }
    var stated = goals.map { _ in 0.0 }
    var independent = goals.map { _ in 0.0 }
    for seed in 0..<50 {
      let quantities = try [
        Growing.quantity(1), Growing.quantity(2), Growing.quantity(3, degrees: 5),
        Growing.quantity(4, degrees: 3),
      ]
      let bare = plan(quantities, goals: goals, seed: UInt64(seed))
      let moved = plan(
        quantities, goals: goals,
        levers: [
          lever(0, EffectSize { 0.1 + 0.1 * $0 }), lever(1, EffectSize { 0.4 * $0 }),
          lever(2, EffectSize { 0.3 * $0 }), lever(3, EffectSize(certain: 0.3)),
        ], seed: UInt64(seed))
      let counts = try PairedSimulator(plans: [bare, moved], items: singles(4), threads: 2)
        .run(paths: paths)
      for index in goals.indices {
        let count = counts[index][0]
        differences[index].append(count.difference)
        stated[index] += count.standardError / 50
        let (p, q) = (count.firstProbability.value, count.secondProbability.value)
        independent[index] += ((p * (1 - p) + q * (1 - q)) / Double(paths)).squareRoot() / 50
      }
    }
    var squares = 0.0
    for index in goals.indices {
      let mean = differences[index].reduce(0, +) / 50
      let spread =
        (differences[index].reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / 49).squareRoot()
      // A standard deviation of 50 draws has an error of a tenth.
      #expect(abs(spread / stated[index] - 1) < 0.3, "\(index) \(spread) \(stated[index])")
      squares += spread / stated[index] * (spread / stated[index]) / 4
      #expect(
        mean < 0.03 && stated[index] * 3 < independent[index],
        "\(index) \(mean) \(stated[index]) \(independent[index])")
    }
    #expect(abs(squares.squareRoot() - 1) < 0.15, "\(squares.squareRoot())")
  }

  @Test(
    "Chances on turned paths are the closed form's: one side, both sides, a ratio with dependence")
  func closedForm() throws {
    let correlation = Matrix(rows: 3, columns: 3) { row, column in
      row == column ? 1 : row + column == 1 ? 0.6 : 0
    }
    let ratio = Quantity(
      id: "r", stream: 9, process: .derived(.ratio(numerator: 0, denominator: 1, factor: 100)))
    let goals = [
      Goal(quantity: 0, step: 5, lower: 160, upper: .infinity),
      Goal(quantity: 1, step: 5, lower: -.infinity, upper: 112),
      Goal(quantity: 0, step: 5, lower: 136, upper: 139),
      Goal(quantity: 2, step: 5, lower: 117, upper: .infinity),
    ]
    let quantities = try [Growing.quantity(1), Growing.quantity(2), ratio]
    let bare = plan(quantities, goals: goals, correlation: correlation)
    let moved = plan(
      quantities, goals: goals,
      levers: [lever(0, EffectSize(certain: 0.1)), lever(1, EffectSize(certain: 0.1))],
      correlation: correlation)
    let deviation = 0.03 * 6.0.squareRoot()
    func below(_ level: Double) -> Double {
      StandardNormal.cumulative((Double.log(level / 100) - 0.3) / deviation)
    }
    let exact = [
      1 - below(160), below(112), below(139) - below(136),
      1 - StandardNormal.cumulative(Double.log(1.17) / (deviation * 0.8.squareRoot())),
    ]
    let paths = 4000
    let counts = try PairedSimulator(plans: [bare, moved], items: singles(4), threads: 2)
      .run(paths: paths)
    for (count, chance) in zip(counts.map { $0[0] }, exact) {
      let first = count.turned.first
      #expect(count.turns > 1)
      #expect(abs(first.value - chance) < 4 * first.standardError, "\(first) \(chance)")
      let plain = (chance * (1 - chance) / Double(paths)).squareRoot()
      #expect(first.standardError < plain / 2, "\(first) \(plain)")
    }
  }

  @Test("Beside a difference over turns the chances are those of runs of the plans, to the path")
  func chancesOfRuns() throws {
    let goals = [Goal(quantity: 0, step: 5, lower: 150, upper: .infinity)]
    let plans = try [0, 0.3].map { size in
      try plan(
        [Growing.quantity(1)], goals: goals,
        levers: size > 0 ? [lever(0, EffectSize(certain: size))] : [])
    }
    let paths = 1000
    let count = try PairedSimulator(plans: plans, items: singles(1), threads: 2)
      .run(paths: paths)[0][0]
    let runs = try plans.map { try Simulator(plan: $0, threads: 1).run(paths: paths).goals[0] }
    #expect(count.turns > 1)
    #expect(count.firstProbability == EstimatedProbability(runs[0]))
    #expect(count.secondProbability == EstimatedProbability(runs[1]))
    #expect(count.turned.first.value != count.firstProbability.value)
  }

  @Test("Any number of threads gives the same counts, and so does a third plan beside them")
  func threads() throws {
    let goals = [Goal(quantity: 0, step: 5, lower: 150, upper: .infinity)]
    let bare = try plan([Growing.quantity(1)], goals: goals)
    let moved = try plan(
      [Growing.quantity(1)], goals: goals, levers: [lever(0, EffectSize(certain: 0.3))])
    let one = try PairedSimulator(plans: [bare, moved], items: singles(1), threads: 1)
      .run(paths: 1000)
    let three = try PairedSimulator(plans: [bare, moved], items: singles(1), threads: 3)
      .run(paths: 1000)
    #expect(one == three)
    let items = [[[0], [0], [0]]]
    let beside = try PairedSimulator(plans: [bare, moved, bare], items: items, threads: 2)
      .run(paths: 1000)
    #expect(beside[0][0] == one[0][0])
    #expect(beside[0][1].difference == 0 && beside[0][1].standardError == 0)
    #expect(beside[0][2].difference == -one[0][0].difference)
  }
}
