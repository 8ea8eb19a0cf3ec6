internal import Attainment
internal import Files
internal import LinearAlgebra
internal import Plans
internal import Randomness
internal import Simulation
internal import TimeSeries
internal import Tracking

/// A scenario ready to be simulated: fitted, with its goals, levers and shocks.
final class PreparedRun: Sendable {
  let scenario: Scenario
  let asOf: CalendarDate?
  let indicators: [AssembledIndicator]
  let setup: SimulationSetup
  let scoring: PlanScoring
  let plan: SimulationPlan
  let dependence: DependenceResult
  /// Years that come from the growth scenario; `nil` for none.
  let carried: CarriedYears?
  /// What the data hold and the run does not use.
  let warnings: [Fault]

  /// What each scored row rests on.
  var bases: [Basis] {
    let resolved = ScenarioRun.resolveDerived(indicators, setup: setup)
    let known = Dictionary(resolved.map { ($0.specification.id, $0.basis) }) { first, _ in first }
    return scoring.scored.map { row in
      if let milestone = row.milestone { return milestone.basis }
      if let year = row.target.year, setup.isFact(row.target.indicatorID, in: year) { return .data }
      return known[row.target.indicatorID] ?? .notAssessed
    }
  }

  /// Fits and assembles.
  ///
  /// - Parameter first: the first simulated year, no later than the scenario's own; `nil` takes that.
  /// - Throws: `faults` when the scenario asks for what its data cannot give, or a setting names nothing.
  init(
    _ bundle: ScenarioBundle, options: RunOptions, from first: Int? = nil
  ) throws(PipelineError) {
    let scenario = bundle.scenario
    let asOf = options.asOf ?? scenario.asOf
    try Self.check(options.asOf, scenario)
    let present = ScenarioRun.presentYear(bundle, asOf: asOf)
    let own = ScenarioRun.firstYear(bundle, asOf: asOf, present: present)
    let years = Array(min(own, first ?? own)...scenario.horizon)
    var faults = FaultCollector()
    // On another day than the scenario's, what is not published yet is no fault of the scenario.
    let isMoved = asOf != scenario.asOf
    let (growth, assembled) = try ScenarioRun.assemble(
      bundle, options, asOf: asOf, years: years, present: present, isMoved: isMoved,
      faults: &faults)
    let indicators = Self.marked(assembled, scenario, settings: options.settings)
    if isMoved, let asOf { try Self.checkKnown(indicators, bundle, on: asOf) }
    let setup = SimulationSetup(
      indicators: indicators, years: years, present: present, scenario: scenario,
      targets: bundle.plans.flatMap(\.targets), faults: &faults)
    warnings = Faults(faults.warnings).all
    guard isMoved || faults.found.isEmpty else { throw .faults(Faults(faults.found).all) }
    let levers = LeverResolution(setup: setup, settings: options.settings)
    var wrong = FaultCollector()
    levers.check(faults: &wrong)
    guard wrong.found.isEmpty else { throw .faults(Faults(wrong.found).all) }
    let scoring = PlanScoring(
      plans: bundle.plans, setup: setup,
      milestones: MilestoneSetup(
        bundle.tasks, plans: bundle.plans, asOf: asOf, years: years,
        threads: options.threads
      ) { target in
        target.year.map { setup.place(of: target.indicatorID, in: $0) != nil } ?? false
      })
    let correlation = try setup.correlation()
    let high = scenario.dependence.high
    let isRefuted = correlation.refutes(high)
    self.scenario = scenario
    self.asOf = asOf
    self.indicators = indicators
    self.setup = setup
    self.scoring = scoring
    var fresh = SimulationPlan(
      steps: years.count, quantities: setup.quantities, goals: scoring.scored.map(\.goal),
      groups: scoring.groups.map(\.goals),
      cases: Self.cases(
        fitted: correlation.matrix, high: isRefuted ? nil : high, order: setup.quantities.count),
      seed: options.seed ?? scenario.simulation.seed, levers: levers.levers,
      shocks: levers.shocks, limits: levers.limits)
    fresh.sampling = options.sampling
    scoring.milestones.append(to: &fresh)
    fresh.carried = try growth?.paths(setup)
    carried = growth?.facts(fresh.carried, setup)
    if let stored = options.processes {
      guard let applied = stored.applied(to: fresh) else {
        throw .faults([Fault(.run(.otherFits), at: scenario.resolved.location)])
      }
      plan = applied
    } else {
      plan = fresh
    }
    dependence = DependenceResult(
      common: correlation.common, intensity: correlation.intensity, pairs: correlation.pairs,
      high: high, isHighRefuted: isRefuted)
  }

  /// Whether something is left to be simulated on a day.
  private static func check(_ asOf: CalendarDate?, _ scenario: Scenario) throws(PipelineError) {
    guard let asOf, asOf.year > scenario.horizon else { return }
    throw .faults([
      Fault(
        .value(.conflict(key: "--as-of", .dayBehindHorizon(scenario.horizon))),
        at: scenario.resolved["horizon"]?.location ?? scenario.resolved.location)
    ])
  }

  /// Whether figures are known on another day than the scenario's: what no day would know, and a day on which nothing is
  /// known of any indicator with figures, are faults as they are on the scenario's own.
  private static func checkKnown(
    _ indicators: [AssembledIndicator], _ bundle: ScenarioBundle, on day: CalendarDate
  ) throws(PipelineError) {
    let undated = bundle.undatedFaults(asOf: day)
    guard undated.isEmpty else { throw .faults(undated) }
    let withFigures = indicators.filter { $0.specification.selection != nil }
    guard !withFigures.isEmpty, withFigures.allSatisfy({ !$0.withheld.isEmpty }) else { return }
    throw .faults(Faults(withFigures.flatMap(\.withheld)).all)
  }

  /// The cases of dependence that are simulated, in their order: without a high one where none is given.
  private static func cases(fitted: Matrix, high: Double?, order: Int) -> [Matrix?] {
    [fitted, nil] + (high.map { [equicorrelation($0, order: order)] } ?? [])
  }

  /// What levers without an author move is illustrative, whatever it rests on otherwise.
  private static func marked(
    _ indicators: [AssembledIndicator], _ scenario: Scenario, settings: [String: Double]
  ) -> [AssembledIndicator] {
    let active = scenario.levers.filter { (settings[$0.id] ?? $0.value) != $0.baseline }
    let touched = Set(
      active.flatMap(\.effects).filter { $0.author == LeverSpecification.placeholder }.map(
        \.indicator))
    return indicators.map { indicator in
      guard touched.contains(indicator.specification.id) else { return indicator }
      var marked = indicator
      marked.basis = .illustrative
      return marked
    }
  }
}
