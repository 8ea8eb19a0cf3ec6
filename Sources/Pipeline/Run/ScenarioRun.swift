internal import Attainment
internal import Coherence
internal import Files
internal import LinearAlgebra
internal import Models
public import Plans
internal import Randomness
internal import Simulation
internal import TimeSeries
public import Tracking

/// A scenario from specification to result.
public enum ScenarioRun {
  /// Fits, simulates and assesses.
  ///
  /// - Parameters:
  ///   - bundle: the scenario with its data and plans.
  ///   - options: what the user overrides.
  ///   - progress: told the paths done and wanted, from any thread.
  ///   - isCancelled: asked before each block of paths.
  /// - Throws: `faults` when the scenario asks for what its data cannot give; `cancelled`.
  public static func run(
    _ bundle: ScenarioBundle, options: RunOptions,
    progress: @escaping @Sendable (Int, Int) -> Void = { _, _ in },
    isCancelled: @escaping @Sendable () -> Bool = { false }
  ) throws(PipelineError) -> RunResult {
    let prepared = try PreparedRun(bundle, options: options)
    let simulation = bundle.scenario.simulation
    let (result, counted) = try simulate(
      prepared, paths: options.paths ?? simulation.paths,
      precision: options.precision ?? simulation.precision, threads: options.threads,
      progress: progress, isCancelled: isCancelled)
    return try assess(
      bundle, prepared, result, floors: counted, options: options, isCancelled: isCancelled)
  }

  /// Everything that is said about simulated paths.
  ///
  /// - Parameter floors: what was counted for floors; `nil` counts it on the same paths once more.
  static func assess(
    _ bundle: ScenarioBundle, _ prepared: PreparedRun, _ result: SimulationResult,
    floors: SimulationResult? = nil, options: RunOptions,
    isCancelled: @escaping @Sendable () -> Bool
  ) throws(PipelineError) -> RunResult {
    let (scenario, setup, scoring) = (prepared.scenario, prepared.setup, prepared.scoring)
    let resolved = resolveDerived(prepared.indicators, setup: setup)
    var rows = scoring.rows(
      result,
      indicators: Dictionary(resolved.map { ($0.specification.id, $0) }) { first, _ in first },
      held: try HeldLevels.remarks(
        prepared, result, threads: options.threads, isCancelled: isCancelled))
    var tasks = scoring.milestones.tasks(
      seed: prepared.plan.seed, title: scenario.title, threads: options.threads)
    scoring.milestones.agree(&rows, &tasks)
    return RunResult(
      scenario: scenario, asOf: prepared.asOf, seed: prepared.plan.seed, paths: result.paths,
      years: setup.years,
      indicators: resolved.map {
        describe(
          $0, bundle.plans, setup: setup, result: result, classes: classes(of: $0, among: resolved))
      },
      attainment: rows, joint: scoring.joint.rows(result),
      limits: scoring.joint.limits(result),
      priors: try priors(prepared, result, options, isCancelled: isCancelled),
      processes: FittedProcesses(prepared.plan),
      draws: Draws(
        prepared, asked: options.paths ?? scenario.simulation.paths, paths: result.paths),
      floors: try FloorAnalysis(prepared)?.rows(
        prepared, result, counted: floors, threads: options.threads, isCancelled: isCancelled)
        ?? [],
      drivers: try DriverAnalysis.rows(prepared, threads: options.threads),
      levers: try LeverGrid.grids(prepared, result, options, isCancelled: isCancelled),
      cascade: PlanCascade.rows(bundle.plans, rows),
      calibration: calibration(resolved), dependence: prepared.dependence,
      trackRecord: TrackRecord(bundle.trackRecord),
      baseRates: BaseRateSearch(bundle, prepared).rows, carried: prepared.carried,
      sources: sources(bundle, asOf: prepared.asOf),
      tasks: tasks,
      learned: scoring.milestones.study?.learned,
      warnings: prepared.warnings)
  }

  /// The source of the newest known figure of every series that an indicator takes figures from.
  private static func sources(
    _ bundle: ScenarioBundle, asOf: CalendarDate?
  ) -> [IndicatorSourceNote] {
    bundle.scenario.indicators.flatMap { indicator in
      bundle.newestFigures(of: indicator, asOf: asOf).map { figure, isLent in
        IndicatorSourceNote(
          indicator: indicator.id, series: figure.key.id, region: figure.key.geo,
          source: figure.source, vintage: figure.vintage, period: figure.period,
          value: figure.value, unit: figure.unit, isLent: isLent)
      }
    }
  }

