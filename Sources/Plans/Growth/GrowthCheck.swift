internal import Files
internal import TimeSeries

/// Checks what a growth scenario names against what its files hold.
enum GrowthCheck {
  static func run(
    _ growth: GrowthSpecification, _ named: NamedSeries, asOf: CalendarDate?,
    faults: inout FaultCollector
  ) {
    let observations = named.observations
    let ids = Array(Set(observations.keys.map(\.id))).sorted()
    currentUnits(growth, observations, faults: &faults)
    for sector in growth.sectors {
      let references =
        sector.series.all.map(\.series) + sector.indicators + [sector.profile].compactMap { $0 }
        + [sector.current].compactMap { $0 }.filter { series in
          series.cumulatedTwin.map { named.isUnknown($0) } ?? true
        }
      for series in references {
        guard named.isUnknown(series) else { continue }
        faults.note(
          .series(.unknown(series.title)), at: series.location,
          hint: series.hintOfPlace(observations) ?? faults.nearest(to: series.id, among: ids))
      }
      for measure in [SectorSeries.Measure.level, .levelToDate] {
        guard let series = sector.series[measure] else { continue }
        noteGaps(
          series, isCumulated: measure == .levelToDate, asOf: asOf, observations, faults: &faults)
      }
    }
  }

  /// Levels at current prices are counted in one unit: shares are made of them.
  private static func currentUnits(
    _ growth: GrowthSpecification, _ observations: ObservationSet, faults: inout FaultCollector
  ) {
    var first: (unit: String, series: SeriesReference)?
    for sector in growth.sectors {
      guard let series = sector.current,
        let unit = observations.unit(id: series.id, geo: series.geo)
      else { continue }
      guard let known = first else {
        first = (unit, series)
        continue
      }
      guard unit != known.unit else { continue }
      faults.note(
        .measure(
          .otherUnit(
            measure: sector.id, first: known.unit, firstSeries: known.series.title, second: unit)),
        at: series.location)
    }
  }

  /// Published levels of months and quarters have no holes: a hole is a row that was forgotten. What is cumulated
  /// may be published of some months of the year only; there a hole is one of those that most years have.
  private static func noteGaps(
    _ series: SeriesReference, isCumulated: Bool, asOf: CalendarDate?,
    _ observations: ObservationSet, faults: inout FaultCollector
  ) {
    for frequency in [Frequency.quarterly, .monthly] {
      let key = SeriesKey(id: series.id, geo: series.geo, frequency: frequency)
      let periods = observations.history(of: key, asOf: asOf).map(\.period)
      let usual = isCumulated ? usualPositions(periods) : nil
      for (before, after) in zip(periods, periods.dropFirst()) {
        let gap = before.distance(to: after)
        let missing = (1..<max(1, gap)).map { before.advanced(by: $0) }.filter {
          usual?.contains($0.positionInYear) ?? true
        }
        guard let first = missing.first, let last = missing.last else { continue }
        faults.note(
          .series(
            .missingPeriod(series: series.id, first: first.description, last: last.description)),
          at: series.location, hint: .mend(.addRow(period: first.description)))
      }
    }
  }

  /// Months or quarters of the year that more than half of the years have.
  private static func usualPositions(_ periods: [Period]) -> Set<Int> {
    let years = Set(periods.map(\.year)).count
    let counts = Dictionary(grouping: periods, by: \.positionInYear).mapValues(\.count)
    return Set(counts.filter { 2 * $0.value > years }.keys)
  }
}
