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
  fileprivate static let stretch = 8

  /// Which rows are mixed, and at which steps how many of them.
  struct Mixture {
    fileprivate let isWanted: [UInt8]
    /// For each stretch of steps its pieces, in each of which the same row is the last.
    fileprivate let stretches: [[(steps: Range<Int>, rows: Int)]]

    /// - Parameter counts: for each row of the triangle the steps that are wanted.
    init(_ counts: [Int]) {
      isWanted = counts.map { UInt8($0 > 0 ? 1 : 0) }
      stretches = Swift.stride(from: 0, to: counts.max() ?? 0, by: PathBlock.stretch).map { first in
        var pieces: [(steps: Range<Int>, rows: Int)] = []
        var step = first
        while step < first + PathBlock.stretch, let row = counts.lastIndex(where: { $0 > step }) {
          // As far as no other row is the last one.
          let end = counts[...row].filter { $0 > step }.min() ?? step + 1
          let stop = min(end, first + PathBlock.stretch)
          pieces.append((step..<stop, row + 1))
          step = stop
        }
        return pieces
      }
    }
  }

  /// `mixed_i = Σ_j C_ij draws_j` at each step; longer quantities come first, so every `j` reaches as
  /// far as `i`.
  func mix(_ factor: [Double], _ mixture: Mixture, draws isFirst: Bool) {
    for (number, stretch) in mixture.stretches.enumerated() {
      let first = number * Self.stretch
      if isFirst { drawNow(first..<(first + Self.stretch)) }
      for piece in stretch {
        kernels.mix(
          mixed, draws, places: places, rows: factor, wanted: mixture.isWanted, count: piece.rows,
          range: (piece.steps.lowerBound * lanes)..<(piece.steps.upperBound * lanes))
      }
    }
  }
}
