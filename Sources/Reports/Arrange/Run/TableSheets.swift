internal import Attainment
internal import Models
internal import Tables
internal import TimeSeries

/// Sheets that show one table each: comparison, calibration, assumptions, floors, provenance.
struct TableSheets {
  let words: PageWords
  private var say: Catalogue { words.say }

  /// Scenarios side by side.
  var comparison: Sheet? {
    let isThin = SheetColumn.Kind.chanceWhere { $0[ComparisonTable.isThin] == true }
    return words.sheet(
      ComparisonTable.definition, "comparison", title: say("page.comparison.heading"), frozen: 2,
      [
        SheetColumn(CommonColumns.plan, say("run.column.plan"), 9, .text),
        SheetColumn(CommonColumns.reference, say("column.ref"), 30, .own { $0.compared(say) }),
        SheetColumn(ComparisonTable.first, say("run.column.a"), 24, .text),
        SheetColumn(ComparisonTable.second, say("run.column.b"), 24, .text),
        SheetColumn(ComparisonTable.firstChance, say("run.column.chance.a"), 12, isThin),
        SheetColumn(ComparisonTable.secondChance, say("run.column.chance.b"), 12, isThin),
        SheetColumn(ComparisonTable.difference, say("run.column.difference"), 12, .share),
        SheetColumn(ComparisonTable.error, say("run.column.error"), 12, .share),
        SheetColumn(ComparisonTable.isReal, say("page.column.real"), 11, .word("page.real.")),
        SheetColumn(CommonColumns.finding, say("run.column.finding"), 70, .text),
      ])?.sheet
  }

  /// How often something as fast as each target came about.
  var baseRates: Sheet? {
    let rows = words.records(BaseRateTable.definition).filter { $0[BaseRateTable.asked] != nil }
    guard !rows.isEmpty else { return nil }
    return TableSheet(
      say("run.sheet.rates"), title: say("run.rates.heading"), notes: [say("run.rates.explained")],
      columns: [
        SheetColumn(CommonColumns.plan, say("run.column.plan"), 9, .text),
        SheetColumn(CommonColumns.reference, say("column.ref"), 14, .text),
        SheetColumn(CommonColumns.target, say("column.target"), 46, .text),
        SheetColumn(AttainmentTable.year, say("column.year"), 8, .year),
        SheetColumn(BaseRateTable.asked, say("run.column.pace"), 14, .number),
        SheetColumn(BaseRateTable.unit, say("run.column.pace.unit"), 14, .word("run.pace.")),
        SheetColumn(BaseRateTable.askedYears, say("run.column.pace.years"), 11, .whole),
        SheetColumn(CommonColumns.finding, say("run.column.cases.which"), 70, .text),
        SheetColumn(BaseRateTable.spell, say("run.column.spell"), 12, .whole),
        SheetColumn(BaseRateTable.cases, say("tracking.cases"), 12, .whole),
        SheetColumn(BaseRateTable.reached, say("run.column.reached"), 12, .whole),
        SheetColumn(BaseRateTable.share, say("run.column.reached.share"), 12, .share),
        SheetColumn(BaseRateTable.place, say("run.column.place"), 40, .text),
      ], rows: rows, words: words, frozen: 3
    ).sheet
  }

  /// How often ranges held on the past.
  var calibration: Sheet? {
    return words.sheet(
      CalibrationTable.definition, "calibration", title: say("page.calibration.heading"),
      notes: [say("run.calibration.explained")], frozen: 1,
      [
        SheetColumn(CalibrationTable.scope, say("page.column.scope"), 46, .own(words.scope)),
        SheetColumn(CalibrationTable.nominal, say("page.column.nominal"), 12, .share),
        SheetColumn(CalibrationTable.covered, say("page.column.covered"), 12, .share),
        SheetColumn(CalibrationTable.cases, say("tracking.cases"), 12, .whole),
        SheetColumn(
          CalibrationTable.source, say("workbook.coverage.source"), 70,
          .own(words.calibrationSource)),
      ])?.sheet
  }

