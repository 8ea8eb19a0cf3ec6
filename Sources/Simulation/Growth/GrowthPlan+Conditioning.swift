internal import Coherence
internal import LinearAlgebra
internal import Randomness
internal import RealModule
internal import TimeSeries

// What paths are conditioned by, worked out once for a plan.

extension GrowthPlan {
  /// What every variant is conditioned by; `nil` for those that ask nothing.
  ///
  /// - Throws: `impossible`.
  func conditioning() throws(GrowthSimulationError) -> [GrowthBlock.Conditioning?] {
    let mean = means.flatMap { $0 }
    let covariance = covariance
    var found: [GrowthBlock.Conditioning?] = []
    for (variant, conditions) in variants.enumerated() {
      guard !conditions.isEmpty else {
        found.append(nil)
        continue
      }
      // Months of one quarter move beside each other only where somebody asks for some of them.
      let isMonthly = conditions.contains(where: dividesQuarters)
      found.append(
        try prepare(
          variant, mean: isMonthly ? monthMeans : mean,
          covariance: isMonthly ? monthCovariance : covariance, isMonthly: isMonthly))
    }
    return found
  }

  private func prepare(
    _ variant: Int, mean: [Double], covariance: Matrix, isMonthly: Bool
  ) throws(GrowthSimulationError) -> GrowthBlock.Conditioning {
    let conditions = variants[variant]
    let weights = conditions.map { isMonthly ? monthWeights($0) : self.weights($0) }
    var expected: [GrowthBlock.Expectation] = []
    for (index, weights) in weights.enumerated() {
      let gradient = zip(weights, mean).map { $0 * Double.exp($1) }
      let deviation = max(0, dot(gradient, covariance * gradient)).squareRoot()
      guard deviation > 0 else { throw .impossible(variant: variant, condition: index) }
      expected.append(
        GrowthBlock.Expectation(mean: gradient.reduce(0, +), deviation: deviation))
    }
    do throws(ConditioningError) {
      let targets = try GrowthTargets(
        conditions, weights: conditions.map(monthWeights),
        constants: conditions.map { constant($0) }, deviations: expected.map(\.deviation))
      let wanted = try targets.agreeing(self.wanted(conditions, expected))
      let gains: LevelGains
      do throws(ConditioningError) {
        gains = try LevelGains(
          mean: mean, covariance: covariance,
          totals: targets.solved.map { (weights[$0], wanted[$0]) })
      } catch {
        throw .impossible(condition: targets.solved[error.condition])
      }
      return GrowthBlock.Conditioning(
        gains: gains, targets: targets, expectations: expected, isMonthly: isMonthly)
    } catch {
      throw .impossible(variant: variant, condition: error.condition)
    }
  }

  /// How far totals lie from the forecast, 0–1.
  func plausibility(_ gains: LevelGains) -> Double {
    guard let degrees, gains.distance > 0 else { return gains.plausibilityPercentile }
    return StudentT.within(
      squaredDistance: gains.distance, dimensions: gains.directions.count,
      degrees: Double(degrees))
  }

  /// What the mean path's simulated part of each total has to come to.
  private func wanted(
    _ conditions: [GrowthPlan.Condition], _ expected: [GrowthBlock.Expectation]
  ) -> [Double] {
    zip(conditions, expected).map { condition, expected in
      let constant = self.constant(condition)
      switch condition.demand {
      case .equal(let value), .about(let value, _): return value - constant
      case .between(let low, let high):
        return TruncatedNormal.sameRank(
          expected.mean, mean: expected.mean, deviation: expected.deviation,
          low: low - constant, high: high - constant)
      }
    }
  }
}
