internal import Attainment
internal import Plans
internal import Simulation
internal import TimeSeries

/// Turns plan rows into goals and groups, and outcomes back into rows.
struct PlanScoring {
  /// A row that can be scored.
  struct Scored {
    let target: Target
    let kind: any TargetKind
    let scale: PublishedScale
    let goal: Goal
  }

  /// Targets of a plan together, by their goals.
  struct Group {
    let plan: String
    let group: TargetGroup
    let goals: [Int]
  }

  let plans: [Plan]
  let setup: SimulationSetup
  private(set) var scored: [Scored] = []
  private(set) var groups: [Group] = []
  /// Full references of the rows that a mechanical rule fills.
  private(set) var illustrative: Set<String> = []

  init(plans: [Plan], setup: SimulationSetup) {
    self.plans = plans
    self.setup = setup
    for plan in plans {
      for target in plan.targets {
        if let row = score(target) { scored.append(row) }
      }
    }
    illustrative = Set(
      scored.map(\.target).filter { setup.isIllustrative($0.indicatorID) }.map(\.fullReference))
    groups = groups(without: illustrative)
  }

  private func score(_ target: Target) -> Scored? {
    guard let year = target.year, let kind = kind(of: target),
      let (position, step) = setup.place(of: target.indicatorID, in: year)
    else { return nil }
    let scale = setup.publishedScale(of: target)
    let met = scale.interval(kind.interval)
    return Scored(
      target: target, kind: kind, scale: scale,
      goal: Goal(
        quantity: position, step: step, lower: met.lowerBound, upper: met.upperBound))
  }

  private func kind(of target: Target) -> (any TargetKind)? {
    guard let direction = target.direction else { return nil }
    return TargetKindCatalog.kind(
      direction: direction.rawValue, low: target.low, high: target.high,
      isRank: target.kind == "rank", averageYears: averageYears(target))
  }

  private func averageYears(_ target: Target) -> Int? {
    guard let indicator = setup.scenario.indicator(target.indicatorID),
      case .derived(.averageGrowth(_, let base, let last, _)) = indicator.source
    else { return nil }
    return last - base
  }

  /// The groups of all plans where some rows rest on nobody's figure or judgement.
  ///
  /// - Parameter illustrative: the full references of those.
  func groups(without illustrative: Set<String>) -> [Group] {
    plans.flatMap { groups(of: $0, without: illustrative) }
  }

  /// All rows that rest on something; those that stand first in each conflict; all rows with the
  /// illustrative ones, if there are any; the rows of each agency.
  private func groups(of plan: Plan, without illustrative: Set<String>) -> [Group] {
    let every = scored.indices.filter { scored[$0].target.planID == plan.id }
    let own = every.filter { !illustrative.contains(scored[$0].target.fullReference) }
    guard !every.isEmpty else { return [] }
    var groups: [Group] = []
    if !own.isEmpty { groups.append(Group(plan: plan.id, group: .all, goals: own)) }
    var taken: Set<String> = []
    let primary = own.filter { index in
      let target = scored[index].target
      let isSecond = target.conflicts.contains { taken.contains($0) }
      taken.insert(target.fullReference)
      return !isSecond
    }
    if primary.count < own.count {
      groups.append(Group(plan: plan.id, group: .primary, goals: primary))
    }
    if own.count < every.count {
      groups.append(Group(plan: plan.id, group: .withIllustrative, goals: every))
    }
    var agencies: [LocalizedText] = []
    var members: [LocalizedText: [Int]] = [:]
    for index in own {
      for agency in Self.agencies(of: scored[index].target) {
        if members[agency] == nil { agencies.append(agency) }
        members[agency, default: []].append(index)
      }
    }
    return groups
      + agencies.map { Group(plan: plan.id, group: .agency($0), goals: members[$0] ?? []) }
  }

  /// Agencies share a row when the plan names several.
  static func agencies(of target: Target) -> [LocalizedText] {
    let english = split(target.leadAgency.en)
    let vietnamese = split(target.leadAgency.vi)
    return english.enumerated().map { index, name in
      LocalizedText(en: name, vi: index < vietnamese.count ? vietnamese[index] : name)
    }
  }

  private static func split(_ names: String) -> [String] {
    names.split(separator: ";").map { part in
      var name = part
      while name.first == " " { name.removeFirst() }
      while name.last == " " { name.removeLast() }
      return String(name)
    }.filter { !$0.isEmpty }
  }

  // MARK: Rows

