public import LinearAlgebra
public import Models
public import Randomness
internal import RealModule
public import TimeSeries

/// What is simulated of the measures of one year, jointly with each other and with the sectors.
///
/// Equation: of measure `m` the periods ahead are `x = μ + w L z` with normals `z` and the width `w` of a t; of
/// logarithms `μ` is that of the mean of levels (`LevelLift`); a count is the number of thresholds below `L z`.
/// Normals of measures go together month by month, `z_m = Σ_k C_mk ε_k` with `C` the triangle of their correlations,
/// widths and moves with them (`SharedNormals`); the score of the sectors' growth is the first where there are
/// sectors. `u` is the direction in which `z` moves the total of the rest of the year. What a measure is by itself
/// does not change.
///
/// A move of which nobody knows whether it is one (`OpenMove`) moves all periods ahead where its own normal lies in
/// the share of its chance; the means hold what is expected of it.
///
/// Where the past is open, one normal a measure moves each of its stretches by what that one's past leaves open.
///
/// Index conventions: periods of the year from 0.
/// Randomness consumed: that of `SharedNormals`, one stream a measure where stretches rest on an open past, those of the growth paths.
public struct MeasurePlan: Sendable {
  /// What a stretch of the year makes of its periods.
  public enum Total: Sendable, Hashable {
    case sum, mean, last
  }

  /// One measure.
  public struct Measure: Sendable {
    /// Values of the first periods of the year, which are known.
    public let known: [Double]
    /// Simulated periods that stand before the year.
    public let before: Int
    /// Means of the simulated periods, on the modelling scale; of logarithms those of the means of levels.
    public let means: [Double]
    /// `L`, a lower triangle.
    public let factor: Matrix
    /// Whether the modelling scale is that of logarithms.
    public let isLogarithm: Bool
    /// What no path leaves.
    public let bounds: Bounds
    /// What a stretch makes of its periods.
    public let total: Total
    /// The stretches that are summed up, each with a simulated period.
    public let stretches: [ClosedRange<Int>]
    /// By stretch: the standard deviation of what nobody knows exactly of the past that it rests on, in its unit.
    public var openness: [ClosedRange<Int>: Double] = [:]
    /// Moves of all that is ahead, on the modelling scale, of which nobody knows whether they are; none of a count.
    public var moves: [OpenMove] = []
    /// How many months a period has.
    public var monthsPerPeriod = 1
    /// Of a count by simulated period the normal scores from which on it comes to 1, 2, …; `nil` for what is none.
    public var thresholds: [[Double]]?

    /// A measure.
    public init(
      known: [Double], before: Int, means: [Double], factor: Matrix, isLogarithm: Bool,
      bounds: Bounds, total: Total, stretches: [ClosedRange<Int>]
    ) {
      self.known = known
      self.before = before
      self.means = means
      self.factor = factor
      self.isLogarithm = isLogarithm
      self.bounds = bounds
      self.total = total
      self.stretches = stretches
    }

    /// `u`: where normals move the total of what is left of the year.
    var direction: [Double] {
      let weights = means.indices.map { step -> Double in
        guard step >= before else { return 0 }
        if total == .last && step < means.count - 1 { return 0 }
        // Counts swing by the root of their mean.
        if thresholds != nil { return (means[step] / means[before]).squareRoot() }
        return isLogarithm ? Double.exp(means[step] - means[before]) : 1
      }
      let moved = means.indices.map { column in
        (column..<means.count).reduce(0) { $0 + weights[$1] * factor[$1, column] }
      }
      let length = moved.reduce(0) { $0 + $1 * $1 }.squareRoot()
      return length > 0 ? moved.map { $0 / length } : moved
    }
  }

  /// The sectors beside them.
  public struct Growth: Sendable {
    /// The plan of the year's paths.
    public let plan: GrowthPlan
    /// The leaves of the whole.
    public let leaves: [Int]
    /// The level of the whole in the year before.
    public let base: Double

    /// Sectors.
    public init(plan: GrowthPlan, leaves: [Int], base: Double) {
      self.plan = plan
      self.leaves = leaves
      self.base = base
    }
  }

  /// What is asked of one stretch of a measure or of some sectors.
  public struct Goal: Sendable {
    /// Of what.
    public enum Subject: Sendable {
      /// A measure by its number, and periods of the year.
      case measure(Int, ClosedRange<Int>)
      /// Growth of a measure by its number over periods of the year, percent, on a base that is not over.
      case growth(Int, ClosedRange<Int>, Base)
      /// Leaves of the tree, and months of the year.
      case sectors([Int], ClosedRange<Int>)
    }

    /// What growth is measured from: periods of the year before, counted from the first of the year, so below 0.
    public struct Base: Sendable, Hashable {
      /// The sum of those that are known; of a stock 0.
      public let known: Double
      /// Those that are simulated.
      public let ahead: ClosedRange<Int>
      /// How many there are together.
      public let count: Int

      /// A base.
      public init(known: Double, ahead: ClosedRange<Int>, count: Int) {
        self.known = known
        self.ahead = ahead
        self.count = count
      }
    }

    /// Of what.
    public let subject: Subject
    /// The ends of what is good.
    public let lower, upper: Double

    /// A goal.
    public init(_ subject: Subject, lower: Double, upper: Double) {
      self.subject = subject
      self.lower = lower
      self.upper = upper
    }
  }

  /// The measures that are ahead.
  public let measures: [Measure]
  /// The sectors; `nil` where there are none, or their year is over.
  public let growth: Growth?
  /// `C`: the sectors first where there are any.
  public let triangle: Matrix
  /// What is asked.
  public let goals: [Goal]
  /// Goals that are counted together.
  public let groups: [[Int]]
  /// Degrees of freedom.
  public let degrees: Int
  /// The seed.
  public let seed: UInt64

  /// A plan.
  public init(
    measures: [Measure], growth: Growth?, triangle: Matrix, goals: [Goal], groups: [[Int]],
    degrees: Int, seed: UInt64
  ) {
    self.measures = measures
    self.growth = growth
    self.triangle = triangle
    self.goals = goals
    self.groups = groups
    self.degrees = degrees
    self.seed = seed
  }
}

/// What simulated paths of measures came to.
public struct MeasurePaths: Sendable {
  /// One stretch of one measure.
  public struct Summary: Sendable, Hashable {
    /// The mean over paths.
    public let mean: Double
    /// Quantiles at 10, 50 and 90%.
    public let p10, p50, p90: Double

    /// A summary.
    public init(mean: Double, p10: Double, p50: Double, p90: Double) {
      self.mean = mean
      (self.p10, self.p50, self.p90) = (p10, p50, p90)
    }
  }

  /// By measure and stretch.
  public let summaries: [[Summary]]
  /// The same as counts, where they are asked for.
  public let histograms: [[QuantileHistogram]]
  /// Paths that meet each goal.
  public let reached: [Int]
  /// By group: paths that meet 0, 1, 2, … of its goals.
  public let counts: [[Int]]
  /// Paths.
  public let paths: Int
}
