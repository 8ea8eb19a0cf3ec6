internal import Randomness
internal import RealModule
internal import TimeSeries

/// A yearly rate, such as growth in per cent, that comes back to what it mostly was.
///
/// Equations, with the last fifteen known values `y_1 … y_n`, their mean `m` and the mean of the last three `m₃`:
/// `y_{T+h} = m + ½ 0.8^{h−1} (m₃ − m) + s √(0.7 + h/20 + 1/n) t`, `t` Student's with four degrees of freedom,
/// `s² = (4 (0.7 a)² + Σ (y_i − y_{i−1})²/2) / (n + 3)`, where `a` is the mean size of the values: one value is a history,
/// and no spread rests on a few calm years.
///
/// Of what is said to be in per cent the spread of a year is less of large rates: `1.5 + 0.35 a` points for `0.7 a`, which count
/// as two values in the first year and as four from the fifth on, and `√(0.8 + h/10 + 1/(2n))` is what it counts
/// (`RateOpenness.percent`).
///
/// The numbers are rounded from what was best for growth rates of countries and states (real GDP, 8,000 histories); on them
/// and on regions and provinces intervals hold as much whether a history was calm or not.
///
/// A value counts as one at most fifteen median deviations from the median, a deviation being a twentieth of the median at least: a
/// year of 500 among rates of 7 speaks of neither.
///
/// In a panel `m` is drawn to the means of the other rates (`RatePool`).
///
/// Edge cases: changes over years that are not known count like others. Values in any unit: nothing changes but the unit.
///
/// Source: shrinking a mean and a variance: Lindley & Smith 1972, Journal of the Royal Statistical Society B 34, 1–41.
enum OwnRate {
  /// Values looked at, the last known ones.
  private static let window = 15
  /// Values that are recent.
  private static let recent = 3
  /// The weight of the recent ones a year ahead, and what is left of it a year later.
  private static let (recentShare, damping) = (0.5, 0.8)
  private static let degrees = 4.0
  /// How many median deviations from the median a value counts at most, and what a deviation is at least, as a share of the median.
  private static let (farthest, leastDeviation) = (15.0, 0.05)
  /// How far a mean moves until the years that are forecast, in squares of the spread.
  private static let ofMovingMean = 0.1
  /// In a pool the spread is at most so many squares of what the values show.
  private static let mostOfSeen = 4.0
  /// Values of a history when correlations are asked for without one.
  private static let usualCount = 11.0

  private static let scores = QuantileFunction.probabilities.map {
    StudentT.quantile($0, degrees: degrees)
  }

  /// Quantiles of the steps after the last known value; `nil` where no value is known.
  ///
  /// - Parameter pool: the other rates of a panel; `nil` for a rate by itself.
  static func margins(
    _ history: [Double], bounds: Bounds, steps: [Int],
    openness: RateOpenness = .anyUnit, pool: RatePool? = nil
  ) -> [QuantileFunction]? {
    guard let course = Course(history) else { return nil }
    let lately = Statistics.mean(course.known.suffix(recent)) - course.mean
    let mean = pool.map { $0.drawn(member(course, openness)) } ?? course.mean
    return steps.map { step in
      let variance = course.variance(openness, added: openness.typicalCount(step))
      let centre = mean + recentShare * Double.pow(damping, step - 1) * lately
      let open =
        openness.ofYear + openness.ofDistance * Double(step) + openness.ofMean / course.count
      let spread = (variance * open).squareRoot()
      return QuantileFunction(values: scores.map { centre + spread * $0 }).clamped(to: bounds)
    }
  }

  /// What a history is to a pool; `nil` where fewer than two values are known.
  static func member(_ history: [Double]) -> RatePool.Member? {
    Course(history).flatMap { $0.count > 1 ? member($0, .anyUnit) : nil }
  }

  private static func member(_ course: Course, _ openness: RateOpenness) -> RatePool.Member {
    let typical = course.variance(openness, added: openness.typicalCount(1))
    let seen = course.count > 1 ? mostOfSeen * course.variance(openness, added: 0) : typical
    return RatePool.Member(
      mean: course.mean, variance: min(typical, seen) * (1 / course.count + ofMovingMean))
  }

  /// The last known values.
  private struct Course {
    let known: [Double]
    let count, mean: Double
    private let size, squares: Double

    /// Those of a history, none of them farther off than it counts; `nil` where none is known.
    init?(_ history: [Double]) {
      let last = Array(history.filter(\.isFinite).suffix(window))
      guard !last.isEmpty else { return nil }
      let median = last.median
      let deviation = max(last.map { abs($0 - median) }.median, leastDeviation * abs(median))
      // Where most stand at 0 no size is known.
      let reach = deviation > 0 ? farthest * deviation : .infinity
      known = last.map { min(max($0, median - reach), median + reach) }
      count = Double(known.count)
      mean = Statistics.mean(known)
      size = Statistics.mean(known.map { abs($0) })
      squares = Statistics.differences(known).reduce(0) { $0 + $1 * $1 / 2 }
    }

    /// The variance, to which a typical spread is added as so many values.
    func variance(_ openness: RateOpenness, added: Double) -> Double {
      let typical = openness.typical(size)
      return (squares + added * typical * typical) / (count - 1 + added)
    }
  }

