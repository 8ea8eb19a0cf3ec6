public import LinearAlgebra

/// Why a simulation did not finish.
public enum SimulationError: Error, Sendable, Equatable {
  /// Somebody asked it to stop.
  case cancelled
  /// A correlation matrix is not positive definite.
  case numerical(LinearAlgebraError)
}
