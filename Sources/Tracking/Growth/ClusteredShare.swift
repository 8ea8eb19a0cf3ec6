internal import RealModule
internal import Simulation

/// The share of cases that came about, where those of one year move together.
package enum ClusteredShare {
  /// Its standard error: clustered by year, and at least that of cases which do not move together, as few years that
  /// agree by accident say nothing. Where all cases say the same, that of so many independent years, which is never 0
  /// (`EstimatedProbability`); of one year a half.
  ///
  /// - Parameter years: by year, whether each case came about.
  package static func error(_ years: [[Bool]]) -> Double {
    guard years.count > 1 else { return 0.5 }
    let size = Double(years.count)
    let count = Double(years.reduce(0) { $0 + $1.count })
    let share = Double(years.reduce(0) { $0 + $1.count(where: \.self) }) / count
    if share == 0 || share == 1 {
      let hits = UInt64(share) * UInt64(years.count)
      return EstimatedProbability(hits: hits, paths: UInt64(years.count)).standardError
    }
    let variance =
      years.reduce(0) { total, year in
        let sum = year.reduce(0) { $0 + ($1 ? 1 : 0) - share }
        return total + sum * sum
      } * size / (size - 1)
    return max(variance.squareRoot() / count, (share * (1 - share) / count).squareRoot())
  }
}
