internal import Files
internal import TimeSeries

/// Bounds that follow from what a plan calls a measure: a share in percent lies between 0 and 100, unless it once did not.
enum ShareBounds {
  private static let all = Bounds(lower: 0, upper: 100)

  /// Gives them to the measures of a scenario that state none.
  static func read(
    _ scenario: inout Scenario, plans: [Plan], observations: ObservationSet
  ) {
    let shares = Set(
      plans.flatMap(\.targets).filter { $0.kind == "share" }.map { SeriesName($0.indicatorID) })
    for (place, measure) in scenario.measures.enumerated()
    where measure.bounds == .none && shares.contains(SeriesName(measure.id)) {
      let rows = rows(of: measure, observations)
      let unit =
        measure.unit?.en ?? rows.first.flatMap { observations.unit(id: $0.key.id, geo: $0.key.geo) }
      guard let unit, PercentUnit.isPlain(unit) || PercentUnit.isNamed(by: unit), !rows.isEmpty,
        rows.allSatisfy({ (all.lower...all.upper).contains($0.value) })
      else { continue }
      scenario.measures[place].bounds = all
    }
  }

  /// Warns of figures outside bounds that a measure states.
  static func tell(
    _ measure: MeasureSpecification, _ observations: ObservationSet, _ places: ObservationPlaces,
    faults: inout FaultCollector
  ) {
    guard measure.bounds != .none else { return }
    let bounds = measure.bounds
    for row in rows(of: measure, observations)
    where !(bounds.lower...bounds.upper).contains(row.value) {
      guard let place = places.value(of: row, in: observations) else { continue }
      faults.warn(
        .figure(
          .outside(
            series: "\(row.key.id) (\(row.key.geo))", period: row.period.description,
            value: "\(row.value)", allowed: AllowedRange(bounds.lower, bounds.upper))),
        at: place, hint: .mend(.widenBounds))
    }
  }

  /// The levels of a measure at the frequency that it is reported at.
  private static func rows(
    of measure: MeasureSpecification, _ observations: ObservationSet
  ) -> [Observation] {
    guard case .series(let own) = measure.source, let level = own.level,
      let frequency = measure.reported(in: observations)
    else { return [] }
    return observations.history(
      of: SeriesKey(id: level.id, geo: level.geo, frequency: frequency), asOf: nil)
  }
}
