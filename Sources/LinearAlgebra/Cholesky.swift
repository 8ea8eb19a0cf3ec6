internal import CLAPACKE
internal import RealModule

/// `A = L Lᵀ` of a symmetric positive definite matrix, by `dpotrf`.
public struct Cholesky: Sendable, Hashable {
  /// The lower triangle `L`, `n × n`, zero above the diagonal.
  public let lower: Matrix

  /// Factors a matrix; only its lower triangle is read.
  ///
  /// - Throws: `notPositiveDefinite` with the order of the first bad minor; `notFinite`.
  public init(_ matrix: Matrix) throws(LinearAlgebraError) {
    precondition(matrix.rows == matrix.columns, "\(matrix.rows) × \(matrix.columns) is not square")
    guard matrix.isFinite else { throw .notFinite }
    BLAS.prepare()
    let order = matrix.rows
    var factor = matrix
    let info = LAPACKE_dpotrf(
      LAPACK_COL_MAJOR, CChar(UInt8(ascii: "L")), Int32(order), &factor.storage,
      Int32(max(1, order)))
    guard info == 0 else { throw .notPositiveDefinite(order: Int(info)) }
    for column in 0..<order {
      for row in 0..<column { factor[row, column] = 0 }
    }
    lower = factor
  }

  /// `log det A`.
  public var logDeterminant: Double {
    lower.diagonal.reduce(0) { $0 + 2 * Double.log($1) }
  }

  /// `A⁻¹ B`, by `dpotrs`.
  public func solve(_ right: Matrix) -> Matrix {
    precondition(right.rows == lower.rows, "\(right.rows) rows against order \(lower.rows)")
    var solution = right
    guard solution.rows > 0, solution.columns > 0 else { return solution }
    // LAPACK refuses what is no number; of it comes none.
    guard right.isFinite else {
      return Matrix(rows: right.rows, columns: right.columns, repeating: .nan)
    }
    let info = LAPACKE_dpotrs(
      LAPACK_COL_MAJOR, CChar(UInt8(ascii: "L")), Int32(lower.rows), Int32(right.columns),
      lower.storage, Int32(lower.rows), &solution.storage, Int32(right.rows))
    precondition(info == 0, "dpotrs refused its argument \(-info)")
    return solution
  }

  /// `A⁻¹ b`.
  public func solve(_ right: [Double]) -> [Double] { solve(Matrix(column: right)).storage }

  /// `L⁻¹ B`, by `dtrtrs`: turns correlated rows into white ones.
  public func whiten(_ right: Matrix) -> Matrix {
    precondition(right.rows == lower.rows, "\(right.rows) rows against order \(lower.rows)")
    var solution = right
    guard solution.rows > 0, solution.columns > 0 else { return solution }
    // LAPACK refuses what is no number; of it comes none.
    guard right.isFinite else {
      return Matrix(rows: right.rows, columns: right.columns, repeating: .nan)
    }
    let info = LAPACKE_dtrtrs(
      LAPACK_COL_MAJOR, CChar(UInt8(ascii: "L")), CChar(UInt8(ascii: "N")),
      CChar(UInt8(ascii: "N")), Int32(lower.rows), Int32(right.columns), lower.storage,
      Int32(lower.rows), &solution.storage, Int32(right.rows))
    precondition(info == 0, "dtrtrs refused its argument \(-info)")
    return solution
  }

  /// `L⁻¹ b`.
  public func whiten(_ right: [Double]) -> [Double] { whiten(Matrix(column: right)).storage }

  /// `A⁻¹`.
  public var inverse: Matrix { solve(.identity(lower.rows)) }
}
