/// Which of several weighted sums follow from others: a whole from its parts, a year from its quarters, one that is
/// given twice.
///
/// Equation: `aₖ = Σ cⱼ aⱼ` over the sums that were kept; found by elimination with the largest pivot.
///
/// Shapes: all weights of one length.
/// Edge cases: weights that are all 0 follow from nothing: an empty relation.
public struct LinearDependence: Sendable, Hashable {
  /// A sum that others make.
  public struct Relation: Sendable, Hashable {
    /// The sum.
    public let sum: Int
    /// Weights of the kept sums that make it, by their numbers.
    public let weights: [Int: Double]
  }

  /// Sums that do not follow from those kept before them, in the order they were looked at.
  public let kept: [Int]
  /// The others.
  public let relations: [Relation]

  /// Of a row's largest entry: what is left below this is rounding.
  private static let rounding = 1e-9

  /// Looks at sums.
  ///
  /// - Parameters:
  ///   - weights: one array a sum.
  ///   - order: the sums as they are to be looked at; what comes early is kept.
  public init(_ weights: [[Double]], order: [Int]) {
    var rows: [(values: [Double], pivot: Int, made: [Int: Double])] = []
    var kept: [Int] = []
    var relations: [Relation] = []
    for sum in order {
      var values = weights[sum]
      let size = values.reduce(0) { max($0, abs($1)) }
      var made: [Int: Double] = [:]
      for row in rows where values[row.pivot] != 0 {
        let share = values[row.pivot] / row.values[row.pivot]
        for index in values.indices { values[index] -= share * row.values[index] }
        values[row.pivot] = 0
        for (other, weight) in row.made { made[other, default: 0] += share * weight }
      }
      let pivot = values.indices.max { abs(values[$0]) < abs(values[$1]) }
      guard let pivot, abs(values[pivot]) > Self.rounding * size else {
        let told = made.filter { abs($0.value) > Self.rounding }
        relations.append(Relation(sum: sum, weights: told))
        continue
      }
      // What is left is the sum itself less what the rows before make of it.
      rows.append((values, pivot, made.mapValues { -$0 }.merging([sum: 1]) { $1 }))
      kept.append(sum)
    }
    self.kept = kept
    self.relations = relations
  }
}
