internal import Randomness

// Normals that depend on each other.

extension PathBlock {
  /// Lets the other quantities see the scores of carried levels: normals that the triangle turns into them.
  func showScores(of carried: CarriedBlock, factor: [Double]?) {
    for (place, quantity) in order.enumerated() {
      let steps = carried.steps(of: quantity)
      guard !steps.isEmpty else { return }
      for step in steps {
        let row = drawn(quantity, step)
        row.update(from: carried.score(quantity, step), count: lanes)
        guard let factor else { continue }
        let start = place * (place + 1) / 2
        for other in 0..<place {
          kernels.add(row, drawn(order[other], step), times: -factor[start + other], count: lanes)
        }
        kernels.scale(row, row, by: 1 / factor[start + place], count: lanes)
      }
    }
  }

  /// `mixed_i = Σ_j C_ij draws_j` at each step; longer quantities come first, so every `j` reaches as
  /// far as `i`.
  func mix(_ factor: [Double], wanted: (Int) -> Int) {
    let counts = order.map { min(randomSteps[$0], wanted($0)) }
    var step = 0
    while let rows = counts.lastIndex(where: { $0 > step }) {
      // As far as no other row is the last one.
      let end = counts[...rows].filter { $0 > step }.min() ?? step + 1
      kernels.mix(
        mixed, draws, places: places, rows: factor, count: rows + 1,
        range: (step * lanes)..<(end * lanes))
      step = end
    }
  }
}
