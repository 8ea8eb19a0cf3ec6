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
    right.solved(order: lower.rows) {
      LAPACKE_dpotrs(
        LAPACK_COL_MAJOR, CChar(UInt8(ascii: "L")), Int32(lower.rows), Int32(right.columns),
        lower.storage, Int32(lower.rows), &$0, Int32(right.rows))
    }
  }

  /// `A⁻¹ b`.
  public func solve(_ right: [Double]) -> [Double] { solve(Matrix(column: right)).storage }

  /// `L⁻¹ B`, by `dtrtrs`: turns correlated rows into white ones.
  public func whiten(_ right: Matrix) -> Matrix {
    right.solved(order: lower.rows) {
      LAPACKE_dtrtrs(
        LAPACK_COL_MAJOR, CChar(UInt8(ascii: "L")), CChar(UInt8(ascii: "N")),
        CChar(UInt8(ascii: "N")), Int32(lower.rows), Int32(right.columns), lower.storage,
        Int32(lower.rows), &$0, Int32(right.rows))
    }
  }

  /// `L⁻¹ b`.
  public func whiten(_ right: [Double]) -> [Double] { whiten(Matrix(column: right)).storage }

  /// `A⁻¹`.
  public var inverse: Matrix { solve(.identity(lower.rows)) }
}

extension Matrix {
  /// What a routine of LAPACK, which gives its `info`, makes of this right side of equations in its place.
  func solved(order: Int, _ routine: (inout [Double]) -> Int32) -> Matrix {
    precondition(rows == order, "\(rows) rows against order \(order)")
    guard rows > 0, columns > 0 else { return self }
    // LAPACK refuses what is no number; of it comes none.
    guard isFinite else { return Matrix(rows: rows, columns: columns, repeating: .nan) }
    var solution = self
    let info = routine(&solution.storage)
    precondition(info == 0, "LAPACK solves no equations of order \(order): \(info)")
    return solution
  }
}
