internal import Models
internal import Randomness

extension PathBlock {
  /// The normal behind a quantity's offset; `nil` where it has none.
  func offsetScore(_ quantity: Int, lane: Int) -> Double? {
    samplers[quantity]?.offsetScore(lane: lane)
  }

  /// Computes what a turned goal needs with the normals of its source moved, lane by lane.
  func evaluate(_ turned: TurnedGoal, moves: UnsafePointer<Double>) {
    let lanes = lanes
    for part in turned.parts {
      let index = part.quantity
      for step in 0..<randomSteps[index] {
        let (from, to) = (normals(index, step), moved.row(step))
        let weight = step < part.moves.count ? part.moves[step] : 0
        for lane in 0..<lanes { to[lane] = from[lane] + weight * moves[lane] }
      }
      if part.offset != 0 { samplers[index]?.moveOffsets(moves, times: part.offset) }
      compute(index, normals: moved.row(0), wanted: turned.goal.step + 1, finished: nil)
      if part.offset != 0 { samplers[index]?.moveOffsets(moves, times: 0) }
    }
  }

  /// Counts for each lane of the drawn block the turns that meet a goal.
  ///
  /// The rows of the quantities concerned hold one of the turns afterwards.
  func countTurns(of turned: TurnedGoal, into met: inout [UInt8]) {
    let lanes = lanes
    withUnsafeTemporaryAllocation(of: Double.self, capacity: 3 * lanes) { scratch in
      guard let scores = scratch.baseAddress else { return }
      let (starts, moves) = (scores + lanes, scores + 2 * lanes)
      scores.update(repeating: 0, count: lanes)
      for part in turned.parts {
        for (step, weight) in part.weights.enumerated() {
          let row = normals(part.quantity, step)
          for lane in 0..<lanes { scores[lane] += weight * row[lane] }
        }
        if part.offset != 0 {
          for lane in 0..<lanes {
            scores[lane] += part.offset * (offsetScore(part.quantity, lane: lane) ?? 0)
          }
        }
      }
      let turns = Double(turned.turns)
      for lane in 0..<lanes {
        let place = StandardNormal.cumulative(scores[lane]) * turns
        starts[lane] = (place - place.rounded(.down)) / turns
      }
      /// Whether each lane meets the goal at a turn of its own.
      func look(_ turn: (Int) -> UInt8, _ answer: (Int, Bool) -> Void) {
        for lane in 0..<lanes {
          let place = starts[lane] + Double(turn(lane)) / turns
          moves[lane] =
            StandardNormal.quantile(min(max(place, 0x1p-60), 1 - 0x1p-53)) - scores[lane]
        }
        evaluate(turned, moves: moves)
        let row = row(turned.goal.quantity, turned.goal.step)
        for lane in 0..<lanes {
          answer(lane, row[lane] >= turned.goal.lower && row[lane] <= turned.goal.upper)
        }
      }
      if let isRising = turned.isRising {
        search(turned.turns, isRising: isRising, look, into: &met)
      } else {
        for lane in 0..<lanes { met[lane] = 0 }
        for turn in 0..<UInt8(turned.turns) {
          look({ _ in turn }, { lane, isMet in met[lane] += isMet ? 1 : 0 })
        }
      }
    }
  }

  /// Counts turns by halving, where all that meet the goal lie on one side of those that do not.
  private func search(
    _ turns: Int, isRising: Bool, _ look: ((Int) -> UInt8, (Int, Bool) -> Void) -> Void,
    into met: inout [UInt8]
  ) {
    // Turns below `low` are on the lower side, those from `low + width` on on the upper one.
    var width = UInt8(turns)
    var low = [UInt8](repeating: 0, count: lanes)
    while width > 0 {
      width /= 2
      look({ low[$0] + width }, { lane, isMet in if isMet != isRising { low[lane] += width + 1 } })
    }
    for lane in 0..<lanes { met[lane] = isRising ? UInt8(turns) - low[lane] : low[lane] }
  }
}
