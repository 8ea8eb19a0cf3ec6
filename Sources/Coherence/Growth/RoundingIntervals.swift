package import LinearAlgebra

/// The least move of a Gaussian vector after which sums of it lie in intervals.
///
/// Equation: minimise `zᵀ P⁻¹ z` with `lᵢ ≤ aᵢᵀ z ≤ uᵢ`; then `z = P Aᵀ λ`, and of the moves only the Gram
/// matrix `A P Aᵀ` counts. Sums are admitted one after the other: one that no move brings into its interval
/// while those before it stay in theirs is left out.
///
/// Shapes: `m` sums; the Gram matrix m × m.
/// Edge cases: nothing outside its interval: no move. A sum without variance cannot move.
/// Source: dual active sets: Goldfarb & Idnani 1983, Mathematical Programming 27, 1–33.
package struct RoundingIntervals {
  /// `A P Aᵀ`.
  private let gram: Matrix
  /// The ends of the intervals.
  private let lower, upper: [Double]
  /// Sums that lie in their intervals now.
  package private(set) var admitted: [Int] = []
  /// `λ`: which sums push, and how far.
  package private(set) var multipliers: [Double]
  private var active: [(sum: Int, sign: Double)] = []

  /// What is left of a sum's variance, as a share, below which others determine it.
  private static let dependent = 1e-9
  private static let mostSteps = 2000

  /// No sum is admitted yet.
  package init(gram: Matrix, lower: [Double], upper: [Double]) {
    precondition(gram.rows == lower.count && lower.count == upper.count, "\(gram.rows) sums")
    self.gram = gram
    self.lower = lower
    self.upper = upper
    multipliers = lower.map { _ in 0 }
  }

  /// Takes in a sum, unless it cannot be had together with those before it, or only by a move whose square
  /// `zᵀ P⁻¹ z` grows by more than a limit.
  package mutating func admit(_ sum: Int, atMost limit: Double) {
    let before = self
    admitted.append(sum)
    for _ in 0..<Self.mostSteps {
      guard let worst = mostViolated() else {
        if size > before.size + limit { break }
        return
      }
      guard push(worst.sum, worst.sign) else { break }
    }
    self = before
  }

  /// `zᵀ P⁻¹ z`.
  private var size: Double {
    active.reduce(0) { $0 + multipliers[$1.sum] * moved($1.sum) }
  }

  /// `aᵢᵀ z`.
  private func moved(_ sum: Int) -> Double {
    active.reduce(0) { $0 + gram[sum, $1.sum] * multipliers[$1.sum] }
  }

  private func mostViolated() -> (sum: Int, sign: Double)? {
    var worst: (sum: Int, sign: Double)?
    var most = 1e-6
    for sum in admitted {
      let now = moved(sum)
      let half = max(upper[sum] - lower[sum], 1e-300) / 2
      let (above, below) = ((now - upper[sum]) / half, (lower[sum] - now) / half)
      if above > most { (most, worst) = (above, (sum, -1)) }
      if below > most { (most, worst) = (below, (sum, 1)) }
    }
    return worst
  }

  /// Pushes a sum to the end of its interval; sums that pushed the other way let go on the way.
  private mutating func push(_ sum: Int, _ sign: Double) -> Bool {
    let wanted = sign > 0 ? lower[sum] : upper[sum]
    for _ in 0..<Self.mostSteps {
      let others = active.filter { $0.sum != sum }
      guard let weights = weights(of: sum, sign, over: others) else { return false }
      let reach = others.indices.reduce(gram[sum, sum]) {
        $0 - sign * others[$1].sign * gram[sum, others[$1].sum] * weights[$1]
      }
      var (step, blocking) = (Double.infinity, -1)
      for (place, other) in others.enumerated() where weights[place] > 0 {
        let size = other.sign * multipliers[other.sum] / weights[place]
        if size < step { (step, blocking) = (size, place) }
      }
      let isFree = reach > Self.dependent * gram[sum, sum] && gram[sum, sum] > 0
      let whole = isFree ? max(0, sign * (wanted - moved(sum)) / reach) : .infinity
      guard min(step, whole).isFinite else { return false }
      let size = min(step, whole)
      for (place, other) in others.enumerated() {
        multipliers[other.sum] -= other.sign * size * weights[place]
      }
      multipliers[sum] += sign * size
      active = others + [(sum, sign)]
      if whole <= step { return true }
      multipliers[others[blocking].sum] = 0
      active.remove(at: blocking)
    }
    return false
  }

  /// What the other pushing sums give up for one step of a sum.
  private func weights(
    of sum: Int, _ sign: Double, over others: [(sum: Int, sign: Double)]
  ) -> [Double]? {
    guard !others.isEmpty else { return [] }
    let scale = others.map { 1 / max(gram[$0.sum, $0.sum], 1e-300).squareRoot() }
    let system = Matrix(rows: others.count, columns: others.count) {
      let (one, two) = (others[$0], others[$1])
      return one.sign * two.sign * gram[one.sum, two.sum] * scale[$0] * scale[$1]
        + ($0 == $1 ? 1e-12 : 0)
    }
    let right = others.indices.map {
      sign * others[$0].sign * gram[sum, others[$0].sum] * scale[$0]
    }
    guard let solved = (try? Cholesky(system))?.solve(right) else { return nil }
    return zip(solved, scale).map(*)
  }
}
