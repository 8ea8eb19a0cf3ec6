internal import Attainment
internal import Tables

/// What a reader should know first: all targets together, then what stands out.
struct ShortPart {
  let words: PageWords

  /// What comes of each plan as a whole.
  var sentences: [String] {
    rowsOfPlans
      + grouped(words.records(JointTable.definition)) { $0[CommonColumns.plan] }
      .flatMap { together($0.rows, plan: $0.key) }
  }

  /// How much of each plan the rest speaks of.
  private var rowsOfPlans: [String] {
    grouped(words.records(AttainmentTable.definition)) { $0[CommonColumns.plan] }.map { plan in
      let known = plan.rows.filter { $0[AttainmentTable.probability] != nil }
      let assessed = known.filter { !PageWords.isMilestone($0) }
      let tasks = known.count - assessed.count
      let illustrative = assessed.count { $0[AttainmentTable.basis] == .illustrative }
      let sentence = words.say(
        illustrative == 0 ? "page.short.rows" : "page.short.rows.illustrative",
        [
          "plan": plan.key, "rows": "\(plan.rows.count)",
          "assessed": "\(assessed.count - illustrative)", "illustrative": "\(illustrative)",
        ])
      return tasks == 0
        ? sentence : sentence + " " + words.say("page.short.tasks", ["tasks": "\(tasks)"])
    }
  }

  /// What stands out, but for counts and limits, which have a place of their own.
  var findings: [String] {
    words.records(FindingTable.definition)
      .filter { ![.count, .limit].contains($0[FindingTable.kind]) }
      .map { $0[CommonColumns.finding] }
  }

  var section: PageSection? {
    guard !sentences.isEmpty || !findings.isEmpty else { return nil }
    return PageSection(
      "short", words.say("page.short.heading"), sentences: sentences, list: findings)
  }

  private func together(_ rows: [Table.Record], plan: String) -> [String] {
    JointWords(
      say: words.say, number: words.number, plan: plan,
      dependence: words.folder.fits?.dependence
    ).sentences(rows)
  }
}

/// Every assessed target under the agency that leads it, with its chance drawn and written.
struct AttainmentPart {
  let words: PageWords

  func section(_ charts: inout ChartData) -> PageSection? {
    let rows = words.assessed
    guard !rows.isEmpty else { return nil }
    let say = words.say
    let several = Set(rows.map { $0[CommonColumns.plan] }).count > 1
    var table = PageTable(
      caption: say("page.attainment.table"),
      columns: [
        say("column.ref"), say("column.target"), say("column.year"), say("column.wanted"),
        say("page.column.drawn"), say("column.chance"), say("column.range"),
        say("page.column.first"), say("column.basis"),
      ])
    for group in grouped(rows, by: { [$0[CommonColumns.plan], $0[AttainmentTable.agency]] }) {
      let (plan, agency) = (group.key[0], group.key[1])
      let name = agency.isEmpty ? say("page.noagency") : agency
      table.rows.append([.group(several ? "\(plan): \(name)" : name)])
      for row in group.rows { table.rows.append(cells(row, &charts)) }
    }
    let bases = Basis.allCases.filter { basis in
      basis != .notAssessed && rows.contains { $0[AttainmentTable.basis] == basis }
    }
    return PageSection(
      "attainment", say("attainment.heading"),
      sentences: [count(rows), say("attainment.explained")],
      list: baseRates(rows),
      figures: [
        PageFigure.legend(bases.map { ($0.code, say("basis.explained.\($0.code)")) })
      ], tables: [table])
  }

  private func cells(_ row: Table.Record, _ charts: inout ChartData) -> [PageTable.Cell] {
    let plot = charts.plot(
      PageWords.sharePlot([
        PageWords.mark(
          row[AttainmentTable.probability], error: row[CommonColumns.error],
          shape: row[AttainmentTable.basis]?.code ?? "")
      ]))
    return [
      .text(row[CommonColumns.reference]), .text(row[CommonColumns.target]),
      .number(row[AttainmentTable.year].map { "\($0)" } ?? ""), .number(words.wanted(row)),
      .plot(plot), .number(words.chance(row)), .number(words.range(row)),
      .number(row[AttainmentTable.firstYear].map { "\($0)" } ?? "–"),
      .text(words.basis(row)),
    ]
  }

  /// What is known of the pace that each target asks for, beside its chance.
  private func baseRates(_ rows: [Table.Record]) -> [String] {
    let sentences = BaseRateWords(words.say.language)
    func key(_ row: Table.Record) -> [String] {
      [row[CommonColumns.plan], row[CommonColumns.reference]]
    }
    let known = grouped(words.records(BaseRateTable.definition), by: key)
    return known.compactMap { target, rates -> String? in
      guard let perYear = rates[0][BaseRateTable.asked],
        let years = rates[0][BaseRateTable.askedYears],
        let row = rows.first(where: { key($0) == target })
      else { return nil }
      return sentences.line(
        target[1], name: rates[0][CommonColumns.target],
        asked: (perYear, rates[0][BaseRateTable.unit] == .percent, years),
        chance: words.percent(row, AttainmentTable.probability),
        rates: rates.map { $0[CommonColumns.finding] })
    }
  }

  private func count(_ rows: [Table.Record]) -> String {
    // What rests on nobody's figure or judgement is not counted with the rest.
    let stated = rows.filter { $0[AttainmentTable.basis] != .illustrative }
    let counted = stated.isEmpty ? rows : stated
    let chances = counted.compactMap { $0[AttainmentTable.probability] }
    return words.say(
      "page.attainment.count",
      [
        "assessed": "\(counted.count)", "likely": "\(chances.count { $0 > 0.5 })",
        "rare": "\(chances.count { $0 < 0.1 })",
      ])
  }
}
