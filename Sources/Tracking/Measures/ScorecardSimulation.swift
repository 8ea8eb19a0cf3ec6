internal import LinearAlgebra
internal import Models
internal import Plans
internal import RealModule
internal import Simulation
internal import TimeSeries

/// The joint simulation of a scorecard, and what its paths say.
struct ScorecardSimulation {
  let entries: [ScorecardRun.Entry]
  let sectors: SectorScenario?
  let year: Int
  let plan: MeasurePlan
  /// What tells a thing once more, and what it tells.
  private let twins: MeasureTwins
  /// By simulated measure: its entry and its stretches.
  private let simulated: [(entry: Int, stretches: [PeriodOfYear])]
  /// By goal: its entry and its period.
  private let goals: [(entry: Int, period: PeriodOfYear)]
  /// The periods whose goals are counted together.
  private let groups: [PeriodOfYear]

  init(_ entries: [ScorecardRun.Entry], _ sectors: SectorScenario?, year: Int, seed: UInt64) {
    self.entries = entries
    self.sectors = sectors
    self.year = year
    var simulated: [(entry: Int, stretches: [PeriodOfYear])] = []
    var measures: [MeasurePlan.Measure] = []
    var courses: [MeasureCourse] = []
    for (number, entry) in entries.enumerated() {
      guard let own = entry.state?.simulated else { continue }
      simulated.append((number, own.stretches))
      measures.append(own.measure)
      courses.append(entry.state?.course ?? .unknown)
    }
    let places = Dictionary(
      uniqueKeysWithValues: simulated.enumerated().map { ($1.entry, $0) })
    let twins = MeasureTwins(entries, sectors)
    self.twins = twins
    var goals: [(entry: Int, period: PeriodOfYear)] = []
    var asked: [MeasurePlan.Goal] = []
    for (number, entry) in entries.enumerated() {
      for demand in entry.demands {
        let own = Self.goal(entry, demand, place: places[number], sectors)
        guard own != nil, let goal = twins.goal(number, demand, places) ?? own else { continue }
        goals.append((number, demand.period))
        asked.append(goal)
      }
    }
    let periods = Self.periods(year)
    groups = periods
    let growth = sectors.flatMap { $0.isOver ? nil : $0.growth }
    plan = MeasurePlan(
      measures: measures, growth: growth,
      triangle: MeasureDependence.triangle(courses, withGrowth: growth != nil), goals: asked,
      groups: periods.map { period in
        goals.indices.filter {
          goals[$0].period == period && !twins.isRepeated(goals[$0].entry, period)
        }
      },
      degrees: RestOfYear.degrees, seed: seed)
    self.simulated = simulated
    self.goals = goals
  }

  /// Periods of which it is counted how many measures meet their plan: quarters, six and nine months, the year.
  private static func periods(_ year: Int) -> [PeriodOfYear] {
    (0..<4).map { PeriodOfYear(year: year, months: 3 * $0 + 1...3 * $0 + 3) }
      + [6, 9, 12].map { .toDate($0, of: year) }
  }

  /// What paths are asked about a demand; `nil` where it is decided, or nothing is said of it.
  static func goal(
    _ entry: ScorecardRun.Entry, _ demand: MeasureDemand, place: Int?, _ sectors: SectorScenario?
  ) -> MeasurePlan.Goal? {
    if let node = entry.node, let sectors {
      let months = demand.period.months
      guard months.upperBound > 3 * sectors.setup.settledQuarters,
        let levels = demand.levels(over: sectors.base(node, demand.period))
      else { return nil }
      return goal(
        .sectors(
          sectors.setup.data.leavesUnder[node], months.lowerBound - 1...months.upperBound - 1),
        levels)
    }
    guard let state = entry.state, let place, !state.isTold(demand.period) else { return nil }
    let isOfGrowth = demand.isGrowth || state.figures.isGrowthAlone
    let base = state.base(demand.period)
    let own = MeasureDemand(
      period: demand.period, isGrowth: isOfGrowth, direction: demand.direction, low: demand.low,
      high: demand.high, decimals: demand.decimals, reference: demand.reference)
    let places = state.places(demand.period)
    // What prints as the plan meets it.
    let printed = own.printed(
      max(state.figures.halfStep(demand.period, isGrowth: isOfGrowth), own.halfStep))
    if isOfGrowth, base == nil, let expected = state.expectedBase(demand.period) {
      return goal(.growth(place, places, expected.paths), printed)
    }
    return own.levels(printed, over: base).map { goal(.measure(place, places), $0) }
  }

  private static func goal(
    _ subject: MeasurePlan.Goal.Subject, _ levels: ClosedRange<Double>
  ) -> MeasurePlan.Goal {
    // What is reached up to the last digits is reached.
    func slack(_ end: Double) -> Double { end.isFinite ? 1e-9 * abs(end) : 0 }
    return MeasurePlan.Goal(
      subject, lower: levels.lowerBound - slack(levels.lowerBound),
      upper: levels.upperBound + slack(levels.upperBound))
  }

  // MARK: What paths say

