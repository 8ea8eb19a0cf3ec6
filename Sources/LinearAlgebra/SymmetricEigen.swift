internal import CLAPACKE

/// `A = V Λ Vᵀ` of a symmetric matrix, by `dsyevd`.
public struct SymmetricEigen: Sendable {
  /// Eigenvalues, from the smallest up.
  public let values: [Double]
  /// Eigenvectors as columns, in the order of the values.
  public let vectors: Matrix

  /// Factors a matrix; only its lower triangle is read.
  ///
  /// - Throws: `noConvergence`, `notFinite`.
  public init(_ matrix: Matrix) throws(LinearAlgebraError) {
    precondition(matrix.rows == matrix.columns, "\(matrix.rows) × \(matrix.columns) is not square")
    guard matrix.isFinite else { throw .notFinite }
    BLAS.prepare()
    var vectors = matrix
    var values = [Double](repeating: 0, count: matrix.rows)
    if matrix.rows > 0 {
      let info = LAPACKE_dsyevd(
        LAPACK_COL_MAJOR, CChar(UInt8(ascii: "V")), CChar(UInt8(ascii: "L")),
        Int32(matrix.rows), &vectors.storage, Int32(matrix.rows), &values)
      guard info == 0 else { throw .noConvergence(routine: "dsyevd", info: Int(info)) }
    }
    self.values = values
    self.vectors = vectors
  }
}
