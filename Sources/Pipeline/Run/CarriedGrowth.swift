internal import Coherence
internal import Files
internal import Plans
internal import Simulation
internal import TimeSeries
internal import Tracking

/// The growth scenario that stands in the same file as a plan: what a run takes from it, and for which indicators.
///
/// An indicator is carried where its own series is one of a sector's: levels, or growth from which levels are
/// chained; or growth itself, told in percent. What is derived from it follows.
struct CarriedGrowth {
  /// Years that are over but not published, then the present one with the year behind it.
  private let stages: [Stage]
  let present: Int
  private let horizon: Int
  /// The sector of each carried indicator.
  private let links: [String: Link]
  /// The variant that the present year is conditioned by.
  let variant: VariantSpecification?

  private struct Link {
    let node: Int
    /// Whether the indicator is growth in percent.
    let isGrowth: Bool
  }

  private struct Stage {
    let setup: GrowthSetup
    let assembly: GrowthAssembly

    var year: Int { setup.year }
  }

  /// Years that are over draw from other numbers than the present one, and than each other.
  private static let seedOfPast: UInt64 = 0x9E37_79B9_7F4A_7C15
  /// How far an indicator may lie from its sector and still be the same thing.
  private static let tolerance = 0.02

  /// What a run takes over.
  ///
  /// - Parameters:
  ///   - present: the first year that was not over on the day.
  ///   - isMoved: whether the day is not the scenario's, so that what is not published yet is no fault.
  /// - Returns: `nil` where the scenario has no sectors, or none that an indicator names.
  /// - Throws: `faults`.
  init?(
    _ bundle: ScenarioBundle, _ options: RunOptions, present: Int, isMoved: Bool
  ) throws(PipelineError) {
    let scenario = bundle.scenario
    guard let growth = scenario.growth, Self.isLinked(scenario, growth) else {
      guard options.variant == nil else { throw Self.refused(bundle, options, present) }
      return nil
    }
    let stage: Stage
    do {
      stage = try Self.stage(bundle, options, year: present)
    } catch {
      guard case .faults(let faults) = error, options.variant == nil,
        isMoved || faults.allSatisfy({ $0.problem.isOutOfReach })
      else { throw error }
      return nil
    }
    // The years of a run begin where the one before is over.
    guard options.variant != nil || !stage.setup.isAheadOfYear else { return nil }
    let data = stage.setup.data
    links = Self.links(scenario, data)
    var stages = [stage]
    var past = options
    past.variant = nil
    let seed = options.seed ?? scenario.simulation.seed
    let linked = links
    let open = ScenarioRun.firstOpenYear(bundle, asOf: stage.setup.asOf, present: present) {
      linked[$0] != nil
    }
    for year in stride(from: present - 1, through: open ?? present, by: -1) {
      past.seed = seed ^ (Self.seedOfPast &* UInt64(present - year))
      guard let earlier = try? Self.stage(bundle, past, year: year) else { break }
      stages.insert(earlier, at: 0)
    }
    self.stages = stages
    self.present = present
    horizon = scenario.horizon
    variant = options.variant.flatMap { id in growth.variants.first { $0.id == id } }
  }

  private static func stage(
    _ bundle: ScenarioBundle, _ options: RunOptions, year: Int
  ) throws(PipelineError) -> Stage {
    let setup = try setup(bundle, options, year: year)
    let asked = options.variant == nil ? [] : setup.variants
    // Quarters tell two years: that of the next one, and the one behind it.
    let behind = setup.isBehindOpenYear ? 0 : 4
    return Stage(
      setup: setup,
      assembly: try GrowthAssembly(setup, variants: asked, quartersBehind: behind))
  }

  private static func setup(
    _ bundle: ScenarioBundle, _ options: RunOptions, year: Int
  ) throws(PipelineError) -> GrowthSetup {
    try GrowthSetup(
      bundle,
      options: GrowthOptions(
        run: options, year: year, variants: options.variant.map { [$0] } ?? []))
  }

  /// A variant that changes nothing of a run.
  private static func refused(
    _ bundle: ScenarioBundle, _ options: RunOptions, _ present: Int
  ) -> PipelineError {
    do throws(PipelineError) {
      _ = try setup(bundle, options, year: present)
    } catch {
      return error
    }
    return .faults([
      Fault(
        .value(.conflict(key: "--variant", .noIndicatorOfSectors)),
        at: bundle.scenario.resolved.location)
    ])
  }

  // MARK: Which indicators

  /// Whether the years of an indicator that its history leaves open are told by the sectors.
  func carries(_ id: String, _ history: BuiltHistory) -> Bool {
    let history = history.before(present)
    guard let link = links[id], let last = history.history.last?.period.year else { return false }
    let level = history.history.realised.last { $0.period.closesYear && $0.period.year == last }
    return start(link, after: last, level?.value, isIndex: history.isIndex) != nil
  }

  /// A year that is over, as the sectors have it.
  struct SettledYear {
    let level: Double
    /// In percent; `nil` where figures do not settle it.
    let growth: Double?
  }

