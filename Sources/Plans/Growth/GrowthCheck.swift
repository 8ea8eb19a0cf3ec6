internal import TimeSeries

/// Checks what a growth scenario names against what its files hold.
enum GrowthCheck {
  static func run(
    _ growth: GrowthSpecification, asOf: CalendarDate?, observations: ObservationSet,
    faults: inout FaultCollector
  ) {
    let ids = Array(Set(observations.keys.map(\.id))).sorted()
    for sector in growth.sectors {
      let references =
        sector.series.all.map(\.series) + sector.indicators + [sector.profile].compactMap { $0 }
      for series in references {
        guard observations.frequencies(id: series.id, geo: series.geo).isEmpty else { continue }
        faults.note(
          .unknownSeries("\(series.id) (\(series.geo))"), at: series.location,
          hint: nearestName(to: series.id, among: ids).map(Hint.didYouMean))
      }
      for measure in [SectorSeries.Measure.level, .levelToDate] {
        guard let series = sector.series[measure] else { continue }
        noteGaps(series, asOf: asOf, observations, faults: &faults)
      }
    }
  }

  /// Published levels of months and quarters have no holes: a hole is a row that was forgotten.
  private static func noteGaps(
    _ series: SeriesReference, asOf: CalendarDate?, _ observations: ObservationSet,
    faults: inout FaultCollector
  ) {
    for frequency in [Frequency.quarterly, .monthly] {
      let key = SeriesKey(id: series.id, geo: series.geo, frequency: frequency)
      let periods = observations.history(of: key, asOf: asOf).map(\.period)
      for (before, after) in zip(periods, periods.dropFirst()) {
        let gap = before.distance(to: after)
        guard gap > 1 else { continue }
        faults.note(
          .missingPeriod(
            series: series.id, first: before.advanced(by: 1).description,
            last: after.advanced(by: -1).description), at: series.location,
          hint: .addRow(period: before.advanced(by: 1).description))
      }
    }
  }
}
