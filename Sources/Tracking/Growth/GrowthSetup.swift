internal import Coherence
internal import Files
internal import LinearAlgebra
package import Plans
internal import RealModule
internal import Simulation
package import TimeSeries

/// What every growth command starts from: the sectors, their history, the year.
package final class GrowthSetup: Sendable {
  let scenario: Scenario
  package let data: GrowthData
  package let history: GrowthHistory
  package let year: Int
  package let asOf: CalendarDate?
  let paths: Int
  let seed: UInt64
  package let variants: [VariantSpecification]
  let leafSurprises: [GrowthSurprise?]
  /// Of sums of leaves whose quarters are not published, by node.
  let sumSurprises: [GrowthSurprise?]
  /// What the year takes over from an earlier open one; `nil` where figures reach its beginning.
  let continued: GrowthContinuation?

  /// - Parameter moment: an earlier moment that is looked from; the day itself by default.
  package init(
    _ bundle: ScenarioBundle, options: GrowthOptions, at moment: GrowthKnowledge.Moment? = nil
  ) throws(PipelineError) {
    let scenario = bundle.scenario
    var faults = FaultCollector()
    let asOf = options.run.asOf ?? scenario.asOf
    guard let growth = scenario.growth,
      let data = GrowthData(
        growth, observations: bundle.observations,
        knowledge: GrowthKnowledge(asOf: asOf, moment: moment))
    else {
      throw .faults([
        Fault(
          .json(.missingKey("sectors")), at: scenario.resolved.location, hint: .schema("scenario"))
      ])
    }
    let known = growth.variants.map(\.id)
    for id in options.variants where !known.contains(id) {
      let hint = nearestName(to: id, among: known).map(Hint.didYouMean) ?? .allowed(known)
      faults.note(.growth(.unknownVariant(id)), at: scenario.resolved.location, hint: hint)
    }
    guard faults.found.isEmpty,
      var history = GrowthHistory(data, year: options.year, faults: &faults)
    else { throw .faults(Faults(faults.found).all) }
    continued = Self.continued(bundle, options, history, at: moment)
    if let continued { history.goOn(as: continued) }
    self.scenario = scenario
    self.data = data
    self.history = history
    self.asOf = asOf
    year = options.year
    paths = options.run.paths ?? scenario.simulation.paths
    seed = options.run.seed ?? scenario.simulation.seed
    // What is asked for by name is asked, whenever it was issued.
    variants = growth.variants.map { variant in
      options.earlierPlans?.replacing(variant) ?? variant
    }.filter { variant in
      guard options.variants.isEmpty else { return options.variants.contains(variant.id) }
      return !Self.isLater(variant, than: asOf)
    }
    leafSurprises = GrowthSurprise.borrowed(history, year: options.year)
    sumSurprises = GrowthSurprise.ofSums(history, year: options.year)
  }

  /// Variants that were issued only after the day.
  var laterVariants: [VariantSpecification] {
    data.specification.variants.filter { variant in
      Self.isLater(variant, than: asOf) && !variants.contains { $0.id == variant.id }
    }
  }

  private static func isLater(_ variant: VariantSpecification, than day: CalendarDate?) -> Bool {
    guard let issued = variant.issued, let day else { return false }
    return issued > day
  }

  /// Quarters of the year that are settled.
  var settledQuarters: Int { history.span.upperBound - 4 * year + 1 }

  /// Whether the year before is not over yet.
  package var isAheadOfYear: Bool { data.lastQuarterOver < 4 * year - 1 }

  /// The forecast of what is left of the year, and of quarters behind it.
  func outlook(quartersBehind: Int = 0) throws(PipelineError) -> GrowthOutlook {
    if let continued { return continued.outlook(from: 4 * year + settledQuarters) }
    guard
      let outlook = GrowthOutlook(
        data.tree, levels: history.levels, horizon: 4 - settledQuarters + quartersBehind,
        quartersBehind: quartersBehind,
        leafSurprises: leafSurprises, sumSurprises: sumSurprises,
        growthCases: GrowthSurprise.growthCases(history))
    else { throw .faults([data.withoutHistory(0)]) }
    return outlook
  }

  /// What levers add to each month of the year that is still ahead, by leaf.
  ///
  /// - Parameter isKnown: whether a month of a leaf is known.
  func additions(unless isKnown: (Int, Int) -> Bool) -> [[Double]] {
    data.leaves.enumerated().map { number, leaf in
      (0..<12).map { month in
        isKnown(number, month) ? 0 : added(to: leaf, in: .month(month + 1, of: year))
      }
    }
  }

  /// What levers add to the year behind this one, by leaf.
  var additionsBehind: [Double] {
    data.leaves.map { leaf in
      (1...12).reduce(0) { $0 + added(to: leaf, in: .month($1, of: year + 1)) }
    }
  }

  private func added(to node: Int, in month: Period) -> Double {
    data.specification.levers.filter { lever in
      lever.sector == data.tree.nodes[node] && lever.from <= month
        && lever.until.map { month <= $0 } ?? true
    }.reduce(0) { $0 + $1.perMonth }
  }

  /// The growth of the top in the settled quarters of the year, percent.
  var runRate: Double? { runRate(quarters: settledQuarters) }

  /// The growth of the top in the first quarters of the year, percent.
  func runRate(quarters: Int) -> Double? {
    guard quarters > 0 else { return nil }
    let now = PeriodRange.quarters(1...quarters, of: year)
    return 100 * (history.total(0, now) / history.total(0, now.yearBefore) - 1)
  }

  /// The paths of a plan.
  ///
  /// - Parameter variants: the variants that the plan conditions on, behind its forecast.
  func simulate(
    _ plan: GrowthPlan, variants: [AskedVariant] = [], threads: Int,
    isCancelled: @escaping @Sendable () -> Bool
  ) throws(PipelineError) -> GrowthPaths {
    do {
      return try GrowthSimulator(plan: plan, threads: threads).run(
        paths: paths, isCancelled: isCancelled)
    } catch {
      throw failure(error, plan: plan, variants: variants)
    }
  }

  // MARK: What readers are told

  var sectors: [GrowthSector] {
    let data = data
    return data.tree.nodes.indices.map { node in
      GrowthSector(
        id: data.tree.nodes[node], parent: data.sectors[node].parent ?? "",
        name: data.sectors[node].name,
        depth: sequence(first: node, next: { data.tree.parents[$0] }).reduce(-1) { depth, _ in
          depth + 1
        },
        isUnpublished: isUnpublished(node))
    }
  }

  /// Whether nothing was ever published or stated of a node or of its parts.
  func isUnpublished(_ node: Int) -> Bool {
    let stated = data.specification.statedLevels.map(\.sector)
    let under = data.leavesUnder[node].map { data.leaves[$0] }
    return ([node] + under).allSatisfy {
      data.ownRows($0).isEmpty && !stated.contains(data.tree.nodes[$0])
    }
  }

  /// Sectors whose realised quarters are known while nothing settles the same quarters of the year before.
  var assumedBases: [GrowthNote] {
    guard settledQuarters > 0 else { return [] }
    return data.leaves.compactMap { node in
      guard !isUnpublished(node) else { return nil }
      let published = GrowthPublished(data, node: node)
      let assumed = (4 * year..<4 * year + settledQuarters).filter { quarter in
        history.isSettled(node, .quarters(quarter...quarter))
          && !history.isGrowthSettled(node, .quarters(quarter...quarter))
          && published.figures(3 * quarter...3 * quarter + 2).growth == nil
      }.map { $0 - 4 }
      guard let first = assumed.first, let last = assumed.last else { return nil }
      return GrowthNote(
        kind: .baseAssumed, sector: data.tree.nodes[node],
        first: .quarter(first), last: .quarter(last), count: assumed.count)
    }
  }

  /// Quarters that were over on the day without a figure of them, up to the end of the year.
  var unpublishedQuarters: [GrowthNote] {
    let first = history.spoken + 1
    let last = min(data.lastQuarterOver, 4 * year + 3)
    guard first <= last else { return [] }
    return [
      GrowthNote(
        kind: .quarterUnpublished, first: .quarter(first), last: .quarter(last),
        count: last - first + 1)
    ]
  }

  /// Whether figures of the sectors name prices, and all that do name constant ones.
  var hasConstantPrices: Bool {
    let named = data.tree.nodes.indices.flatMap { data.ownRows($0).map(\.row.priceBasis) }
      .filter { !["", "na"].contains($0) }
    return !named.isEmpty && named.allSatisfy { $0.hasPrefix("constant") }
  }

  /// The unit of the first series of levels.
  var unit: String {
    for sector in data.sectors {
      for measure in [SectorSeries.Measure.level, .levelToDate] {
        guard let series = sector.series[measure] else { continue }
        for key in data.observations.keys(id: series.id) where key.geo == series.geo {
          if let row = data.observations[key].first { return row.unit }
        }
      }
    }
    return ""
  }

  /// The series that were used, with source and newest vintage.
  func sources() -> [GrowthSource] {
    var found: [GrowthSource] = []
    for sector in data.sectors {
      let all =
        sector.series.all.map(\.series) + [sector.profile].compactMap { $0 } + sector.indicators
      for series in all {
        let rows = [Frequency.annual, .quarterly, .monthly].flatMap { data.history(series, $0) }
        guard let newest = rows.max(by: { Self.isOlder($0, $1) }) else { continue }
        let isKnown = found.contains { $0.series == series.id && $0.region == series.geo }
        if isKnown { continue }
        found.append(
          GrowthSource(series.id, of: series.geo, source: newest.source, vintage: newest.vintage))
      }
    }
    return found
  }

  private static func isOlder(_ left: Observation, _ right: Observation) -> Bool {
    switch (left.vintage, right.vintage) {
    case (let a?, let b?): (a, left.period) < (b, right.period)
    case (nil, .some): true
    case (.some, nil): false
    case (nil, nil): left.period < right.period
    }
  }

  // MARK: Past years

  /// Whether leaves have published quarters, or growth of quarters, of their own to be judged on.
  var isJudgedOnItself: Bool {
    data.leaves.indices.allSatisfy { history.isDirect[$0] || history.isChained[$0] }
  }

  /// Where measured coverage comes from.
  var lender: CoverageSource { isJudgedOnItself ? .ownSectors : .lendingSectors }

  /// Past years forecast again: of these sectors, or of those that lend them their course.
  ///
  /// - Parameter threads: at most so many at once; the same whatever their number.
  func backtest(threads: Int) -> GrowthBacktest {
    guard !isJudgedOnItself else {
      let whole = history.levels[0].count / 4 * 4
      return GrowthBacktest(
        data.tree, levels: history.levels.map { Array($0.prefix(whole)) },
        start: history.span.lowerBound / 4, threads: threads)
    }
    let profiles = data.leaves.map { data.profileLevels($0) }
    let first = profiles.compactMap { $0.keys.min() }.max().map { ($0 + 3) / 4 * 4 } ?? 0
    let last = profiles.compactMap { $0.keys.max() }.min() ?? -1
    let whole = max(0, (last - first + 1) / 4 * 4)
    guard profiles.allSatisfy({ !$0.isEmpty }), whole > 0 else {
      return GrowthBacktest(data.tree, levels: [], start: 0, threads: 1)
    }
    return GrowthBacktest(
      data.tree,
      levels: profiles.map { profile in (first..<first + whole).map { profile[$0] ?? .nan } },
      start: first / 4, threads: threads)
  }
}
