internal import Randomness
internal import RealModule
internal import Synchronization
internal import TimeSeries

/// A yearly series that goes on at its own pace, in logarithms where it is positive.
///
/// Equations: with changes `d_1 … d_n` a year, `y_{T+h} = y_T + h g + s √(h + h²/n) t`, where `g` is seven parts of the mean
/// change and three of the mean of the last three, `s` the standard deviation of the changes, that of logarithms drawn
/// towards a typical one as if two more had been seen, and `t` Student's: a random walk with drift whose drift is known
/// from `n` changes, six at least. Where the nation has a pace of its own in the same years, in logarithms like the region,
/// `g` is the mean of both.
///
/// Edge cases: a change over years that are not known counts as one, at its mean a year.
///
/// Source: Clements & Hendry 1999, Forecasting Non-stationary Economic Time Series, ch. 5 (drift and its error); paces drawn
/// together: Barro & Sala-i-Martin 1992, Journal of Political Economy 100, 223–251.
struct OwnPace {
  /// Whether changes are those of logarithms.
  let isPositive: Bool
  /// The mean change a year.
  let mean: Double
  /// The change a year that goes on.
  private(set) var pace: Double
  /// The deviation of the changes.
  let deviation: Double
  private let changes: Double
  private let degrees: Int
  private let last: Double

  /// The weight of the last changes.
  private static let recentShare = 0.3
  /// Changes that are recent.
  private static let recent = 3
  /// Changes from which on their deviation is believed: fewer may put a fortieth a thousand times too far.
  private static let fewestChanges = 6
  /// A typical deviation of yearly growth in logarithms, and how many changes it counts as.
  private static let typical = (deviation: 0.03, changes: 2)

  /// The largest steadiness.
  private static let steadiest = 2.5
  /// The weight of the nation's pace.
  private static let nationShare = 0.5

  /// Student's quantiles that were looked up already, by degrees of freedom.
  private static let known = Mutex<[Int: [Double]]>([:])

  /// Student's quantiles at the probabilities of quantile functions.
  static func scores(degrees: Int) -> [Double] {
    if let scores = known.withLock({ $0[degrees] }) { return scores }
    let scores = QuantileFunction.probabilities.map {
      StudentT.quantile($0, degrees: Double(degrees))
    }
    known.withLock { $0[degrees] = scores }
    return scores
  }

  /// The pace of a history beside its nation; `nil` where it says too little of one.
  ///
  /// - Parameter nation: the same periods of what the series is a part of; empty, or another number of periods, where
  ///   nothing is known.
  init?(_ history: [Double], nation: [Double]) {
    self.init(history)
    guard isPositive, NationFeatures.obstacle(to: history, nation) == nil,
      let beside = OwnPace(nation), beside.isPositive
    else { return }
    pace += Self.nationShare * (beside.pace - pace)
  }

  private init?(_ history: [Double]) {
    let years = history.indices.filter { history[$0].isFinite }
    guard years.count > Self.fewestChanges, let end = years.last else { return nil }
    let isPositive = years.allSatisfy { history[$0] > 0 }
    let images = years.map { isPositive ? Double.log(history[$0]) : history[$0] }
    var paces: [Double] = []
    var squares = 0.0
    let mean = (images[images.count - 1] - images[0]) / Double(end - years[0])
    for index in years.indices.dropFirst() {
      let span = Double(years[index] - years[index - 1])
      let change = images[index] - images[index - 1]
      paces.append(change / span)
      squares += (change - span * mean) * (change - span * mean) / span
    }
    var degrees = paces.count - 1
    if isPositive {
      squares += Double(Self.typical.changes) * Self.typical.deviation * Self.typical.deviation
      degrees += Self.typical.changes
    }
    self.isPositive = isPositive
    self.mean = mean
    self.degrees = degrees
    last = images[images.count - 1]
    changes = Double(paces.count)
    deviation = (squares / Double(degrees)).squareRoot()
    pace =
      (1 - Self.recentShare) * mean
      + Self.recentShare * Statistics.mean(Array(paces.suffix(Self.recent)))
  }

  /// Quantiles of a step after the last known value.
  func margin(_ step: Int, bounds: Bounds) -> QuantileFunction {
    let ahead = Double(step)
    let spread = deviation * (ahead + ahead * ahead / changes).squareRoot()
    return QuantileFunction(
      values: Self.scores(degrees: degrees).map { score in
        let image = last + ahead * pace + spread * score
        return ReferenceClass.finite(isPositive ? Double.exp(image) : image)
      }
    ).clamped(to: bounds)
  }

  /// How clearly growth is told by its past, 0 to 2.5: its mean over what it varies by, where it is fast.
  ///
  /// Nothing up to 3% a year and for a mean of one deviation, all from 7% a year on.
  var steadiness: Double {
    guard isPositive else { return 0 }
    let clear = min(max(mean / (deviation + 0.005) - 1, 0), Self.steadiest)
    return clear * min(max((mean - 0.03) / 0.04, 0), 1)
  }

  /// How calm growth is: 0 from a deviation of 3 points on, 1 up to 2.
  private var calm: Double {
    isPositive ? min(max((0.03 - deviation) / 0.01, 0), 1) : 0
  }

  /// What distances from the middle of an average with this pace are multiplied by.
  ///
  /// Averages of quantiles are wider than each part must be, most in the first year; and regions that grow fast and
  /// steadily stay nearer to their middle than classes in which few do so tell. The numbers were read off forecasts of
  /// countries and regions that the classes had not seen (half of the countries, one nation's regions at a time).
  func narrowing(_ step: Int) -> Double {
    let early = Double.pow(0.5, Double(step - 1))
    let slow = 1 - steadiness / Self.steadiest
    let first = step == 1 ? 0.05 + 0.2 * calm * slow : 0
    return Double.exp(-(0.06 + 0.15 * early) * steadiness - first)
  }

  /// What distances at a normal score are multiplied by besides: where growth was calm, what ended it lies farther out
  /// than eight of ten outcomes tell, and most of the next year's outcomes lie nearer to the middle. Read off the same
  /// forecasts.
  func reach(_ score: Double, step: Int) -> Double {
    let beyond = max(0, abs(score) - Self.outer)
    let within = step == 1 ? max(0, 1 - abs(score) / Self.outer) : 0
    return 1 + calm * (0.4 * beyond - 0.2 * within)
  }

  /// The score that eight of ten outcomes lie within.
  private static let outer = 1.2816
}
