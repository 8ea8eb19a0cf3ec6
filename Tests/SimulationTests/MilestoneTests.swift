import LinearAlgebra
import RealModule
import Simulation
import Testing

/// Milestones that are met when their tasks are done.
@Suite("Milestones") struct MilestoneTests {
  private func task(
    _ name: String, unit: String = "u", deviation: Double = 0, common: Double? = nil,
    _ hazard: [Double]
  ) -> Milestone.Task {
    Milestone.Task(
      own: TaskStream.number("task", name), unit: TaskStream.number("unit", unit),
      phase: TaskStream.number("phase", ""), deviation: deviation, common: common,
      hazard: hazard)
  }

  /// Milestones behind no other quantity, together under three cases of dependence.
  private func plan(_ milestones: [Milestone], step: Int) -> SimulationPlan {
    var plan = SimulationPlan(
      steps: 2, quantities: [],
      goals: milestones.indices.map {
        Goal(quantity: $0, step: step, lower: 1, upper: .infinity)
      }, groups: [Array(milestones.indices)],
      cases: [Matrix(rows: 0, columns: 0), nil, Matrix(rows: 0, columns: 0)], seed: 4)
    for (number, milestone) in milestones.enumerated() {
      plan.append(Quantity(id: "m\(number)", stream: 0, process: .derived(.milestone(milestone))))
    }
    return plan
  }

  /// `1 − E exp(−H e^z)`, z normal, by the midpoints of many quantiles.
  private func chance(_ hazard: Double, variance: Double) -> Double {
    let (width, ends) = (0.01, 8.0)
    var sum = 0.0
    var place = -ends
    while place < ends {
      let density = Double.exp(-place * place / 2) / (2 * Double.pi).squareRoot()
      sum += width * density * Double.exp(-hazard * Double.exp(variance.squareRoot() * place))
      place += width
    }
    return 1 - sum
  }

  private let paths = 40_000

