internal import Files
public import TimeSeries

/// Checks what measures name against what the files hold.
enum MeasureCheck {
  static func run(
    _ scenario: Scenario, _ named: NamedSeries, _ plans: [Plan],
    _ places: ObservationPlaces, asOf: CalendarDate?, faults: inout FaultCollector
  ) {
    let observations = named.observations
    let ids = Set(observations.keys.map(\.id)).sorted()
    for measure in scenario.measures {
      if measure.bounds.lower >= measure.bounds.upper {
        faults.noteConflict("bounds", .relation("lower < upper"), at: measure.location)
      }
      ShareBounds.tell(measure, observations, places, faults: &faults)
      var planned: [MeasureSeries] = [measure.plan].compactMap(\.self)
      if case .series(let own) = measure.source { planned.append(own) }
      planned += (measure.allocation?.parts ?? []).compactMap(\.series)
      for (_, series) in planned.flatMap(\.all)
      where named.isUnknown(series)
        && series.cumulatedTwin.map({
          observations.frequencies(id: $0.id, geo: $0.geo).isEmpty
        }) != false
      {
        faults.note(
          .series(.unknown(series.title)), at: series.location,
          hint: series.hintOfPlace(observations) ?? faults.nearest(to: series.id, among: ids))
      }
      if case .series(let own) = measure.source {
        if let toDate = own.levelToDate, measure.total == .mean || measure.total == .last {
          faults.note(.measure(.notCumulated(measure: measure.id)), at: toDate.location)
        }
        units(of: own, measure, observations, faults: &faults)
        cumulated(of: own, measure, observations, places, asOf, faults: &faults)
        agreement(of: own, measure, observations, places, asOf, faults: &faults)
        estimates(of: own, observations, places, asOf, faults: &faults)
      }
      MeasureUnits.run(measure, scenario.growth, observations, faults: &faults)
      periods(of: measure, observations, plans, faults: &faults)
      if let allocation = measure.allocation {
        shared(allocation, measure, observations, faults: &faults)
      }
    }
    names(scenario.measures, faults: &faults)
    unknown(scenario, plans, faults: &faults)
  }

  /// Measures that are called the same in a language, unless one says that it tells the other once more.
  private static func names(_ measures: [MeasureSpecification], faults: inout FaultCollector) {
    for (place, measure) in measures.enumerated() {
      let other = measures[..<place].first {
        ($0.name.en == measure.name.en || $0.name.vi == measure.name.vi) && $0.id != measure.id
          && measure.sameAs != $0.id && $0.sameAs != measure.id
      }
      guard let other else { continue }
      let name = other.name.en == measure.name.en ? measure.name.en : measure.name.vi
      faults.warn(
        .measure(.sameName(name, first: other.id, second: measure.id)), at: measure.location)
    }
  }

  /// Rows of plans that no measure, sector or indicator is called after: one warning a name.
  private static func unknown(
    _ scenario: Scenario, _ plans: [Plan], faults: inout FaultCollector
  ) {
    // Without measures rows of plans may be about anything, and are told of one by one.
    guard !scenario.measures.isEmpty, scenario.placeholder == nil else { return }
    let known =
      scenario.measures.map(\.id) + (scenario.growth?.sectors ?? []).map(\.id)
      + scenario.indicators.map(\.id)
    let names = Set(known.map { SeriesName($0) })
    let rows = plans.flatMap(\.targets).filter {
      $0.hasValue && !names.contains(SeriesName($0.indicatorID))
    }
    var told: Set<SeriesName> = []
    for row in rows where told.insert(SeriesName(row.indicatorID)).inserted {
      let count = rows.count { SeriesName($0.indicatorID) == SeriesName(row.indicatorID) }
      faults.warn(
        .measure(.unknownPlanned(row.indicatorID, rows: count)), at: row.location,
        hint: .nearest(to: row.indicatorID, among: known))
    }
  }

