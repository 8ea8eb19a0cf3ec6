internal import Pipeline

/// The tables by quarter: growth, levels, contributions, and the year before.
struct GrowthTables {
  let layout: GrowthLayout
  private let levels: String
  private let data: String

  init(_ layout: GrowthLayout) {
    self.layout = layout
    levels = layout.sheetName("levels")
    data = layout.sheetName("data")
  }

  /// Levels: leaves by quarter as numbers, all else as sums of them.
  func levelSheet() -> Sheet {
    var sheet = layout.sheet("levels", widths: layout.tableWidths(11))
    layout.tableHead(&sheet)
    for row in layout.rows.indices {
      let line = GrowthLayout.firstRow + row
      layout.rowHead(&sheet, at: line, row)
      let year = layout.dataColumn(GrowthSpan.year)
      let address = Sheet.address(on: data, layout.dataRow(row, 0), year)
      let before = layout.level(row, 1...4, of: layout.annex.year - 1, layout.blocks[0])
      let fill = layout.annual(row, of: layout.annex.year - 1, 0).map { layout.fill($0.status) }
      sheet.set(
        line, GrowthLayout.beforeColumn, .formula(address, before), number(row, .none, fill))
      for (index, column) in layout.columns.enumerated() {
        sheet.set(
          line, GrowthLayout.firstColumn + index, level(row, column),
          number(row, .none, self.fill(row, column)))
      }
    }
    layout.legend(&sheet)
    return sheet
  }

  private func level(_ row: Int, _ column: GrowthColumn) -> CellValue {
    let variant = column.variant ?? 0
    let quarters = GrowthSpan.all[column.span].quarters
    let level = layout.level(row, column)
    if quarters.count > 1 {
      let terms = quarters.map {
        let place = layout.sheetColumn(GrowthSpan.place(ofQuarter: $0), variant)
        return Sheet.address(GrowthLayout.firstRow + row, place)
      }
      return .formula(terms.joined(separator: "+"), level)
    }
    let parts = layout.rows[row].parts
    guard parts.isEmpty else {
      let place = layout.sheetColumn(column.span, variant)
      return .formula(sum(parts.map { Sheet.address(GrowthLayout.firstRow + $0, place) }), level)
    }
    return .optional(
      layout.quarter(row, quarters.lowerBound, of: layout.annex.year, variant)?.level)
  }

  /// Growth over the year before, percent.
  func growthSheet() -> Sheet {
    var sheet = sheet("growth", notes: ["growth.note"]) { row, column in
      guard let growth = layout.growth(row, column), let shown = layout.shown(row, column) else {
        return (.blank, .two)
      }
      // What was published stands as published, where the levels make another figure of it.
      if shown.settled != nil || shown.decimals != 2 && !layout.sector(row).isUnpublished {
        return (.number(shown.value), decimals(shown))
      }
      let formula = "(\(now(row, column))/\(before(row, column))-1)*100"
      return (.formula(formula, growth), decimals(shown))
    } past: {
      ShownGrowth($0.growth, $0.published.growth)
    }
    let notes = footnotes
    if !notes.isEmpty { sheet.remark(layout.say("growth.differs.heading")) }
    for note in notes { sheet.remark(note.text(layout.say)) }
    return sheet
  }

  private func decimals(_ shown: ShownGrowth) -> CellStyle.Decimals {
    shown.decimals == 0 ? .none : shown.decimals == 1 ? .one : .two
  }

  /// Published growth that is not what the levels of Table 2 make.
  private var footnotes: [GrowthFootnote] {
    layout.rows.indices.flatMap { row -> [GrowthFootnote] in
      let sector = layout.sector(row).name
      let before = layout.annual(row, of: layout.annex.year - 1, 0)
      let past = before.flatMap { cell in
        ShownGrowth(cell.growth, cell.published.growth).map {
          GrowthFootnote(sector: sector, period: layout.words.name(of: cell.period), shown: $0)
        }
      }
      let own = layout.columns.filter { $0.variant == nil }.compactMap { column in
        layout.shown(row, column).map {
          GrowthFootnote(
            sector: sector, period: layout.period(ofSpan: column.span), shown: $0)
        }
      }
      return ([past].compactMap(\.self) + own).filter { $0.shown.settled != nil }
    }
  }

  /// Contributions to the top sector's growth, points.
  func contributionSheet() -> Sheet {
    sheet("contributions", notes: ["contributions.note", "contributions.sum"]) { row, column in
      let total = layout.before(0, column)
      guard total != 0 else { return (.blank, .two) }
      let change = layout.level(row, column) - layout.before(row, column)
      let formula = "(\(now(row, column))-\(before(row, column)))/\(before(0, column))*100"
      return (
        .formula(formula, change / total * 100), layout.sector(row).isUnpublished ? .one : .two
      )
    } past: {
      ShownGrowth($0.contribution, nil)
    }
  }

