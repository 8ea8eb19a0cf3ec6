internal import LinearAlgebra
internal import Models
internal import Randomness
internal import RealModule

/// What is ahead of values of a measure, by the model of its kind: a rare count, a count with a course, or any other series.
struct MeasureRest {
  /// Of what is no rare count.
  let forecast: RestOfYear?
  /// Of a count.
  let count: CountAhead?
  /// Whether the forecast is one of logarithms.
  let isLogarithm: Bool

  /// - Parameters:
  ///   - history: what kind of values they are.
  ///   - start: the ordinal of the first value; the first of a year, but where only short histories are looked at.
  ///   - isSum: whether levels add up over the year.
  ///   - earlier: the values right before the first.
  /// - Throws: `tooShort`; `outsideScale`.
  init(
    _ values: [Double], of history: MeasureHistory, start: Int, periodsPerYear year: Int,
    horizon: Int, isStock: Bool, isSum: Bool, earlier: [Double] = []
  ) throws(ModelError) {
    if history.isNeverBelow0, !isStock, let rare = RareCount(values, periodsPerYear: year) {
      count = CountAhead(rare, horizon: horizon)
      (forecast, isLogarithm) = (nil, false)
      return
    }
    let isCount =
      history.isNeverBelow0 && isSum && !isStock
      && CountAhead.isCount(values, periodsPerYear: year)
    isLogarithm = history.isLogarithm && !isCount
    let forecast = try RestOfYear(
      values: values, isLogarithm: isLogarithm, start: start, periodsPerYear: year,
      horizon: horizon, isStock: isStock, isCount: isCount,
      earlier: isLogarithm && !earlier.allSatisfy { $0 > 0 } ? [] : earlier)
    count =
      isCount
      ? CountAhead(forecast, of: values, isLogarithm: isLogarithm, periodsPerYear: year) : nil
    self.forecast = forecast
  }
}

extension CountAhead {
  /// The chance that what is ahead adds up to at most a number, by the normal of its mean and variance.
  ///
  /// Equation: a period has the mean `Σ_k P(x ≥ k)` and the variance `Σ_k (2 k − 1) P(x ≥ k)` less its square; periods are correlated as their
  /// normal scores are.
  func below(_ value: Double) -> Double {
    let parts = thresholds.map { scores -> (mean: Double, deviation: Double) in
      var (mean, square) = (0.0, 0.0)
      for (place, score) in scores.enumerated() {
        let above = StandardNormal.cumulative(-score)
        mean += above
        square += Double(2 * place + 1) * above
      }
      return (mean, max(0, square - mean * mean).squareRoot())
    }
    var variance = 0.0
    for (row, one) in parts.enumerated() {
      for (column, other) in parts.enumerated() {
        variance += correlations[row, column] * one.deviation * other.deviation
      }
    }
    let mean = parts.reduce(0) { $0 + $1.mean }
    return StandardNormal.cumulative(
      (value + 0.5 - mean) / max(variance.squareRoot(), 1e-9))
  }
}
