internal import Attainment
internal import Tables

/// Scenarios side by side: every difference with its own error.
struct ComparisonPart {
  let words: PageWords

  var section: PageSection? {
    let rows = words.records(ComparisonTable.definition)
    guard !rows.isEmpty else { return nil }
    let say = words.say
    let number = words.number
    let real = rows.filter { $0[ComparisonTable.isReal] == true }
    let largest = rows.compactMap { $0[ComparisonTable.difference].map(abs) }.max() ?? 0
    let scenarios = words.folder.manifest.scenarios ?? []
    var tables: [PageTable] = []
    if scenarios.count > 2 { tables.append(beside(rows, scenarios)) }
    for pair in grouped(rows, by: { [$0[ComparisonTable.first], $0[ComparisonTable.second]] }) {
      let (a, b) = (pair.key[0], pair.key[1])
      var table = PageTable(
        caption: say("page.comparison.pair", ["a": title(a), "b": title(b)]),
        columns: [
          say("column.target"), title(a), title(b),
          say("page.column.drawn.difference", ["most": number.fixed(100 * largest, decimals: 1)]),
          say("comparison.difference"), say("page.column.real"),
        ])
      // What differs stands first: most rows of a plan are the same in both.
      func isReal(_ row: Table.Record) -> Bool { row[ComparisonTable.isReal] == true }
      for row in pair.rows.filter(isReal) + pair.rows.filter({ !isReal($0) }) {
        let difference = row[ComparisonTable.difference] ?? .nan
        let error = row[ComparisonTable.error] ?? .nan
        let plot = ShareMark.difference(
          ShareMark.Share(value: difference, error: error, sign: isReal(row) ? .circle : .ring),
          within: largest)
        table.rows.append([
          .markup(subject(row)),
          .number(chance(row, ComparisonTable.firstChance)),
          .number(chance(row, ComparisonTable.secondChance)), .plot(plot),
          .number(number.difference(difference, error: error)),
          .text(words.answer(row[ComparisonTable.isReal])),
        ])
      }
      tables.append(table)
    }
    return PageSection(
      "comparison", say("page.comparison.heading"),
      sentences: names
        + [
          say("comparison.rest", ["count": "\(rows.count - real.count)", "all": "\(rows.count)"])
        ] + (real.allSatisfy(addsUp) ? [] : [say("comparison.finer")]),
      // Beside the first scenario each move is told once; those between the others stand in the tables.
      list: real.filter { scenarios.count < 3 || $0[ComparisonTable.first] == scenarios[0] }
        .map { $0[CommonColumns.finding] }, tables: tables)
  }

  /// Whether the difference of a row is that of its chances, to what is printed.
  private func addsUp(_ row: Table.Record) -> Bool {
    ComparisonReport.addsUp(
      row[ComparisonTable.firstChance] ?? .nan, row[ComparisonTable.secondChance] ?? .nan,
      row[ComparisonTable.difference] ?? .nan)
  }

  /// A chance, in whole percents where it rests on a thin basis in either scenario.
  private func chance(_ row: Table.Record, _ column: Column<Double>) -> String {
    words.number.chance(row[column] ?? .nan, isThin: row[ComparisonTable.isThin] == true)
  }

  /// Titles of the scenarios by their names, where each has one of its own.
  private var titles: [String: String] {
    let manifest = words.folder.manifest
    let (names, titles) = (manifest.scenarios ?? [], manifest.titles ?? [])
    guard names.count == titles.count, Set(titles).count == titles.count else { return [:] }
    return Dictionary(zip(names, titles)) { first, _ in first }
  }

  private func title(_ scenario: String) -> String { titles[scenario] ?? scenario }

  /// Which scenario bears which name: what commands and tables call them.
  private var names: [String] {
    let manifest = words.folder.manifest
    return zip(manifest.scenarios ?? [], manifest.titles ?? []).map { "\($0): \($1)" }
  }

  /// What a row is about: a target by its name and place, a group in words.
  private func subject(_ row: Table.Record) -> Markup {
    let (name, place) = (row[CommonColumns.target], row.compared(words.say))
    guard !name.isEmpty, name != place else { return Markup(place) }
    return row[ComparisonTable.group] == nil
      ? Markup(name) + .element("small", [:], Markup(place)) : Markup(name)
  }

  /// The chances in all scenarios, of what differs between any two.
  private func beside(_ rows: [Table.Record], _ scenarios: [String]) -> PageTable {
    let say = words.say
    var table = PageTable(
      caption: say("page.comparison.all"),
      columns: [say("column.target")] + scenarios.map(title))
    let subjects = grouped(rows) {
      [
        $0[CommonColumns.plan], $0[CommonColumns.reference], $0[CommonColumns.indicator],
        $0[ComparisonTable.group]?.code ?? "",
      ]
    }
    for subject in subjects
    where subject.rows.contains(where: { $0[ComparisonTable.isReal] == true }) {
      var chances: [String: String] = [:]
      for row in subject.rows {
        chances[row[ComparisonTable.first]] = chance(row, ComparisonTable.firstChance)
        chances[row[ComparisonTable.second]] = chance(row, ComparisonTable.secondChance)
      }
      table.rows.append(
        [.markup(self.subject(subject.rows[0]))] + scenarios.map { .number(chances[$0] ?? "–") })
    }
    return table
  }
}

/// What growth, or what lever, gives a wanted probability.
struct RequirementPart {
  let words: PageWords

  var section: PageSection? {
    let rows = words.records(RequirementTable.definition)
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
        .text(say.place(row[CommonColumns.reference])), .text(row[RequirementTable.variable]),
        .number(words.short(row, RequirementTable.value) + " " + row[CommonColumns.unit]),
        .number(words.chance(row, RequirementTable.reached)),
        .text(words.answer(row[RequirementTable.isReachable])),
      ])
    }
    return PageSection(
      "requirement", say("page.requirement.heading"),
      sentences: rows.map { $0[CommonColumns.finding] },
      tables: [table])
  }
}
