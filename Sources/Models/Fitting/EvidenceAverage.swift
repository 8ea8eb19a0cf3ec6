internal import LinearAlgebra
internal import RealModule

/// Fits of one history by the points of a grid, averaged by how likely the history is under each.
struct EvidenceAverage<Fit> {
  private let fits: [Fit]
  private let weights: [Double]
  private let total: Double

  /// - Parameter logEvidence: `log p(y)` under a fit, up to a constant of all.
  init(_ fits: [Fit], logEvidence: (Fit) -> Double) {
    self.fits = fits
    let evidence = fits.map(logEvidence)
    let best = evidence.max() ?? 0
    weights = evidence.map { Double.exp($0 - best) }
    total = weights.reduce(0, +)
  }

  /// The mean of what the fits say.
  func callAsFunction(_ value: (Fit) -> Double) -> Double {
    zip(fits, weights).reduce(0) { $0 + value($1.0) * $1.1 } / total
  }

  /// Paths of the fits with their weights.
  ///
  /// - Parameter least: the share that a fit must be above; none by default.
  func components(
    above least: Double? = nil,
    _ component: (Fit, Double) throws(LinearAlgebraError) -> PathComponent
  ) throws(ModelError) -> [PathComponent] {
    var components: [PathComponent] = []
    for (fit, weight) in zip(fits, weights) where least.map({ weight > $0 * total }) ?? true {
      components.append(
        try numerical { () throws(LinearAlgebraError) in try component(fit, weight) })
    }
    return components
  }
}

extension LinearGaussianModel.Posterior {
  /// The paths of a posterior with a weight.
  func component(weight: Double, ceiling: Double = 0) throws(LinearAlgebraError) -> PathComponent {
    try PathComponent(
      weight: weight, mean: mean, covariance: covariance, degreesOfFreedom: degreesOfFreedom,
      ceiling: ceiling)
  }
}
