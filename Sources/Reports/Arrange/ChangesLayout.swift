internal import Plans
internal import Tables
internal import TimeSeries
internal import Tracking

/// What a folder tells of moves since an earlier run, a line a figure.
struct ChangesLayout {
  /// One figure with its moves by cause, as people read them.
  struct Move {
    let name, before, after: String
    let moves: [GrowthChanges.Cause: String]
    let rows: [Table.Record]
  }

  let causes: [GrowthChanges.Cause]
  let moves: [Move]
  /// The figures that came since.
  let figures: [Table.Record]
  /// Since when.
  let heading: String
  private let words: ChangesWords
  private let day: CalendarDate?

  /// - Returns: `nil` for a folder that was compared with none.
  init?(_ folder: FolderTables) {
    let rows = folder.records(ChangesTable.definition)
    guard !rows.isEmpty else { return nil }
    let words = ChangesWords(folder)
    self.words = words
    causes = GrowthChanges.Cause.allCases.filter { cause in
      rows.contains { $0[ChangesTable.cause] == cause }
    }
    moves = grouped(rows) { row in
      [
        row[ChangesTable.quantity]?.rawValue ?? "", row[ChangesTable.ref],
        row[ChangesTable.period]?.description ?? "",
      ]
    }.compactMap { group in
      guard let first = group.rows.first, let last = group.rows.last,
        let quantity = first[ChangesTable.quantity], let period = first[ChangesTable.period],
        let before = first[ChangesTable.before], let after = last[ChangesTable.after]
      else { return nil }
      let moves = group.rows.compactMap { row -> (GrowthChanges.Cause, String)? in
        guard let cause = row[ChangesTable.cause], let points = row[ChangesTable.points] else {
          return nil
        }
        return (cause, words.move(quantity, points))
      }
      let title: String = first[ChangesTable.name]
      let name = words.name(quantity, first[ChangesTable.ref], period, title: title)
      return Move(
        name: name,
        before: words.value(quantity, before), after: words.value(quantity, after),
        moves: Dictionary(moves) { $1 }, rows: group.rows)
    }
    figures = folder.records(ChangedFiguresTable.definition)
    day = rows.lazy.compactMap { $0[ChangesTable.earlier] }.first
    heading = words.say(
      "changes.heading", ["day": day.map { words.say.day($0) } ?? words.say("changes.noday")])
  }

  /// How causes are told apart, or that they cannot be.
  var explained: String { words.explained(causes, since: day) }

  /// What a figure is of.
  func figureName(_ row: Table.Record) -> String {
    let name = row[ChangedFiguresTable.name]
    guard name.isEmpty else { return name }
    return words.figure(
      row[ChangedFiguresTable.series], isDated: row[ChangedFiguresTable.vintage] != nil)
  }

  /// A published figure; a dash for none.
  func figure(_ figure: PublishedFigure?) -> String {
    figure.map { words.style.fixed($0.value, decimals: $0.decimals) } ?? "–"
  }
}