  /// The chances of targets whose indicator mixes data with a judgement, without and with it, on the same
  /// random numbers.
  private static func priors(
    _ prepared: PreparedRun, _ result: SimulationResult, _ options: RunOptions,
    isCancelled: @escaping @Sendable () -> Bool
  ) throws(PipelineError) -> [PriorRow] {
    var plan = prepared.plan
    guard plan.quantities.contains(where: { $0.opinion != nil }) else { return [] }
    for index in plan.quantities.indices { plan.quantities[index].opinion = nil }
    let before = try simulate(
      plan, paths: Int(result.paths), threads: options.threads, isCancelled: isCancelled)
    return prepared.scoring.scored.enumerated().compactMap { number, row in
      let quantity = row.goal.quantity
      guard let prior = prepared.scenario.indicator(plan.quantities[quantity].id)?.prior
      else { return nil }
      func estimate(_ result: SimulationResult) -> EstimatedProbability {
        EstimatedProbability(result.goals[number])
      }
      func median(_ result: SimulationResult) -> Double {
        result.summaries[quantity][row.goal.step]?.quantile(0.5) ?? .nan
      }
      return PriorRow(
        target: row.target, weight: prior.weight, author: prior.judgement.author,
        date: prior.judgement.date, before: estimate(before),
        after: estimate(result), medianBefore: median(before), medianAfter: median(result))
    }
  }

  /// Simulates a plan.
  static func simulate(
    _ plan: SimulationPlan, paths: Int, precision: Double? = nil, threads: Int,
    progress: @escaping @Sendable (Int, Int) -> Void = { _, _ in },
    isCancelled: @escaping @Sendable () -> Bool = { false }
  ) throws(PipelineError) -> SimulationResult {
    try PipelineError.simulating { () throws(SimulationError) in
      try Simulator(plan: plan, threads: threads).run(
        paths: paths, precision: precision, progress: progress, isCancelled: isCancelled)
    }
  }

  /// The first year that is not over: that of the as-of date, or the one behind it when it closes a year; without a
  /// date the year behind the newest one that is published, by its months or quarters where these stand alone.
  static func presentYear(_ bundle: ScenarioBundle, asOf: CalendarDate?) -> Int {
    let horizon = bundle.scenario.horizon
    let first: Int
    if let asOf {
      first = asOf.month == 12 && asOf.day == 31 ? asOf.year + 1 : asOf.year
    } else {
      let periods = bundle.observations.keys
        .flatMap { bundle.observations.history(of: $0, asOf: nil) }.map(\.period)
      let years = periods.filter { $0.frequency == .annual }
      // Months or quarters alone begin a year that is under way, and their last one ends it.
      let parts = periods.filter { [.quarterly, .monthly].contains($0.frequency) }
      let over =
        years.isEmpty ? parts.map { $0.closesYear ? $0.year : $0.year - 1 } : years.map(\.year)
      first = (over.max() ?? horizon - 1) + 1
    }
    return min(first, horizon)
  }

  /// Years that are over and not published are simulated as far back as this.
  private static let yearsBack = 10

  /// The first simulated year: the present one, or an earlier one that is over and of which some indicator has
  /// no figure yet.
  static func firstYear(_ bundle: ScenarioBundle, asOf: CalendarDate?, present: Int) -> Int {
    let open = firstOpenYear(bundle, asOf: asOf, present: present) { _ in true }
    return max(present - yearsBack, min(present, open ?? present))
  }

  /// The first year that some of the indicators has no figure of.
  static func firstOpenYear(
    _ bundle: ScenarioBundle, asOf: CalendarDate?, present: Int, of isMeant: (String) -> Bool
  ) -> Int? {
    let assembler = IndicatorAssembler(
      scenario: bundle.scenario, observations: bundle.observations, asOf: asOf, years: [],
      present: present)
    return bundle.scenario.indicators.filter { isMeant($0.id) }
      .compactMap { assembler.firstOpenYear($0) }.min()
  }

  // MARK: Assembly

