public import TimeSeries

/// Reads observation files and checks that series and cells do not contradict themselves.
public struct ObservationReader {
  /// The columns of an observation file, with what they hold.
  public static let columns: [(name: String, summary: String)] = [
    ("series_id", "Id of the series, such as grdp.growth."),
    ("geo", "Place, such as Hải Dương."),
    ("frequency", "A (year), Q (quarter), M (month) or P (several years together)."),
    ("period", "2024, 2024-Q1, 2024-01 or 2015-2020, as the frequency says."),
    ("value", "The figure, with a decimal point; never empty."),
    ("unit", "Unit; one per series."),
    ("price_basis", "Price basis, such as constant2010, current or na; one per series."),
    ("status", "final, revised, preliminary, estimate, secondary, forecast or plan."),
    ("vintage", "Publication date: YYYY-MM-DD, YYYY-MM, YYYY; empty when unknown."),
    ("source", "Where the figure was read."),
    ("note", "What a reader must know."),
  ]

  /// What has been read so far.
  public private(set) var observations = ObservationSet()
  private var series: [SeriesKey: SeriesFacts] = [:]
  private var cells: [Cell: CellFacts] = [:]
  private var texts: [ArraySlice<UInt8>: String] = [:]

  private struct SeriesFacts {
    let unit: String
    let priceBasis: String
    let file: String
    let line: Int

    var location: SourceLocation { SourceLocation(file: file, line: line, column: 1) }
  }

  private struct Cell: Hashable {
    let key: SeriesKey
    let period: Period
    let status: ObservationStatus
    let vintage: CalendarDate?
  }

  private struct CellFacts {
    let value: Double
    let file: String
    let line: Int

    var location: SourceLocation { SourceLocation(file: file, line: line, column: 1) }
  }

  /// Nothing read yet.
  public init() {}

  /// Reads one file; its faults are added to the collector.
  public mutating func read(_ source: SourceFile, faults: inout FaultCollector) {
    var reader = CSVReader(source, faults: &faults)
    guard let columns = reader.positions(of: Self.columns.map(\.name), faults: &faults) else {
      return
    }
    while let row = reader.next(&faults) {
      if let observation = observation(row, columns, faults: &faults) {
        check(observation, row, columns, faults: &faults)
        observations.insert(observation)
      }
    }
  }

  private mutating func observation(
    _ row: CSVRow, _ columns: [Int], faults: inout FaultCollector
  ) -> Observation? {
    func column(_ index: Int) -> String { Self.columns[index].name }
    let id = row.required(columns[0], column: column(0), faults: &faults)
    let geo = row.required(columns[1], column: column(1), faults: &faults)
    let frequency: Frequency? = row.choice(columns[2], column: column(2), faults: &faults)
    let period = frequency.flatMap {
      row.period(columns[3], frequency: $0, faults: &faults)
    }
    let value = row.number(columns[4], column: column(4), faults: &faults)
    let status: ObservationStatus? = row.choice(columns[7], column: column(7), faults: &faults)
    var vintage: CalendarDate?
    if !row.raw(columns[8]).isEmpty {
      let text = row.text(columns[8])
      vintage = CalendarDate(lastDayOf: text)
      if vintage == nil {
        faults.note(
          .impossibleDate(column: column(8), text: text), at: row.location(columns[8]),
          hint: .writeDate)
        return nil
      }
    }
    guard let id, let geo, let frequency, let period, let value, let status else { return nil }
    return Observation(
      key: SeriesKey(
        id: shared(row, columns[0], id), geo: shared(row, columns[1], geo),
        frequency: frequency),
      period: period, value: value, decimals: printedDecimals(row.raw(columns[4])),
      unit: shared(row, columns[5]), priceBasis: shared(row, columns[6]), status: status,
      vintage: vintage, source: shared(row, columns[9]), note: row.text(columns[10]))
  }

  /// One copy of a text that many rows repeat.
  private mutating func shared(_ row: CSVRow, _ index: Int, _ known: String? = nil) -> String {
    let raw = row.raw(index)
    if let text = texts[raw] { return text }
    let text = known ?? row.text(index)
    texts[ArraySlice(Array(raw))] = text
    return text
  }

  private mutating func check(
    _ observation: Observation, _ row: CSVRow, _ columns: [Int], faults: inout FaultCollector
  ) {
    let key = observation.key
    let name = "\(key.id) (\(key.geo), \(key.frequency.rawValue))"
    if let facts = series[key] {
      if facts.unit != observation.unit {
        faults.note(
          .mixedUnits(
            series: name, first: facts.unit, second: observation.unit,
            firstAt: facts.location),
          at: row.location(columns[5]), hint: .splitSeries)
      }
      if facts.priceBasis != observation.priceBasis {
        faults.note(
          .mixedPriceBases(
            series: name, first: facts.priceBasis, second: observation.priceBasis,
            firstAt: facts.location),
          at: row.location(columns[6]), hint: .splitSeries)
      }
    } else {
      series[key] = SeriesFacts(
        unit: observation.unit, priceBasis: observation.priceBasis, file: row.file,
        line: row.line)
    }
    let cell = Cell(
      key: key, period: observation.period, status: observation.status,
      vintage: observation.vintage)
    if let other = cells[cell] {
      if other.value != observation.value {
        faults.note(
          .conflictingCell(
            cell: "\(name) \(observation.period)", first: "\(other.value)",
            second: "\(observation.value)", firstAt: other.location),
          at: row.location(columns[4]), hint: .separateRows)
      }
    } else {
      cells[cell] = CellFacts(value: observation.value, file: row.file, line: row.line)
    }
  }
}
