internal import Pipeline
internal import Tables
internal import TimeSeries
internal import Tracking

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

  /// What is over of the year; `nil` for nothing.
  var latest: PeriodOfYear? {
    ScorecardWords.latest(
      measures.flatMap(\.rows).compactMap { row in
        guard row[ScorecardTable.status] != .outlook, row[ScorecardTable.value] != nil else {
          return nil
        }
        return row[ScorecardTable.period].map { ($0, row[ScorecardTable.verdict] != nil) }
      })
  }

  /// What is told first: the year; where nobody plans anything for it, the next stretch that is planned and open, else the
  /// longest that is over.
  var asked: PeriodOfYear {
    if measures.contains(where: { $0.row(whole)?[ScorecardTable.verdict] != nil }) { return whole }
    let open = folder.records(ScorecardJointTable.definition).filter { row in
      row[ScorecardJointTable.dependence] == .fitted
        && (row[ScorecardJointTable.measures] ?? 0)
          > (row[ScorecardJointTable.met] ?? 0) + (row[ScorecardJointTable.missed] ?? 0)
    }
    return ScorecardWords.next(open.compactMap { $0[ScorecardTable.period] }) ?? latest ?? whole
  }

  /// What ranges of the year held in past years that were forecast again, or that none were; `nil` where no range is shown.
  func held(_ say: Catalogue, _ number: NumberStyle) -> String? {
    let isOpen = measures.contains { measure in
      guard let row = measure.row(whole) else { return false }
      return row[ScorecardTable.status] == .outlook && row[ScorecardTable.p10] != nil
    }
    guard isOpen else { return nil }
    let counts = folder.records(MeasureRivalsTable.definition).compactMap { row -> Double? in
      row[ScorecardTable.measure].isEmpty ? row[RivalsTable.covered] : nil
    }
    guard let low = counts.min(), let high = counts.max() else {
      return say("page.scorecard.held.none")
    }
    return say(
      low == high ? "page.scorecard.held" : "page.scorecard.held.range",
      ["low": number.whole(low), "high": number.whole(high)])
  }

  /// How many measures are met and will be, a sentence a period that people ask about.
  var counts: [String] {
    // As `scorecard_joint.csv` has them: stretches before the year.
    (asked == whole ? [latest, whole] : [latest, asked, whole]).compactMap(\.self)
      .reduce(into: [PeriodOfYear]()) { if !$0.contains($1) { $0.append($1) } }.compactMap(count)
  }

  /// The same of one period; `nil` where it is no more than one.
  func count(_ period: PeriodOfYear) -> String? {
    folder.records(ScorecardJointTable.definition).first { row in
      row[ScorecardJointTable.dependence] == .fitted
        && (row[ScorecardJointTable.measures] ?? 0) > 1 && row[ScorecardTable.period] == period
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
  var isOfGrowth: Bool {
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

  func day(_ date: CalendarDate) -> String {
    Catalogue.of(folder.language).day(date)
  }

  func fill(_ row: Table.Record?) -> CellStyle.Fill? {
    switch row?[ScorecardTable.status] {
    case .actual: .actual
    case .estimate: .estimate
    case .outlook: .scenario
    case nil: nil
    }
  }

  /// Decimals that a figure needs to say something.
  func decimals(_ value: Double?) -> CellStyle.Decimals {
    guard let size = value.map(abs), size != size.rounded() else { return .none }
    return size < 100 ? .two : size < 10_000 ? .one : .none
  }

  /// Decimals of a figure that somebody stated: as of others, and more where it has them.
  func stated(_ value: Double?) -> CellStyle.Decimals {
    let own = value.flatMap(NumberStyle.statedDecimals) ?? 0
    let usual = decimals(value)
    let shown =
      switch usual {
      case .two: 2;
      case .one: 1;
      default: 0
      }
    return own > shown ? .stated(own) : usual
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
    else {
      let plan = row?[ScorecardTable.plan]
      return (.optional(plan), .number(stated(plan)))
    }
    let text = words.plan(
      value, direction, high: row[ScorecardTable.planHigh], unit: row[ScorecardTable.unit])
    return (.text(text), .label(isCentred: true))
  }

  func percent(_ value: Double?) -> (CellValue, CellStyle) {
    (.optional(value), .number(.one))
  }

  /// What is left to bring, at least, at the most or between two ends: a dash where what is planned is open and nothing
  /// tells it.
  func left(
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

  func rest(_ row: Table.Record?) -> (CellValue, CellStyle) {
    left(row, ScorecardTable.rest, ScorecardTable.restHigh, .one)
  }

  func amount(_ row: Table.Record?) -> (CellValue, CellStyle) {
    left(row, ScorecardTable.amount, ScorecardTable.amountHigh, nil)
  }

  /// How what is left is read, where plans have an upper end.
  func limits(_ rows: [Table.Record?]) -> String? {
    words.limits(
      rows.compactMap(\.self).filter { $0[ScorecardTable.verdict] == .open }.map {
        $0[ScorecardTable.direction]
      })
  }

  /// Where 8 of 10 futures lie; empty where nothing is said of them.
  func range(_ row: Table.Record?) -> String {
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
}
