package import Plans
package import TimeSeries

/// What is published of one measure by a moment.
package final class MeasureFigures: Sendable {
  let specification: MeasureSpecification
  let series: MeasureSeries
  /// Months or quarters.
  let frequency: Frequency
  let observations: ObservationSet
  let knowledge: GrowthKnowledge
  private let rows: [MeasureSeries.Figure: [Observation]]
  /// Figures by what they are and the months that they speak of; those of single periods go before cumulated ones.
  private let byMonths: [Cell: Observation]

  private struct Cell: Hashable {
    let isGrowth: Bool
    let period: PeriodOfYear
  }

  /// - Returns: `nil` for a sector, and where its series have no figures of months or quarters.
  package init?(
    _ specification: MeasureSpecification, _ observations: ObservationSet,
    _ knowledge: GrowthKnowledge
  ) {
    guard case .series(let named) = specification.source,
      let frequency = specification.reported(in: observations)
    else { return nil }
    self.specification = specification
    let series = named.withCumulated(from: observations)
    self.series = series
    self.frequency = frequency == .annual ? .quarterly : frequency
    self.observations = observations
    self.knowledge = knowledge
    var rows: [MeasureSeries.Figure: [Observation]] = [:]
    var byMonths: [Cell: Observation] = [:]
    let references = series.references
    for (figure, reference) in references.filter({ !$0.figure.isToDate })
      + references.filter(\.figure.isToDate)
    {
      let all = [Frequency.annual, .quarterly, .monthly].flatMap {
        // What is only estimated of a period that goes on decides nothing of it.
        knowledge.history(of: reference.key($0), in: observations)
          .filter { !$0.isAhead(of: knowledge.day) }
      }
      rows[figure, default: []] += all
      for row in all {
        guard let period = Self.period(of: row, figure) else { continue }
        let cell = Cell(isGrowth: figure.isGrowth, period: period)
        if byMonths[cell] == nil { byMonths[cell] = row }
      }
    }
    self.rows = rows
    self.byMonths = byMonths
  }

  /// The months that a figure speaks of.
  static func period(of row: Observation, _ figure: MeasureSeries.Figure) -> PeriodOfYear? {
    guard let own = PeriodOfYear(row.period) else { return nil }
    return figure.isToDate ? .toDate(own.months.upperBound, of: own.year) : own
  }

  /// All figures of a kind.
  func all(_ figure: MeasureSeries.Figure) -> [(period: PeriodOfYear, row: Observation)] {
    (rows[figure] ?? []).compactMap { row in Self.period(of: row, figure).map { ($0, row) } }
  }

  /// Whether there are figures and none of them says when it was published, so that none is known on the day.
  var areUndated: Bool {
    guard knowledge.day != nil, rows.values.allSatisfy(\.isEmpty) else { return false }
    let all = series.all.flatMap { _, reference in
      [Frequency.annual, .quarterly, .monthly].flatMap {
        observations.history(of: reference.key($0), asOf: nil)
      }
    }
    return !all.isEmpty && all.allSatisfy { $0.vintage == nil }
  }

  /// The newest period behind a year of which there is no figure; `nil` where there is one, or nothing behind it.
  func skips(_ year: Int) -> PeriodOfYear? {
    let periods = MeasureSeries.Figure.allCases.flatMap { all($0).map(\.period) }
    guard !periods.contains(where: { $0.year == year }) else { return nil }
    // Figures that begin later say nothing wrong of it.
    guard let last = periods.max(), last.year > year, periods.contains(where: { $0.year < year })
    else { return nil }
    return last
  }

  /// What was published of some months.
  func published(_ period: PeriodOfYear, isGrowth: Bool) -> Observation? {
    byMonths[Cell(isGrowth: isGrowth, period: period)]
  }

  /// Single periods at whose end no figure stands, of those that a stretch is made of and the one that it begins behind.
  ///
  /// - Parameter through: the last month of the year that figures speak of.
  func without(_ period: PeriodOfYear, through last: Int) -> [PeriodOfYear] {
    let ends = Set(
      MeasureSeries.Figure.allCases.flatMap { all($0) }.filter { $0.period.year == period.year }
        .map(\.period.months.upperBound))
    let length = frequency.monthsPerPeriod
    let first = max(length, period.months.lowerBound - 1)
    return stride(from: length, through: min(last, period.months.upperBound), by: length)
      .filter { $0 >= first && !ends.contains($0) }
      .map { PeriodOfYear(year: period.year, months: $0 - length + 1...$0) }
  }

  /// What printed digits leave open of the sum of the parts of a period.
  func rounding(_ period: PeriodOfYear, of whole: Observation) -> Double {
    let length = frequency.monthsPerPeriod
    return stride(from: period.months.lowerBound, through: period.months.upperBound, by: length)
      .reduce(0) { sum, first in
        let part = PeriodOfYear(year: period.year, months: first...first + length - 1)
        // What nobody published is the difference of two cumulated figures.
        return sum
          + (published(part, isGrowth: false)?.roundingHalfWidth ?? 2 * whole.roundingHalfWidth)
      }
  }

  /// Half of the last digit with which levels or growth are printed, that of the finest of them; `nil` of none.
  func digit(isGrowth: Bool) -> Double? {
    MeasureSeries.Figure.allCases.filter { $0.isGrowth == isGrowth }.flatMap(all)
      .map(\.row.roundingHalfWidth).min()
  }

  /// Half of the last digit with which a level or growth of a period is printed: sums have that of their parts. Means of several
  /// periods are told to the last digit, and growth of several, as growth that nobody prints, to two decimals.
  func halfStep(_ period: PeriodOfYear, isGrowth: Bool) -> Double {
    let isOne =
      total == .last || period.months.count == frequency.monthsPerPeriod
      || isSumOfLevels && !isGrowth
    return (isOne ? digit(isGrowth: isGrowth) : nil) ?? (isGrowth ? 0.005 : 0)
  }

  /// What a year makes of its periods.
  var total: MeasureSpecification.Total {
    specification.total ?? (series.hasLevels ? .sum : .index)
  }

  /// Whether levels are published, and add up over the year.
  var isSumOfLevels: Bool { total == .sum && !series.isIndex && !isGrowthAlone }

  /// What published levels make of some months: one of them, their sum, or the difference of two, so that nothing but
  /// their rounding is open; `nil` where they make nothing of them.
  ///
  /// Equation: ends of months are joined by each published level between them; the way with the fewest from the first
  /// month's beginning to the last one's end is the sum, those against time subtracted.
  func made(_ period: PeriodOfYear) -> (value: Double, rounding: Double, isEstimate: Bool)? {
    guard isSumOfLevels else { return nil }
    let links = byMonths.filter { !$0.key.isGrowth && $0.key.period.year == period.year }.map {
      (months: $0.key.period.months, row: $0.value)
    }.sorted {
      ($0.months.lowerBound, $0.months.upperBound) < ($1.months.lowerBound, $1.months.upperBound)
    }
    // What nobody only estimates goes before.
    let told = links.filter { $0.row.status != .estimate }
    return way(told, period).map { ($0.value, $0.rounding, false) }
      ?? way(links, period).map { ($0.value, $0.rounding, true) }
  }

  private func way(
    _ links: [(months: ClosedRange<Int>, row: Observation)], _ period: PeriodOfYear
  ) -> (value: Double, rounding: Double)? {
    let (start, end) = (period.months.lowerBound - 1, period.months.upperBound)
    var reached = [start: (value: 0.0, rounding: 0.0)]
    var newest = [start]
    while reached[end] == nil, !newest.isEmpty {
      var next: [Int] = []
      for place in newest {
        guard let own = reached[place] else { continue }
        for (months, row) in links {
          let (first, last) = (months.lowerBound - 1, months.upperBound)
          guard place == first || place == last else { continue }
          let (other, sign) = place == first ? (last, 1.0) : (first, -1.0)
          guard reached[other] == nil else { continue }
          reached[other] = (
            own.value + sign * row.value, own.rounding + row.roundingHalfWidth
          )
          next.append(other)
        }
      }
      newest = next
    }
    return reached[end]
  }

  /// The periods that decide what a stretch comes to: of what stands at their ends the last alone.
  func telling(_ period: PeriodOfYear) -> ClosedRange<Int> {
    let all = period.ordinals(frequency)
    return total == .last ? all.upperBound...all.upperBound : all
  }

  /// Whether growth is published.
  var tellsGrowth: Bool { series.growth != nil || series.growthToDate != nil }

  /// Whether growth alone is published.
  var isGrowthAlone: Bool { !series.hasLevels }

  /// The unit, as published.
  var unit: String {
    if let own = specification.unit { return own.vi }
    for (_, series) in series.all {
      if let unit = observations.unit(id: series.id, geo: series.geo) { return unit }
    }
    return ""
  }
}
