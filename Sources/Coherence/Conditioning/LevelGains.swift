public import LinearAlgebra
internal import RealModule
internal import TimeSeries

/// Fixed directions in which paths of logarithms move until totals of their levels hold.
///
/// Equation: with `A = w ∘ exp(x*)` at the conditioned mean path `x*`, `K = Σ Aᵀ` scaled to unit
/// variance of each total. A path becomes `x + K λ` with the `λ` for which the totals hold, found by
/// Newton's method on each path. For levels that hardly vary this is the exact Gaussian conditioning;
/// where they do, the direction is that of the mean path, while the totals hold on every path exactly.
///
/// Shapes: `n` logarithms, `c` conditions.
/// Source: as `LevelConditioning`, with one direction for all paths.
public struct LevelGains: Sendable {
  /// `K`, one array of `n` a condition.
  public let directions: [[Double]]
  /// `x*`.
  public let centre: [Double]
  /// How far the totals lie from the forecast, in the Gaussian measure of the logarithms.
  public let plausibilityPercentile: Double
  /// The squared Mahalanobis distance that this comes from.
  public let distance: Double

  /// Gains for totals of levels.
  ///
  /// - Parameters:
  ///   - mean: of the logarithms.
  ///   - covariance: of the logarithms; rows of zeros do not move.
  ///   - totals: weights on levels, and the total that they are to make.
  /// - Throws: `shapes`, `impossible`, `noConvergence`, by the number of the total.
  public init(
    mean: [Double], covariance: Matrix, totals: [(weights: [Double], total: Double)]
  ) throws(ConditioningError) {
    for (index, item) in totals.enumerated() where item.total <= 0 {
      throw .impossible(condition: index)
    }
    let conditions = totals.map { LinearCondition(weights: $0.weights, demand: .equal($0.total)) }
    let centre = try LevelConditioning(
      covariance: covariance, conditions: conditions
    ).carry(mean)
    self.centre = centre
    directions = totals.map { item in
      let gradient = zip(item.weights, centre).map { $0 * Double.exp($1) }
      let reach = covariance * gradient
      let variance = dot(gradient, reach)
      let scale = variance > 0 ? 1 / variance.squareRoot() : 0
      return reach.map { $0 * scale }
    }
    let straight = totals.map { item in
      let levels = zip(item.weights, mean).map { $0 * Double.exp($1) }
      let sum = levels.reduce(0, +)
      let weights = levels.map { $0 / sum }
      return LinearCondition(
        weights: weights, demand: .equal(dot(weights, mean) + Double.log(item.total / sum)))
    }
    let seen = try GaussianConditioning(
      mean: mean, covariance: covariance, conditions: straight)
    plausibilityPercentile = seen.plausibilityPercentile
    distance = seen.distance
  }
}
