/// The values that goals are compared with, on neighbouring paths.
public struct GoalValues: Sendable {
  /// The number of the first path, from 0.
  public let firstPath: Int
  /// How many paths.
  public let paths: Int
  /// For each goal its quantity at its step, path by path.
  public let values: [[Double]]

  /// Tells of the first of these paths which lie within a goal, one bit a path, the first path lowest.
  ///
  /// - Parameters:
  ///   - position: the position of the goal among `values`.
  ///   - goal: the goal.
  ///   - count: how many of these paths are told of, `paths` at most.
  ///   - bits: those of the paths before; a word is added for every 64 paths.
  ///   - told: how many paths `bits` tells of.
  public func tell(
    _ position: Int, of goal: Goal, paths count: Int, in bits: inout [UInt64], behind told: Int
  ) {
    let (row, lower, upper) = (values[position], goal.lower, goal.upper)
    for path in 0..<min(count, paths) {
      let bit = told + path
      if bit % 64 == 0 { bits.append(0) }
      if lower <= row[path], row[path] <= upper { bits[bit / 64] |= 1 << UInt64(bit % 64) }
    }
  }
}

/// Simulates the paths of a run once more and hands out the values that its goals were compared with, in the
/// order of the paths.
///
/// Blocks are those of the run, filled by the same code under the first case of dependence: counting the
/// paths whose value lies within a goal gives that goal's count to the last path. One thread, and no more
/// memory than one block.
public struct GoalValueReader {
  private let plan: SimulationPlan
  private let block: PathBlock
  private var ranges: [Range<Int>]

  /// A reader at the first path.
  ///
  /// - Parameters:
  ///   - plan: what was simulated.
  ///   - asked: paths that the run was asked for.
  ///   - total: paths of its result; more than asked for where a precision or points added some.
  /// - Throws: `numerical`.
  public init(
    plan: SimulationPlan, asked: Int, total: Int
  ) throws(SimulationError) {
    self.plan = plan
    block = try PathBlock(plan)
    if plan.sampling == .sobol { block.points = try QuasiPoints(plan, paths: total) }
    ranges = plan.pathNumbers(asked: asked, total: total)
  }

  /// The values on the next paths; `nil` behind the last one.
  public mutating func next() -> GoalValues? {
    while let range = ranges.first, range.isEmpty { ranges.removeFirst() }
    guard let range = ranges.first else { return nil }
    let width = min(block.lanes, range.count)
    ranges[0] = (range.lowerBound + width)..<range.upperBound
    block.draw(firstPath: UInt64(range.lowerBound))
    block.evaluate(dependence: 0)
    return GoalValues(
      firstPath: range.lowerBound, paths: width,
      values: plan.goals.map { goal in
        Array(UnsafeBufferPointer(start: block.row(goal.quantity, goal.step), count: width))
      })
  }
}

extension SimulationPlan {
  /// The numbers of a run's paths.
  ///
  /// Blocks are aligned, so random paths that are added behind those asked for begin at the next whole
  /// block; points are numbered through.
  func pathNumbers(asked: Int, total: Int) -> [Range<Int>] {
    guard sampling == .random, total > asked else { return [0..<total] }
    let start = (asked + lanes - 1) / lanes * lanes
    return [0..<asked, start..<(start + total - asked)]
  }
}
