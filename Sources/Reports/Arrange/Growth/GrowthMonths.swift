internal import Pipeline
internal import Tracking

extension GrowthLayout {
  /// The sheet of months: a block of levels and one of growth for each variant.
  func monthSheet() -> Sheet {
    let months = 1...12
    var sheet = sheet("months", widths: [5.5, 38] + months.map { _ in 10.5 } + [12])
    rowHeads(
      &sheet,
      months.map { phrase("month", ["month": "\($0)"]) }
        + [name(ofSpan: GrowthSpan.year)])
    for row in Self.headRows { sheet.raise(row, to: 18) }
    var line = Self.firstRow
    if hasUnpublished {
      sheet.band(at: line, note)
      sheet.raise(line, to: 34)
      line += 1
    }
    for variant in annex.variants.indices {
      let places = ["variant": title(ofVariant: variant), "unit": annex.unit]
      sheet.band(
        at: line, phrase(isConstant ? "months.levels" : "months.levels.plain", places))
      for row in rows.indices { levels(&sheet, from: line + 1, row, variant) }
      line += 1 + rows.count
      sheet.band(at: line, phrase("months.growth", places))
      for row in rows.indices { growth(&sheet, at: line + 1 + row, row, variant) }
      line += 1 + rows.count
    }
    legend(&sheet)
    return sheet
  }

  private var note: String {
    annex.hasPublishedMonths
      ? phrase("months.note.some")
      : phrase("months.note", ["total": total])
  }

  /// Whether any month was not published as a figure of its own.
  private var hasUnpublished: Bool {
    annex.variants.indices.contains { variant in
      rows.indices.contains { row in
        (1...12).contains { month(row, $0, variant)?.status != .actual }
      }
    }
  }

  private func levels(_ sheet: inout Sheet, from first: Int, _ row: Int, _ variant: Int) {
    let line = first + row
    rowHead(&sheet, at: line, row)
    let parts = rows[row].parts
    for month in 1...12 {
      let column = month + 1
      let value: CellValue =
        if parts.isEmpty {
          .optional(self.month(row, month, variant)?.level)
        } else {
          .formula(
            "SUM("
              + parts.map { Sheet.address(first + $0, column) }.joined(separator: ",") + ")",
            level(row, month, variant))
        }
      sheet.set(line, column, value, style(row, month, variant, monthDecimals))
    }
    let year = (1...12).reduce(0) { $0 + level(row, $1, variant) }
    let range = Sheet.address(line, 2) + ":" + Sheet.address(line, 13)
    let fill = fill(status(ofSpan: GrowthSpan.year))
    sheet.set(line, 14, .formula("SUM(\(range))", year), number(row, monthDecimals, fill))
  }

  private func growth(_ sheet: inout Sheet, at line: Int, _ row: Int, _ variant: Int) {
    rowHead(&sheet, at: line, row)
    for month in 1...12 {
      let cell = self.month(row, month, variant)
      let shown = cell?.shown
      let decimals: CellStyle.Decimals =
        sector(row).isUnpublished || shown?.decimals == 1 ? .one : .two
      sheet.set(
        line, month + 1, .optional(shown?.value),
        number(row, decimals, cell.map { self.fill($0.growthStatus) }))
    }
    let fill = fill(status(ofSpan: GrowthSpan.year))
    sheet.set(line, 14, growthCell(row, GrowthSpan.year, variant), number(row, .two, fill))
  }

  private var monthDecimals: CellStyle.Decimals {
    levelDecimals(rows.indices.flatMap { row in (1...12).map { level(row, $0, 0) } })
  }

  /// The level of a month, parts added up.
  private func level(_ row: Int, _ month: Int, _ variant: Int) -> Double {
    let parts = rows[row].parts
    guard parts.isEmpty else { return parts.reduce(0) { $0 + self.level($1, month, variant) } }
    let level = self.month(row, month, variant)?.level ?? 0
    return level.isFinite ? level : 0
  }

  private func style(
    _ row: Int, _ month: Int, _ variant: Int, _ decimals: CellStyle.Decimals
  ) -> CellStyle {
    number(row, decimals, self.month(row, month, variant).map { fill($0.status) })
  }
}
