internal import Pipeline
internal import Tables
internal import TimeSeries
internal import Tracking

/// The sectors at current prices with their shares of the whole, as both workbooks show them; shares are live formulas.
struct CurrentPricesSheet {
  private let say: Catalogue
  private let words: ScorecardWords
  private let sectors: [(key: String, rows: [Table.Record])]
  private let periods: [PeriodOfYear]

  /// - Returns: `nil` for a folder without such levels.
  init?(_ folder: FolderTables) {
    let rows = folder.records(CurrentPricesTable.definition)
    guard !rows.isEmpty, let year = folder.manifest.year else { return nil }
    say = Catalogue.of(folder.language)
    words = ScorecardWords(folder.language)
    sectors = grouped(rows, by: { $0[GrowthColumns.sector] })
    // Of the year before the whole is enough.
    periods = Set(rows.compactMap { $0[ScorecardTable.period] }).filter {
      $0.year == year || $0.year == year - 1 && $0.isWholeYear
    }.sorted()
  }

  /// Widths of all columns.
  var widths: [Double] { [5, 40] + periods.flatMap { _ in [14.0, 9.0] } }

  /// The unit of the levels.
  var unit: String { sectors.first?.rows.first?[ScorecardTable.unit] ?? "" }

  /// Fills a sheet whose head stands already.
  func fill(_ sheet: inout Sheet) {
    let head = CellStyle(.header)
    sheet.merge(6...7, 0...0, say("scorecard.column.number"), head)
    sheet.merge(6...7, 1...1, say("current_prices.column.sector"), head)
    for (place, period) in periods.enumerated() {
      let column = 2 + 2 * place
      sheet.merge(6...6, column...column + 1, words.dated(period), head)
      sheet.set(7, column, .text(say("current_prices.column.level")), head)
      sheet.set(7, column + 1, .text(say("current_prices.column.share")), head)
    }
    sheet.raise(7, to: 32)
    sheet.headerRows = 6...7
    sheet.frozen = Sheet.Corner(row: 8, column: 2)
    let top = sectors.firstIndex { $0.rows.first?[GrowthColumns.parent].isEmpty ?? false }
    for (place, sector) in sectors.enumerated() {
      fill(&sheet, row: 8 + place, place, sector.rows, topRow: top.map { 8 + $0 })
    }
    sheet.remark(say("current_prices.note"))
  }

  private func fill(
    _ sheet: inout Sheet, row: Int, _ place: Int, _ rows: [Table.Record], topRow: Int?
  ) {
    let isTop = row == topRow
    sheet.set(row, 0, .number(Double(place + 1)), .number(.none, isCentred: true))
    sheet.set(
      row, 1, .text(rows.first?[GrowthColumns.sectorName] ?? ""),
      .label(isBold: isTop, indent: max(0, depth(rows) - 1)))
    for (number, period) in periods.enumerated() {
      let column = 2 + 2 * number
      let found = rows.first { $0[ScorecardTable.period] == period }
      let fill: CellStyle.Fill? =
        found.map { $0[CurrentPricesTable.status] == .estimate ? .estimate : .actual }
      let style = CellStyle.number(.one, fill: fill, isBold: isTop)
      sheet.set(
        row, column, .optional(found?[CurrentPricesTable.level]),
        fill == .estimate ? style.marked(fill) : style)
      let share = found?[CurrentPricesTable.share]
      let formula = topRow.map {
        "\(Sheet.address(row, column))/\(Sheet.address($0, column, isFixed: true))*100"
      }
      let cell: CellValue =
        share.flatMap { share in formula.map { CellValue.formula($0, share) } } ?? .blank
      sheet.set(row, column + 1, cell, .number(.two, isBold: isTop))
    }
  }

  /// Steps from the top.
  private func depth(_ rows: [Table.Record]) -> Int {
    var (depth, parent) = (0, rows.first?[GrowthColumns.parent] ?? "")
    while !parent.isEmpty, depth < sectors.count,
      let above = sectors.first(where: { $0.key == parent })?.rows.first
    {
      depth += 1
      parent = above[GrowthColumns.parent]
    }
    return depth
  }
}

extension GrowthLayout {
  /// The structure of the whole at current prices; `nil` where no such levels are published.
  func structureSheet() -> Sheet? {
    guard let prices = CurrentPricesSheet(annex.folder) else { return nil }
    var sheet = sheet("structure", unit: prices.unit, widths: prices.widths)
    prices.fill(&sheet)
    return sheet
  }
}

extension ScorecardLayout {
  /// The same for a scorecard.
  func structureSheet() -> Sheet? {
    guard let prices = CurrentPricesSheet(folder) else { return nil }
    var sheet = sheet("structure", ["unit": prices.unit], widths: prices.widths)
    prices.fill(&sheet)
    legend(&sheet)
    return sheet
  }
}
