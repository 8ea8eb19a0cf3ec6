public import LinearAlgebra
internal import RealModule

/// Correlations of many quantities from few residuals, shrunk towards one common value.
///
/// Equations: `r_ij = Σ z_i z_j / √(Σ z_i² Σ z_j²)` over the times both have (three or more). The target
/// is their mean `r̄`, itself shrunk towards 0: `r̄ = Σ w r / (Σ w + 1/τ²)` with `w = 1/Var(r_ij)`,
/// `Var(r_ij) = (1 − r_ij²)²/(n_ij − 1)`. Each pair gets `λ r̄ + (1 − λ) r_ij` with
/// `λ = min(1, Σ Var(r_ij) / Σ (r_ij − r̄)²)`; a pair without common times gets `r̄`. Negative
/// eigenvalues are raised and the diagonal is scaled back to one.
///
/// Source: Schäfer & Strimmer 2005, Statistical Applications in Genetics and Molecular Biology 4, 32
/// (target with constant correlation), after Ledoit & Wolf 2004.
public struct ShrunkCorrelation: Sendable, Hashable {
  /// The correlations, n × n, ones on the diagonal.
  public let matrix: Matrix
  /// The common value `r̄`.
  public let common: Double
  /// The weight `λ` of the common value.
  public let intensity: Double
  /// Pairs with three or more common times.
  public let pairs: Int

  /// Estimates correlations.
  ///
  /// - Parameters:
  ///   - residuals: one dictionary a quantity, from a time to a residual; empty when there are none.
  ///   - priorDeviation: `τ`, standard deviation of the prior for the common value.
  public init(residuals: [[Int: Double]], priorDeviation: Double) throws(LinearAlgebraError) {
    let order = residuals.count
    var found: [(i: Int, j: Int, r: Double, variance: Double)] = []
    for i in 0..<order {
      for j in 0..<i {
        let times = residuals[i].keys.filter { residuals[j][$0] != nil }.sorted()
        guard times.count >= 3 else { continue }
        let first = times.map { residuals[i][$0] ?? 0 }
        let second = times.map { residuals[j][$0] ?? 0 }
        let scale = (dot(first, first) * dot(second, second)).squareRoot()
        guard scale > 0 else { continue }
        let r = min(0.999, max(-0.999, dot(first, second) / scale))
        let variance = (1 - r * r) * (1 - r * r) / Double(times.count - 1)
        // A correlation near one from few values is never that sure.
        found.append((i, j, r, max(variance, 0.05 / Double(times.count - 1))))
      }
    }
    let weights = found.map { 1 / $0.variance }
    let target =
      zip(found, weights).reduce(0) { $0 + $1.0.r * $1.1 }
      / (weights.reduce(0, +) + 1 / (priorDeviation * priorDeviation))
    let noise = found.reduce(0) { $0 + $1.variance }
    let spread = found.reduce(0) { $0 + ($1.r - target) * ($1.r - target) }
    let lambda = spread > 0 ? min(1, noise / spread) : 1
    var matrix = Matrix(rows: order, columns: order) { $0 == $1 ? 1 : target }
    for pair in found {
      let shrunk = lambda * target + (1 - lambda) * pair.r
      matrix[pair.i, pair.j] = shrunk
      matrix[pair.j, pair.i] = shrunk
    }
    self.matrix = try nearestCorrelation(matrix)
    common = target
    intensity = lambda
    pairs = found.count
  }
}

/// Ones on the diagonal and one value elsewhere; at least `−1/(n − 1)`.
public func equicorrelation(_ value: Double, order: Int) -> Matrix {
  Matrix(rows: order, columns: order) { $0 == $1 ? 1 : value }
}

/// A correlation matrix near a symmetric one: eigenvalues of at least 10⁻⁶, diagonal scaled to one.
///
/// Source: the spectral step of Higham 2002, IMA Journal of Numerical Analysis 22, 329–343.
package func nearestCorrelation(_ matrix: Matrix) throws(LinearAlgebraError) -> Matrix {
  let eigen = try SymmetricEigen(matrix)
  guard let smallest = eigen.values.first, smallest < 1e-6 else { return matrix }
  let raised = eigen.values.map { max($0, 1e-6) }
  let rebuilt = eigen.vectors * Matrix.diagonal(raised) * eigen.vectors.transposed
  let scale = rebuilt.diagonal.map { 1 / $0.squareRoot() }
  return Matrix(rows: matrix.rows, columns: matrix.columns) { i, j in
    i == j ? 1 : 0.5 * (rebuilt[i, j] + rebuilt[j, i]) * scale[i] * scale[j]
  }
}
