internal import CReferenceTables
internal import FoundationEssentials
internal import RealModule
internal import TimeSeries

/// How long series that have never moved go on standing, and how far they go when they move.
///
/// Equation: `F_h(x) = m F(x) + (1 − m) [x ≥ y]`, `y` the value that has stood, `m` the share of series
/// that had stood at least as long and were elsewhere `h` periods later, `F` the distribution of where
/// they then were. Shares are `(½ + moved)/(1 + cases)`, the mean of Jeffreys' beta posterior, and do not fall with `h`: where fewer
/// series are counted farther ahead and fall below, neighbours are pooled (isotonic regression: Barlow, Bartholomew, Bremner & Brunk
/// 1972, Statistical Inference under Order Restrictions).
///
/// Series between two bounds that stand at one of them are counted by themselves: they hardly ever leave it, and to one side.
/// What stands elsewhere has told of no direction: it leaves upwards as often as downwards, shares as far as others that had
/// stood, levels as far as those of their class change, in logarithms; at a bound that is the only one, away from it.
///
/// Counted over the yearly series that the reference classes are learned from (`Scripts/learn-standing`). Quarters and months
/// are counted by their own number, and, from a year on, move at most as often as years that had stood as long.
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
      let known = ordered(row)[column]
      // Behind the counted steps those that stand leave at the same rate.
      return 1 - Double.pow(1 - known, Double(step) / Double(column + 1))
    }

    /// The shares of one length by step, none below the one before.
    private func ordered(_ row: Int) -> [Double] {
      var pools: [(moved: Double, cases: Double, steps: Int)] = []
      for column in cases[row].indices {
        var pool = (moved[row][column] + 0.5, cases[row][column] + 1, 1)
        while let last = pools.last, last.moved * pool.1 > pool.0 * last.cases {
          pool = (last.moved + pool.0, last.cases + pool.1, last.steps + pool.2)
          pools.removeLast()
        }
        pools.append(pool)
      }
      return pools.flatMap { Array(repeating: $0.moved / $0.cases, count: $0.steps) }
    }
  }

  /// Where those went that moved, one function a step.
  struct Changes: Sendable, Codable {
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
  ///
  /// - Parameters:
  ///   - periods: those of a year.
  ///   - levels: what levels that move change by at the step, as a share of the level.
  func margin(
    at value: Double, for count: Int, step: Int, periods: Int, bounds: Bounds,
    levels: QuantileFunction
  ) -> QuantileFunction {
    let share = shareLeft(at: value, for: count, step: step, periods: periods, bounds: bounds)
    let year = min((step + periods - 1) / periods, changes.shares.count) - 1
    let (isLowest, isHighest) = (value <= bounds.lower, value >= bounds.upper)
    let moved: QuantileFunction
    if isEnd(value, bounds) {
      moved = changes.ends[year]
    } else {
      let both =
        bounds.isClosed ? changes.shares[year].toBothSides : levels.inLogarithms.toBothSides
      moved = isLowest || isHighest ? both.upperHalf : both
    }
    let change = Self.mixture(moved, around: 0, share: share, edge: 1e-12)
    return QuantileFunction(
      values: (isHighest ? change.values.reversed().map { -$0 } : change.values).map {
        bounds.clamp(Self.value(value, changedBy: $0, bounds))
      })
  }

  /// A value changed by a share of the width of its bounds, or by a logarithm of its size, where it has one.
  private static func value(_ value: Double, changedBy change: Double, _ bounds: Bounds) -> Double {
    if bounds.isClosed { return value + (bounds.upper - bounds.lower) * change }
    if value == 0 { return change }
    return ReferenceClass.finite(value * Double.exp(value > 0 ? change : -change))
  }

  private func isEnd(_ value: Double, _ bounds: Bounds) -> Bool {
    bounds.isClosed && (value <= bounds.lower || value >= bounds.upper)
  }

  /// The share of series that have left a value at which they had stood for so many periods, some steps later.
  func shareLeft(
    at value: Double, for count: Int, step: Int, periods: Int, bounds: Bounds
  ) -> Double {
    let counts = isEnd(value, bounds) ? ends : inside
    let byPeriods = counts.share(for: count, step: step)
    let years = (count - 1) / periods
    guard periods > 1, years > 0 else { return byPeriods }
    let whole = (step + periods - 1) / periods
    let left = counts.share(for: years + 1, step: whole)
    return min(byPeriods, 1 - Double.pow(1 - left, Double(step) / Double(whole * periods)))
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

extension QuantileFunction {
  /// The same sizes, half of them to either side: `G(x) = (F(x) + 1 − F(−x))/2`.
  fileprivate var toBothSides: QuantileFunction {
    let furthest = 2 * values.reduce(0) { max($0, abs($1)) }
    let upper = Self.probabilities.filter { $0 > 0.5 }.map { probability in
      var (low, high) = (0.0, furthest)
      for _ in 0..<60 {
        let middle = (low + high) / 2
        let within = (self.probability(atMost: middle) + self.probability(atLeast: -middle)) / 2
        if within < probability { low = middle } else { high = middle }
      }
      return high
    }
    return QuantileFunction(values: upper.reversed().map { -$0 } + [0] + upper)
  }

  /// Of a function with as much on either side of 0, that of the upper side alone.
  fileprivate var upperHalf: QuantileFunction {
    QuantileFunction { max(0, value(at: min((1 + $0) / 2, 1 - 1e-6))) }
  }

  /// Logarithms of changes that are shares of a level; one that lost all of it lost a thousandth less.
  fileprivate var inLogarithms: QuantileFunction {
    mapped { Double.log(max(1 + $0, 1e-3)) }
  }
}
