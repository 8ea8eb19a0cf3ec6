public import LinearAlgebra
internal import RealModule
internal import TimeSeries

/// Paths of logarithms whose levels must add up to totals.
///
/// Equation: find `x` near a drawn path with `Σ_t w_t exp(x_t) = B` for each condition: with
/// `A = w ∘ exp(x)`, `x ← x + Σ Aᵀ (A Σ Aᵀ)⁻¹ (B − Aᵀ1)` until the totals hold. Each step is the exact
/// Gaussian conditioning of the totals made straight around the path, so the path moves where the
/// forecast is least certain, all periods at once; what is settled (zero variance) never moves.
///
/// Shapes: `Σ` n × n of the logarithms; conditions with `.equal` demands and weights on levels.
/// Edge cases: a total that others make already changes nothing when it agrees with them and is `impossible` when
/// it does not; totals that the settled part exceeds: `impossible`; more than 100 steps: `noConvergence`.
/// The curvature of the exponential is met on each path and not in its weight: against brute force the
/// distribution is off by less than a tenth of a deviation where levels vary by a tenth.
///
/// Source: Waggoner & Zha 1999, REStat 81; the projection is the first step of constrained simulation in
/// Diaconis, Holmes & Shahshahani 2013, IMS Collections 10, without its weights.
public struct LevelConditioning: Sendable {
  private let covariance: Matrix
  private let conditions: [(weights: [Double], total: Double)]
  /// Their numbers among those that were given.
  private let numbers: [Int]

  /// Totals that follow from each other agree when they differ by less than this share.
  private static let agreement = 1e-9

  /// The largest relative error of a total that is left.
  public static let tolerance = 1e-12

  /// Conditions on totals of levels.
  ///
  /// - Throws: `shapes`; `impossible` for a demand that is not `.equal`.
  public init(
    covariance: Matrix, conditions: [LinearCondition]
  ) throws(ConditioningError) {
    var totals: [(weights: [Double], total: Double)] = []
    for (index, condition) in conditions.enumerated() {
      guard condition.weights.count == covariance.rows else {
        throw .shapes(expected: covariance.rows, found: condition.weights.count)
      }
      guard case .equal(let value) = condition.demand else { throw .impossible(condition: index) }
      totals.append((condition.weights, value))
    }
    let dependence = LinearDependence(totals.map(\.weights), order: Array(totals.indices))
    for relation in dependence.relations {
      let made = relation.weights.reduce(0) { $0 + $1.value * totals[$1.key].total }
      let size = relation.weights.reduce(abs(totals[relation.sum].total)) {
        $0 + abs($1.value * totals[$1.key].total)
      }
      guard abs(made - totals[relation.sum].total) <= Self.agreement * size else {
        throw .impossible(condition: relation.sum)
      }
    }
    self.covariance = covariance
    self.conditions = dependence.kept.map { totals[$0] }
    numbers = dependence.kept
  }

  /// Moves a path of logarithms until the totals of its levels hold.
  ///
  /// - Throws: `impossible`, `noConvergence`.
  public func carry(_ path: [Double]) throws(ConditioningError) -> [Double] {
    var result = path
    for _ in 0..<100 {
      let levels = result.map { Double.exp($0) }
      let misses = conditions.map { $0.total - dot($0.weights, levels) }
      let isMet = zip(misses, conditions).allSatisfy { miss, condition in
        abs(miss) <= Self.tolerance * max(abs(condition.total), 1e-300)
      }
      if isMet { return result }
      let gradients = conditions.map { zip($0.weights, levels).map(*) }
      let reaches = gradients.map { covariance * $0 }
      let system = Matrix(rows: conditions.count, columns: conditions.count) {
        dot(gradients[$0], reaches[$1])
      }
      let shares: [Double]
      do {
        shares = try Cholesky(system).solve(misses)
      } catch {
        throw .impossible(condition: worst(misses))
      }
      // A step beyond a factor of e would leave the region where the straight line means anything.
      var moves = result.indices.map { index in
        zip(shares, reaches).reduce(0) { $0 + $1.0 * $1.1[index] }
      }
      let largest = moves.map { abs($0) }.max() ?? 0
      if largest > 1 { moves = moves.map { $0 / largest } }
      for index in result.indices { result[index] += moves[index] }
    }
    let levels = result.map { Double.exp($0) }
    throw .noConvergence(condition: worst(conditions.map { $0.total - dot($0.weights, levels) }))
  }

  private func worst(_ misses: [Double]) -> Int {
    misses.indices.max { abs(misses[$0]) < abs(misses[$1]) }.map { numbers[$0] } ?? 0
  }
}
