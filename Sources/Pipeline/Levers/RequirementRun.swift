internal import Attainment
internal import Coherence
internal import Models
public import Plans
internal import RealModule
public import Simulation
internal import TimeSeries

/// What would give one target, or all, a wanted probability.
public struct RequirementResult: Sendable {
  /// The scenario.
  public let scenario: String
  /// The target; `nil` for all targets together.
  public let target: Target?
  /// The probability wanted.
  public let wanted: Double
  /// The variable: a lever, or `growth.ID`.
  public let variable: String
  /// The title of the variable.
  public let title: LocalizedText
  /// The unit of its value.
  public let unit: LocalizedText
  /// The value found; the one that reaches most when the wanted probability cannot be reached.
  public let value: Double
  /// The probability at that value.
  public let reached: EstimatedProbability
  /// The probability as things stand.
  public let before: EstimatedProbability
  /// Whether the wanted probability is reached.
  public let isReachable: Bool
  /// Growth a year that goes with the value, the median over paths, percent; `nil` for other variables.
  public let averageGrowth: Double?
  /// The share of past years of the series that grew at least so much; `nil` where that means nothing.
  public let historicalFrequency: Double?
  /// How often comparable series changed so fast; `nil` where there is no such class.
  public let baseRate: BaseRate?

  /// A frequency in a reference class.
  public struct BaseRate: Sendable {
    /// The name of the class, `growth`, say.
    public let referenceClass: String
    /// Histories with a future in it.
    public let cases: Int
    /// Years over which the change is compared.
    public let years: Int
    /// The share of the cases with a change at least so fast, in the same direction.
    public let frequency: Double
  }
}

/// Solves for the value of a lever, or the growth, that gives a probability.
public enum RequirementRun {
  /// Searches on common random numbers, so that the probability is monotone in the value.
  ///
  /// - Parameters:
  ///   - reference: the row of a plan, or `all`.
  ///   - probability: wanted, between 0 and 1.
  ///   - variable: a lever; `nil` for the growth of what the target rests on.
  /// - Throws: `faults` for an unknown target or variable; `cancelled`.
  public static func run(
    _ bundle: ScenarioBundle, options: RunOptions, target reference: String,
    probability: Double, variable: String?
  ) throws(PipelineError) -> RequirementResult {
    let prepared = try PreparedRun(bundle, options: options)
    let search = try RequirementSearch(
      bundle, prepared, options: options, reference: reference, variable: variable)
    return try search.solve(probability)
  }
}

/// One search.
struct RequirementSearch {
  let prepared: PreparedRun
  let options: RunOptions
  let paths: Int
  let target: Target?
  let goals: [Goal]
  let variable: String
  let lever: LeverSpecification?
  /// The indicator whose growth is the variable.
  let moved: String?
  let isWhole: Bool

  init(
    _ bundle: ScenarioBundle, _ prepared: PreparedRun, options: RunOptions, reference: String,
    variable: String?
  ) throws(PipelineError) {
    self.prepared = prepared
    self.options = options
    paths = options.paths ?? prepared.scenario.simulation.paths
    var faults = FaultCollector()
    let place = prepared.scenario.resolved.location
    let scored = prepared.scoring.scored
    let found = scored.filter {
      $0.target.reference == reference || $0.target.fullReference == reference
        || "\($0.target.planID):\($0.target.reference)" == reference
    }
    let isAll = reference == "all"
    let stands = prepared.scoring.plans.contains { plan in
      plan.targets.contains {
        $0.reference == reference || $0.fullReference == reference
          || "\($0.planID):\($0.reference)" == reference
      }
    }
    if !isAll, found.isEmpty, stands {
      faults.note(
        .valueNotAllowed(
          key: "--target", reason: "the row \(reference) is not assessed, so it has no chance"),
        at: place)
    } else if !isAll, found.isEmpty {
      let known = scored.map(\.target.reference)
      faults.note(
        .unknownReference(reference), at: place,
        hint: nearestName(to: reference, among: known).map(Hint.didYouMean)
          ?? .allowed(known + ["all"]))
    }
    if !isAll, found.count > 1 {
      let names = found.map { "\($0.target.planID):\($0.target.reference)" }
      faults.note(
        .severalRows(reference), at: place, hint: .allowed(names))
    }
    if !isAll, let known = found.first?.target, let year = known.year,
      prepared.setup.isFact(known.indicatorID, in: year)
    {
      faults.note(
        .valueNotAllowed(key: "--target", reason: "the figure of \(year) is published already"),
        at: place)
    }
    target = isAll ? nil : found.first?.target
    // A rule that rests on nobody's figure or judgement enters no joint chance, unless there is no other.
    let stated = scored.filter { !prepared.setup.isIllustrative($0.target.indicatorID) }
    let together = stated.isEmpty ? scored : stated
    goals = isAll ? together.map(\.goal) : found.prefix(1).map(\.goal)
    lever = variable.flatMap { name in prepared.scenario.levers.first { $0.id == name } }
    let base = target.flatMap { Self.base(of: $0.indicatorID, prepared.scenario) }
    if let variable, variable != "growth", lever == nil,
      !variable.hasPrefix(LeverResolution.extraPrefix)
    {
      let known = prepared.scenario.levers.map(\.id) + ["growth"]
      faults.note(
        .unknownLever(variable), at: place,
        hint: nearestName(to: variable, among: known).map(Hint.didYouMean) ?? .allowed(known))
    }
    if let variable, lever == nil, variable.hasPrefix(LeverResolution.extraPrefix) {
      LeverResolution(setup: prepared.setup, settings: [variable: 0]).check(faults: &faults)
    }
    if isAll, lever == nil, variable == nil || variable == "growth" {
      faults.note(
        .valueNotAllowed(key: "--target", reason: "all needs --variable with a lever"), at: place)
    }
    if !faults.found.isEmpty { throw .faults(faults.found) }
    if let lever {
      self.variable = lever.id
      moved = nil
    } else if let variable, variable.hasPrefix(LeverResolution.extraPrefix) {
      self.variable = variable
      moved = String(variable.dropFirst(LeverResolution.extraPrefix.count))
    } else {
      moved = base
      self.variable = LeverResolution.extraPrefix + (base ?? "")
    }
    isWhole = moved.flatMap { prepared.scenario.indicator($0)?.isWhole } ?? false
  }

