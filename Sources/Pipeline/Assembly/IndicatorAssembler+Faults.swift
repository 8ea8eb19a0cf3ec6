internal import Models
internal import Plans

// Why a model does not fit.

extension IndicatorAssembler {
  func note(
    _ error: ModelError, _ specification: IndicatorSpecification, model: String,
    faults: inout FaultCollector
  ) throws(PipelineError) {
    let reason: String
    switch error {
    case .tooShort(let observations, let minimum):
      reason = "\(observations) values, at least \(minimum) needed"
    case .tooLong(let observations, let maximum):
      reason = "\(observations) values, at most \(maximum) fitted"
    case .tooWide(let periods, let maximum):
      reason = "\(periods) periods to the last year, at most \(maximum) fitted"
    case .outsideScale(let value): reason = "a value of \(value) has no place on its scale"
    case .unsuitableScale(let scale): reason = "it does not work on the scale \(scale)"
    case .parameterOutOfRange(let name, let value): reason = "\(name) cannot be \(value)"
    case .unknownParameter(let name): reason = "it has no parameter \(name)"
    case .noPace: reason = "fewer than two series with two values each give a pace"
    case .infeasibleQuantiles: reason = "no distribution passes through the quantiles"
    case .tooFewCases(let found, let minimum):
      reason = "\(found) cases, at least \(minimum) needed"
    case .numerical: throw .model(indicator: specification.id, error)
    }
    faults.note(
      .unsuitableModel(model: model, reason: reason), at: specification.model.location)
  }
}
