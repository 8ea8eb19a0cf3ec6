internal import Attainment
internal import Plans
internal import Simulation
internal import TimeSeries
internal import Tracking

/// Turns plan rows into goals and groups, and outcomes back into rows.
struct PlanScoring {
  /// A row that can be scored.
  struct Scored {
    let target: Target
    let kind: any TargetKind
    let scale: PublishedScale
    let goal: Goal
    /// What dated tasks say of it; `nil` where figures do.
    var milestone: MilestoneSetup.Row?
  }

  let plans: [Plan]
  let setup: SimulationSetup
  let milestones: MilestoneSetup
  private(set) var scored: [Scored] = []
  private(set) var groups: [PlanGroup] = []
  /// Full references of the rows that a mechanical rule fills.
  private(set) var illustrative: Set<String> = []

  init(plans: [Plan], setup: SimulationSetup, milestones: MilestoneSetup) {
    self.plans = plans
    self.setup = setup
    self.milestones = milestones
    for plan in plans {
      for target in plan.targets {
        if let row = score(target) ?? milestone(target) { scored.append(row) }
      }
    }
    illustrative = Set(
      scored.filter { $0.milestone == nil && setup.isIllustrative($0.target.indicatorID) }
        .map(\.target.fullReference))
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

  /// A row that dated tasks speak for; a second one of its name in the plan has none.
  private func milestone(_ target: Target) -> Scored? {
    let name = target.fullReference
    guard let row = milestones.rows[name], let place = milestones.order.firstIndex(of: name),
      !scored.contains(where: { $0.target.fullReference == name }),
      let kind = TargetKindCatalog.kind(
        direction: .atLeast, low: row.wanted, high: nil, figure: target.kind, averageYears: nil)
    else { return nil }
    let met = kind.interval
    return Scored(
      target: target, kind: kind, scale: .exact,
      goal: Goal(
        quantity: setup.quantities.count + place, step: row.step, lower: met.lowerBound,
        upper: met.upperBound), milestone: row)
  }

  private func kind(of target: Target) -> (any TargetKind)? {
    guard let direction = target.direction else { return nil }
    return TargetKindCatalog.kind(
      direction: direction, low: target.low, high: target.high, figure: target.kind,
      averageYears: averageYears(target))
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
  func groups(without illustrative: Set<String>) -> [PlanGroup] {
    PlanGroup.all(
      of: plans, scored.map(\.target), without: illustrative,
      milestones: Set(scored.filter { $0.milestone != nil }.map(\.target.fullReference)))
  }

  // MARK: Rows

  /// The attainment table: every row of every plan.
  ///
  /// - Parameter held: what is said of scored rows derived from what comes to 0, by their position.
  func rows(
    _ result: SimulationResult, indicators: [String: AssembledIndicator],
    held: [Int: RowRemark]
  ) -> [AttainmentRow] {
    let byReference = Dictionary(
      scored.indices.map { (scored[$0].target.fullReference, $0) }
    ) { first, _ in first }
    return plans.flatMap(\.targets).map { target in
      guard let index = byReference[target.fullReference] else {
        return unscored(target, indicators[target.indicatorID])
      }
      let row = scored[index]
      if let milestone = row.milestone {
        return joined(row, milestone, result.goals[index], result) ?? unscored(target, nil)
      }
      let indicator = indicators[target.indicatorID]
      let summary = result.summaries[row.goal.quantity][row.goal.step]
      guard let indicator, let summary else { return unscored(target, indicator) }
      var assessment = TargetAssessment(
        kind: row.kind, goal: result.goals[index], summary: summary, scale: row.scale,
        years: setup.years)
      if let year = target.year, setup.isFact(target.indicatorID, in: year) {
        return AttainmentRow(
          target: target, assessment: assessment.known(in: year), basis: .data, model: nil,
          remarks: [published(target.indicatorID, in: year)] + remarks(row, indicator))
      }
      assessment.requiredPerYear = required(row, indicator, indicators)
      return AttainmentRow(
        target: target, assessment: assessment,
        basis: indicator.basis, model: indicator.model,
        remarks: remarks(row, indicator) + [held[index]].compactMap(\.self))
    }
  }

  /// A milestone as its tasks have it.
  private func joined(
    _ row: Scored, _ milestone: MilestoneSetup.Row, _ count: GoalCount, _ result: SimulationResult
  ) -> AttainmentRow? {
    guard let summary = result.summaries[row.goal.quantity][row.goal.step] else { return nil }
    var assessment = TargetAssessment(
      kind: row.kind, goal: count, summary: summary, years: setup.years)
    if milestone.isKnown {
      assessment = assessment.known(
        in: milestone.doneIn ?? setup.years[row.goal.step])
    } else if !milestone.isAhead {
      assessment = assessment.withoutFirstYear
    }
    return AttainmentRow(
      target: row.target, assessment: assessment, basis: milestone.basis, model: .completion,
      remarks: [.tasks(milestone.tasks)])
  }

  /// What is published of a year: its figure, or an estimate of it or of what it is computed from.
  private func published(_ id: String, in year: Int) -> RowRemark {
    estimated(id, in: year).map { .estimated(year: year, on: $0) } ?? .published(year: year)
  }

  private func estimated(_ id: String, in year: Int) -> CalendarDate? {
    guard let indicator = setup.indicator(id) else { return nil }
    guard case .derived(let derived) = indicator.specification.source else {
      return indicator.estimated[year]
    }
    return derived.sources.compactMap { estimated($0, in: year) }.max()
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
    return remarks + course(row, indicator) + age(row, indicator)
  }

  /// Whether a share that is fitted as shares go moved one way; nothing of what is published.
  private func course(_ row: Scored, _ indicator: AssembledIndicator) -> [RowRemark] {
    let specification = indicator.specification
    guard let year = row.target.year, !setup.isFact(row.target.indicatorID, in: year),
      indicator.basis == .data, specification.kind == .share, specification.model.id == "auto",
      specification.scale == .logit, specification.bounds.isClosed,
      let course = OneWayCourse(indicator.realised)
    else { return [] }
    let bounds = specification.bounds
    return [
      .movedOneWay(
        along: course.along, of: course.years,
        towards: course.rises ? bounds.upper : bounds.lower)
    ]
  }

  /// Years without a figure from which on what is known of an indicator is old.
  private static let oldFigures = 2

  /// What of a row is over, and whether its figures are old; nothing of what is published.
  private func age(_ row: Scored, _ indicator: AssembledIndicator) -> [RowRemark] {
    guard let year = row.target.year, !setup.isFact(row.target.indicatorID, in: year) else {
      return []
    }
    var remarks: [RowRemark] = year < setup.present ? [.overUnpublished(year: year)] : []
    let end = indicator.last.map { Int($0.time.rounded(.up)) - 1 }
    let last = [end, indicator.realised.keys.max()].compactMap(\.self).max()
    if !indicator.isPlaceholder, let last, setup.present - 1 - last >= Self.oldFigures {
      remarks.append(.stale(last: last))
    }
    return remarks
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
    guard let last = indicator.last, let year = row.target.year,
      !indicator.isRate(unit: row.target.unit)
    else { return nil }
    return RequiredChange.perYear(
      from: last.value, to: row.kind.goal(from: last.value), years: Double(year + 1) - last.time,
      grows: specification.kind == .growth)
  }

  private func unscored(_ target: Target, _ indicator: AssembledIndicator?) -> AttainmentRow {
    AttainmentRow(
      target: target, assessment: nil, basis: .notAssessed, model: nil,
      reason: reason(target, indicator))
  }

  private func reason(_ target: Target, _ indicator: AssembledIndicator?) -> NotAssessed {
    if let reason = milestones.reasons[target.fullReference] { return reason }
    if !target.hasValue { return .noNumber }
    if let reason = indicator?.reason { return reason }
    if indicator == nil && target.kind == "completion" { return .milestone }
    guard let year = target.year else {
      return target.period.map(NotAssessed.partOfYear) ?? .noYear
    }
    if indicator == nil { return .noFigures }
    if let first = setup.years.first, year < first { return .yearOver(year) }
    return setup.years.contains(year) ? .yearUndefined(year) : .yearOutside(year)
  }

  /// What the groups come to.
  var joint: JointAttainment { JointAttainment(groups: groups, targets: scored.map(\.target)) }
}
