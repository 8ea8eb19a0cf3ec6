internal import Coherence
internal import Plans
internal import RealModule
internal import Simulation
internal import TimeSeries

/// A point of the year: so many quarters known, and months behind them.
struct TrackingPoint: Hashable {
  let year: Int
  let quarters: Int
  let months: Int
  /// What counts at the point; `nil` for the last one, which is the day of the command itself.
  let moment: GrowthKnowledge.Moment?

  /// The last realised period.
  var period: Period {
    months > 0
      ? .month(3 * quarters + months, of: year) : .quarter(4 * year + quarters - 1)
  }

  /// The points of a year, in order.
  static func all(_ setup: GrowthSetup) -> [TrackingPoint] {
    let places = (0...setup.settledQuarters).flatMap { quarters in
      ([0] + GrowthOpenQuarter.monthsEverywhere(setup, quarters: quarters)).map {
        (quarters: quarters, months: $0)
      }
    }
    return places.enumerated().map { number, place in
      let last = 12 * setup.year + 3 * place.quarters + place.months - 1
      let moment = GrowthKnowledge.Moment(
        month: last, day: day(setup, last, isQuarter: place.months == 0))
      return TrackingPoint(
        year: setup.year, quarters: place.quarters, months: place.months,
        moment: number == places.count - 1 ? nil : moment)
    }
  }

  /// The day on which a period was out: of a quarter the first figure of any sector, of a month the first of the
  /// last sector; never before the period was over.
  private static func day(
    _ setup: GrowthSetup, _ month: Int, isQuarter: Bool
  ) -> CalendarDate? {
    let data = setup.data
    let frequencies: [Frequency] = [.annual, .quarterly, .monthly]
    func first(_ node: Int) -> CalendarDate? {
      let found: [Observation] = data.sectors[node].series.all.flatMap { _, series in
        frequencies.flatMap { data.observations[series.key($0)] }
      }
      let days: [CalendarDate] = found.filter {
        $0.status.isHistory && $0.period.lastMonth == month
      }.compactMap(\.vintage)
      guard let asOf = data.knowledge.asOf else { return days.min() }
      return days.filter { $0 <= asOf }.min()
    }
    let days =
      isQuarter
      ? [data.tree.nodes.indices.compactMap(first).min()]
      : data.leaves.map { leaf in
        sequence(first: leaf, next: { data.tree.parents[$0] }).compactMap(first).min()
      }
    return days.compactMap(\.self).max().map { max($0, Period.month(month).lastDay) }
  }
}

/// A variant's condition on the whole year, or on a quarter, six or nine months of it where none speaks of the year.
struct TrackedTarget {
  let id: String
  let condition: GrowthCondition
  let leaves: [Int]
  /// Its months of the year, from 0.
  let months: ClosedRange<Int>
  /// The level that they must reach.
  let level: Double
  /// Their level of the year before.
  let base: Double
  /// What the variant asks besides.
  let others: [TrackedTarget]

  /// Stretches that are followed, the year first, with their cells among those of paths.
  private static let cells: [(months: ClosedRange<Int>, cell: Int)] =
    [(0...11, 16), (0...8, 18), (0...5, 17)] + (0..<4).map { (3 * $0...3 * $0 + 2, 12 + $0) }

  /// Where its quantiles stand.
  var cell: Int { Self.cells.first { $0.months == months }?.cell ?? 16 }

  /// The condition that is followed: the first on the longest stretch of the year; none where another one of the
  /// year lies beside it, for then it is but a part of what is asked.
  static func followed(_ variant: VariantSpecification, year: Int) -> GrowthCondition? {
    let asked = variant.conditions.filter { $0.first.year == year }
    let longest = cells.lazy.compactMap { stretch in
      asked.first { GrowthConditions.months($0) == stretch.months }
    }.first
    guard let longest else { return nil }
    let whole = GrowthConditions.months(longest)
    return asked.allSatisfy { whole.contains(GrowthConditions.months($0)) } ? longest : nil
  }

