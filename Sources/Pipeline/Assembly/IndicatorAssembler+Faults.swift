internal import Coherence
public import Files
public import Models
internal import Plans
internal import TimeSeries
internal import Tracking

// Why a model does not fit.

extension IndicatorAssembler {
  func note(
    _ error: ModelError, _ specification: IndicatorSpecification, model: String,
    faults: inout FaultCollector
  ) throws(PipelineError) {
    guard let obstacle = ModelObstacle(error) else {
      throw .model(indicator: specification.id, error)
    }
    faults.note(
      .scenario(.unsuitableModel(model, obstacle)), at: specification.model.location)
  }
}

extension IndicatorAssembler {
  /// A level that grows is put together from figures of many kinds, and may leave the bounds though no figure does.
  func checkBounds(
    _ history: History, _ specification: IndicatorSpecification, faults: inout FaultCollector
  ) {
    let bounds = specification.bounds
    guard specification.kind == .growth,
      let point = history.realised.first(where: { !bounds.contains($0.value) })
    else { return }
    faults.note(
      .figure(
        .outside(
          series: specification.id, period: point.period.description, value: "\(point.value)",
          allowed: AllowedRange(bounds.lower, bounds.upper))),
      at: specification.location, hint: .mend(.widenBounds))
  }
}

extension ModelObstacle {
  /// What of a scenario or a panel a model could not be fitted by; `nil` where the reason is not the input's.
  public init?(_ error: ModelError) {
    switch error {
    case .tooShort(let values, let minimum): self = .tooShort(values: values, minimum: minimum)
    case .tooLong(let values, let maximum): self = .tooLong(values: values, maximum: maximum)
    case .tooWide(let periods, let maximum): self = .tooWide(periods: periods, maximum: maximum)
    case .outsideScale(let value): self = .outsideScale(value: value)
    case .unsuitableScale(let scale): self = .unsuitableScale(scale)
    case .parameterOutOfRange(let name, let value):
      self = .parameterOutOfRange(name: name, value: value)
    case .unknownParameter(let name): self = .unknownParameter(name)
    case .infeasibleQuantiles: self = .infeasibleQuantiles
    case .noPace: self = .noPace
    case .tooFewCases(let found, let minimum): self = .tooFewCases(found: found, minimum: minimum)
    case .numerical: return nil
    }
  }
}
