internal import Pipeline
internal import Tables
internal import TimeSeries
internal import Tracking

extension ScorecardLayout {
  /// What moved since an earlier run, and why; causes add up as a live formula.
  func changesSheet() -> Sheet? {
    guard let changes = ChangesLayout(folder) else { return nil }
    let say = Catalogue.of(folder.language)
    var sheet = sheet(
      "changes", widths: [5, 52, 12] + changes.causes.map { _ in 14 } + [12])
    sheet.heads(
      6...6,
      [say("scorecard.column.number"), say("changes.what"), say("changes.before")]
        + changes.causes.map { say("changes.cause.\($0.rawValue)") } + [say("changes.after")],
      frozen: 2)
    sheet.raise(6, to: 34)
    for (place, move) in changes.moves.enumerated() {
      let row = 7 + place
      let isChance = move.rows.first?[ChangesTable.quantity] == .chance
      let factor = isChance ? 100.0 : 1
      let before = move.rows.first?[ChangesTable.before].map { factor * $0 }
      let after = move.rows.last?[ChangesTable.after].map { factor * $0 }
      let style = CellStyle.number(isChance ? .one : .two)
      sheet.set(row, 0, .number(Double(place + 1)), .number(.none, isCentred: true))
      sheet.set(row, 1, .text(move.name), .label())
      sheet.set(row, 2, .optional(before), style)
      for (column, cause) in changes.causes.enumerated() {
        let points = move.rows.first { $0[ChangesTable.cause] == cause }?[ChangesTable.points]
        sheet.set(row, 3 + column, .optional(points), style)
      }
      let last = 2 + changes.causes.count
      let sum = "SUM(\(Sheet.address(row, 2)):\(Sheet.address(row, last)))"
      sheet.set(row, last + 1, after.map { .formula(sum, $0) } ?? .blank, style)
    }
    sheet.remark(changes.explained)
    legend(&sheet, isColoured: false)
    return sheet
  }
}
