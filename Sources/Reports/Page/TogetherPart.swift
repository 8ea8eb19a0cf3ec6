internal import Files
internal import Plans

/// All targets of a group at once, with the dependence between them shown, and how many are met.
struct TogetherPart {
  private let words: PageWords

  init(_ words: PageWords) { self.words = words }

  private static let cases = ["independent", "fitted", "high"]

  func section(_ charts: inout ChartData) -> PageSection? {
    let rows = words.rows("joint.csv")
    guard !rows.isEmpty else { return nil }
    let say = words.say
    var figures: [[String: Any]] = []
    for plan in grouped(words.rows("counts.csv"), by: { $0["plan"] }) {
      if let figure = distribution(plan.rows, plan: plan.key, &charts) { figures.append(figure) }
    }
    let tables = grouped(rows) { $0["plan"] }.map { table($0.rows, plan: $0.key, &charts) }
    let legend: [String: Any] = [
      "isLegend": true,
      "keys": Self.cases.map { ["shape": $0, "text": say("page.dependence.\($0)")] },
    ]
    return PageSection(
      "together", say("joint.heading"), sentences: [dependence, say("page.together.explained")],
      list: words.rows("findings.csv").filter { $0["kind"] == "limit" }.map { $0["finding"] },
      figures: [legend] + figures, tables: tables)
  }

  private var dependence: String {
    let fits = words.folder.fits?["dependence"]
    return words.say(
      "joint.dependence",
      [
        "common": words.number.fixed(fits?["common_correlation"]?.number ?? .nan, decimals: 2),
        "pairs": "\(fits?["pairs_with_data"]?.integer ?? 0)",
      ])
  }

  private func table(_ rows: [TableRow], plan: String, _ charts: inout ChartData) -> PageTable {
    let say = words.say
    var table = PageTable(
      caption: say("page.together.table", ["plan": plan]),
      columns: [
        say("page.column.group"), say("column.targets"), say("column.expected"),
        say("page.column.drawn"), say("page.column.independent"), say("page.column.fitted"),
        say("page.column.high"),
      ])
    for group in grouped(rows, by: { words.groupKind($0) + "\n" + $0["group"] }) {
      let cases = Self.cases.map { name in group.rows.first { $0["dependence"] == name } }
      let plot = charts.plot(
        PageWords.sharePlot(
          zip(Self.cases, cases).map { name, row in
            PageWords.mark(row?.number("p_all"), error: row?.number("mc_error"), shape: name)
          }))
      let fitted = cases[1] ?? group.rows[0]
      table.rows.append(
        [
          .text(
            words.groupKind(fitted) == "agency" ? fitted["group"] : words.group(fitted)),
          .number(fitted["targets"]),
          .number(words.number.fixed(fitted.number("expected_met") ?? .nan, decimals: 1)),
          .plot(plot),
        ] + cases.map { row in .number(row.map { words.chance($0, "p_all") } ?? "–") })
    }
    return table
  }

  /// How many targets of the whole plan are met, under each dependence.
  private func distribution(
    _ rows: [TableRow], plan: String, _ charts: inout ChartData
  ) -> [String: Any]? {
    let all = rows.filter { words.groupKind($0) == "all" }
    guard let targets = all.first?.number("targets") else { return nil }
    let say = words.say
    var table = PageTable(
      caption: say("page.counts.table"),
      columns: [say("page.word.met")] + Self.cases.map { say("page.column.\($0)") },
      foldedUnder: words.say("page.table"))
    let shares = Self.cases.map { name in
      all.filter { $0["dependence"] == name }.map { $0.number("share") ?? 0 }
    }
    for met in 0...Int(targets) where shares.contains(where: { met < $0.count && $0[met] > 0 }) {
      table.rows.append(
        [.text("\(met)")]
          + shares.map { .number(met < $0.count ? words.number.percent($0[met]) : "–") })
    }
    let series = zip(Self.cases, shares).map { name, values in
      JSONNode.keys([
        "name": .text(say("page.dependence.\(name)")), "s": .text(name),
        "v": .list(values.map { ChartData.drawn($0) }),
      ])
    }
    let chart = charts.chart(.keys(["type": .text("counts"), "series": .list(series)]))
    let title = say("page.counts.heading", ["plan": plan])
    return [
      "isChart": true, "chart": chart, "title": title, "label": title, "table": [table.context],
      "isWide": true,
    ]
  }
}
