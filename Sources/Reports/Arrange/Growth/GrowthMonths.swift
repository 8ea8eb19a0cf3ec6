internal import Pipeline

/// The sheet of months: a block of levels and one of growth for each variant.
struct GrowthMonths {
  let layout: GrowthLayout

  /// The sheet.
  func sheet() -> Sheet {
    let months = 1...12
    var sheet = layout.sheet("months", widths: [5.5, 38] + months.map { _ in 10.5 } + [12])
    layout.rowHeads(
      &sheet,
      months.map { layout.phrase("month", ["month": "\($0)"]) }
        + [layout.name(ofSpan: GrowthSpan.year)])
    for row in GrowthLayout.headRows { sheet.raise(row, to: 18) }
    var line = GrowthLayout.firstRow
    if hasUnpublished {
      sheet.band(at: line, note)
      sheet.raise(line, to: 34)
      line += 1
    }
    for variant in layout.annex.variants.indices {
      let places = ["variant": layout.title(ofVariant: variant), "unit": layout.annex.unit]
      sheet.band(at: line, layout.phrase("months.levels", places))
      for row in layout.rows.indices { levels(&sheet, from: line + 1, row, variant) }
      line += 1 + layout.rows.count
      sheet.band(at: line, layout.phrase("months.growth", places))
      for row in layout.rows.indices { growth(&sheet, at: line + 1 + row, row, variant) }
      line += 1 + layout.rows.count
    }
    layout.legend(&sheet)
    return sheet
  }

  private var note: String {
    layout.annex.hasPublishedMonths
      ? layout.phrase("months.note.some")
      : layout.phrase("months.note", ["total": layout.total])
  }

  /// Whether any month was not published as a figure of its own.
  private var hasUnpublished: Bool {
    layout.annex.variants.indices.contains { variant in
      layout.rows.indices.contains { row in
        (1...12).contains { layout.month(row, $0, variant)?.status != .actual }
      }
    }
  }

  private func levels(_ sheet: inout Sheet, from first: Int, _ row: Int, _ variant: Int) {
    let line = first + row
    layout.rowHead(&sheet, at: line, row)
    let parts = layout.rows[row].parts
    for month in 1...12 {
      let column = month + 1
      let value: CellValue =
        if parts.isEmpty {
          .optional(layout.month(row, month, variant)?.level)
        } else {
          .formula(
            "SUM("
              + parts.map { Sheet.address(first + $0, column) }.joined(separator: ",") + ")",
            level(row, month, variant))
        }
      sheet.set(line, column, value, style(row, month, variant, .none))
    }
    let year = (1...12).reduce(0) { $0 + level(row, $1, variant) }
    let range = Sheet.address(line, 2) + ":" + Sheet.address(line, 13)
    let fill = layout.fill(layout.status(ofSpan: GrowthSpan.year))
    sheet.set(
      line, 14, .formula("SUM(\(range))", year),
      .number(.none, fill: fill, isBold: layout.rows[row].depth == 0))
  }

  private func growth(_ sheet: inout Sheet, at line: Int, _ row: Int, _ variant: Int) {
    layout.rowHead(&sheet, at: line, row)
    for month in 1...12 {
      let cell = layout.month(row, month, variant)
      let shown = cell.flatMap { ShownGrowth($0.growth, $0.published.growth) }
      let decimals: CellStyle.Decimals =
        layout.sector(row).isUnpublished || shown?.decimals == 1 ? .one : .two
      sheet.set(
        line, month + 1, .optional(shown?.value), style(row, month, variant, decimals))
    }
    let column = layout.columns[layout.place(GrowthSpan.year, variant)]
    let address = Sheet.address(
      on: layout.sheetName("growth"), GrowthLayout.firstRow + row,
      layout.sheetColumn(GrowthSpan.year, variant))
    let fill = layout.fill(layout.status(ofSpan: GrowthSpan.year))
    sheet.set(
      line, 14, layout.shown(row, column).map { .formula(address, $0.value) } ?? .blank,
      .number(.two, fill: fill, isBold: layout.rows[row].depth == 0))
  }

  /// The level of a month, parts added up.
  private func level(_ row: Int, _ month: Int, _ variant: Int) -> Double {
    let parts = layout.rows[row].parts
    guard parts.isEmpty else { return parts.reduce(0) { $0 + self.level($1, month, variant) } }
    let level = layout.month(row, month, variant)?.level ?? 0
    return level.isFinite ? level : 0
  }

  private func style(
    _ row: Int, _ month: Int, _ variant: Int, _ decimals: CellStyle.Decimals
  ) -> CellStyle {
    .number(
      decimals, fill: layout.month(row, month, variant).map { layout.fill($0.status) },
      isBold: layout.rows[row].depth == 0)
  }
}
