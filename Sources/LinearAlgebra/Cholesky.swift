internal import RealModule

/// `A = L Lᵀ` of a symmetric positive definite matrix; every sum in a stated order.
public struct Cholesky: Sendable, Hashable {
  /// The lower triangle `L`, `n × n`, zero above the diagonal.
  public let lower: Matrix

  /// Factors a matrix; only its lower triangle is read.
  ///
  /// - Throws: `notPositiveDefinite` with the order of the first bad minor; `notFinite`.
  public init(_ matrix: Matrix) throws(LinearAlgebraError) {
    precondition(matrix.rows == matrix.columns, "\(matrix.rows) × \(matrix.columns) is not square")
    guard matrix.isFinite else { throw .notFinite }
    var factor = matrix
    let minor = Ordered.factor(&factor.storage, order: matrix.rows)
    guard minor == 0 else { throw .notPositiveDefinite(order: minor) }
    lower = factor
  }

  /// `log det A`.
  public var logDeterminant: Double {
    lower.diagonal.reduce(0) { $0 + 2 * Double.log($1) }
  }

  /// `A⁻¹ B`.
  public func solve(_ right: Matrix) -> Matrix {
    right.solved(order: lower.rows) {
      Ordered.forward(lower.storage, order: lower.rows, &$0)
      Ordered.backward(lower.storage, order: lower.rows, &$0)
      return 0
    }
  }

  /// `A⁻¹ b`.
  public func solve(_ right: [Double]) -> [Double] { solve(Matrix(column: right)).storage }

  /// `L⁻¹ B`: turns correlated rows into white ones.
  public func whiten(_ right: Matrix) -> Matrix {
    right.solved(order: lower.rows) {
      Ordered.forward(lower.storage, order: lower.rows, &$0)
      return 0
    }
  }

  /// `L⁻¹ b`.
  public func whiten(_ right: [Double]) -> [Double] { whiten(Matrix(column: right)).storage }

  /// `A⁻¹`, its lower triangle mirrored: a third of the work of `inverse`, of which it may differ in the last digit.
  public var symmetricInverse: Matrix {
    whiten(.identity(lower.rows)).solved(order: lower.rows) {
      Ordered.backwardMirrored(lower.storage, order: lower.rows, &$0)
      return 0
    }
  }

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
