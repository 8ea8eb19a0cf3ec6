public import LinearAlgebra
internal import Randomness
internal import TimeSeries

/// A Gaussian vector of future values conditioned on weighted sums of them, all values at once.
///
/// Equations, condition by condition, with `P₀ = Σ`, `m₀ = μ`: `s² = aᵀP a + r`, `k = P a / s²`,
/// `m ← m + k (b − aᵀm)`, `P ← P − k s² kᵀ`. A path `x ~ N(μ, Σ)` becomes a conditioned one by the same
/// gains: `x ← x + k (b + e − aᵀx)`, `e ~ N(0, r)`. A range moves the path's sum to where its rank lies
/// in the truncated distribution, and the rest of the path along `k`.
///
/// Shapes: `μ` n; `Σ` n × n, may be singular.
/// Edge cases: a hard condition on what is already settled is passed over when it agrees and is
/// `impossible` when it does not. No condition changes nothing. One range is exact; of several, each is
/// exact given those before it.
///
/// Source: Waggoner & Zha 1999, REStat 81, 639–651; whole paths by conditioning rather than period by
/// period: Bańbura, Giannone & Lenza 2015, International Journal of Forecasting 31, 739–756; the carried
/// path: Hoffman & Ribak 1991, Astrophysical Journal 380, L5–L8.
public struct GaussianConditioning: Sendable {
  /// `E(x | conditions)`, ranges left out.
  public let mean: [Double]
  /// `cov(x | conditions)`, ranges left out.
  public let covariance: Matrix
  /// `Σ (b − aᵀm)²/s²` over hard and soft conditions: how far they ask the forecast to go.
  public let distance: Double
  /// Hard and soft conditions that were not settled already.
  public let degrees: Int
  /// The probability of a smaller distance: near 1 means that little else is as far from the forecast.
  public let plausibilityPercentile: Double
  private let steps: [Step]

  private struct Step {
    let weights: [Double]
    let gain: [Double]
    let demand: Demand
    /// Mean and deviation of the sum before this condition.
    let centre: Double
    let deviation: Double
  }

  /// Sums whose variance fell below this share of its first size count as settled.
  private static let settled = 1e-12

  /// Conditions a Gaussian vector.
  ///
  /// - Throws: `shapes`, `impossible`.
  public init(
    mean: [Double], covariance: Matrix, conditions: [LinearCondition]
  ) throws(ConditioningError) {
    precondition(
      covariance.rows == mean.count && covariance.columns == mean.count,
      "a covariance of \(covariance.rows) × \(covariance.columns) for \(mean.count) values")
    var centre = mean
    var spread = covariance
    var steps: [Step] = []
    var (distance, degrees) = (0.0, 0)
    // Ranges come last, so that they see what hard and soft conditions leave.
    let ordered = conditions.enumerated().sorted { Self.order($0) < Self.order($1) }
    for (index, condition) in ordered {
      guard condition.weights.count == mean.count else {
        throw .shapes(expected: mean.count, found: condition.weights.count)
      }
      let reach = spread * condition.weights
      let variance = max(0, dot(condition.weights, reach))
      let first = max(0, dot(condition.weights, covariance * condition.weights))
      let now = dot(condition.weights, centre)
      if variance <= Self.settled * first, condition.demand.noise == 0 {
        let size = zip(condition.weights, mean).reduce(abs(now)) { $0 + abs($1.0 * $1.1) }
        let tolerance = 1e-9 * size + 1e-5 * (Self.settled * first).squareRoot()
        guard condition.demand.allows(now, within: tolerance) else {
          throw .impossible(condition: index)
        }
        continue
      }
      let total = variance + condition.demand.noise
      steps.append(
        Step(
          weights: condition.weights, gain: reach.map { $0 / total }, demand: condition.demand,
          centre: now, deviation: total.squareRoot()))
      guard let wanted = condition.demand.value else { continue }
      distance += (wanted - now) * (wanted - now) / total
      degrees += 1
      Self.update(&centre, &spread, reach, surprise: wanted - now, variance: total)
    }
    self.mean = centre
    self.covariance = spread
    self.distance = distance
    self.degrees = degrees
    plausibilityPercentile =
      degrees > 0 ? ChiSquare.cumulative(distance, degrees: Double(degrees)) : 0
    self.steps = steps
  }

  private static func order(_ item: (offset: Int, element: LinearCondition)) -> (Int, Int) {
    if case .between = item.element.demand { return (1, item.offset) }
    return (0, item.offset)
  }

  private static func update(
    _ mean: inout [Double], _ covariance: inout Matrix, _ reach: [Double], surprise: Double,
    variance: Double
  ) {
    for row in mean.indices {
      mean[row] += reach[row] * surprise / variance
      for column in mean.indices {
        covariance[row, column] -= reach[row] * reach[column] / variance
      }
    }
  }

  /// Turns a path of the unconditioned vector into one of the conditioned vector.
  ///
  /// - Parameters:
  ///   - path: drawn from `N(μ, Σ)`.
  ///   - normals: one standard normal for each soft condition, in their order.
  public func carry(_ path: [Double], normals: [Double] = []) -> [Double] {
    var result = path
    var drawn = 0
    for step in steps {
      let now = dot(step.weights, result)
      let wanted: Double
      switch step.demand {
      case .equal(let value): wanted = value
      case .about(let value, let deviation):
        precondition(drawn < normals.count, "soft conditions need \(drawn + 1) normals")
        wanted = value + deviation * normals[drawn]
        drawn += 1
      case .between(let low, let high):
        wanted = TruncatedNormal.sameRank(
          now, mean: step.centre, deviation: step.deviation, low: low, high: high)
      }
      for index in result.indices { result[index] += step.gain[index] * (wanted - now) }
    }
    return result
  }
}
