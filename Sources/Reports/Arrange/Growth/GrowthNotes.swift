internal import Pipeline
internal import Tables
internal import TimeSeries

/// The sheet of notes: what was asked, what the figures rest on, what is left out.
struct GrowthNotes {
  let layout: GrowthLayout

  /// The sheet.
  func sheet() -> Sheet {
    var sheet = layout.sheet("notes", widths: [28, 36, 40, 18, 18])
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
    for key in ["structure", "drivers", "tasks"] {
      sheet.remark(layout.phrase("omitted." + key))
    }
    return sheet
  }

  private func band(_ sheet: inout Sheet, _ key: String) {
    sheet.band(at: sheet.nextRow, layout.phrase(key))
  }

  private func conditions(_ sheet: inout Sheet) {
    for variant in layout.annex.variants.indices {
      let conditions = layout.annex.variants[variant].conditions
      let text =
        conditions.isEmpty ? layout.phrase("variants.none") : conditions.joined(separator: "; ")
      sheet.remark("\(layout.title(ofVariant: variant)). \(text).")
      let asked = layout.annex.variants[variant]
      if let share = asked.probability, let error = asked.probabilityError {
        let places = [
          "p": layout.numbers.percent(share), "error": layout.numbers.points(error),
        ]
        sheet.remark(layout.phrase("notes.probability", places))
      } else if let verdict = asked.verdict, verdict != .open {
        let came = layout.annex.variants[variant].outcomes.joined(separator: "; ")
        let word = layout.phrase("verdict." + verdict.rawValue)
        sheet.remark("\(layout.phrase("variants.verdict")): \(word) (\(came)).")
      }
    }
  }

  private func method(_ sheet: inout Sheet) {
    let annex = layout.annex
    let places = [
      "title": annex.folder.title,
      "paths": layout.numbers.fixed(Double(annex.folder.manifest.paths ?? 0), decimals: 0),
      "seed": "\(annex.folder.manifest.seed ?? 0)",
    ]
    sheet.remark(layout.phrase("notes.run", places))
    sheet.remark(layout.phrase("notes.levels"))
    sheet.remark(layout.phrase("notes.formulas"))
    sheet.remark(layout.phrase("contributions.note", ["total": layout.total]))
    if let revisions = annex.fits.revisions {
      let places = [
        "size": layout.numbers.fixed(revisions.size, decimals: 2), "cases": "\(revisions.cases)",
      ]
      sheet.remark(layout.phrase("notes.revisions", places))
    }
  }

  /// What happened to figures on the way; nothing where all went as usual.
  private func figures(_ sheet: inout Sheet) {
    let notes = layout.annex.folder.records(NotesTable.definition)
    guard !notes.isEmpty else { return }
    band(&sheet, "notes.figures")
    for note in notes { sheet.remark(note[NotesTable.text]) }
  }

  private func sources(_ sheet: inout Sheet) {
    guard let found = layout.annex.fits.sources, !found.isEmpty else {
      sheet.remark(layout.phrase("notes.nosources"))
      return
    }
    var line = sheet.nextRow
    let heads = ["source.series", "source.source", "source.vintage"].map { layout.phrase($0) }
    for (place, head) in zip([0...0, 1...2, 3...4], heads) {
      sheet.merge(line...line, place, head, CellStyle(.header))
    }
    for source in found {
      line += 1
      sheet.merge(line...line, 0...0, "\(source.series) (\(source.region))", .label())
      sheet.merge(line...line, 1...2, source.source, .label())
      sheet.merge(
        line...line, 3...4, source.vintage?.description ?? "–",
        .label(isCentred: true))
    }
  }

  private func discrepancies(_ sheet: inout Sheet) {
    let rows = layout.annex.folder.records(DiscrepancyTable.definition)
    guard !rows.isEmpty else {
      sheet.remark(layout.phrase("notes.nodiscrepancies"))
      return
    }
    var line = sheet.nextRow
    let heads = ["sector", "label", "fate", "published", "implied"]
    for (column, head) in heads.enumerated() {
      sheet.merge(
        line...line, column...column, layout.phrase("discrepancy." + head), CellStyle(.header))
    }
    for row in rows {
      line += 1
      let isSpread = row[DiscrepancyTable.against] == DiscrepancyTable.parts
      let fate = layout.phrase(isSpread ? "discrepancy.spread" : "discrepancy.aside")
      sheet.merge(line...line, 0...0, name(of: row[CommonColumns.indicator]), .label())
      let figure = row[DiscrepancyTable.gaveWay]
      sheet.merge(line...line, 1...1, GrowthFigure(code: figure).map(label) ?? figure, .label())
      sheet.merge(line...line, 2...2, fate, .label())
      sheet.set(line, 3, .optional(row[DiscrepancyTable.published]), .number(.grouped))
      sheet.set(line, 4, .optional(row[DiscrepancyTable.implied]), .number(.grouped))
    }
  }

  /// The name of a sector; its id where it is none.
  private func name(of id: String) -> String {
    layout.annex.sectors.first { $0.id == id }?.name ?? id
  }

  /// A figure by its series, what it speaks of, and when it was published.
  private func label(_ figure: GrowthFigure) -> String {
    var places = [
      "series": name(of: figure.series),
      "period": layout.words.name(of: figure.period),
    ]
    switch figure.origin {
    case .stated(let reason):
      places["reason"] = reason
      return layout.phrase("discrepancy.reasoned", places)
    case .published(nil):
      return "\(places["series"] ?? ""), \(places["period"] ?? "")"
    case .published(let vintage?):
      places["date"] = layout.day(vintage)
      return layout.phrase("discrepancy.dated", places)
    }
  }
}
