public import Files
public import TimeSeries

extension ScenarioBundle {
  /// The same scenario with other figures in the places of its own.
  public func replacing(observations: ObservationSet) -> ScenarioBundle {
    ScenarioBundle(
      scenario: scenario, observations: observations, plans: plans, trackRecord: trackRecord,
      tasks: tasks, files: files, places: places, warnings: warnings, remarks: remarks)
  }

  /// What is wrong on another day than the scenario's own as it is on that: series whose figures bear no vintage are known
  /// on none.
  public func undatedFaults(asOf day: CalendarDate) -> [Fault] {
    var faults = FaultCollector()
    ScenarioCheck.undated(scenario, observations, asOf: day, faults: &faults)
    return Faults(faults.found).all
  }

  /// The newest figure that is known on a day of every series that an indicator takes figures from, its own before
  /// those of series that lend but their pace.
  ///
  /// - Parameter asOf: the day; `nil` for all that the files hold.
  public func newestFigures(
    of indicator: IndicatorSpecification, asOf: CalendarDate?
  ) -> [(figure: Observation, isLent: Bool)] {
    var seen: Set<String> = []
    return SeriesUse.all(of: indicator, in: observations).compactMap { use in
      guard seen.insert("\(use.series.geo) \(use.series.id)").inserted else { return nil }
      let keys = observations.keys(id: use.series.id).filter { $0.geo == use.series.geo }
      let newest = keys.flatMap { observations.history(of: $0, asOf: asOf) }.max {
        ($0.period.end, $0.vintage?.description ?? "") < (
          $1.period.end, $1.vintage?.description ?? ""
        )
      }
      return newest.map { (figure: $0, isLent: use.isLent) }
    }
  }
}
