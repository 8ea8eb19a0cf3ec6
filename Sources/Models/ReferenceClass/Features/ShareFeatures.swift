internal import RealModule
internal import TimeSeries

/// What a yearly share shows: changes, log odds, level and the room that is left.
///
/// The share is carried to 0–100 first; changes are in units of their mean absolute size, which of few
/// changes is drawn towards what is typical of shares (`GappedValues.unit`).
enum ShareFeatures {
  /// A typical yearly change, in points of a hundred.
  private static let typicalChange = 1.0

  static func describe(_ history: GappedValues, bounds: Bounds) -> SeriesDescription? {
    let width = bounds.upper - bounds.lower
    let values = history.filled.map { 100 * (bounds.clamp($0) - bounds.lower) / width }
    guard let last = values.last, let end = history.filled.last else { return nil }
    let changes = Statistics.differences(values)
    let scale = GappedValues.unit(changes, typical: typicalChange)
    let odds = values.map { value in
      let inside = min(max(value, 0.3), 99.7)
      return Double.log(inside / (100 - inside))
    }
    let steps = Statistics.differences(odds)
    let room = 100 - last
    let still = Double(changes.count { abs($0) < 1e-9 })
    let features =
      pace(changes).map { $0 / scale } + [
        Statistics.mean(steps), Statistics.discounted(steps, rate: 0.7), steps.last ?? 0,
        Statistics.mean(steps.suffix(3)), Statistics.deviation(steps), odds.last ?? 0, last, room,
        Double.log(scale), Statistics.autocorrelation(changes, lag: 1), Double(changes.count),
        (values.max() ?? last) - last, changes.isEmpty ? 0 : still / Double(changes.count),
        Statistics.mean(Statistics.differences(changes).map { abs($0) }) / scale, room / scale,
        last / scale, history.filledShare, Double(history.run),
        Statistics.mean(changes.map { abs($0) }) / scale,
      ]
    return SeriesDescription(
      features: features, scale: scale * width / 100, reference: [], stepFeatures: [],
      last: bounds.clamp(end))
  }

  private static func pace(_ changes: [Double]) -> [Double] {
    let count = changes.count
    return [
      Statistics.mean(changes), Statistics.discounted(changes, rate: 0.7), changes.last ?? 0,
      count > 1 ? changes[count - 2] : changes.last ?? 0, Statistics.mean(changes.suffix(3)),
      Statistics.median(changes), Statistics.deviation(changes),
      Statistics.mean(Statistics.differences(changes).map { abs($0) }), changes.max() ?? 0,
      changes.min() ?? 0, Statistics.mean(changes.prefix(max(1, count / 2))),
    ]
  }
}
