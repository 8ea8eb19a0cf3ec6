package import LinearAlgebra
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
package struct GrowthCourse {
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
  /// The deviation of yearly growth that steps alone make: weights of 1 to 4 and back, over 4.
  static let usualScatter = step * (44.0 / 16).squareRoot()
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
  package init(over range: ClosedRange<Int>) {
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

  package func covariance(_ rows: [Int], _ columns: [Int]) -> Matrix {
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

  /// The variance that is left of the logarithm of a year's growth, given what is left of earlier quarters.
  ///
  /// Equation: growth is `g = Σ s_q (x_q − x_{q−4})`, `s` the shares of the year before; with later quarters
  /// `x_a = G x_p + e` and `C` what is left of the others, `Var g = (u + Gᵀa)ᵀ C (u + Gᵀa) + aᵀ Var(e) a`, `u` and `a`
  /// what `g` takes of either. The course of the year is that of both years: growth to date tells nearly all of its part
  /// of `g` where no level of a quarter is known, and a level that nobody knows leaves it as it is.
  ///
  /// - Parameters:
  ///   - first: the first quarter of the year; those of the year before are among `places`.
  ///   - shares: of the four quarters of the year before; they add to 1.
  ///   - places: quarters one after the other, up to the last that is known of the year.
  ///   - left: the covariance of the logarithms of `places`; zeros where they are known.
  package func growthVariance(
    ofYearFrom first: Int, shares: [Double], given places: [Int], left: Matrix
  ) -> Double {
    let loads = growthLoads(ofYearFrom: first, shares: shares, given: places)
    return max(0, dot(loads.known, left * loads.known) + loads.ahead)
  }

  /// What growth of a year takes of quarters up to some place, `u + Gᵀa`, and the variance of later ones beside them.
  func growthLoads(
    ofYearFrom first: Int, shares: [Double], given places: [Int]
  ) -> (known: [Double], ahead: Double) {
    var known = places.map { place -> Double in
      let quarter = place - first
      return (quarter + 4 >= 0 && quarter < 0 ? -shares[quarter + 4] : 0)
        + (quarter >= 0 && quarter < 4 ? shares[quarter] : 0)
    }
    let ahead = (first..<first + 4).filter { $0 > (places.last ?? 0) && range.contains($0) }
    guard !ahead.isEmpty, let gain = gain(of: ahead, from: places) else { return (known, 0) }
    let weights = ahead.map { shares[$0 - first] }
    let own = covariance(ahead, ahead) - gain * covariance(places, ahead)
    for (place, added) in (gain.transposed * weights).enumerated() { known[place] += added }
    return (known, dot(weights, own * weights))
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