  init?(_ variant: VariantSpecification, _ setup: GrowthSetup) {
    guard let followed = Self.followed(variant, year: setup.year) else { return nil }
    let others = variant.conditions.filter { $0.first.year == setup.year && $0 != followed }
    self.init(
      variant, followed, setup,
      others: others.map { TrackedTarget(variant, $0, setup, others: []) })
  }

  private init(
    _ variant: VariantSpecification, _ followed: GrowthCondition, _ setup: GrowthSetup,
    others: [TrackedTarget]
  ) {
    let data = setup.data
    leaves = data.leaves(of: followed)
    months = GrowthConditions.months(followed)
    let quarters = months.lowerBound / 3 + 1...months.upperBound / 3 + 1
    let before = PeriodRange.quarters(quarters, of: setup.year - 1)
    base = leaves.reduce(0) { $0 + setup.history.total(data.leaves[$1], before) }
    level =
      followed.isGrowth ? base * (1 + followed.demand.least / 100) : followed.demand.least
    id = variant.id
    condition = followed
    self.others = others
  }

  /// What is asked of the figure that is published first.
  var first: GrowthPlan.Condition {
    GrowthPlan.Condition(leaves: leaves, months: months, demand: .equal(level))
  }

  /// The same of the final one.
  func final(_ revision: GrowthRevision) -> GrowthPlan.Condition {
    GrowthPlan.Condition(
      leaves: leaves, months: months,
      demand: .about(level, deviation: revision.size / 100 * base))
  }
}

/// What is said of the targets at one point of the year.
struct TrackingStep {
  let setup: GrowthSetup
  let point: TrackingPoint
  let targets: [TrackedTarget]
  let assembly: GrowthAssembly
  /// By target: how far the figure first published of the year will be revised.
  private let revisions: [GrowthRevision]

  init(
    _ setup: GrowthSetup, point: TrackingPoint, variants: [VariantSpecification]
  ) throws(PipelineError) {
    self.setup = setup
    self.point = point
    targets = variants.compactMap { TrackedTarget($0, setup) }
    revisions = targets.map { Self.revision($0, setup) }
    // A year that is over has verdicts; before, conditions are only looked at.
    assembly = try GrowthAssembly(
      setup, variants: setup.settledQuarters == 4 ? variants : [])
  }

  /// What was known at a point; `nil` where that was too little for a forecast, or nothing of the point itself.
  ///
  /// Where the files do not hold what was out then, because all of it was published anew since, the figures of the
  /// day of the command stand for it: those about later periods still do not count.
  static func look(
    _ bundle: ScenarioBundle, _ options: GrowthOptions, _ point: TrackingPoint,
    _ variants: [VariantSpecification]
  ) throws(PipelineError) -> TrackingStep? {
    var moments: [GrowthKnowledge.Moment?] = [nil]
    if let own = point.moment {
      var undated = own
      undated.day = nil
      moments = holds(bundle, options, own, undated) ? [own, undated] : [undated]
    }
    for moment in moments {
      let setup: GrowthSetup
      do {
        setup = try GrowthSetup(bundle, options: options, at: moment)
      } catch {
        if case .faults = error { continue }
        throw error
      }
      guard setup.settledQuarters == point.quarters else { continue }
      let step = try TrackingStep(setup, point: point, variants: variants)
      let isKnown = setup.data.leaves.indices.allSatisfy { leaf in
        (0..<point.months).allSatisfy { step.assembly.isKnown($0, of: leaf) }
      }
      if isKnown { return step }
    }
    return nil
  }

