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
  private var names: [SeriesName: Int] = [:]
  private var series: [SeriesFacts] = []
  private var sources: [SourceFile] = []

  /// A series by the numbers of its texts.
  private struct SeriesName: Hashable {
    let id: Int32
    let geo: Int32
    let frequency: Frequency
  }

  private struct SeriesFacts {
    let unit: Int32
    let priceBasis: Int32
    let place: Place
    /// Where each of its rows stands, in the order of `ObservationSet.rows`.
    var places: [Place] = []
    /// The newest file that had a row of it.
    var file: UInt32
  }

  /// The line of a row, and where its value begins.
  private struct Place {
    let file: UInt32
    let line: UInt32
    let value: UInt32
  }

  /// Nothing read yet.
  public init() {}

  /// Reads one file; its faults are added to the collector.
  public mutating func read(_ source: SourceFile, faults: inout FaultCollector) {
    var reader = CSVReader(source, faults: &faults)
    guard let columns = reader.positions(of: Self.columns.map(\.name), faults: &faults) else {
      return
    }
    sources.append(source)
    while let row = reader.next(&faults) { add(row, columns, faults: &faults) }
    let newest = UInt32(sources.count - 1)
    for number in series.indices where series[number].file == newest {
      checkCells(of: number, faults: &faults)
    }
  }

  private mutating func add(_ row: CSVRow, _ columns: [Int], faults: inout FaultCollector) {
    func column(_ index: Int) -> String { Self.columns[index].name }
    let id = row.isFilled(columns[0], column: column(0), faults: &faults)
    let geo = row.isFilled(columns[1], column: column(1), faults: &faults)
    let frequency: Frequency? = row.choice(columns[2], column: column(2), faults: &faults)
    let period = frequency.flatMap {
      row.period(columns[3], frequency: $0, faults: &faults)
    }
    let value = row.number(columns[4], column: column(4), faults: &faults)
    let status: ObservationStatus? = row.choice(columns[7], column: column(7), faults: &faults)
    var vintage: CalendarDate?
    if !row.raw(columns[8]).isEmpty {
      vintage = CalendarDate(lastDayOf: row.raw(columns[8]))
      if vintage == nil {
        faults.note(
          .impossibleDate(column: column(8), text: row.text(columns[8])),
          at: row.location(columns[8]), hint: .writeDate)
        return
      }
    }
    guard id, geo, let frequency, let period, let value, let status else { return }
    let observation = CompactObservation(
      period: period, value: value, decimals: printedDecimals(row.raw(columns[4])),
      status: status, vintage: vintage, unit: text(row, columns[5]),
      priceBasis: text(row, columns[6]), source: text(row, columns[9]),
      note: text(row, columns[10]))
    let name = SeriesName(
      id: text(row, columns[0]), geo: text(row, columns[1]), frequency: frequency)
    let place = Place(
      file: UInt32(sources.count - 1), line: UInt32(row.line),
      value: UInt32(row.offset(columns[4])))
    let number = number(of: name, observation, place)
    checkFacts(observation, number, row, columns, faults: &faults)
    series[number].places.append(place)
    series[number].file = place.file
    observations.append(observation, to: number)
  }

  /// The number of a text in the pool.
  private mutating func text(_ row: CSVRow, _ index: Int) -> Int32 {
    row.hasEscapes(index)
      ? observations.texts.number(of: row.text(index))
      : observations.texts.number(of: row.raw(index))
  }

  /// The number of a series; its first row says unit and price basis.
  private mutating func number(
    of name: SeriesName, _ first: CompactObservation, _ place: Place
  ) -> Int {
    if let number = names[name] { return number }
    let number = observations.number(
      of: SeriesKey(
        id: observations.texts[name.id], geo: observations.texts[name.geo],
        frequency: name.frequency))
    names[name] = number
    series.append(
      SeriesFacts(unit: first.unit, priceBasis: first.priceBasis, place: place, file: place.file))
    return number
  }

  private func checkFacts(
    _ observation: CompactObservation, _ number: Int, _ row: CSVRow, _ columns: [Int],
    faults: inout FaultCollector
  ) {
    let facts = series[number]
    let texts = observations.texts
    if facts.unit != observation.unit {
      faults.note(
        .mixedUnits(
          series: title(number), first: texts[facts.unit], second: texts[observation.unit],
          firstAt: location(facts.place)),
        at: row.location(columns[5]), hint: .splitSeries)
    }
    if facts.priceBasis != observation.priceBasis {
      faults.note(
        .mixedPriceBases(
          series: title(number), first: texts[facts.priceBasis],
          second: texts[observation.priceBasis], firstAt: location(facts.place)),
        at: row.location(columns[6]), hint: .splitSeries)
    }
  }

  /// Notes rows of the newest file that give a cell another value than the first row did.
  private func checkCells(of number: Int, faults: inout FaultCollector) {
    let rows = observations.rows(number)
    let cells = rows.map(\.cell)
    // Mostly in the order of time already.
    if zip(cells, cells.dropFirst()).allSatisfy({ $0 < $1 }) { return }
    let order = rows.indices.sorted { (cells[$0], $0) < (cells[$1], $1) }
    let newest = UInt32(sources.count - 1)
    var first = order[0]
    for row in order.dropFirst() {
      guard cells[row] == cells[first] else {
        first = row
        continue
      }
      let place = series[number].places[row]
      guard rows[row].value != rows[first].value, place.file == newest else { continue }
      let period = rows[row].period(observations.key(number).frequency)
      faults.note(
        .conflictingCell(
          cell: "\(title(number)) \(period)", first: "\(rows[first].value)",
          second: "\(rows[row].value)", firstAt: location(series[number].places[first])),
        at: sources[Int(place.file)].location(of: Int(place.value), line: Int(place.line)),
        hint: .separateRows)
    }
  }

  private func title(_ number: Int) -> String {
    let key = observations.key(number)
    return "\(key.id) (\(key.geo), \(key.frequency.rawValue))"
  }

  private func location(_ place: Place) -> SourceLocation {
    SourceLocation(file: sources[Int(place.file)].path, line: Int(place.line), column: 1)
  }
}
