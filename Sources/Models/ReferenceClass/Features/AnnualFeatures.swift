internal import RealModule

/// What a yearly level shows: mean, recent and extreme changes, trends, persistence, growth rates.
///
/// Everything is in units of the mean absolute change, so that currencies and sizes drop out; of few
/// changes the unit is drawn towards what is typical of series (`GappedValues.unit`). Growing levels are
/// described in logarithms where every value is positive, others by values over their mean size.
enum AnnualFeatures {
  /// A typical yearly change, as a share of the level.
  private static let typicalChange = 0.07
  /// Values looked at, the last ones.
  private static let window = 40

  static func describe(_ whole: GappedValues, inLogarithms: Bool) -> SeriesDescription? {
    let history = GappedValues(whole, last: window)
    let count = Double(history.filled.count)
    let size = history.filled.reduce(0) { $0 + abs($1) / count }
    let isPositive = history.filled.allSatisfy { $0 > 0 }
    guard size > 0, size.isFinite else { return nil }
    let image: SeriesDescription.Image =
      inLogarithms && isPositive ? .logarithms : .values(size: size)
    let images = history.filled.map(image.of)
    guard let last = images.last else { return nil }
    let changes = Statistics.differences(images)
    let unit = GappedValues.unit(changes, typical: typicalChange)
    let growth = isPositive ? Statistics.differences(history.filled.map { Double.log($0) }) : []
    return SeriesDescription(
      features: distances(images, changes, last).map { min(max($0 / unit, -50), 50) }
        + rates(growth, changes, unit: unit) + shape(images, changes)
        + [history.filledShare, isPositive ? 1 : 0, Double(history.run)],
      scale: unit, reference: [], stepFeatures: [], last: last, image: image)
  }

  private static func distances(
    _ values: [Double], _ changes: [Double], _ last: Double
  ) -> [Double] {
    let count = changes.count
    func back(_ lag: Int) -> Double { count >= lag ? changes[count - lag] : changes.first ?? 0 }
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
      straight.level + straight.slope - last, Statistics.mean(changes.map { abs($0) }),
    ]
  }

  /// Growth rates of a positive series, by themselves and relative to the size of its changes.
  private static func rates(_ growth: [Double], _ changes: [Double], unit: Double) -> [Double] {
    let recent = Statistics.discounted(growth, rate: 0.7)
    let falls = growth.isEmpty ? 0 : Double(growth.count { $0 < 0 }) / Double(growth.count)
    return [
      Statistics.mean(growth) / unit, Statistics.median(growth) / unit, recent / unit,
      (growth.last ?? 0) / unit, Statistics.deviation(growth) / unit,
    ].map { min(max($0, -50), 50) } + [
      Double.log(unit), Statistics.mean(growth), recent, Statistics.deviation(growth), falls,
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
      total > 0 ? 1 - residual / total : 0,
    ]
  }
}
