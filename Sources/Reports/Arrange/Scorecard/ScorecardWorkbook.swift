internal import Pipeline
internal import Tables
internal import TimeSeries

/// The scorecard of a year as the sheets that are handed in: main measures, drivers by month and quarter, how many will
/// be met.
public enum ScorecardWorkbook {
  /// The name of the file.
  public static let name = "scorecard.xlsx"

  /// The sheets; `nil` where the folder is none of a scorecard.
  package static func sheets(_ folder: FolderTables) -> [Sheet]? {
    guard let layout = ScorecardLayout(folder) else { return nil }
    return [
      layout.frontSheet(), layout.mainSheet(), layout.restSheet(), layout.structureSheet(),
      layout.driverSheet(),
      TaskLayout.tableSeven(folder), layout.jointSheet(), layout.allocationSheet(),
      layout.changesSheet(),
    ].compactMap(\.self)
  }
}

/// What the sheets arrange.
struct ScorecardLayout {
  /// A measure with its rows.
  struct Measure {
    let name, unit, agency, note: String
    let rows: [Table.Record]

    /// The row of a period.
    func row(_ period: PeriodOfYear) -> Table.Record? {
      rows.first { $0[ScorecardTable.period] == period }
    }

    /// Whether it stands at the end of periods, so that nothing is cumulated.
    var isStock: Bool {
      rows.allSatisfy {
        $0[ScorecardTable.toDate] == nil && $0[ScorecardTable.toDateOnYear] == nil
      }
    }

    /// The row of a period; of a stock that has none the month or quarter that ends with it.
    func standing(_ period: PeriodOfYear) -> Table.Record? {
      let own = row(period)
      guard own == nil, isStock else { return own }
      return rows.first {
        $0[ScorecardTable.period]?.months.upperBound == period.months.upperBound
          && $0[ScorecardTable.value] != nil
      }
    }
  }

  let folder: FolderTables
  let year: Int
  let measures: [Measure]
  let words: ScorecardWords

  init?(_ folder: FolderTables) {
    let rows = folder.records(ScorecardTable.definition)
    guard let year = folder.manifest.year, (1...9999).contains(year), !rows.isEmpty else {
      return nil
    }
    self.folder = folder
    self.year = year
    words = ScorecardWords(folder.language)
    measures = grouped(rows, by: { $0[ScorecardTable.measure] }).map { measure in
      let first = measure.rows[0]
      let notes = measure.rows.map { $0[ScorecardTable.note] }
      return Measure(
        name: first[ScorecardTable.name], unit: first[ScorecardTable.unit],
        agency: first[ScorecardTable.agency], note: notes.max { $0.count < $1.count } ?? "",
        rows: measure.rows)
    }
  }

  var say: Catalogue { words.say }

  var whole: PeriodOfYear { .toDate(12, of: year) }

  /// The longest stretch from January that is over for any measure with a plan, or without one where none has.
  var latest: PeriodOfYear? {
    let told = measures.flatMap(\.rows).filter {
      $0[ScorecardTable.status] != .outlook && $0[ScorecardTable.value] != nil
        && $0[ScorecardTable.period]?.isToDate == true
        && $0[ScorecardTable.period]?.isWholeYear == false
    }
    let planned = told.filter { $0[ScorecardTable.verdict] != nil }
    return (planned.isEmpty ? told : planned).compactMap { $0[ScorecardTable.period] }.max()
  }

  /// How many measures are met and will be, a sentence a period that people ask about.
  var counts: [String] {
    folder.records(ScorecardJointTable.definition).filter { row in
      row[ScorecardJointTable.dependence] == .fitted
        && (row[ScorecardJointTable.measures] ?? 0) > 1
        && [whole, latest].contains(row[ScorecardTable.period])
    }.map { row in
      func count(_ column: Column<Int>) -> String { row[column].map(String.init) ?? "–" }
      let (all, met, missed) = (
        row[ScorecardJointTable.measures] ?? 0, row[ScorecardJointTable.met] ?? 0,
        row[ScorecardJointTable.missed] ?? 0
      )
      return words.joint(
        row[ScorecardTable.period] ?? whole,
        [
          "measures": "\(all)", "met": "\(met)", "missed": "\(missed)",
          "open": "\(all - met - missed)", "low": count(ScorecardJointTable.p10),
          "middle": count(ScorecardJointTable.p50), "high": count(ScorecardJointTable.p90),
          "left": count(ScorecardJointTable.notAssessed),
        ], chance: row[ScorecardJointTable.all], error: row[CommonColumns.error])
    }
  }

  /// The newest cumulated period of a measure that is over and told; of a stock the newest of all, of those that end
  /// together the longest.
  func latest(of measure: Measure) -> PeriodOfYear? {
    let told = measure.rows.filter {
      $0[ScorecardTable.status] != .outlook && $0[ScorecardTable.value] != nil
        && $0[ScorecardTable.period]?.isWholeYear == false
    }.compactMap { $0[ScorecardTable.period] }
    return told.filter { measure.isStock || $0.isToDate }.max {
      ($0.months.upperBound, $0.months.count) < ($1.months.upperBound, $1.months.count)
    }
  }

  /// Whether some measure is a sector of a growth scenario.
  private var isOfGrowth: Bool {
    measures.contains { measure in
      measure.rows.contains { $0[ScorecardTable.basis] == .sector }
    }
  }

