internal import LinearAlgebra
internal import Models
internal import Randomness
internal import RealModule

/// What the errors of logarithms, and open moves, add to the mean of levels, which is taken off again: paths come to what was
/// forecast on average.
///
/// Equation: of errors `w L z` with the width `w = min(√(ν/χ²_ν), c)` of a t, a row with the variance `v` of `L z` has the lift
/// `ln E exp(w² v / 2)`, at most 1. `c` is `GrowthWidths.widest`, less where errors are large: `1.2 / √v` of the largest `v`, at
/// least 1.5, since the mean of the exponential of a t is its far end alone.
struct LevelLift {
  /// `c`.
  let widest: Double
  /// By simulated period; what moves add alone where the modelling scale is that of levels.
  let lifts: [Double]

  private static let most = 1.0
  private static let points = 400
  private static let (reach, leastWidest) = (1.2, 1.5)

  /// - Parameter squares: `ν/χ²_ν` at evenly spaced probabilities (`squares`).
  init(_ measure: MeasurePlan.Measure, squares: [Double]) {
    let moved = measure.moves.reduce(0) { $0 + $1.expected(isLogarithm: measure.isLogarithm) }
    guard measure.isLogarithm else {
      (widest, lifts) = (GrowthWidths.widest, measure.means.map { _ in moved })
      return
    }
    let variances = measure.means.indices.map { row in
      (0...row).reduce(0) { $0 + measure.factor[row, $1] * measure.factor[row, $1] }
    }
    let deviation = (variances.max() ?? 0).squareRoot()
    let widest = min(GrowthWidths.widest, max(Self.leastWidest, Self.reach / max(deviation, 1e-9)))
    let cut = squares.map { min($0, widest * widest) }
    self.widest = widest
    lifts = variances.map { variance in
      let mean = cut.reduce(0) { $0 + Double.exp($1 * variance / 2) } / Double(cut.count)
      return min(Double.log(mean), Self.most) + moved
    }
  }

  /// `ν/χ²_ν` at the middles of evenly spaced probabilities.
  static func squares(degrees: Int) -> [Double] {
    (0..<points).map {
      Double(degrees)
        / ChiSquare.quantile((Double($0) + 0.5) / Double(points), degrees: Double(degrees))
    }
  }
}
