internal import Files
internal import Plans

/// Every indicator by year: what is known, the ranges ahead, and what the plan asks for.
struct FanPart {
  private let words: PageWords
  private static let columns = ["p2_5", "p10", "p25", "p50", "p75", "p90", "p97_5"]

  init(_ words: PageWords) { self.words = words }

  func section(_ charts: inout ChartData) -> PageSection? {
    let rows = words.rows("projections.csv").filter { $0["frequency"] == "A" }
    var figures: [[String: Any]] = []
    for indicator in grouped(rows, by: { $0["indicator"] }) {
      if let figure = figure(indicator.key, indicator.rows, &charts) { figures.append(figure) }
    }
    guard !figures.isEmpty else { return nil }
    return PageSection(
      "projections", words.say("page.fans.heading"), sentences: [words.say("page.fans.explained")],
      figures: figures, isGrid: true)
  }

  private func figure(
    _ indicator: String, _ rows: [TableRow], _ charts: inout ChartData
  ) -> [String: Any]? {
    let targets = words.rows("attainment.csv").filter {
      $0["indicator"] == indicator && $0.number("probability") != nil && $0.number("year") != nil
    }
    // As far as a target asks; without one as far as the run goes.
    let end = targets.compactMap { $0.number("year") }.max() ?? .infinity
    let rows = rows.filter { ($0.number("period") ?? 0) <= end }
    let ahead = rows.filter { $0["kind"] == "projection" }
    guard let last = ahead.last else { return nil }
    let history = rows.filter { $0["kind"] == "actual" }
    let chart = charts.chart(
      .keys([
        "type": .text("fan"),
        "share": .integer(["percent", "%"].contains(where: last["unit"].hasPrefix) ? 1 : 0),
        "history": .list(
          history.map { .list([year($0), ChartData.drawn($0.number("mean"))]) }),
        "ahead": .list(
          ahead.map { row in
            .list([year(row)] + Self.columns.map { ChartData.drawn(row.number($0)) })
          }),
        "targets": .list(targets.map(target)),
      ]))
    let name = last["name"]
    return [
      "isChart": true, "chart": chart, "title": name, "unit": words.unit(last),
      "label": name, "notes": notes(targets, last: last),
      "table": [table(rows, name: name).context],
    ]
  }

  private func year(_ row: TableRow) -> JSONNode { .integer(Int(row["period"]) ?? 0) }

  private func target(_ row: TableRow) -> JSONNode {
    let bounds = words.bounds(row)
    return .keys([
      "year": .integer(Int(row["year"]) ?? 0), "low": bounds.low.map { ChartData.drawn($0) },
      "high": bounds.high.map { ChartData.drawn($0) }, "text": .text(words.wanted(row)),
      "first": row.number("first_year_p50").map { ChartData.drawn($0) },
    ])
  }

  /// A sentence for each target; without one the range of the last year.
  private func notes(_ targets: [TableRow], last: TableRow) -> [String] {
    guard !targets.isEmpty else {
      return [
        words.say(
          "page.fan.range",
          [
            "year": last["period"], "low": words.short(last, "p10"),
            "high": words.short(last, "p90"),
          ])
      ]
    }
    return targets.map { row in
      words.say(
        row["first_year_p50"].isEmpty ? "page.fan.target" : "page.fan.target.first",
        [
          "ref": row["ref"], "wanted": words.wanted(row), "year": row["year"],
          "chance": words.chance(row), "basis": words.say.word("basis.", row["basis"]),
          "low": words.short(row, "p10"), "high": words.short(row, "p90"),
          "first": row["first_year_p50"],
        ])
    }
  }

  private func table(_ rows: [TableRow], name: String) -> PageTable {
    let say = words.say
    var table = PageTable(
      caption: name,
      columns: [say("column.year"), say("page.word.actual")] + ["10%", "25%", "50%", "75%", "90%"],
      foldedUnder: words.say("page.table"))
    for row in rows {
      let isActual = row["kind"] == "actual"
      table.rows.append(
        [.text(row["period"]), .number(isActual ? words.short(row, "mean") : "")]
          + ["p10", "p25", "p50", "p75", "p90"].map {
            .number(isActual ? "" : words.short(row, $0))
          })
    }
    return table
  }
}