  /// Years that are over and that figures settle; `nil` for what is growth itself.
  func settledYears(of id: String) -> [Int: SettledYear]? {
    guard let link = links[id], !link.isGrowth, let stage = stages.last else { return nil }
    let history = stage.setup.history
    let years = (history.span.lowerBound / 4)..<((history.span.upperBound + 1) / 4)
    var found: [Int: SettledYear] = [:]
    for year in years where year < present {
      let now = PeriodRange.quarters(of: year)
      guard history.isSettled(link.node, now) else { continue }
      let level = history.total(link.node, now)
      let isGrowthKnown = year > years.lowerBound && history.isGrowthSettled(link.node, now)
      found[year] = SettledYear(
        level: level,
        growth: isGrowthKnown
          ? 100 * (level / history.total(link.node, now.yearBefore) - 1) : nil)
    }
    return found
  }

  /// What the first carried year of an indicator is measured from; `nil` where it cannot be carried.
  ///
  /// - Parameters:
  ///   - year: the year before.
  ///   - known: the level of the indicator in it.
  private func start(_ link: Link, after year: Int, _ known: Double?, isIndex: Bool) -> Double? {
    guard year <= present, let stage = stages.first(where: { $0.year == min(year + 1, present) })
    else { return nil }
    if link.isGrowth { return 0 }
    let base = base(stage, link.node)
    // What has the same series and another size is another thing, an end of the year beside a sum, say.
    guard !isIndex, year < present else { return known }
    guard let known else { return base }
    return abs(known - base) <= Self.tolerance * base ? known : nil
  }

  private static func isLinked(_ scenario: Scenario, _ growth: GrowthSpecification) -> Bool {
    scenario.indicators.contains { indicator in
      indicator.prior == nil && growth.sectors.contains { $0.series.tells(indicator) != nil }
    }
  }

  private static func links(_ scenario: Scenario, _ data: GrowthData) -> [String: Link] {
    var links: [String: Link] = [:]
    // Paths that follow a judgement in their own years cannot be those of the sectors.
    for indicator in scenario.indicators where indicator.prior == nil {
      for node in data.tree.nodes.indices where links[indicator.id] == nil {
        guard let isGrowth = data.sectors[node].series.tells(indicator) else { continue }
        links[indicator.id] = Link(node: node, isGrowth: isGrowth)
      }
    }
    return links
  }

  // MARK: Paths

  /// The carried steps of the quantities of a run; `nil` where nothing is left to carry.
  ///
  /// - Throws: `faults` for a variant that no path meets.
  func paths(_ setup: SimulationSetup) throws(PipelineError) -> CarriedPaths? {
    var series: [CarriedPaths.Series] = []
    for id in links.keys.sorted() {
      guard let link = links[id], let quantity = setup.positions[id],
        let found = self.series(link, quantity, setup)
      else { continue }
      series.append(found)
    }
    guard !series.isEmpty else { return nil }
    do {
      return try CarriedPaths(plans: stages.map(\.assembly.plan), series: series)
    } catch {
      let last = stages[stages.count - 1]
      throw last.setup.failure(
        error, plan: last.assembly.plan, variants: last.assembly.variants)
    }
  }

  private func series(
    _ link: Link, _ quantity: Int, _ setup: SimulationSetup
  ) -> CarriedPaths.Series? {
    guard case .fitted = setup.quantities[quantity].process else { return nil }
    let first = setup.quantities[quantity].known.count
    let end = stages[stages.count - 1].setup.isBehindOpenYear ? present : present + 1
    guard first < setup.years.count, setup.years[first] <= min(end, horizon) else { return nil }
    var years: [CarriedPaths.Year] = []
    for year in setup.years[first...] where year <= end {
      let isBehind = year > present
      guard let plan = stages.firstIndex(where: { $0.year == (isBehind ? present : year) }) else {
        return nil
      }
      years.append(
        CarriedPaths.Year(plan: plan, isBehind: isBehind, base: base(stages[plan], link.node)))
    }
    let id = setup.quantities[quantity].id
    guard let indicator = setup.indicator(id),
      let start = start(
        link, after: setup.years[first] - 1, indicator.realised[setup.years[first] - 1],
        isIndex: indicator.history?.isIndex ?? true)
    else { return nil }
    var series = CarriedPaths.Series(
      quantity: quantity, first: first, years: years,
      leaves: stages[0].setup.data.leavesUnder[link.node], start: link.isGrowth ? nil : start)
    let gone = stages[stages.count - 1].setup.yearsGoneOn
    series.goneOn = gone > 0 ? gone : nil
    return series
  }

  /// The level of the year before a stage's.
  private func base(_ stage: Stage, _ node: Int) -> Double {
    stage.assembly.before(ofLeaves: stage.setup.data.leavesUnder[node])
  }

  // MARK: What readers are told

  /// What was carried, for reports.
  func facts(_ paths: CarriedPaths?, _ setup: SimulationSetup) -> CarriedYears? {
    guard let paths, !paths.series.isEmpty else { return nil }
    let data = stages[stages.count - 1].setup.data
    return CarriedYears(
      year: present, variant: variant,
      indicators: paths.series.map { series in
        let id = setup.quantities[series.quantity].id
        let node = links[id]?.node ?? 0
        let last = series.first + series.years.count - 1
        return CarriedYears.Indicator(
          id: id, sector: data.tree.nodes[node],
          years: setup.years[series.first]...setup.years[last])
      }.sorted { $0.id < $1.id })
  }
}

extension Problem {
  /// Whether the figures do not reach a year that is asked for.
  fileprivate var isOutOfReach: Bool {
    if case .growth(.yearOutOfReach) = self { true } else { false }
  }
}
