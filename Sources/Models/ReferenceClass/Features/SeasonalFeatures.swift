internal import RealModule

/// What quarters and months show: ten quick forecasts, how they differ, season, persistence, size.
///
/// Forecasts are made on the log scale where every value is positive, after the season has been
/// taken out by shrunk classical indices. Their median is the reference from which is learned.
enum SeasonalFeatures {
  static func describe(_ values: [Double], season: Int, horizon: Int) -> SeriesDescription? {
    let count = values.count
    guard let last = values.last else { return nil }
    let lag = count > season + 1 && season > 1 ? season : 1
    let scale = Statistics.mean((lag..<count).map { abs(values[$0] - values[$0 - lag]) })
    guard scale > 0 else { return nil }
    let isPositive = values.allSatisfy { $0 > 0 }
    let images = isPositive ? values.map { Double.log($0) } : values
    let adjustment = SeasonalIndices(images, season: season)
    let forecasts = SeasonalForecasts(
      images: images, values: values, isPositive: isPositive, indices: adjustment,
      season: season, horizon: horizon)
    var reference: [Double] = []
    var stepFeatures: [[Double]] = []
    for step in 0..<horizon {
      let all = forecasts.all.map { $0[step] }
      let middle = Statistics.median(all)
      let distances = all.map { ($0 - middle) / scale }
      reference.append(middle)
      stepFeatures.append(
        distances.map { min(max($0, -50), 50) } + [
          (middle - last) / scale, Statistics.deviation(distances),
        ])
    }
    return SeriesDescription(
      features: shape(
        images, adjustment, isPositive: isPositive, alpha: forecasts.alpha, season: season,
        scale: scale, last: last)
        + pastErrors(values, isPositive: isPositive, season: season, scale: scale),
      scale: scale, reference: reference, stepFeatures: stepFeatures, last: last)
  }

  private static func shape(
    _ images: [Double], _ adjustment: SeasonalIndices, isPositive: Bool, alpha: Double,
    season: Int, scale: Double, last: Double
  ) -> [Double] {
    let adjusted = adjustment.adjusted
    let changes = Statistics.differences(adjusted)
    let levels = isPositive ? adjusted.map { Double.exp($0) } : adjusted
    let moves = Statistics.differences(levels).map { abs($0) }
    let end = levels[levels.count - 1]
    let recent = changes.count > season ? Array(changes.suffix(season)) : changes
    return [
      adjustment.strength, seasonalSignificance(images, season: season),
      Double.log(Double(images.count)), Statistics.autocorrelation(changes, lag: 1),
      Statistics.autocorrelation(changes, lag: 2), alpha, Statistics.mean(moves) / scale,
      Statistics.mean(moves.suffix(season)) / scale,
      Double.log(max(scale / max(abs(last), 1e-9), 1e-6)),
      Statistics.deviation(recent) / max(Statistics.deviation(changes), 1e-12),
      (end - Statistics.mean(levels)) / scale, (end - (levels.min() ?? end)) / scale,
      (end - (levels.max() ?? end)) / scale,
    ]
  }

  /// What the median of the quick forecasts missed when it stood one season and two seasons earlier:
  /// mean error, mean absolute error and the largest, in units of the scale.
  private static func pastErrors(
    _ values: [Double], isPositive: Bool, season: Int, scale: Double
  ) -> [Double] {
    [1, 2].flatMap { back -> [Double] in
      let count = values.count - back * season
      guard count >= max(4, season) else { return [0, 1, 1] }
      let past = Array(values[..<count])
      let images = isPositive ? past.map { Double.log($0) } : past
      let forecasts = SeasonalForecasts(
        images: images, values: past, isPositive: isPositive,
        indices: SeasonalIndices(images, season: season), season: season, horizon: season)
      let errors = (0..<season).map { step in
        (values[count + step] - Statistics.median(forecasts.all.map { $0[step] })) / scale
      }
      let sizes = errors.map { abs($0) }
      return [Statistics.mean(errors), Statistics.mean(sizes), sizes.max() ?? 0].map {
        min(max($0, -50), 50)
      }
    }
  }

