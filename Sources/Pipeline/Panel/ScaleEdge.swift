internal import Models
internal import TimeSeries

/// The way of a share at its bound to log odds, where it has no image, and back.
///
/// With bounds `a`, `b` and the least distance `d` of any value from a bound at which it does not stand, a value at a bound is
/// taken to lie inside by `e = min((b − a)/1000, d/2)`, so that a bound far away moves nothing. What a model then says to lie as
/// near to that bound or nearer stands at it: of values that all are 100 the last one is 100.
///
/// Edge cases: a bound at which no value stood takes nothing; values beyond a bound stand at it.
struct ScaleEdge {
  private let bounds: Bounds
  private let size: Double
  private let isAtLower: Bool
  private let isAtUpper: Bool

  /// How much farther inside than the edge what is said may lie, for rounding, as a share of it.
  private static let rounding = 1e-6

  /// The edge of a history; `nil` where none of it stands at one of two bounds.
  init?(_ values: [Double], bounds: Bounds) {
    guard bounds.isClosed else { return nil }
    (isAtLower, isAtUpper) = (
      values.contains { $0 <= bounds.lower }, values.contains { $0 >= bounds.upper }
    )
    guard isAtLower || isAtUpper else { return nil }
    let widest = (bounds.upper - bounds.lower) / 1000
    let distances = values.flatMap { [$0 - bounds.lower, bounds.upper - $0] }.filter { $0 > 0 }
    size = min(widest, (distances.min() ?? widest) / 2)
    self.bounds = bounds
  }

  /// The values with those at a bound moved inside.
  func inside(_ values: [Double]) -> [Double] {
    values.map { min(max($0, bounds.lower + size), bounds.upper - size) }
  }

  /// What is said of the values moved inside, said of the values.
  func outside(_ margin: QuantileFunction) -> QuantileFunction {
    let reach = size * (1 + Self.rounding)
    return margin.mapped { value in
      if isAtLower, value <= bounds.lower + reach { return min(value, bounds.lower) }
      if isAtUpper, value >= bounds.upper - reach { return max(value, bounds.upper) }
      return value
    }
  }
}
