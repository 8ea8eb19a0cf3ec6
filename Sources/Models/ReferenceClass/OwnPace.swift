internal import TimeSeries

/// A yearly series carried on at its own damped pace, in logarithms where it is positive.
enum OwnPace {
  /// Quantiles of the steps after the last known value; `nil` where the history says nothing of a pace.
  static func margins(
    _ history: [Double], bounds: Bounds, steps: [Int]
  ) -> [QuantileFunction]? {
    let known = history.indices.filter { history[$0].isFinite }
    guard let last = known.last else { return nil }
    let isPositive = known.allSatisfy { history[$0] > 0 }
    let input = ModelInput(
      times: known.map(Double.init), values: known.map { history[$0] },
      transform: isPositive ? .log : .identity, periodsPerYear: 1)
    let order = Set(steps).sorted()
    let model = try? DampedDrift()
    let fitted = try? model?.fit(input, at: order.map { Double(last + $0) })
    guard let margins = fitted?.paths.margins else { return nil }
    let place = Dictionary(uniqueKeysWithValues: zip(order, margins))
    return steps.compactMap { place[$0]?.clamped(to: bounds) }
  }
}
