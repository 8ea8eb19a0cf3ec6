internal import LinearAlgebra
internal import RealModule

/// Levels that meet figures together, by Gauss–Newton steps.
extension Settling {
  /// `JΣJᵀ + R`: the covariance of what figures say around a point.
  static func system(
    _ facts: [LevelFact], _ gradients: [[(cell: Int, slope: Double)]], _ reaches: [[Double]],
    looseness: Double
  ) -> Matrix {
    var system = Matrix(rows: facts.count, columns: facts.count)
    for (row, fact) in facts.enumerated() {
      for column in facts.indices {
        system[row, column] = gradients[row].reduce(0) {
          $0 + $1.slope * reaches[column][$1.cell]
        }
      }
      let loose = looseness * fact.size
      system[row, row] += fact.noise + loose * loose
    }
    return system
  }

  /// What figures say around a point, along straight lines.
  struct Lines {
    /// `ΣJᵀ`, a column for each figure.
    let reaches: [[Double]]
    /// The factor of `JΣJᵀ + R`, scaled to a unit diagonal, since levels and shares stand side by side.
    let factor: Cholesky
    let scale: [Double]
    /// The inverse of that by what the figures say beyond the prior, in the same scale.
    let weights: [Double]
  }

  func lines(
    _ taken: [Int], at state: [Double], looseness: Double
  ) throws(LinearAlgebraError) -> Lines {
    let levels = state.map { Double.exp($0) }
    let figures = taken.map { facts[$0] }
    let gradients = figures.map { $0.gradient(levels) }
    let reaches = gradients.map { Self.product(prior, $0) }
    let system = Self.system(figures, gradients, reaches, looseness: looseness)
    let misses = figures.indices.map { row -> Double in
      let moved = gradients[row].reduce(0) { $0 + $1.slope * (state[$1.cell] - mean[$1.cell]) }
      return figures[row].value - figures[row].implied(levels) + moved
    }
    let scale = system.diagonal.map { 1 / max($0, 1e-300).squareRoot() }
    let factor = try Cholesky(
      Matrix(rows: figures.count, columns: figures.count) {
        scale[$0] * system[$0, $1] * scale[$1] + ($0 == $1 ? 1e-14 : 0)
      })
    return Lines(
      reaches: reaches, factor: factor, scale: scale,
      weights: factor.solve(zip(misses, scale).map(*)))
  }

  func solve(
    _ taken: [Int], from start: [Double], looseness: Double
  ) throws(ConditioningError) -> Solution {
    guard !taken.isEmpty else { return (mean, prior) }
    var state = start
    // Steps are shortened while they do not shrink: far from the figures full ones may swing.
    var (damping, before) = (1.0, Double.infinity)
    for iteration in 0..<400 {
      let lines: Lines
      do {
        lines = try self.lines(taken, at: state, looseness: looseness)
      } catch {
        throw .noConvergence(condition: taken[0])
      }
      let (reaches, scale) = (lines.reaches, lines.scale)
      let weights = zip(lines.weights, scale).map(*)
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
        let explained = lines.factor.whiten(rows)
        let exact = taken.map { facts[$0] }.filter { $0.noise == 0 }
        return (Self.polished(state, exact), prior - explained.transposed * explained)
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

}