  /// What was fitted or judged for each indicator, and on what.
  var assumptions: Sheet? {
    let fits = words.folder.fits?.indicators ?? []
    guard !fits.isEmpty else { return nil }
    let names = Dictionary(
      words.records(ProjectionTable.definition).map {
        ($0[CommonColumns.indicator], $0[ProjectionTable.name])
      }
    ) { first, _ in first }
    let headings = [
      "run.column.indicator", "column.basis", "run.column.model", "run.column.reason",
      "run.column.author", "run.column.parameters",
    ].map { say($0) }
    var sheet = Sheet(name: say("run.sheet.assumptions"), widths: [46, 14, 20, 24, 16, 70])
    sheet.remark(say("run.assumptions.heading"), .title)
    for basis in Basis.allCases
    where basis != .notAssessed && fits.contains(where: { $0.basis == basis }) {
      sheet.remark(say("basis.explained.\(basis.code)"))
    }
    let head = sheet.nextRow + 1
    sheet.heads(head...head, headings, frozen: 1)
    for (offset, fit) in fits.enumerated() {
      let texts = [
        names[fit.indicator] ?? fit.indicator, fit.basis.map { say("basis.\($0.code)") } ?? "",
        say.model(fit.model?.code ?? ""), fit.reason.map { say("run.reason.\($0.rawValue)") } ?? "",
        fit.author ?? "", parameters(fit),
      ]
      sheet.row(head + 1 + offset, texts.map { (.text($0), .label()) })
    }
    sheet.filtered = head...(head + fits.count)
    return sheet
  }

  private func parameters(_ fit: RunFits.Fit) -> String {
    (fit.parameters ?? []).map { parameter in
      let value = parameter.value.map { words.number.short($0) } ?? "–"
      let error = parameter.error.map { " ± \(words.number.short($0))" } ?? ""
      return "\(parameter.name ?? "") = \(value)\(error)"
    }.joined(separator: "; ")
  }

  /// Shares that no year may undercut.
  var floors: Sheet? {
    return words.sheet(
      FloorTable.definition, "floors", title: say("page.floors"), frozen: 1,
      [
        SheetColumn(FloorTable.title, say("page.column.floor"), 46, .text),
        SheetColumn(CommonColumns.year, say("column.year"), 8, .year),
        SheetColumn(FloorTable.least, say("column.wanted"), 10, .stated),
        SheetColumn(CommonColumns.p10, "P10", 10, .number),
        SheetColumn(CommonColumns.p50, "P50", 10, .number),
        SheetColumn(CommonColumns.p90, "P90", 10, .number),
        SheetColumn(FloorTable.kept, say("page.column.kept"), 12, .share),
        SheetColumn(FloorTable.keptError, say("run.column.error"), 12, .share),
        SheetColumn(FloorTable.throughout, say("run.column.throughout"), 14, .share),
        SheetColumn(FloorTable.required50, say("run.column.asked"), 14, .number),
        SheetColumn(FloorTable.amount50, say("run.column.amount"), 14, .number),
      ])?.sheet
  }

  /// Version, seed and every file read, with its hash.
  var manifest: Sheet {
    let manifest = words.folder.manifest
    var sheet = Sheet(name: say("run.sheet.manifest"), widths: [50, 70, 14])
    sheet.remark(say("page.sources.heading"), .title)
    let facts: [(String, String)] = [
      ("run.fact.version", manifest.version ?? ""),
      ("run.fact.scenario", manifest.scenario ?? words.folder.title),
      ("run.fact.date", say.day(manifest.asOf)),
      ("run.fact.paths", "\(manifest.paths ?? 0)"),
      ("run.fact.seed", "\(manifest.seed ?? 0)"),
    ]
    for (index, fact) in facts.enumerated() {
      sheet.set(1 + index, 0, .text(say(fact.0)), .label())
      sheet.set(1 + index, 1, .text(fact.1), .label())
    }
    let head = sheet.nextRow + 1
    sheet.heads(head...head, [say("page.column.file"), "SHA-256", say("page.column.bytes")])
    for (offset, input) in (manifest.inputs ?? []).enumerated() {
      let row = head + 1 + offset
      sheet.set(row, 0, .text(input.path), .label())
      sheet.set(row, 1, .text(input.sha256), .label())
      sheet.set(row, 2, .optional(input.bytes.map(Double.init)), .number(.none))
    }
    sheet.headerRows = head...head
    return sheet
  }
}
