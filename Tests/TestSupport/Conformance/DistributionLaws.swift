internal import Randomness

/// A distribution with what is known of it.
public struct KnownDistribution: Sendable, CustomStringConvertible {
  /// What tests call it.
  public let description: String
  /// The file that holds it, without its ending.
  public let file: String
  let quantile: @Sendable (Double) -> Double
  let cumulative: @Sendable (Double) -> Double
  let density: (@Sendable (Double) -> Double)?
  let mean: Double
  let variance: Double
  let tolerance: Double

  /// A distribution.
  ///
  /// - Parameters:
  ///   - cumulative: its distribution function.
  ///   - density: where the code states one.
  ///   - mean: in closed form.
  ///   - variance: in closed form.
  ///   - tolerance: of a probability; the width of a bin where values are counted.
  public init(
    _ name: String, file: String, mean: Double, variance: Double, tolerance: Double = 1e-10,
    density: (@Sendable (Double) -> Double)? = nil,
    quantile: @escaping @Sendable (Double) -> Double,
    cumulative: @escaping @Sendable (Double) -> Double
  ) {
    description = name
    self.file = file
    self.quantile = quantile
    self.cumulative = cumulative
    self.density = density
    self.mean = mean
    self.variance = variance
    self.tolerance = tolerance
  }
}

/// The laws that every distribution obeys; nil when one holds, else what went wrong.
public enum DistributionLaws {
  private static let probabilities =
    [1e-6, 1e-4, 0.001, 0.01] + (1...19).map { Double($0) / 20 } + [0.99, 0.999, 0.9999]

  /// The probability below the quantile of a probability is that probability; quantiles never fall.
  public static func quantilesInvert(_ known: KnownDistribution) -> String? {
    var before = -Double.infinity
    for probability in probabilities {
      let value = known.quantile(probability)
      if value < before { return "the quantile of \(probability) falls to \(value)" }
      before = value
      let back = known.cumulative(value)
      if abs(back - probability) > known.tolerance {
        return "the quantile of \(probability) has \(back) below it"
      }
    }
    return nil
  }

  /// Where a density is stated, its integral between quantiles is the probability between them (Simpson's rule).
  public static func densityIntegrates(_ known: KnownDistribution) -> String? {
    guard let density = known.density else { return nil }
    for (low, high) in zip(probabilities, probabilities.dropFirst()) {
      let (start, end) = (known.quantile(low), known.quantile(high))
      let cells = 400
      let width = (end - start) / Double(cells)
      let sum = (0...cells).reduce(0.0) { sum, cell in
        let weight = cell == 0 || cell == cells ? 1.0 : cell.isMultiple(of: 2) ? 2 : 4
        return sum + weight * density(start + Double(cell) * width)
      }
      let integral = sum * width / 3
      if abs(integral - (high - low)) > 1e-8 {
        return "between \(low) and \(high) the density holds \(integral)"
      }
    }
    return nil
  }

  /// Mean and variance of drawn values are those in closed form within the band of so many draws.
  public static func samplesHaveMoments(_ known: KnownDistribution, draws count: Int) -> String? {
    var draws = Draws(seed: 71)
    let values = (0..<count).map { _ in known.quantile(draws.uniform(0, 1)) }
    let seen = moments(values)
    let deviation = known.variance.squareRoot()
    let band = MonteCarlo.band(standardDeviation: deviation, draws: count)
    if abs(seen.mean - known.mean) > band {
      return "a mean of \(seen.mean), not \(known.mean) ± \(band)"
    }
    let squares = values.map { ($0 - known.mean) * ($0 - known.mean) }
    let spread = moments(squares)
    let width = MonteCarlo.band(standardDeviation: spread.deviation, draws: count)
    return abs(spread.mean - known.variance) <= width
      ? nil : "a variance of \(spread.mean), not \(known.variance) ± \(width)"
  }
}
