internal import Files
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
      let assessed = plan.rows.filter { $0.number("probability") != nil }
      let illustrative = assessed.count { $0["basis"] == "illustrative" }
      return words.say(
        illustrative == 0 ? "page.short.rows" : "page.short.rows.illustrative",
        [
          "plan": plan.key, "rows": "\(plan.rows.count)",
          "assessed": "\(assessed.count - illustrative)", "illustrative": "\(illustrative)",
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
      rows.first { words.groupKind($0) == group && $0["dependence"] == dependence }
    }
    let placed = row("with_illustrative", "fitted")
    guard let fitted = row("all", "fitted"), let independent = row("all", "independent"),
      let high = row("all", "high")
    else { return placed.map { [illustrative($0, besides: 0)] } ?? [] }
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
    if let placed {
      sentences.append(illustrative(placed, besides: Int(fitted.number("targets") ?? 0)))
    }
    return sentences
  }

  /// All rows together, those among them that a mechanical rule fills.
  private func illustrative(_ row: TableRow, besides stated: Int) -> String {
    let targets = Int(row.number("targets") ?? 0)
    return words.say(
      "joint.illustrative",
      [
        "count": "\(targets - stated)", "targets": "\(targets)",
        "p": words.number.percent(row.number("p_all") ?? .nan),
        "error": words.number.points(row.number("mc_error") ?? .nan),
      ])
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
    // What rests on nobody's figure or judgement is not counted with the rest.
    let stated = rows.filter { $0["basis"] != "illustrative" }
    let counted = stated.isEmpty ? rows : stated
    let chances = counted.compactMap { $0.number("probability") }
    return words.say(
      "page.attainment.count",
      [
        "assessed": "\(counted.count)", "likely": "\(chances.count { $0 > 0.5 })",
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
