public import LinearAlgebra
internal import RealModule
public import TimeSeries

/// What is simulated of one year: quarters of leaf sectors, split into months, under variants.
///
/// Quarters behind the year may be simulated with it, for whoever goes on from it: they stand behind those of
/// the year, and no condition speaks of them.
///
/// Index conventions: `leaf`, then `quarter` among the simulated ones, then `month` 0…11 of the year.
/// Quarters before the first simulated one are settled.
public struct GrowthPlan: Sendable, Hashable, Codable {
  /// A condition on the total of some leaves over some months, realised ones included.
  public struct Condition: Sendable, Hashable, Codable {
    /// The leaves.
    public let leaves: [Int]
    /// The months, 0…11.
    public let months: ClosedRange<Int>
    /// What is asked.
    public let demand: Demand
    /// How far totals that follow from each other may lie apart, in the unit of levels.
    public let tolerance: Double
    /// Half of the last digit that is written, in the unit of levels.
    public let rounding: Double
    /// The same in the measure of what is asked: what is written finer is smaller.
    public let coarseness: Double

    /// A condition.
    ///
    /// - Parameters:
    ///   - rounding: half of the last digit; the tolerance by default.
    ///   - coarseness: the same in the measure of what is asked.
    public init(
      leaves: [Int], months: ClosedRange<Int>, demand: Demand, tolerance: Double = 0,
      rounding: Double? = nil, coarseness: Double = 0
    ) {
      self.leaves = leaves
      self.months = months
      self.demand = demand
      self.tolerance = tolerance
      self.rounding = max(rounding ?? tolerance, tolerance)
      self.coarseness = coarseness
    }

    /// Whether this is a part of another, and not the same.
    func isPart(of other: Condition) -> Bool {
      Set(leaves).isSubset(of: other.leaves) && other.months.contains(months.lowerBound)
        && other.months.contains(months.upperBound)
        && (months != other.months || Set(leaves) != Set(other.leaves))
    }
  }

  /// Means of the logarithms of simulated quarters, one array a leaf.
  public var means: [[Double]]
  /// Lower triangle `F` with `F Fᵀ` the covariance of the surprises of leaves.
  public var factor: Matrix
  /// The same for the first simulated quarter, about which published months may tell something.
  public var firstFactor: Matrix
  /// `ψ`, what an innovation does in later quarters.
  public var responses: [Double]
  /// The number of the first simulated quarter, 0…4; 4 simulates nothing.
  public var firstQuarter: Int
  /// Levels of the months of settled quarters, one array a leaf.
  public var settled: [[Double]]
  /// Levels of months that are known of the first simulated quarter, one array a leaf; no number for one of them
  /// that is simulated though a later one is known.
  public var published: [[Double]]
  /// Share of each month in its quarter, three a simulated quarter, one array a leaf.
  public var shares: [[Double]]
  /// Standard deviation of the logarithm of a month's share, one array a leaf as `shares`.
  public var shareDeviations: [[Double]]
  /// What levers add to each month, one array of 12 a leaf.
  public var additions: [[Double]]
  /// The leaves under each node of the tree.
  public var nodes: [[Int]]
  /// The conditions of each variant; an empty list is the unconditioned forecast.
  public var variants: [[Condition]]
  /// Totals of which only the share of unconditioned paths that reach them is wanted, those asked for about a value
  /// with an error of its own.
  public var thresholds: [Condition]
  /// What must be reached together with each threshold, by its number; `nil` where none asks more.
  public var besideThresholds: [[Condition]]?
  /// The seed.
  public var seed: UInt64
  /// Degrees of freedom of the surprises, which are a multivariate Student's t; `nil` for normal ones. All of a
  /// path's surprises are wide or narrow together.
  public var degrees: Int?
  /// Simulated quarters behind the year.
  public var quartersBehind = 0
  /// What levers add to the year behind this one, by leaf; empty for nothing.
  public var additionsBehind: [Double] = []
  /// How the growth of years spreads otherwise than quarters alone make it; `nil` for as they do.
  public var tilt: GrowthTilt?

  /// A plan.
  public init(
    means: [[Double]], factor: Matrix, firstFactor: Matrix? = nil, responses: [Double],
    firstQuarter: Int,
    settled: [[Double]], published: [[Double]], shares: [[Double]],
    shareDeviations: [[Double]], additions: [[Double]], nodes: [[Int]],
    variants: [[Condition]], thresholds: [Condition] = [], seed: UInt64
  ) {
    self.means = means
    self.factor = factor
    self.firstFactor = firstFactor ?? factor
    self.responses = responses
    self.firstQuarter = firstQuarter
    self.settled = settled
    self.published = published
    self.shares = shares
    self.shareDeviations = shareDeviations
    self.additions = additions
    self.nodes = nodes
    self.variants = variants
    self.thresholds = thresholds
    self.seed = seed
  }

  /// Simulated quarters, those behind the year included.
  public var quarters: Int { 4 - firstQuarter + quartersBehind }

  /// Leaves.
  public var leaves: Int { means.count }

