internal import Randomness
internal import RealModule
public import TimeSeries

/// Quantiles of one future value at fixed probabilities.
///
/// Between the probabilities the quantile function is linear in the normal score; beyond them it goes
/// on with the last slope. A function that was cut at bounds remembers what lies beyond them, so that the
/// probability of a bound is where the uncut function crosses it.
public struct QuantileFunction: Sendable, Hashable, Codable {
  /// The probabilities: fine at the ends, every twentieth between.
  public static let probabilities: [Double] =
    [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05]
    + (2...18).map { Double($0) / 20 } + [0.95, 0.975, 0.99, 0.995, 0.9975, 0.999]

  /// Normal scores of the probabilities.
  public static let scores = probabilities.map { StandardNormal.quantile($0) }

  /// Values at the probabilities, never decreasing.
  public let values: [Double]
  /// What the values were before they were cut; `nil` where nothing was.
  private let uncut: [Double]?

  private enum CodingKeys: String, CodingKey {
    case values, uncut
  }

  /// A quantile function; values out of order are put in order.
  public init(values: [Double]) { self.init(values: values, uncut: nil) }

  /// A function whose values were cut at bounds: where they are at one, `unclamped` tells how far beyond.
  public init(values: [Double], unclamped: [Double]) {
    self.init(values: values, uncut: unclamped)
  }

  private init(values: [Double], uncut: [Double]?) {
    precondition(
      values.count == Self.probabilities.count, "\(values.count) values for a quantile function")
    precondition(uncut.map { $0.count == values.count } ?? true, "another number of uncut values")
    self.values = Self.rising(values)
    let rising = uncut.map(Self.rising)
    self.uncut = rising == self.values ? nil : rising
  }

  private static func rising(_ values: [Double]) -> [Double] {
    var highest = -Double.infinity
    return values.map { value in
      highest = max(highest, value)
      return highest
    }
  }

  /// The values without any bound.
  public var unclamped: [Double] { uncut ?? values }

  /// The same function cut at bounds.
  public func clamped(to bounds: Bounds) -> QuantileFunction {
    QuantileFunction(values: values.map { bounds.clamp($0) }, uncut: unclamped)
  }

  /// A function of the probability.
  public init(_ quantile: (Double) -> Double) {
    self.init(values: Self.probabilities.map(quantile))
  }

  /// The value at a probability strictly between 0 and 1.
  public func value(at probability: Double) -> Double {
    if let index = Self.probabilities.firstIndex(of: probability) { return values[index] }
    return value(atScore: StandardNormal.quantile(probability))
  }

  /// The value at a normal score.
  public func value(atScore score: Double) -> Double {
    let scores = Self.scores
    let after = scores.firstIndex { $0 >= score } ?? scores.count
    let low = min(max(after - 1, 0), scores.count - 2)
    let share = (score - scores[low]) / (scores[low + 1] - scores[low])
    guard let uncut else { return values[low] + share * (values[low + 1] - values[low]) }
    let value = uncut[low] + share * (uncut[low + 1] - uncut[low])
    let bottom = isCutBelow ? values[0] : -.infinity
    let top = isCutAbove ? values[values.count - 1] : .infinity
    return min(max(value, bottom), top)
  }

  /// The normal score of a value: how likely less is, as a score.
  public func score(of value: Double) -> Double {
    let (scores, values) = (Self.scores, unclamped)
    let last = values.count - 1
    let low: Int
    if value <= values[0] {
      low = 0
    } else if value >= values[last] {
      low = last - 1
    } else {
      low = (values.firstIndex { $0 > value } ?? last) - 1
    }
    let width = values[low + 1] - values[low]
    guard width > 0 else { return value < values[low] ? -9 : value > values[low] ? 9 : scores[low] }
    let score = scores[low] + (value - values[low]) / width * (scores[low + 1] - scores[low])
    return min(max(score, -9), 9)
  }