  /// The growth scenario that indicators are carried by, `nil` for none, and all indicators made ready.
  static func assemble(
    _ bundle: ScenarioBundle, _ options: RunOptions, asOf: CalendarDate?, years: [Int],
    present: Int, isMoved: Bool, faults: inout FaultCollector
  ) throws(PipelineError) -> (growth: CarriedGrowth?, indicators: [AssembledIndicator]) {
    let scenario = bundle.scenario
    var assembler = IndicatorAssembler(
      scenario: scenario, observations: bundle.observations, asOf: asOf, years: years,
      present: present)
    // Growth is settled beside the fits that ask nothing of it.
    let late = scenario.indicators.indices.filter { scenario.indicators[$0].asksGrowth }
    let early = scenario.indicators.indices.filter { !scenario.indicators[$0].asksGrowth }
    @Sendable func attempt(_ number: Int, _ assembler: IndicatorAssembler) -> Attempt {
      Attempt(scenario.indicators[number], assembler, bundle, isMoved: isMoved)
    }
    let pieces = parallelMap(1 + early.count, threads: options.threads) { [assembler] piece in
      piece > 0
        ? Piece.indicator(attempt(early[piece - 1], assembler))
        : Piece.growth(
          Result { () throws(PipelineError) in
            try CarriedGrowth(bundle, options, present: present, isMoved: isMoved)
          })
    }
    var attempts = [Attempt?](repeating: nil, count: scenario.indicators.count)
    for (place, piece) in pieces.enumerated() {
      switch piece {
      case .growth(let growth): assembler.growth = try growth.get()
      case .indicator(let attempt): attempts[early[place - 1]] = attempt
      }
    }
    let others = parallelMap(late.count, threads: options.threads) { [assembler] place in
      attempt(late[place], assembler)
    }
    for (number, attempt) in zip(late, others) { attempts[number] = attempt }
    // What goes wrong is told in the order of the scenario.
    var indicators: [AssembledIndicator] = []
    for attempt in attempts.compactMap(\.self) {
      var indicator = try attempt.indicator.get()
      let own = attempt.faults
      faults.warn(own.warnings)
      if let history = indicator.history { warn(of: history, bundle, faults: &faults) }
      if isMoved && !own.found.isEmpty {
        indicator = AssembledIndicator(
          specification: indicator.specification, basis: .notAssessed)
        indicator.reason = .tooFewFigures(by: asOf)
        indicator.withheld = own.found
      } else {
        faults.note(own.found)
      }
      indicators.append(indicator)
    }
    let targets = bundle.plans.flatMap(\.targets)
    if let rule = scenario.placeholder {
      try fill(
        &indicators, targets: targets, rule: rule, assembler: assembler, faults: &faults)
    }
    for index in indicators.indices {
      let id = indicators[index].specification.id
      indicators[index].printedDecimals = indicators[index].specification.selection?.level.flatMap {
        bundle.observations.printedDecimals(of: $0, asOf: asOf)
      }
      indicators[index].estimated = assembler.estimatedYears(indicators[index].specification)
      indicators[index].isSmallerBetter =
        targets.first { $0.indicatorID == id && $0.hasValue }?.direction?.asksForLess == true
    }
    return (assembler.growth, indicators)
  }

  /// What threads share out when a scenario is made ready.
  private enum Piece: Sendable {
    case growth(Result<CarriedGrowth?, PipelineError>)
    case indicator(Attempt)
  }

  /// An indicator made ready, or why not, with what was found wrong with its figures.
  private struct Attempt: Sendable {
    let indicator: Result<AssembledIndicator, PipelineError>
    let faults: FaultCollector

    init(
      _ specification: IndicatorSpecification, _ assembler: IndicatorAssembler,
      _ bundle: ScenarioBundle, isMoved: Bool
    ) {
      var faults = FaultCollector()
      if isMoved {
        FigureCheck.run(
          specification, observations: bundle.observations, places: bundle.places,
          asOf: assembler.asOf, faults: &faults)
      }
      indicator = Result { () throws(PipelineError) in
        try assembler.assemble(specification, faults: &faults)
      }
      self.faults = faults
    }
  }

  private static func fill(
    _ indicators: inout [AssembledIndicator], targets: [Target], rule: PlaceholderRule,
    assembler: IndicatorAssembler, faults: inout FaultCollector
  ) throws(PipelineError) {
    let filler = PlaceholderFill(
      rule: rule, firstYear: assembler.present, horizon: assembler.scenario.horizon)
    for target in targets {
      let position = indicators.firstIndex { $0.specification.id == target.indicatorID }
      if let position, indicators[position].basis != .notAssessed { continue }
      guard let specification = filler.specification(for: target) else { continue }
      var filled = try assembler.assemble(specification, faults: &faults)
      filled.basis = .illustrative
      filled.isPlaceholder = true
      if let position { indicators[position] = filled } else { indicators.append(filled) }
    }
  }

