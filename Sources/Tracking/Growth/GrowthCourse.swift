internal import LinearAlgebra
internal import Models
internal import RealModule

/// What is thought of the quarters of one leaf before its figures speak, by the logarithm of its levels.
///
/// Equation: `x_t = m_t + a + b t + s_{q(t)} + w_t`: `m` the course of the same sector elsewhere, or a usual
/// growth; level `a`, drift `b`, course of the year `s` (adding to 0) and walk `w` with standard deviations of
/// their own. Published quarters are taken as exact, so the others follow them: one quarter tells the same
/// quarter of other years, growth of years tells the drift.
///
/// Units: logarithms; quarters by ordinal.
/// Source: the usual growth, course and walk are those of Viet Nam's provinces and sectors (growth of a year 8 ± 5%,
/// course 7% and step 3% in the median), set a little wider for figures that are not value added.
struct GrowthCourse {
  /// Quarters.
  let range: ClosedRange<Int>
  /// `m`.
  private(set) var mean: [Double]
  /// Whether another series lends its course.
  let isLent: Bool

  /// Standard deviation of the level.
  var level = 1.0
  /// Standard deviation of a quarter's step of the walk.
  private static let step = 0.03
  /// Standard deviation of the drift a quarter beside a course that is lent, and without one.
  private static let drift = (lent: 0.01, own: 0.0125)
  /// Standard deviation of the course of the year beside a course that is lent, and without one.
  private static let season = (lent: 0.1, own: 0.2)
  /// The usual growth a quarter: 6% a year.
  private static let usualGrowth = Double.log(1.06) / 4

  /// A course from quarterly levels elsewhere; `nil` when they cannot lend one.
  init?(_ profile: [Int: Double], over range: ClosedRange<Int>) {
    guard let lent = Self.lent(profile, range) else { return nil }
    self.range = range
    mean = lent
    isLent = true
  }

  /// A course that grows as usual.
  init(over range: ClosedRange<Int>) {
    self.range = range
    mean = range.indices.map {
      Self.usualGrowth * Double(range.distance(from: range.startIndex, to: $0))
    }
    isLent = false
  }

  /// Moves the level.
  mutating func shift(by offset: Double) { mean = mean.map { $0 + offset } }

  /// `m` of a quarter.
  func mean(_ quarter: Int) -> Double { mean[quarter - range.lowerBound] }

  /// The covariance of two quarters.
  func covariance(_ one: Int, _ two: Int) -> Double {
    let (i, j) = (Double(one - range.lowerBound), Double(two - range.lowerBound))
    let drift = isLent ? Self.drift.lent : Self.drift.own
    let season = isLent ? Self.season.lent : Self.season.own
    let share = (one - two).isMultiple(of: 4) ? 1 : -1.0 / 3
    return level * level + Self.step * Self.step * min(i, j) + drift * drift * i * j
      + season * season * share
  }

  func covariance(_ rows: [Int], _ columns: [Int]) -> Matrix {
    Matrix(rows: rows.count, columns: columns.count) { covariance(rows[$0], columns[$1]) }
  }

  /// Mean and covariance of quarters, given the logarithms of others.
  func given(_ known: [Int: Double], _ quarters: [Int]) -> (mean: [Double], covariance: Matrix) {
    let prior = (quarters.map(mean), covariance(quarters, quarters))
    let places = known.keys.filter(range.contains).sorted()
    guard !places.isEmpty, !quarters.isEmpty, let gain = gain(of: quarters, from: places) else {
      return prior
    }
    let surprise = places.map { (known[$0] ?? 0) - mean($0) }
    return (
      zip(prior.0, gain * surprise).map(+),
      prior.1 - gain * covariance(places, quarters)
    )
  }

  /// The variance that is left of the mean of later quarters beside that of the last year, given what is left of earlier ones.
  ///
  /// A level that nobody knows is open in both years alike, which leaves growth as it is.
  ///
  /// - Parameters:
  ///   - places: quarters one after the other, the last year at their end.
  ///   - left: the covariance of the logarithms of `places`; zeros where they are known.
  func variance(of quarters: [Int], given places: [Int], left: Matrix) -> Double {
    guard !quarters.isEmpty, let gain = gain(of: quarters, from: places) else { return 0 }
    let year = min(4, places.count)
    let growth = Matrix(rows: quarters.count, columns: places.count) { row, place in
      gain[row, place] - (place < places.count - year ? 0 : 1 / Double(year))
    }
    let open =
      covariance(quarters, quarters) - gain * covariance(places, quarters)
      + growth * left * growth.transposed
    let count = Double(quarters.count)
    return max(0, open.storage.reduce(0, +) / (count * count))
  }

  private func gain(of quarters: [Int], from places: [Int]) -> Matrix? {
    var own = covariance(places, places)
    for place in places.indices { own[place, place] += 1e-9 }
    return (try? Cholesky(own))?.solve(covariance(places, quarters)).transposed
  }

  /// Logarithms of a profile over quarters, made longer by its own growth where it is short.
  private static func lent(_ levels: [Int: Double], _ range: ClosedRange<Int>) -> [Double]? {
    guard let first = levels.keys.min(), let last = levels.keys.max(),
      levels.count == last - first + 1
    else { return nil }
    let start = (first + 3) / 4 * 4
    let history = (start...max(start, last)).compactMap { levels[$0].map { Double.log($0) } }
    let model = SeasonalGrowthMixture(periodsPerYear: 4)
    var values: [Int: Double] = [:]
    for (offset, value) in history.enumerated() { values[start + offset] = value }
    let missing = max(0, range.upperBound - last)
    guard let forecast = try? model.forecast([history], horizon: missing) else { return nil }
    for (offset, value) in forecast.means[0].enumerated() { values[last + 1 + offset] = value }
    for quarter in stride(from: start - 1, through: range.lowerBound, by: -1) {
      values[quarter] = (values[quarter + 4] ?? 0) - forecast.longRun[0]
    }
    return range.map { values[$0] ?? 0 }
  }
}