  /// Correlation of two steps' errors, which share that the mean is not known and moves.
  static func correlation(
    _ first: Int, _ second: Int, openness: RateOpenness = .anyUnit
  ) -> Double {
    if first == second { return 1 }
    let ofYear = openness.ofYear
    func shared(_ step: Int) -> Double {
      openness.ofDistance * Double(step) + openness.ofMean / usualCount
    }
    let (low, high) = (min(first, second), max(first, second))
    return shared(low) / ((ofYear + shared(low)) * (ofYear + shared(high))).squareRoot()
  }
}

/// Whether a yearly series is a rate that comes back rather than a level that goes on.
///
/// The measure is von Neumann's ratio: half of the mean squared change over the variance, about 1 for values around a
/// mean and near 0 for levels; and the size of changes beside that of the values. Of 941 positive series of growth
/// rates and 3,515 of levels it calls half and one in a hundred rates. What is seen in a history must be seen without
/// the value farthest from its median, too, and the size is that of the median: one figure that leaps makes no rate of
/// a level.
///
/// Source: von Neumann 1941, Annals of Mathematical Statistics 12, 367–395.
public struct RateLikeness {
  /// Von Neumann's ratio; 0 for what never moved.
  let ratio: Double
  private let roughness: Double
  private let known: [Double]
  private let season: Int
  private let isNegativeInPlaces: Bool
  private let isOfWholeNumbers: Bool
  /// The largest mean size, in per cent, of rates that never were negative.
  private static let largestRate = 30.0

  /// What a history is like.
  ///
  /// - Parameter season: periods of a year, over which changes are taken.
  public init(_ history: [Double], season: Int = 1) {
    known = history.filter(\.isFinite)
    self.season = season
    (ratio, roughness) = Self.measures(known, season)
    isNegativeInPlaces = known.contains { $0 < 0 }
    isOfWholeNumbers = known.allSatisfy { $0.rounded() == $0 }
  }

  private var count: Int { known.count }

  /// The middle size of the values.
  private var size: Double { known.map { abs($0) }.median }

  /// Both measures without the value farthest from the median.
  private var withoutFarthest: (ratio: Double, roughness: Double) {
    let middle = known.median
    let farthest = known.indices.max { abs(known[$0] - middle) < abs(known[$1] - middle) }
    return Self.measures(known, season, without: farthest)
  }

  /// Von Neumann's ratio, and the size of changes beside that of the values, with a value left out.
  private static func measures(
    _ known: [Double], _ season: Int, without place: Int? = nil
  ) -> (ratio: Double, roughness: Double) {
    let changes = known.indices.dropFirst(season).compactMap {
      $0 == place || $0 - season == place ? nil : known[$0] - known[$0 - season]
    }
    let values = known.indices.compactMap { $0 == place ? nil : known[$0] }
    guard !changes.isEmpty else { return (0, 0) }
    let half = Statistics.mean(changes.map { $0 * $0 }) / 2
    let count = Double(values.count)
    let variance = Statistics.variance(values) * count / max(1, count - 1)
    let size = Statistics.mean(values.map { abs($0) })
    return (variance > 0 ? half / variance : 0, size > 0 ? half.squareRoot() / size : 0)
  }

  /// Whether the history by itself says so.
  public var isSeen: Bool {
    if isNegativeInPlaces || count < 4 { return isSigned }
    // What is whole and not negative may be a count; what is large is no rate in per cent.
    guard ratio >= 0.5, roughness >= 0.05, !isOfWholeNumbers && size <= Self.largestRate
    else { return false }
    let others = withoutFarthest
    return others.ratio >= 0.5 && others.roughness >= 0.05
  }

  /// Whether it says so, and that it is in per cent: not in whole numbers, no larger than rates are.
  public var isSeenInPercent: Bool { isSeen && !isOfWholeNumbers && size <= Self.largestRate }

  /// Whether it says so by being negative in places.
  ///
  /// One to three values cannot show that they come back; what is negative is no level that grows, and histories of growth
  /// so short are forecast by themselves with losses a quarter to a third lower (countries and regions, 834 histories).
  private var isSigned: Bool { isNegativeInPlaces && (count < 4 || ratio >= 0.35) }

  /// Whether the history contradicts being a level that grows, as that of a nation.
  ///
  /// So do 98 in 100 histories of growth rates of countries, and 1 in 100 of their levels.
  var isNoLevel: Bool {
    isNegativeInPlaces || count >= 4 && ratio >= 0.2 && roughness >= 0.08
  }

  /// Whether every value lies where indices on the year before do, in per cent of it: 108 for growth by 8.
  static func isAround100(_ history: [Double]) -> Bool {
    history.allSatisfy { !$0.isFinite || $0 > 50 }
  }

  /// Whether it is nearly a line: the ratio of `n` values on one is `6/(n (n + 1))`.
  package var isLine: Bool { count >= 4 && ratio < 9 / Double(count * (count + 1)) }

  /// Whether the history contradicts being a rate among other rates: it is nearly a line, whose ratio is 6/n².
  var isLevel: Bool {
    !isNegativeInPlaces && count >= 4 && ratio < min(0.2, 12 / Double(count * count))
  }
}
