internal import Randomness
internal import RealModule
public import TimeSeries

/// A distribution through quantiles that somebody stated, every one of them met.
///
/// Equation: with normal scores `zₖ = Φ⁻¹(pₖ)` and the stated values on a scale `g`, `xₖ = g(vₖ)`, the quantile
/// function is `Q(p) = g⁻¹(f(Φ⁻¹(p)))`: `f` is the cubic of Hermite through the points, whose slopes inside are
/// the weighted harmonic means of the neighbouring secants, and a straight line with the outer secants'
/// slopes beyond the first and last point. So `f` never falls, and the tails are those of a normal
/// on the scale `g`.
///
/// The scale is the logarithm, the log odds or, for counts, the logarithm of one more, where all values have a
/// place on it; otherwise, and for ranks, the unit itself.
///
/// Edge cases: two points make a straight line; neighbours with the same value are a point mass; all
/// alike are a certain value. Values of `f` beyond a bound are for the user to cut. No value lies farther from 0
/// than 10¹²⁰.
///
/// Source: Fritsch & Carlson 1980, SIAM Journal on Numerical Analysis 17, 238–246; the slopes: Fritsch & Butland
/// 1984, SIAM Journal on Scientific and Statistical Computing 5, 300–304.
public struct StatedQuantiles: Sendable, Hashable {
  /// Normal scores of the points.
  public let scores: [Double]
  /// The stated values, in the unit of the quantity.
  public let values: [Double]

  private let images: [Double]
  private let slopes: [Double]
  private let transform: Transform

  /// The largest size of a value.
  private static let largest = 1e120
  private static let largestLogarithm = 276.0

  /// A distribution through points.
  ///
  /// - Parameters:
  ///   - points: probabilities strictly between 0 and 1, increasing; values that do not fall.
  ///   - transform: the modelling scale of the quantity.
  /// - Throws: `infeasibleQuantiles` with fewer than two points or points in another order.
  public init(
    _ points: [(probability: Double, value: Double)], on transform: Transform
  ) throws(ModelError) {
    let steps = zip(points, points.dropFirst())
    guard points.count >= 2, points.allSatisfy({ $0.probability > 0 && $0.probability < 1 }),
      points.allSatisfy({ $0.value.isFinite }),
      steps.allSatisfy({ $0.probability < $1.probability && $0.value <= $1.value })
    else { throw .infeasibleQuantiles }
    scores = points.map { StandardNormal.quantile($0.probability) }
    values = points.map(\.value)
    let images = transform.scale == .rank ? [] : values.compactMap { transform.forward($0) }
    let isOnScale = images.count == values.count
    self.transform = isOnScale ? transform : .identity
    self.images = isOnScale ? images : values
    slopes = Self.slopes(scores, self.images)
  }

  private static func slopes(_ scores: [Double], _ images: [Double]) -> [Double] {
    let last = images.count - 1
    let widths: [Double] = (0..<last).map { scores[$0 + 1] - scores[$0] }
    let secants: [Double] = (0..<last).map { index in
      let rise: Double = images[index + 1] - images[index]
      return rise / widths[index]
    }
    return images.indices.map { (index: Int) -> Double in
      if index == 0 { return secants[0] }
      if index == last { return secants[last - 1] }
      let (before, after) = (secants[index - 1], secants[index])
      guard before > 0, after > 0 else { return 0 }
      let first: Double = 2 * widths[index] + widths[index - 1]
      let second: Double = widths[index] + 2 * widths[index - 1]
      return (first + second) / (first / before + second / after)
    }
  }

  /// The value with probability `p` at or below it, `p` strictly between 0 and 1.
  public func quantile(_ p: Double) -> Double {
    precondition(p > 0 && p < 1, "a probability of \(p) lies outside 0 to 1")
    return value(atScore: StandardNormal.quantile(p))
  }

  /// The value at a normal score.
  public func value(atScore score: Double) -> Double {
    if let index = scores.firstIndex(of: score) { return values[index] }
    let image = image(atScore: score)
    // Rounding of the scale must not lead past a point.
    let after = scores.firstIndex { $0 > score }
    let low = after.map { $0 > 0 ? values[$0 - 1] : -.infinity } ?? values[values.count - 1]
    let high = after.map { values[$0] } ?? .infinity
    return min(max(back(image), low), high)
  }

  private func image(atScore score: Double) -> Double {
    let last = scores.count - 1
    if score <= scores[0] { return images[0] + slopes[0] * (score - scores[0]) }
    if score >= scores[last] { return images[last] + slopes[last] * (score - scores[last]) }
    let index = (scores.firstIndex { $0 > score } ?? last) - 1
    let width = scores[index + 1] - scores[index]
    let share = (score - scores[index]) / width
    let rest = 1 - share
    return images[index] * (1 + 2 * share) * rest * rest
      + images[index + 1] * share * share * (3 - 2 * share)
      + width * share * rest * (slopes[index] * rest - slopes[index + 1] * share)
  }

  /// From the scale to the unit, without rounding or bounds.
  private func back(_ image: Double) -> Double {
    let bounds = transform.bounds
    switch transform.scale {
    case .identity, .rank: return min(max(image, -Self.largest), Self.largest)
    case .log: return Double.exp(min(image, Self.largestLogarithm))
    case .count: return Double.exp(min(image, Self.largestLogarithm)) - 1
    case .logit:
      let odds = Double.exp(-abs(image))
      let share = image >= 0 ? 1 / (1 + odds) : odds / (1 + odds)
      return bounds.lower + (bounds.upper - bounds.lower) * share
    }
  }

  /// The distribution over normal scores, exact at the points.
  public var table: ScoreTable {
    ScoreTable(score: value(atScore:), through: zip(scores, values).map { ($0, $1) })
  }
}
