public import TimeSeries

/// A file of many series and what it says about them.
public struct PanelFile: Sendable {
  /// The series.
  public let panel: Panel
  /// The file.
  public let source: SourceFile
  /// The line on which each series starts.
  public let lines: [String: Int]
}

/// Reads a panel: one row a series and period, rows in any order, a blank value for a gap.
public struct PanelReader {
  /// The columns that must be there.
  public static let columns: [(name: String, summary: String)] = [
    ("unique_id", "Id of the series."),
    ("ds", "2024, 2024-Q1 or 2024-01, as the frequency says."),
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

  private struct Draft {
    var id: String
    var line: Int
    var values: [Int: (value: Double?, line: Int)] = [:]
    var origins: [Int] = []
    var lower: Double?
    var upper: Double?
    var group: String?
    var weight = 1.0
  }

  private let frequency: Frequency
  private let bounds: Bounds
  private var drafts: [Draft] = []
  private var positions: [ArraySlice<UInt8>: Int] = [:]

  /// Reads a file whose series have one frequency.
  ///
  /// - Parameter bounds: those of every series that names none of its own.
  public static func read(
    _ source: SourceFile, frequency: Frequency, bounds: Bounds, faults: inout FaultCollector
  ) -> PanelFile? {
    var reader = PanelReader(frequency: frequency, bounds: bounds)
    return reader.read(source, faults: &faults)
  }

  private init(frequency: Frequency, bounds: Bounds) {
    self.frequency = frequency
    self.bounds = bounds
  }

  private mutating func read(
    _ source: SourceFile, faults: inout FaultCollector
  ) -> PanelFile? {
    var rows = CSVReader(source, faults: &faults)
    guard let columns = rows.positions(of: Self.columns.map(\.name), faults: &faults) else {
      return nil
    }
    let optional = Self.optionalColumns.map { rows.header.firstIndex(of: $0.name) }
    let before = faults.found.count
    while let row = rows.next(&faults) { take(row, columns, optional, faults: &faults) }
    if drafts.isEmpty && faults.found.count == before {
      faults.note(.noRows, at: SourceLocation(file: source.path, line: 1, column: 1))
    }
    var lines: [String: Int] = [:]
    var series: [PanelSeries] = []
    for draft in drafts {
      lines[draft.id] = draft.line
      if let made = finish(draft, source, faults: &faults) { series.append(made) }
    }
    return PanelFile(
      panel: Panel(frequency: frequency, series: series), source: source, lines: lines)
  }

  private mutating func take(
    _ row: CSVRow, _ columns: [Int], _ optional: [Int?], faults: inout FaultCollector
  ) {
    let raw = row.raw(columns[0])
    let position: Int
    if let known = positions[raw] {
      position = known
    } else {
      guard let id = row.required(columns[0], column: "unique_id", faults: &faults) else { return }
      position = drafts.count
      positions[raw] = position
      drafts.append(Draft(id: id, line: row.line))
    }
    let period = row.period(columns[1], frequency: frequency, faults: &faults)
    let known = faults.found.count
    let value = row.optionalNumber(
      columns[2], column: "y", limit: .greatestFiniteMagnitude, faults: &faults)
    guard let period, faults.found.count == known else { return }
    if let other = drafts[position].values[period.ordinal] {
      faults.note(
        .duplicatePeriod(series: drafts[position].id, period: "\(period)", firstLine: other.line),
        at: row.location(columns[1]))
      return
    }
    drafts[position].values[period.ordinal] = (value, row.line)
    takeOptional(row, optional, period, position, faults: &faults)
    let lower = drafts[position].lower ?? bounds.lower
    let upper = drafts[position].upper ?? bounds.upper
    if let value, value < lower || value > upper {
      faults.note(
        .valueOutOfRange(key: "y", value: "\(value)", allowed: "\(lower) to \(upper)"),
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
          .valueOutOfRange(key: "weight", value: "\(weight)", allowed: "0 or more"),
          at: row.location(column))
      }
    }
    if number(4) == 1 { drafts[position].origins.append(period.ordinal) }
  }

  private func finish(
    _ draft: Draft, _ source: SourceFile, faults: inout FaultCollector
  ) -> PanelSeries? {
    guard let low = draft.values.keys.min(), let high = draft.values.keys.max() else { return nil }
    let lower = draft.lower ?? bounds.lower
    let upper = draft.upper ?? bounds.upper
    let location = SourceLocation(file: source.path, line: draft.line, column: 1)
    guard lower < upper else {
      faults.note(
        .valueOutOfRange(key: "upper", value: "\(upper)", allowed: "above \(lower)"), at: location)
      return nil
    }
    guard high - low < 20_000 else {
      faults.note(
        .valueOutOfRange(key: "ds", value: "\(high - low) periods", allowed: "at most 20000"),
        at: location)
      return nil
    }
    let first = period(ordinal: low)
    return PanelSeries(
      id: draft.id, first: first, values: (low...high).map { draft.values[$0]?.value },
      bounds: Bounds(lower: lower, upper: upper), group: draft.group, weight: draft.weight,
      origins: draft.origins.map { $0 - low }.sorted())
  }

  private func period(ordinal: Int) -> Period {
    switch frequency {
    case .annual, .span: .year(ordinal)
    case .quarterly: Period.quarter(1, of: 0).advanced(by: ordinal)
    case .monthly: Period.month(1, of: 0).advanced(by: ordinal)
    }
  }
}
