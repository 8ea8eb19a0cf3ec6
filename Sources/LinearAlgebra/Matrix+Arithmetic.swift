extension Matrix {
  /// The matrix product, its sums in the order of the inner index.
  public static func * (left: Matrix, right: Matrix) -> Matrix {
    precondition(
      left.columns == right.rows,
      "\(left.rows) × \(left.columns) times \(right.rows) × \(right.columns) has no meaning")
    return Matrix(
      rows: left.rows, columns: right.columns,
      columnMajor: Ordered.product(
        left.storage, right.storage, rows: left.rows, inner: left.columns,
        columns: right.columns))
  }

  /// The product with a column vector.
  public static func * (left: Matrix, right: [Double]) -> [Double] {
    (left * Matrix(column: right)).storage
  }

  /// The sum.
  public static func + (left: Matrix, right: Matrix) -> Matrix {
    combine(left, right, +)
  }

  /// The difference.
  public static func - (left: Matrix, right: Matrix) -> Matrix {
    combine(left, right, -)
  }

  /// Every entry multiplied.
  public static func * (factor: Double, matrix: Matrix) -> Matrix {
    Matrix(
      rows: matrix.rows, columns: matrix.columns, columnMajor: matrix.storage.map { factor * $0 })
  }

  private static func combine(
    _ left: Matrix, _ right: Matrix, _ operation: (Double, Double) -> Double
  ) -> Matrix {
    precondition(
      left.rows == right.rows && left.columns == right.columns,
      "\(left.rows) × \(left.columns) and \(right.rows) × \(right.columns) do not match")
    return Matrix(
      rows: left.rows, columns: left.columns,
      columnMajor: zip(left.storage, right.storage).map(operation))
  }
}

/// The inner product.
public func dot(_ left: [Double], _ right: [Double]) -> Double {
  precondition(left.count == right.count, "lengths \(left.count) and \(right.count) do not match")
  var sum = 0.0
  for index in left.indices { sum += left[index] * right[index] }
  return sum
}
