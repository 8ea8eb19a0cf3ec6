internal import LinearAlgebra
internal import Models
internal import Randomness
internal import RealModule

/// What the rest of a year adds up to as its forecast tells it, without paths.
///
/// Equation: with levels `l = exp(m)` and their sum `s`, errors of the sum have the squared scale `v = Σ l_i l_j C_ij / s²`, relative
/// to it. Each set of the moves that are open has its chance, moves the sum by the exponential of their sizes and adds their squared
/// deviations to `v`; a sum lies below a value as often as a t does, weighted by these chances.
///
/// Units: of the levels.
struct ForecastRest {
  /// `s`, with what is expected of moves.
  let sum: Double
  private let cases: [(chance: Double, centre: Double, scale: Double)]

  /// - Parameter last: whether what stands at the end of the year is asked for, instead of the sum.
  init(_ forecast: RestOfYear, last: Bool = false) {
    let end = forecast.means.count - 1
    let levels = forecast.means.enumerated().map { last && $0 < end ? 0 : Double.exp($1) }
    let sum = levels.reduce(0, +)
    var variance = 0.0
    for row in levels.indices {
      for column in levels.indices {
        variance += levels[row] * levels[column] * forecast.covariance[row, column]
      }
    }
    let expected = forecast.moves.reduce(0) { $0 + $1.expected(isLogarithm: true) }
    let base = sum * Double.exp(-expected)
    var cases = [(chance: 1.0, size: 0.0, variance: variance / (sum * sum))]
    for move in forecast.moves {
      cases = cases.flatMap {
        [
          ($0.chance * (1 - move.chance), $0.size, $0.variance),
          (
            $0.chance * move.chance, $0.size + move.size,
            $0.variance + move.deviation * move.deviation
          ),
        ]
      }
    }
    self.sum = sum
    self.cases = cases.map {
      let centre = base * Double.exp($0.size)
      return ($0.chance, centre, centre * $0.variance.squareRoot())
    }
  }

  /// The chance that it stays below a value.
  func below(_ value: Double) -> Double {
    cases.reduce(0) {
      $0 + $1.chance
        * StudentT.cumulative(
          (value - $1.centre) / $1.scale, degrees: Double(RestOfYear.degrees))
    }
  }
}
