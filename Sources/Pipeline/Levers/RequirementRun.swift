internal import Attainment
internal import Files
internal import Models
public import Plans
internal import Simulation
internal import TimeSeries
public import Tracking

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
final class RequirementSearch: Sendable {
  let prepared: PreparedRun
  let rates: BaseRateSearch
  let options: RunOptions
  let paths: Int
  let target: Target?
  let goals: [Goal]
  let variable: RequirementResult.Variable
  let lever: LeverSpecification?
  /// The indicator whose growth is the variable.
  let moved: String?
  let isWhole: Bool
  /// What the chances rest on.
  private let bases: Set<Basis>

  init(
    _ bundle: ScenarioBundle, _ prepared: PreparedRun, options: RunOptions, reference: String,
    variable: String?
  ) throws(PipelineError) {
    self.prepared = prepared
    rates = BaseRateSearch(bundle, prepared)
    self.options = options
    paths = options.paths ?? prepared.scenario.simulation.paths
    let isAll = reference == "all"
    // No growth and no lever moves when tasks are done.
    let scored = prepared.scoring.scored.filter { $0.milestone == nil }
    let found = isAll ? [] : scored.filter { $0.target.isNamed(reference) }
    target = found.first?.target
    // A rule that rests on nobody's figure or judgement enters no joint chance, unless there is no other.
    let stated = scored.filter { !prepared.setup.isIllustrative($0.target.indicatorID) }
    let together = stated.isEmpty ? scored : stated
    goals = isAll ? together.map(\.goal) : found.prefix(1).map(\.goal)
    let named = Set(
      isAll ? together.map(\.target.fullReference) : target.map { [$0.fullReference] } ?? [])
    bases = Set(
      zip(prepared.scoring.scored, prepared.bases).filter { row, _ in
        row.milestone == nil && named.contains(row.target.fullReference)
      }.map(\.1))
    lever = variable.flatMap { name in prepared.scenario.levers.first { $0.id == name } }
    var faults = FaultCollector()
    if !isAll { Self.check(reference, found.map(\.target), prepared, faults: &faults) }
    Self.check(variable, lever, prepared, isAll: isAll, faults: &faults)
    if !faults.found.isEmpty { throw .faults(faults.found) }
    if let lever {
      self.variable = .lever(lever.id)
      moved = nil
    } else {
      let base = target.flatMap { Self.base(of: $0.indicatorID, prepared.scenario) }
      moved = variable.flatMap(LeverResolution.grown) ?? base
      self.variable = .growth(of: moved ?? "")
    }
    isWhole = moved.flatMap { prepared.scenario.indicator($0)?.isWhole } ?? false
  }

  /// Whether one row is named, and one that is still open.
  private static func check(
    _ reference: String, _ found: [Target], _ prepared: PreparedRun,
    faults: inout FaultCollector
  ) {
    let place = prepared.scenario.resolved.location
    if found.isEmpty {
      let scored = prepared.scoring.scored
      if scored.contains(where: { $0.target.isNamed(reference) }) {
        faults.note(.value(.conflict(key: "--target", .rowOfTasks(reference))), at: place)
      } else if prepared.scoring.plans.contains(where: { plan in
        plan.targets.contains { $0.isNamed(reference) }
      }) {
        faults.note(.value(.conflict(key: "--target", .rowNotAssessed(reference))), at: place)
      } else {
        let known = scored.filter { $0.milestone == nil }.map(\.target.reference)
        faults.note(
          .plan(.unknownReference(reference)), at: place,
          hint: nearestName(to: reference, among: known).map(Hint.didYouMean)
            ?? .allowed(known + ["all"]))
      }
    }
    if found.count > 1 {
      faults.note(
        .plan(.severalRows(reference)), at: place, hint: .allowed(found.map(\.nameInPlan)))
    }
    if let known = found.first, let year = known.year,
      prepared.setup.isFact(known.indicatorID, in: year)
    {
      faults.note(
        .value(.conflict(key: "--target", .publishedAlready(year: year))), at: place)
    }
  }

  /// Whether the variable is one, and suits what is asked.
  private static func check(
    _ variable: String?, _ lever: LeverSpecification?, _ prepared: PreparedRun, isAll: Bool,
    faults: inout FaultCollector
  ) {
    guard lever == nil else { return }
    let place = prepared.scenario.resolved.location
    guard let variable, variable != "growth" else {
      if isAll { faults.note(.value(.conflict(key: "--target", .allNeedsLever)), at: place) }
      return
    }
    guard LeverResolution.grown(variable) == nil else {
      LeverResolution(setup: prepared.setup, settings: [variable: 0]).check(faults: &faults)
      return
    }
    let known = prepared.scenario.levers.map(\.id) + ["growth"]
    faults.note(
      .scenario(.unknownLever(variable)), at: place,
      hint: nearestName(to: variable, among: known).map(Hint.didYouMean) ?? .allowed(known))
  }

