internal import CLAPACKE

/// `A P = Q R` with column pivoting, by `dgeqp3`; shows the numerical rank.
public struct QR: Sendable {
  /// Orthonormal columns, `m × k` with `k = min(m, n)`.
  public let orthogonal: Matrix
  /// Upper triangle, `k × n`.
  public let upper: Matrix
  /// Column `j` of `A P` is column `permutation[j]` of `A`.
  public let permutation: [Int]
  /// Diagonal entries of `R` above `max(m, n) · ε · |R₀₀|`.
  public let rank: Int

  /// Factors a matrix of any shape.
  ///
  /// - Throws: `notFinite`.
  public init(_ matrix: Matrix) throws(LinearAlgebraError) {
    guard matrix.isFinite else { throw .notFinite }
    BLAS.prepare()
    let (rows, columns) = (matrix.rows, matrix.columns)
    let order = min(rows, columns)
    guard order > 0 else {
      orthogonal = Matrix(rows: rows, columns: 0)
      upper = Matrix(rows: 0, columns: columns)
      permutation = Array(0..<columns)
      rank = 0
      return
    }
    var packed = matrix
    var pivots = [Int32](repeating: 0, count: columns)
    var reflectors = [Double](repeating: 0, count: order)
    let info = LAPACKE_dgeqp3(
      LAPACK_COL_MAJOR, Int32(rows), Int32(columns), &packed.storage, Int32(rows), &pivots,
      &reflectors)
    // What overflows on the way is found by the next routine, which refuses what is no number.
    guard info == 0, packed.isFinite else { throw .notFinite }
    upper = Matrix(rows: order, columns: columns) { $0 <= $1 ? packed[$0, $1] : 0 }
    permutation = pivots.map { Int($0) - 1 }
    var basis = packed.picking(rows: Array(0..<rows), columns: Array(0..<order))
    let built = LAPACKE_dorgqr(
      LAPACK_COL_MAJOR, Int32(rows), Int32(order), Int32(order), &basis.storage, Int32(rows),
      reflectors)
    guard built == 0 else { throw .notFinite }
    orthogonal = basis
    let cutoff = Double(max(rows, columns)) * Double.ulpOfOne * abs(packed[0, 0])
    rank = upper.diagonal.count { abs($0) > cutoff }
  }

  /// The least-squares solution for full column rank, in the order of A's columns.
  ///
  /// - Throws: `rankDeficient`; `notFinite`.
  public func solve(_ right: [Double]) throws(LinearAlgebraError) -> [Double] {
    let columns = upper.columns
    guard rank == columns else { throw .rankDeficient(rank: rank, columns: columns) }
    let projected = solveUpper(orthogonal.transposed * Matrix(column: right))
    guard projected.isFinite else { throw .notFinite }
    var solution = [Double](repeating: 0, count: columns)
    for (position, column) in permutation.enumerated() { solution[column] = projected[position, 0] }
    return solution
  }

  /// `(AᵀA)⁻¹ = P R⁻¹ R⁻ᵀ Pᵀ`, for full column rank.
  var inverseGram: Matrix {
    let columns = upper.columns
    let inverse = solveUpper(.identity(columns))
    let gram = inverse * inverse.transposed
    var result = Matrix(rows: columns, columns: columns)
    for (i, row) in permutation.enumerated() {
      for (j, column) in permutation.enumerated() { result[row, column] = gram[i, j] }
    }
    return result
  }

  private func solveUpper(_ right: Matrix) -> Matrix {
    let order = Int32(upper.columns)
    return right.solved(order: upper.columns) {
      LAPACKE_dtrtrs(
        LAPACK_COL_MAJOR, CChar(UInt8(ascii: "U")), CChar(UInt8(ascii: "N")),
        CChar(UInt8(ascii: "N")), order, Int32(right.columns), upper.storage, order, &$0, order)
    }
  }
}
