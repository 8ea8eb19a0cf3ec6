public import LinearAlgebra

/// Why a model could not be fitted.
public enum ModelError: Error, Sendable, Equatable {
  /// Fewer observations than the card asks for.
  case tooShort(observations: Int, minimum: Int)
  /// More observations than the card allows.
  case tooLong(observations: Int, maximum: Int)
  /// More periods from the first observation to the last forecast than the model spans.
  case tooWide(periods: Int, maximum: Int)
  /// A value has no image on the modelling scale, a share at its bound, say.
  case outsideScale(value: Double)
  /// The scale is not one that the model works on.
  case unsuitableScale(String)
  /// A parameter outside its range.
  case parameterOutOfRange(name: String, value: Double)
  /// A parameter that the model does not have.
  case unknownParameter(name: String)
  /// Quantiles that no increasing quantile function of this form passes through.
  case infeasibleQuantiles
  /// Series whose pace cannot be measured: fewer than two of them have two values.
  case noPace
  /// Fewer cases than a reference class can be learned from.
  case tooFewCases(found: Int, minimum: Int)
  /// A matrix that should have been regular was not.
  case numerical(LinearAlgebraError)
}

/// Does what may fail for its numbers alone.
func numerical<Value>(
  _ body: () throws(LinearAlgebraError) -> Value
) throws(ModelError) -> Value {
  do {
    return try body()
  } catch {
    throw .numerical(error)
  }
}
