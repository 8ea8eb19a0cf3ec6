internal import Files
internal import TimeSeries

/// Checks what a scenario names against what its files hold.
enum ScenarioCheck {
  static func run(
    _ scenario: Scenario, _ named: NamedSeries, plans: [Plan],
    faults: inout FaultCollector
  ) {
    let derivations = DerivationCheck(scenario.indicators)
    let known = Dictionary(scenario.indicators.map { ($0.id, $0) }) { first, _ in first }
    for indicator in scenario.indicators {
      for series in referencedSeries(indicator) {
        check(series, named, asOf: scenario.asOf, faults: &faults)
      }
      checkDerivation(indicator, scenario, known, faults: &faults)
      derivations.run(indicator, faults: &faults)
      if case .judgement(let judgement) = indicator.source {
        checkJudgement(judgement, indicator, scenario, faults: &faults)
      }
      BeliefCheck.run(indicator, faults: &faults)
    }
    if !named.missesPlans { checkHeadline(scenario, plans, faults: &faults) }
    LeverDecoder.check(scenario, faults: &faults)
    FloorDecoder.check(scenario, faults: &faults)
    BaseRateDecoder.check(scenario, named, faults: &faults)
    if let growth = scenario.growth {
      GrowthCheck.run(
        growth, named, asOf: scenario.asOf, faults: &faults)
    }
    if let asOf = scenario.asOf, scenario.horizon < asOf.year {
      faults.noteConflict(
        "horizon", .horizonBeforeDay, at: scenario.resolved.place(of: "horizon"))
    }
  }

  /// What is shown first is a row of a plan.
  private static func checkHeadline(
    _ scenario: Scenario, _ plans: [Plan], faults: inout FaultCollector
  ) {
    let targets = plans.flatMap(\.targets)
    let known = Set(targets.flatMap { [$0.reference, "\($0.planID)/\($0.reference)"] })
    for node in scenario.resolved.list("headline") {
      guard let name = node.string, !known.contains(name) else { continue }
      faults.note(
        .plan(.unknownReference(name)), at: node.location,
        hint: .nearest(to: name, among: known.sorted()))
    }
  }

  /// The faults of series none of whose figures bears a vintage, so that no day's knowledge holds them.
  static func undated(
    _ scenario: Scenario, _ observations: ObservationSet, asOf: CalendarDate,
    faults: inout FaultCollector
  ) {
    for series in scenario.indicators.flatMap(referencedSeries) {
      let rows = historyRows(of: series, observations)
      guard !rows.isEmpty, rows.allSatisfy({ $0.vintage == nil }) else { continue }
      noteEmpty(series, rows, asOf: asOf, faults: &faults)
    }
  }

  private static func historyRows(
    of series: SeriesReference, _ observations: ObservationSet
  ) -> [Observation] {
    observations.frequencies(id: series.id, geo: series.geo).flatMap {
      observations[SeriesKey(id: series.id, geo: series.geo, frequency: $0)]
    }.filter(\.status.isHistory)
  }

  private static func noteEmpty(
    _ series: SeriesReference, _ rows: [Observation], asOf: CalendarDate?,
    faults: inout FaultCollector
  ) {
    faults.note(
      .series(.withoutHistory(series: series.title, asOf: asOf?.description ?? "any day")),
      at: series.location,
      hint: !rows.isEmpty && rows.allSatisfy { $0.vintage == nil } ? .mend(.giveVintage) : nil)
  }

  private static func referencedSeries(_ indicator: IndicatorSpecification) -> [SeriesReference] {
    let own: [SeriesReference] =
      switch indicator.source {
      case .series(let selection): selection.all
      case .anchor(let anchor): [anchor.series] + anchor.loan.series
      case .proxy(let proxy): proxy.series.all + (proxy.loan?.series ?? [])
      case .judgement, .derived, .notAssessed: []
      }
    return own + (indicator.longRun.map { [$0.series] } ?? []) + (indicator.nation?.all ?? [])
  }

  private static func check(
    _ series: SeriesReference, _ named: NamedSeries, asOf: CalendarDate?,
    faults: inout FaultCollector
  ) {
    let observations = named.observations
    let frequencies = observations.frequencies(id: series.id, geo: series.geo)
    if frequencies.isEmpty {
      // Its figures may all be cumulated, and stand beside it.
      let cumulated = series.id + SeriesSelection.cumulatedEnd
      if !observations.frequencies(id: cumulated, geo: series.geo).isEmpty { return }
      guard named.isUnknown(series) else { return }
      let sameGeo = observations.keys.filter { $0.geo == series.geo }.map(\.id)
      faults.note(
        .series(.unknown(series.title)), at: series.location,
        hint: series.hintOfPlace(observations)
          ?? Hint.nearest(to: series.id, among: Set(sameGeo).sorted()))
      return
    }
    let hasHistory = frequencies.contains { frequency in
      let key = SeriesKey(id: series.id, geo: series.geo, frequency: frequency)
      return !observations.history(of: key, asOf: asOf).isEmpty
    }
    if !hasHistory {
      noteEmpty(series, historyRows(of: series, observations), asOf: asOf, faults: &faults)
    }
    warnOfCapitals(series, observations, frequencies[0], faults: &faults)
  }

  /// Warns where the files spell a series in other capitals.
  private static func warnOfCapitals(
    _ series: SeriesReference, _ observations: ObservationSet, _ frequency: Frequency,
    faults: inout FaultCollector
  ) {
    let key = SeriesKey(id: series.id, geo: series.geo, frequency: frequency)
    guard let stored = observations.find(key).map({ observations.key($0) }) else { return }
    for (own, other) in [(series.id, stored.id), (series.geo, stored.geo)]
    where SeriesName.seen(own) != other {
      faults.warn(.series(.otherSpelling(own, first: other, firstAt: nil)), at: series.location)
    }
  }

  private static func checkDerivation(
    _ indicator: IndicatorSpecification, _ scenario: Scenario,
    _ known: [String: IndicatorSpecification], faults: inout FaultCollector
  ) {
    guard case .derived(let derived) = indicator.source else { return }
    for source in derived.sources {
      guard let other = known[source] else {
        faults.note(
          .scenario(.unknownIndicator(source)), at: indicator.location,
          hint: faults.nearest(to: source, among: scenario.indicators.map(\.id)))
        continue
      }
      if case .notAssessed = other.source {
        faults.noteConflict("derived", .notAssessed(source), at: indicator.location)
      }
      if derived.isGrowth, other.isRateOfGrowth {
        faults.noteConflict("of", .growthOfRate(of: source), at: indicator.location)
      }
    }
    if case .averageGrowth(_, _, let last, _) = derived, last > scenario.horizon {
      faults.noteOutside(
        "last", .written("\(last)"), .atMost("\(scenario.horizon)"), at: indicator.location)
    }
  }

  private static func checkJudgement(
    _ judgement: JudgementSpecification, _ indicator: IndicatorSpecification,
    _ scenario: Scenario, faults: inout FaultCollector
  ) {
    if judgement.year > scenario.horizon {
      faults.noteOutside(
        "year", .written("\(judgement.year)"), .atMost("\(scenario.horizon)"),
        at: indicator.location)
    }
    if let start = judgement.start, !indicator.bounds.contains(start.value) {
      faults.noteOutside(
        "start", .written("\(start.value)"),
        AllowedRange(indicator.bounds.lower, indicator.bounds.upper), at: indicator.location)
    }
  }
}
