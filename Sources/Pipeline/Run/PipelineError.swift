public import LinearAlgebra
public import Models
public import Plans

/// Why a run did not finish.
public enum PipelineError: Error, Sendable {
  /// The input has faults.
  case faults([Fault])
  /// A model could not be fitted for a reason that is not the input's.
  case model(indicator: String, ModelError)
  /// A matrix that should have been regular was not.
  case numerical(LinearAlgebraError)
  /// Somebody asked it to stop.
  case cancelled
}