  /// A measure with its rows.
  func measure(_ number: Int, _ result: MeasurePaths) -> Scorecard.Measure {
    let entry = entries[number]
    var chances: [PeriodOfYear: EstimatedProbability] = [:]
    for (place, goal) in goals.enumerated() where goal.entry == number {
      chances[goal.period] = EstimatedProbability(
        hits: UInt64(result.reached[place]), paths: UInt64(result.paths))
    }
    let measure = entry.measure
    let (rows, basis, unit, isGrowthAlone): ([Scorecard.Row], MeasureBasis, String, Bool)
    if let node = entry.node, let sectors {
      rows = sectors.rows(
        node, entry.demands, frequency: measure.frequency ?? .quarterly, chances)
      (basis, unit, isGrowthAlone) = (
        sectors.isOver ? .over : .sector, sectors.setup.unit, false
      )
    } else if let state = entry.state {
      let own = ahead(number, result)
      let shared = twins.ahead(number, own.keys) { ahead($0, result) }
      let maker = MeasureRows(
        state: state, ahead: own.merging(shared) { $1 }, chances: chances)
      rows = state.periods.map(maker.row)
      (basis, unit, isGrowthAlone) = (
        shared.isEmpty ? state.basis : twins.basis(number) ?? state.basis, state.figures.unit,
        state.figures.isGrowthAlone
      )
    } else {
      (rows, basis, unit, isGrowthAlone) = ([], .noFigures, "", false)
    }
    return Scorecard.Measure(
      id: measure.id, name: measure.name, unit: measure.unit ?? LocalizedText(en: unit, vi: unit),
      leadAgency: leadAgency(entry), priceBasis: measure.priceBasis, baseYear: measure.baseYear,
      isGrowthAlone: isGrowthAlone, note: measure.note, basis: basis,
      rows: isSum(entry) ? PlanAgreement.told(rows, entry.demands) : rows,
      sameAs: twins.original(of: number)?.measure.name)
  }

  /// What paths of a measure came to, by stretch; empty where nothing is ahead.
  private func ahead(
    _ number: Int, _ result: MeasurePaths
  ) -> [PeriodOfYear: MeasurePaths.Summary] {
    guard let place = simulated.firstIndex(where: { $0.entry == number }) else { return [:] }
    return Dictionary(
      zip(simulated[place].stretches, result.summaries[place])
    ) { first, _ in first }
  }

  /// Whether levels of a measure add up over the year.
  private func isSum(_ entry: ScorecardRun.Entry) -> Bool {
    entry.node != nil || entry.state?.figures.isSumOfLevels == true
  }

  /// Who leads: as the scenario says, else as the plan does.
  private func leadAgency(_ entry: ScorecardRun.Entry) -> LocalizedText {
    let own = entry.measure.leadAgency
    let planned = entry.demands.compactMap(\.leadAgency).first { !$0.vi.isEmpty || !$0.en.isEmpty }
    return own.vi.isEmpty && own.en.isEmpty ? planned ?? own : own
  }

  /// How many measures meet what is planned, by period.
  func joint(_ measures: [Scorecard.Measure], _ result: MeasurePaths) -> [Scorecard.Joint] {
    groups.enumerated().flatMap { number, period -> [Scorecard.Joint] in
      let own = measures.indices.filter { !twins.isRepeated($0, period) }
      let rows = own.flatMap { measures[$0].rows }.filter {
        $0.period == period && $0.verdict != nil
      }
      let met = rows.count { $0.verdict == .met }
      let missed = rows.count { $0.verdict == .missed }
      let chances = rows.filter { $0.verdict == .open }.compactMap(\.probability)
      let open = rows.count { $0.verdict == .open && $0.probability == nil }
      guard met + missed + chances.count > 0 else { return [] }
      let counted = result.counts[number].map { Double($0) / Double(result.paths) }
      return Scorecard.Joint.Dependence.allCases.map { dependence in
        let shares = dependence == .fitted ? counted : Self.independent(chances)
        func quantile(_ probability: Double) -> Int {
          var sum = 0.0
          for (count, share) in shares.enumerated() {
            sum += share
            if sum >= probability - 1e-12 { return met + count }
          }
          return met + shares.count - 1
        }
        let all = missed > 0 ? 0 : shares.last ?? 1
        let error = EstimatedProbability(
          hits: UInt64((all * Double(result.paths)).rounded()), paths: UInt64(result.paths))
        return Scorecard.Joint(
          period: period, dependence: dependence, measures: met + missed + chances.count, met: met,
          missed: missed, notAssessed: open, all: all,
          allError: chances.isEmpty || missed > 0 ? nil : error.standardError,
          expected: Double(met) + chances.reduce(0, +), p10: quantile(0.1), p50: quantile(0.5),
          p90: quantile(0.9))
      }
    }
  }

  /// The distribution of how many of some independent events happen.
  private static func independent(_ chances: [Double]) -> [Double] {
    chances.reduce([1.0]) { shares, chance in
      (0...shares.count).map { count in
        (count < shares.count ? shares[count] * (1 - chance) : 0)
          + (count > 0 ? shares[count - 1] * chance : 0)
      }
    }
  }
}
