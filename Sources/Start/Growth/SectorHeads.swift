internal import Files
internal import TimeSeries

/// Heads that span the periods of a table of sectors: `Giá trị (tỷ đồng)` above some, `Tốc độ tăng (%)` above others.
///
/// Amounts are taken, and percentages that stand beside them left out.
struct SectorHeads {
  /// The table with nothing but periods and their unit above its amounts.
  let table: StartTable
  /// Columns of percentages beside amounts.
  let out: [Int]
  /// What those are headed by.
  let leftOut: [String]
  /// Those of them that tell growth from January on.
  let growth: [GrowthColumn]

  init(_ table: StartTable) {
    let heads = table.header.map { Head($0.text) }
    let names = Set(heads.compactMap(\.?.name)).filter { name in
      heads.count { $0?.name == name } > 1
        || Self.isGrowth(name)
          && heads.contains { $0?.name == name && $0?.endFromJanuary != nil }
    }
    let shares = names.filter(Self.arePercent)
    let amounts = names.subtracting(shares)
    let hasPeriods = table.header.contains { StartPeriod($0.text) != nil }
    guard !shares.isEmpty, amounts.count == 1 || amounts.isEmpty && hasPeriods else {
      (self.table, out, leftOut, growth) = (table, [], [], [])
      return
    }
    out = table.header.indices.filter { heads[$0].map { shares.contains($0.name) } ?? false }
    leftOut = shares.sorted()
    growth = out.compactMap { column in
      guard let head = heads[column], Self.isGrowth(head.name), let end = head.endFromJanuary
      else { return nil }
      return GrowthColumn(column: column, name: head.name, period: end)
    }
    let header = zip(table.header, heads).map { cell, head in
      guard let head, amounts.contains(head.name) else { return cell }
      return StartCell(text: head.rest, location: cell.location)
    }
    self.table = StartTable(
      delimiter: table.delimiter, header: header, rows: table.rows, titles: table.titles,
      notes: table.notes, sheet: table.sheet, hasPoints: table.hasPoints)
  }

  /// A head that ends with a period.
  private struct Head {
    /// What stands before the period.
    let name: String
    /// The period, and the unit in brackets.
    let rest: String
    /// The month until which its period goes from January on; `nil` of any other.
    let endFromJanuary: Period?

    init?(_ text: String) {
      let header = StartHeader(text)
      guard StartPeriod(text) == nil, StartPeriod(header.name) == nil else { return nil }
      let words = header.name.split(separator: " ").map(String.init)
      let place = words.indices.dropFirst().first { place in
        StartPeriod(words[place...].joined(separator: " ")) != nil
      }
      guard let place else { return nil }
      let unitOfName = StartUnit(header.unit).isPercent ? " (%)" : ""
      name = words[..<place].joined(separator: " ") + unitOfName
      let unit = StartUnit(header.unit).isAmount ? " (\(header.unit))" : ""
      let period = words[place...].joined(separator: " ")
      rest = period + unit
      endFromJanuary = SectorHeads.endFromJanuary(period)
    }
  }

  /// What columns are headed by but for those that were taken all the same.
  func leftOut(besides taken: Set<Int>) -> [String] {
    let names = Set(
      out.filter { !taken.contains($0) }.compactMap { Head(table.header[$0].text)?.name })
    return leftOut.filter { names.contains($0) }
  }

  private static func arePercent(_ name: String) -> Bool {
    name.contains("%")
      || Phrase(folded(name)).contains([
        "toc do", "tang truong", "chi so", "co cau", "ty trong", "so voi", "growth", "share",
        "index", "change",
      ])
  }
}
