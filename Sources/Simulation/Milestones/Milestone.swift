internal import Randomness

/// Tasks that are a milestone of a plan once all of them are done, with how the hazard of each adds up by the end of each step.
///
/// Its value at a step is `whole` times the share of its tasks that are done by then.
public struct Milestone: Sendable, Hashable, Codable {
  /// One task.
  public struct Task: Sendable, Hashable, Codable {
    /// The random streams of the task, of its unit and of its phase.
    public let own, unit, phase: UInt32
    /// The standard deviation of what the logarithm of its hazard is wrong by, which its unit shares.
    public let deviation: Double
    /// The standard deviation of what it is wrong by together with all others; `nil` for none.
    public let common: Double?
    /// The hazard that has added up by the end of each step; infinite where it is known to be done by then.
    public let hazard: [Double]
    /// The same on the paths that follow tasks elsewhere; `nil` where none do.
    public let outside: [Double]?

    /// A task.
    public init(
      own: UInt32, unit: UInt32, phase: UInt32, deviation: Double, common: Double? = nil,
      hazard: [Double], outside: [Double]? = nil
    ) {
      (self.own, self.unit, self.phase, self.common) = (own, unit, phase, common)
      (self.deviation, self.hazard, self.outside) = (deviation, hazard, outside)
    }
  }

  /// The tasks.
  public let tasks: [Task]
  /// The value once all are done.
  public let whole: Double

  /// A milestone of one task or more.
  public init(tasks: [Task], whole: Double) {
    precondition(!tasks.isEmpty, "a milestone without tasks is never met")
    (self.tasks, self.whole) = (tasks, whole)
  }

  /// Whether what was read could be one of so many steps.
  package func isSound(steps: Int) -> Bool {
    whole.isFinite && !tasks.isEmpty
      && tasks.allSatisfy { task in
        task.deviation >= 0 && task.deviation.isFinite && task.common ?? 0 >= 0
          && (task.common ?? 0).isFinite && task.hazard.count == steps
          && task.hazard.allSatisfy { $0 >= 0 }
          && task.outside.map { $0.count == steps && $0.allSatisfy { $0 >= 0 } } ?? true
      }
  }
}

/// How widely tasks differ from their estimated hazard beyond what it is known to be wrong by.
///
/// Standard deviations of shocks of the logarithm of the hazard: that of all tasks, that of a phase, that of a task. With
/// the former two bands of counts half a year and a year ahead held what they should, with all of them chances did, seven
/// years of school works forecast again.
package enum TaskShocks {
  package static let common = 0.25
  package static let phase = 0.25
  package static let own = 0.6

  /// The share of paths on which a task with a record of its own kind goes as tasks elsewhere did: a linear pool, Stone 1961,
  /// Annals of Mathematical Statistics 32, 1339–1342. Chosen on one half of the places of seven years of school works.
  package static let outside = 0.1

  /// The deviation of the shock of all tasks where all estimates are wrong by a variance together, too.
  package static func common(_ variance: Double) -> Double {
    (common * common + variance).squareRoot()
  }

  /// The variance of a task's shock, those that it shares included.
  package static func variance(deviation: Double) -> Double {
    common * common + phase * phase + own * own + deviation * deviation
  }
}

/// One uniform number that says which course a path follows, and is uniform again given that.
package struct OutsideDraw {
  package let isOutside: Bool
  package let uniform: Double

  package init(_ draw: Double, hasOutside: Bool) {
    let share = TaskShocks.outside
    isOutside = hasOutside && draw < share
    uniform = !hasOutside ? draw : isOutside ? draw / share : (draw - share) / (1 - share)
  }
}

/// Completions of the tasks behind milestones on one block of paths; one a thread.
///
/// A task is done by a day when the hazard that has added up, `H`, times `exp(z)` exceeds a unit exponential: where
/// `log(−log u) − z ≤ log H`, with `z` the sum of a shock of all tasks, one of its phase, one of its unit and its own.
/// Under independence a task draws for itself what it shares otherwise; under the high case all tasks share it.
/// Randomness: of each task two normals and a uniform a path, of each unit and phase a normal, of all one.
final class MilestoneBlock {
  /// What the tasks of one case share.
  enum Sharing { case fitted, none, all }

  private let lanes: Int
  private let seed: UInt64
  private let courses: [Course]
  private let places: [Int: Range<Int>]
  private let logarithms, outside: [[Double]]
  /// 1 where a path follows tasks elsewhere, a row a task.
  private let marks: RowBuffer
  /// The streams of phases and units, a row of `shared` each.
  private let groups: [UInt32]
  /// For each task what its hazard must add up to, without what it shares, and what it draws in its place.
  private let needed, apart: RowBuffer
  /// A row a group.
  private let shared: RowBuffer
  private let common: RowBuffer
  /// Two rows of draws, and the levels of one task.
  private let drawn, levels: RowBuffer
  private let kernels = PathKernels.current

  /// What a block needs to know of a task, in numbers alone: nothing that is counted is copied for a block.
  private struct Course {
    let own: UInt32
    let hasOutside: Bool
    /// The rows of its phase and its unit.
    let phase, unit: Int
    /// Deviations of its unit's shock, of that of all tasks, and of one as wide as all that it shares.
    let deviation, common, spread: Double

    init(_ task: Milestone.Task, groups: [UInt32: Int]) {
      (own, hasOutside, deviation) = (task.own, task.outside != nil, task.deviation)
      (phase, unit) = (groups[task.phase] ?? 0, groups[task.unit] ?? 0)
      let own = TaskShocks.own * TaskShocks.own
      let shared = (task.common ?? 0) * (task.common ?? 0)
      common = TaskShocks.common(shared)
      spread = (TaskShocks.variance(deviation: task.deviation) + shared - own).squareRoot()
    }
  }

