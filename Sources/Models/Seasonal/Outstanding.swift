/// A period of a short history that stands out from those beside it: an accident, or what comes every year.
///
/// Of one December twice as large as other months nobody knows which it is; of two the course of the year that they
/// share is far more likely.
struct Outstanding: Sendable, Hashable {
  /// Which.
  let place: Int
  /// Whether the same period of other years has it, too.
  let recurs: Bool

  /// Of what stands out, over the variance of noise: 20 deviations.
  static let variance = 400.0
  /// The logarithm of the chance that one period in twelve stands out, three tenths in each of both ways.
  static let logChance = -3.688_879_454_113_936
  /// Periods to each side that it is compared with, and deviations from which on it stands out.
  private static let (beside, least) = (3, 3.5)

  /// The period farthest from the median of those beside it, of those that may stand out; `nil` where none is far.
  static func place(_ series: some Collection<Double>, where isCandidate: (Int) -> Bool) -> Int? {
    let values = Array(series)
    guard values.count > 2 * beside else { return nil }
    let apart = values.indices.map { place in
      let near = max(0, place - beside)..<min(values.count, place + beside + 1)
      return abs(values[place] - Statistics.median(near.filter { $0 != place }.map { values[$0] }))
    }
    guard let farthest = apart.indices.filter(isCandidate).max(by: { apart[$0] < apart[$1] }) else {
      return nil
    }
    // The median size of a normal is 0.6745 deviations.
    let deviation = Statistics.median(apart) / 0.6745
    return apart[farthest] > least * deviation ? farthest : nil
  }

  /// Whether two periods share it.
  func holds(_ one: Int, _ other: Int, _ year: Int) -> Bool {
    recurs
      ? (one - place).isMultiple(of: year) && (other - place).isMultiple(of: year)
      : one == place && other == place
  }
}