  /// A table of rates.
  private func sheet(
    _ key: String, notes: [String],
    cell: (Int, GrowthColumn) -> (value: CellValue, decimals: CellStyle.Decimals),
    past: (GrowthCell) -> ShownGrowth?
  ) -> Sheet {
    var sheet = layout.sheet(key, widths: layout.tableWidths(9))
    layout.tableHead(&sheet)
    for row in layout.rows.indices {
      let line = GrowthLayout.firstRow + row
      layout.rowHead(&sheet, at: line, row)
      let year = layout.annual(row, of: layout.annex.year - 1, 0)
      let before = year.flatMap(past)
      sheet.set(
        line, GrowthLayout.beforeColumn, .optional(before?.value),
        number(row, before.map(decimals) ?? .two, year.map { layout.fill($0.status) }))
      for (index, column) in layout.columns.enumerated() {
        let (value, decimals) = cell(row, column)
        sheet.set(
          line, GrowthLayout.firstColumn + index, value,
          number(row, decimals, fill(row, column)))
      }
    }
    for note in notes { sheet.remark(layout.phrase(note, ["total": layout.total])) }
    layout.legend(&sheet)
    return sheet
  }

  /// The year before by quarter, which growth and contributions start from.
  func dataSheet() -> Sheet {
    let spans = GrowthSpan.all.indices
    var sheet = layout.sheet("data", widths: [5.5, 40] + spans.map { _ in 13 })
    layout.rowHeads(&sheet, spans.map(layout.name(ofSpan:)))
    for variant in layout.blocks {
      let year = "\(layout.annex.year - 1)"
      let text =
        layout.blocks.count == 1
        ? layout.phrase("data.all", ["year": year])
        : layout.phrase(
          "data.variant", ["year": year, "variant": layout.name(ofVariant: variant)])
      sheet.band(at: layout.dataRow(0, variant) - 1, text)
      for row in layout.rows.indices { dataRow(&sheet, row, variant) }
    }
    sheet.remark(layout.phrase("data.note"))
    return sheet
  }

  private func dataRow(_ sheet: inout Sheet, _ row: Int, _ variant: Int) {
    let line = layout.dataRow(row, variant)
    let year = layout.annex.year - 1
    layout.rowHead(&sheet, at: line, row)
    for (span, stretch) in GrowthSpan.all.enumerated() {
      let column = layout.dataColumn(span)
      let level = layout.level(row, stretch.quarters, of: year, variant)
      let parts = layout.rows[row].parts
      let statuses = stretch.quarters.map { layout.quarter(row, $0, of: year, variant)?.status }
      let status: GrowthCell.Status =
        statuses.contains(.scenario)
        ? .scenario
        : statuses.contains(.estimate)
          ? .estimate : statuses.contains(.split) ? .split : .actual
      let value: CellValue =
        if stretch.quarters.count > 1 {
          .formula(
            stretch.quarters.map {
              Sheet.address(line, layout.dataColumn(GrowthSpan.place(ofQuarter: $0)))
            }.joined(separator: "+"), level)
        } else if parts.isEmpty {
          .optional(layout.quarter(row, stretch.quarters.lowerBound, of: year, variant)?.level)
        } else {
          .formula(sum(parts.map { Sheet.address(layout.dataRow($0, variant), column) }), level)
        }
      sheet.set(line, column, value, number(row, .none, layout.fill(status)))
    }
  }

  /// The address of a level.
  private func now(_ row: Int, _ column: GrowthColumn) -> String {
    Sheet.address(
      on: levels, GrowthLayout.firstRow + row,
      layout.sheetColumn(column.span, column.variant ?? 0))
  }

  /// The address of the level of the year before.
  private func before(_ row: Int, _ column: GrowthColumn) -> String {
    Sheet.address(
      on: data, layout.dataRow(row, column.variant ?? 0), layout.dataColumn(column.span))
  }

  private func sum(_ addresses: [String]) -> String {
    "SUM(" + addresses.joined(separator: ",") + ")"
  }

  private func fill(_ row: Int, _ column: GrowthColumn) -> CellStyle.Fill {
    layout.fill(layout.status(row, ofSpan: column.span))
  }

  private func number(
    _ row: Int, _ decimals: CellStyle.Decimals, _ fill: CellStyle.Fill?
  ) -> CellStyle {
    .number(decimals, fill: fill, isBold: layout.rows[row].depth == 0)
  }
}
