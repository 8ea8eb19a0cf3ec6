internal import Files
internal import TimeSeries

extension SectorHeads {
  /// A column of growth from January on beside levels: `Tốc độ tăng 6 tháng 2025 (%)`.
  struct GrowthColumn {
    let column: Int
    /// What stands before the period.
    let name: String
    /// The last month that it comes to.
    let period: Period
  }

  /// Words of growth on the same period a year before.
  static let growthWords = [
    "toc do tang", "toc do tang truong", "tang truong", "growth", "growth rate",
  ]

  /// Whether a name is that of growth, and of no index, share or comparison.
  static func isGrowth(_ name: String) -> Bool {
    let words = Phrase(folded(name))
    return words.contains(growthWords)
      && !words.contains([
        "chi so", "co cau", "ty trong", "index", "share", "dong gop", "contribution", "ke hoach",
        "muc tieu", "plan", "target", "quy truoc", "previous quarter", "thang truoc",
      ])
  }

  /// The month until which a period goes from January on; `nil` of years and of any other part of one.
  static func endFromJanuary(_ text: String) -> Period? {
    guard let stated = StartPeriod(text), stated.status?.isHistory ?? true else { return nil }
    switch stated.meaning {
    case .months(1, let last, let year) where last < 12: return .month(last, of: year)
    case .period(let period) where period.positionInYear == 1 && period.frequency != .annual:
      return .month(period.frequency.monthsPerPeriod, of: period.year)
    default: return nil
    }
  }
}

extension SectorSheet {
  /// Gives rows the growth from January on that columns beside their levels tell, where no level of the year does.
  ///
  /// - Returns: the columns that were taken.
  mutating func takeGrowth(
    _ columns: [SectorHeads.GrowthColumn], isSeen: Bool, faults: inout FaultCollector
  ) -> Set<Int> {
    let known = Set(rows.lazy.flatMap(\.figures.keys).map(\.period.year))
    let free = columns.filter { !known.contains($0.period.year) }
    let places = Dictionary(rows.indices.map { (rows[$0].location.line, $0) }) { first, _ in first }
    let cells = table.rows.flatMap { row -> [(Int, SectorHeads.GrowthColumn, StartCell)] in
      guard let place = places[row.line] else { return [] }
      return free.compactMap { column in
        let cell = table.cell(row, column.column)
        return SpelledNumber.isMissing(cell.text) ? nil : (place, column, cell)
      }
    }
    // Levels without a decimal mark leave it to these.
    let marks = Set(cells.compactMap { table.number($0.2)?.decisive })
    let mark = isSeen || marks.count != 1 ? decimal : marks.first ?? decimal
    for (place, column, cell) in cells {
      guard let digits = table.number(cell)?.digits(mark), let value = Double(digits) else {
        faults.note(
          .table(.badNumber(column: table.header[column.column].text, text: cell.text)),
          at: cell.location)
        continue
      }
      rows[place].growth.append(
        StartFigure(
          period: column.period, digits: digits, value: value, status: .secondary, source: "",
          note: "", location: cell.location))
    }
    return Set(free.map(\.column))
  }
}
