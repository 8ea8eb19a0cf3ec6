internal import Pipeline

/// The sheet of uncertainty: bands of growth, what such bands held, and errors beside the run rate.
struct GrowthBands {
  let layout: GrowthLayout

  /// Quarters and the year, as places among the stretches.
  private var spans: [Int] { (1...4).map(GrowthSpan.place(ofQuarter:)) + [GrowthSpan.year] }

  /// The sheet.
  func sheet() -> Sheet {
    var sheet = layout.sheet("bands", widths: [5.5, 38] + spans.flatMap { _ in [9.5, 9.5, 9.5] })
    head(&sheet)
    var line = GrowthLayout.firstRow
    for variant in layout.result.variants.indices {
      layout.band(&sheet, at: line, layout.title(ofVariant: variant))
      for row in layout.rows.indices {
        line += 1
        layout.rowHead(&sheet, at: line, row)
        for (index, span) in spans.enumerated() {
          figures(&sheet, at: line, 2 + 3 * index, row, span, variant)
        }
      }
      line += 1
    }
    layout.remark(&sheet, layout.phrase("bands.note"))
    coverage(&sheet)
    rivals(&sheet)
    return sheet
  }

  private func head(_ sheet: inout Sheet) {
    let (upper, head) = (GrowthLayout.firstRow - 2, CellStyle(.header))
    sheet.merge(upper...(upper + 1), 0...0, layout.phrase("column.number"), head)
    sheet.merge(upper...(upper + 1), 1...1, layout.phrase("column.item"), head)
    for (index, span) in spans.enumerated() {
      let first = 2 + 3 * index
      sheet.merge(upper...upper, first...(first + 2), layout.name(ofSpan: span), head)
      for (offset, key) in ["p10", "mean", "p90"].enumerated() {
        sheet.set(upper + 1, first + offset, .text(layout.phrase("bands." + key)), head)
      }
    }
    sheet.raise(upper, to: 20)
    sheet.raise(upper + 1, to: 34)
    sheet.headerRows = upper...(upper + 1)
    sheet.frozen = (GrowthLayout.firstRow, 2)
  }

  private func figures(
    _ sheet: inout Sheet, at line: Int, _ first: Int, _ row: Int, _ span: Int, _ variant: Int
  ) {
    let year = layout.result.year
    let cell =
      span == GrowthSpan.year
      ? layout.annual(row, of: year, variant)
      : layout.quarter(row, GrowthSpan.all[span].quarters.lowerBound, of: year, variant)
    let status = layout.status(row, ofSpan: span)
    let style = CellStyle.number(
      .two, fill: layout.fill(status), isBold: layout.rows[row].depth == 0)
    // A published figure has no band.
    let isPublished =
      layout.columns[layout.place(span, variant)].variant == nil
      && cell?.published.growth != nil
    let hasBand = status != .actual && !isPublished
    sheet.set(line, first, .optional(hasBand ? cell?.growthP10 : nil), style)
    sheet.set(line, first + 2, .optional(hasBand ? cell?.growthP90 : nil), style)
    let column = layout.columns[layout.place(span, variant)]
    let address = Sheet.address(
      on: layout.sheetName("growth"), GrowthLayout.firstRow + row,
      layout.sheetColumn(span, variant))
    let growth = layout.shown(row, column).map { CellValue.formula(address, $0.value) } ?? .blank
    sheet.set(line, first + 1, growth, style)
  }

  /// What bands of this kind held where the outcome is known.
  private func coverage(_ sheet: inout Sheet) {
    var line = sheet.nextRow + 1
    layout.band(&sheet, at: line, layout.phrase("coverage.title"))
    guard !layout.result.calibration.isEmpty else {
      layout.remark(&sheet, layout.phrase("coverage.none"))
      return
    }
    line += 1
    let heads = ["scope", "level", "covered", "cases", "source"].map { "coverage." + $0 }
    table(&sheet, at: line, heads)
    for row in layout.result.calibration {
      line += 1
      let cells: [CellValue] = [
        .text(scope(row.scope)), .text("\(row.level)%"), .text(layout.numbers.percent(row.covered)),
        .number(Double(row.cases)), .text(source(row.source)),
      ]
      table(&sheet, at: line, cells, .none)
    }
  }

  /// Errors of the forecast of the year beside those of the run rate.
  private func rivals(_ sheet: inout Sheet) {
    guard !layout.result.rivals.isEmpty else { return }
    var line = sheet.nextRow + 1
    layout.band(&sheet, at: line, layout.phrase("rivals.title"))
    line += 1
    let heads = ["scope", "quarters", "forecast", "runrate", "covered"].map { "rivals." + $0 }
    table(&sheet, at: line, heads)
    for rival in layout.result.rivals {
      line += 1
      let covered = layout.phrase(
        "rivals.cases",
        [
          "covered": layout.numbers.percent(rival.covered),
          "error": layout.numbers.points(rival.coveredError), "cases": "\(rival.cases)",
        ])
      let cells: [CellValue] = [
        .text(scope(rival.scope)), .text("\(rival.quarters)"), .number(rival.forecastError),
        .number(rival.runRateError), .text(covered),
      ]
      table(&sheet, at: line, cells, .two)
    }
  }

  /// Where the five columns of the lower tables stand.
  private let places = [0...1, 2...4, 5...7, 8...10, 11...16]

  private func table(_ sheet: inout Sheet, at line: Int, _ heads: [String]) {
    for (place, head) in zip(places, heads) {
      sheet.merge(line...line, place, layout.phrase(head), CellStyle(.header))
    }
    sheet.raise(line, to: 34)
  }

  private func table(
    _ sheet: inout Sheet, at line: Int, _ cells: [CellValue], _ decimals: CellStyle.Decimals
  ) {
    for (place, cell) in zip(places, cells) {
      switch cell {
      case .text(let text):
        let isEnd = place.lowerBound == 0 || place.lowerBound == 11
        sheet.merge(line...line, place, text, .label(isCentred: !isEnd))
      default:
        let style = CellStyle.number(decimals, isCentred: true)
        sheet.merge(line...line, place, "", style)
        sheet.set(line, place.lowerBound, cell, style)
      }
    }
    sheet.raise(line, to: 18)
  }

  /// The name of a scope: a sector's, or that of all or the top, without some years perhaps, or a year after
  /// so many quarters.
  private func scope(_ id: String) -> String {
    if let cut = id.firstRange(of: " without ") {
      let years = String(id[cut.upperBound...])
      return scope(String(id[..<cut.lowerBound])) + layout.phrase("scope.without", ["years": years])
    }
    let words = id.split(separator: " ")
    if words.count == 4, id.hasPrefix("year after ") {
      return layout.phrase("scope.quarters", ["quarters": String(words[2])])
    }
    switch id {
    case "top": return layout.total
    case "all": return layout.phrase("scope.all")
    default:
      return layout.result.sectors.first { $0.id == id }.map { layout.language.text($0.name) } ?? id
    }
  }

  /// Where measured coverage comes from, in words.
  private func source(_ text: String) -> String {
    text.contains("past years of")
      ? layout.phrase(text.contains("lend") ? "source.lent" : "source.own") : text
  }
}
