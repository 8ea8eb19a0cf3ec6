public import LinearAlgebra
internal import RealModule

/// Levels of cells that published figures settle, in their order of precedence.
///
/// A prior `x ~ N(μ, Σ)` for the logarithms of the cells is conditioned on one figure after the other.
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

  /// A figure is determined when what is left of its spread is below this share of its rounding.
  private static let determined = 0.6
  /// Below this share, what is left is the rounding and the revisions of other figures.
  private static let nearlyDetermined = 0.003
  /// Standard deviations from which on a figure contradicts those before it.
  static let farOff = 4.0
  /// The error that every figure is granted when all are met together, as a share.
  static let looseness = 0.001

  /// Settles cells.
  ///
  /// - Throws: `noConvergence`.
  public init(
    mean: [Double], covariance prior: Matrix, facts: [LevelFact]
  ) throws(ConditioningError) {
    precondition(prior.rows == mean.count, "a prior of \(prior.rows) for \(mean.count) cells")
    // Figures about known cells only are compared at the end; they settle nothing.
    let telling = facts.indices.filter {
      !facts[$0].numerator.weights.isEmpty || !facts[$0].denominator.weights.isEmpty
    }
    let order = telling.sorted { (facts[$0].rank, $0) < (facts[$1].rank, $1) }
    // All figures loosely together first: around that point the straight lines below hold.
    let around = try Self.together(
      mean, prior, facts, order, from: mean, looseness: Self.looseness
    ).solved.state
    let chosen = Self.chosen(mean, prior, facts, order, around: around)
    let met = try Self.together(mean, prior, facts, chosen, from: around, looseness: 0)
    var (solved, taken) = Self.withoutYielding(
      met.solved, met.kept, mean: mean, prior: prior, facts, order)
    (solved, taken) = Self.withOverlooked(solved, taken, mean: mean, prior: prior, facts, order)
    solved.state = Self.rounded(solved, facts, order, taken)
    levels = solved.state.map { Double.exp($0) }
    self.covariance = solved.covariance
    self.taken = taken
    contradicted = Self.contradictions(levels, facts)
    // Figures a hundred orders of magnitude apart leave the range of numbers on the way.
    guard levels.allSatisfy(\.isFinite), contradicted.allSatisfy(\.implied.isFinite) else {
      throw .noConvergence(condition: 0)
    }
  }

  /// The figures that are taken one after the other along straight lines around a point; what the earlier ones
  /// determine, and what lies far outside the little that they leave open, is not.
  private static func chosen(
    _ mean: [Double], _ prior: Matrix, _ facts: [LevelFact], _ order: [Int], around: [Double]
  ) -> [Int] {
    let levelsAround = around.map { Double.exp($0) }
    var state = mean
    // Column after column.
    var spread = prior.storage
    var taken: [Int] = []
    for index in order {
      let fact = facts[index]
      let gradient = fact.gradient(levelsAround)
      let reach = product(spread, mean.count, gradient)
      let variance = max(0, gradient.reduce(0) { $0 + $1.slope * reach[$1.cell] })
      let tolerance = max(fact.rounding, fact.revision, 1e-12 * abs(fact.value))
      if variance.squareRoot() <= determined * tolerance { continue }
      let total = variance + noise(fact)
      let straight = gradient.reduce(fact.implied(levelsAround)) {
        $0 + $1.slope * (state[$1.cell] - around[$1.cell])
      }
      let surprise = fact.value - straight
      // Little more than rounding is left open, and the figure lies far outside it: it contradicts what
      // goes before, and meeting it halfway would only bend the parts.
      if variance.squareRoot() <= nearlyDetermined * size(fact),
        surprise * surprise > farOff * farOff * total
      {
        continue
      }
      taken.append(index)
      for cell in state.indices { state[cell] += reach[cell] * surprise / total }
      for column in state.indices {
        let start = column * state.count
        for row in state.indices where reach[row] != 0 {
          spread[start + row] -= reach[row] * reach[column] / total
        }
      }
    }
    return taken
  }

  /// Figures that no levels meet together leave all of them missed: what goes before stands, the last yields.
  private static func withoutYielding(
    _ met: (state: [Double], covariance: Matrix), _ kept: [Int], mean: [Double], prior: Matrix,
    _ facts: [LevelFact], _ order: [Int]
  ) -> (solved: (state: [Double], covariance: Matrix), taken: [Int]) {
    var (solved, taken) = (met, kept)
    while let last = yielding(solved.state, facts, order, taken) {
      let left = taken.filter { $0 != last }
      guard
        let near = try? solve(mean, prior, facts, left, from: mean, looseness: looseness),
        let again = try? solve(mean, prior, facts, left, from: near.state, looseness: 0),
        misses(again.state, facts, left) < misses(solved.state, facts, taken)
      else { break }
      taken = left
      solved = again
    }
    return (solved, taken)
  }

  /// A figure that straight lines could not have may yet agree with those taken.
  private static func withOverlooked(
    _ met: (state: [Double], covariance: Matrix), _ kept: [Int], mean: [Double], prior: Matrix,
    _ facts: [LevelFact], _ order: [Int]
  ) -> (solved: (state: [Double], covariance: Matrix), taken: [Int]) {
    var (solved, taken) = (met, kept)
    var refused: Set<Int> = []
    while let next = overlooked(solved, facts, order, without: refused) {
      guard !taken.contains(next),
        let again = try? solve(
          mean, prior, facts, taken + [next], from: solved.state, looseness: 0),
        misses(again.state, facts, taken) <= misses(solved.state, facts, taken)
      else {
        refused.insert(next)
        continue
      }
      taken.append(next)
      solved = again
    }
    return (solved, taken)
  }

  /// Figures that levels contradict beyond rounding.
  private static func contradictions(
    _ levels: [Double], _ facts: [LevelFact]
  ) -> [(fact: Int, implied: Double)] {
    facts.indices.compactMap { index in
      let implied = facts[index].implied(levels)
      let allowed = facts[index].rounding * (1 + 1e-6) + 1e-9 * abs(facts[index].value)
      return abs(implied - facts[index].value) > allowed ? (index, implied) : nil
    }
  }

  /// What errors of a figure are measured by: a level by itself, growth by one, and a small share so that
  /// it is met as closely in its own measure.
  static func size(_ fact: LevelFact) -> Double {
    fact.rank == .level ? abs(fact.value) : min(1, 50 * abs(fact.value))
  }

  static func noise(_ fact: LevelFact) -> Double {
    if fact.rank == .level && fact.revision == 0 { return 0 }
    return fact.rounding * fact.rounding / 3 + fact.revision * fact.revision
  }

  static func product(
    _ matrix: Matrix, _ gradient: [(cell: Int, slope: Double)]
  ) -> [Double] {
    product(matrix.storage, matrix.rows, gradient)
  }

  private static func product(
    _ entries: [Double], _ rows: Int, _ gradient: [(cell: Int, slope: Double)]
  ) -> [Double] {
    var result = [Double](repeating: 0, count: rows)
    for (cell, slope) in gradient where slope != 0 {
      let start = cell * rows
      for row in result.indices { result[row] += entries[start + row] * slope }
    }
    return result
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
    let reach = Self.product(covariance, gradient)
    return max(0, gradient.reduce(0) { $0 + $1.slope * reach[$1.cell] }).squareRoot()
  }
}
