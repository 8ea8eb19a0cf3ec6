internal import Plans
internal import TimeSeries

/// Whether what is planned of a period is what is planned of its parts.
///
/// A plan and its adjustment, joined in one list, ask things of nested periods that cannot all be: half a year and a
/// quarter by one scenario, nine months by the other. Each period is held against its own row, and both numbers are told.
struct PlanAgreement {
  private let rows: [Scorecard.Row]
  /// What printed digits leave open of each row's plan, in its order.
  private let roundings: [Double]

  /// - Parameter demands: what is asked, whose digits say how exactly.
  init(_ rows: [Scorecard.Row], _ demands: [MeasureDemand]) {
    let made = Set(demands.filter(\.isMade).map(\.period))
    self.rows = rows.filter {
      $0.plan != nil && $0.planHigh == nil && !made.contains($0.period)
    }
    roundings = self.rows.map { row in
      guard let plan = row.plan, let demand = demands.first(where: { $0.period == row.period })
      else { return 0 }
      let last = (0..<demand.decimals).reduce(0.5) { width, _ in width / 10 }
      return demand.isGrowth ? last / max(1, 100 + demand.value) * abs(plan) : last
    }
  }

  /// The rows, those told of whose parts' plans add to something else.
  static func told(_ rows: [Scorecard.Row], _ demands: [MeasureDemand]) -> [Scorecard.Row] {
    let plans = PlanAgreement(rows, demands)
    return rows.map { row in
      var row = row
      row.plannedParts = plans.apart(row.period)
      return row
    }
  }

  /// The parts of a period and the sum of their plans; `nil` where that is its own plan, or there are no such parts.
  func apart(_ period: PeriodOfYear) -> Scorecard.Row.PlannedParts? {
    guard let own = rows.firstIndex(where: { $0.period == period }), let plan = rows[own].plan,
      let parts = parts(of: period, from: period.months.lowerBound, like: rows[own].direction)
    else { return nil }
    let sum = parts.reduce(0) { $0 + (rows[$1].plan ?? 0) }
    let rounding = parts.reduce(roundings[own]) { $0 + roundings[$1] }
    guard !MeasureAgreement.agree(plan, sum, rounding: rounding) else { return nil }
    return Scorecard.Row.PlannedParts(periods: parts.map { rows[$0].period }, sum: sum)
  }

  /// Planned periods that follow each other from a month to the end of a period, the longest first.
  private func parts(
    of whole: PeriodOfYear, from month: Int, like direction: TargetDirection?
  ) -> [Int]? {
    guard month <= whole.months.upperBound else { return [] }
    let next = rows.indices.filter { place in
      let row = rows[place]
      return row.period != whole && row.period.year == whole.year
        && row.period.months.lowerBound == month && row.direction == direction
        && row.period.months.upperBound <= whole.months.upperBound
    }.sorted { rows[$0].period.months.count > rows[$1].period.months.count }
    for place in next {
      let end = rows[place].period.months.upperBound
      if let rest = parts(of: whole, from: end + 1, like: direction) { return [place] + rest }
    }
    return nil
  }
}

extension Scorecard {
  /// Periods whose own plan is not what is planned of their parts, with a note each.
  public var plansApart: [(note: GrowthNote, measure: Measure, row: Row)] {
    measures.flatMap { measure in
      measure.rows.filter { $0.plannedParts != nil }.map {
        (GrowthNote(kind: .plansApart, name: measure.id), measure, $0)
      }
    }
  }
}