  @Test("The chance is that of a hazard with a lognormal shock, under every case of dependence")
  func closedForm() throws {
    let one = Milestone(tasks: [task("a", deviation: 0.5, [0.4, 1.2])], whole: 1)
    for (step, hazard) in [(0, 0.4), (1, 1.2)] {
      let result = try Simulator(plan: plan([one], step: step), threads: 2).run(paths: paths)
      let wanted = chance(hazard, variance: TaskShocks.variance(deviation: 0.5))
      let error = (wanted * (1 - wanted) / Double(paths)).squareRoot()
      for counted in result.groups {
        #expect(
          abs(Double(counted[0].allMet) / Double(paths) - wanted) < 5.5 * error, "\(step)")
      }
    }
  }

  @Test(
    "What all estimates are wrong by together widens each task alike, and joins tasks of several units"
  )
  func common() throws {
    let pair = ["a", "b"].map {
      Milestone(tasks: [task($0, unit: $0, common: 0.8, [0.4, 1.2])], whole: 1)
    }
    let apart = ["a", "b"].map {
      Milestone(tasks: [task($0, unit: $0, deviation: 0.8, [0.4, 1.2])], whole: 1)
    }
    let wanted = chance(1.2, variance: TaskShocks.variance(deviation: 0.8))
    let error = (wanted * (1 - wanted) / Double(paths)).squareRoot()
    var joint: [Double] = []
    for milestones in [pair, apart] {
      let result = try Simulator(plan: plan(milestones, step: 1), threads: 2).run(paths: paths)
      for goal in result.goals {
        #expect(abs(Double(goal.met) / Double(paths) - wanted) < 5.5 * error)
      }
      joint.append(Double(result.groups[0][0].allMet) / Double(paths))
    }
    // SciPy: both 0.485 where they share 0.8² + 0.25² + 0.25² of the variance, 0.445 where 0.25² + 0.25².
    #expect(abs(joint[0] - 0.4849) < 0.014 && abs(joint[1] - 0.4451) < 0.014, "\(joint)")
  }

  @Test("A share of paths follows tasks elsewhere, each as fast as those are")
  func outside() throws {
    let own = task("a", [0, 0.01])
    let milestone = Milestone(
      tasks: [
        Milestone.Task(
          own: own.own, unit: own.unit, phase: own.phase, deviation: 0, hazard: own.hazard,
          outside: [0, 2])
      ], whole: 1)
    let result = try Simulator(plan: plan([milestone], step: 1), threads: 1).run(paths: paths)
    let variance = TaskShocks.variance(deviation: 0)
    let share = TaskShocks.outside
    let wanted =
      (1 - share) * chance(0.01, variance: variance) + share * chance(2, variance: variance)
    let error = (wanted * (1 - wanted) / Double(paths)).squareRoot()
    #expect(abs(Double(result.goals[0].met) / Double(paths) - wanted) < 5.5 * error)
  }

  @Test("What is known to be done or open is so on every path")
  func known() throws {
    let done = Milestone(tasks: [task("a", [0, .infinity])], whole: 100)
    let result = try Simulator(plan: plan([done], step: 1), threads: 1).run(paths: 200)
    #expect(result.goals[0].met == 200)
    let summaries = result.summaries[0]
    #expect(summaries[0]?.quantile(0.5) == 0 && summaries[1]?.quantile(0.5) == 100)
  }

  @Test("Several tasks: all must be done, and the value is the share that is")
  func several() throws {
    let two = Milestone(
      tasks: [task("a", [0, .infinity]), task("b", unit: "v", [0, 0.7])], whole: 1)
    let alone = Milestone(tasks: [task("b", unit: "v", [0, 0.7])], whole: 1)
    let result = try Simulator(plan: plan([two, alone], step: 1), threads: 1).run(paths: paths)
    #expect(result.goals[0].met == result.goals[1].met)
    let share = Double(result.goals[1].met) / Double(paths)
    let mean = try #require(result.summaries[0][1]).mean
    #expect(abs(mean - (1 + share) / 2) < 1e-9)
  }

  @Test("Tasks of one unit go together, more so under the high case, and not under independence")
  func together() throws {
    let milestones = (0..<2).map {
      Milestone(tasks: [task("t\($0)", deviation: 1, [0, 0.6])], whole: 1)
    }
    let result = try Simulator(plan: plan(milestones, step: 1), threads: 2).run(paths: paths)
    let both = result.groups.map { Double($0[0].allMet) / Double(paths) }
    let single = Double(result.goals[0].met) / Double(paths)
    let error = (0.25 / Double(paths)).squareRoot()
    #expect(abs(both[1] - single * single) < 5.5 * error)
    #expect(both[0] > both[1] + 5.5 * error)
    let apart = (0..<2).map {
      Milestone(tasks: [task("t\($0)", unit: "\($0)", deviation: 1, [0, 0.6])], whole: 1)
    }
    let other = try Simulator(plan: plan(apart, step: 1), threads: 2).run(paths: paths)
    #expect(Double(other.groups[0][0].allMet) / Double(paths) < both[0] - 5.5 * error)
    #expect(Double(other.groups[2][0].allMet) / Double(paths) > both[0] - 5.5 * error)
  }

  @Test("Paths are the same for any threads, in parts, and whatever other milestones there are")
  func alike() throws {
    let one = Milestone(tasks: [task("a", deviation: 0.3, [0.2, 0.9])], whole: 1)
    let other = Milestone(tasks: [task("b", [0.5, 0.6])], whole: 1)
    let alone = try Simulator(plan: plan([one], step: 1), threads: 1).run(paths: 3000)
    let beside = try Simulator(plan: plan([other, one], step: 1), threads: 3).run(paths: 3000)
    #expect(alone.goals[0].met == beside.goals[1].met)
    let parts = try (0..<3).map {
      try Simulator(plan: plan([one], step: 1), threads: 2).part(paths: 3000, index: $0, of: 3)
    }
    let merged = try Simulator(plan: plan([one], step: 1), threads: 1).merged(parts)
    #expect(merged?.goals == alone.goals && merged?.groups == alone.groups)
  }
}
