internal import Tracking

// The tables by quarter: growth, levels, contributions, and the year before.

extension GrowthLayout {
  /// Levels: leaves by quarter as numbers, all else as sums of them.
  func levelSheet() -> Sheet {
    var sheet = sheet("levels", widths: tableWidths(11))
    let decimals = levelDecimals
    tableHead(&sheet)
    for row in rows.indices {
      let line = Self.firstRow + row
      rowHead(&sheet, at: line, row)
      let year = dataColumn(GrowthSpan.year)
      let address = Sheet.address(on: sheetName("data"), dataRow(row, 0), year)
      let before = level(row, 1...4, of: annex.year - 1, blocks[0])
      let status = annual(row, of: annex.year - 1, 0)?.status
      sheet.set(
        line, Self.beforeColumn, .formula(address, before),
        marked(number(row, decimals, status.map(fill)), status, head: annualStatus()))
      for (index, column) in columns.enumerated() {
        sheet.set(
          line, Self.firstColumn + index, levelCell(row, column),
          style(row, column, decimals))
      }
    }
    legend(&sheet)
    return sheet
  }

  private func levelCell(_ row: Int, _ column: GrowthColumn) -> CellValue {
    let variant = column.variant ?? 0
    let quarters = GrowthSpan.all[column.span].quarters
    let level = level(row, column)
    if quarters.count > 1 {
      let terms = quarters.map {
        let place = sheetColumn(GrowthSpan.place(ofQuarter: $0), variant)
        return Sheet.address(Self.firstRow + row, place)
      }
      return .formula(terms.joined(separator: "+"), level)
    }
    let parts = rows[row].parts
    guard parts.isEmpty else {
      let place = sheetColumn(column.span, variant)
      return .formula(sum(parts.map { Sheet.address(Self.firstRow + $0, place) }), level)
    }
    return .optional(quarter(row, quarters.lowerBound, of: annex.year, variant)?.level)
  }

  /// Growth over the year before, percent.
  func growthSheet() -> Sheet {
    var sheet = sheet("growth", notes: ["growth.note"], ofGrowth: true) { row, column in
      guard let growth = growth(row, column), let shown = shown(row, column) else {
        return (.blank, .two)
      }
      // What was published stands as published, where the levels make another figure of it.
      if shown.settled != nil || shown.decimals != 2 && !sector(row).isUnpublished {
        return (.number(shown.value), decimals(shown))
      }
      let formula = "(\(levelAddress(row, column))/\(beforeAddress(row, column))-1)*100"
      return (.formula(formula, growth), decimals(shown))
    } past: {
      $0.shown
    }
    let notes = footnotes
    if !notes.isEmpty { sheet.remark(say("growth.differs.heading")) }
    for note in notes { sheet.remark(note) }
    return sheet
  }

  private func decimals(_ shown: ShownGrowth) -> CellStyle.Decimals {
    shown.decimals == 0 ? .none : shown.decimals == 1 ? .one : .two
  }

  /// Published growth that is not what the levels of Table 2 make.
  private var footnotes: [String] {
    let figures = rows.indices.flatMap { row in
      let past = annual(row, of: annex.year - 1, 0).map { (words.name(of: $0.period), $0.shown) }
      let own = columns.filter { $0.variant == nil }.map {
        (period(ofSpan: $0.span), shown(row, $0))
      }
      return ([past].compactMap(\.self) + own).map { (sector(row).name, $0.0, $0.1) }
    }
    return GrowthFootnote.texts(figures, say)
  }

  /// Contributions to the top sector's growth, points.
  func contributionSheet() -> Sheet {
    sheet("contributions", notes: ["contributions.note", "contributions.sum"]) { row, column in
      let total = before(0, column)
      guard total != 0 else { return (.blank, .two) }
      let change = level(row, column) - before(row, column)
      let formula =
        "(\(levelAddress(row, column))-\(beforeAddress(row, column)))/\(beforeAddress(0, column))*100"
      return (.formula(formula, change / total * 100), sector(row).isUnpublished ? .one : .two)
    } past: {
      ShownGrowth($0.contribution, nil)
    }
  }

