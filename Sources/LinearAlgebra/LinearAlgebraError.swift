/// What LAPACK reports, in terms of the caller's matrices.
public enum LinearAlgebraError: Error, Sendable, Equatable {
  /// The leading minor of this order is not positive definite (`potrf` info > 0).
  case notPositiveDefinite(order: Int)
  /// The numerical rank is below the number of columns.
  case rankDeficient(rank: Int, columns: Int)
  /// An iteration of LAPACK did not converge.
  case noConvergence(routine: String, info: Int)
  /// An entry is infinite or not a number.
  case notFinite
}