  /// Buffers for the milestones among the quantities that are counted; `nil` where there are none.
  init?(_ plan: SimulationPlan, counted: Set<Int>, lanes: Int) {
    var tasks: [Milestone.Task] = []
    var places: [Int: Range<Int>] = [:]
    for (position, quantity) in plan.quantities.enumerated() where counted.contains(position) {
      guard case .derived(.milestone(let milestone)) = quantity.process else { continue }
      places[position] = tasks.count..<(tasks.count + milestone.tasks.count)
      tasks += milestone.tasks
    }
    guard !tasks.isEmpty else { return nil }
    var groups: [UInt32] = []
    var rows: [UInt32: Int] = [:]
    for stream in tasks.flatMap({ [$0.phase, $0.unit] }) where rows[stream] == nil {
      rows[stream] = groups.count
      groups.append(stream)
    }
    (self.lanes, seed, self.places) = (lanes, plan.seed, places)
    self.groups = groups
    courses = tasks.map { [rows] in Course($0, groups: rows) }
    logarithms = tasks.map { $0.hazard.map(Self.logarithm) }
    outside = tasks.map { ($0.outside ?? $0.hazard).map(Self.logarithm) }
    marks = RowBuffer(rows: tasks.count, lanes: lanes)
    needed = RowBuffer(rows: tasks.count, lanes: lanes)
    apart = RowBuffer(rows: tasks.count, lanes: lanes)
    shared = RowBuffer(rows: groups.count, lanes: lanes)
    common = RowBuffer(rows: 1, lanes: lanes)
    drawn = RowBuffer(rows: 2, lanes: lanes)
    levels = RowBuffer(rows: 1, lanes: lanes)
  }

  private static func logarithm(_ hazard: Double) -> Double {
    hazard == .infinity ? .infinity : hazard > 0 ? PortableMath.log(hazard) : -.infinity
  }

  /// Draws what the paths of a block need under any case.
  func draw(firstPath: UInt64) {
    drawFirst(of: TaskStream.common, firstPath: firstPath, into: common.row(0))
    for group in groups.indices {
      drawFirst(of: groups[group], firstPath: firstPath, into: shared.row(group))
    }
    let (one, other, levels) = (drawn.row(0), drawn.row(1), levels.row(0))
    for number in courses.indices {
      let task = courses[number]
      let draws = RandomStream(seed: seed, stream: task.own)
      let (mark, needed) = (marks.row(number), needed.row(number))
      kernels.fillUniforms(one, of: draws, firstPath: firstPath, lanes: lanes, pairs: 1)
      for lane in 0..<lanes {
        let draw = OutsideDraw(one[lane], hasOutside: task.hasOutside)
        mark[lane] = draw.isOutside ? 1 : 0
        levels[lane] = draw.uniform
      }
      kernels.logarithm(levels, count: lanes)
      for lane in 0..<lanes { levels[lane] = -levels[lane] }
      kernels.logarithm(levels, count: lanes)
      kernels.fillNormals(one, of: draws, firstPath: firstPath, lanes: lanes, steps: 2)
      for lane in 0..<lanes { needed[lane] = levels[lane] - TaskShocks.own * one[lane] }
      apart.row(number).update(from: other, count: lanes)
    }
  }

  /// Draws the first normal of a stream on every path.
  private func drawFirst(
    of stream: UInt32, firstPath: UInt64, into row: UnsafeMutablePointer<Double>
  ) {
    kernels.fillNormals(
      drawn.row(0), of: RandomStream(seed: seed, stream: stream), firstPath: firstPath,
      lanes: lanes, steps: 1)
    row.update(from: drawn.row(0), count: lanes)
  }

  /// The values of a milestone, step by step.
  ///
  /// - Parameters:
  ///   - quantity: its position in the plan.
  ///   - whole: its value once all of its tasks are done.
  ///   - steps: those whose values are wanted.
  ///   - output: `steps × lanes`.
  func values(
    of quantity: Int, whole: Double, sharing: Sharing, steps: [Int],
    into output: UnsafeMutablePointer<Double>
  ) {
    guard let range = places[quantity] else { return }
    let isAlone = range.count == 1
    for number in range {
      let task = courses[number]
      // What it shares: with all, with its phase, with its unit; or one shock as wide as these.
      let shocks: (PathKernels.Weighted, phase: Double, unit: Double) =
        switch sharing {
        case .fitted:
          (
            (task.common, UnsafePointer(self.common.row(0))), TaskShocks.phase, task.deviation
          )
        case .none: ((task.spread, UnsafePointer(apart.row(number))), 0, 0)
        case .all: ((task.spread, UnsafePointer(self.common.row(0))), 0, 0)
        }
      kernels.takeAway(
        levels.row(0), from: needed.row(number), shocks.0,
        (shocks.phase, UnsafePointer(shared.row(task.phase))),
        (shocks.unit, UnsafePointer(shared.row(task.unit))), count: lanes)
      kernels.reach(
        output, levels: levels.row(0), marks: marks.row(number), inside: logarithms[number],
        outside: outside[number], steps: steps, value: isAlone ? whole : 1,
        isFirst: number == range.lowerBound, lanes: lanes)
    }
    for step in steps where !isAlone {
      kernels.portion(
        output + step * lanes, of: Double(range.count), whole: whole, elements: lanes)
    }
  }
}

/// Streams of tasks by name, so that scenarios that share a task share its randomness.
package enum TaskStream {
  /// The stream of what all tasks share.
  package static let common = number("tasks")

  /// The stream of a task, unit or phase.
  package static func number(_ kind: String, _ names: String...) -> UInt32 {
    NameHash.short(([kind] + names).joined(separator: "\u{0}"))
  }
}
