internal import Pipeline
internal import Plans
internal import TimeSeries

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
      return [""]
        + emphasis.section([
          say(
            "allocation.heading",
            [
              "measure": name ?? group.key, "period": words.dated(first.period),
              "total": words.figure(first.total, unit: unit), "unit": unit,
            ])
        ]) + table.lines(width: width)
        + (more > 0 ? [say("allocation.more", ["count": "\(more)"])] : [])
        + brokenLines(say(isShared ? "allocation.explained" : "allocation.open"), width: width)
    }
  }
}
