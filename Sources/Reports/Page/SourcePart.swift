internal import Files
internal import Plans

/// What was not assessed, floors, and figures that gave way.
struct RestPart {
  private let words: PageWords

  init(_ words: PageWords) { self.words = words }

  var section: PageSection? {
    let rows = words.rows("attainment.csv")
    let missing = rows.filter { $0.number("probability") == nil }
    let floors = words.rows("floors.csv")
    guard !missing.isEmpty || !floors.isEmpty else { return nil }
    var tables: [PageTable] = []
    if !floors.isEmpty { tables.append(table(floors)) }
    if !missing.isEmpty {
      var table = PageTable(
        caption: words.say("notassessed.heading", ["count": "\(missing.count)"]),
        columns: [
          words.say("page.column.reason"), words.say("column.targets"),
          words.say("page.column.refs"),
        ])
      for reason in grouped(missing, by: { $0["note"] }) {
        table.rows.append([
          .text(reason.key), .number("\(reason.rows.count)"),
          .text(reason.rows.map { $0["ref"] }.joined(separator: ", ")),
        ])
      }
      tables.append(table)
    }
    return PageSection(
      "rest", words.say("page.rest.heading"), sentences: [words.say("page.rest.explained")],
      tables: tables)
  }

  private func table(_ floors: [TableRow]) -> PageTable {
    let say = words.say
    var table = PageTable(
      caption: say("page.floors"),
      columns: [
        say("page.column.floor"), say("column.year"), say("column.wanted"),
        say("column.range"), say("page.column.kept"),
      ])
    for row in floors {
      let kept = row.number("kept").map { share in
        say(
          "page.chance",
          [
            "p": words.number.percent(share),
            "error": words.number.points(row.number("kept_error") ?? .nan),
          ])
      }
      table.rows.append([
        .text(row["title"]), .number(row["year"]), .number("≥ " + words.short(row, "at_least")),
        .number(words.range(row)), .number(kept ?? say("basis.not_assessed")),
      ])
    }
    return table
  }
}

/// Where everything comes from, for each folder of the page.
struct SourcePart {
  private let folders: [PageWords]

  init(_ folders: [PageWords]) { self.folders = folders }

  var section: PageSection {
    let say = folders[0].say
    let tables = folders.map { words in
      var table = PageTable(
        caption: say("page.sources.files", ["title": words.folder.title]),
        columns: [say("page.column.file"), "SHA-256", say("page.column.bytes")])
      for input in words.folder.manifest["inputs"]?.elements ?? [] {
        table.rows.append([
          .text(input["path"]?.string ?? ""),
          .text(String((input["sha256"]?.string ?? "").prefix(16))),
          .number(words.number.fixed(input["bytes"]?.number ?? 0, decimals: 0)),
        ])
      }
      return table
    }
    return PageSection(
      "sources", say("page.sources.heading"),
      sentences: folders.map { words in
        let manifest = words.folder.manifest
        return say(
          "page.sources.run",
          [
            "command": words.folder.command, "version": manifest["version"]?.string ?? "",
            "scenario": manifest["scenario"]?.string ?? words.folder.title,
            "seed": "\(manifest["seed"]?.unsigned ?? 0)",
            "paths": words.number.fixed(manifest["paths"]?.number ?? 0, decimals: 0),
            "date": manifest["as_of"]?.string ?? "–",
          ])
      } + [say("page.sources.library")], tables: tables)
  }
}
