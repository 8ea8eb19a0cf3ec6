internal import Attainment
internal import Randomness
internal import Simulation
internal import Tracking

/// Rows derived from what comes to 0 on some paths: a ratio counts its denominator for more, growth from or to nothing is
/// a loss of all. On how many paths that is the case is counted on the same paths once more.
enum HeldLevels {
  /// A quantity that is looked at, and from which value down it counts for something else.
  private struct Watched {
    let quantity: Int
    let steps: ClosedRange<Int>
    let limit: Double
    let isDenominator: Bool
  }

  /// What is said of scored rows, by their position.
  static func remarks(
    _ prepared: PreparedRun, _ result: SimulationResult, threads: Int,
    isCancelled: @escaping @Sendable () -> Bool
  ) throws(PipelineError) -> [Int: RowRemark] {
    var plan = prepared.plan
    var goals: [Goal] = []
    var found: [Int: (watched: Watched, goals: Range<Int>)] = [:]
    for (row, scored) in prepared.scoring.scored.enumerated() where scored.milestone == nil {
      guard case .derived(let derivation) = plan.quantities[scored.goal.quantity].process,
        let watched = watched(derivation, at: scored.goal.step)
      else { continue }
      let summaries = result.summaries[watched.quantity]
      let first = goals.count
      for step in watched.steps where summaries.indices.contains(step) {
        guard let summary = summaries[step], summary.histogram.smallest <= watched.limit else {
          continue
        }
        goals.append(
          Goal(
            quantity: watched.quantity, step: step, lower: -.infinity, upper: watched.limit))
      }
      if goals.count > first { found[row] = (watched, first..<goals.count) }
    }
    guard !goals.isEmpty else { return [:] }
    plan.goals = goals
    plan.groups = []
    plan.cases = [plan.cases[0]]
    plan.summarised = []
    let counted = try ScenarioRun.simulate(
      plan, paths: Int(result.paths), threads: threads, isCancelled: isCancelled)
    return found.compactMapValues { watched, goals in
      let paths = Int(goals.map { counted.goals[$0].met }.max() ?? 0)
      guard paths > 0 else { return nil }
      let id = plan.quantities[watched.quantity].id
      return watched.isDenominator
        ? .heldDenominator(of: id, at: watched.limit, paths: paths)
        : .lostLevel(of: id, paths: paths)
    }
  }

  private static func watched(_ derivation: Derivation, at step: Int) -> Watched? {
    func level(_ quantity: Int, _ steps: ClosedRange<Int>) -> Watched {
      Watched(quantity: quantity, steps: steps, limit: 0, isDenominator: false)
    }
    switch derivation {
    case .ratio(_, let denominator, _, let least):
      return Watched(
        quantity: denominator, steps: step...step, limit: least, isDenominator: true)
    case .growth(let source): return level(source, max(0, step - 1)...step)
    case .averageGrowth(let source, _, let last, _, isGeometric: true):
      return level(source, last...last)
    case .averageGrowth(let source, .step(let first), let last, _, _):
      return level(source, min(first, last)...last)
    case .averageGrowth(let source, .known, let last, _, _): return level(source, 0...last)
    case .product, .fact, .milestone: return nil
    }
  }
}
