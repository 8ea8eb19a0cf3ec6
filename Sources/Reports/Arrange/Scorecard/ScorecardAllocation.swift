internal import Pipeline
internal import Tables
internal import TimeSeries
internal import Tracking

extension ScorecardLayout {
  /// Plans shared out over parts; sums are live formulas.
  func allocationSheet() -> Sheet? {
    let rows = folder.records(AllocationTable.definition)
    guard !rows.isEmpty else { return nil }
    let say = Catalogue.of(folder.language)
    var sheet = sheet("allocation", widths: [5, 34, 14, 14, 14, 14, 16, 12, 26])
    sheet.heads(
      6...6,
      ["number", "part", "unit", "low", "middle", "high", "allotted", "chance", "basis"].map {
        say("allocation.column.\($0)")
      }, frozen: 2)
    sheet.raise(6, to: 46)
    var line = 7
    var sentences: [String] = []
    for group in grouped(rows, by: { $0[ScorecardTable.measure] }) {
      let name = names[group.key] ?? group.key
      let (first, last) = (line + 1, line + group.rows.count)
      let total = group.rows[0][AllocationTable.total]
      sheet.set(line, 0, .blank, .number(.none))
      sheet.set(line, 1, .text(name), .label(isBold: true))
      for column in 2...8 where column != 6 { sheet.set(line, column, .blank, .label()) }
      let sum = "SUM(\(Sheet.address(first, 6)):\(Sheet.address(last, 6)))"
      let told = told(name, group.key, group.rows)
      sentences += told.sentences
      sheet.set(
        line, 6, told.sum.map { .formula(sum, $0) } ?? .optional(total),
        .number(decimals(of: group.rows), isBold: true))
      for (place, row) in group.rows.enumerated() {
        line += 1
        let figures = [AllocationTable.p10, AllocationTable.p50, AllocationTable.p90].map {
          column -> (CellValue, CellStyle) in
          (.optional(row[column]), .number(decimals(of: group.rows)))
        }
        let head: [(CellValue, CellStyle)] = [
          (.number(Double(place + 1)), .number(.none, isCentred: true)),
          (.text(row[ScorecardTable.name]), .label()),
          (.text(row[ScorecardTable.unit]), .label(isCentred: true)),
        ]
        let basis = row[AllocationTable.basis].map { say("allocation.basis.\($0.rawValue)") }
        let share: [(CellValue, CellStyle)] = [
          (.optional(row[AllocationTable.allotted]), .number(decimals(of: group.rows))),
          (.optional(row[AllocationTable.probability]), .number(.percent, isCentred: true)),
          (.text(basis ?? ""), .label()),
        ]
        sheet.row(line, head + figures + share)
      }
      line += 1
    }
    for sentence in sentences { sheet.remark(sentence) }
    sheet.remark(say("allocation.explained"))
    legend(&sheet, isColoured: false)
    return sheet
  }

  /// What must be said of a measure's parts.
  private func told(_ name: String, _ id: String, _ rows: [Table.Record]) -> AllocationWords {
    let whole = folder.records(ScorecardTable.definition).last {
      $0[ScorecardTable.measure] == id && $0[ScorecardTable.period]?.isWholeYear == true
    }
    var range: (low: Double, high: Double)?
    if let low = whole?[ScorecardTable.p10], let high = whole?[ScorecardTable.p90] {
      range = (low, high)
    }
    return AllocationWords(
      name: name, total: rows[0][AllocationTable.total] ?? .nan,
      parts: rows.map {
        .init(
          allotted: $0[AllocationTable.allotted], middle: $0[AllocationTable.p50],
          basis: $0[AllocationTable.basis])
      }, whole: range, say: Catalogue.of(folder.language))
  }

  private var names: [String: String] {
    Dictionary(
      folder.records(ScorecardTable.definition).map {
        ($0[ScorecardTable.measure], $0[ScorecardTable.name])
      }
    ) { first, _ in first }
  }

  private func decimals(of rows: [Table.Record]) -> CellStyle.Decimals {
    let isWhole = rows.compactMap { $0[AllocationTable.allotted] }.allSatisfy { $0 == $0.rounded() }
    return isWhole ? .none : .grouped
  }
}
