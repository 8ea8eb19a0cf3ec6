internal import Files
internal import Plans

/// Scenarios side by side: every difference with its own error.
struct ComparisonPart {
  private let words: PageWords

  init(_ words: PageWords) { self.words = words }

  func section(_ charts: inout ChartData) -> PageSection? {
    let rows = words.rows("comparison.csv")
    guard !rows.isEmpty else { return nil }
    let say = words.say
    let number = words.number
    let real = rows.filter { $0["distinguishable"] == "yes" }
    let largest = rows.compactMap { $0.number("difference").map(abs) }.max() ?? 0
    var tables: [PageTable] = []
    for pair in grouped(rows, by: { $0["scenario_a"] + "\n" + $0["scenario_b"] }) {
      let (a, b) = (pair.rows[0]["scenario_a"], pair.rows[0]["scenario_b"])
      var table = PageTable(
        caption: say("page.comparison.pair", ["a": a, "b": b]),
        columns: [
          say("column.ref"), a, b, say("page.column.drawn"), say("comparison.difference"),
          say("page.column.real"),
        ])
      for row in pair.rows {
        let error = row.number("difference_error") ?? .nan
        let plot = charts.plot(
          .keys([
            "type": .text("difference"), "span": ChartData.drawn(largest),
            "marks": .list([
              PageWords.mark(
                row.number("difference"), error: error,
                shape: row["distinguishable"] == "yes" ? "data" : "anchor")
            ]),
          ]))
        table.rows.append([
          .text(words.groupTitle(row, "ref")),
          .number(number.percent(row.number("probability_a") ?? .nan)),
          .number(number.percent(row.number("probability_b") ?? .nan)), .plot(plot),
          .number(
            say(
              "page.chance",
              [
                "p": number.points(row.number("difference") ?? .nan),
                "error": number.points(error),
              ])),
          .text(say.word("page.real.", row["distinguishable"])),
        ])
      }
      tables.append(table)
    }
    return PageSection(
      "comparison", say("page.comparison.heading"),
      sentences: [
        say("comparison.rest", ["count": "\(rows.count - real.count)", "all": "\(rows.count)"])
      ],
      list: real.map { $0["finding"] }, tables: tables)
  }
}

/// What growth, or what lever, gives a wanted probability.
struct RequirementPart {
  private let words: PageWords

  init(_ words: PageWords) { self.words = words }

  var section: PageSection? {
    let rows = words.rows("requirement.csv")
    guard !rows.isEmpty else { return nil }
    let say = words.say
    var table = PageTable(
      caption: say("page.requirement.heading"),
      columns: [
        say("column.ref"), say("page.column.variable"), say("page.column.value"),
        say("column.chance"), say("page.column.reachable"),
      ])
    for row in rows {
      table.rows.append([
        .text(row["ref"]), .text(row["variable"]),
        .number(words.short(row, "value") + " " + row["unit"]),
        .number(words.chance(row, "probability_reached")),
        .text(say.word("page.real.", row["reachable"])),
      ])
    }
    return PageSection(
      "requirement", say("page.requirement.heading"), sentences: rows.map { $0["finding"] },
      tables: [table])
  }
}
