internal import Plans
internal import Simulation
internal import TimeSeries

/// The growth scenario that some measures are sectors of.
final class SectorScenario: Sendable {
  let setup: GrowthSetup
  let assembly: GrowthAssembly
  let tables: [GrowthTable]

  init(
    _ bundle: ScenarioBundle, _ options: GrowthOptions,
    isCancelled: @escaping @Sendable () -> Bool
  ) throws(PipelineError) {
    setup = try GrowthSetup(bundle, options: options)
    assembly = try GrowthAssembly(setup, variants: [])
    let paths = try setup.simulate(
      assembly.plan, threads: options.run.threads, isCancelled: isCancelled)
    tables = GrowthTable.all(setup: setup, assembly: assembly, paths: paths)[0]
  }

  /// Whether the year is over.
  var isOver: Bool { setup.settledQuarters == 4 }

  /// The sectors for a simulation of measures.
  var growth: MeasurePlan.Growth {
    let leaves = setup.data.leavesUnder[0]
    return MeasurePlan.Growth(
      plan: assembly.plan, leaves: leaves, base: assembly.before(ofLeaves: leaves))
  }

  /// The level of some months of the year before.
  func base(_ node: Int, _ period: PeriodOfYear) -> Double {
    setup.data.leavesUnder[node].reduce(0) { sum, leaf in
      period.months.reduce(sum) { $0 + assembly.months[leaf].levels[$1 - 1] }
    }
  }

  /// The rows of a sector.
  func rows(
    _ node: Int, _ demands: [MeasureDemand], frequency: Frequency,
    _ chances: [PeriodOfYear: EstimatedProbability]
  ) -> [Scorecard.Row] {
    MeasureState.periods(frequency, demands, year: setup.year).compactMap { period in
      row(node, period, demands.first { $0.period == period }, chances[period])
    }
  }

  /// What the tables tell of a period.
  private struct Told {
    let status: GrowthCell.Status
    let level: Double
    let growth: Double?
    let p10, p90: Double?

    init(
      status: GrowthCell.Status, level: Double, growth: Double?, p10: Double?, p90: Double?
    ) {
      (self.status, self.level, self.growth) = (status, level, growth)
      (self.p10, self.p90) = (p10, p90)
    }

    init(_ cell: GrowthCell) {
      self.init(
        status: cell.status, level: cell.published.level?.value ?? cell.level,
        growth: cell.published.growth?.value ?? cell.growth, p10: cell.levelP10,
        p90: cell.levelP90)
    }
  }

  private func told(_ node: Int, _ period: PeriodOfYear) -> Told? {
    let table = tables[node]
    let last = period.months.upperBound
    let base = base(node, period)
    func level(_ growth: Double?) -> Double? { growth.map { base * (1 + $0 / 100) } }
    if period.isWholeYear, let cell = table.annual.last { return Told(cell) }
    if period.months.count == 1 { return Told(table.monthly[11 + last]) }
    guard last.isMultiple(of: 3) else { return nil }
    let cell = table.quarterly[3 + last / 3]
    if period.months.count == 3 { return Told(cell) }
    guard period.isToDate else { return nil }
    return Told(
      status: cell.toDateStatus ?? cell.status, level: cell.levelToDate,
      growth: cell.published.growthToDate?.value ?? cell.growthToDate,
      p10: level(cell.growthToDateP10), p90: level(cell.growthToDateP90))
  }

  /// What is ahead of a sector in a period; `nil` where it is told, or tables have no range of it.
  func ahead(_ node: Int, _ period: PeriodOfYear) -> MeasurePaths.Summary? {
    guard let told = told(node, period), told.status == .scenario, let p10 = told.p10,
      let p90 = told.p90
    else { return nil }
    // What stands for the paths of a sector is their mean.
    return MeasurePaths.Summary(mean: told.level, p10: p10, p50: told.level, p90: p90)
  }

  private func row(
    _ node: Int, _ period: PeriodOfYear, _ demand: MeasureDemand?,
    _ chance: EstimatedProbability?
  ) -> Scorecard.Row? {
    guard let told = told(node, period) else { return nil }
    let base = base(node, period)
    let toDate = self.told(node, .toDate(period.months.upperBound, of: period.year))
    let isAhead = told.status == .scenario
    let isOpen = isAhead && demand != nil
    let known = realised(node, period)
    let rest = demand.map { required(node, period, $0, known: known, base) } ?? .none
    let amount =
      isOpen ? demand?.amount(known: known, over: base, isNeverBelow0: true) ?? .none : .none
    let verdict = demand.map { demand -> GrowthVerdict in
      guard !isAhead, let came = demand.isGrowth ? told.growth : told.level else { return .open }
      return demand.isMet(by: came) ? .met : .missed
    }
    let plan = demand.map { $0.isGrowth ? base * (1 + $0.value / 100) : $0.value }
    return Scorecard.Row(
      period: period,
      status: isAhead ? .outlook : told.status == .actual ? .actual : .estimate, plan: plan,
      isPlanOfGrowth: demand?.isGrowth ?? false, reference: demand?.reference ?? "",
      value: told.level, p10: isAhead ? told.p10 : nil, p90: isAhead ? told.p90 : nil,
      onPeriodBefore: nil, onYearBefore: told.growth, toDate: toDate?.level,
      toDateOnYearBefore: toDate?.growth,
      percentOfPlan: demand?.percent(told.level, over: base),
      probability: verdict.flatMap {
        $0 == .open ? chance?.value : $0 == .met ? 1 : 0
      }, probabilityError: verdict == .open ? chance?.standardError : nil,
      requiredRest: rest.value, requiredRestHigh: rest.high, requiredAmount: amount.value,
      requiredAmountHigh: amount.high, verdict: verdict, direction: demand?.direction,
      planHigh: demand?.planHigh(over: base))
  }

  /// What the months of a period that are known came to.
  private func realised(_ node: Int, _ period: PeriodOfYear) -> Double {
    let known = 3 * setup.settledQuarters
    return setup.data.leavesUnder[node].reduce(0.0) { sum, leaf in
      period.months.filter { $0 <= known }.reduce(sum) {
        $0 + assembly.plan.knownMonth(leaf, $1 - 1)
      }
    }
  }

  /// Growth that the months of a period that are ahead need, percent.
  private func required(
    _ node: Int, _ period: PeriodOfYear, _ demand: MeasureDemand, known: Double, _ base: Double
  ) -> RestEnds {
    let ahead = period.months.filter { $0 > 3 * setup.settledQuarters }
    let before = setup.data.leavesUnder[node].reduce(0.0) { sum, leaf in
      ahead.reduce(sum) { $0 + assembly.months[leaf].levels[$1 - 1] }
    }
    return demand.rest { end in
      let asked = demand.isGrowth ? base * (1 + end / 100) : end
      return before > 0 ? 100 * ((asked - known) / before - 1) : nil
    }
  }
}
