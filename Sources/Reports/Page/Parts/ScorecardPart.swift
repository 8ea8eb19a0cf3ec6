internal import Pipeline
internal import Tables
internal import TimeSeries
internal import Tracking

/// The measures of a year: what came, what is ahead, how many will be met.
struct ScorecardPart {
  let words: PageWords
  /// Whether the first screen tells the counts.
  let isLed: Bool

  var section: PageSection? {
    guard let layout = ScorecardLayout(words.folder) else { return nil }
    let say = words.say
    var tables: [PageTable] = []
    if let told = layout.latest { tables.append(table(layout, told).withoutBlankColumns) }
    tables.append(table(layout, layout.whole).withoutBlankColumns)
    tables += allocation
    // What the first screen says in the same words is not said again.
    let told = isLed ? ScorecardLead(words)?.screen.answers ?? [] : []
    let sentences =
      layout.counts.filter { !told.contains($0) } + [say("scorecard.explained")]
      + [limits(layout), layout.held(words.say, words.number)].compactMap(\.self)
    return PageSection(
      "scorecard", say("page.scorecard.heading"),
      .joined(sentences.map { .paragraph(Markup($0)) }) + .joined(tables.map(\.markup))
        + PageSection.findings(
          lacking(layout, layout.whole)
            + words.folder.records(NotesTable.definition).map { $0[NotesTable.text] }))
  }

  /// How what the rest needs is read, where plans have an upper end.
  private func limits(_ layout: ScorecardLayout) -> String? {
    let rows = [layout.latest, layout.whole].compactMap(\.self).flatMap { period in
      layout.measures.compactMap { $0.standing(period) }
    }
    return ScorecardWords(words.folder.language).limits(
      rows.filter { $0[ScorecardTable.verdict] == .open }.map { $0[ScorecardTable.direction] })
  }

  /// Whether nothing stands in a row but why nothing does.
  private func isBare(_ row: Table.Record) -> Bool {
    row[ScorecardTable.basis]?.isAssessed == false && row[ScorecardTable.value] == nil
      && row[ScorecardTable.plan] == nil
  }

  /// Measures of which a period's table holds nothing, once a reason.
  private func lacking(_ layout: ScorecardLayout, _ period: PeriodOfYear) -> [String] {
    let bare = layout.measures.compactMap { measure -> (name: String, why: String)? in
      guard let row = measure.row(period), isBare(row) else { return nil }
      return (measure.name, row[ScorecardTable.note])
    }
    return grouped(bare, by: \.why).map { why, rows in
      words.say(
        "page.scorecard.left",
        [
          "period": ScorecardWords(words.folder.language).dated(period), "why": why,
          "names": rows.map(\.name).joined(separator: ", "),
        ])
    }
  }

  private func table(
    _ layout: ScorecardLayout, _ period: PeriodOfYear
  ) -> PageTable {
    let say = words.say
    var table = PageTable(
      caption: ScorecardWords(words.folder.language).dated(period),
      columns: [
        say("scorecard.measure"), say("scorecard.unit"), say("scorecard.plan"),
        say("scorecard.value"), say("scorecard.column.range"), say("scorecard.percent"),
        say("page.column.drawn"), say("scorecard.result"), say("scorecard.column.rest"),
        say("scorecard.column.agency"),
      ])
    for measure in layout.measures {
      guard let row = measure.standing(period), !isBare(row),
        row[ScorecardTable.value] != nil || row[ScorecardTable.verdict] != nil
          || row[ScorecardTable.basis]?.isAssessed == false && period.isWholeYear,
        // Nobody published what is ahead, and nobody asks for it.
        period.isWholeYear || row[ScorecardTable.status] != .outlook
          || row[ScorecardTable.verdict] != nil
      else { continue }
      let told = ScorecardWords(words.folder.language)
      let isOpen = row[ScorecardTable.status] == .outlook
      // What is decided needs no drawing: its word says all.
      let plot =
        row[ScorecardTable.verdict] == .open
        ? ShareMark.shares([
          ShareMark.Share(
            value: row[ScorecardTable.probability], error: row[CommonColumns.error], sign: .circle)
        ]) : .none
      let range = isOpen ? [ScorecardTable.p10, ScorecardTable.p90].map { row[$0] } : []
      table.rows.append([
        .text(measure.name), .text(measure.unit),
        .number(
          told.plan(
            row[ScorecardTable.plan], row[ScorecardTable.direction],
            high: row[ScorecardTable.planHigh], unit: measure.unit)),
        .number(
          told.figure(row[ScorecardTable.value], unit: measure.unit)
            + (isOpen && !period.isWholeYear && row[ScorecardTable.value] != nil
              ? " \(say("scorecard.outlook"))" : "")),
        .number(
          range.compactMap(\.self).map { told.figure($0, unit: measure.unit) }
            .joined(separator: " – ")),
        .number(row[ScorecardTable.percent].map { words.number.fixed($0, decimals: 1) } ?? "–"),
        .plot(plot), .text(chance(row)),
        .number(
          told.rest(
            row[ScorecardTable.rest], high: row[ScorecardTable.restHigh],
            row[ScorecardTable.direction], words.number.short) ?? "–"), .text(measure.agency),
      ])
    }
    return table
  }

  /// Plans that are shared out, a table each.
  private var allocation: [PageTable] {
    let say = words.say
    let told = ScorecardWords(words.folder.language)
    return grouped(
      words.records(AllocationTable.definition), by: { $0[ScorecardTable.measure] }
    ).map { group in
      let first = group.rows[0]
      let unit = first[ScorecardTable.unit]
      let name = words.records(ScorecardTable.definition).first {
        $0[ScorecardTable.measure] == group.key
      }
      var table = PageTable(
        caption: say(
          "allocation.heading",
          [
            "measure": name?[ScorecardTable.name] ?? group.key,
            "period": first[ScorecardTable.period].map(told.dated) ?? "",
            "total": told.figure(first[AllocationTable.total], unit: unit), "unit": unit,
          ]),
        columns: ["part", "low", "middle", "high", "allotted", "chance", "basis"].map {
          say("allocation.column.\($0)")
        })
      for row in group.rows {
        let outlook = [AllocationTable.p10, AllocationTable.p50, AllocationTable.p90].map {
          PageTable.Cell.number(told.figure(row[$0], unit: unit))
        }
        let basis = row[AllocationTable.basis].map { say("allocation.basis.\($0.rawValue)") }
        // Where nothing is simulated there is no error.
        let chance = row[AllocationTable.probability].map {
          row[CommonColumns.error] == nil
            ? words.number.percent($0) : words.chance(row, AllocationTable.probability)
        }
        table.rows.append(
          [.text(row[ScorecardTable.name])] + outlook + [
            .number(words.short(row[AllocationTable.allotted])), .number(chance ?? "–"),
            .text(basis ?? ""),
          ])
      }
      return table
    }
  }

  /// The chance, or that the plan was met or missed.
  private func chance(_ row: Table.Record) -> String {
    switch row[ScorecardTable.verdict] {
    case nil:
      // Of what came, and nobody plans, there is nothing to assess.
      row[ScorecardTable.basis]?.isAssessed == false && row[ScorecardTable.value] == nil
        ? words.say("scorecard.not_assessed") + ": " + row[ScorecardTable.note] : ""
    case .open:
      row[ScorecardTable.probability] == nil
        ? [words.say("scorecard.not_assessed"), row[ScorecardTable.note]].filter { !$0.isEmpty }
          .joined(separator: ": ")
        : words.chance(row[ScorecardTable.probability], error: row[CommonColumns.error])
    case let verdict?: words.verdict(verdict)
    }
  }
}
