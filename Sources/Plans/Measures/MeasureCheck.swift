internal import Files
public import TimeSeries

/// Checks what measures name against what the files hold.
enum MeasureCheck {
  static func run(
    _ scenario: Scenario, _ observations: ObservationSet, _ plans: [Plan],
    _ places: ObservationPlaces, faults: inout FaultCollector
  ) {
    let ids = Set(observations.keys.map(\.id)).sorted()
    for measure in scenario.measures {
      if measure.bounds.lower >= measure.bounds.upper {
        faults.noteConflict("bounds", .relation("lower < upper"), at: measure.location)
      }
      var planned: [MeasureSeries] = [measure.plan].compactMap(\.self)
      if case .series(let own) = measure.source { planned.append(own) }
      for (_, series) in planned.flatMap(\.all)
      where observations.frequencies(id: series.id, geo: series.geo).isEmpty {
        faults.note(
          .series(.unknown(series.title)), at: series.location,
          hint: .nearest(to: series.id, among: ids))
      }
      if case .series(let own) = measure.source {
        if let toDate = own.levelToDate, measure.total == .mean || measure.total == .last {
          faults.note(.measure(.notCumulated(measure: measure.id)), at: toDate.location)
        }
        units(of: own, measure, observations, faults: &faults)
        cumulated(of: own, measure, observations, places, scenario.asOf, faults: &faults)
      }
      periods(of: measure, observations, plans, faults: &faults)
    }
  }

  /// Levels and what is cumulated are counted in one unit.
  private static func units(
    of own: MeasureSeries, _ measure: MeasureSpecification, _ observations: ObservationSet,
    faults: inout FaultCollector
  ) {
    guard let level = own.level, let toDate = own.levelToDate,
      let first = observations.unit(id: level.id, geo: level.geo),
      let second = observations.unit(id: toDate.id, geo: toDate.geo), first != second
    else { return }
    faults.note(
      .measure(
        .otherUnit(
          measure: measure.id, first: first, firstSeries: level.title, second: second)),
      at: toDate.location)
  }

  /// What is cumulated never falls within a year, unless months below 0 are published.
  private static func cumulated(
    of own: MeasureSeries, _ measure: MeasureSpecification, _ observations: ObservationSet,
    _ places: ObservationPlaces, _ asOf: CalendarDate?, faults: inout FaultCollector
  ) {
    guard let series = own.levelToDate else { return }
    let isNegative =
      own.level.map { level in
        [Frequency.monthly, .quarterly].contains { frequency in
          observations[SeriesKey(id: level.id, geo: level.geo, frequency: frequency)]
            .contains { $0.value < 0 }
        }
      } ?? false
    guard !isNegative else { return }
    for frequency in [Frequency.monthly, .quarterly] {
      let key = SeriesKey(id: series.id, geo: series.geo, frequency: frequency)
      let rows = observations.history(of: key, asOf: asOf)
      for (before, row) in zip(rows, rows.dropFirst())
      where before.period.year == row.period.year && row.value < before.value {
        guard let place = places.value(of: row, in: observations) else { continue }
        let fall = ((row.value - before.value) * 1e6).rounded() / 1e6
        faults.note(
          .figure(
            .cumulatedFalls(
              series: series.title, period: row.period.description, value: "\(fall)")), at: place)
      }
    }
  }

  /// Plans speak of periods that a measure is published for.
  private static func periods(
    of measure: MeasureSpecification, _ observations: ObservationSet, _ plans: [Plan],
    faults: inout FaultCollector
  ) {
    guard let frequency = measure.reported(in: observations) else { return }
    for target in plans.flatMap(\.targets)
    where SeriesName(target.indicatorID) == SeriesName(measure.id) {
      guard let period = target.period, !period.isMade(of: frequency) else { continue }
      faults.note(
        .measure(
          .noSuchPeriod(measure: measure.id, period: period.description, frequency)),
        at: target.location)
    }
  }
}

extension MeasureSpecification {
  /// How often it is reported: as it says, or the finest of its series; `nil` for a sector, or without figures.
  public func reported(in observations: ObservationSet) -> Frequency? {
    if let frequency { return frequency }
    guard case .series(let own) = source else { return nil }
    let found = own.all.flatMap { observations.frequencies(id: $0.series.id, geo: $0.series.geo) }
    return [Frequency.monthly, .quarterly, .annual].first(where: found.contains)
  }
}