  /// The attainment table: every row of every plan.
  func rows(
    _ result: SimulationResult, indicators: [String: AssembledIndicator]
  ) -> [AttainmentRow] {
    let byReference = Dictionary(
      scored.indices.map { (scored[$0].target.fullReference, $0) }
    ) { first, _ in first }
    return plans.flatMap(\.targets).map { target in
      guard let index = byReference[target.fullReference] else {
        return unscored(target, indicators[target.indicatorID])
      }
      let row = scored[index]
      let indicator = indicators[target.indicatorID]
      let summary = result.summaries[row.goal.quantity][row.goal.step]
      guard let indicator, let summary else { return unscored(target, indicator) }
      let assessment = TargetAssessment(
        kind: row.kind, goal: result.goals[index], summary: summary, scale: row.scale)
      if let year = target.year, setup.isFact(target.indicatorID, in: year) {
        return known(row, assessment, in: year, indicator)
      }
      return AttainmentRow(
        target: target, name: target.name,
        assessment: AttainmentRow.Assessment(
          probability: assessment.probability, p10: assessment.p10, p50: assessment.p50,
          p90: assessment.p90, shortfallMedian: assessment.shortfallMedian,
          firstYearMedian: assessment.firstStepMedian.map { setup.years[$0] },
          requiredPerYear: required(row, indicator, indicators)),
        basis: indicator.basis, model: indicator.model, remarks: remarks(row, indicator))
    }
  }

  private func remarks(_ row: Scored, _ indicator: AssembledIndicator) -> [RowRemark] {
    let specification = indicator.specification
    var remarks: [RowRemark] = []
    if indicator.isPlaceholder {
      remarks.append(.placeholder)
    } else if let text = specification.remark ?? specification.definition {
      remarks.append(.stated(text))
    }
    if let end = row.scale.end(of: row.kind.interval) {
      let isUpper = end == row.scale.upper
      remarks.append(
        .printedAsEnd(end: end.value, from: end.value + (isUpper ? -end.half : end.half)))
    }
    if let period = indicator.fall { remarks.append(.fallsInHistory(period)) }
    return remarks
  }

  /// The row of a target whose year is over and known: met or missed, and nothing left to do.
  private func known(
    _ row: Scored, _ assessment: TargetAssessment, in year: Int, _ indicator: AssembledIndicator
  ) -> AttainmentRow {
    AttainmentRow(
      target: row.target, name: row.target.name,
      assessment: AttainmentRow.Assessment(
        probability: assessment.probability, p10: assessment.p50, p50: assessment.p50,
        p90: assessment.p50, shortfallMedian: assessment.shortfallMedian,
        firstYearMedian: assessment.probability.value > 0.5 ? year : nil, requiredPerYear: nil),
      basis: .data, model: nil,
      remarks: [.published(year: year)] + remarks(row, indicator))
  }

  private func required(
    _ row: Scored, _ indicator: AssembledIndicator, _ all: [String: AssembledIndicator]
  ) -> Double? {
    let specification = indicator.specification
    if let average = row.kind as? AverageGrowthAtLeast,
      case .derived(.averageGrowth(let of, let base, let last, _)) = specification.source
    {
      guard let source = all[of], let start = source.realised[base],
        let newest = source.realised.keys.filter({ $0 < last }).max(),
        let level = source.realised[newest]
      else { return average.rate }
      return average.required(realised: level / start, passed: newest - base)
    }
    guard let last = indicator.last, let year = row.target.year else { return nil }
    return RequiredChange.perYear(
      from: last.value, to: row.kind.goal(from: last.value), years: Double(year + 1) - last.time,
      grows: specification.kind == .growth)
  }

  private func unscored(_ target: Target, _ indicator: AssembledIndicator?) -> AttainmentRow {
    AttainmentRow(
      target: target, name: target.name, assessment: nil, basis: .notAssessed, model: nil,
      reason: reason(target, indicator))
  }

  private func reason(_ target: Target, _ indicator: AssembledIndicator?) -> NotAssessed {
    if !target.hasValue { return .noNumber }
    if let reason = indicator?.reason { return reason }
    if indicator == nil && target.kind == "completion" { return .milestone }
    guard let year = target.year else { return .noYear }
    if indicator == nil { return .noFigures }
    if let first = setup.years.first, year < first { return .yearOver(year) }
    return setup.years.contains(year) ? .yearUndefined(year) : .yearOutside(year)
  }

  /// The joint table: every group under every case of dependence.
  func joint(_ result: SimulationResult) -> [JointRow] {
    groups.indices.flatMap { group in
      Dependence.simulated.enumerated().map { place, dependence in
        let count = result.groups[place][group]
        return JointRow(
          plan: groups[group].plan, group: groups[group].group, dependence: dependence,
          targets: groups[group].goals.count,
          probability: EstimatedProbability(count),
          expectedMet: count.expectedMet, p10: count.quantile(0.1), p50: count.quantile(0.5),
          p90: count.quantile(0.9), counts: count.paths)
      }
    }
  }

  /// For each group of two targets and more, each target's part, the largest first.
  func limits(_ result: SimulationResult) -> [LimitRow] {
    groups.indices.flatMap { group -> [LimitRow] in
      let goals = groups[group].goals
      guard goals.count > 1 else { return [] }
      let count = result.groups[0][group]
      let all = EstimatedProbability(count)
      let order = goals.indices.sorted {
        let (a, b) = (result.onlyMissed[group][$0], result.onlyMissed[group][$1])
        return a != b ? a > b : $0 < $1
      }
      return order.map { place in
        LimitRow(
          plan: groups[group].plan, group: groups[group].group,
          target: scored[goals[place]].target,
          onlyMissed: EstimatedProbability(
            hits: result.onlyMissed[group][place], paths: count.total), all: all)
      }
    }
  }
}
