public import Files
public import TimeSeries

/// Reads a panel: one row a series and period, rows in any order, a blank value for a gap.
///
/// Names are compared as people read them (`SeriesName`). Periods may be written as other programs do
/// (`PeriodSpelling`), all of a file alike. Rows without a value behind the last one of a series say nothing.
public struct PanelReader {
  /// The columns that must be there.
  public static let columns: [(name: String, summary: String)] = [
    ("unique_id", "Id of the series; compared without case, outer blanks and Unicode form."),
    (
      "ds",
      "2024, 2024-Q1 or 2024-01, as the frequency says; also 2024Q1, 202401, Jan 2024, 2024-01-31 or "
        + "2024-01-01 00:00:00, all rows alike."
    ),
    ("y", "The value, with a decimal point; empty when it is not known."),
  ]

  /// The columns that may be there.
  public static let optionalColumns: [(name: String, summary: String)] = [
    ("lower", "The smallest value that the series can take."),
    ("upper", "The largest value that the series can take."),
    ("group", "What the series belongs with; groups are never split between learning and judging."),
    ("weight", "Weight of the series when a table is learned; 0 is judged and never learned from."),
    ("origin", "1 on a row after which a forecast is to be learned or judged."),
  ]

  private let frequency: Frequency
  private let bounds: Bounds
  private var periods: PanelPeriods
  private var names = PanelNames()
  private var drafts: [PanelDraft] = []

  /// Reads a file whose series have one frequency.
  ///
  /// - Parameter bounds: those of every series that names none of its own.
  public static func read(
    _ source: SourceFile, frequency: Frequency, bounds: Bounds, faults: inout FaultCollector
  ) -> PanelFile? {
    let before = faults
    var reader = PanelReader(frequency, bounds, PanelPeriods(expecting: .plain(frequency)))
    if let file = reader.read(source, faults: &faults) { return file }
    guard reader.periods.isForeign else { return nil }
    // Some row is written as others do: how, all rows say together.
    faults = before
    let periods = PanelPeriods(of: source, frequency, faults: &faults)
    reader = PanelReader(frequency, bounds, periods)
    return reader.read(source, faults: &faults)
  }

  private init(_ frequency: Frequency, _ bounds: Bounds, _ periods: PanelPeriods) {
    self.frequency = frequency
    self.bounds = bounds
    self.periods = periods
  }

  /// The panel; `nil` where columns are missing or another spelling must be found first.
  private mutating func read(
    _ source: SourceFile, faults: inout FaultCollector
  ) -> PanelFile? {
    var rows = CSVReader(source, faults: &faults)
    guard let columns = rows.positions(of: Self.columns.map(\.name), faults: &faults) else {
      return nil
    }
    let optional = Self.optionalColumns.map { rows.header.firstIndex(of: $0.name) }
    let before = faults.found.count
    while let row = rows.next(&faults) {
      // Spreadsheets leave rows of nothing but commas behind.
      if columns.allSatisfy({ row.raw($0).isEmpty }) { continue }
      take(row, columns, optional, faults: &faults)
      if periods.isForeign { return nil }
    }
    if drafts.isEmpty && faults.found.count == before {
      faults.note(.table(.noRows), at: SourceLocation(file: source.path, line: 1, column: 1))
    }
    var lines: [String: Int] = [:]
    var series: [PanelSeries] = []
    for draft in drafts {
      lines[draft.id] = draft.line
      if let made = draft.series(frequency, bounds, source, faults: &faults) {
        series.append(made)
      }
    }
    return PanelFile(
      panel: Panel(frequency: frequency, series: series, spelling: periods.spelling),
      source: source, lines: lines,
      notes: names.notes + PanelNote.sparse(series, frequency, source, lines))
  }

  private mutating func take(
    _ row: CSVRow, _ columns: [Int], _ optional: [Int?], faults: inout FaultCollector
  ) {
    let position: Int
    switch names.find(row, columns[0], faults: &faults) {
    case .known(let place): position = place
    case .new(let id):
      position = drafts.count
      drafts.append(PanelDraft(id: id, line: row.line))
    case .none: return
    }
    let period = periods.period(row, columns[1], faults: &faults)
    let known = faults.found.count
    let value = row.optionalNumber(
      columns[2], column: "y", limit: .greatestFiniteMagnitude, faults: &faults)
    guard let period, faults.found.count == known else { return }
    if let other = drafts[position].values[period.ordinal] {
      faults.note(
        .panel(
          .duplicatePeriod(
            series: drafts[position].id, period: row.text(columns[1]), firstLine: other.line)),
        at: row.location(columns[1]),
        hint: row.text(columns[0]) == drafts[position].id ? nil : .mend(.namesAlike))
      return
    }
    drafts[position].values[period.ordinal] = (value, row.line)
    takeOptional(row, optional, period, position, faults: &faults)
    let lower = drafts[position].lower ?? bounds.lower
    let upper = drafts[position].upper ?? bounds.upper
    if let value, value < lower || value > upper {
      faults.note(
        .value(
          .outOfRange(key: "y", value: .written("\(value)"), allowed: AllowedRange(lower, upper))),
        at: row.location(columns[2]))
    }
  }

  private mutating func takeOptional(
    _ row: CSVRow, _ optional: [Int?], _ period: Period, _ position: Int,
    faults: inout FaultCollector
  ) {
    func number(_ index: Int) -> Double? {
      optional[index].flatMap {
        row.optionalNumber(
          $0, column: Self.optionalColumns[index].name, limit: .greatestFiniteMagnitude,
          faults: &faults)
      }
    }
    if let lower = number(0) { drafts[position].lower = lower }
    if let upper = number(1) { drafts[position].upper = upper }
    if let column = optional[2], !row.raw(column).isEmpty {
      drafts[position].group = row.text(column)
    }
    if let weight = number(3) {
      if weight >= 0 {
        drafts[position].weight = weight
      } else if let column = optional[3] {
        faults.note(
          .value(.outOfRange(key: "weight", value: .written("\(weight)"), allowed: .atLeast("0"))),
          at: row.location(column))
      }
    }
    if number(4) == 1 { drafts[position].origins.append(period.ordinal) }
  }
}
