/// One published figure about levels of cells: a total, a growth rate, a contribution.
///
/// Equation: `(c + Σ wᵢ Lᵢ) / (d + Σ vᵢ Lᵢ) = value`, give or take its rounding. A level has the
/// denominator 1; growth has the total now minus the total before over the total before.
public struct LevelFact: Sendable, Hashable {
  /// Which figure gives way to which: smaller goes first.
  public enum Rank: Sendable, Comparable {
    /// Published levels.
    case level
    /// Growth of years and of years to date.
    case yearGrowth
    /// Growth of single periods.
    case periodGrowth
    /// Contributions and other figures of parts.
    case parts
  }

  /// A weighted sum of levels of cells and a constant.
  public struct Total: Sendable, Hashable {
    /// Weight by cell.
    public var weights: [Int: Double]
    /// What is added.
    public var constant: Double

    /// A total.
    public init(weights: [Int: Double] = [:], constant: Double = 0) {
      self.weights = weights
      self.constant = constant
    }

    /// Its value.
    public func value(_ levels: [Double]) -> Double {
      // Cells in order, so that the sum does not depend on the order of a dictionary.
      weights.keys.sorted().reduce(constant) { $0 + (weights[$1] ?? 0) * levels[$1] }
    }
  }

  /// The numerator.
  public let numerator: Total
  /// The denominator.
  public let denominator: Total
  /// As published: a level, or growth as a share.
  public let value: Double
  /// Half of the last printed digit, in the same unit.
  public let rounding: Double
  /// Root mean square of past revisions, in the same unit; 0 for settled figures.
  public let revision: Double
  /// Whether newer figures have overtaken it: it is met where that takes little.
  public let isOvertaken: Bool
  /// Its place in the order of precedence.
  public let rank: Rank
  /// The sector.
  public let sector: String
  /// What the value is multiplied by for readers: 100 for percent.
  public let displayFactor: Double

  /// A figure.
  public init(
    numerator: Total, denominator: Total = Total(constant: 1), value: Double, rounding: Double,
    revision: Double = 0, isOvertaken: Bool = false, rank: Rank, sector: String,
    displayFactor: Double = 1
  ) {
    self.numerator = numerator
    self.denominator = denominator
    self.value = value
    self.rounding = rounding
    self.revision = revision
    self.isOvertaken = isOvertaken
    self.rank = rank
    self.sector = sector
    self.displayFactor = displayFactor
  }

  /// What its errors are measured by: a level by itself, growth by one, and a small share so that it is met as
  /// closely in its own measure.
  var size: Double { rank == .level ? abs(value) : min(1, 50 * abs(value)) }

  /// The variance of its error.
  var noise: Double {
    if rank == .level && revision == 0 { return 0 }
    return rounding * rounding / 3 + revision * revision
  }

  /// What levels imply.
  public func implied(_ levels: [Double]) -> Double {
    numerator.value(levels) / denominator.value(levels)
  }

  /// The derivative of the implied value by the logarithm of each cell, by cell.
  func gradient(_ levels: [Double]) -> [(cell: Int, slope: Double)] {
    let below = denominator.value(levels)
    let ratio = numerator.value(levels) / below
    let cells = Set(numerator.weights.keys).union(denominator.weights.keys).sorted()
    return cells.map { cell in
      let slope = (numerator.weights[cell] ?? 0) - ratio * (denominator.weights[cell] ?? 0)
      return (cell, slope * levels[cell] / below)
    }
  }
}
