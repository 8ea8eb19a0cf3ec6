internal import LinearAlgebra

extension RestOfYear {
  /// What is ahead of a series: means, covariance, open moves.
  typealias Ahead = (means: [Double], covariance: Matrix, moves: [OpenMove])

  /// Years of history up to which what is ahead is the `ShortCourse` alone, and from which on none of it.
  private static let (shortYears, enoughYears) = (2.0, 4.0)
  /// Deviations of the growth of months of one year up to which it is calm, and from which on it is not.
  private static let (calm, rough) = (0.005, 0.015)
  /// The fewest months of growth that say so.
  private static let fewestCalm = 3

  /// The share of the `ShortCourse`: all where little of the past is known, and where months of this year grow so evenly over
  /// the year before that their growth says more than that of other years; the newest says nothing of it.
  private static func shortShare(_ series: [Double], periodsPerYear year: Int) -> Double {
    let years = Double(series.count) / Double(year)
    let little = (enoughYears - years) / (enoughYears - shortYears)
    let begun = (series.count - 1) / year * year
    let growth = (begun..<max(begun, series.count - 1)).map { series[$0] - series[$0 - year] }
    var even = 0.0
    if growth.count >= fewestCalm {
      let count = Double(growth.count)
      let deviation = (Statistics.variance(growth) * count / (count - 1)).squareRoot()
      even = (rough - deviation * (1 + 2 / count)) / (rough - calm)
      // Growth that always was the same needs no belief in this year's.
      let usual = Statistics.median((year..<begun).map { series[$0] - series[$0 - year] })
      if begun > year { even *= min(1, abs(Statistics.mean(growth) - usual) / rough) }
    }
    return min(max(little, even, 0), 1)
  }

  /// What short histories rest on beside the series.
  struct Beside {
    /// Right before its first value.
    var earlier: [Double] = []
    /// The variance that counting alone makes; 0 of what is no count.
    var counting = 0.0
  }

  /// What is ahead of a series, with the share that the `ShortCourse` has of it.
  static func withShort(
    _ own: Ahead, _ series: [Double], _ beside: Beside, start: Int, periodsPerYear: Int,
    isLogarithm: Bool
  ) -> Ahead {
    let share = shortShare(series, periodsPerYear: periodsPerYear)
    guard share > 0 else { return own }
    let short = ShortCourse(
      beside.earlier + series, start: start - beside.earlier.count, periodsPerYear: periodsPerYear,
      horizon: own.means.count, counting: beside.counting, isLogarithm: isLogarithm)
    return blended(own, with: short, share: share, isLogarithm: isLogarithm)
  }

  /// Means and errors mixed by that share; the mean of two forecasts errs less than they do on average.
  ///
  /// What is expected of moves is that of their parts: what remains where none of them is one must not hang on their sizes.
  private static func blended(
    _ own: Ahead, with short: ShortCourse, share: Double, isLogarithm: Bool
  ) -> Ahead {
    func expected(_ moves: [OpenMove]) -> Double {
      moves.reduce(0) { $0 + $1.expected(isLogarithm: isLogarithm) }
    }
    let newest = short.move.map { [$0] } ?? []
    let moves = part(1 - share, of: own.moves) + part(share, of: newest)
    let (ofOwn, ofShort, ofBoth) = (expected(own.moves), expected(newest), expected(moves))
    return (
      zip(own.means, short.means).map {
        (1 - share) * ($0 - ofOwn) + share * ($1 - ofShort) + ofBoth
      },
      (1 - share * (1 - share)) * ((1 - share) * own.covariance + share * short.covariance), moves
    )
  }

  /// Moves of a part of what is ahead; none of no part.
  private static func part(_ share: Double, of moves: [OpenMove]) -> [OpenMove] {
    guard share > 0 else { return [] }
    return moves.map {
      OpenMove(chance: $0.chance, size: share * $0.size, deviation: share * $0.deviation)
    }
  }
}
