internal import Files
internal import Models
internal import Plans

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
