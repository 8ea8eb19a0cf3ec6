public import TimeSeries

extension ScenarioBundle {
  /// The same scenario with other figures in the places of its own.
  public func replacing(observations: ObservationSet) -> ScenarioBundle {
    ScenarioBundle(
      scenario: scenario, observations: observations, plans: plans, trackRecord: trackRecord,
      tasks: tasks, files: files, places: places, warnings: warnings, remarks: remarks)
  }
}
