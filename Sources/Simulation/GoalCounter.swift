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
  private var flags: [UInt8]

  init(plan: SimulationPlan) {
    self.plan = plan
    defined = plan.quantities.indices.map { plan.definedSteps(of: $0) }
    met = Array(repeating: 0, count: plan.goals.count)
    firstMet = Array(repeating: Array(repeating: 0, count: plan.steps), count: plan.goals.count)
    groups = plan.cases.map { _ in
      plan.groups.map { Array(repeating: 0, count: $0.goals.count + 1) }
    }
    onlyMissed = plan.groups.map { Array(repeating: 0, count: $0.goals.count) }
    flags = Array(repeating: 0, count: plan.goals.count * PathBlock.lanes)
  }

  /// Whether a goal is met on the paths of the block that was counted last, one byte a lane.
  func flag(_ goal: Int, lane: Int) -> Bool { flags[goal * PathBlock.lanes + lane] != 0 }

  /// Counts a block under one case; first steps only under the first.
  mutating func count(_ block: PathBlock, lanes: Int, dependence: Int) {
    for (index, goal) in plan.goals.enumerated() {
      let row = block.row(goal.quantity, goal.step)
      var hits: UInt64 = 0
      for lane in 0..<lanes {
        let isMet: UInt8 = row[lane] >= goal.lower && row[lane] <= goal.upper ? 1 : 0
        flags[index * PathBlock.lanes + lane] = isMet
        hits += UInt64(isMet)
      }
      if dependence == 0 {
        met[index] += hits
        countFirst(index, goal, block, lanes: lanes)
      }
    }
    for (group, members) in plan.groups.enumerated() {
      for lane in 0..<lanes {
        var count = 0
        for goal in members.goals { count += Int(flags[goal * PathBlock.lanes + lane]) }
        groups[dependence][group][count] += 1
        guard dependence == 0, count == members.goals.count - 1 else { continue }
        for (place, goal) in members.goals.enumerated()
        where flags[goal * PathBlock.lanes + lane] == 0 {
          onlyMissed[group][place] += 1
        }
      }
    }
  }

  private mutating func countFirst(_ index: Int, _ goal: Goal, _ block: PathBlock, lanes: Int) {
    // One bit a lane that has not met the goal yet.
    var open: UInt64 = lanes == 64 ? .max : (1 << UInt64(lanes)) - 1
    for step in defined[goal.quantity] where open != 0 {
      let row = block.row(goal.quantity, step)
      var reached: UInt64 = 0
      for lane in 0..<lanes where row[lane] >= goal.lower && row[lane] <= goal.upper {
        reached |= 1 << UInt64(lane)
      }
      firstMet[index][step] += UInt64((reached & open).nonzeroBitCount)
      open &= ~reached
    }
  }

  /// Adds the counts of another thread.
  mutating func merge(_ other: GoalCounter) {
    for goal in met.indices {
      met[goal] += other.met[goal]
      for step in firstMet[goal].indices { firstMet[goal][step] += other.firstMet[goal][step] }
    }
    for group in onlyMissed.indices {
      for place in onlyMissed[group].indices {
        onlyMissed[group][place] += other.onlyMissed[group][place]
      }
    }
    for dependence in groups.indices {
      for group in groups[dependence].indices {
        for count in groups[dependence][group].indices {
          groups[dependence][group][count] += other.groups[dependence][group][count]
        }
      }
    }
  }
}
