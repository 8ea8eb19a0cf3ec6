internal import Tables
internal import Tracking

// Sheets of uncertainty: bands of growth; what such bands held, and errors beside the run rate.

extension GrowthLayout {
  /// Quarters and the year, as places among the stretches.
  private var spans: [Int] { (1...4).map(GrowthSpan.place(ofQuarter:)) + [GrowthSpan.year] }

  /// The sheet of bands.
  func bandSheet() -> Sheet {
    var sheet = sheet("bands", widths: [5.5, 38] + spans.flatMap { _ in [9.5, 9.5, 9.5] })
    head(&sheet)
    var line = Self.firstRow
    for variant in annex.variants.indices {
      sheet.band(at: line, title(ofVariant: variant))
      for row in rows.indices {
        line += 1
        rowHead(&sheet, at: line, row)
        for (index, span) in spans.enumerated() {
          figures(&sheet, at: line, 2 + 3 * index, row, span, variant)
        }
      }
      line += 1
    }
    sheet.remark(phrase("bands.note"))
    return sheet
  }

  /// The sheet of what was measured on the past: by itself, for other heads than those of bands stand over its columns.
  func backtestSheet() -> Sheet {
    var sheet = sheet("backtest", widths: [46, 14, 18, 18, 64])
    coverage(&sheet)
    rivals(&sheet)
    return sheet
  }

  private func head(_ sheet: inout Sheet) {
    let upper = Self.headRows.lowerBound
    rowHeads(&sheet, [])
    for (index, span) in spans.enumerated() {
      let first = 2 + 3 * index
      sheet.merge(upper...upper, first...(first + 2), name(ofSpan: span), CellStyle(.header))
      let names = ["p10", "mean", "p90"].map { phrase("bands." + $0) }
      sheet.heads((upper + 1)...(upper + 1), names, from: first)
    }
    sheet.raise(upper, to: 20)
    sheet.raise(upper + 1, to: 34)
  }

  private func figures(
    _ sheet: inout Sheet, at line: Int, _ first: Int, _ row: Int, _ span: Int, _ variant: Int
  ) {
    let year = annex.year
    let cell =
      span == GrowthSpan.year
      ? annual(row, of: year, variant)
      : quarter(row, GrowthSpan.all[span].quarters.lowerBound, of: year, variant)
    let status = growthStatus(row, ofSpan: span)
    let style = number(row, .two, fill(status))
    // A published figure has no band.
    let isPublished =
      columns[place(span, variant)].variant == nil
      && cell?.published.growth != nil
    let hasBand = status != .actual && !isPublished
    // Where nothing stands nothing is coloured.
    for (place, end) in [(first, cell?.growthP10), (first + 2, cell?.growthP90)] {
      let value = hasBand ? end : nil
      sheet.set(line, place, .optional(value), value == nil ? number(row, .two, nil) : style)
    }
    sheet.set(line, first + 1, growthCell(row, span, variant), style)
  }

  /// What bands of this kind held where the outcome is known.
  private func coverage(_ sheet: inout Sheet) {
    var line = sheet.nextRow + 1
    sheet.band(at: line, phrase("coverage.title"))
    let rows = annex.folder.records(CalibrationTable.definition)
    guard !rows.isEmpty else {
      sheet.remark(phrase("coverage.none"))
      return
    }
    line += 1
    let heads = ["scope", "level", "covered", "cases", "source"].map { "coverage." + $0 }
    table(&sheet, at: line, heads)
    for row in rows {
      line += 1
      let cells: [CellValue] = [
        .text(row[CalibrationTable.scope].map(scope) ?? ""),
        .text("\(row[CalibrationTable.level] ?? 0)%"),
        .text(numbers.percent(row[CalibrationTable.covered] ?? .nan)),
        .optional(row[CalibrationTable.cases].map(Double.init)),
        .text(row[CalibrationTable.source].map(source) ?? ""),
      ]
      table(&sheet, at: line, cells, .none)
    }
  }

  /// Errors of the forecast of the year beside those of the run rate.
  private func rivals(_ sheet: inout Sheet) {
    let rows = annex.folder.records(RivalsTable.definition)
    guard !rows.isEmpty else { return }
    var line = sheet.nextRow + 1
    sheet.band(at: line, phrase("rivals.title"))
    line += 1
    let heads = ["scope", "quarters", "forecast", "runrate", "covered"].map { "rivals." + $0 }
    table(&sheet, at: line, heads)
    for row in rows {
      line += 1
      let (share, count) = (row[RivalsTable.covered] ?? .nan, row[RivalsTable.cases] ?? 0)
      // Where all or none were held an error of the share would leave 0 to 100%.
      let covered =
        share == 0 || share == 1
        ? phrase("rivals.counted", ["held": "\(Int(share) * count)", "cases": "\(count)"])
        : phrase(
          "rivals.cases",
          [
            "covered": numbers.percent(share),
            "error": numbers.points(row[RivalsTable.coveredError] ?? .nan), "cases": "\(count)",
          ])
      let cells: [CellValue] = [
        .text(row[RivalsTable.scope].map(scope) ?? ""), .text("\(row[RivalsTable.quarters] ?? 0)"),
        .optional(row[RivalsTable.forecastError]), .optional(row[RivalsTable.runRateError]),
        .text(covered),
      ]
      table(&sheet, at: line, cells, .two)
    }
  }

  private func table(_ sheet: inout Sheet, at line: Int, _ heads: [String]) {
    sheet.heads(line...line, heads.map { phrase($0) })
    sheet.raise(line, to: 34)
  }

  private func table(
    _ sheet: inout Sheet, at line: Int, _ cells: [CellValue], _ decimals: CellStyle.Decimals
  ) {
    let styled = cells.enumerated().map { place, cell -> (CellValue, CellStyle) in
      let isEnd = place == 0 || place == cells.count - 1
      let isText = if case .text = cell { true } else { false }
      return (
        cell, isText ? .label(isCentred: !isEnd) : .number(decimals, isCentred: true)
      )
    }
    sheet.row(line, styled)
  }

  /// All sectors or the top, without some years perhaps.
  private func scope(_ scope: GrowthRival.Scope) -> String {
    let sectors = scope.sectors == .top ? total : phrase("scope.all")
    guard let years = scope.leftOut else { return sectors }
    return sectors
      + phrase("scope.without", ["years": "\(years.lowerBound)–\(years.upperBound)"])
  }

  /// What coverage was measured on.
  private func scope(_ scope: Scope) -> String {
    switch scope {
    case .year(let quarters): say.year(after: quarters)
    case .series(let id): annex.sectors.first { $0.id == id }?.name ?? id
    case .allSeries: phrase("scope.all")
    case .referenceClass: scope.code
    }
  }

  /// Where measured coverage comes from, in words.
  private func source(_ source: CoverageSource) -> String {
    switch source {
    case .ownSectors: phrase("source.own")
    case .lendingSectors: phrase("source.lent")
    default: source.told(say)
    }
  }
}
