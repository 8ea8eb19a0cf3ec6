internal import Coherence
internal import Files
internal import LinearAlgebra
internal import Models
public import Plans
internal import Simulation
internal import TimeSeries

/// A year's measures from scenario to rows.
public enum ScorecardRun {
  /// Settles, forecasts and simulates every measure, jointly with the sectors.
  ///
  /// - Parameter withPast: whether past years are forecast again.
  /// - Throws: `faults`; `cancelled`.
  public static func run(
    _ bundle: ScenarioBundle, options: GrowthOptions, withPast: Bool = false,
    isCancelled: @escaping @Sendable () -> Bool = { false }
  ) throws(PipelineError) -> Scorecard {
    let scenario = bundle.scenario
    let asOf = options.run.asOf ?? scenario.asOf
    let measures = wanted(scenario)
    guard !measures.isEmpty else {
      throw .faults([
        Fault(.measure(.none), at: scenario.resolved.location, hint: .schema("scenario"))
      ])
    }
    let sectors = try sectors(bundle, options, measures, isCancelled: isCancelled)
    let knowledge = GrowthKnowledge(asOf: asOf, moment: nil)
    let planned = options.plansAsOf ?? asOf
    let told = parallelMap(measures.count, threads: options.run.threads) {
      place -> (demands: [MeasureDemand], state: MeasureState?) in
      let measure = measures[place]
      let demands = MeasureDemand.all(measure, bundle, year: options.year, asOf: planned)
        .map { options.earlierPlans?.replacing($0, of: measure.id) ?? $0 }
      let state = MeasureFigures(measure, bundle.observations, knowledge).map {
        MeasureState($0, demands, year: options.year)
      }
      return (demands, state)
    }
    let entries = zip(measures, told).map {
      Entry($0, demands: $1.demands, state: $1.state, sectors: sectors)
    }
    let skipped = entries.compactMap { entry -> Fault? in
      guard let figures = entry.state?.figures, let last = figures.skips(options.year) else {
        return nil
      }
      return Fault(
        .measure(
          .yearWithout(measure: entry.measure.id, year: options.year, last: last.description)),
        at: entry.measure.location)
    }
    guard skipped.isEmpty else { throw .faults(skipped) }
    let undated = undated(entries, asOf)
    guard undated.isEmpty else { throw .faults(undated) }
    let seed = options.run.seed ?? scenario.simulation.seed
    let paths = options.run.paths ?? scenario.simulation.paths
    let simulation = ScorecardSimulation(entries, sectors, year: options.year, seed: seed)
    let result: MeasurePaths
    do {
      result = try MeasureSimulator(plan: simulation.plan, threads: options.run.threads)
        .run(paths: paths, isCancelled: isCancelled)
    } catch {
      if case .cancelled = error { throw .cancelled }
      throw .faults([Fault(.measure(.none), at: scenario.resolved.location)])
    }
    let done = entries.indices.map { simulation.measure($0, result) }
    let allocation = Allocation(options, seed: seed, paths: paths)
    var allotted: [AllocationRow] = []
    for (entry, measure) in zip(entries, done) {
      allotted += try allocation.rows(
        entry, measure, bundle, knowledge, isCancelled: isCancelled)
    }
    let states = entries.compactMap(\.state)
    let rivals = withPast ? MeasureBacktest(states).rivals : []
    let news = parallelMap(states.count, threads: options.run.threads) {
      MeasureNews.all(states[$0])
    }
    var scorecard = Scorecard(
      scenario: scenario.name, title: scenario.title, region: scenario.region.name,
      year: options.year, asOf: asOf, seed: seed, paths: paths, measures: done,
      joint: simulation.joint(done, result),
      news: news.flatMap { $0 },
      rivals: rivals,
      drivers: (sectors.map { sectors in
        GrowthBridge.notes(sectors.assembly.bridges, sectors.setup)
      } ?? []) + (withPast ? MeasureBacktest.untried(states, rivals) : []),
      sectors: sectors?.setup.sectors ?? [], allocation: allotted,
      currentPrices: CurrentPriceRow.all(bundle, year: options.year, asOf: asOf))
    scorecard.warnings = Faults(zip(entries, done).flatMap(apart)).all
    return scorecard
  }