  /// A sheet with its head: the office, the title, the day.
  func sheet(_ key: String, _ places: [String: String] = [:], widths: [Double]) -> Sheet {
    var sheet = Sheet(name: say("scorecard.sheet.\(key)"), widths: widths)
    let last = widths.count - 1
    sheet.office(folder.manifest.region ?? "", folder.manifest.office)
    // Budgets, debts and the like are no growth scenario.
    let title =
      ["main", "drivers", "front"].contains(key) && !isOfGrowth
      ? "scorecard.title.\(key).plain" : "scorecard.title.\(key)"
    sheet.merge(
      2...2, 0...last, say(title, places.merging(["year": "\(year)"]) { $1 }),
      CellStyle(.title))
    sheet.merge(3...3, 0...last, folder.title, CellStyle(.subtitle))
    let day = folder.manifest.asOf.map(day)
    sheet.merge(
      4...4, 0...last,
      day.map { say("workbook.asof", ["date": $0]) } ?? say("workbook.noasof"), CellStyle(.caption))
    return sheet
  }

  private func day(_ date: CalendarDate) -> String {
    Catalogue.of(folder.language).day(date)
  }

  private func fill(_ row: Table.Record?) -> CellStyle.Fill? {
    switch row?[ScorecardTable.status] {
    case .actual: .actual
    case .estimate: .estimate
    case .outlook: .scenario
    case nil: nil
    }
  }

  /// Decimals that a figure needs to say something.
  private func decimals(_ value: Double?) -> CellStyle.Decimals {
    guard let size = value.map(abs), size != size.rounded() else { return .none }
    return size < 100 ? .two : size < 10_000 ? .one : .none
  }

  /// A number; what it is, where it is no actual figure, is said in the cell unless the head says it.
  func number(
    _ value: Double?, _ row: Table.Record? = nil, head: CellStyle.Fill = .actual
  ) -> (CellValue, CellStyle) {
    // Where nothing is known there is nothing to colour.
    let fill = value == nil ? nil : fill(row)
    let style = CellStyle.number(decimals(value), fill: fill)
    let isTold = fill == nil || fill == head || fill == .actual
    return (.optional(value), isTold ? style : style.marked(fill))
  }

  /// What is planned: a number, or a text where its direction must be said.
  func plan(_ row: Table.Record?) -> (CellValue, CellStyle) {
    let direction = row?[ScorecardTable.direction] ?? ""
    guard let row, let value = row[ScorecardTable.plan], !["", "at_least"].contains(direction)
    else { return number(row?[ScorecardTable.plan]) }
    let text = words.plan(
      value, direction, high: row[ScorecardTable.planHigh], unit: row[ScorecardTable.unit])
    return (.text(text), .label(isCentred: true))
  }

  func percent(_ value: Double?) -> (CellValue, CellStyle) {
    (.optional(value), .number(.one))
  }

  /// What is left to bring, at least, at the most or between two ends: a dash where what is planned is open and nothing
  /// tells it.
  private func left(
    _ row: Table.Record?, _ value: Column<Double>, _ high: Column<Double>,
    _ decimals: CellStyle.Decimals?
  ) -> (CellValue, CellStyle) {
    let (own, direction) = (row?[value], row?[ScorecardTable.direction])
    let isNumber = ["at_least", "exactly", "", nil].contains(direction)
    if isNumber, own != nil { return (.optional(own), .number(decimals ?? self.decimals(own))) }
    let text = words.rest(own, high: row?[high], direction) {
      decimals == nil ? words.style.short($0) : words.style.fixed($0, decimals: 1)
    }
    guard let text else {
      return row?[ScorecardTable.verdict] == .open
        ? (.text("–"), .label(isCentred: true)) : (.blank, .number(decimals ?? .none))
    }
    return (.text(text), .label(isCentred: true))
  }

  private func rest(_ row: Table.Record?) -> (CellValue, CellStyle) {
    left(row, ScorecardTable.rest, ScorecardTable.restHigh, .one)
  }

  private func amount(_ row: Table.Record?) -> (CellValue, CellStyle) {
    left(row, ScorecardTable.amount, ScorecardTable.amountHigh, nil)
  }

  /// How what is left is read, where plans have an upper end.
  private func limits(_ rows: [Table.Record?]) -> String? {
    words.limits(
      rows.compactMap(\.self).filter { $0[ScorecardTable.verdict] == .open }.map {
        $0[ScorecardTable.direction]
      })
  }

  /// Where 8 of 10 futures lie; empty where nothing is said of them.
  private func range(_ row: Table.Record?) -> String {
    guard let row, let low = row[ScorecardTable.p10], let high = row[ScorecardTable.p90] else {
      return ""
    }
    return "\(words.style.short(low)) – \(words.style.short(high))"
  }

  func chance(_ row: Table.Record?) -> (CellValue, CellStyle) {
    let style = CellStyle.label(isCentred: true)
    switch row?[ScorecardTable.verdict] {
    case .met: return (.text(say("tracking.met")), style)
    case .missed: return (.text(say("tracking.missed")), style)
    case .open:
      guard let chance = row?[ScorecardTable.probability] else {
        return (.text(say("scorecard.not_assessed")), style)
      }
      return (.number(chance), .number(.percent, isCentred: true))
    case nil: return (.blank, style)
    }
  }

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
