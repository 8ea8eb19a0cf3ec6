internal import CReferenceTables
internal import FoundationEssentials
internal import RealModule
internal import TimeSeries

/// How long series that have never moved go on standing, and how far they go when they move.
///
/// Equation: `F_h(x) = m F(x) + (1 − m) [x ≥ y]`, `y` the value that has stood, `m` the share of series
/// that had stood at least as long and were elsewhere `h` periods later, `F` the distribution of where
/// they then were. Shares are `(½ + moved)/(1 + cases)`, the mean of Jeffreys' beta posterior.
///
/// Series between two bounds that stand at one of them are counted by themselves: they hardly ever leave it.
/// Counted over the yearly series that the reference classes are learned from (`Scripts/learn-standing`).
package struct Standing: Sendable, Codable {
  /// How often series that had stood moved: one row a length from 2 values on, one column a step from 1.
  package struct Counts: Sendable, Codable {
    /// Those elsewhere.
    let moved: [[Double]]
    /// All.
    let cases: [[Double]]

    /// Counts of series elsewhere and of all.
    package init(moved: [[Double]], cases: [[Double]]) {
      self.moved = moved
      self.cases = cases
    }

    /// The share that had moved, of series that had stood for so many periods, some steps later.
    package func share(for count: Int, step: Int) -> Double {
      let row = min(max(count, 2) - 2, cases.count - 1)
      let column = min(step, cases[row].count) - 1
      let known = (moved[row][column] + 0.5) / (cases[row][column] + 1)
      // Behind the counted steps those that stand leave at the same rate.
      return 1 - Double.pow(1 - known, Double(step) / Double(column + 1))
    }
  }

  /// Where those went that moved, one function a step.
  struct Changes: Sendable, Codable {
    /// As a share of the level.
    let levels: [QuantileFunction]
    /// As a share of the width of the bounds.
    let shares: [QuantileFunction]
    /// Likewise, away from the bound at which they stood.
    let ends: [QuantileFunction]
  }

  /// Levels, and shares inside their bounds.
  let inside: Counts
  /// Shares at one of their bounds.
  let ends: Counts
  /// Where those went that moved.
  let changes: Changes

  /// What comes with the program.
  static let shipped: Standing = {
    var size = 0
    guard let bytes = reference_table("standing", &size),
      let table = try? JSONDecoder().decode(Standing.self, from: Data(bytes: bytes, count: size))
    else { preconditionFailure("the table of standing series was not built in") }
    return table
  }()

  /// The distribution of a value that has stood for so many periods, some steps later.
  func margin(at value: Double, for count: Int, step: Int, bounds: Bounds) -> QuantileFunction {
    let isEnd = isEnd(value, bounds)
    let functions = !bounds.isClosed ? changes.levels : isEnd ? changes.ends : changes.shares
    let column = min(step, functions.count) - 1
    let share = shareLeft(at: value, for: count, step: step, bounds: bounds)
    let size = bounds.isClosed ? bounds.upper - bounds.lower : value == 0 ? 1 : abs(value)
    let change = Self.mixture(functions[column], around: 0, share: share, edge: 1e-12)
    let falls = isEnd && value >= bounds.upper
    return QuantileFunction(
      values: (falls ? change.values.reversed().map { -$0 } : change.values).map {
        bounds.clamp(value + size * $0)
      })
  }

  private func isEnd(_ value: Double, _ bounds: Bounds) -> Bool {
    bounds.isClosed && (value <= bounds.lower || value >= bounds.upper)
  }

  /// The share of series that have left a value at which they had stood for so many periods, some steps later.
  func shareLeft(at value: Double, for count: Int, step: Int, bounds: Bounds) -> Double {
    (isEnd(value, bounds) ? ends : inside).share(for: count, step: step)
  }

  /// A distribution that a share of the cases have, the others standing at a value.
  ///
  /// - Parameter edge: how far below the value a moved one must lie to count as less.
  static func mixture(
    _ moved: QuantileFunction, around value: Double, share: Double, edge: Double = 0
  ) -> QuantileFunction {
    let below = share * moved.probability(atMost: value - edge)
    return QuantileFunction { probability in
      if probability < below { return min(value, moved.value(at: max(probability / share, 1e-6))) }
      if probability <= below + 1 - share { return value }
      return max(value, moved.value(at: min((probability - (1 - share)) / share, 1 - 1e-6)))
    }
  }
}
