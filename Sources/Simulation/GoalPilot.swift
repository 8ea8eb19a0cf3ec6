/// A look at some random paths: which normals a goal's value moves with.
struct GoalPilot {
  /// What a quantity's normals, step by step and that behind its offset, have in common with a goal.
  struct Direction {
    let steps: [Double]
    let offset: Double
  }

  /// The block, as the last of the paths left it.
  let block: PathBlock
  /// For each goal the values, path by path.
  let values: [[Double]]
  /// For each quantity and step the normals.
  private let normals: [[[Double]]]
  /// Steps at which normals are not free, because they are told by growth paths or move with what is.
  private let isTold: (_ quantity: Int, _ step: Int) -> Bool
  /// For each quantity with an offset the normals behind it.
  private let offsets: [[Double]]

  /// Draws paths that lie far behind those of any run.
  ///
  /// - Parameter isMixed: whether a quantity's normals are those with dependence.
  init(_ plan: SimulationPlan, blocks: Int, isMixed: Bool) throws(SimulationError) {
    var plan = plan
    plan.sampling = .random
    let block = try PathBlock(plan, keepsNormals: isMixed)
    let lanes = block.lanes
    var values = plan.goals.map { _ in [Double]() }
    var normals = plan.quantities.map { quantity in
      [[Double]](repeating: [], count: min(quantity.randomSteps, plan.steps))
    }
    var offsets = plan.quantities.map { _ in [Double]() }
    for number in 0..<blocks {
      block.draw(firstPath: (1 << 48) + UInt64(number * lanes))
      block.evaluate(dependence: 0)
      for (index, goal) in plan.goals.enumerated() {
        values[index] += UnsafeBufferPointer(
          start: block.row(goal.quantity, goal.step), count: lanes)
      }
      for quantity in normals.indices {
        offsets[quantity] += (0..<lanes).compactMap { block.offsetScore(quantity, lane: $0) }
        for step in normals[quantity].indices {
          let row = isMixed ? block.normals(quantity, step) : block.drawn(quantity, step)
          normals[quantity][step] += UnsafeBufferPointer(start: row, count: lanes)
        }
      }
    }
    let carried = plan.carried
    isTold = { quantity, step in
      guard let carried else { return false }
      return isMixed ? carried.reaches(step) : carried.steps(of: quantity).contains(step)
    }
    self.block = block
    self.values = values
    self.normals = normals
    self.offsets = offsets
  }

  /// The ranks of a goal's values, from −½ to ½.
  func ranks(ofGoal index: Int) -> [Double] {
    let values = values[index]
    let order = values.indices.sorted { (values[$0], $0) < (values[$1], $1) }
    var ranks = [Double](repeating: 0, count: values.count)
    for (rank, path) in order.enumerated() {
      ranks[path] = (Double(rank) + 0.5) / Double(values.count) - 0.5
    }
    return ranks
  }

  /// The covariances of a quantity's normals, step by step, and of that behind its offset, with ranks.
  func covariances(of quantity: Int, with ranks: [Double]) -> Direction {
    func covariance(_ row: [Double]) -> Double {
      zip(row, ranks).reduce(0) { $0 + $1.0 * $1.1 } / Double(ranks.count)
    }
    return Direction(
      steps: normals[quantity].enumerated().map { isTold(quantity, $0) ? 0 : covariance($1) },
      offset: covariance(offsets[quantity]))
  }
}