  /// What an indicator rests on: itself, or what it is derived from.
  private static func base(of id: String, _ scenario: Scenario) -> String? {
    guard let indicator = scenario.indicator(id) else { return id }
    guard case .derived(let derived) = indicator.source else { return id }
    return derived.sources.first.flatMap { base(of: $0, scenario) }
  }

  // MARK: Search

  private struct Trial {
    let probability: EstimatedProbability
    let medianOfMoved: Double?
    /// The middle of what the target is about.
    let medianOfTarget: Double?
    /// How far the moved indicator spreads over the paths, or lies from 0, whichever is more.
    let sizeOfMoved: Double?
  }

  private func trial(_ value: Double) throws(PipelineError) -> Trial {
    var settings = options.settings
    settings[variable] = value
    let resolution = LeverResolution(setup: prepared.setup, settings: settings)
    let base = prepared.plan
    // One target on one random quantity needs no dependence: its own chance does not change with it.
    let isWhole = goals.count > 1 || base.randomSources(of: goals[0].quantity) > 1
    let cases = isWhole ? [base.cases[0]] : [base.cases[1]]
    let plan = SimulationPlan(
      steps: base.steps, quantities: base.quantities, goals: goals,
      groups: [GoalGroup(name: "wanted", goals: Array(goals.indices))], cases: cases,
      seed: base.seed, levers: resolution.levers, shocks: base.shocks, limits: base.limits)
    do {
      let result = try Simulator(
        plan: isWhole ? plan : plan.reduced(to: goals[0].quantity), threads: options.threads
      ).run(paths: paths)
      let count = result.groups[0][0]
      let position = moved.flatMap { id in
        plan.quantities.firstIndex { $0.id == id }
      }
      let step = goals.map(\.step).max() ?? 0
      let kept =
        isWhole
        ? position : position.flatMap { plan.positionInReduced($0, keeping: goals[0].quantity) }
      let aim =
        isWhole
        ? goals[0].quantity
        : plan.positionInReduced(goals[0].quantity, keeping: goals[0].quantity)
      let summary = kept.flatMap { result.summaries[$0][step] }
      return Trial(
        probability: EstimatedProbability(count), medianOfMoved: summary?.quantile(0.5),
        medianOfTarget: aim.flatMap { result.summaries[$0][goals[0].step]?.quantile(0.5) },
        sizeOfMoved: summary.map {
          max($0.quantile(1) - $0.quantile(0), abs($0.quantile(0)), abs($0.quantile(1)))
        })
    } catch {
      throw PipelineError(error)
    }
  }

  /// Levels move by a few times what they are and spread a year, no farther than their bounds.
  private static let furthest = 10.0