  /// A table of rates.
  private func sheet(
    _ key: String, notes: [String], ofGrowth: Bool = false,
    cell: (Int, GrowthColumn) -> (value: CellValue, decimals: CellStyle.Decimals),
    past: (GrowthCell) -> ShownGrowth?
  ) -> Sheet {
    var sheet = sheet(key, widths: tableWidths(9))
    tableHead(&sheet, ofGrowth: ofGrowth)
    for row in rows.indices {
      let line = Self.firstRow + row
      rowHead(&sheet, at: line, row)
      let year = annual(row, of: annex.year - 1, 0)
      let before = year.flatMap(past)
      let status = ofGrowth ? year?.growthStatus : year?.status
      let plain = number(row, before.map(decimals) ?? .two, status.map(fill))
      sheet.set(
        line, Self.beforeColumn, .optional(before?.value),
        marked(plain, status, head: annualStatus(ofGrowth: ofGrowth)))
      for (index, column) in columns.enumerated() {
        let (value, decimals) = cell(row, column)
        sheet.set(
          line, Self.firstColumn + index, value,
          style(row, column, decimals, ofGrowth: ofGrowth))
      }
    }
    for note in notes { sheet.remark(phrase(note, ["total": total])) }
    legend(&sheet)
    return sheet
  }

  /// The year before by quarter, which growth and contributions start from.
  func dataSheet() -> Sheet {
    let spans = GrowthSpan.all.indices
    var sheet = sheet("data", widths: [5.5, 40] + spans.map { _ in 13 })
    rowHeads(&sheet, spans.map(name(ofSpan:)))
    for variant in blocks {
      let year = "\(annex.year - 1)"
      let text =
        blocks.count == 1
        ? phrase("data.all", ["year": year])
        : phrase("data.variant", ["year": year, "variant": name(ofVariant: variant)])
      sheet.band(at: dataRow(0, variant) - 1, text)
      for row in rows.indices { dataRow(&sheet, row, variant) }
    }
    sheet.remark(phrase("data.note"))
    return sheet
  }

  private func dataRow(_ sheet: inout Sheet, _ row: Int, _ variant: Int) {
    let line = dataRow(row, variant)
    let year = annex.year - 1
    rowHead(&sheet, at: line, row)
    for (span, stretch) in GrowthSpan.all.enumerated() {
      let column = dataColumn(span)
      let level = level(row, stretch.quarters, of: year, variant)
      let parts = rows[row].parts
      let status = Self.together(
        stretch.quarters.map { quarter(row, $0, of: year, variant)?.status })
      let value: CellValue =
        if stretch.quarters.count > 1 {
          .formula(
            stretch.quarters.map {
              Sheet.address(line, dataColumn(GrowthSpan.place(ofQuarter: $0)))
            }.joined(separator: "+"), level)
        } else if parts.isEmpty {
          .optional(quarter(row, stretch.quarters.lowerBound, of: year, variant)?.level)
        } else {
          .formula(sum(parts.map { Sheet.address(dataRow($0, variant), column) }), level)
        }
      sheet.set(
        line, column, value,
        marked(number(row, levelDecimals, fill(status)), status, head: .actual))
    }
  }

  /// The address of a level.
  private func levelAddress(_ row: Int, _ column: GrowthColumn) -> String {
    Sheet.address(
      on: sheetName("levels"), Self.firstRow + row,
      sheetColumn(column.span, column.variant ?? 0))
  }

  /// The address of the level of the year before.
  private func beforeAddress(_ row: Int, _ column: GrowthColumn) -> String {
    Sheet.address(on: sheetName("data"), dataRow(row, column.variant ?? 0), dataColumn(column.span))
  }

  private func sum(_ addresses: [String]) -> String {
    "SUM(" + addresses.joined(separator: ",") + ")"
  }

  private func style(
    _ row: Int, _ column: GrowthColumn, _ decimals: CellStyle.Decimals, ofGrowth: Bool = false
  ) -> CellStyle {
    func told(_ row: Int) -> GrowthCell.Status {
      ofGrowth ? growthStatus(row, ofSpan: column.span) : status(row, ofSpan: column.span)
    }
    let head = ofGrowth ? told(0) : self.status(ofSpan: column.span)
    return marked(number(row, decimals, fill(told(row))), told(row), head: head)
  }
}
