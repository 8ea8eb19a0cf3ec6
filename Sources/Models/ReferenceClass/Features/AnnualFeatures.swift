internal import RealModule

/// What a yearly level shows: mean, recent and extreme changes, trends, persistence, growth rates.
///
/// Everything is in units of the mean absolute change, so that currencies and sizes drop out.
enum AnnualFeatures {
  static func describe(_ values: [Double]) -> SeriesDescription? {
    let changes = Statistics.differences(values)
    let scale = Statistics.mean(changes.map { abs($0) })
    guard scale > 0, let last = values.last else { return nil }
    return SeriesDescription(
      features: distances(values, changes, last).map { min(max($0 / scale, -50), 50) }
        + rates(values, scale: scale, last: last) + shape(values, changes),
      scale: scale, reference: [], stepFeatures: [], last: last)
  }

  private static func distances(
    _ values: [Double], _ changes: [Double], _ last: Double
  ) -> [Double] {
    let count = changes.count
    func back(_ lag: Int) -> Double { count >= lag ? changes[count - lag] : changes[0] }
    let median = Statistics.median(changes)
    let line = Statistics.line(values)
    let smooth = QuickForecasts.simpleSmoothing(values)
    func trend(_ damping: Double) -> (level: Double, slope: Double) {
      QuickForecasts.trendSmoothing(
        values, damping: damping, alphas: [0.2, 0.4, 0.6, 0.8, 1],
        betas: [0.05, 0.2, 0.5], run: values.count < 4 ? 1 : 3)
    }
    let damped = trend(0.85)
    let straight = trend(1)
    let theta = smooth.level - last
    return [
      Statistics.mean(changes), median, Statistics.discounted(changes, rate: 0.7),
      Statistics.discounted(changes, rate: 0.4), back(1), back(2), back(3),
      Statistics.mean(changes.suffix(3)), Statistics.mean(changes.suffix(5)),
      Statistics.mean(changes.prefix(max(1, count / 2))), Statistics.deviation(changes),
      Statistics.median(changes.map { abs($0 - median) }),
      Statistics.mean(Statistics.differences(changes).map { abs($0) }), changes.min() ?? 0,
      changes.max() ?? 0,
      count > 2 ? Statistics.line(changes).slope * Double(count) : 0,
      last - (line.start + line.slope * Double(count)), last - Statistics.mean(values),
      last - (values.max() ?? last), last - (values.min() ?? last),
      Statistics.deviation(changes.suffix(3)), line.slope, theta + line.slope / 2,
      theta + 2 * line.slope, damped.level + 0.85 * damped.slope - last,
      damped.level + QuickForecasts.dampedSteps(0.85, 4) * damped.slope - last,
      straight.level + straight.slope - last,
    ]
  }

  /// Growth rates of a positive series, relative to the size of its changes.
  private static func rates(_ values: [Double], scale: Double, last: Double) -> [Double] {
    guard values.allSatisfy({ $0 > 0 }) else {
      let size = max(abs(Statistics.mean(values)), 1e-300)
      return [0, 0, 0, 0, 0, Double.log(scale / size), 0, 0, 0, 0]
    }
    let growth = Statistics.differences(values.map { Double.log($0) })
    let relative = scale / abs(last)
    let recent = Statistics.discounted(growth, rate: 0.7)
    return [
      Statistics.mean(growth) / relative, Statistics.median(growth) / relative,
      recent / relative, (growth.last ?? 0) / relative,
      Statistics.deviation(growth) / relative, Double.log(relative), Statistics.mean(growth),
      recent, Statistics.deviation(growth),
      Double(growth.count { $0 < 0 }) / Double(growth.count),
    ]
  }

  private static func shape(_ values: [Double], _ changes: [Double]) -> [Double] {
    let line = Statistics.line(values)
    var residual = 0.0
    for (index, value) in values.enumerated() {
      let distance = value - line.start - line.slope * Double(index)
      residual += distance * distance
    }
    let total = Statistics.variance(values) * Double(values.count)
    return [
      Statistics.autocorrelation(changes, lag: 1), Double(changes.count),
      total > 0 ? 1 - residual / total : 0, values.allSatisfy { $0 > 0 } ? 1 : 0,
    ]
  }
}
