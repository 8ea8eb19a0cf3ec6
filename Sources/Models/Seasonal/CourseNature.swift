internal import LinearAlgebra
internal import RealModule

/// What a `ShortCourse` may do by what it is: what adds up over a year, or what stands at the end of its periods.
///
/// Growth of what stands at the end of periods often goes on from one to the next, as loans or the insured do: it walks with steps that
/// are new each time or that go on.
struct CourseNature: Sendable {
  /// Walks whose steps go on alike.
  struct Pace: Sendable {
    /// By how much of it a step goes on after a month.
    let persistence: Double
    /// Walks over a year in deviations of the noise.
    let walks: [Double]
    /// The logarithm of how likely they are beside those with new steps.
    var logChance = 0.0
    /// What the covariance of their errors is multiplied by: how long steps go on is known less well than one number tells.
    var widening = 1.0
  }

  let paces: [Pace]
  /// The usual walk over a year, as a logarithm.
  let usualWalk: Double
  /// The squared scale of a t in variances.
  let share: Double
  /// What a variance is multiplied by where the period of the year was settled once at most: of one figure nobody
  /// knows how much is the course of the year.
  let seenOnce: Double

  /// Noise about a level is usual.
  static let flow = CourseNature(
    paces: [Pace(persistence: 0, walks: [0, 1, 3, 10])], usualWalk: 0.1, share: 0.6, seenOnce: 1.8)
  private static let stockWalks: [Double] = [1, 3, 10, 30]
  /// Chosen on made walks, means with noise and monthly American series of 18, 25 and 48 months; the last on made growth that
  /// goes on by 0.9 of it.
  static let stock = CourseNature(
    paces: [
      Pace(persistence: 0, walks: stockWalks), Pace(persistence: 0.7, walks: stockWalks),
      Pace(persistence: 0.9, walks: [30, 100], logChance: -2.5, widening: 1.5),
    ], usualWalk: 0.2, share: 0.7, seenOnce: 1.3)

  /// The covariance of a walk with steps that go on, a row after the other, so that over a long time it is as large as that of
  /// one whose steps are new each time.
  ///
  /// Equation: `(1 − φ)/(1 + φ) Σ_{i ≤ t} Σ_{j ≤ u} φ^{|i − j|}`; with `φ = 0` it is `min(t, u) + 1`.
  static func walk(_ count: Int, persistence: Double) -> [Double] {
    let powers = (0..<count).map { Double.pow(persistence, $0) }
    let size = (1 - persistence) / (1 + persistence)
    var sums = [Double](repeating: 0, count: count * count)
    for row in 0..<count {
      var along = 0.0
      for column in 0..<count {
        along += powers[abs(row - column)]
        sums[row * count + column] = along + (row > 0 ? sums[(row - 1) * count + column] : 0)
      }
    }
    return sums.map { size * $0 }
  }
}