  private func widest(_ before: Trial) -> ClosedRange<Double> {
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

  func solve(_ wanted: Double) throws(PipelineError) -> RequirementResult {
    let origin = lever?.value ?? 0
    let before = try trial(origin)
    if let target, target.direction == .range || target.direction == .exactly {
      return try solveInside(wanted, target, before, origin: origin)
    }
    let widest = widest(before)
    let (low, high) =
      isWhole
      ? (widest.lowerBound.rounded(.up), widest.upperBound.rounded(.down))
      : (widest.lowerBound, widest.upperBound)
    let (atLow, atHigh) = (try trial(low), try trial(high))
    let rises = atHigh.probability.value >= atLow.probability.value
    let (worse, better) = rises ? (low, high) : (high, low)
    let most = rises ? atHigh : atLow
    guard most.probability.value >= wanted else {
      return try unreachable(wanted, before, origin: origin, better: better, most: most)
    }
    let least = rises ? atLow : atHigh
    guard least.probability.value < wanted else {
      // Whatever it is, the chance is reached: nothing need be moved.
      return result(wanted, value: origin, before, before, isReachable: true)
    }
    let found = try bisect(wanted, worse: worse, better: better, best: most, rises: rises)
    return result(wanted, value: found.value, found.trial, before, isReachable: true)
  }

  /// What comes nearest: the end of a range that was stated, or of growth; of levels without one the least move
  /// that reaches as much as the largest does.
  private func unreachable(
    _ wanted: Double, _ before: Trial, origin: Double, better: Double, most: Trial
  ) throws(PipelineError) -> RequirementResult {
    guard most.probability.value > before.probability.value else {
      return result(wanted, value: origin, before, before, isReachable: false)
    }
    if lever != nil || moved.flatMap({ prepared.scenario.indicator($0)?.kind }) == .growth {
      return result(wanted, value: better, most, before, isReachable: false)
    }
    let found = try bisect(
      most.probability.value, worse: origin, better: better, best: most, rises: better > origin)
    return result(wanted, value: found.value, found.trial, before, isReachable: false)
  }

  /// A target with two ends: its chance first rises with the value and then falls. The best value is
  /// looked for on a grid, ever finer around the best so far, the wanted chance on the way there.
  private func solveInside(
    _ wanted: Double, _ target: Target, _ before: Trial, origin: Double
  ) throws(PipelineError) -> RequirementResult {
    var candidates: [Double] = []
    if let low = target.low ?? target.high, let high = target.high ?? target.low,
      let median = before.medianOfMoved
    {
      let early = prepared.setup.years.count { $0 < prepared.setup.present }
      let step = Double(max(1, (goals.map(\.step).max() ?? 0) + 1 - early))
      let middle = ((low + high) / 2 - median) / (isWhole ? 1 : step)
      candidates = (-20...20).map { middle * (1 + Double($0) / 10) }
    }
    let (low, high) = (widest(before).lowerBound, widest(before).upperBound)
    if lever != nil { candidates = (0...40).map { low + (high - low) * Double($0) / 40 } }
    let best = try nearest(candidates, target, (value: origin, trial: before), in: low...high)
    guard best.trial.probability.value >= wanted else {
      return result(wanted, value: best.value, best.trial, before, isReachable: false)
    }
    guard before.probability.value < wanted else {
      return result(wanted, value: origin, before, before, isReachable: true)
    }
    let found = try bisect(
      wanted, worse: origin, better: best.value, best: best.trial, rises: best.value > origin)
    return result(wanted, value: found.value, found.trial, before, isReachable: true)
  }

  /// The value with the highest chance; among equal chances, the one whose middle lies nearest to that of the target.
  private func nearest(
    _ grid: [Double], _ target: Target, _ start: (value: Double, trial: Trial),
    in range: ClosedRange<Double>
  ) throws(PipelineError) -> (value: Double, trial: Trial) {
    let ends = [target.low, target.high].compactMap { $0 }
    let aim = ends.reduce(0, +) / Double(max(1, ends.count))
    func isBetter(_ one: Trial, _ other: Trial) -> Bool {
      if one.probability.value != other.probability.value {
        return one.probability.value > other.probability.value
      }
      guard let near = one.medianOfTarget, let far = other.medianOfTarget else { return false }
      return abs(near - aim) < abs(far - aim)
    }
    var best = start
    var candidates = grid
    var step = grid.count > 1 ? abs(grid[1] - grid[0]) : 0
    for _ in 0..<Self.refinements {
      for value in candidates where range.contains(value) {
        let rounded = isWhole ? value.rounded() : value
        let now = try trial(rounded)
        if isBetter(now, best.trial) { best = (rounded, now) }
      }
      if step == 0 || isWhole && step < 1 { break }
      candidates = (-4...4).filter { $0 != 0 }.map { best.value + Double($0) / 4 * step }
      step /= 4
    }
    return best
  }

  /// Grids that are looked at, each four times as fine as the one before.
  private static let refinements = 6

  private func bisect(
    _ wanted: Double, worse: Double, better: Double, best: Trial, rises: Bool
  ) throws(PipelineError) -> (value: Double, trial: Trial) {
    var (worse, better, best) = (worse, better, best)
    for _ in 0..<60 {
      var middle = (worse + better) / 2
      if isWhole { middle = middle.rounded(rises ? .down : .up) }
      if middle == worse || middle == better { break }
      let now = try trial(middle)
      if now.probability.value >= wanted {
        (better, best) = (middle, now)
      } else {
        worse = middle
      }
      if !isWhole, abs(better - worse) <= 1e-9 * max(1, abs(better)) { break }
    }
    return (better, best)
  }

  private func result(
    _ wanted: Double, value: Double, _ trial: Trial, _ before: Trial, isReachable: Bool
  ) -> RequirementResult {
    let growth = averageGrowth(trial.medianOfMoved)
    return RequirementResult(
      scenario: prepared.scenario.name, target: target, wanted: wanted, variable: variable,
      title: title, unit: unit, value: value, reached: trial.probability,
      before: before.probability, isReachable: isReachable, averageGrowth: growth,
      historicalFrequency: growth.flatMap(frequency),
      // What already is likelier than wanted asks for nothing.
      baseRate: wanted > before.probability.value ? baseRate(trial.medianOfMoved) : nil)
  }
}