  /// Autocorrelation at one season over its standard error.
  private static func seasonalSignificance(_ images: [Double], season: Int) -> Double {
    guard images.count > 2 * season, season > 1 else { return 0 }
    let squares = (1..<season).reduce(0.0) { sum, lag in
      let value = Statistics.autocorrelation(images, lag: lag)
      return sum + value * value
    }
    let error = ((1 + 2 * squares) / Double(images.count)).squareRoot()
    return Statistics.autocorrelation(images, lag: season) / error
  }
}

/// Classical additive seasonal indices, shrunk by how much they stand out.
///
/// Source: the ratio-to-moving-average method; shrinkage after Miller & Williams 2003, International
/// Journal of Forecasting 19, 669–684.
struct SeasonalIndices {
  /// The series without its season.
  let adjusted: [Double]
  /// Share of the detrended variance that the season explains.
  let strength: Double
  private let indices: [Double]
  private let season: Int
  private let count: Int

  init(_ values: [Double], season: Int) {
    self.season = season
    count = values.count
    guard season > 1, values.count >= 3 * season else {
      adjusted = values
      strength = 0
      indices = []
      return
    }
    let half = season / 2
    var detrended: [(position: Int, value: Double)] = []
    for centre in half..<(values.count - half) {
      var sum = (values[centre - half] + values[centre + half]) / 2
      for offset in (1 - half)..<half { sum += values[centre + offset] }
      detrended.append((centre % season, values[centre] - sum / Double(season)))
    }
    var raw = (0..<season).map { position in
      Statistics.mean(detrended.filter { $0.position == position }.map(\.value))
    }
    let centre = Statistics.mean(raw)
    raw = raw.map { $0 - centre }
    let rest = Statistics.variance(detrended.map { $0.value - raw[$0.position] })
    let ratio = Statistics.variance(raw) / (rest + 1e-12)
    let cycles = Double(detrended.count) / Double(season)
    let share = max(0, 1 - 1 / (max(ratio, 1e-9) * cycles))
    let shrunk = raw.map { share * $0 }
    strength = ratio / (ratio + 1)
    indices = shrunk
    adjusted = values.enumerated().map { $1 - shrunk[$0 % season] }
  }

  /// The index of a step after the end, from 0.
  func index(_ step: Int) -> Double { indices.isEmpty ? 0 : indices[(count + step) % season] }
}

/// Ten point forecasts of one seasonal series, in its unit.
struct SeasonalForecasts {
  let all: [[Double]]
  let alpha: Double

  init(
    images: [Double], values: [Double], isPositive: Bool, indices: SeasonalIndices, season: Int,
    horizon: Int
  ) {
    let adjusted = indices.adjusted
    let count = adjusted.count
    let end = adjusted[count - 1]
    func level(_ image: (Int) -> Double) -> [Double] {
      (0..<horizon).map { step in
        let value = image(step) + indices.index(step)
        return isPositive ? Double.exp(min(max(value, -300), 300)) : value
      }
    }
    let smooth = QuickForecasts.simpleSmoothing(adjusted)
    let slope = Statistics.line(adjusted).slope
    alpha = smooth.alpha
    let fade = (1 - Double.pow(1 - smooth.alpha, count)) / smooth.alpha
    var all = [
      level { _ in smooth.level }, level { smooth.level + slope / 2 * (Double($0) + fade) },
    ]
    for damping in [0.8, 0.93, 1] {
      let trend = QuickForecasts.trendSmoothing(
        adjusted, damping: damping, alphas: (1...10).map { 0.1 * Double($0) },
        betas: [0.02, 0.05, 0.1, 0.2, 0.35, 0.6], run: 5)
      all.append(
        level { trend.level + trend.slope * QuickForecasts.dampedSteps(damping, $0 + 1) })
    }
    all.append(level { _ in end })
    let drift = (end - adjusted[0]) / Double(count - 1)
    all.append(level { end + drift * Double($0 + 1) })
    let run = min(count - 1, season > 1 ? 2 * season : 4)
    let recent = (end - adjusted[count - 1 - run]) / Double(run)
    all.append(level { end + recent * Double($0 + 1) })
    all.append(
      count > season
        ? (0..<horizon).map { values[count - season + $0 % season] } : level { _ in end })
    let order = min(3, (count - 1) / 6)
    if let path = QuickForecasts.autoregression(adjusted, order: order, horizon: horizon) {
      all.append(level { end + path[$0] })
    } else {
      all.append(all[1])
    }
    self.all = all
  }
}
