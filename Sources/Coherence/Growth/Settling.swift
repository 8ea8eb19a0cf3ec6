internal import LinearAlgebra
internal import RealModule

/// Figures that are to settle cells, beside what is thought of these.
struct Settling {
  typealias Solution = (state: [Double], covariance: Matrix)

  let mean: [Double]
  let prior: Matrix
  let facts: [LevelFact]
  /// Figures that tell of cells, in their order of precedence.
  var order: [Int]

  /// A figure is determined when what is left of its spread is below this share of its rounding.
  private static let determined = 0.6
  /// Below this share, what is left is the rounding and the revisions of other figures.
  private static let nearlyDetermined = 0.003
  /// Standard deviations from which on a figure contradicts those before it.
  static let farOff = 4.0
  /// The error that every figure is granted when all are met together, as a share.
  static let looseness = 0.001

  init(mean: [Double], prior: Matrix, facts: [LevelFact]) {
    self.mean = mean
    self.prior = prior
    self.facts = facts
    // Figures about known cells only are compared at the end; they settle nothing.
    order = facts.indices.filter {
      !facts[$0].numerator.weights.isEmpty || !facts[$0].denominator.weights.isEmpty
    }.sorted { (facts[$0].rank, $0) < (facts[$1].rank, $1) }
  }

  /// The figures that are taken one after the other along straight lines around a point; what the earlier ones
  /// determine, and what lies far outside the little that they leave open, is not.
  func chosen(around: [Double]) -> [Int] {
    let levelsAround = around.map { Double.exp($0) }
    var state = mean
    // Column after column.
    var spread = prior.storage
    var taken: [Int] = []
    for index in order {
      let fact = facts[index]
      let gradient = fact.gradient(levelsAround)
      let reach = Self.product(spread, mean.count, gradient)
      let variance = max(0, gradient.reduce(0) { $0 + $1.slope * reach[$1.cell] })
      let tolerance = max(fact.rounding, fact.revision, 1e-12 * abs(fact.value))
      if variance.squareRoot() <= Self.determined * tolerance { continue }
      let total = variance + fact.noise
      let straight = gradient.reduce(fact.implied(levelsAround)) {
        $0 + $1.slope * (state[$1.cell] - around[$1.cell])
      }
      let surprise = fact.value - straight
      // Little more than rounding is left open, and the figure lies far outside it: it contradicts what
      // goes before, and meeting it halfway would only bend the parts.
      if variance.squareRoot() <= Self.nearlyDetermined * fact.size,
        surprise * surprise > Self.farOff * Self.farOff * total
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
  func withoutYielding(_ met: Solution, _ kept: [Int]) -> (solved: Solution, taken: [Int]) {
    var (solved, taken) = (met, kept)
    while let last = yielding(solved.state, taken) {
      let left = taken.filter { $0 != last }
      guard
        let near = try? solve(left, from: mean, looseness: Self.looseness),
        let again = try? solve(left, from: near.state, looseness: 0),
        misses(again.state, left) < misses(solved.state, taken)
      else { break }
      taken = left
      solved = again
    }
    return (solved, taken)
  }

  /// A figure that straight lines could not have may yet agree with those taken.
  func withOverlooked(_ met: Solution, _ kept: [Int]) -> (solved: Solution, taken: [Int]) {
    var (solved, taken) = (met, kept)
    var refused: Set<Int> = []
    while let next = overlooked(solved, without: refused) {
      guard !taken.contains(next),
        let again = try? solve(taken + [next], from: solved.state, looseness: 0),
        misses(again.state, taken) <= misses(solved.state, taken)
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
  func contradictions(_ levels: [Double]) -> [(fact: Int, implied: Double)] {
    facts.indices.compactMap { index in
      let implied = facts[index].implied(levels)
      let allowed = facts[index].rounding * (1 + 1e-6) + 1e-9 * abs(facts[index].value)
      return abs(implied - facts[index].value) > allowed ? (index, implied) : nil
    }
  }

  static func product(_ matrix: Matrix, _ gradient: [(cell: Int, slope: Double)]) -> [Double] {
    Self.product(matrix.storage, matrix.rows, gradient)
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
}
