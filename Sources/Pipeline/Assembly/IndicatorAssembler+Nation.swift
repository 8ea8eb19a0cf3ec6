internal import Files
internal import Models
internal import Plans
internal import TimeSeries

/// What an indicator is a part of.
extension IndicatorAssembler {
  /// Tells of a nation that a scenario names and that says nothing of the indicator.
  func warn(
    ofNationOf specification: IndicatorSpecification, _ model: any ForecastModel, named id: String,
    _ input: ModelInput, faults: inout FaultCollector
  ) {
    guard let nation = specification.nation, let series = nation.all.first else { return }
    let classes = model as? ReferenceClassModel
    let obstacle =
      classes?.classes.looksAtNations == true
      ? classes?.nationObstacle(to: input) : NationObstacle.model(id)
    guard let obstacle else { return }
    faults.warn(
      .series(.unheardNation(series: specification.id, others: 0, obstacle)), at: series.location)
  }
}
