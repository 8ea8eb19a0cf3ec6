internal import Attainment
internal import Tables

/// Milestones that dated tasks speak for.
struct MilestoneSheet {
  let words: PageWords
  private var say: Catalogue { words.say }

  /// The sheet; `nil` without such milestones.
  var sheet: Sheet? {
    let rows = words.milestones
    guard !rows.isEmpty else { return nil }
    let isBorrowed = rows.contains { $0[AttainmentTable.basis] == .reference }
    return TableSheet(
      say("run.sheet.milestones"), title: say("milestones.heading"),
      notes: [say("milestones.explained")] + (isBorrowed ? [say("page.tasks.class")] : []),
      columns: SheetColumn.row(say) + [
        SheetColumn(AttainmentTable.probability, say("column.chance"), 10, .chance),
        SheetColumn(CommonColumns.error, say("run.column.error"), 10, .share),
        SheetColumn(AttainmentTable.firstYear, say("page.column.first"), 9, .year),
        SheetColumn(AttainmentTable.basis, say("column.basis"), 13, .word("basis.")),
        SheetColumn(AttainmentTable.agency, say("column.agency"), 30, .text),
        SheetColumn(AttainmentTable.note, say("run.column.note"), 70, .text),
      ], rows: rows, words: words, frozen: 3
    ).sheet
  }
}
