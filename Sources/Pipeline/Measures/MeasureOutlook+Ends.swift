internal import LinearAlgebra
internal import RealModule

extension MeasureOutlook {
  /// The fewest ends that an outlook rests on.
  static let fewestEnds = 4
  /// The most changes that are looked at.
  private static let mostChanges = 8

  /// What stood at the ends of half-years, or of other equal parts of years, and nothing else, goes on by the mean of its
  /// last changes; between two ends it walks.
  ///
  /// Equation: `x_n + h d̄` after `h = (i + 1)/p` parts of `p` periods, `d̄` and `s` the mean and the deviation of the last
  /// `k ≤ 8` changes; errors of `h` and `g` have the covariance `s² (min(h, g) + h g/k)`, of one change that of `yearEnds`.
  /// Edge cases: ends that differ by the time of the year make `s`, and so the range, larger.
  ///
  /// - Returns: `nil` where other periods are known, for fewer than four ends, and where more than a year and a part is ahead.
  init?(ends history: MeasureHistory, periodsPerYear length: Int, until: Int) {
    let horizon = until - history.end
    let steps = (2..<length).filter { length.isMultiple(of: $0) }
    let found = steps.compactMap { step in history.yearEnds(step).map { (step: step, ends: $0) } }
    guard let (step, ends) = found.first, ends.count >= Self.fewestEnds,
      (1...length + step).contains(horizon)
    else { return nil }
    let images = history.isLogarithm ? ends.map { Double.log($0) } : ends
    let changes = Array(zip(images.dropFirst(), images).map { $0 - $1 }.suffix(Self.mostChanges))
    let count = Double(changes.count)
    let mean = changes.reduce(0, +) / count
    let squares = changes.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / (count - 1)
    let variance = max(squares, 1e-12)
    let last = images[images.count - 1]
    let parts = (1...horizon).map { Double($0) / Double(step) }
    means = parts.map { last + $0 * mean }
    covariance = Matrix(rows: horizon, columns: horizon) {
      variance * (min(parts[$0], parts[$1]) + parts[$0] * parts[$1] / count)
    }
    (errors, cases) = ([:], step * changes.count)
  }
}
