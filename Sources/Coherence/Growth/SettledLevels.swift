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
    let levelsAround = around.map { Double.exp($0) }
    var state = mean
    var spread = prior
    var taken: [Int] = []
    for index in order {
      let fact = facts[index]
      let gradient = fact.gradient(levelsAround)
      let reach = Self.product(spread, gradient)
      let variance = max(0, gradient.reduce(0) { $0 + $1.slope * reach[$1.cell] })
      let tolerance = max(fact.rounding, fact.revision, 1e-12 * abs(fact.value))
      if variance.squareRoot() <= Self.determined * tolerance { continue }
      let total = variance + Self.noise(fact)
      let straight = gradient.reduce(fact.implied(levelsAround)) {
        $0 + $1.slope * (state[$1.cell] - around[$1.cell])
      }
      let surprise = fact.value - straight
      // Little more than rounding is left open, and the figure lies far outside it: it contradicts what
      // goes before, and meeting it halfway would only bend the parts.
      if variance.squareRoot() <= Self.nearlyDetermined * Self.size(fact),
        surprise * surprise > Self.farOff * Self.farOff * total
      {
        continue
      }
      taken.append(index)
      for cell in state.indices { state[cell] += reach[cell] * surprise / total }
      for row in state.indices where reach[row] != 0 {
        for column in state.indices {
          spread[row, column] -= reach[row] * reach[column] / total
        }
      }
    }
    let met = try Self.together(mean, prior, facts, taken, from: around, looseness: 0)
    taken = met.kept
    var solved = met.solved
    // Figures that no levels meet together leave all of them missed: what goes before stands, the last yields.
    while let last = Self.yielding(solved.state, facts, order, taken) {
      let left = taken.filter { $0 != last }
      guard
        let near = try? Self.solve(
          mean, prior, facts, left, from: mean, looseness: Self.looseness),
        let again = try? Self.solve(mean, prior, facts, left, from: near.state, looseness: 0),
        Self.misses(again.state, facts, left) < Self.misses(solved.state, facts, taken)
      else { break }
      taken = left
      solved = again
    }
    // A figure that the straight lines above could not have may yet agree with those taken.
    var refused: Set<Int> = []
    while let next = Self.overlooked(solved, facts, order, without: refused) {
      guard !taken.contains(next),
        let again = try? Self.solve(
          mean, prior, facts, taken + [next], from: solved.state, looseness: 0),
        Self.misses(again.state, facts, taken) <= Self.misses(solved.state, facts, taken)
      else {
        refused.insert(next)
        continue
      }
      taken.append(next)
      solved = again
    }
    solved.state = Self.rounded(solved, facts, order, taken)
    levels = solved.state.map { Double.exp($0) }
    self.covariance = solved.covariance
    self.taken = taken
    let found = levels
    contradicted = facts.indices.compactMap { index in
      let implied = facts[index].implied(found)
      let allowed = facts[index].rounding * (1 + 1e-6) + 1e-9 * abs(facts[index].value)
      return abs(implied - facts[index].value) > allowed ? (index, implied) : nil
    }
    // Figures a hundred orders of magnitude apart leave the range of numbers on the way.
    guard levels.allSatisfy(\.isFinite), contradicted.allSatisfy(\.implied.isFinite) else {
      throw .noConvergence(condition: 0)
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
    var result = [Double](repeating: 0, count: matrix.rows)
    for (cell, slope) in gradient where slope != 0 {
      for row in result.indices { result[row] += matrix[row, cell] * slope }
    }
    return result
  }

  static func solve(
    _ mean: [Double], _ prior: Matrix, _ facts: [LevelFact], _ taken: [Int], from start: [Double],
    looseness: Double
  ) throws(ConditioningError) -> (state: [Double], covariance: Matrix) {
    guard !taken.isEmpty else { return (mean, prior) }
    var state = start
    // Steps are shortened while they do not shrink: far from the figures full ones may swing.
    var (damping, before) = (1.0, Double.infinity)
    for iteration in 0..<400 {
      let levels = state.map { Double.exp($0) }
      let gradients = taken.map { facts[$0].gradient(levels) }
      let reaches = gradients.map { product(prior, $0) }
      var system = Matrix(rows: taken.count, columns: taken.count)
      for row in taken.indices {
        for column in taken.indices {
          system[row, column] = gradients[row].reduce(0) {
            $0 + $1.slope * reaches[column][$1.cell]
          }
        }
        let fact = facts[taken[row]]
        let loose = looseness * size(fact)
        system[row, row] += noise(fact) + loose * loose
      }
      let misses = taken.indices.map { row -> Double in
        let moved = gradients[row].reduce(0) { $0 + $1.slope * (state[$1.cell] - mean[$1.cell]) }
        return facts[taken[row]].value - facts[taken[row]].implied(levels) + moved
      }
      // Scaled to a unit diagonal: levels and shares stand side by side.
      let scale = system.diagonal.map { 1 / max($0, 1e-300).squareRoot() }
      let scaled = Matrix(rows: taken.count, columns: taken.count) {
        scale[$0] * system[$0, $1] * scale[$1] + ($0 == $1 ? 1e-14 : 0)
      }
      let factor: Cholesky
      do {
        factor = try Cholesky(scaled)
      } catch {
        throw .noConvergence(condition: taken[0])
      }
      let weights = zip(factor.solve(zip(misses, scale).map(*)), scale).map(*)
      var change = 0.0
      var next = mean
      for (weight, reach) in zip(weights, reaches) {
        for cell in next.indices { next[cell] += weight * reach[cell] }
      }
      // Half steps at first where levels are far away; a short step shrinks what is left by little.
      let largest = zip(next, state).map { abs($0 - $1) }.max() ?? 0
      damping =
        largest > max(0.7, 1 - damping / 2) * before
        ? max(0.05, 0.7 * damping) : min(1, 1.3 * damping)
      before = largest
      let share = damping * (largest > 1 ? 1 / largest : 1)
      for cell in state.indices {
        let move = share * (next[cell] - state[cell])
        state[cell] += move
        change = max(change, abs(move))
      }
      if change < 1e-13 || (iteration >= 30 && change < 1e-5) {
        let rows = Matrix(rows: taken.count, columns: mean.count) {
          reaches[$0][$1] * scale[$0]
        }
        let explained = factor.whiten(rows)
        let exact = taken.map { facts[$0] }.filter { noise($0) == 0 }
        return (polished(state, exact), prior - explained.transposed * explained)
      }
    }
    throw .noConvergence(condition: taken[0])
  }

  /// Meets figures without error to the last digit: least moves of the logarithms, by Newton's method.
  static func polished(_ start: [Double], _ facts: [LevelFact]) -> [Double] {
    guard !facts.isEmpty else { return start }
    var state = start
    for _ in 0..<4 {
      let levels = state.map { Double.exp($0) }
      let gradients = facts.map { fact in
        Dictionary(uniqueKeysWithValues: fact.gradient(levels).map { ($0.cell, $0.slope) })
      }
      let scale = facts.map { 1 / max(abs($0.value), 1e-300) }
      let system = Matrix(rows: facts.count, columns: facts.count) { row, column in
        let shared = gradients[row].keys.filter { gradients[column][$0] != nil }.sorted()
        return scale[row] * scale[column]
          * shared.reduce(0) {
            $0 + (gradients[row][$1] ?? 0) * (gradients[column][$1] ?? 0)
          }
      }
      let misses = facts.indices.map {
        (facts[$0].value - facts[$0].implied(levels)) * scale[$0]
      }
      guard let weights = (try? Cholesky(system))?.solve(misses) else { return state }
      for (row, weight) in weights.enumerated() {
        for (cell, slope) in gradients[row] { state[cell] += slope * scale[row] * weight }
      }
    }
    return state
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
