internal import Models
internal import Plans
internal import TimeSeries

/// What figures in percent are.
extension IndicatorAssembler {
  /// Whether an indicator is in percent, by its own unit or, where it names none, that of its figures.
  func isPercentage(_ specification: IndicatorSpecification) -> Bool {
    specification.isPercentage(unit: unitOfFigures(specification))
  }

  /// Below which paths near 0; `nil` where they may come to 0: by bounds, by a figure that is not above it, as rates.
  ///
  /// A level that was positive throughout and shows to be a rate may be growth and fall below 0, unless it is in percent and its name and
  /// unit say nothing of a change or a balance: unemployment or a share is never less than nothing.
  /// The rule is that of series in panels (`PanelForecaster`).
  func positiveEdge(_ specification: IndicatorSpecification, _ input: ModelInput) -> Double? {
    let mayBeRate = specification.kind != .growth && specification.scale == .identity
    if mayBeRate, specification.isStatedRate { return nil }
    let isPart = specification.isPartInPercent(unit: unitOfFigures(specification))
    if mayBeRate, !isPart, ReferenceClassModel.isRate(input) { return nil }
    return PositiveSeries.edge(
      of: input.values, bounds: specification.bounds, scale: specification.scale)
  }

  /// The unit in which files print the figures of an indicator; empty where they name none.
  private func unitOfFigures(_ specification: IndicatorSpecification) -> String {
    let unit: String? =
      switch specification.source {
      case .series(let selection): selection.unit(in: observations)
      case .anchor(let anchor): observations.unit(id: anchor.series.id, geo: anchor.series.geo)
      case .proxy, .judgement, .derived, .notAssessed: nil
      }
    return unit ?? ""
  }
}
