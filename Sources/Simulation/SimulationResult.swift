public import LinearAlgebra
public import Models
public import Randomness

/// The distribution of one quantity at one step.
public struct StepSummary: Sendable, Hashable {
  /// The mean over paths.
  public let mean: Double
  /// The standard deviation over paths.
  public let standardDeviation: Double
  /// The distribution.
  public let histogram: QuantileHistogram
  /// The moments that it has.
  public let moments: ExistingMoments

  /// A distribution.
  public init(
    mean: Double, standardDeviation: Double, histogram: QuantileHistogram,
    moments: ExistingMoments = .both
  ) {
    self.mean = mean
    self.standardDeviation = standardDeviation
    self.histogram = histogram
    self.moments = moments
  }

  /// Kurtosis up to which moments are stated whatever the number of paths.
  private static let plainKurtosis = 12.0

  /// The mean where there is one, inside the 95% range, and another seed would hardly move it; else `nil`.
  ///
  /// Its standard error is at most a hundredth of its size or of the 80% range.
  public var statedMean: Double? {
    guard moments.hasMean, mean.isFinite else { return nil }
    if moments.isBounded { return mean }
    let slack = 1e-9 * abs(mean)
    guard mean >= quantile(0.025) - slack, mean <= quantile(0.975) + slack else { return nil }
    guard let kurtosis = histogram.kurtosis, kurtosis > Self.plainKurtosis else { return mean }
    let error = standardDeviation / Double(max(1, histogram.total)).squareRoot()
    let size = max(abs(mean), quantile(0.9) - quantile(0.1))
    return error <= 0.01 * size ? mean : nil
  }

  /// The deviation where there is one and another seed would hardly move it; else `nil`.
  ///
  /// Its standard error, `½ √((κ − 1)/n)` of itself, is at most three hundredths. Source: the delta method on
  /// the variance of a sample variance, Kenney & Keeping 1951, Mathematics of Statistics II, section 7.7.
  public var statedDeviation: Double? {
    guard moments.hasVariance, standardDeviation.isFinite, statedMean != nil else { return nil }
    guard let kurtosis = histogram.kurtosis, kurtosis > Self.plainKurtosis else {
      return standardDeviation
    }
    let error = 0.5 * ((kurtosis - 1) / Double(max(1, histogram.total))).squareRoot()
    return error <= 0.03 ? standardDeviation : nil
  }

  /// Whether no path left the range of numbers; where only sums did, the moments are not stated.
  var isFinite: Bool { histogram.smallest.isFinite && histogram.largest.isFinite }

  /// The value with a share `p` of the paths at or below it.
  public func quantile(_ p: Double) -> Double { histogram.quantile(p) ?? .nan }
}

/// What became of one goal.
public struct GoalCount: Sendable, Hashable {
  /// Paths that meet it at its step.
  public let met: UInt64
  /// Paths that meet it first at each step.
  public let firstMet: [UInt64]
  /// Paths in all.
  public let paths: UInt64
  /// The standard error of the share that meets it, where replicates give it; `nil` for random paths.
  public let standardError: Double?

  /// A count.
  public init(
    met: UInt64, firstMet: [UInt64], paths: UInt64, standardError: Double? = nil
  ) {
    self.standardError = standardError
    self.met = met
    self.firstMet = firstMet
    self.paths = paths
  }

  /// The first step by which at least half of the paths have met it; `nil` when fewer do.
  public var medianFirstStep: Int? {
    var reached: UInt64 = 0
    for (step, count) in firstMet.enumerated() {
      reached += count
      if 2 * reached >= paths { return step }
    }
    return nil
  }
}

/// What became of a group of goals under one case of dependence.
public struct GroupCount: Sendable, Hashable {
  /// `paths[k]`: paths on which exactly `k` goals are met.
  public let paths: [UInt64]
  /// The standard error of the share that meets all; `nil` for random paths.
  public var standardError: Double?

  /// Paths in all.
  public var total: UInt64 { paths.reduce(0, +) }

  /// Paths on which every goal is met.
  public var allMet: UInt64 { paths.last ?? 0 }

  /// The mean number of goals met.
  public var expectedMet: Double {
    let sum = paths.enumerated().reduce(0.0) { $0 + Double($1.offset) * Double($1.element) }
    return sum / Double(max(1, total))
  }

  /// The number of goals with a share `p` of the paths at or below it.
  public func quantile(_ p: Double) -> Int {
    let wanted = p * Double(total)
    var reached = 0.0
    for (count, share) in paths.enumerated() {
      reached += Double(share)
      if reached >= wanted && share > 0 { return count }
    }
    return paths.count - 1
  }
}

/// The outcome of a simulation.
public struct SimulationResult: Sendable {
  /// Paths simulated.
  public let paths: UInt64
  /// For each quantity and step the distribution; `nil` where the quantity is not defined.
  public let summaries: [[StepSummary?]]
  /// For each goal the count, under the first case.
  public let goals: [GoalCount]
  /// For each case and group the count.
  public let groups: [[GroupCount]]
  /// For each group and its goals the paths on which that goal alone is missed, under the first case.
  public let onlyMissed: [[UInt64]]
}

/// A probability from counted paths, with the standard error of the simulation.
public struct EstimatedProbability: Sendable, Hashable {
  /// The share of paths.
  public let value: Double
  /// Its standard error; above 0 also when every path hits or misses.
  ///
  /// The standard deviation of the Jeffreys posterior `Beta(x + ½, n − x + ½)`.
  /// Source: Brown, Cai & DasGupta 2001, Statistical Science 16, 101–133.
  public let standardError: Double

  /// A share of paths.
  public init(hits: UInt64, paths: UInt64) {
    value = Double(hits) / Double(paths)
    let a = Double(hits) + 0.5
    let b = Double(paths - hits) + 0.5
    standardError = (a * b / ((a + b) * (a + b) * (a + b + 1))).squareRoot()
  }

  /// The chance of a goal.
  public init(_ count: GoalCount) {
    self.init(hits: count.met, paths: count.paths, standardError: count.standardError)
  }

  /// The chance that all goals of a group are met.
  public init(_ count: GroupCount) {
    self.init(hits: count.allMet, paths: count.total, standardError: count.standardError)
  }

  /// Where all or no path of points meets it the error is that of random paths, which is never 0.
  private init(hits: UInt64, paths: UInt64, standardError: Double?) {
    let counted = EstimatedProbability(hits: hits, paths: paths)
    value = counted.value
    let isCertain = hits == 0 || hits == paths
    self.standardError = isCertain ? counted.standardError : standardError ?? counted.standardError
  }

  /// A mean over paths of shares between 0 and 1, from their sum and the sum of their squares.
  init(sum: Double, squares: Double, paths: UInt64) {
    let count = Double(paths)
    value = sum / count
    standardError = (max(0, squares / count - value * value) / count).squareRoot()
  }
}

/// Why a simulation did not finish.
public enum SimulationError: Error, Sendable, Equatable {
  /// Somebody asked it to stop.
  case cancelled
  /// A correlation matrix is not positive definite.
  case numerical(LinearAlgebraError)
  /// Paths of a quantity, by its id, leave the range of numbers at a step.
  case outOfNumbers(quantity: String, step: Int)
  /// A precision asks for more paths than are simulated.
  case tooManyPaths(needed: Double)
}
