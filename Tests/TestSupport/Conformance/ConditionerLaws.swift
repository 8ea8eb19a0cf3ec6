public import Coherence
public import LinearAlgebra
internal import TimeSeries

/// Something that turns paths into paths that meet conditions.
public struct Conditioner: Sendable, CustomStringConvertible {
  /// What tests call it.
  public let description: String
  /// The type that holds it.
  public let type: String
  /// Mean and covariance of the paths.
  let mean: [Double]
  let covariance: Matrix
  /// The slope of what is summed at the mean, one a value: 1 where the values themselves are.
  let slopes: [Double]
  /// A sum of a path by weights.
  let total: @Sendable (_ path: [Double], _ weights: [Double]) -> Double
  /// What carries a path under conditions; exact ones only.
  let make: @Sendable ([LinearCondition]) throws -> @Sendable ([Double]) throws -> [Double]

  /// A conditioner of paths with a mean and a covariance.
  public init(
    _ name: String, type: String, mean: [Double], covariance: Matrix, slopes: [Double],
    total: @escaping @Sendable (_ path: [Double], _ weights: [Double]) -> Double,
    make: @escaping @Sendable ([LinearCondition]) throws -> @Sendable ([Double]) throws -> [Double]
  ) {
    description = name
    self.type = type
    self.mean = mean
    self.covariance = covariance
    self.slopes = slopes
    self.total = total
    self.make = make
  }
}

/// The laws that every conditioner obeys; nil when one holds, else what went wrong.
public enum ConditionerLaws {
  /// The whole and its last third, a deviation away from their middles, in opposite directions.
  private static func conditions(_ item: Conditioner) -> [LinearCondition] {
    let count = item.mean.count
    let whole = [Double](repeating: 1, count: count)
    let last = (0..<count).map { $0 >= 2 * count / 3 ? 1.0 : 0 }
    return [(whole, 1.0), (last, -0.5)].map { weights, side in
      let gradient = zip(weights, item.slopes).map(*)
      let deviation = dot(gradient, item.covariance * gradient).squareRoot()
      return LinearCondition(
        weights: weights, demand: .equal(item.total(item.mean, weights) + side * deviation))
    }
  }

  private static func paths(_ item: Conditioner, _ count: Int, seed: UInt64) throws -> [[Double]] {
    let factor = try Cholesky(item.covariance).lower
    var draws = Draws(seed: seed)
    return (0..<count).map { _ in
      zip(item.mean, factor * item.mean.map { _ in draws.normal() }).map(+)
    }
  }

  /// Every condition holds on every path.
  public static func conditionsHold(_ item: Conditioner) throws -> String? {
    let conditions = conditions(item)
    let carry = try item.make(conditions)
    for path in try paths(item, 200, seed: 81) {
      let carried = try carry(path)
      for condition in conditions {
        guard case .equal(let wanted) = condition.demand else { continue }
        let seen = item.total(carried, condition.weights)
        if abs(seen - wanted) > 1e-9 * max(1, abs(wanted)) { return "\(seen), asked \(wanted)" }
      }
    }
    return nil
  }

  /// Without a condition a path stays as it is, to the bit.
  public static func noneChangesNothing(_ item: Conditioner) throws -> String? {
    let carry = try item.make([])
    for path in try paths(item, 20, seed: 82) where try carry(path) != path { return "\(path)" }
    return nil
  }

  /// Two conditions in either order, and one of them twice, give the same path.
  public static func orderSaysNothing(_ item: Conditioner) throws -> String? {
    let two = conditions(item)
    let (forward, backward) = (try item.make(two), try item.make(two.reversed()))
    let repeated = try item.make(two + [two[0]])
    for path in try paths(item, 50, seed: 83) {
      let one = try forward(path)
      let size = one.map { abs($0) }.max() ?? 1
      for other in [try backward(path), try repeated(path)] {
        let miss = zip(one, other).map { abs($0 - $1) }.max() ?? .infinity
        if miss > 1e-9 * size { return "paths part by \(miss)" }
      }
    }
    return nil
  }

  /// Carried paths have the mean and the variances of the Gaussian closed form within the band of so many paths.
  public static func momentsAreClosedForm(_ item: Conditioner, draws: Int) throws -> String? {
    let conditions = conditions(item)
    let count = item.mean.count
    let weights = Matrix(rows: conditions.count, columns: count) {
      conditions[$0].weights[$1] * item.slopes[$1]
    }
    let surprise = conditions.map { condition -> Double in
      guard case .equal(let wanted) = condition.demand else { return 0 }
      return wanted - item.total(item.mean, condition.weights)
    }
    let reach = weights * item.covariance
    let gain = try Cholesky(reach * weights.transposed).solve(reach).transposed
    let expected = zip(item.mean, gain * surprise).map(+)
    let left = item.covariance - gain * reach
    let carry = try item.make(conditions)
    var sums = [Double](repeating: 0, count: count)
    var squares = sums
    for path in try paths(item, draws, seed: 84) {
      for (index, value) in try carry(path).enumerated() {
        let distance = value - expected[index]
        sums[index] += distance
        squares[index] += distance * distance
      }
    }
    for index in 0..<count {
      let variance = left[index, index]
      let band = MonteCarlo.band(standardDeviation: variance.squareRoot(), draws: draws)
      let mean = sums[index] / Double(draws)
      if abs(mean) > band { return "the mean of \(index) is off by \(mean), allowed \(band)" }
      let seen = squares[index] / Double(draws)
      if abs(seen - variance) > MonteCarlo.band(ofVariance: variance, draws: draws) {
        return "the variance of \(index) is \(seen), not \(variance)"
      }
    }
    return nil
  }
}
