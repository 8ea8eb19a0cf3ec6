public import LinearAlgebra
internal import RealModule

/// Levels of cells that published figures settle, in their order of precedence.
///
/// A prior `x ~ N(μ, Σ)` for the logarithms of the cells is conditioned on one figure after the other, but for slips that
/// stand alone against all others.
/// A figure that the earlier ones determine already, to its own rounding, only confirms or contradicts
/// them; any other is taken. The figures taken are then met together by Gauss–Newton steps
/// `x ← μ + ΣJᵀ(JΣJᵀ + R)⁻¹(b − f(x) + J(x − μ))`, so that what gives way among figures of one standing
/// is adjusted in the measure of its rounding and revision error. `R` is 0 for levels. Last the levels move
/// the least way, in the measure of what is left open, to where figures that agree with each other hold to
/// within their rounding, whatever the prior thinks of them (`RoundingIntervals`).
///
/// Shapes: `n` cells, `Σ` n × n.
/// Edge cases: no figures: the prior. Figures that no positive levels meet: `noConvergence` by its number.
/// Source: maximum a posteriori of a Gaussian prior with nonlinear measurements: Jazwinski 1970,
/// Stochastic Processes and Filtering Theory, section 9.7 (iterated filter).
public struct SettledLevels: Sendable {
  /// The levels.
  public let levels: [Double]
  /// Standard deviation of the logarithm of any weighted total comes from here; n × n.
  public let covariance: Matrix
  /// Numbers of the figures that were taken.
  public let taken: [Int]
  /// Figures that the levels contradict beyond rounding, with what the levels imply.
  public let contradicted: [(fact: Int, implied: Double)]

  /// So many figures that stand alone against the others are left aside.
  private static let mostOdd = 3

  /// Settles cells.
  ///
  /// - Throws: `noConvergence`.
  public init(
    mean: [Double], covariance prior: Matrix, facts: [LevelFact]
  ) throws(ConditioningError) {
    precondition(prior.rows == mean.count, "a prior of \(prior.rows) for \(mean.count) cells")
    var settling = Settling(mean: mean, prior: prior, facts: facts)
    // All figures loosely together first: around that point the straight lines below hold.
    let around = try settling.leaveOdd(atMost: Self.mostOdd)
    let met = try settling.together(settling.chosen(around: around), from: around, looseness: 0)
    var (solved, taken) = settling.withoutYielding(met.solved, met.kept)
    (solved, taken) = settling.withOverlooked(solved, taken)
    solved.state = settling.rounded(solved, taken)
    levels = solved.state.map { Double.exp($0) }
    self.covariance = solved.covariance
    self.taken = taken
    contradicted = settling.contradictions(levels)
    // Figures a hundred orders of magnitude apart leave the range of numbers on the way.
    guard levels.allSatisfy(\.isFinite), contradicted.allSatisfy(\.implied.isFinite) else {
      throw .noConvergence(condition: 0)
    }
  }

  /// Standard deviation of the logarithm of a total.
  public func deviation(of total: LevelFact.Total) -> Double {
    deviation(slopes(of: total))
  }

  /// Standard deviation of the logarithm of a total over another: of growth, which may be known where neither
  /// level is.
  public func deviation(of total: LevelFact.Total, over base: LevelFact.Total) -> Double {
    deviation(slopes(of: total).merging(slopes(of: base).mapValues { -$0 }, uniquingKeysWith: +))
  }

  /// What the logarithm of a total moves by, for the logarithm of each cell.
  private func slopes(of total: LevelFact.Total) -> [Int: Double] {
    let value = total.value(levels)
    return Dictionary(
      uniqueKeysWithValues: total.weights.map { ($0.key, $0.value * levels[$0.key] / value) })
  }

  private func deviation(_ slopes: [Int: Double]) -> Double {
    let gradient = slopes.map { (cell: $0.key, slope: $0.value) }.sorted { $0.cell < $1.cell }
    let reach = Settling.product(covariance, gradient)
    return max(0, gradient.reduce(0) { $0 + $1.slope * reach[$1.cell] }).squareRoot()
  }
}
