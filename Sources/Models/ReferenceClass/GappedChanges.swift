internal import RealModule
internal import TimeSeries

/// Changes a year of a history in which years may be unknown: one over several years counts as one, at its mean a year.
struct GappedChanges {
  /// `n`.
  let count: Double
  /// Their mean a year, `m`, and that of the last three.
  let mean, latest: Double
  /// `√((Σ (d_i − j_i m)²/j_i + c²)/n)` of changes `d_i` over `j_i` years.
  let deviation: Double

  private static let recent = 3

  /// Changes between values at the places of their years, oldest first; at least two.
  ///
  /// - Parameter added: `c`, in the unit of the values.
  init(_ values: [Double], at years: [Int], added: Double) {
    let mean = (values[values.count - 1] - values[0]) / Double(years[years.count - 1] - years[0])
    var squares = added * added
    var paces: [Double] = []
    for index in years.indices.dropFirst() {
      let span = Double(years[index] - years[index - 1])
      let change = values[index] - values[index - 1]
      paces.append(change / span)
      squares += (change - span * mean) * (change - span * mean) / span
    }
    count = Double(paces.count)
    deviation = (squares / count).squareRoot()
    latest = Statistics.mean(Array(paces.suffix(Self.recent)))
    self.mean = mean
  }
}
