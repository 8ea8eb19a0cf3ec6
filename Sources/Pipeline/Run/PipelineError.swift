public import Files
public import LinearAlgebra
public import Models
internal import Simulation

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
  /// Somebody asked it to stop.
  case cancelled
}

extension PipelineError {
  /// Why a simulation ended early.
  init(_ error: SimulationError) {
    switch error {
    case .cancelled: self = .cancelled
    case .numerical(let cause): self = .numerical(cause)
    case .outOfNumbers(let quantity, let step):
      self = .outOfNumbers(indicator: quantity, step: step)
    }
  }
}
