public import LinearAlgebra

/// A covariance of errors shrunk to its diagonal.
///
/// Equation: `W = D^{1/2} (λ I + (1 − λ) R) D^{1/2}`, `λ = Σ var(r_ij) / Σ r_ij²` over `i ≠ j`, cut to 0–1.
/// Source: Schäfer & Strimmer 2005, Statistical Applications in Genetics and Molecular Biology 4, 32.
public struct ShrunkCovariance: Sendable {
  /// `W`.
  public let matrix: Matrix
  /// `λ`.
  public let intensity: Double

  /// From errors, one row a time and one column a node; the mean is taken out.
  public init(errors: Matrix) {
    let (count, order) = (errors.rows, errors.columns)
    precondition(count > 1, "one row of errors has no covariance")
    var standard = Matrix(rows: count, columns: order)
    var deviations: [Double] = []
    for column in 0..<order {
      let values = errors.column(column)
      let mean = values.reduce(0, +) / Double(count)
      let squares = values.reduce(0) { $0 + ($1 - mean) * ($1 - mean) }
      let deviation = (squares / Double(count - 1)).squareRoot()
      deviations.append(deviation)
      for row in 0..<count {
        standard[row, column] = deviation > 0 ? (values[row] - mean) / deviation : 0
      }
    }
    let size = Double(count)
    var correlation = Matrix.identity(order)
    var (variances, squares) = (0.0, 0.0)
    for i in 0..<order {
      for j in 0..<i {
        let products = (0..<count).map { standard[$0, i] * standard[$0, j] }
        let mean = products.reduce(0, +) / size
        let scatter = products.reduce(0) { $0 + ($1 - mean) * ($1 - mean) }
        let value = mean * size / (size - 1)
        correlation[i, j] = value
        correlation[j, i] = value
        variances += 2 * scatter * size / ((size - 1) * (size - 1) * (size - 1))
        squares += 2 * value * value
      }
    }
    let shrink = squares > 0 ? min(1, max(0, variances / squares)) : 1
    intensity = shrink
    matrix = Matrix(rows: order, columns: order) {
      let weight = $0 == $1 ? 1 : 1 - shrink
      return weight * correlation[$0, $1] * deviations[$0] * deviations[$1]
    }
  }
}
