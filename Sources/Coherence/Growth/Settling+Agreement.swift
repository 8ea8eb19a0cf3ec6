internal import LinearAlgebra
internal import RealModule

// Figures that cannot all be met, and those that hold to within their rounding.

extension Settling {
  /// Meets figures together; where no levels are found that do, one after the other in their order, without those
  /// that cannot be had with the ones before them.
  ///
  /// - Throws: `noConvergence` when not even one can be met.
  func together(
    _ order: [Int], from start: [Double], looseness: Double
  ) throws(ConditioningError) -> (solved: Solution, kept: [Int]) {
    let failure: ConditioningError
    do throws(ConditioningError) {
      return (try solve(order, from: start, looseness: looseness), order)
    } catch {
      failure = error
    }
    var found: (solved: Solution, kept: [Int])?
    for index in order {
      let more = (found?.kept ?? []) + [index]
      let near = found?.solved.state ?? mean
      if let next = try? solve(more, from: near, looseness: looseness) {
        found = (next, more)
      }
    }
    guard let found else { throw failure }
    return found
  }

  /// The share of its rounding within which a figure is met.
  private static let margin = 0.9
  /// A figure whose revision error is at most this share of its rounding is one to be met.
  private static let openToRevision = 1e-3
  /// Squared standard deviations that one figure may move what the others leave open.
  private static let mostMoved = 100.0
  /// The same for figures that newer ones may have overtaken.
  private static let mostMovedBack = 4.0

  /// Figures that are to hold to within their rounding, in their order of precedence; what is only stated
  /// yields to what is published.
  private var binding: [Int] {
    order.filter { facts[$0].noise > 0 && facts[$0].revision == 0 }
      + order.filter {
        facts[$0].revision > 0 && facts[$0].revision <= Self.openToRevision * facts[$0].rounding
      }
  }

  /// The last of the figures taken that is missed by far more than its own error.
  func yielding(_ state: [Double], _ taken: [Int]) -> Int? {
    let levels = state.map { Double.exp($0) }
    return order.last { index in
      let fact = facts[index]
      guard taken.contains(index), fact.noise > 0 else { return false }
      let allowed = fact.rounding + Self.farOff * fact.noise.squareRoot()
      return abs(fact.implied(levels) - fact.value) > allowed
    }
  }

  /// How many figures are missed by more than their rounding.
  func misses(_ state: [Double], _ taken: [Int]) -> Int {
    let levels = state.map { Double.exp($0) }
    return taken.count {
      abs(facts[$0].implied(levels) - facts[$0].value) > facts[$0].rounding * (1 + 1e-6)
    }
  }

  /// The first binding figure that is missed and that what the others leave open could meet.
  func overlooked(_ solved: Solution, without refused: Set<Int>) -> Int? {
    let levels = solved.state.map { Double.exp($0) }
    return binding.first { index in
      let fact = facts[index]
      let miss = abs(fact.value - fact.implied(levels)) - fact.rounding
      guard miss > 2 * fact.rounding, !refused.contains(index) else { return false }
      let gradient = fact.gradient(levels)
      let reach = Self.product(solved.covariance, gradient)
      let variance = max(0, gradient.reduce(0) { $0 + $1.slope * reach[$1.cell] })
      return miss * miss <= Self.mostMoved * variance
    }
  }

  /// Moves a solution to where binding figures hold to within their rounding; those that cannot hold beside
  /// the ones before them are left as they are.
  func rounded(_ solved: Solution, _ taken: [Int]) -> [Double] {
    let wanted = binding
    let levels = solved.state.map { Double.exp($0) }
    // What is missed by far may look within reach along straight lines only.
    let near = wanted.filter {
      abs(facts[$0].implied(levels) - facts[$0].value) <= 3 * facts[$0].rounding
    }
    // What newer figures may have overtaken is met, too, where that takes little.
    let old = order.filter { facts[$0].isOvertaken }
    let most = misses(solved.state, wanted)
    for sums in [wanted, near] {
      let moved = rounded(solved, sums + old, taken: taken)
      if misses(moved, wanted) <= most { return moved }
    }
    return solved.state
  }

  private func rounded(_ solved: Solution, _ wanted: [Int], taken: [Int]) -> [Double] {
    let (start, covariance) = solved
    var state = start
    var best = (state: start, misses: misses(start, wanted))
    let exact = taken.map { facts[$0] }.filter { $0.noise == 0 }
    for _ in 0..<3 {
      let levels = state.map { Double.exp($0) }
      let gaps = wanted.map { abs(facts[$0].implied(levels) - facts[$0].value) }
      if zip(gaps, wanted).allSatisfy({ $0 <= facts[$1].rounding }) { return state }
      let gradients = wanted.map { facts[$0].gradient(levels) }
      let reaches = gradients.map { Self.product(covariance, $0) }
      let gram = Matrix(rows: wanted.count, columns: wanted.count) { row, column in
        gradients[row].reduce(0) { $0 + $1.slope * reaches[column][$1.cell] }
      }
      let open = wanted.indices.map { row in
        gradients[row].reduce(facts[wanted[row]].value - facts[wanted[row]].implied(levels)) {
          $0 + $1.slope * (state[$1.cell] - start[$1.cell])
        }
      }
      // One that holds already stays where it is.
      let halves = zip(gaps, wanted).map { gap, index in
        let rounding = facts[index].rounding
        return gap <= rounding ? max(gap, Self.margin * rounding) : Self.margin * rounding
      }
      var intervals = RoundingIntervals(
        gram: gram, lower: zip(open, halves).map(-), upper: zip(open, halves).map(+))
      for (row, index) in wanted.enumerated() {
        intervals.admit(row, atMost: facts[index].isOvertaken ? Self.mostMovedBack : Self.mostMoved)
      }
      var next = start
      for (row, reach) in reaches.enumerated() where intervals.multipliers[row] != 0 {
        for cell in next.indices { next[cell] += intervals.multipliers[row] * reach[cell] }
      }
      guard next.allSatisfy(\.isFinite) else { return best.state }
      state = Self.polished(next, exact)
      let count = misses(state, wanted)
      if count <= best.misses { best = (state, count) }
    }
    return best.state
  }
}