  /// What an indicator rests on: itself, or what it is derived from.
  private static func base(of id: String, _ scenario: Scenario) -> String? {
    guard let indicator = scenario.indicator(id) else { return id }
    guard case .derived(let derived) = indicator.source else { return id }
    return derived.sources.first.flatMap { base(of: $0, scenario) }
  }

  // MARK: Search

  /// The value as things stand.
  var origin: Double { lever?.value ?? 0 }

  func solve(_ wanted: Double) throws(PipelineError) -> RequirementResult {
    let before = try trial(origin)
    if isPrinted(wanted, as: before.probability.value) {
      return result(wanted, value: origin, before, before, isReachable: true)
    }
    if let target, target.direction?.ends.count == 2 {
      return try solveInside(wanted, target, before)
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
      let isInert =
        atLow.probability == atHigh.probability && most.probability == before.probability
      return isInert
        ? result(wanted, value: origin, before, before, isReachable: false, isInert: true)
        : try unreachable(wanted, before, better: better, most: most)
    }
    let least = rises ? atLow : atHigh
    guard least.probability.value < wanted else {
      // Whatever it is, the chance is reached: nothing need be moved.
      return result(wanted, value: origin, before, before, isReachable: true)
    }
    let found = try bisect(wanted, worse: worse, better: better, best: most, rises: rises)
    return result(found, wanted, before)
  }

  /// Whether a chance is printed as another: nothing need be moved to bring the one about.
  private func isPrinted(_ wanted: Double, as chance: Double) -> Bool {
    let unit = bases.contains(where: \.isThin) ? 0.01 : 0.001
    let place = (chance / unit).rounded()
    // Beyond the first and the last place digits are added.
    return place > 0 && place < (1 / unit).rounded() && place == (wanted / unit).rounded()
  }

  /// What comes nearest: the end of a range that was stated, or of growth; of levels without one the least move
  /// that reaches as much as the largest does.
  private func unreachable(
    _ wanted: Double, _ before: Trial, better: Double, most: Trial
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
    _ wanted: Double, _ target: Target, _ before: Trial
  ) throws(PipelineError) -> RequirementResult {
    var candidates: [Double] = []
    if let low = target.low ?? target.high, let high = target.high ?? target.low,
      let median = before.medianOfMoved
    {
      let early = prepared.setup.years.count { $0 < prepared.setup.present }
      let step = Double(max(1, lastStep + 1 - early))
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
    return result(found, wanted, before)
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
  ) throws(PipelineError) -> Found {
    var (worse, better, best) = (worse, better, best)
    var below: (value: Double, trial: Trial)?
    for _ in 0..<60 {
      var middle = (worse + better) / 2
      if isWhole { middle = middle.rounded(rises ? .down : .up) }
      if middle == worse || middle == better { break }
      let now = try trial(middle)
      if now.probability.value >= wanted {
        (better, best) = (middle, now)
      } else {
        (worse, below) = (middle, (middle, now))
      }
      if !isWhole, abs(better - worse) <= 1e-9 * max(1, abs(better)) { break }
      // Between near neighbours one path apart there is nothing to look for.
      if let below, abs(better - worse) <= 1e-4 * abs(better - origin),
        best.probability.value - below.trial.probability.value < 1.5 / Double(paths)
      {
        break
      }
    }
    return Found(value: better, trial: best, below: below)
  }

  /// The result of a search that came to its end.
  private func result(
    _ found: Found, _ wanted: Double, _ before: Trial
  ) -> RequirementResult {
    result(
      wanted, value: found.value, found.trial, before, below: isWhole ? nil : found.jump,
      isReachable: true)
  }

  private func result(
    _ wanted: Double, value: Double, _ trial: Trial, _ before: Trial,
    below: RequirementResult.Below? = nil, isReachable: Bool, isInert: Bool = false
  ) -> RequirementResult {
    // What has no effect asks for no pace.
    let pace = isInert ? nil : pace(trial.medianOfMoved)
    return RequirementResult(
      scenario: prepared.scenario.name, target: target, wanted: wanted, variable: variable,
      title: title, unit: unit, value: value, reached: trial.probability,
      before: before.probability, below: below, isReachable: isReachable, isInert: isInert,
      averageGrowth: pace.flatMap { growth($0) },
      middle: value == origin ? nil : middle(trial.medianOfMoved),
      // What already is as likely as wanted asks for nothing.
      rates: wanted > before.probability.value && !isPrinted(wanted, as: before.probability.value)
        ? pace.map(rates.rates) ?? [] : [],
      asked: target.map(rates.row), bases: bases)
  }

  /// The growth of a pace; a rate such as unemployment does not grow by what it is.
  private func growth(_ pace: AskedPace) -> Double? {
    let isStated = prepared.scenario.indicator(pace.indicator)?.isStatedRate == true
    return pace.isGrowth && (!pace.isOfRate || isStated) ? pace.perYear : nil
  }
}

extension Target {
  /// The reference with the plan before it, as the command line takes it.
  fileprivate var nameInPlan: String { "\(planID):\(reference)" }

  /// Whether the command line means this row.
  fileprivate func isNamed(_ name: String) -> Bool {
    [reference, fullReference, nameInPlan].contains(name)
  }
}
