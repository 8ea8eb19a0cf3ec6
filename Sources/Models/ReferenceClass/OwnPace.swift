internal import Randomness
internal import RealModule
internal import Synchronization
internal import TimeSeries

/// A yearly series that goes on at its own pace, in logarithms where it is positive.
///
/// Equations: with changes `d_1 … d_n` a year, `y_{T+h} = y_T + h g + s √(h + h²/n) t`, where `g` is seven parts of the mean
/// change and three of the mean of the last three, `s` the standard deviation of the changes and `t` Student's with `n - 1`
/// degrees of freedom: a random walk with drift whose drift is known from `n` changes, six at least.
///
/// Edge cases: a change over years that are not known counts as one, at its mean a year.
///
/// Source: Clements & Hendry 1999, Forecasting Non-stationary Economic Time Series, ch. 5 (drift and its error).
enum OwnPace {
  /// The weight of the last changes.
  private static let recentShare = 0.3
  /// Changes that are recent.
  private static let recent = 3
  /// Changes from which on their deviation is believed: fewer may put a fortieth a thousand times too far.
  private static let fewestChanges = 6

  /// Student's quantiles that were looked up already, by degrees of freedom.
  private static let known = Mutex<[Int: [Double]]>([:])

  private static func scores(degrees: Int) -> [Double] {
    if let scores = known.withLock({ $0[degrees] }) { return scores }
    let scores = QuantileFunction.probabilities.map {
      StudentT.quantile($0, degrees: Double(degrees))
    }
    known.withLock { $0[degrees] = scores }
    return scores
  }

  /// Whether a history has changes enough for a pace.
  static func isTold(by history: [Double]) -> Bool {
    history.count(where: \.isFinite) > fewestChanges
  }

  /// Quantiles of the steps after the last known value; `nil` where the history says too little of a pace.
  static func margins(
    _ history: [Double], bounds: Bounds, steps: [Int]
  ) -> [QuantileFunction]? {
    let years = history.indices.filter { history[$0].isFinite }
    guard years.count > fewestChanges, let last = years.last else { return nil }
    let isPositive = years.allSatisfy { history[$0] > 0 }
    let images = years.map { isPositive ? Double.log(history[$0]) : history[$0] }
    var changes: [Double] = []
    var squares = 0.0
    let mean = (images[images.count - 1] - images[0]) / Double(last - years[0])
    for index in years.indices.dropFirst() {
      let span = Double(years[index] - years[index - 1])
      let change = images[index] - images[index - 1]
      changes.append(change / span)
      squares += (change - span * mean) * (change - span * mean) / span
    }
    let count = Double(changes.count)
    let deviation = (squares / (count - 1)).squareRoot()
    let pace =
      (1 - recentShare) * mean + recentShare * Statistics.mean(Array(changes.suffix(recent)))
    let scores = scores(degrees: changes.count - 1)
    return steps.map { step in
      let ahead = Double(step)
      let spread = deviation * (ahead + ahead * ahead / count).squareRoot()
      return QuantileFunction(
        values: scores.map { score in
          let image = images[images.count - 1] + ahead * pace + spread * score
          return isPositive ? Double.exp(image) : image
        }
      ).clamped(to: bounds)
    }
  }
}