  /// What is shared out is a sum, and its parts are counted in its unit.
  private static func shared(
    _ allocation: MeasureAllocation, _ measure: MeasureSpecification,
    _ observations: ObservationSet, faults: inout FaultCollector
  ) {
    guard case .series(let own) = measure.source else { return }
    guard own.hasLevels, ![.mean, .index].contains(measure.total) else {
      faults.note(.measure(.notShared(measure: measure.id)), at: allocation.location)
      return
    }
    func unit(_ series: MeasureSeries) -> (unit: String, series: SeriesReference)? {
      [series.level, series.levelToDate].lazy.compactMap { $0 }.compactMap { series in
        observations.unit(id: series.id, geo: series.geo).map { ($0, series) }
      }.first
    }
    guard let first = unit(own) else { return }
    for part in allocation.parts {
      guard let found = part.series.flatMap(unit), found.unit != first.unit else { continue }
      faults.note(
        .measure(
          .otherUnit(
            measure: measure.id, first: first.unit, firstSeries: first.series.title,
            second: found.unit)),
        at: part.location)
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

  /// Estimates of periods that go on.
  private static func estimates(
    of own: MeasureSeries, _ observations: ObservationSet, _ places: ObservationPlaces,
    _ asOf: CalendarDate?, faults: inout FaultCollector
  ) {
    for (_, series) in own.withCumulated(from: observations).references {
      for frequency in [Frequency.annual, .quarterly, .monthly] {
        let key = SeriesKey(id: series.id, geo: series.geo, frequency: frequency)
        for row in observations.history(of: key, asOf: asOf) where row.isAhead(of: asOf) {
          guard let place = places.value(of: row, in: observations) else { continue }
          faults.warn(
            .measure(
              .estimateAhead(
                series: series.title, period: row.period.description, value: "\(row.value)")),
            at: place)
        }
      }
    }
  }

  /// Figures about the same months that contradict each other: one warning a kind, by the cell of the newest, with both.
  private static func agreement(
    of own: MeasureSeries, _ measure: MeasureSpecification, _ observations: ObservationSet,
    _ places: ObservationPlaces, _ asOf: CalendarDate?, faults: inout FaultCollector
  ) {
    let found = MeasureAgreement(own, measure, observations, asOf: asOf).found
    func text(_ value: Double) -> String {
      let rounded = (value * 1000).rounded() / 1000
      return Int(exactly: rounded).map(String.init) ?? "\(rounded)"
    }
    for kind in MeasureAgreement.Kind.allCases {
      let all = found.filter { $0.kind == kind }
      guard let first = all.first, let place = places.value(of: first.row, in: observations) else {
        continue
      }
      let period = first.period.description
      let (value, implied) = (text(first.row.value), text(first.implied))
      let more = all.count - 1
      let problem: MeasureProblem =
        switch kind {
        case .difference:
          .otherDifference(
            series: first.series, period: period, value: value, implied: implied, more: more)
        case .parts:
          .otherParts(
            series: first.series, period: period, value: value, implied: implied, more: more)
        case .newer:
          .otherOlder(
            series: first.series, period: period, value: value, implied: implied, more: more)
        case .growth:
          .otherGrowth(
            series: first.series, period: period, value: value, implied: implied, more: more)
        }
      faults.warn(.measure(problem), at: place)
    }
  }

  /// Plans speak of periods that a measure is published for.
  private static func periods(
    of measure: MeasureSpecification, _ observations: ObservationSet, _ plans: [Plan],
    faults: inout FaultCollector
  ) {
    let own = plans.flatMap(\.targets).filter {
      SeriesName($0.indicatorID) == SeriesName(measure.id) && $0.hasValue
    }
    plannedUnits(own, measure, observations, faults: &faults)
    plannedTwice(own, measure, faults: &faults)
    guard let frequency = measure.reported(in: observations) else { return }
    for target in own {
      guard let period = target.period, !period.isMade(of: frequency) else { continue }
      faults.note(
        .measure(
          .noSuchPeriod(measure: measure.id, period: period.description, frequency)),
        at: target.location)
    }
  }
}

extension MeasureCheck {
  /// What is planned of a level is planned in its unit.
  private static func plannedUnits(
    _ targets: [Target], _ measure: MeasureSpecification, _ observations: ObservationSet,
    faults: inout FaultCollector
  ) {
    guard case .series(let own) = measure.source, own.hasLevels else { return }
    var units = [measure.unit?.en, measure.unit?.vi].compactMap(\.self)
    for series in [own.level, own.levelToDate].compactMap(\.self) {
      if let unit = observations.unit(id: series.id, geo: series.geo) { units.append(unit) }
    }
    units = units.filter { !$0.isEmpty }
    guard let first = units.first else { return }
    for target in targets where !target.asksForGrowth() && !target.unit.isEmpty {
      if units.contains(where: { SeriesName($0) == SeriesName(target.unit) }) { continue }
      faults.note(
        .measure(
          .otherUnit(
            measure: measure.id, first: first, firstSeries: measure.id, second: target.unit)),
        at: target.location)
    }
  }

  /// Of two rows about one period the first counts, and the other is told of.
  private static func plannedTwice(
    _ targets: [Target], _ measure: MeasureSpecification, faults: inout FaultCollector
  ) {
    var seen: [PeriodOfYear: String] = [:]
    for target in targets {
      guard
        let period = target.period
          ?? target.year.map({ PeriodOfYear(year: $0, months: 1...12) })
      else { continue }
      if let first = seen[period] {
        faults.warn(
          .measure(
            .plannedTwice(measure: measure.id, period: period.description, first: first)),
          at: target.location)
      }
      seen[period] = seen[period] ?? target.fullReference
    }
  }
}

extension MeasureSpecification {
  /// How often it is reported: as it says, or the finest of its series; `nil` for a sector, or without figures.
  public func reported(in observations: ObservationSet) -> Frequency? {
    if let frequency { return frequency }
    guard case .series(let own) = source else { return nil }
    let named = own.all.map(\.series)
    let found = (named + named.compactMap(\.cumulatedTwin)).flatMap {
      observations.frequencies(id: $0.id, geo: $0.geo)
    }
    return [Frequency.monthly, .quarterly, .annual].first(where: found.contains)
  }
}
