internal import CLAPACKE

/// `A = U S Vᵀ`, by `dgesdd`, in the economy size.
public struct SVD: Sendable {
  /// Left singular vectors, `m × k` with `k = min(m, n)`.
  public let left: Matrix
  /// Singular values, from the largest down.
  public let values: [Double]
  /// Right singular vectors transposed, `k × n`.
  public let rightTransposed: Matrix

  /// Factors a matrix of any shape.
  ///
  /// - Throws: `noConvergence`, `notFinite`.
  public init(_ matrix: Matrix) throws(LinearAlgebraError) {
    guard matrix.isFinite else { throw .notFinite }
    BLAS.prepare()
    let order = min(matrix.rows, matrix.columns)
    var work = matrix
    var singular = [Double](repeating: 0, count: order)
    var basis = Matrix(rows: matrix.rows, columns: order)
    var dual = Matrix(rows: order, columns: matrix.columns)
    if order > 0 {
      let info = LAPACKE_dgesdd(
        LAPACK_COL_MAJOR, CChar(UInt8(ascii: "S")), Int32(matrix.rows), Int32(matrix.columns),
        &work.storage, Int32(matrix.rows), &singular, &basis.storage, Int32(matrix.rows),
        &dual.storage, Int32(order))
      guard info == 0 else { throw .noConvergence(routine: "dgesdd", info: Int(info)) }
    }
    left = basis
    values = singular
    rightTransposed = dual
  }

  /// Singular values above `max(m, n) · ε · s₀`.
  public var rank: Int {
    guard let largest = values.first else { return 0 }
    let size = Double(max(left.rows, rightTransposed.columns))
    return values.count { $0 > size * Double.ulpOfOne * largest }
  }
}
