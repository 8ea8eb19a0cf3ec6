internal import Attainment
internal import Tables
internal import TimeSeries

/// What was not assessed, floors, and figures that gave way.
struct RestPart {
  let words: PageWords
  private var say: Catalogue { words.say }

  var section: PageSection? {
    let rows = words.records(AttainmentTable.definition)
    let missing = rows.filter { $0[AttainmentTable.probability] == nil }
    let floors = words.records(FloorTable.definition)
    guard !missing.isEmpty || !floors.isEmpty else { return nil }
    var tables: [PageTable] = []
    if !floors.isEmpty { tables.append(table(floors)) }
    if !missing.isEmpty {
      var table = PageTable(
        caption: say("notassessed.heading", ["count": "\(missing.count)"]),
        columns: [say("page.column.reason"), say("column.targets"), say("page.column.refs")])
      for reason in grouped(missing, by: { $0[AttainmentTable.note] }) {
        table.rows.append([
          .text(reason.key), .number("\(reason.rows.count)"),
          .text(reason.rows.map { say.place($0[CommonColumns.reference]) }.joined(separator: ", ")),
        ])
      }
      tables.append(table)
    }
    return PageSection(
      "rest", say("page.rest.heading"),
      sentences: [say("page.rest.explained")],
      tables: tables)
  }

  private func table(_ floors: [Table.Record]) -> PageTable {
    var table = PageTable(
      caption: say("page.floors"),
      columns: [
        say("page.column.floor"), say("column.year"), say("column.wanted"),
        say("column.range"), say("page.column.kept"),
      ])
    for row in floors {
      table.rows.append([
        .text(row[FloorTable.title]), .number(row[CommonColumns.year].map { "\($0)" } ?? ""),
        .number("≥ " + words.given(row[FloorTable.least])), .number(words.range(row)),
        .number(
          row[FloorTable.kept] == nil
            ? say("basis.not_assessed")
            : words.shownChance(
              row, FloorTable.kept, error: FloorTable.keptError,
              isThin: row[AttainmentTable.basis]?.isThin == true)),
      ])
    }
    return table
  }
}

/// Where everything comes from, for each folder of the page.
struct SourcePart {
  let folders: [PageWords]

  var section: PageSection {
    let say = folders[0].say
    let tables = folders.map { words in
      var table = PageTable(
        caption: say("page.sources.files", ["title": words.folder.title]),
        columns: [say("page.column.file"), "SHA-256", say("page.column.bytes")])
      // Scenarios that are compared share files.
      var seen: Set<String> = []
      for input in words.folder.manifest.inputs ?? []
      where seen.insert("\(input.path) \(input.sha256)").inserted {
        table.rows.append([
          .text(input.path), .text(String(input.sha256.prefix(16))),
          .number(words.number.fixed(Double(input.bytes ?? 0), decimals: 0)),
        ])
      }
      return table
    }
    let carried = folders.flatMap { words in words.carried.map { "\($0)." } }
    return PageSection(
      "sources", say("page.sources.heading"),
      sentences: folders.map { words in
        let manifest = words.folder.manifest
        if let event = manifest.event {
          return say(
            "page.sources.effect",
            [
              "command": words.folder.command, "version": manifest.version ?? "",
              "panel": words.folder.title, "seed": "\(manifest.seed ?? 0)",
              "date": say.day(event),
            ])
        }
        return say(
          "page.sources.run",
          [
            "command": words.folder.command, "version": manifest.version ?? "",
            "scenario": manifest.scenario ?? words.folder.title,
            "seed": "\(manifest.seed ?? 0)", "paths": words.paths,
            "date": say.day(manifest.asOf),
          ])
      } + carried + [say("page.sources.alone")], tables: tables)
  }
}

/// How often ranges held on the past, beside what they promised.
struct CalibrationPart {
  let words: PageWords

  /// Fewer cases make no share: they are counted, behind the others.
  private static let few = 10

  var section: PageSection? {
    let rows = words.records(CalibrationTable.definition).filter {
      $0[CalibrationTable.covered] != nil
    }
    guard !rows.isEmpty else { return nil }
    let say = words.say
    var table = PageTable(
      caption: say("page.calibration.table"),
      columns: [
        say("page.column.scope"), say("page.column.nominal"), say("page.column.drawn"),
        say("page.column.covered"), say("tracking.cases"),
      ])
    func isFew(_ row: Table.Record) -> Bool { (row[CalibrationTable.cases] ?? 0) < Self.few }
    for row in rows.filter({ !isFew($0) }) + rows.filter(isFew) {
      guard let nominal = row[CalibrationTable.nominal],
        let covered = row[CalibrationTable.covered],
        let cases = row[CalibrationTable.cases], cases > 0
      else { continue }
      let plot = ShareMark.held(covered, of: cases, promised: nominal)
      table.rows.append([
        .text(words.scope(row)), .number(words.number.percent(nominal)), .plot(plot),
        .number(
          isFew(row)
            ? say(
              "page.calibration.few",
              [
                "held": "\(Int((covered * Double(cases)).rounded()))", "cases": "\(cases)",
              ]) : words.number.percent(covered)),
        .number(words.number.fixed(Double(cases), decimals: 0)),
      ])
    }
    return PageSection(
      "reliability", say("page.calibration.heading"),
      sentences: [say("page.calibration.explained")],
      tables: [table])
  }
}
