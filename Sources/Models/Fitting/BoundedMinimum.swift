internal import CNLopt

/// The smallest value of a smooth function of few variables inside a box, without derivatives.
///
/// BOBYQA of NLopt: Powell 2009, report DAMTP 2009/NA06. Deterministic.
struct BoundedMinimum {
  /// Where it lies.
  let point: [Double]
  /// The value there.
  let value: Double

  /// Searches from a start inside the box.
  ///
  /// - Parameters:
  ///   - bounds: the box, one range a variable.
  ///   - evaluations: at most so many.
  init(
    from start: [Double], within bounds: [ClosedRange<Double>], evaluations: Int = 300,
    _ function: @escaping ([Double]) -> Double
  ) {
    guard !start.isEmpty, let search = nlopt_create(NLOPT_LN_BOBYQA, UInt32(start.count)) else {
      point = start
      value = function(start)
      return
    }
    defer { nlopt_destroy(search) }
    let target = Target(function)
    nlopt_set_lower_bounds(search, bounds.map(\.lowerBound))
    nlopt_set_upper_bounds(search, bounds.map(\.upperBound))
    nlopt_set_xtol_rel(search, 1e-6)
    nlopt_set_maxeval(search, Int32(evaluations))
    nlopt_set_min_objective(
      search,
      { count, point, _, data in
        guard let point, let data else { return .infinity }
        let values = Array(UnsafeBufferPointer(start: point, count: Int(count)))
        let result = Unmanaged<Target>.fromOpaque(data).takeUnretainedValue().function(values)
        return result.isFinite ? result : 1e300
      }, Unmanaged.passUnretained(target).toOpaque())
    var best = start
    var least = 0.0
    let status = nlopt_optimize(search, &best, &least)
    let atStart = function(start)
    // A search that rounding stops keeps its best point; one that failed gives the start.
    let isUsable = status.rawValue > 0 || status == NLOPT_ROUNDOFF_LIMITED
    point = isUsable && least <= atStart ? best : start
    value = isUsable && least <= atStart ? least : atStart
    withExtendedLifetime(target) {}
  }

  private final class Target {
    let function: ([Double]) -> Double
    init(_ function: @escaping ([Double]) -> Double) { self.function = function }
  }
}
