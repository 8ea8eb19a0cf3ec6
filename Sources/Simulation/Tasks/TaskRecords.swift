package import Models

/// Records of own tasks: that of all, and inside it those of what they are grouped by, where groups differ.
///
/// What is believed of a group before its own tasks is how all went; it weighs the more, the less groups differ
/// (`GroupDifference`, of the shares done by the due day and 30 and 90 days behind it that which tells most). First they are told apart by the
/// factor for which that speaks most, such as the phase, then within it by one of the others, such as the agency. What
/// several agencies lead counts for the record of each, and goes as the mean of their records. In the record of all the class
/// weighs as two tasks.
package struct TaskRecords: Sendable {
  /// A task: its time, whether it was done then, its levels.
  package struct Entry: Sendable {
    let time: Double
    let isEnd: Bool
    let levels: [[Int?]]

    /// - Parameter levels: those of each factor, `nil` for one that is not known.
    package init(time: Double, isEnd: Bool, levels: [[Int?]]) {
      (self.time, self.isEnd, self.levels) = (time, isEnd, levels)
    }
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
  /// Days behind the due day by which shares are looked at, or parts of the time allowed.
  private static func times(_ clock: CompletionRecord.Clock) -> [Double] {
    clock == .relative ? [0, 0.25, 0.75] : [0, 30, 90]
  }
  /// The key of all, and how many levels a factor has at the most.
  private static let (root, most) = (1, 1024)

  private static let shocks = CompletionDay.Shocks(variance: TaskShocks.variance(deviation: 0))

  private let all: CompletionRecord
  private let steps: [Step]

  /// A task in one of the groups that are told apart so far.
  private struct Member {
    let entry, group: Int
  }

  /// The levels of all tasks of one factor, one after the other.
  private struct Levels {
    /// Where those of each task begin.
    private(set) var starts = [0]
    private(set) var levels: [Int] = []
    var width: Int { 1 + (levels.max() ?? -1) }

    init(_ entries: [Entry], of factor: Int) {
      starts.reserveCapacity(entries.count + 1)
      for entry in entries {
        if factor < entry.levels.count {
          for case let level? in entry.levels[factor] { levels.append(level) }
        }
        starts.append(levels.count)
      }
    }

    /// Each member in each of its levels.
    func each(_ members: [Member], _ body: (_ member: Member, _ level: Int) -> Void) {
      for member in members {
        for place in starts[member.entry]..<starts[member.entry + 1] {
          body(member, levels[place])
        }
      }
    }
  }

  /// Learns from tasks, times by a clock.
  package init(_ entries: [Entry], clock: CompletionRecord.Clock) {
    all = CompletionRecord(entries.map { (time: $0.time, isEnd: $0.isEnd) }, clock: clock)
    let factors = entries.lazy.map(\.levels.count).max() ?? 0
    let levels = (0..<factors).map { Levels(entries, of: $0) }
    let times = Self.times(clock)
    let met = entries.flatMap { entry in
      times.lazy.map { day -> Bool? in
        let isMet = entry.isEnd && entry.time <= day
        return isMet ? true : entry.time > day || !entry.isEnd && entry.time >= day ? false : nil
      }
    }
    var steps: [Step] = []
    var (members, keys) = (entries.indices.map { Member(entry: $0, group: 0) }, [Self.root])
    while steps.count < Self.mostSteps {
      let used = steps.map(\.factor)
      let found = (0..<factors).filter { !used.contains($0) }.compactMap { factor in
        Self.difference(members, levels[factor], met, times: times.count, groups: keys.count).map {
          (factor: factor, difference: $0)
        }
      }
      guard let best = found.max(by: { $0.difference.gain < $1.difference.gain }),
        best.difference.gain > Self.leastGain
      else { break }
      (members, keys) = Self.parted(members, keys, levels[best.factor])
      var times = [[(time: Double, isEnd: Bool)]](repeating: [], count: keys.count)
      for member in members {
        let entry = entries[member.entry]
        times[member.group].append((time: entry.time, isEnd: entry.isEnd))
      }
      let records = times.map { CompletionRecord($0, clock: clock) }
      steps.append(
        Step(
          factor: best.factor, weight: best.difference.weight,
          records: Dictionary(uniqueKeysWithValues: zip(keys, records))))
    }
    self.steps = steps
  }

  /// The factors that tell tasks apart.
  package var factors: [Int] { steps.map(\.factor) }

  package var completions: Int { all.completions }
  package var clock: CompletionRecord.Clock { all.clock }

  private static func key(_ group: Int, _ level: Int) -> Int { group * most + level }

  /// Members in the groups that a factor parts theirs into, with the keys of these in order; who has no level is in none.
  private static func parted(
    _ members: [Member], _ keys: [Int], _ levels: Levels
  ) -> (members: [Member], keys: [Int]) {
    let width = levels.width
    var places = [Int?](repeating: nil, count: keys.count * width)
    levels.each(members) { places[$0.group * width + $1] = 0 }
    var found: [Int] = []
    for at in places.indices where places[at] != nil {
      places[at] = found.count
      found.append(key(keys[at / width], at % width))
    }
    var parted: [Member] = []
    levels.each(members) { member, level in
      if let group = places[member.group * width + level] {
        parted.append(Member(entry: member.entry, group: group))
      }
    }
    return (parted, found)
  }

  /// How far the groups differ that a factor parts others into.
  ///
  /// - Parameter met: whether each task met each day, one task after the other; `nil` where it was not seen so long.
  private static func difference(
    _ members: [Member], _ levels: Levels, _ met: [Bool?], times: Int, groups: Int
  ) -> GroupDifference? {
    let (width, days) = (levels.width, times)
    var (isThere, counts) = (
      [Bool](repeating: false, count: groups * width),
      [(met: Int32, cases: Int32)](repeating: (0, 0), count: groups * width * days)
    )
    levels.each(members) { member, level in
      let at = member.group * width + level
      isThere[at] = true
      for day in 0..<days {
        guard let isMet = met[member.entry * days + day] else { continue }
        counts[at * days + day].met += isMet ? 1 : 0
        counts[at * days + day].cases += 1
      }
    }
    let there = isThere.indices.filter { isThere[$0] }
    guard there.count > 1 else { return nil }
    let found = (0..<days).compactMap { day in
      var wholes = [(met: Int, cases: Int)](repeating: (0, 0), count: groups)
      for at in there {
        wholes[at / width].met += Int(counts[at * days + day].met)
        wholes[at / width].cases += Int(counts[at * days + day].cases)
      }
      return GroupDifference(
        there.map { at in
          let (own, whole) = (counts[at * days + day], wholes[at / width])
          return GroupDifference.Count(
            met: Int(own.met), cases: Int(own.cases),
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
  package func course(
    of item: CompletionCase, to last: Int, as others: CompletionCourse, unit: Int
  ) -> CompletionCourse {
    let whole = RecordCourse(
      all.shares(of: item, to: last, weight: Self.weight, knots: others.days) {
        1 - Self.shocks.probability(of: others.hazard(on: $0))
      }, from: item.end)
    var found: [(course: RecordCourse, tasks: Double?)] = []
    follow(item, to: last, whole, tasks: nil, 0, Self.root, unit, &found)
    let course = found.count == 1 ? found[0].course : RecordCourse.mean(of: found.map(\.course))
    let tasks = found.compactMap(\.tasks)
    let known = all.clock.time(of: item, on: item.end)
    // The shock of all tasks stands for as much already.
    let common = course.variance(Self.weight + Double(all.seen(behind: known)), item)
    return course.course(
      unit: tasks.isEmpty
        ? 0 : course.variance(tasks.reduce(0, +) / Double(tasks.count), item),
      common: max(0, common - TaskShocks.common * TaskShocks.common))
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
