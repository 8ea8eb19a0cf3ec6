public import LinearAlgebra
internal import RealModule

/// Correlations of many quantities: what is usual among pairs of their kind, moved by what common times tell.
///
/// Equations: `r = Σ z_i z_j / √(Σ z_i² Σ z_j²)` over the `n` times both have, `y = artanh r` with variance
/// `v = 1/(n − 3)`. A pair's `artanh ρ` is `N(a, τ²)`, `a = artanh ρ₀` with `ρ₀` the usual correlation, or, for
/// three pairs of a thousand, `N(0, 1)`: twins, parts and wholes, complements. With `w₀` and `w₁` the probabilities
/// of the two given `y` the correlation is `w₀ tanh((a v + y τ²)/(v + τ²)) + w₁ tanh(y/(v + 1))`. A pair without
/// four common times gets `ρ₀`. Negative eigenvalues are raised and the diagonal is scaled back to one.
///
/// Parameters: `τ` is 0.1 among sectors of regions, where years past say next to nothing of years to come until
/// a correlation is near one; see `Scripts/learn-dependence`.
///
/// Sources: Fisher 1921, Metron 1, 3–32 (`y`); Schäfer & Strimmer 2005, Statistical Applications in Genetics and
/// Molecular Biology 4, 32 (a constant correlation as the target).
public struct ShrunkCorrelation: Sendable, Hashable {
  /// The correlations, n × n, ones on the diagonal.
  public let matrix: Matrix
  /// The mean of the usual correlations of all pairs.
  public let common: Double
  /// The mean weight of the usual correlation over pairs with data; 1 where there are none.
  public let intensity: Double
  /// Pairs with four or more common times.
  public let pairs: Int
  /// The mean correlation of those pairs and the mean number of their times.
  private let mean, times: Double
  /// Pairs of all that take part.
  private let allPairs: Int

  /// Four times leave one degree of freedom to an arc tangent.
  private static let fewestTimes = 4
  /// The share of pairs of which nothing is usual.
  private static let twins = 0.003

  /// Estimates correlations.
  ///
  /// - Parameters:
  ///   - residuals: one dictionary a quantity, from a time to a residual, empty when there are none; `nil` where a
  ///     quantity takes no part.
  ///   - deviation: `τ`, by which pairs differ from what is usual.
  ///   - usual: `ρ₀` of two quantities, by their positions.
  public init(
    residuals: [[Int: Double]?], deviation: Double, usual: (Int, Int) -> Double
  ) throws(LinearAlgebraError) {
    let order = residuals.count
    var matrix = Matrix.identity(order)
    var (usualSum, weight, sum, times, pairs, allPairs) = (0.0, 0.0, 0.0, 0, 0, 0)
    for i in 0..<order {
      for j in 0..<i {
        guard let one = residuals[i], let other = residuals[j] else { continue }
        let centre = usual(i, j)
        (usualSum, allPairs) = (usualSum + centre, allPairs + 1)
        (matrix[i, j], matrix[j, i]) = (centre, centre)
        guard let (r, count) = Self.sample(one, other) else { continue }
        let (value, share) = Self.posterior(r, times: count, usual: centre, deviation: deviation)
        (matrix[i, j], matrix[j, i]) = (value, value)
        (weight, sum, times, pairs) = (weight + share, sum + r, times + count, pairs + 1)
      }
    }
    self.matrix = try nearestCorrelation(matrix)
    common = allPairs > 0 ? usualSum / Double(allPairs) : 0
    intensity = pairs > 0 ? weight / Double(pairs) : 1
    mean = pairs > 0 ? sum / Double(pairs) : 0
    self.times = pairs > 0 ? Double(times) / Double(pairs) : 0
    self.pairs = pairs
    self.allPairs = allPairs
  }

  /// The correlation over common times and their number; `nil` where they are too few or nothing varies.
  private static func sample(
    _ one: [Int: Double], _ other: [Int: Double]
  ) -> (r: Double, times: Int)? {
    let times = one.keys.filter { other[$0] != nil }.sorted()
    guard times.count >= fewestTimes else { return nil }
    let first = times.map { one[$0] ?? 0 }
    let second = times.map { other[$0] ?? 0 }
    let scale = (dot(first, first) * dot(second, second)).squareRoot()
    guard scale > 0 else { return nil }
    return (min(0.999, max(-0.999, dot(first, second) / scale)), times.count)
  }

  /// The mean of a correlation given what was seen, and the weight of what is usual in it.
  private static func posterior(
    _ r: Double, times: Int, usual: Double, deviation: Double
  ) -> (value: Double, weight: Double) {
    let (seen, centre) = (Double.atanh(r), Double.atanh(usual))
    let error = 1 / Double(times - 3)
    func density(_ distance: Double, _ variance: Double) -> Double {
      .exp(-0.5 * distance * distance / variance) / variance.squareRoot()
    }
    let spread = deviation * deviation
    let ordinary = (1 - twins) * density(seen - centre, error + spread)
    let other = twins * density(seen, error + 1)
    let share = ordinary / (ordinary + other)
    let near = (centre * error + seen * spread) / (error + spread)
    let value = share * .tanh(near) + (1 - share) * .tanh(seen / (error + 1))
    return (value, share * error / (error + spread))
  }

  /// Whether the data speak against one correlation of all quantities: the mean of at least half of all pairs lies
  /// two standard errors below it.
  ///
  /// Equation: `Var r̄ = 2 (1 − ρ)² (1 + (k − 1) ρ)² / (k (k − 1)(n − 3))` for `k` quantities that all have the
  /// correlation `ρ` over `n` times.
  public func refutes(_ value: Double) -> Bool {
    guard pairs > 0, 2 * pairs >= allPairs else { return false }
    let others = ((1 + 8 * Double(pairs)).squareRoot() - 1) / 2
    let error =
      (1 - value) * (1 + others * value)
      * (2 / (others * (others + 1) * (times - 3))).squareRoot()
    return mean < value - 2 * error
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
