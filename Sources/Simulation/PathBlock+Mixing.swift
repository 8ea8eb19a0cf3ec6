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

  /// Steps that are drawn and mixed at a time.
  private static let stretch = 8

  /// `mixed_i = Σ_j C_ij draws_j` at each step; longer quantities come first, so every `j` reaches as
  /// far as `i`.
  func mix(_ factor: [Double], draws isFirst: Bool, wanted: (Int) -> Int) {
    let counts = order.map { min(randomSteps[$0], wanted($0)) }
    let isWanted = counts.map { UInt8($0 > 0 ? 1 : 0) }
    let last = counts.max() ?? 0
    for first in Swift.stride(from: 0, to: last, by: Self.stretch) {
      if isFirst { drawNow(first..<(first + Self.stretch)) }
      var step = first
      while step < first + Self.stretch, let rows = counts.lastIndex(where: { $0 > step }) {
        // As far as no other row is the last one.
        let end = counts[...rows].filter { $0 > step }.min() ?? step + 1
        let stop = min(end, first + Self.stretch)
        kernels.mix(
          mixed, draws, places: places, rows: factor, wanted: isWanted, count: rows + 1,
          range: (step * lanes)..<(stop * lanes))
        step = stop
      }
    }
  }
}
