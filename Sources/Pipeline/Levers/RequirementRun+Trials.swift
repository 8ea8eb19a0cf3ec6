internal import Attainment
internal import Files
internal import Plans
internal import Simulation
internal import TimeSeries
internal import Tracking

/// What a value of the variable gives.
extension RequirementSearch {
  /// The outcome of one value.
  struct Trial {
    let probability: EstimatedProbability
    let medianOfMoved: Double?
    /// The middle of what the target is about.
    let medianOfTarget: Double?
    /// How far the moved indicator spreads over the paths, or lies from 0, whichever is more.
    let sizeOfMoved: Double?
  }

  /// Where a search ended: the first value with the wanted chance, and the last one without it.
  struct Found {
    let value: Double
    let trial: Trial
    let below: (value: Double, trial: Trial)?

    /// Differences of a chance between neighbours from which on it jumps.
    private static let jump = 0.02

    /// The last value without the wanted chance, where the chance jumps over it.
    var jump: RequirementResult.Below? {
      guard let below else { return nil }
      let (low, high) = (below.trial.probability, trial.probability)
      guard high.value - low.value > max(Self.jump, 4 * high.standardError) else { return nil }
      return RequirementResult.Below(value: below.value, probability: low)
    }
  }

  /// The last step that a goal is about.
  var lastStep: Int { goals.map(\.step).max() ?? 0 }

  /// What a run with the value would tell: the paths are those of one, whatever else it looks at.
  func trial(_ value: Double) throws(PipelineError) -> Trial {
    var settings = options.settings
    if value != origin || lever != nil { settings[variable.name] = value }
    let resolution = LeverResolution(setup: prepared.setup, settings: settings)
    let position = prepared.plan.quantities.firstIndex { $0.id == moved }
    var plan = prepared.plan
    plan.goals = goals
    plan.groups = [Array(goals.indices)]
    plan.cases = [plan.cases[0]]
    plan.levers = resolution.levers
    plan.summarised = Set([position, goals[0].quantity].compactMap(\.self))
    let result = try ScenarioRun.simulate(plan, paths: paths, threads: options.threads)
    let summary = position.flatMap { result.summaries[$0][lastStep] }
    return Trial(
      probability: EstimatedProbability(result.groups[0][0]),
      medianOfMoved: summary?.quantile(0.5),
      medianOfTarget: result.summaries[goals[0].quantity][goals[0].step]?.quantile(0.5),
      sizeOfMoved: summary.map {
        max($0.quantile(1) - $0.quantile(0), abs($0.quantile(0)), abs($0.quantile(1)))
      })
  }

  /// Levels move by a few times what they are and spread a year, no farther than their bounds.
  private static let furthest = 10.0

  func widest(_ before: Trial) -> ClosedRange<Double> {
    if let lever, lever.range.lowerBound.isFinite { return lever.range }
    if lever != nil { return -1000...1000 }
    guard let moved, let indicator = prepared.scenario.indicator(moved) else { return -60...60 }
    if indicator.kind == .growth { return -60...60 }
    let bounds = indicator.bounds
    let size = max(Self.furthest * (before.sizeOfMoved ?? 1), 2 * distance(before), 1e-9)
    return bounds.isClosed
      ? -min(size, bounds.upper - bounds.lower)...min(size, bounds.upper - bounds.lower)
      : -size...size
  }

  /// How far the middle of what is moved lies from the target, where the two are the same quantity.
  private func distance(_ before: Trial) -> Double {
    guard let target, target.indicatorID == moved, let median = before.medianOfMoved else {
      return 0
    }
    return [goals[0].lower, goals[0].upper].filter(\.isFinite).map { abs($0 - median) }.max() ?? 0
  }
}
