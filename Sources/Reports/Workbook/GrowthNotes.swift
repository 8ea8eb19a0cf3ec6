internal import Pipeline

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
      layout.remark(&sheet, layout.phrase("omitted." + key))
    }
    return sheet
  }

  private func band(_ sheet: inout Sheet, _ key: String) {
    layout.band(&sheet, at: sheet.nextRow, layout.phrase(key))
  }

  private func conditions(_ sheet: inout Sheet) {
    for variant in layout.result.variants.indices {
      let conditions = layout.conditions(variant)
      let text =
        conditions.isEmpty ? layout.phrase("variants.none") : conditions.joined(separator: "; ")
      layout.remark(&sheet, "\(layout.title(ofVariant: variant)). \(text).")
      let asked = layout.result.variants[variant]
      if let share = asked.probability, let error = asked.probabilityError {
        let places = [
          "p": layout.numbers.percent(share), "error": layout.numbers.points(error),
        ]
        layout.remark(&sheet, layout.phrase("notes.probability", places))
      } else if let verdict = asked.verdict, verdict != .open {
        let came = layout.outcomes(variant).joined(separator: "; ")
        let word = layout.phrase("verdict." + verdict.rawValue)
        layout.remark(
          &sheet, "\(layout.phrase("variants.verdict")): \(word) (\(came)).")
      }
    }
  }

  private func method(_ sheet: inout Sheet) {
    let result = layout.result
    let places = [
      "title": layout.language.text(result.title),
      "paths": layout.numbers.fixed(Double(result.paths), decimals: 0), "seed": "\(result.seed)",
    ]
    layout.remark(&sheet, layout.phrase("notes.run", places))
    layout.remark(&sheet, layout.phrase("notes.levels"))
    layout.remark(&sheet, layout.phrase("notes.formulas"))
    layout.remark(&sheet, layout.phrase("contributions.note", ["total": layout.total]))
    if let revisions = result.revisions {
      let places = [
        "size": layout.numbers.fixed(revisions.size, decimals: 2), "cases": "\(revisions.cases)",
      ]
      layout.remark(&sheet, layout.phrase("notes.revisions", places))
    }
  }

  /// What happened to figures on the way; nothing where all went as usual.
  private func figures(_ sheet: inout Sheet) {
    guard !layout.result.notes.isEmpty else { return }
    band(&sheet, "notes.figures")
    let words = GrowthNoteWords(layout.language)
    for note in layout.result.notes {
      layout.remark(&sheet, words.text(note, sectors: layout.result.sectors))
    }
  }

  private func sources(_ sheet: inout Sheet) {
    guard !layout.result.sources.isEmpty else {
      layout.remark(&sheet, layout.phrase("notes.nosources"))
      return
    }
    var line = sheet.nextRow
    let heads = ["source.series", "source.source", "source.vintage"].map { layout.phrase($0) }
    for (place, head) in zip([0...0, 1...2, 3...4], heads) {
      sheet.merge(line...line, place, head, CellStyle(.header))
    }
    for source in layout.result.sources {
      line += 1
      sheet.merge(line...line, 0...0, source.series, .label())
      sheet.merge(line...line, 1...2, source.source, .label())
      sheet.merge(
        line...line, 3...4, source.vintage.isEmpty ? "–" : source.vintage,
        .label(isCentred: true))
    }
  }

  private func discrepancies(_ sheet: inout Sheet) {
    guard !layout.result.discrepancies.isEmpty else {
      layout.remark(&sheet, layout.phrase("notes.nodiscrepancies"))
      return
    }
    var line = sheet.nextRow
    let heads = ["sector", "label", "fate", "published", "implied"]
    for (column, head) in heads.enumerated() {
      sheet.merge(
        line...line, column...column, layout.phrase("discrepancy." + head), CellStyle(.header))
    }
    for found in layout.result.discrepancies {
      line += 1
      let sector = layout.result.sectors.first { $0.id == found.sector }
      let name = sector.map { layout.language.text($0.name) } ?? found.sector
      let fate = layout.phrase(found.isSpread ? "discrepancy.spread" : "discrepancy.aside")
      sheet.merge(line...line, 0...0, name, .label())
      sheet.merge(line...line, 1...1, label(found.figure), .label())
      sheet.merge(line...line, 2...2, fate, .label())
      sheet.set(line, 3, .number(found.published), .number(.grouped))
      sheet.set(line, 4, .number(found.implied), .number(.grouped))
    }
  }

  /// A figure by its series, what it speaks of, and when it was published.
  private func label(_ figure: GrowthFigure) -> String {
    let sector = layout.result.sectors.first { $0.id == figure.series }
    var places = [
      "series": sector.map { layout.language.text($0.name) } ?? figure.series,
      "period": layout.words.name(of: figure.period),
    ]
    if let reason = figure.reason {
      places["reason"] = reason
      return layout.phrase("discrepancy.reasoned", places)
    }
    guard let vintage = figure.vintage else {
      return "\(places["series"] ?? ""), \(places["period"] ?? "")"
    }
    places["date"] = layout.day(vintage)
    return layout.phrase("discrepancy.dated", places)
  }
}
