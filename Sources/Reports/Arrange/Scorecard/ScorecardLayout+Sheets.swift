internal import Pipeline
internal import Tables
internal import TimeSeries
internal import Tracking

extension ScorecardLayout {
  // MARK: Sheets

  /// The first row of a measure on the sheet of main measures.
  static let firstMain = 8

  /// Main measures: what came by now, and the year.
  func mainSheet() -> Sheet {
    var sheet = sheet(
      "main", widths: [5, 28, 12, 10, 12, 12, 9, 9, 11, 12, 12, 18, 9, 11, 10, 12, 18, 26])
    let head = CellStyle(.header)
    for (column, key) in ["number", "measure", "unit"].enumerated() {
      sheet.merge(6...7, column...column, say("scorecard.column.\(key)"), head)
    }
    sheet.merge(6...6, 3...8, say("scorecard.column.told"), head)
    for (place, key) in ["period", "plan", "actual", "percent", "growth", "verdict"].enumerated() {
      sheet.set(7, 3 + place, .text(say("scorecard.column.\(key)")), head)
    }
    sheet.merge(6...6, 9...15, say("scorecard.column.year", ["year": "\(year)"]), head)
    let ahead = ["plan", "outlook", "range", "percent", "chance", "rest", "amount"]
    for (place, key) in ahead.enumerated() {
      sheet.set(7, 9 + place, .text(say("scorecard.column.\(key)")), head)
    }
    for (place, key) in ["agency", "note"].enumerated() {
      sheet.merge(6...7, 16 + place...16 + place, say("scorecard.column.\(key)"), head)
    }
    let lines = ahead.enumerated().map {
      Sheet.lines(of: say("scorecard.column.\($1)"), across: sheet.widths[9 + $0])
    }
    sheet.raise(7, to: 15 * Double(max(3, lines.max() ?? 3)) + 2)
    sheet.headerRows = 6...7
    sheet.frozen = Sheet.Corner(row: Self.firstMain, column: 3)
    for (place, measure) in measures.enumerated() {
      let told = latest(of: measure)
      let (now, end) = (told.flatMap(measure.row), measure.row(whole))
      let isOpen = end?[ScorecardTable.status] == .outlook
      sheet.row(
        Self.firstMain + place,
        [
          (.number(Double(place + 1)), .number(.none, isCentred: true)),
          (.text(measure.name), .label()), (.text(measure.unit), .label(isCentred: true)),
          (.text(told.map(words.period) ?? ""), .label(isCentred: true)), plan(now),
          number(now?[ScorecardTable.value], now),
          percent(now?[ScorecardTable.percent]), percent(now?[ScorecardTable.onYear]), chance(now),
          plan(end), number(end?[ScorecardTable.value], end, head: .scenario),
          (.text(isOpen ? range(end) : ""), .label(isCentred: true)),
          percent(end?[ScorecardTable.percent]), chance(end),
          rest(end), amount(end),
          (.text(measure.agency), .label()), (.text(measure.note), .label()),
        ])
    }
    legend(&sheet, measures.map { $0.row(whole) })
    return sheet
  }

  /// Every period whose plan is open, with what its rest must bring; `nil` where none is.
  func restSheet() -> Sheet? {
    let open = measures.flatMap { measure in
      measure.rows.filter { $0[ScorecardTable.verdict] == .open }.map { (measure, $0) }
    }
    guard !open.isEmpty else { return nil }
    var sheet = sheet("rest", widths: [5, 28, 12, 12, 12, 12, 20, 10, 11, 12, 20, 40])
    let heads = [
      "number", "measure", "unit", "period", "plan", "outlook", "range", "chance", "rest",
      "amount", "agency", "note",
    ]
    sheet.heads(6...7, heads.map { say("scorecard.column.\($0)") }, frozen: 4)
    for (place, (measure, row)) in open.enumerated() {
      sheet.row(
        8 + place,
        [
          (.number(Double(place + 1)), .number(.none, isCentred: true)),
          (.text(measure.name), .label()), (.text(measure.unit), .label(isCentred: true)),
          (.text(row[ScorecardTable.period].map(words.period) ?? ""), .label(isCentred: true)),
          plan(row), number(row[ScorecardTable.value], row, head: .scenario),
          (.text(range(row)), .label(isCentred: true)), chance(row),
          rest(row), amount(row),
          (.text(measure.agency), .label()), (.text(row[ScorecardTable.note]), .label()),
        ])
    }
    legend(&sheet, open.map(\.1))
    return sheet
  }

  /// Drivers by month and quarter: planned, actual, the difference.
  func driverSheet() -> Sheet? {
    // A column that nobody plans or tells anything for would only be empty paper.
    let told = measures.flatMap(\.rows).filter {
      $0[ScorecardTable.plan] != nil || $0[ScorecardTable.value] != nil
    }
    let periods = Set(told.compactMap { $0[ScorecardTable.period] }).sorted()
    guard !periods.isEmpty else { return nil }
    var sheet = sheet("drivers", widths: [5, 28, 13, 18] + periods.map { _ in 10.5 })
    sheet.heads(
      6...7,
      ["number", "measure", "unit", "figure"].map { say("scorecard.column.\($0)") }
        + periods.map(words.period), frozen: 4)
    var line = 8
    for (place, measure) in measures.enumerated() {
      for (offset, key) in ["plan", "actual", "difference"].enumerated() {
        let row = line + offset
        sheet.set(
          row, 0, offset == 0 ? .number(Double(place + 1)) : .blank, .number(.none, isCentred: true)
        )
        sheet.set(
          row, 1, .text(offset == 0 ? measure.name : ""), .label(isBold: offset == 0))
        sheet.set(row, 2, .text(offset == 0 ? measure.unit : ""), .label(isCentred: true))
        sheet.set(row, 3, .text(say("scorecard.row.\(key)")), .label())
        for (column, period) in periods.enumerated() {
          let told = measure.row(period)
          let (plan, value) = (told?[ScorecardTable.plan], told?[ScorecardTable.value])
          let cell: (CellValue, CellStyle)
          switch offset {
          case 0: cell = self.plan(told)
          case 1: cell = number(value, told)
          default:
            if let plan, let value,
              told?[ScorecardTable.direction] == "at_most"
                || told?[ScorecardTable.direction] == "range"
            {
              // Beside a text nothing is computed.
              let high = told?[ScorecardTable.planHigh] ?? plan
              let isRange = told?[ScorecardTable.direction] == "range"
              let beyond = isRange ? value - min(max(value, plan), high) : value - plan
              cell = number(beyond)
            } else if let plan, let value {
              let above = Sheet.address(line + 1, 4 + column)
              cell = (
                .formula("\(above)-\(Sheet.address(line, 4 + column))", value - plan),
                .number(decimals(value - plan))
              )
            } else {
              cell = (.blank, .number(.none))
            }
          }
          sheet.set(row, 4 + column, cell.0, cell.1)
        }
      }
      line += 3
    }
    legend(&sheet)
    return sheet
  }

  /// - Parameter rows: those whose rest is shown.
  func legend(_ sheet: inout Sheet, _ rows: [Table.Record?] = [], isColoured: Bool = true) {
    if isColoured { sheet.remark(say("scorecard.legend")) }
    if let limits = limits(rows) { sheet.remark(limits) }
    let row = sheet.nextRow + 1
    let last = sheet.columns - 1
    if let signatory = folder.manifest.signatory {
      sheet.merge(row...row, max(0, last - 3)...last, signatory, CellStyle(.office))
    }
  }
}
