internal import Plans
internal import TimeSeries
internal import Tracking

/// Plans shared out over parts, for the terminal.
struct AllocationSummary {
  let result: Scorecard
  let words: ScorecardWords

  private static let most = 40

  func lines(width: Int, emphasis: Emphasis) -> [String] {
    let say = words.say
    return grouped(result.allocation, by: \.measure).flatMap { group -> [String] in
      guard let first = group.rows.first else { return [] }
      let unit = say.language.text(first.unit)
      var table = TextTable([
        (say("allocation.column.part"), .flexible), (say("allocation.column.low"), .right),
        (say("allocation.column.middle"), .right), (say("allocation.column.high"), .right),
        (say("allocation.column.allotted"), .right), (say("allocation.column.chance"), .right),
        (say("allocation.column.basis"), .left),
      ])
      for row in group.rows.prefix(Self.most) {
        let chance = row.probability.map { chance in
          words.style.percent(chance)
            + (row.probabilityError.map { " ± " + words.style.points($0) } ?? "")
        }
        table.append([
          say.language.text(row.name), words.figure(row.p10, unit: unit),
          words.figure(row.p50, unit: unit), words.figure(row.p90, unit: unit),
          row.allotted.map(words.style.short) ?? "–", chance ?? "–",
          say("allocation.basis.\(row.basis.rawValue)"),
        ])
      }
      let name = result.measures.first { $0.id == group.key }.map { say.language.text($0.name) }
      let more = group.rows.count - Self.most
      let isShared = group.rows.allSatisfy { $0.allotted != nil }
      let heading = say(
        "allocation.heading",
        [
          "measure": name ?? group.key, "period": words.dated(first.period),
          "total": words.figure(first.total, unit: unit), "unit": unit,
        ])
      return [""]
        + emphasis.section([heading]) + table.lines(width: width)
        + (more > 0 ? [say("allocation.more", ["count": "\(more)"])] : [])
        + told(group.rows, name ?? group.key).flatMap { brokenLines($0, width: width) }
        + brokenLines(say(isShared ? "allocation.explained" : "allocation.open"), width: width)
    }
  }

  /// What must be said of a measure's parts.
  private func told(_ rows: [AllocationRow], _ name: String) -> [String] {
    guard let first = rows.first else { return [] }
    let whole = result.measures.first { $0.id == first.measure }?.whole
    var range: (low: Double, high: Double)?
    if let low = whole?.p10, let high = whole?.p90 { range = (low, high) }
    return AllocationWords(
      name: name, total: first.total,
      parts: rows.map { .init(allotted: $0.allotted, middle: $0.p50, basis: $0.basis) },
      whole: range, say: words.say
    ).sentences
  }
}
