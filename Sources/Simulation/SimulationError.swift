public import LinearAlgebra

/// Why a simulation did not finish.
public enum SimulationError: Error, Sendable, Equatable {
  /// Somebody asked it to stop.
  case cancelled
  /// A correlation matrix is not positive definite.
  case numerical(LinearAlgebraError)
  /// Paths of a quantity, by its id, leave the range of numbers at a step.
  case outOfNumbers(quantity: String, step: Int)
}
