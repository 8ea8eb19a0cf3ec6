internal import RealModule
internal import TimeSeries

// A class of regions by itself: the more the nation grew, the more a region is expected to.

extension ReferenceClass {
  /// Whole points of the nation's pace that are looked at.
  private static let paces = -6...16

  /// A forecast whose medians do not fall where the nation's pace rises, all else alike.
  ///
  /// Trees are steps that go up and down. Equation: with `f(p)` the logarithm of a median if the nation had grown by `p` points
  /// a year in the mean, its changes around it as they were, `g(p) = (max_{q ≤ p} f(q) + min_{q ≥ p} f(q))/2` on whole
  /// points, straight lines between them; the whole distribution is moved from `f` to `g`.
  func rising(
    _ history: [Double], nation: [Double], bounds: Bounds, steps: [Int]
  ) -> Forecast {
    let own = forecast(history, nation: nation, bounds: bounds, steps: steps)
    guard own.rung == .learned, recipe == .region,
      let pace = Self.pace(of: nation, beside: history)
    else { return own }
    let grid = Self.paces.compactMap { point -> (pace: Double, medians: [Double])? in
      let wanted = Double(point) / 100
      let moved = nation.enumerated().map {
        $1 * Double.exp((wanted - pace) * Double($0 + 1 - nation.count))
      }
      guard NationFeatures.obstacle(to: history, moved) == nil else { return nil }
      let there = forecast(history, nation: moved, bounds: bounds, steps: steps)
      let medians = there.margins.map { $0.value(at: 0.5) }
      return medians.allSatisfy { $0 > 0 } ? (wanted, medians.map { Double.log($0) }) : nil
    }
    guard let first = grid.first, let last = grid.last else { return own }
    let place = min(max(pace, first.pace), last.pace)
    let above = grid.firstIndex { $0.pace >= place } ?? grid.count - 1
    let below = max(0, above - 1)
    let width = grid[above].pace - grid[below].pace
    let share = width > 0 ? (place - grid[below].pace) / width : 1
    let margins = own.margins.enumerated().map { step, margin in
      let values = grid.map { $0.medians[step] }
      func isotonic(_ node: Int) -> Double {
        let before = values[...node].max() ?? values[node]
        return (before + (values[node...].min() ?? values[node])) / 2
      }
      let wanted = isotonic(below) + share * (isotonic(above) - isotonic(below))
      let median = margin.value(at: 0.5)
      guard median > 0 else { return margin }
      let factor = Double.exp(wanted) / median
      return QuantileFunction(values: margin.unclamped.map { Self.finite($0 * factor) })
        .clamped(to: bounds)
    }
    return Forecast(margins: margins, rung: own.rung)
  }

  /// The mean growth a year of a nation, logarithms; `nil` where it says nothing.
  private static func pace(of nation: [Double], beside history: [Double]) -> Double? {
    guard NationFeatures.obstacle(to: history, nation) == nil else { return nil }
    let known = nation.indices.filter { nation[$0] > 0 }
    guard let first = known.first, let last = known.last, last > first else { return nil }
    return Double.log(nation[last] / nation[first]) / Double(last - first)
  }
}
