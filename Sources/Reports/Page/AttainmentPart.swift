internal import Plans

/// What a reader should know first: all targets together, then what stands out.
struct ShortPart {
  private let words: PageWords

  init(_ words: PageWords) { self.words = words }

  /// What comes of each plan as a whole.
  var sentences: [String] {
    rowsOfPlans
      + grouped(words.rows("joint.csv")) { $0["plan"] }.flatMap { together($0.rows, plan: $0.key) }
  }

  /// How much of each plan the rest speaks of.
  private var rowsOfPlans: [String] {
    grouped(words.rows("attainment.csv")) { $0["plan"] }.map { plan in
      words.say(
        "page.short.rows",
        [
          "plan": plan.key, "rows": "\(plan.rows.count)",
          "assessed": "\(plan.rows.count { $0.number("probability") != nil })",
        ])
    }
  }

  /// What stands out, but for counts and limits, which have a place of their own.
  var findings: [String] {
    words.rows("findings.csv").filter { $0["kind"] != "count" && $0["kind"] != "limit" }
      .map { $0["finding"] }
  }

  var section: PageSection? {
    guard !sentences.isEmpty || !findings.isEmpty else { return nil }
    return PageSection(
      "short", words.say("page.short.heading"), sentences: sentences, list: findings)
  }

  private func together(_ rows: [TableRow], plan: String) -> [String] {
    func row(_ group: String, _ dependence: String) -> TableRow? {
      rows.first { $0["group"] == group && $0["dependence"] == dependence }
    }
    guard let fitted = row("all", "fitted"), let independent = row("all", "independent"),
      let high = row("all", "high")
    else { return [] }
    let say = words.say
    let number = words.number
    func share(_ row: TableRow) -> String { number.percent(row.number("p_all") ?? .nan) }
    func error(_ row: TableRow) -> String { number.points(row.number("mc_error") ?? .nan) }
    var sentences = [
      say(
        "joint.all",
        [
          "targets": fitted["targets"], "plan": plan, "p": share(fitted), "error": error(fitted),
          "independent": share(independent), "high": share(high),
          "rho": number.fixed(
            words.folder.fits?["dependence"]?["high_correlation"]?.number ?? .nan, decimals: 1),
        ]),
      say(
        "joint.count",
        [
          "expected": number.fixed(fitted.number("expected_met") ?? .nan, decimals: 1),
          "targets": fitted["targets"], "low": fitted["p10_met"], "high": fitted["p90_met"],
        ]),
    ]
    if let primary = row("primary", "fitted") {
      sentences.append(
        say(
          "joint.primary",
          ["targets": primary["targets"], "p": share(primary), "error": error(primary)]))
    }
    return sentences
  }
}

/// Every assessed target under the agency that leads it, with its chance drawn and written.
struct AttainmentPart {
  private let words: PageWords

  init(_ words: PageWords) { self.words = words }

  func section(_ charts: inout ChartData) -> PageSection? {
    let rows = words.rows("attainment.csv").filter { $0.number("probability") != nil }
    guard !rows.isEmpty else { return nil }
    let say = words.say
    let several = Set(rows.map { $0["plan"] }).count > 1
    var table = PageTable(
      caption: say("page.attainment.table"),
      columns: [
        say("column.ref"), say("column.target"), say("column.year"), say("column.wanted"),
        say("page.column.drawn"), say("column.chance"), say("column.range"),
        say("page.column.first"), say("column.basis"),
      ])
    for group in grouped(rows, by: { $0["plan"] + "\n" + $0["lead_agency"] }) {
      let agency = group.rows[0]["lead_agency"]
      let name = agency.isEmpty ? say("page.noagency") : agency
      table.rows.append([.group(several ? "\(group.rows[0]["plan"]): \(name)" : name)])
      for row in group.rows { table.rows.append(cells(row, &charts)) }
    }
    let bases = ["data", "anchor", "proxy", "derived", "judgement", "illustrative"].filter {
      basis in
      rows.contains { $0["basis"] == basis }
    }
    return PageSection(
      "attainment", say("attainment.heading"),
      sentences: [count(rows), say("attainment.explained")],
      figures: [legend(bases)], tables: [table])
  }

  private func cells(_ row: TableRow, _ charts: inout ChartData) -> [PageTable.Cell] {
    let plot = charts.plot(
      PageWords.sharePlot([
        PageWords.mark(
          row.number("probability"), error: row.number("mc_error"), shape: row["basis"])
      ]))
    let first = row["first_year_p50"]
    return [
      .text(row["ref"]), .text(row["name"]), .number(row["year"]), .number(words.wanted(row)),
      .plot(plot), .number(words.chance(row)), .number(words.range(row)),
      .number(first.isEmpty ? "–" : first), .text(words.say.word("basis.", row["basis"])),
    ]
  }

  private func count(_ rows: [TableRow]) -> String {
    let chances = rows.compactMap { $0.number("probability") }
    return words.say(
      "page.attainment.count",
      [
        "assessed": "\(rows.count)", "likely": "\(chances.count { $0 > 0.5 })",
        "rare": "\(chances.count { $0 < 0.1 })",
      ])
  }

  /// What each shape of a mark stands for.
  private func legend(_ bases: [String]) -> [String: Any] {
    [
      "isLegend": true,
      "keys": bases.map { ["shape": $0, "text": words.say.word("basis.explained.", $0)] },
    ]
  }
}
