internal import Files
internal import Plans

/// Sheets that show one table each: comparison, calibration, assumptions, floors, provenance.
struct TableSheets {
  private let words: PageWords

  init(_ words: PageWords) { self.words = words }

  /// Scenarios side by side.
  var comparison: Sheet? {
    let rows = words.rows("comparison.csv")
    guard !rows.isEmpty else { return nil }
    let say = words.say
    return TableSheet(
      say("run.sheet.comparison"), title: say("page.comparison.heading"), notes: [],
      columns: [
        SheetColumn("plan", say("run.column.plan"), 9, .text),
        SheetColumn("ref", say("column.ref"), 30, .group),
        SheetColumn("scenario_a", say("run.column.a"), 24, .text),
        SheetColumn("scenario_b", say("run.column.b"), 24, .text),
        SheetColumn("probability_a", say("run.column.chance.a"), 12, .share),
        SheetColumn("probability_b", say("run.column.chance.b"), 12, .share),
        SheetColumn("difference", say("run.column.difference"), 12, .share),
        SheetColumn("difference_error", say("run.column.error"), 12, .share),
        SheetColumn("distinguishable", say("page.column.real"), 11, .word("page.real.")),
        SheetColumn("finding", say("run.column.finding"), 70, .text),
      ], rows: rows, words: words, frozen: 2
    ).sheet
  }

  /// How often ranges held on the past.
  var calibration: Sheet? {
    let rows = words.rows("calibration.csv")
    guard !rows.isEmpty else { return nil }
    let say = words.say
    return TableSheet(
      say("run.sheet.calibration"), title: say("page.calibration.heading"),
      notes: [say("run.calibration.explained")],
      columns: [
        SheetColumn("scope", say("page.column.scope"), 46, .scope),
        SheetColumn("nominal", say("page.column.nominal"), 12, .share),
        SheetColumn("covered", say("page.column.covered"), 12, .share),
        SheetColumn("cases", say("tracking.cases"), 12, .whole),
        SheetColumn("source", say("workbook.coverage.source"), 70, .calibrationSource),
      ], rows: rows, words: words, frozen: 1
    ).sheet
  }

  /// What was fitted or judged for each indicator, and on what.
  var assumptions: Sheet? {
    let fits = words.folder.fits?["indicators"]?.elements ?? []
    guard !fits.isEmpty else { return nil }
    let say = words.say
    let names = Dictionary(
      words.rows("projections.csv").map { ($0["indicator"], $0["name"]) }
    ) { first, _ in first }
    let headings =
      ["run.column.indicator", "column.basis", "run.column.model", "run.column.reason"]
      .map { say($0) } + [say("run.column.author"), say("run.column.parameters")]
    let widths = [46.0, 14, 20, 24, 16, 70]
    var sheet = Sheet(name: say("run.sheet.assumptions"), widths: widths)
    sheet.merge(0...0, 0...5, say("run.assumptions.heading"), CellStyle(.title))
    for basis in ["data", "anchor", "proxy", "derived", "judgement", "illustrative"]
    where fits.contains(where: { $0["basis"]?.string == basis }) {
      let row = sheet.nextRow
      sheet.merge(row...row, 0...5, say.word("basis.explained.", basis), CellStyle(.note))
    }
    let head = sheet.nextRow + 1
    for (index, heading) in headings.enumerated() {
      sheet.set(head, index, .text(heading), CellStyle(.header))
    }
    for (offset, fit) in fits.enumerated() {
      let id = fit["indicator"]?.string ?? ""
      let reason = fit["reason"]?.string ?? ""
      let texts = [
        names[id] ?? id, fit["basis"]?.string.map { say.word("basis.", $0) } ?? "",
        fit["model"]?.string ?? "",
        say.keys.contains("run.reason.\(reason)") ? say("run.reason.\(reason)") : reason,
        fit["author"]?.string ?? "", parameters(fit),
      ]
      sheet.row(head + 1 + offset, texts.map { (.text($0), .label()) }, widths: widths)
    }
    sheet.headerRows = head...head
    sheet.frozen = (head + 1, 1)
    sheet.filtered = head...(head + fits.count)
    return sheet
  }

  private func parameters(_ fit: JSONNode) -> String {
    (fit["parameters"]?.elements ?? []).map { parameter in
      let value = parameter["value"]?.number.map { words.number.short($0) } ?? "–"
      guard let error = parameter["standard_error"]?.number else {
        return "\(parameter["name"]?.string ?? "") = \(value)"
      }
      return "\(parameter["name"]?.string ?? "") = \(value) ± \(words.number.short(error))"
    }.joined(separator: "; ")
  }

  /// Shares that no year may undercut.
  var floors: Sheet? {
    let rows = words.rows("floors.csv")
    guard !rows.isEmpty else { return nil }
    let say = words.say
    return TableSheet(
      say("run.sheet.floors"), title: say("page.floors"), notes: [],
      columns: [
        SheetColumn("title", say("page.column.floor"), 46, .text),
        SheetColumn("year", say("column.year"), 8, .year),
        SheetColumn("at_least", say("column.wanted"), 10, .number),
        SheetColumn("p10", "P10", 10, .number), SheetColumn("p50", "P50", 10, .number),
        SheetColumn("p90", "P90", 10, .number),
        SheetColumn("kept", say("page.column.kept"), 12, .share),
        SheetColumn("kept_error", say("run.column.error"), 12, .share),
        SheetColumn("kept_throughout", say("run.column.throughout"), 14, .share),
        SheetColumn("required_p50", say("run.column.asked"), 14, .number),
        SheetColumn("amount_p50", say("run.column.amount"), 14, .number),
      ], rows: rows, words: words, frozen: 1
    ).sheet
  }

  /// Version, seed and every file read, with its hash.
  var manifest: Sheet {
    let say = words.say
    let manifest = words.folder.manifest
    var sheet = Sheet(name: say("run.sheet.manifest"), widths: [50, 70, 14])
    sheet.merge(0...0, 0...2, say("page.sources.heading"), CellStyle(.title))
    let facts: [(String, String)] = [
      ("run.fact.version", manifest["version"]?.string ?? ""),
      ("run.fact.scenario", manifest["scenario"]?.string ?? words.folder.title),
      ("run.fact.date", manifest["as_of"]?.string ?? "–"),
      ("run.fact.paths", "\(manifest["paths"]?.integer ?? 0)"),
      ("run.fact.seed", "\(manifest["seed"]?.unsigned ?? 0)"),
    ]
    for (index, fact) in facts.enumerated() {
      sheet.set(1 + index, 0, .text(say(fact.0)), .label())
      sheet.set(1 + index, 1, .text(fact.1), .label())
    }
    let head = sheet.nextRow + 1
    for (index, heading) in [say("page.column.file"), "SHA-256", say("page.column.bytes")]
      .enumerated()
    {
      sheet.set(head, index, .text(heading), CellStyle(.header))
    }
    for (offset, input) in (manifest["inputs"]?.elements ?? []).enumerated() {
      let row = head + 1 + offset
      sheet.set(row, 0, .text(input["path"]?.string ?? ""), .label())
      sheet.set(row, 1, .text(input["sha256"]?.string ?? ""), .label())
      sheet.set(row, 2, .optional(input["bytes"]?.number), .number(.none))
    }
    sheet.headerRows = head...head
    return sheet
  }
}
