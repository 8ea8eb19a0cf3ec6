internal import Randomness

/// Bands for quantities that are estimated from random draws.
public enum MonteCarlo {
  /// Standard normal quantile for a false alarm once in ten million two-sided checks.
  public static let z = 5.33

  /// Half of the band around a probability of `p` estimated from `n` draws.
  public static func band(probability p: Double, draws n: Int) -> Double {
    // At least as wide as a probability of 1/n would make it, so that 0 and 1 have a band too.
    let variance = max(p * (1 - p), 1 / Double(n))
    return z * (variance / Double(n)).squareRoot()
  }

  /// Half of the band around a mean of `n` draws with a standard deviation.
  public static func band(standardDeviation: Double, draws n: Int) -> Double {
    z * standardDeviation / Double(n).squareRoot()
  }

  /// Half of the band around a standard deviation of `n` normal draws, doubled for other shapes.
  public static func band(ofDeviation deviation: Double, draws n: Int) -> Double {
    2 * z * deviation / (2 * Double(n)).squareRoot()
  }
}

extension MonteCarlo {
  /// Half of the band around the mean square of `n` normal draws around their mean: its variance is 2σ⁴/n.
  public static func band(ofVariance variance: Double, draws n: Int) -> Double {
    z * variance * (2 / Double(n)).squareRoot()
  }
}

/// Draws for property tests: seeded, so that a failure can be had again.
public struct Draws {
  private let stream: RandomStream
  private var next: UInt64 = 0

  /// Draws from a seed, which the failing test prints.
  public init(seed: UInt64) { stream = RandomStream(seed: seed, stream: 0xC0FF_EE00) }

  /// A standard normal.
  public mutating func normal() -> Double {
    next += 1
    return stream.normal(path: next, step: 0)
  }

  /// A uniform number between two ends.
  public mutating func uniform(_ low: Double, _ high: Double) -> Double {
    next += 1
    return low + (high - low) * stream.uniform(path: next, index: 0)
  }

  /// A whole number in a range.
  public mutating func integer(_ range: ClosedRange<Int>) -> Int {
    range.lowerBound + Int(uniform(0, Double(range.count) * (1 - 1e-12)))
  }
}

/// The mean and the standard deviation of values.
public func moments(_ values: [Double]) -> (mean: Double, deviation: Double) {
  let mean = values.reduce(0, +) / Double(values.count)
  let squares = values.reduce(0) { $0 + ($1 - mean) * ($1 - mean) }
  return (mean, (squares / Double(max(1, values.count - 1))).squareRoot())
}
