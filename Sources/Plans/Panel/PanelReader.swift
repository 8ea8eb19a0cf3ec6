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
    PanelPeriods.reading(source, expecting: .plain(frequency), faults: &faults) {
      periods, faults in
      var reader = PanelReader(frequency: frequency, bounds: bounds, periods: periods)
      defer { periods = reader.periods }
      return reader.read(source, faults: &faults)
    }
  }

  /// The panel; `nil` where columns are missing or another spelling must be found first.
  private mutating func read(
    _ source: SourceFile, faults: inout FaultCollector
  ) -> PanelFile? {
    guard
      var rows = CSVReader(
        source, columns: Self.columns, optional: Self.optionalColumns,
        numbers: ["y", "lower", "upper", "weight"], faults: &faults)
    else { return nil }
    let before = faults.found.count
    while let row = rows.next(&faults) {
      // Spreadsheets leave rows of nothing but commas behind.
      if Self.columns.indices.allSatisfy({ row.raw($0).isEmpty }) { continue }
      take(row, faults: &faults)
      if periods.isForeign { return nil }
    }
    if drafts.isEmpty && faults.found.count == before {
      faults.note(.table(.noRows), at: source.place())
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

  private mutating func take(_ row: CSVRow, faults: inout FaultCollector) {
    let position: Int
    switch names.find(row, 0, faults: &faults) {
    case .known(let place): position = place
    case .new(let id):
      position = drafts.count
      drafts.append(PanelDraft(id: id, line: row.line))
    case .none: return
    }
    let period = periods.period(row, 1, faults: &faults)
    func number(_ column: Int) -> Double? {
      row.optionalNumber(column, limit: .greatestFiniteMagnitude, faults: &faults)
    }
    let known = faults.found.count
    let value = number(2)
    guard let period, faults.found.count == known else { return }
    if let other = drafts[position].values[period.ordinal] {
      faults.note(
        .panel(
          .duplicatePeriod(
            series: drafts[position].id, period: row.text(1), firstLine: other.line)),
        at: row.location(1),
        hint: row.text(0) == drafts[position].id ? nil : .mend(.namesAlike))
      return
    }
    drafts[position].values[period.ordinal] = (value, row.line)
    if let lower = number(3) { drafts[position].lower = lower }
    if let upper = number(4) { drafts[position].upper = upper }
    if !row.raw(5).isEmpty { drafts[position].group = row.text(5) }
    if let weight = number(6) {
      if weight >= 0 {
        drafts[position].weight = weight
      } else {
        faults.noteOutside("weight", .written("\(weight)"), .atLeast("0"), at: row.location(6))
      }
    }
    if number(7) == 1 { drafts[position].origins.append(period.ordinal) }
    let lower = drafts[position].lower ?? bounds.lower
    let upper = drafts[position].upper ?? bounds.upper
    if let value, value < lower || value > upper {
      faults.noteOutside(
        "y", .written("\(value)"), AllowedRange(lower, upper), at: row.location(2))
    }
  }
}