  /// Gives derived indicators the basis and model of what they rest on.
  static func resolveDerived(
    _ indicators: [AssembledIndicator], setup: SimulationSetup
  ) -> [AssembledIndicator] {
    var byID = Dictionary(indicators.map { ($0.specification.id, $0) }) { first, _ in first }
    func resolve(_ indicator: AssembledIndicator) -> AssembledIndicator {
      guard case .derived(let derived) = indicator.specification.source else { return indicator }
      let sources = derived.sources.compactMap { byID[$0] }.map(resolve)
      var resolved = indicator
      resolved.model = Method(sources: sources.map(\.model))
      resolved.modelReason = sources.first?.modelReason
      if sources.count == 1, let only = sources.first { resolved.basis = only.basis }
      if sources.contains(where: { $0.basis == .illustrative }) { resolved.basis = .illustrative }
      let id = indicator.specification.id
      if setup.positions[id] == nil, setup.hasFacts(id) {
        resolved.basis = .data
      } else if setup.positions[id] == nil {
        resolved.basis = .notAssessed
        resolved.reason = setup.reasons[indicator.specification.id] ?? .noSource
      }
      return resolved
    }
    let resolved = indicators.map(resolve)
    for indicator in resolved { byID[indicator.specification.id] = indicator }
    return resolved
  }

  // MARK: Results

  private static func describe(
    _ indicator: AssembledIndicator, _ plans: [Plan], setup: SimulationSetup,
    result: SimulationResult, classes: [Scope]
  ) -> IndicatorResult {
    let specification = indicator.specification
    let planned = plans.flatMap(\.targets).first { $0.indicatorID == specification.id }
    let position = setup.positions[specification.id]
    return IndicatorResult(
      id: specification.id,
      name: specification.name.en.isEmpty
        ? planned?.name ?? LocalizedText(en: specification.id, vi: specification.id)
        : specification.name,
      unit: specification.unit.en.isEmpty
        ? LocalizedText(en: planned?.unit ?? "", vi: planned?.unit ?? "") : specification.unit,
      basis: indicator.basis, model: indicator.model,
      modelReason: indicator.modelReason, parameters: indicator.parameters,
      yearlyValues: indicator.fittedModel is ReferenceClassModel
        ? indicator.input.map { ReferenceClassModel.evidence($0).values } : nil,
      classes: classes, history: indicator.history,
      actuals: actuals(indicator, setup: setup),
      start: start(indicator),
      summaries: position.map { summaries(result.summaries[$0], of: indicator, setup) } ?? [],
      scales: setup.years.map { setup.publishedScale(of: indicator, in: $0) },
      author: indicator.author)
  }

  private static func start(_ indicator: AssembledIndicator) -> StartLevel? {
    let origin: StartLevel.Origin =
      switch indicator.specification.source {
      case .proxy: .assumed
      case .judgement: .judged
      default: .figure
      }
    return indicator.last.map { StartLevel(time: $0.time, value: $0.value, origin: origin) }
  }

  /// A judgement says nothing of years that are over.
  private static func summaries(
    _ summaries: [StepSummary?], of indicator: AssembledIndicator, _ setup: SimulationSetup
  ) -> [StepSummary?] {
    guard case .judged? = indicator.process else { return summaries }
    return zip(setup.years, summaries).map { $0 < setup.present ? nil : $1 }
  }

  private static func actuals(
    _ indicator: AssembledIndicator, setup: SimulationSetup
  ) -> [Actual] {
    switch indicator.specification.source {
    case .series, .anchor:
      return (indicator.history?.history.realised ?? []).map {
        Actual(period: $0.period, value: $0.value)
      }
    case .derived(.growth(let of)):
      let levels = setup.indicator(of)?.realised ?? [:]
      let known = KnownValues(setup.indicators)
      return levels.keys.sorted().compactMap { year in
        known.value(of: indicator.specification.id, in: year).map {
          Actual(period: .year(year), value: $0)
        }
      }
    default: return []
    }
  }
}
