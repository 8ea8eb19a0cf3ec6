internal import Attainment
internal import Pipeline
internal import Plans
internal import Simulation
internal import TimeSeries

/// Milestones of a run that dated tasks speak for, on the terminal.
struct MilestoneSummary {
  private let result: RunResult
  private let say: Catalogue
  private let number: NumberStyle

  /// Rows that are shown; the tables have all.
  private static let most = 12

  init(_ result: RunResult, _ say: Catalogue, _ number: NumberStyle) {
    (self.result, self.say, self.number) = (result, say, number)
  }

  /// Nothing where there are none; else the least likely ones first.
  func lines(width: Int, _ wrap: (String) -> [String]) -> [String] {
    let rows = result.attainment.filter { $0.isMilestone && $0.assessment != nil }
    guard !rows.isEmpty else { return [] }
    var table = TextTable([
      (say("column.ref"), .left), (say("column.target"), .flexible), (say("column.year"), .left),
      (say("column.chance"), .right), (say("tasks.dueday"), .left), (say("tasks.chance"), .right),
      (say("column.basis"), .left),
    ])
    let order = rows.enumerated().sorted { one, other in
      (chance(one.element), one.offset) < (chance(other.element), other.offset)
    }.map(\.element)
    for row in order.prefix(Self.most) {
      guard let values = row.assessment else { continue }
      let tasks = row.tasks
      table.append([
        row.target.reference, say.language.text(row.name),
        row.target.year.map(String.init) ?? "–",
        number.chance(values.probability, isThin: row.basis.isThin),
        say.day(tasks?.due),
        tasks?.onTime.map { number.chance($0, isThin: row.basis.isThin) } ?? "–",
        say("basis.\(row.basis.rawValue)"),
      ])
    }
    let learned = result.learned.map { wrap(TaskWords(say.language).text($0)) } ?? []
    let left = rows.count - Self.most
    return [say("milestones.heading")] + wrap(say("milestones.explained")) + learned + [""]
      + table.lines(width: width)
      + (left > 0 ? [say("milestones.more", ["count": "\(left)"])] : [])
  }

  private func chance(_ row: AttainmentRow) -> Double { row.assessment?.probability.value ?? 1 }
}

extension AttainmentRow {
  /// The dated tasks behind it; `nil` where there are none.
  var tasks: TasksBehind? {
    remarks.lazy.compactMap { if case .tasks(let tasks) = $0 { tasks } else { nil } }.first
  }
}