  /// Whether the files hold what was out on the day of a moment, and not only what was published anew since.
  private static func holds(
    _ bundle: ScenarioBundle, _ options: GrowthOptions, _ moment: GrowthKnowledge.Moment,
    _ undated: GrowthKnowledge.Moment
  ) -> Bool {
    guard moment.day != nil, let growth = bundle.scenario.growth else { return false }
    let asOf = options.run.asOf ?? bundle.scenario.asOf
    func figures(_ moment: GrowthKnowledge.Moment) -> Int {
      let data = GrowthData(
        growth, observations: bundle.observations,
        knowledge: GrowthKnowledge(asOf: asOf, moment: moment))
      return data?.tree.nodes.indices.reduce(0) { $0 + (data?.ownRows($1).count ?? 0) } ?? 0
    }
    return 4 * figures(moment) >= 3 * figures(undated)
  }

  /// The targets, and what each sector has contributed and is expected to grow by, on the same paths.
  func told(
    threads: Int, isCancelled: @escaping @Sendable () -> Bool
  ) throws(PipelineError) -> (
    rows: [GrowthTracking.Row], contributions: [GrowthTracking.Contribution]
  ) {
    var plan = assembly.plan
    let leaves = setup.data.leaves.count
    plan.nodes = (0..<leaves).map { [$0] } + targets.map(\.leaves)
    plan.variants = [[]]
    let conditions = GrowthConditions(setup, assembly)
    let beside = targets.map { target in
      target.others.filter { conditions.result($0.condition) == nil }
    }
    plan.thresholds = targets.map(\.first) + zip(targets, revisions).map { $0.final($1) }
    plan.besideThresholds =
      beside.map { $0.map(\.first) }
      + beside.map { $0.map { $0.final(Self.revision($0, setup)) } }
    let paths = try setup.simulate(plan, threads: threads, isCancelled: isCancelled)
    let rows = targets.enumerated().map { number, target in
      row(
        target, number, reached: paths.thresholdsReached[number],
        finallyReached: paths.thresholdsReached[targets.count + number], paths.variants[0],
        leaves + number,
        isLost: target.others.contains { conditions.result($0.condition)?.isReached == false })
    }
    return (rows, contributions(paths.variants[0]))
  }

  private static func revision(_ target: TrackedTarget, _ setup: GrowthSetup) -> GrowthRevision {
    GrowthRevision(setup.data, node: setup.data.node(of: target.condition) ?? 0)
  }

  private func row(
    _ target: TrackedTarget, _ number: Int, reached: Int, finallyReached: Int,
    _ year: GrowthPaths.Variant, _ node: Int, isLost: Bool
  ) -> GrowthTracking.Row {
    let known = 3 * point.quarters + point.months
    var (realised, before, own, ownBefore) = (0.0, 0.0, 0.0, 0.0)
    for leaf in target.leaves {
      for month in 0..<known {
        realised += assembly.plan.knownMonth(leaf, month)
        before += assembly.months[leaf].levels[month]
        guard target.months.contains(month) else { continue }
        own += assembly.plan.knownMonth(leaf, month)
        ownBefore += assembly.months[leaf].levels[month]
      }
    }
    let restBefore = target.base - ownBefore
    func growth(_ level: Double) -> Double { 100 * (level / target.base - 1) }
    let toDate = known > 0 && before > 0 ? 100 * (realised / before - 1) : nil
    let chance = EstimatedProbability(hits: UInt64(reached), paths: UInt64(setup.paths))
    let verdict = isLost ? .missed : verdict(target, realised: own)
    let figure = known > 0 ? published(target, months: known) : nil
    return GrowthTracking.Row(
      target: target.id, condition: target.condition, others: target.others.map(\.condition),
      period: point.period,
      realisedToDate: toDate,
      isEstimate: toDate != nil && figure == nil
        && isEstimate(setup.data.nodes(of: target.condition), months: known),
      published: figure,
      probability: verdict == .open ? chance.value : verdict == .met ? 1 : 0,
      probabilityError: verdict == .open ? chance.standardError : nil, verdict: verdict,
      requiredRest: known <= target.months.upperBound && restBefore > 0
        ? 100 * ((target.level - own) / restBefore - 1) : nil,
      runRate: toDate, p10: growth(year.p10[node][target.cell]),
      p50: growth(year.p50[node][target.cell]), p90: growth(year.p90[node][target.cell]),
      finalProbability: isLost ? 0 : Double(finallyReached) / Double(setup.paths),
      revision: revisions[number])
  }

