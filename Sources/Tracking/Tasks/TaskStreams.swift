internal import Plans
internal import Randomness
internal import TimeSeries

/// The numbers of the streams from which each task, its phase and its unit draw: by what they are called, so that the rows of a
/// file may stand in any order.
///
/// An id that is a number alone may be that of a row, which another order changes: then a task is known by its name, unit, plan
/// and due day. Where these are the same of several, and where names fall on one number, the next that is free is taken.
struct TaskStreams {
  let tasks, phases, units: [Int]

  /// Numbers are of 30 bits: two more say what is drawn (`TaskPaths`).
  private static let most = 1 << 30

  init(_ study: TaskStudy) {
    var taken: Set<Int> = []
    taken.reserveCapacity(study.states.count)
    tasks = study.states.map { Self.free(Self.identity(of: $0), &taken) }
    let groups = study.groups
    phases = Self.numbers(groups.map(\.phase))
    units = Self.numbers(groups.map(\.unit))
  }

  /// Numbers of names, of which few differ: the same for the same name alone.
  private static func numbers(_ names: [String]) -> [Int] {
    var known: [String: Int] = [:]
    var taken: Set<Int> = []
    return names.map { name in
      let number = known[name] ?? free(name, &taken)
      known[name] = number
      return number
    }
  }

  /// The number of a name, or the next that is not taken.
  private static func free(_ name: String, _ taken: inout Set<Int>) -> Int {
    let hash = NameHash.long(name)
    var number = Int((hash >> 32 ^ hash) % UInt64(most))
    while !taken.insert(number).inserted { number = (number + 1) % most }
    return number
  }

  /// What a task is known by, whatever row it stands in.
  static func identity(of state: TaskState) -> String {
    let (id, report) = (state.task.id, state.report)
    if id.utf8.contains(where: { !(0x30...0x39).contains($0) }) { return report.planID + "\0" + id }
    let names = [
      report.planID, report.reference, report.name.vi, report.name.en, report.leadAgency,
    ]
    guard names.contains(where: { !$0.isEmpty }) else { return id }
    return names.joined(separator: "\0") + "\0\(state.due?.dayNumber ?? 0)"
  }
}
