public import Files
public import LinearAlgebra
public import Models
package import Simulation

/// Why a run did not finish.
public enum PipelineError: Error, Sendable {
  /// The input has faults.
  case faults([Fault])
  /// A model could not be fitted for a reason that is not the input's.
  case model(indicator: String, ModelError)
  /// A matrix that should have been regular was not.
  case numerical(LinearAlgebraError)
  /// Paths of an indicator leave the range of numbers in a year after the first simulated one.
  case outOfNumbers(indicator: String, step: Int)
  /// A precision asks for more paths than are simulated.
  case tooManyPaths(needed: Double)
  /// Somebody asked it to stop.
  case cancelled
}

extension PipelineError {
  /// Why a simulation ended early is why the run does.
  package init(_ error: SimulationError) {
    switch error {
    case .cancelled: self = .cancelled
    case .tooManyPaths(let needed): self = .tooManyPaths(needed: needed)
    case .numerical(let cause): self = .numerical(cause)
    case .outOfNumbers(let quantity, let step):
      self = .outOfNumbers(indicator: quantity, step: step)
    }
  }

  /// What a simulation gives; why it ended early is why the run does.
  package static func simulating<Value>(
    _ simulate: () throws(SimulationError) -> Value
  ) throws(PipelineError) -> Value {
    do {
      return try simulate()
    } catch {
      throw PipelineError(error)
    }
  }
}