  /// Plans of periods that those of their parts do not add up to, by the place of the plan's row.
  private static func apart(_ entry: Entry, _ measure: Scorecard.Measure) -> [Fault] {
    func text(_ value: Double) -> String {
      let rounded = (value * 1000).rounded() / 1000
      return Int(exactly: rounded).map(String.init) ?? "\(rounded)"
    }
    return measure.rows.compactMap { row -> Fault? in
      guard let parts = row.plannedParts, let plan = row.plan else { return nil }
      let place = entry.demands.first { $0.period == row.period }?.location
      return Fault(
        .measure(
          .plansApart(
            measure: measure.id, period: row.period.description, value: text(plan),
            parts: parts.periods.map(\.description), sum: text(parts.sum))),
        at: place ?? entry.measure.location)
    }
  }

  /// Past years of the measures forecast again, and what is left out of them.
  static func rivals(
    _ bundle: ScenarioBundle, _ options: GrowthOptions
  ) -> (rivals: [MeasureRival], untried: [GrowthNote]) {
    let knowledge = GrowthKnowledge(asOf: options.run.asOf ?? bundle.scenario.asOf, moment: nil)
    let states = bundle.scenario.measures.compactMap { measure in
      MeasureFigures(measure, bundle.observations, knowledge).map {
        MeasureState($0, [], year: options.year)
      }
    }
    let rivals = MeasureBacktest(states).rivals
    return (rivals, MeasureBacktest.untried(states, rivals))
  }

  /// Where no figure of any measure tells its day, so that on the day asked for nothing is known: the measures.
  private static func undated(_ entries: [Entry], _ asOf: CalendarDate?) -> [Fault] {
    guard let asOf, entries.allSatisfy({ $0.state?.figures.areUndated == true }) else { return [] }
    return entries.compactMap { entry in
      guard let series = entry.state?.figures.series.all.first?.1 else { return nil }
      return Fault(
        .series(
          .withoutHistory(series: "\(series.id) (\(series.geo))", asOf: asOf.description)),
        at: entry.measure.location, hint: .mend(.giveVintage))
    }
  }

  /// The measures of a scenario; the whole of its sectors first where no measure names it.
  private static func wanted(_ scenario: Scenario) -> [MeasureSpecification] {
    guard let top = scenario.growth?.sectors.first(where: { $0.parent == nil }) else {
      return scenario.measures
    }
    let isNamed = scenario.measures.contains {
      if case .sector(let id) = $0.source { id == top.id } else { $0.id == top.id }
    }
    guard !isNamed else { return scenario.measures }
    return [MeasureSpecification(sector: top)] + scenario.measures
  }

  private static func sectors(
    _ bundle: ScenarioBundle, _ options: GrowthOptions, _ measures: [MeasureSpecification],
    isCancelled: @escaping @Sendable () -> Bool
  ) throws(PipelineError) -> SectorScenario? {
    let isAsked = measures.contains { if case .sector = $0.source { true } else { false } }
    guard isAsked, bundle.scenario.growth != nil else { return nil }
    return try SectorScenario(bundle, options, isCancelled: isCancelled)
  }

  /// A measure with what it is made of: a state of its own, or a node of the sectors.
  final class Entry: Sendable {
    let measure: MeasureSpecification
    let demands: [MeasureDemand]
    let state: MeasureState?
    let node: Int?

    init(
      _ measure: MeasureSpecification, demands: [MeasureDemand], state: MeasureState?,
      sectors: SectorScenario?
    ) {
      self.measure = measure
      self.demands = demands
      self.state = state
      node =
        if case .sector(let id) = measure.source {
          sectors?.setup.data.tree.nodes.firstIndex(of: id)
        } else { nil }
    }
  }
}

extension Scenario {
  /// The names of its measures, by id.
  var measureNames: [String: LocalizedText] {
    Dictionary(measures.map { ($0.id, $0.name) }) { first, _ in first }
  }
}
