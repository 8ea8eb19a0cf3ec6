internal import Models
internal import Simulation

/// Records of own tasks: that of all, and inside it those of what they are grouped by, where groups differ.
///
/// What is believed of a group before its own tasks is how all went; it weighs the more, the less groups differ
/// (`GroupDifference`, of the shares done by the due day and 30 and 90 days behind it that which tells most). First they are told apart by the
/// factor for which that speaks most, such as the phase, then within it by one of the others, such as the agency. What
/// several agencies lead counts for the record of each, and goes as the mean of their records. In the record of all the class
/// weighs as two tasks.
struct TaskRecords: Sendable {
  /// A task: its time, whether it was done then, its levels.
  struct Entry: Sendable {
    let time: Double
    let isEnd: Bool
    let levels: [[Int?]]
  }

  private struct Step: Sendable {
    let factor: Int
    /// Tasks that the record of what it lies in weighs.
    let weight: Double
    let records: [Int: CompletionRecord]
  }

  /// Tasks that the class weighs.
  private static let weight = 2.0
  /// How many factors one after another tell tasks apart.
  private static let mostSteps = 2
  /// What the logarithm of the likelihood rises by where groups are told apart. Made groups of 5 to 30 tasks: where none
  /// differ, shares are then a point farther off than those of all; where they do, 2 to 15 points nearer.
  private static let leastGain = 0.5
  /// Days behind the due day by which shares are looked at.
  private static let days = [0.0, 30, 90]
  /// The key of all, and how many levels a factor has at the most.
  private static let (root, most) = (1, 1024)

  private let all: CompletionRecord
  private let steps: [Step]

  /// Learns from tasks, times by a clock.
  init(_ entries: [Entry], clock: CompletionRecord.Clock) {
    func record(_ entries: [Entry]) -> CompletionRecord {
      CompletionRecord(entries.map { (time: $0.time, isEnd: $0.isEnd) }, clock: clock)
    }
    all = record(entries)
    let factors = entries.lazy.map(\.levels.count).max() ?? 0
    var steps: [Step] = []
    while steps.count < Self.mostSteps {
      let used = steps.map(\.factor)
      let found = (0..<factors).filter { !used.contains($0) }.compactMap { factor in
        Self.difference(entries, used + [factor]).map { (factor: factor, difference: $0) }
      }
      guard let best = found.max(by: { $0.difference.gain < $1.difference.gain }),
        best.difference.gain > Self.leastGain
      else { break }
      var groups: [Int: [Entry]] = [:]
      for entry in entries {
        Self.keys(entry.levels, used + [best.factor]) { groups[$0, default: []].append(entry) }
      }
      steps.append(
        Step(
          factor: best.factor, weight: best.difference.weight, records: groups.mapValues(record)))
    }
    self.steps = steps
  }

  /// The factors that tell tasks apart.
  var factors: [Int] { steps.map(\.factor) }

  var completions: Int { all.completions }

  /// The key of each group that a task is in; of none where it has no level.
  private static func keys(_ levels: [[Int?]], _ factors: [Int], _ body: (Int) -> Void) {
    func follow(_ place: Int, _ key: Int) {
      guard place < factors.count else { return body(key) }
      guard factors[place] < levels.count else { return }
      for case let level? in levels[factors[place]] { follow(place + 1, Self.key(key, level)) }
    }
    follow(0, root)
  }

  private static func key(_ group: Int, _ level: Int) -> Int { group * most + level }

  /// How far groups differ by the last of some factors within those by the others.
  private static func difference(_ entries: [Entry], _ factors: [Int]) -> GroupDifference? {
    var counts: [Int: [(met: Int, cases: Int)]] = [:]
    let none = days.map { _ in (met: 0, cases: 0) }
    func count(_ entry: Entry, _ group: inout [(met: Int, cases: Int)]) {
      for (place, day) in days.enumerated() {
        let isMet = entry.isEnd && entry.time <= day
        guard isMet || entry.time > day || !entry.isEnd && entry.time >= day else { continue }
        group[place].met += isMet ? 1 : 0
        group[place].cases += 1
      }
    }
    for entry in entries {
      keys(entry.levels, factors) { count(entry, &counts[$0, default: none]) }
    }
    var wholes: [Int: [(met: Int, cases: Int)]] = [:]
    for (key, groups) in counts {
      for place in days.indices {
        wholes[key / most, default: none][place].met += groups[place].met
        wholes[key / most, default: none][place].cases += groups[place].cases
      }
    }
    guard counts.count > 1 else { return nil }
    let order = counts.sorted { $0.key < $1.key }
    let found = days.indices.compactMap { place in
      GroupDifference(
        order.map { key, groups in
          let whole = (wholes[key / most] ?? none)[place]
          return GroupDifference.Count(
            met: groups[place].met, cases: groups[place].cases,
            mean: (Double(whole.met) + 0.5) / (Double(whole.cases) + 1))
        })
    }
    return found.max { $0.gain < $1.gain }
  }

  /// How the hazard of an open task adds up to a day.
  ///
  /// - Parameters:
  ///   - others: how it goes as tasks elsewhere did.
  ///   - unit: the factor of the unit of a task, by which the shock is shared that tells how far the share of its unit may be
  ///     wrong.
  func course(
    of item: CompletionCase, to last: Int, as others: CompletionCourse, unit: Int
  ) -> CompletionCourse {
    let variance = TaskShocks.variance(deviation: 0)
    let whole = RecordCourse(
      all.shares(of: item, to: last, weight: Self.weight, knots: others.days) {
        1 - CompletionDay.probability(of: others.hazard(on: $0), variance: variance)
      }, from: item.end)
    var found: [(course: RecordCourse, tasks: Double?)] = []
    follow(item, to: last, whole, tasks: nil, 0, Self.root, unit, &found)
    let course = found.count == 1 ? found[0].course : RecordCourse.mean(of: found.map(\.course))
    let tasks = found.compactMap(\.tasks)
    return course.course(
      variance: tasks.isEmpty
        ? 0 : course.variance(tasks.reduce(0, +) / Double(tasks.count), item))
  }

  /// The record of each group that a task is in, one inside the other, with the tasks behind that of its unit.
  private func follow(
    _ item: CompletionCase, to last: Int, _ course: RecordCourse, tasks: Double?, _ place: Int,
    _ group: Int, _ unit: Int, _ found: inout [(course: RecordCourse, tasks: Double?)]
  ) {
    let step = place < steps.count ? steps[place] : nil
    let levels = step.map { $0.factor < item.levels.count ? item.levels[$0.factor] : [] } ?? []
    guard let step, !levels.isEmpty else { return found.append((course, tasks)) }
    let known = all.clock.time(of: item, on: item.end)
    for level in levels {
      let key = level.map { Self.key(group, $0) }
      let record = key.flatMap { step.records[$0] }
      let own = step.weight + Double(record?.seen(behind: known) ?? 0)
      let next =
        record.map { record in
          RecordCourse(
            record.shares(of: item, to: last, weight: step.weight, knots: course.days) {
              course.open(on: $0)
            }, from: item.end)
        } ?? course
      let behind = step.factor == unit ? own : tasks
      if let key {
        follow(item, to: last, next, tasks: behind, place + 1, key, unit, &found)
      } else {
        found.append((next, behind))
      }
    }
  }
}
