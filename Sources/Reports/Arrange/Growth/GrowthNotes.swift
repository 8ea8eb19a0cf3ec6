internal import Tables
internal import TimeSeries
internal import Tracking

extension GrowthLayout {
  /// The sheet of notes: what was asked, what the figures rest on, what is left out.
  func noteSheet() -> Sheet {
    var sheet = sheet("notes", widths: [28, 36, 40, 18, 18])
    sheet.frozen = nil
    band(&sheet, "notes.conditions")
    conditions(&sheet)
    band(&sheet, "notes.method")
    method(&sheet)
    figures(&sheet)
    band(&sheet, "notes.sources")
    sources(&sheet)
    band(&sheet, "notes.discrepancies")
    discrepancies(&sheet)
    band(&sheet, "notes.omitted")
    let isStructured = !annex.folder.records(CurrentPricesTable.definition).isEmpty
    let hasTasks = !annex.folder.records(TaskTable.definition).isEmpty
    for key in (isStructured ? [] : ["structure"]) + ["drivers"] + (hasTasks ? [] : ["tasks"]) {
      sheet.remark(phrase("omitted." + key))
    }
    return sheet
  }

  private func band(_ sheet: inout Sheet, _ key: String) {
    sheet.band(at: sheet.nextRow, phrase(key))
  }

  private func conditions(_ sheet: inout Sheet) {
    for variant in annex.variants.indices {
      sheet.remark("\(title(ofVariant: variant)). \(asked(variant)).")
      let asked = annex.variants[variant]
      if let share = asked.row[VariantsTable.probability],
        let error = asked.row[VariantsTable.error]
      {
        let places = ["p": numbers.percent(share), "error": numbers.points(error)]
        sheet.remark(phrase("notes.probability", places))
        if asked.row[VariantsTable.verdict] == .missed { sheet.remark(say("growth.part.missed")) }
      } else if let verdict = asked.row[VariantsTable.verdict], verdict != .open {
        let came = asked.outcomes.joined(separator: "; ")
        let word = phrase("verdict." + verdict.rawValue)
        sheet.remark("\(phrase("variants.verdict")): \(word) (\(came)).")
      }
    }
  }

  private func method(_ sheet: inout Sheet) {
    let places = [
      "title": annex.folder.title,
      "paths": numbers.fixed(Double(annex.folder.manifest.paths ?? 0), decimals: 0),
      "seed": "\(annex.folder.manifest.seed ?? 0)",
    ]
    sheet.remark(phrase("notes.run", places))
    sheet.remark(phrase("notes.levels"))
    sheet.remark(phrase("notes.formulas"))
    sheet.remark(phrase("contributions.note", ["total": total]))
    if let revisions = annex.fits.revisions {
      let places = [
        "size": numbers.fixed(revisions.size, decimals: 2), "cases": "\(revisions.cases)",
      ]
      sheet.remark(phrase("notes.revisions", places))
    }
  }

  /// What happened to figures on the way; nothing where all went as usual.
  private func figures(_ sheet: inout Sheet) {
    let notes = annex.folder.records(NotesTable.definition)
    guard !notes.isEmpty else { return }
    band(&sheet, "notes.figures")
    for note in notes { sheet.remark(note[NotesTable.text]) }
  }

  private func sources(_ sheet: inout Sheet) {
    guard let found = annex.fits.sources, !found.isEmpty else {
      sheet.remark(phrase("notes.nosources"))
      return
    }
    var line = sheet.nextRow
    let heads = ["source.series", "source.source", "source.vintage"].map { phrase($0) }
    let places = [0...0, 1...2, 3...4]
    sheet.spread(line, places, heads.map { (.text($0), CellStyle(.header)) })
    for source in found {
      line += 1
      sheet.spread(
        line, places,
        [
          (.text("\(source.series) (\(source.region))"), .label()),
          (.text(source.source), .label()),
          (.text(say.day(source.published)), .label(isCentred: true)),
        ])
    }
  }

  private func discrepancies(_ sheet: inout Sheet) {
    let rows = annex.folder.records(DiscrepancyTable.definition)
    guard !rows.isEmpty else {
      sheet.remark(phrase("notes.nodiscrepancies"))
      return
    }
    var line = sheet.nextRow
    let heads = ["sector", "label", "fate", "published", "implied"]
    let places = heads.indices.map { $0...$0 }
    sheet.spread(
      line, places,
      heads.map { (.text(phrase("discrepancy." + $0)), CellStyle(.header)) })
    for row in rows {
      line += 1
      let isSpread = row[DiscrepancyTable.against] == DiscrepancyTable.parts
      let fate = phrase(isSpread ? "discrepancy.spread" : "discrepancy.aside")
      let figure = row[DiscrepancyTable.gaveWay]
      let texts = [
        sectorName(of: row[CommonColumns.indicator]),
        GrowthFigure(code: figure).map { words.label($0) } ?? figure,
        fate,
      ]
      sheet.spread(line, places, texts.map { (.text($0), .label()) })
      sheet.set(line, 3, .optional(row[DiscrepancyTable.published]), .number(.grouped))
      sheet.set(line, 4, .optional(row[DiscrepancyTable.implied]), .number(.grouped))
    }
  }

  /// The name of a sector; its id where it is none.
  private func sectorName(of id: String) -> String {
    annex.sectors.first { $0.id == id }?.name ?? id
  }
}