  /// The covariance of all simulated logarithms, their scale where they are Student's t, leaf by leaf: `Σ_j F_j F_jᵀ ⊗ ψ_{·−j} ψ_{·−j}ᵀ`,
  /// tilted.
  public var covariance: Matrix { tilt?.tilted(untilted) ?? untilted }

  private var untilted: Matrix {
    let across = factor * factor.transposed
    let first = firstFactor * firstFactor.transposed
    return Matrix(rows: leaves * quarters, columns: leaves * quarters) { row, column in
      let (i, j) = (row / quarters, column / quarters)
      let (one, two) = (row % quarters, column % quarters)
      return (0...min(one, two)).reduce(0) { sum, start in
        let weight = start == 0 ? first[i, j] : across[i, j]
        return sum + weight * responses[one - start] * responses[two - start]
      }
    }
  }

  /// What is fixed of a total: settled and published months, and what levers add.
  func constant(_ condition: Condition) -> Double {
    var sum = 0.0
    for leaf in condition.leaves {
      for month in condition.months {
        sum += additions[leaf][month] + (fixedMonth(leaf, month) ?? 0)
      }
    }
    return sum
  }

  /// The level of a month that does not depend on the path.
  func fixedMonth(_ leaf: Int, _ month: Int) -> Double? {
    if month < settled[leaf].count { return settled[leaf][month] }
    let position = month - 3 * firstQuarter
    guard position < published[leaf].count, !published[leaf][position].isNaN else { return nil }
    return published[leaf][position]
  }

  /// The level of a settled or published month; 0 for one that is simulated.
  public func knownMonth(_ leaf: Int, _ month: Int) -> Double { fixedMonth(leaf, month) ?? 0 }

  /// The simulated months of a total, counted from the first simulated quarter on, leaf by leaf.
  func openMonths(_ condition: Condition) -> [(leaf: Int, month: Int)] {
    condition.leaves.flatMap { leaf in
      condition.months.filter { fixedMonth(leaf, $0) == nil }.map { (leaf, $0 - 3 * firstQuarter) }
    }
  }

  /// The weight of each simulated quarter in a total, at the shares of the mean path.
  func weights(_ condition: Condition) -> [Double] {
    var weights = [Double](repeating: 0, count: leaves * quarters)
    for (leaf, month) in openMonths(condition) {
      weights[leaf * quarters + month / 3] += shares[leaf][month]
    }
    return weights
  }

  /// Whether a total takes some of a quarter's simulated months and leaves others, so that it is met by how the
  /// quarter is shared, too.
  func dividesQuarters(_ condition: Condition) -> Bool {
    condition.leaves.contains { leaf in
      (firstQuarter..<4).contains { quarter in
        let open = (3 * quarter..<3 * quarter + 3).filter { fixedMonth(leaf, $0) == nil }
        let taken = open.count { condition.months.contains($0) }
        return taken > 0 && taken < open.count
      }
    }
  }

  /// Means of the logarithms of simulated months, leaf by leaf, at the shares of the mean path.
  var monthMeans: [Double] {
    (0..<leaves).flatMap { leaf in
      (0..<3 * quarters).map { means[leaf][$0 / 3] + Double.log(shares[leaf][$0]) }
    }
  }

  /// The covariance of the logarithms of simulated months, leaf by leaf: that of their quarters, and inside a
  /// quarter that of shares `s exp(δ z)` made to add to one.
  package var monthCovariance: Matrix {
    let whole = covariance
    let squares = zip(shares, shareDeviations).map { shares, deviations in
      zip(shares, deviations).map { $0 * $1 * $1 }
    }
    return Matrix(rows: 3 * leaves * quarters, columns: 3 * leaves * quarters) { row, column in
      let quarter = whole[row / 3, column / 3]
      guard row / 3 == column / 3 else { return quarter }
      let leaf = row / (3 * quarters)
      let (one, two) = (row % (3 * quarters), column % (3 * quarters))
      let start = one / 3 * 3
      let all = (start..<start + 3).reduce(0) { $0 + shares[leaf][$1] * squares[leaf][$1] }
      let deviation = shareDeviations[leaf][one]
      return quarter + (one == two ? deviation * deviation : 0) - squares[leaf][one]
        - squares[leaf][two] + all
    }
  }

  /// 1 for each simulated month of a total, 0 for all else, leaf by leaf.
  func monthWeights(_ condition: Condition) -> [Double] {
    var weights = [Double](repeating: 0, count: 3 * leaves * quarters)
    for (leaf, month) in openMonths(condition) { weights[3 * leaf * quarters + month] = 1 }
    return weights
  }

  /// Whether a total takes simulated quarters only whole or not at all.
  func isWhole(_ condition: Condition) -> Bool {
    let start = condition.months.lowerBound
    let end = condition.months.upperBound + 1
    let free = 3 * firstQuarter
    let startsWhole = start <= free || start.isMultiple(of: 3)
    return startsWhole && end.isMultiple(of: 3)
      && condition.leaves.allSatisfy { published[$0].isEmpty }
  }
}
