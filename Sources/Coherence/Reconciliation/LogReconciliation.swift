public import LinearAlgebra
internal import RealModule

/// Forecasts of every node of a tree, on logarithms, made one forecast of its leaves (MinT).
///
/// Equation: near leaf forecasts `x̂` the logarithm of a node moves by `S dx`, `S` the shares of leaves in
/// nodes. With `W` the covariance of the nodes' errors the leaves become
/// `x = x̂ + (Sᵀ W⁻¹ S)⁻¹ Sᵀ W⁻¹ d`, `d` the nodes' forecasts minus what the leaves make of them, repeated
/// until `d` changes no more; their errors have the covariance `(Sᵀ W⁻¹ S)⁻¹`. Paths drawn from it and
/// added up are the reconciled paths: coherent and positive, with the variance of the projection.
///
/// Shapes: `n` nodes, `m` leaves, `W` n × n, positive definite.
/// Source: Wickramasuriya, Athanasopoulos & Hyndman 2019, JASA 114, 804–819, equation 9, on logarithms.
public struct LogReconciliation: Sendable {
  /// Means of the logarithms of the leaves, one array a leaf, one value a step.
  public let means: [[Double]]
  /// The covariance of the leaves' one-step errors.
  public let covariance: Matrix

  /// Reconciles.
  ///
  /// - Parameters:
  ///   - forecasts: means of the logarithms, one array a node in the order of the tree.
  ///   - errors: `W`.
  ///   - first: how many steps the shares are those of; all by default.
  /// - Throws: `notPositiveDefinite`.
  public init(
    _ tree: Hierarchy, forecasts: [[Double]], errors: Matrix, sharesOfFirst first: Int? = nil
  ) throws(LinearAlgebraError) {
    let leaves = tree.leaves
    let steps = forecasts.first?.count ?? 0
    var means = leaves.map { forecasts[$0] }
    let counted = min(first ?? steps, steps)
    let average = leaves.map { leaf in
      forecasts[leaf].prefix(counted).reduce(0) { $0 + Double.exp($1) } / Double(max(1, counted))
    }
    let shares = Self.shares(tree, levels: average)
    let weighted = try Cholesky(errors).solve(shares)
    let information = try Cholesky(shares.transposed * weighted)
    covariance = information.inverse
    let gain = information.solve(weighted.transposed)
    for _ in 0..<3 {
      for step in 0..<steps {
        let sums = tree.sums(ofLeaves: means.map { Double.exp($0[step]) })
        let gaps = forecasts.indices.map { forecasts[$0][step] - Double.log(sums[$0]) }
        for (leaf, move) in (gain * gaps).enumerated() { means[leaf][step] += move }
      }
    }
    self.means = means
  }

  /// The share of each leaf in each node.
  static func shares(_ tree: Hierarchy, levels: [Double]) -> Matrix {
    var shares = Matrix(rows: tree.nodes.count, columns: levels.count)
    let totals = tree.sums(ofLeaves: levels)
    for node in tree.nodes.indices {
      for leaf in tree.leavesUnder[node] { shares[node, leaf] = levels[leaf] / totals[node] }
    }
    return shares
  }
}
