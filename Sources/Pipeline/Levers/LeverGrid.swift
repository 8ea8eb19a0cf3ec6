internal import Attainment
public import Plans
internal import Simulation
internal import Tracking

/// The chances of a plan's targets as one lever moves through its range and all others stay.
public struct LeverGrid: Sendable {
  /// One target that the lever moves.
  public struct Goal: Sendable {
    /// The target.
    public let target: Target
    /// Its chance at each value; shares between 0 and 1.
    public let chances: [Double]
  }

  /// The lever.
  public let lever: LeverSpecification
  /// The value it has in the run.
  public let value: Double
  /// The values that were simulated, rising, in the unit of the lever.
  public let values: [Double]
  /// The targets whose chance is not the same everywhere, in the plans' order.
  public let goals: [Goal]
  /// How many paths stand behind a chance.
  public let paths: Int

  /// Values between the ends of a range, so that the straight line between two of them keeps within a point of a
  /// chance that bends as much as a normal distribution function over the range.
  static let steps = 8
  /// Paths for each value: the differences to the run are taken on common random numbers.
  static let paths = 8192
  /// A plan whose levers would ask for more values than this gets none.
  static let most = 400

  /// Grids of the levers whose range is stated.
  ///
  /// Each chance is that of the run plus what the same random numbers say the lever changes: common random
  /// numbers. Source: Glasserman 2003, Monte Carlo Methods in Financial Engineering, 7.1.
  ///
  /// - Throws: `numerical`; `cancelled`.
  static func grids(
    _ prepared: PreparedRun, _ result: SimulationResult, _ options: RunOptions,
    isCancelled: @escaping @Sendable () -> Bool
  ) throws(PipelineError) -> [LeverGrid] {
    let levers = prepared.scenario.levers.filter {
      $0.range.lowerBound.isFinite && $0.range.upperBound > $0.range.lowerBound
    }
    let scored = prepared.scoring.scored
    let places = scored.indices.filter { scored[$0].milestone == nil }
    guard !levers.isEmpty, levers.count * (steps + 1) <= most else { return [] }
    let trials = LeverTrials(
      prepared: prepared, options: options, paths: min(paths, Int(result.paths)),
      isCancelled: isCancelled)
    var grids: [LeverGrid] = []
    for lever in levers {
      let value = options.settings[lever.id] ?? lever.value
      let values = Self.values(lever.range, with: value)
      let moved = places.filter { trials.moves(lever, scored[$0].goal) }
      let courses = try trials.courses(of: lever, values, moved.map { scored[$0].goal })
      guard let here = values.firstIndex(of: value) else { continue }
      let goals = zip(moved, courses).compactMap { place, course -> Goal? in
        guard course.contains(where: { $0 != course[here] }) else { return nil }
        let run = EstimatedProbability(result.goals[place]).value
        return Goal(
          target: scored[place].target,
          chances: course.map { min(1, max(0, run + $0 - course[here])) })
      }
      grids.append(
        LeverGrid(
          lever: lever, value: value, values: values, goals: goals, paths: trials.paths))
    }
    return grids
  }

  /// Even steps through a range, with the present value among them.
  static func values(_ range: ClosedRange<Double>, with value: Double) -> [Double] {
    let width = range.upperBound - range.lowerBound
    var values = (0...steps).map { range.lowerBound + width * Double($0) / Double(steps) }
    values[steps] = range.upperBound
    guard !values.contains(value), range.contains(value) else { return values }
    return (values + [value]).sorted()
  }
}

/// Chances on common random numbers while one lever moves.
private struct LeverTrials {
  let prepared: PreparedRun
  let options: RunOptions
  let paths: Int
  let isCancelled: @Sendable () -> Bool

  /// Whether a lever acts on something that a goal rests on.
  func moves(_ lever: LeverSpecification, _ goal: Simulation.Goal) -> Bool {
    lever.effects.contains { effect in
      prepared.setup.positions[effect.indicator].map {
        prepared.plan.positionInReduced($0, keeping: goal.quantity) != nil
      } ?? false
    }
  }

  /// For each goal its chance at each value.
  ///
  /// Only what goals rest on is simulated; all quantities at once where one rests on several random ones, since
  /// its chance hangs on the dependence between them.
  func courses(
    of lever: LeverSpecification, _ values: [Double], _ goals: [Simulation.Goal]
  ) throws(PipelineError) -> [[Double]] {
    var courses = goals.map { _ in [Double]() }
    let joined = goals.indices.filter {
      prepared.plan.randomSources(of: goals[$0].quantity) > 1
    }
    let single = Dictionary(grouping: goals.indices.filter { !joined.contains($0) }) {
      goals[$0].quantity
    }
    for value in values {
      var plan = prepared.plan
      plan.levers =
        LeverResolution(
          setup: prepared.setup, settings: options.settings.merging([lever.id: value]) { $1 }
        ).levers
      for (quantity, own) in single.sorted(by: { $0.key < $1.key }) {
        var reduced = plan
        reduced.goals = own.map { goals[$0] }
        try note(reduced.reduced(to: quantity), own, in: &courses)
      }
      guard !joined.isEmpty else { continue }
      plan.goals = joined.map { goals[$0] }
      plan.groups = [Array(joined.indices)]
      plan.cases = [prepared.plan.cases[0]]
      try note(plan, joined, in: &courses)
    }
    return courses
  }

  private func note(
    _ plan: SimulationPlan, _ own: [Int], in courses: inout [[Double]]
  ) throws(PipelineError) {
    let trial = try ScenarioRun.simulate(
      plan, paths: paths, threads: options.threads, isCancelled: isCancelled)
    for (place, goal) in zip(own, trial.goals) {
      courses[place].append(EstimatedProbability(goal).value)
    }
  }
}
