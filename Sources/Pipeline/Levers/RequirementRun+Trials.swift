internal import Attainment
internal import Files
internal import Plans
internal import Simulation
internal import TimeSeries

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

  func trial(_ value: Double) throws(PipelineError) -> Trial {
    var settings = options.settings
    settings[variable.name] = value
    let resolution = LeverResolution(setup: prepared.setup, settings: settings)
    let base = prepared.plan
    // One target on one random quantity needs no dependence: its own chance does not change with it.
    let isWhole = goals.count > 1 || base.randomSources(of: goals[0].quantity) > 1
    let cases = isWhole ? [base.cases[0]] : [base.cases[1]]
    var plan = base
    plan.goals = goals
    plan.groups = [Array(goals.indices)]
    plan.cases = cases
    plan.levers = resolution.levers
    func place(_ quantity: Int) -> Int? {
      isWhole ? quantity : plan.positionInReduced(quantity, keeping: goals[0].quantity)
    }
    let result = try ScenarioRun.simulate(
      isWhole ? plan : plan.reduced(to: goals[0].quantity), paths: paths, threads: options.threads)
    let position = plan.quantities.firstIndex { $0.id == moved }
    let summary = position.flatMap(place).flatMap { result.summaries[$0][lastStep] }
    return Trial(
      probability: EstimatedProbability(result.groups[0][0]),
      medianOfMoved: summary?.quantile(0.5),
      medianOfTarget: place(goals[0].quantity).flatMap {
        result.summaries[$0][goals[0].step]?.quantile(0.5)
      },
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
