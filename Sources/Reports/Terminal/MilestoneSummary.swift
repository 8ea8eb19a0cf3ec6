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
        tasks?.onTime.map { row.basis.isThin ? number.whole($0) : number.percent($0) } ?? "–",
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

extension NumberStyle {
  /// A probability with the error of the simulation, as terminals show it.
  ///
  /// - Parameter isThin: whether what it rests on bears no more than whole percents.
  func chance(_ probability: EstimatedProbability, isThin: Bool = false) -> String {
    isThin
      ? whole(probability.value)
      : "\(percent(probability.value)) ±\(points(probability.standardError))"
  }

  /// A share in whole percents; what would round to 0 or 100 without being it is said to lie beyond 1 or 99.
  func whole(_ share: Double) -> String {
    let hundredths = (100 * share).rounded()
    if hundredths < 1 && share > 0 { return "<1%" }
    if hundredths >= 100 && share < 1 { return ">99%" }
    return fixed(hundredths, decimals: 0) + "%"
  }
}

extension AttainmentRow {
  /// The dated tasks behind it; `nil` where there are none.
  var tasks: TasksBehind? {
    remarks.lazy.compactMap { if case .tasks(let tasks) = $0 { tasks } else { nil } }.first
  }
}
