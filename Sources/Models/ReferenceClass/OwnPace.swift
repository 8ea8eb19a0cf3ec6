internal import Randomness
internal import RealModule
internal import Synchronization
internal import TimeSeries

/// A yearly series that goes on at its own pace, in logarithms where it is positive.
///
/// Equations: with changes `d_1 … d_n` a year, `y_{T+h} = y_T + h g + s √(h + h²/n) t`, where `g` is seven parts of the mean
/// change and three of the mean of the last three, `s` the standard deviation of the changes and `t` Student's with `n - 1`
/// degrees of freedom: a random walk with drift whose drift is known from `n` changes, six at least. Where the nation has a
/// pace of its own in the same years, in logarithms like the region, `g` is the mean of both.
///
/// Edge cases: a change over years that are not known counts as one, at its mean a year.
///
/// Source: Clements & Hendry 1999, Forecasting Non-stationary Economic Time Series, ch. 5 (drift and its error); paces drawn
/// together: Barro & Sala-i-Martin 1992, Journal of Political Economy 100, 223–251.
enum OwnPace {
  /// The weight of the last changes.
  private static let recentShare = 0.3
  /// Changes that are recent.
  private static let recent = 3
  /// Changes from which on their deviation is believed: fewer may put a fortieth a thousand times too far.
  private static let fewestChanges = 6
  /// The weight of the nation's pace.
  private static let nationShare = 0.5

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

  /// Where a history stands and how it moved.
  private struct Walk {
    let isPositive: Bool
    let last: Double
    let pace: Double
    let deviation: Double
    let changes: Int

    /// `nil` where there are too few changes.
    init?(_ history: [Double]) {
      let years = history.indices.filter { history[$0].isFinite }
      guard years.count > fewestChanges, let end = years.last else { return nil }
      let isPositive = years.allSatisfy { history[$0] > 0 }
      let images = years.map { isPositive ? Double.log(history[$0]) : history[$0] }
      var changes: [Double] = []
      var squares = 0.0
      let mean = (images[images.count - 1] - images[0]) / Double(end - years[0])
      for index in years.indices.dropFirst() {
        let span = Double(years[index] - years[index - 1])
        let change = images[index] - images[index - 1]
        changes.append(change / span)
        squares += (change - span * mean) * (change - span * mean) / span
      }
      self.isPositive = isPositive
      self.changes = changes.count
      last = images[images.count - 1]
      pace = (1 - recentShare) * mean + recentShare * Statistics.mean(changes.suffix(recent))
      deviation = (squares / Double(changes.count - 1)).squareRoot()
    }
  }

  /// Quantiles of the steps after the last known value; `nil` where the history says too little of a pace.
  ///
  /// - Parameter nation: the same periods of what the series is a part of; empty, or another number of periods, where
  ///   nothing is known.
  static func margins(
    _ history: [Double], nation: [Double] = [], bounds: Bounds, steps: [Int]
  ) -> [QuantileFunction]? {
    guard let own = Walk(history) else { return nil }
    var pace = own.pace
    if own.isPositive, NationFeatures.obstacle(to: history, nation) == nil,
      let beside = Walk(nation), beside.isPositive
    {
      pace += nationShare * (beside.pace - pace)
    }
    let count = Double(own.changes)
    let scores = scores(degrees: own.changes - 1)
    return steps.map { step in
      let ahead = Double(step)
      let spread = own.deviation * (ahead + ahead * ahead / count).squareRoot()
      return QuantileFunction(
        values: scores.map { score in
          let image = own.last + ahead * pace + spread * score
          return own.isPositive ? Double.exp(image) : image
        }
      ).clamped(to: bounds)
    }
  }
}
