internal import Randomness

/// Whether seven tenths happen seven times in ten: stated against observed in equal-count bins.
///
/// Equations: `ECE = Σ_b |Σ p − Σ o| / n`; its ratio to the mean ECE of outcomes drawn with the stated
/// probabilities is 1 for perfect statements, whatever the number of cases.
/// Source: Murphy & Winkler 1977, Applied Statistics 26, 41–47; Naeini, Cooper & Hauskrecht 2015, AAAI
/// 29; resampling under perfect reliability: Bröcker & Smith 2007, Weather and Forecasting 22, 651–661.
public struct Reliability: Sendable, Hashable {
  /// One bin.
  public struct Bin: Sendable, Hashable {
    /// Cases in it.
    public let cases: Int
    /// Mean stated probability.
    public let stated: Double
    /// Share that happened.
    public let observed: Double
  }

  /// The bins, by stated probability.
  public let bins: [Bin]
  /// Expected calibration error.
  public let error: Double
  /// The error over its mean under perfect statements.
  public let errorRatio: Double

  /// Bins of about equal count, ten or fewer.
  public init(_ cases: [(probability: Double, happened: Bool)], seed: UInt64 = 1) {
    let sorted = cases.sorted {
      ($0.probability, $0.happened ? 1 : 0) < ($1.probability, $1.happened ? 1 : 0)
    }
    let count = sorted.count
    let number = min(10, count)
    let ranges = (0..<number).map { $0 * count / number..<($0 + 1) * count / number }
    bins = ranges.map { range in
      let part = sorted[range]
      return Bin(
        cases: part.count,
        stated: part.reduce(0) { $0 + $1.probability } / Double(part.count),
        observed: Double(part.count { $0.happened }) / Double(part.count))
    }
    let stated = sorted.map(\.probability)
    func calibrationError(_ outcome: (Int) -> Double) -> Double {
      ranges.reduce(0) { sum, range in
        sum + abs(range.reduce(0) { $0 + stated[$1] - outcome($1) }) / Double(max(count, 1))
      }
    }
    error = calibrationError { sorted[$0].happened ? 1 : 0 }
    let stream = RandomStream(seed: seed, stream: 0x7265_6C69)
    let draws = 200
    let expected =
      (0..<draws).reduce(0.0) { sum, draw in
        sum
          + calibrationError { index in
            stream.uniform(path: UInt64(draw), index: index) < stated[index] ? 1 : 0
          }
      } / Double(draws)
    errorRatio = expected > 0 ? error / expected : error > 0 ? .infinity : 1
  }
}
