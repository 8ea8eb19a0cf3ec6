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
        say("column.ref"), say("column.target"), say("column.year"), say("page.column.drawn"),
        say("column.chance"), say("column.basis"), say("run.column.note"),
      ])
    let several = Set(rows.map { $0[CommonColumns.plan] }).count > 1
    for group in grouped(rows, by: { [$0[CommonColumns.plan], $0[AttainmentTable.agency]] }) {
      let (plan, agency) = (group.key[0], group.key[1])
      let name = agency.isEmpty ? say("page.noagency") : agency
      table.rows.append([.group(several ? "\(plan): \(name)" : name)])
      for row in group.rows { table.rows.append(cells(row)) }
    }
    let bases = Basis.allCases.filter { basis in
      basis != .notAssessed && rows.contains { $0[AttainmentTable.basis] == basis }
    }
    let isBorrowed = bases.contains(.reference)
    return PageSection(
      "milestones", say("milestones.heading"),
      sentences: (isBorrowed ? [say("page.tasks.class")] : []) + [say("milestones.explained")],
      figures: [
        PageFigure.legend(bases.map { (Sign($0).key(), say("basis.explained.\($0.code)")) })
      ], tables: [table])
  }

  private func cells(_ row: Table.Record) -> [PageTable.Cell] {
    let plot = ShareMark.shares([
      ShareMark.Share(
        value: row[AttainmentTable.probability], error: row[CommonColumns.error],
        sign: Sign(row[AttainmentTable.basis]))
    ])
    return [
      .text(row[CommonColumns.reference]), .text(row[CommonColumns.target]),
      .number(row[AttainmentTable.year].map { "\($0)" } ?? ""), .plot(plot),
      .number(words.chance(row)), .text(words.basis(row)), .text(row[AttainmentTable.note]),
    ]
  }
}
