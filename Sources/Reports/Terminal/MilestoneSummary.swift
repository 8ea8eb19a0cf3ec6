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
      let tasks = row.tasks
      table.append([
        row.target.reference, say.language.text(row.name),
        row.target.year.map(String.init) ?? "–",
        row.chance(say, number) ?? "–",
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
  /// Its chance as terminals show it in columns: with the error of the simulation, or whether it is met where that is
  /// known; `nil` where it is not assessed.
  func chance(_ say: Catalogue, _ number: NumberStyle) -> String? {
    guard let assessment else { return nil }
    guard assessment.isKnown else {
      return number.chance(assessment.probability, isThin: basis.isThin)
    }
    let isMet = assessment.probability.value > 0.5
    let isEstimate = remarks.contains { if case .estimated = $0 { true } else { false } }
    let word = say(isMet ? "tracking.met" : "tracking.missed")
    return isEstimate ? say("attainment.estimate", ["word": word]) : word
  }

  /// The dated tasks behind it; `nil` where there are none.
  var tasks: TasksBehind? {
    remarks.lazy.compactMap { if case .tasks(let tasks) = $0 { tasks } else { nil } }.first
  }
}
