internal import Pipeline
internal import Plans
internal import Tables
internal import TimeSeries
internal import Tracking

/// What moved since an earlier run, and why.
struct ChangesPart {
  let words: PageWords

  var section: PageSection? {
    guard let layout = ChangesLayout(words.folder) else { return nil }
    let say = words.say
    var table = PageTable(
      caption: layout.heading,
      columns: [say("changes.what"), say("changes.before")]
        + layout.causes.map { say("changes.cause.\($0.rawValue)") } + [say("changes.after")])
    for move in layout.moves {
      let moves = layout.causes.map { PageTable.Cell.number(move.moves[$0] ?? "–") }
      table.rows.append(
        [.text(move.name), .number(move.before)] + moves + [.number(move.after)])
    }
    var figures = PageTable(
      caption: say("changes.figures.heading"),
      columns: [
        say("changes.figures.cause"), say("changes.figures.series"), say("scorecard.column.period"),
        say("changes.before"), say("changes.after"), say("changes.figures.vintage"),
      ])
    for row in layout.figures {
      figures.rows.append([
        .text(row[ChangesTable.cause].map { say("changes.cause.\($0.rawValue)") } ?? ""),
        .text(layout.figureName(row)),
        .text(row[ChangedFiguresTable.period].map { say.period($0) } ?? ""),
        .number(layout.figure(row[ChangedFiguresTable.before])),
        .number(layout.figure(row[ChangedFiguresTable.after])),
        .text(row[ChangedFiguresTable.vintage].map { say.day($0) } ?? ""),
      ])
    }
    return PageSection(
      "changes", say("page.changes.heading", ["title": words.folder.title]),
      sentences: [layout.explained],
      tables: [table] + (figures.rows.isEmpty ? [] : [figures]))
  }
}