  /// The probability of at least a value; a point mass at the value, as at a bound, counts whole.
  public func probability(atLeast value: Double) -> Double {
    if isCutBelow, value <= values[0] { return 1 }
    if isCutAbove, value > values[values.count - 1] { return 0 }
    return 1 - cumulative(value) { $0 >= value }
  }

  /// The probability of at most a value; a point mass at the value counts whole.
  public func probability(atMost value: Double) -> Double {
    if isCutAbove, value >= values[values.count - 1] { return 1 }
    if isCutBelow, value < values[0] { return 0 }
    return cumulative(value) { $0 > value }
  }

  private var isCutBelow: Bool { unclamped[0] < values[0] }
  private var isCutAbove: Bool { unclamped[values.count - 1] > values[values.count - 1] }

  /// The probability below the first place where the quantiles pass a test.
  private func cumulative(_ value: Double, _ passes: (Double) -> Bool) -> Double {
    let values = unclamped
    guard let first = values.firstIndex(where: passes) else {
      let isFlat = values[values.count - 1] == values[values.count - 2]
      return isFlat ? 1 : StandardNormal.cumulative(score(of: value))
    }
    if first == 0 {
      return values[0] == values[1] ? 0 : StandardNormal.cumulative(score(of: value))
    }
    let width = values[first] - values[first - 1]
    let share = width > 0 ? (value - values[first - 1]) / width : 1
    let scores = Self.scores
    return StandardNormal.cumulative(
      scores[first - 1] + min(max(share, 0), 1) * (scores[first] - scores[first - 1]))
  }

  /// The mean of the piecewise function between the outermost probabilities.
  public var mean: Double {
    let p = Self.probabilities
    var sum = values[0] * p[0] + values[values.count - 1] * (1 - p[p.count - 1])
    for index in 1..<p.count {
      sum += (p[index] - p[index - 1]) * (values[index] / 2 + values[index - 1] / 2)
    }
    return sum
  }

  /// The mean distance from 0 between the outermost probabilities.
  var meanSize: Double {
    let p = Self.probabilities
    var sum = 0.0
    for index in 1..<p.count {
      sum += (p[index] - p[index - 1]) * (abs(values[index]) + abs(values[index - 1])) / 2
    }
    return sum
  }

  /// The function whose quantile at each probability is this one's at another level.
  public func relevelled(_ levels: QuantileFunction) -> QuantileFunction {
    QuantileFunction(values: levels.values.map { value(at: min(max($0, 0.0005), 0.9995)) })
  }

  /// Where an outcome fell, 0 to 1; of a point mass the middle.
  public func transform(of value: Double) -> Double {
    (1 - probability(atLeast: value) + probability(atMost: value)) / 2
  }

  /// The same function above 0 where it reaches it: what lies below an edge comes the nearer to 0 the lower it was
  /// (`PositiveSeries`).
  ///
  /// Edge cases: a function without a value at or below 0 is left as it is; what a bound at 0 had cut counts as it was.
  public func keptPositive(from edge: Double) -> QuantileFunction {
    guard edge > 0, unclamped[0] <= 0 else { return self }
    let kept = QuantileFunction(
      values: unclamped.map { $0 < edge ? Self.held($0, from: edge) : $0 })
    guard let top = values.last, unclamped.last != top else { return kept }
    return kept.clamped(to: Bounds(lower: -.infinity, upper: top))
  }

  /// What a value below an edge becomes.
  static func held(_ value: Double, from edge: Double) -> Double {
    edge * Double.exp(max(value / edge - 1, PositiveSeries.leastExponent))
  }

  /// The same function with every value mapped by a function that never decreases; what lies beyond
  /// bounds is mapped, too.
  public func mapped(_ map: (Double) -> Double) -> QuantileFunction {
    QuantileFunction(values: values.map(map), uncut: uncut?.map(map))
  }

  /// The function of `2c − Y` for a centre `c`.
  func mirrored(around centre: Double) -> QuantileFunction {
    func turned(_ values: [Double]) -> [Double] { values.reversed().map { 2 * centre - $0 } }
    return QuantileFunction(values: turned(values), uncut: uncut.map(turned))
  }
}
