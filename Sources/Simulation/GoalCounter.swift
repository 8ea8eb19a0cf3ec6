internal import Randomness

/// Counts of goals and groups; one counter per thread.
///
/// Counts are whole numbers and merge in any order.
struct GoalCounter {
  var met: [UInt64]
  var firstMet: [[UInt64]]
  /// For each case and group the paths by the number of goals met.
  var groups: [[[UInt64]]]
  /// For each group and its goals the paths on which that goal alone is missed, in the first case.
  var onlyMissed: [[UInt64]]

  private let plan: SimulationPlan
  private let defined: [Range<Int>]
  /// For each goal the smallest and largest logarithm of a value that meets it.
  private let images: [ClosedRange<Double>?]
  /// For each goal one bit a lane.
  private var flags: [UInt64]
  private let kernels = PathKernels.current

  init(plan: SimulationPlan) {
    self.plan = plan
    defined = plan.quantities.indices.map { plan.definedSteps(of: $0) }
    images = plan.goals.map(\.images)
    met = Array(repeating: 0, count: plan.goals.count)
    firstMet = Array(repeating: Array(repeating: 0, count: plan.steps), count: plan.goals.count)
    groups = plan.cases.map { _ in
      plan.groups.map { Array(repeating: 0, count: $0.count + 1) }
    }
    onlyMissed = plan.groups.map { Array(repeating: 0, count: $0.count) }
    flags = Array(repeating: 0, count: plan.goals.count)
  }

  /// Whether all of the goals are met on the paths of the block that was counted last, one bit a lane.
  func flags(_ goals: [Int]) -> UInt64 { goals.reduce(.max) { $0 & flags[$1] } }

  /// Counts a block under one case; first steps only under the first.
  mutating func count(_ block: PathBlock, lanes: Int, dependence: Int) {
    for (index, goal) in plan.goals.enumerated() {
      flags[index] = within(index, goal.step, block, lanes)
      if dependence == 0 {
        met[index] += UInt64(flags[index].nonzeroBitCount)
        countFirst(index, goal, block, lanes: lanes)
      }
    }
    for (group, goals) in plan.groups.enumerated() {
      count(group, goals, lanes: lanes, dependence: dependence)
    }
  }

  private mutating func count(
    _ group: Int, _ goals: [Int], lanes: Int, dependence: Int
  ) {
    // Lanes on which exactly one goal is missed.
    var almost: UInt64 = 0
    // The number of goals met on each lane in binary: one digit of all lanes a word.
    let digits = Int.bitWidth - goals.count.leadingZeroBitCount
    withUnsafeTemporaryAllocation(of: UInt64.self, capacity: max(1, digits)) { planes in
      planes.initialize(repeating: 0)
      for goal in goals {
        var (carry, digit) = (flags[goal], 0)
        while carry != 0 {
          (planes[digit], carry) = (planes[digit] ^ carry, planes[digit] & carry)
          digit += 1
        }
      }
      groups[dependence][group].withUnsafeMutableBufferPointer { paths in
        let all: UInt64 = lanes == 64 ? .max : (1 << UInt64(lanes)) - 1
        for count in 0...goals.count {
          // Lanes whose digits are those of the count.
          var same = all
          for digit in 0..<digits {
            same &= count >> digit & 1 == 1 ? planes[digit] : ~planes[digit]
          }
          paths[count] += UInt64(same.nonzeroBitCount)
          if count == goals.count - 1 { almost = same }
        }
      }
    }
    guard dependence == 0, almost != 0 else { return }
    for (place, goal) in goals.enumerated() {
      onlyMissed[group][place] += UInt64((almost & ~flags[goal]).nonzeroBitCount)
    }
  }

  private func within(_ index: Int, _ step: Int, _ block: PathBlock, _ lanes: Int) -> UInt64 {
    let goal = plan.goals[index]
    if block.isImage(goal.quantity, step) {
      guard let images = images[index] else { return 0 }
      return kernels.within(
        block.row(goal.quantity, step), lanes: lanes, lower: images.lowerBound,
        upper: images.upperBound)
    }
    return kernels.within(
      block.row(goal.quantity, step), lanes: lanes, lower: goal.lower, upper: goal.upper)
  }

  private mutating func countFirst(_ index: Int, _ goal: Goal, _ block: PathBlock, lanes: Int) {
    // One bit a lane that has not met the goal yet.
    var open: UInt64 = lanes == 64 ? .max : (1 << UInt64(lanes)) - 1
    for step in defined[goal.quantity] where open != 0 {
      let reached = within(index, step, block, lanes)
      firstMet[index][step] += UInt64((reached & open).nonzeroBitCount)
      open &= ~reached
    }
  }

  /// Paths that meet each goal, then each group under each case.
  var hits: [UInt64] { met + groups.flatMap { $0.map { $0.last ?? 0 } } }

  /// All counts in one row: goals, first steps, groups, goals missed alone.
  var numbers: [UInt64] {
    met + firstMet.flatMap { $0 } + groups.flatMap { $0.flatMap { $0 } }
      + onlyMissed.flatMap { $0 }
  }

  /// Adds counts in one row.
  ///
  /// - Parameter paths: of the whole run.
  /// - Returns: whether they are as many as this plan has, and none above the paths.
  mutating func add(_ numbers: [UInt64], paths: UInt64) -> Bool {
    guard numbers.count == self.numbers.count, numbers.allSatisfy({ $0 <= paths }) else {
      return false
    }
    var next = numbers.makeIterator()
    func added(_ row: [UInt64]) -> [UInt64] { row.map { $0 &+ (next.next() ?? 0) } }
    met = added(met)
    firstMet = firstMet.map { added($0) }
    groups = groups.map { $0.map { added($0) } }
    onlyMissed = onlyMissed.map { added($0) }
    return true
  }

  /// Whether the counts can be those of so many paths.
  func isWhole(paths: UInt64) -> Bool {
    met.allSatisfy { $0 <= paths } && firstMet.allSatisfy { $0.reduce(0, +) <= paths }
      && groups.allSatisfy { $0.allSatisfy { $0.reduce(0, +) == paths } }
      && onlyMissed.allSatisfy { $0.reduce(0, +) <= paths }
  }

  /// Adds the counts of another thread.
  mutating func merge(_ other: GoalCounter) { _ = add(other.numbers, paths: .max) }
}

extension Goal {
  /// Logarithms whose exponentials lie inside the goal, to the last bit; `nil` where there are none.
  var images: ClosedRange<Double>? {
    let (least, most) = (-708.0, 709.0)
    func value(_ image: Double) -> Double { PortableMath.exp(image) }
    // The first number from which on the exponential is `isBeyond`, by halving between numbers next to each other.
    func first(_ isBeyond: (Double) -> Bool) -> Double {
      if isBeyond(value(least)) { return -.infinity }
      guard isBeyond(value(most)) else { return .infinity }
      var (low, high) = (least, most)
      while low.nextUp < high {
        let middle = low + (high - low) / 2
        if isBeyond(value(middle)) { high = middle } else { low = middle }
      }
      return high
    }
    let start = first { $0 >= lower }
    let end = first { $0 > upper }
    guard start < .infinity, end > -.infinity else { return nil }
    let last = end == .infinity ? end : end.nextDown
    return start <= last ? start...last : nil
  }
}