  /// Whether growth to date of some nodes is not settled by what is published.
  private func isEstimate(_ nodes: [Int], months known: Int) -> Bool {
    if point.quarters > 0 {
      let quarters = PeriodRange.quarters(1...point.quarters, of: setup.year)
      let isOpen = nodes.contains {
        !setup.history.isSettled($0, quarters) || !setup.history.isGrowthSettled($0, quarters)
      }
      if isOpen { return true }
    }
    return nodes.flatMap { setup.data.leavesUnder[$0] }.contains { leaf in
      (3 * point.quarters..<max(known, 3 * point.quarters)).contains {
        let published = assembly.months[leaf].published
        return published[12 + $0] == nil || published[$0] == nil
      }
    }
  }

  /// Whether the condition was reached, when what it speaks of is over.
  private func verdict(_ target: TrackedTarget, realised: Double) -> GrowthVerdict {
    guard target.months == 0...11 else { return partVerdict(target, realised: realised) }
    guard setup.settledQuarters == 4,
      let asked = assembly.variants.first(where: { $0.variant.id == target.id }),
      let place = asked.variant.conditions.firstIndex(of: target.condition),
      asked.reached.indices.contains(place)
    else { return .open }
    return asked.reached[place] ? .met : .missed
  }

  /// The same of a part of the year: by what was published of it, else by what figures settle.
  private func partVerdict(_ target: TrackedTarget, realised: Double) -> GrowthVerdict {
    guard target.months.upperBound < 3 * setup.settledQuarters else { return .open }
    let january = 12 * setup.year
    let months = january + target.months.lowerBound...january + target.months.upperBound
    let published = setup.data.node(of: target.condition).map {
      GrowthPublished(setup.data, node: $0).figures(months)
    }
    let (came, wanted) =
      target.condition.isGrowth
      ? (
        published?.growth?.value ?? 100 * (realised / target.base - 1),
        target.condition.demand.least
      ) : (published?.level?.value ?? realised, target.level)
    return came >= wanted - 1e-9 * max(1, abs(wanted)) ? .met : .missed
  }

  /// Growth to date as it was published, where the target is that of one sector.
  private func published(_ target: TrackedTarget, months: Int) -> PublishedFigure? {
    guard let node = setup.data.node(of: target.condition) else { return nil }
    let january = 12 * setup.year
    return GrowthPublished(setup.data, node: node).figures(january...january + months - 1).growth
  }

  /// What each sector has contributed.
  ///
  /// - Parameter year: the year over the paths, whose mean levels make the forecast of growth, as in the tables of the
  ///   scenario.
  private func contributions(_ year: GrowthPaths.Variant) -> [GrowthTracking.Contribution] {
    guard point.quarters > 0 else { return [] }
    let now = PeriodRange.quarters(1...point.quarters, of: setup.year)
    let before = now.yearBefore
    let top = setup.history.total(0, before)
    let published = setup.data.tree.nodes.indices.map { GrowthPublished(setup.data, node: $0) }
    let months = now.first.firstMonth...now.last.lastMonth
    return setup.data.tree.nodes.indices.map { node in
      let (own, earlier) = (setup.history.total(node, now), setup.history.total(node, before))
      var (all, base) = (0.0, 0.0)
      for leaf in setup.data.leavesUnder[node] {
        for month in 0..<12 {
          all += year.means[leaf][month]
          base += assembly.months[leaf].levels[month]
        }
      }
      let figure = published[node].figures(months).growth
      return GrowthTracking.Contribution(
        period: point.period, sector: node, growthToDate: 100 * (own / earlier - 1),
        isEstimate: figure == nil && isEstimate([node], months: 3 * point.quarters),
        published: figure, contribution: 100 * (own - earlier) / top,
        outlook: 100 * (all / base - 1))
    }
  }
}
