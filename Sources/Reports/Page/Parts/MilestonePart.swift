internal import Attainment
internal import Tables
internal import TimeSeries

/// Milestones that dated tasks speak for: whether each is met by the end of its year.
struct MilestonePart {
  let words: PageWords
  private var say: Catalogue { words.say }

  var section: PageSection? {
    let rows = words.milestones
    guard !rows.isEmpty else { return nil }
    var table = PageTable(
      caption: say("milestones.heading"),
      columns: [
        say("column.target"), say("column.year"), say("column.chance"), say("run.column.note"),
      ])
    let bases = Basis.allCases.filter { basis in
      basis != .notAssessed && rows.contains { $0[AttainmentTable.basis] == basis }
    }.sorted { one, other in
      func count(_ basis: Basis) -> Int { rows.count { $0[AttainmentTable.basis] == basis } }
      return count(one) > count(other)
    }
    let common = shared(rows)
    let several = Set(rows.map { $0[CommonColumns.plan] }).count > 1
    for group in grouped(rows, by: { [$0[CommonColumns.plan], $0[AttainmentTable.agency]] }) {
      let (plan, agency) = (group.key[0], group.key[1])
      let name = agency.isEmpty ? say("page.noagency") : agency
      table.rows.append([.group(several ? "\(plan): \(name)" : name)])
      for row in group.rows { table.rows.append(cells(row, bases.first, without: common)) }
    }
    let isBorrowed = bases.contains(.reference)
    return PageSection(
      "milestones", say("milestones.heading"),
      sentences: (isBorrowed ? [say("page.tasks.class")] : []) + [say("milestones.explained")]
        + (common.isEmpty
          ? [] : [say("milestones.shared", ["clauses": common.joined(separator: "; ")])])
        + [words.mostError(rows.compactMap { $0[CommonColumns.error] })].compactMap(\.self),
      figures: [
        PageFigure.legend(bases.map { (Sign($0).key(), say("basis.explained.\($0.code)")) })
      ], tables: [table])
  }

  private func clauses(_ row: Table.Record) -> [String] {
    row[AttainmentTable.note].split(separator: "; ").map(String.init)
  }

  /// Clauses that stand in the note of every row, which are told once for all.
  private func shared(_ rows: [Table.Record]) -> [String] {
    guard rows.count > 1 else { return [] }
    return clauses(rows[0]).filter { clause in
      rows.allSatisfy { clauses($0).contains(clause) }
    }
  }

  /// What a row rests on is told once for all; only another basis than the first stands in its row.
  private func cells(
    _ row: Table.Record, _ usual: Basis?, without common: [String]
  ) -> [PageTable.Cell] {
    let basis = row[AttainmentTable.basis]
    let own = clauses(row).filter { !common.contains($0) }.joined(separator: "; ")
    let notes = [basis == usual ? "" : words.basis(row), own]
    let reference = Markup.element("small", [:], Markup(say.place(row[CommonColumns.reference])))
    return [
      .markup(Markup(row[CommonColumns.target]) + reference),
      .number(row[AttainmentTable.year].map { "\($0)" } ?? ""),
      .share(row[AttainmentTable.probability], words.shownChance(row)),
      .remark(notes.filter { !$0.isEmpty }.joined(separator: ": ")),
    ]
  }
}
