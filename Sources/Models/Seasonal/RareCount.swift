public import LinearAlgebra
internal import Randomness
internal import RealModule

/// A monthly or quarterly count that is often 0, such as new investment projects of a province.
///
/// Equations, with the discount `ω` of one period: the level is known as from `b = Σ ω^i` periods with the mean
/// `μ = Σ ω^i x_i / b`; `D = max(1, Σ ω^i (x_i − μ)² / (μ b))` is the size of lots, both without the newest. A period ahead is negative binomial with the
/// mean `μ` and the variance `v = μ D (1 + 1/b)`; all periods share the level, so that
/// their normal scores are correlated by `1/(b + 1)`. Half of the weight is in the last two years.
///
/// Units: the counts themselves.
/// Edge cases: a series is one where, without its newest figure, it is whole, never negative, up to 1,000, has a 0 in its last three years and not only
/// zeros, is 0 in a tenth of its periods or has a mean of at most 5, and shows neither a course over years nor one of the year: with
/// `D_1 = max(1, Σ (x_t − x_{t−1})² / Σ (x_t + x_{t−1}))` from period to period neither years nor periods of the year lie further from
/// the mean, `Σ (X_j − n_j μ)² / (n_j μ D_1)`, than 19 of 20 of a chi-square do.
/// Randomness consumed: none.
/// Source: discounted gamma levels of counts: Harvey & Fernandes 1989, Journal of Business & Economic Statistics 7, 407–417.
public struct RareCount: Sendable, Hashable {
  /// `μ`, at least what half a count in all periods would make.
  public let mean: Double
  /// The correlation of the normal scores of periods ahead.
  public let correlation: Double
  /// Normal scores from which on a period comes to 1, 2, … .
  public let thresholds: [Double]

  private static let largest = 1000.0
  private static let (smallMean, manyZeros) = (5.0, 0.1)
  private static let (yearsOfZero, yearsOfHalf) = (3, 2.0)
  /// The share of even series that are known for such.
  private static let usual = 0.95
  /// The chance beyond the last threshold, and the most of these.
  private static let (beyond, most) = (1e-9, 4000)
  /// The normal score of that chance.
  static let farthest = 6.0

  /// The count that a series shows; `nil` for what is none.
  public init?(_ values: [Double], periodsPerYear: Int) {
    // What kind of series it is, and the size of lots, the newest does not decide.
    let past = values.count > periodsPerYear + 1 ? Array(values.dropLast()) : values
    guard values.count > periodsPerYear,
      values.allSatisfy({ (0...Self.largest).contains($0) && $0.rounded() == $0 }),
      past.suffix(Self.yearsOfZero * periodsPerYear).contains(0)
    else { return nil }
    let count = Double(past.count)
    let plain = past.reduce(0, +) / count
    let zeros = Double(past.count { $0 == 0 })
    guard plain > 0, plain <= Self.smallMean || zeros >= Self.manyZeros * count,
      Self.isFlat(past, mean: plain, periodsPerYear: periodsPerYear)
    else { return nil }
    let discount = Double.pow(0.5, 1 / (Self.yearsOfHalf * Double(periodsPerYear)))
    var (weights, sum, weight) = ([Double](repeating: 1, count: values.count), 0.0, 0.0)
    for place in values.indices.reversed() {
      if place + 1 < values.count { weights[place] = discount * weights[place + 1] }
      sum += weights[place] * values[place]
      weight += weights[place]
    }
    mean = max(sum, 0.5) / weight
    let (shares, counts) = (weights.prefix(past.count), values.prefix(past.count))
    let known = shares.reduce(0, +)
    let middle = max(zip(shares, counts).reduce(0) { $0 + $1.0 * $1.1 }, 0.5) / known
    let squares = zip(shares, counts).reduce(0) {
      $0 + $1.0 * ($1.1 - middle) * ($1.1 - middle)
    }
    let lots = max(1, squares / known / middle)
    correlation = 1 / (weight + 1)
    thresholds = Self.thresholds(mean: mean, variance: mean * lots * (1 + 1 / weight))
  }

  /// Whether neither years nor periods of the year differ by more than chance.
  private static func isFlat(_ values: [Double], mean: Double, periodsPerYear year: Int) -> Bool {
    let pairs = zip(values, values.dropFirst())
    let squares = pairs.reduce(0) { $0 + ($1.1 - $1.0) * ($1.1 - $1.0) }
    let sums = pairs.reduce(0) { $0 + $1.0 + $1.1 }
    let lots = max(1, sums > 0 ? squares / sums : 1)
    func isEven(_ group: (Int) -> Int) -> Bool {
      var totals: [Int: (sum: Double, count: Double)] = [:]
      for (place, value) in values.enumerated() {
        let known = totals[group(place), default: (0, 0)]
        totals[group(place)] = (known.sum + value, known.count + 1)
      }
      let distance = totals.sorted { $0.key < $1.key }.reduce(0) { sum, total in
        let expected = total.value.count * mean
        return sum + (total.value.sum - expected) * (total.value.sum - expected) / (expected * lots)
      }
      guard totals.count > 1 else { return true }
      return distance <= ChiSquare.quantile(usual, degrees: Double(totals.count - 1))
    }
    return isEven { $0 / year } && isEven { $0 % year }
  }

  /// Correlations of the normal scores of so many periods.
  public func correlations(_ horizon: Int) -> Matrix {
    Matrix(rows: horizon, columns: horizon) { $0 == $1 ? 1 : correlation }
  }

  static func thresholds(mean: Double, variance: Double) -> [Double] {
    var counts = NegativeBinomial(mean: mean, variance: variance)
    var (below, thresholds) = (0.0, [Double]())
    while thresholds.count < most {
      below += counts.next()
      guard below < 1 - beyond else { break }
      thresholds.append(StandardNormal.quantile(max(below, beyond)))
    }
    return thresholds
  }
}
