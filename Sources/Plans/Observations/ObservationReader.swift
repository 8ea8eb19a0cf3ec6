public import Files
public import TimeSeries

/// Reads observation files and checks that series and cells do not contradict themselves.
public struct ObservationReader {
  /// The columns of an observation file, with what they hold.
  public static let columns: [(name: String, summary: String)] = [
    ("series_id", "Id of the series, such as grdp.growth."),
    ("geo", "Place, such as Hải Dương."),
    ("frequency", "A (year), Q (quarter), M (month) or P (several years together)."),
    (
      "period",
      "2024, 2024-Q1, 2024-01 or 2015-2020, as the frequency says; 2024-6M for the first six months together."
    ),
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
  /// Where the rows of the observations stand.
  public private(set) var places = ObservationPlaces()
  private var names: [Spelling: Int] = [:]
  /// What the row before said, which most rows say again, with its bytes.
  private var before = Before()
  private var series: [SeriesFacts] = []
  private var ids = Spellings()
  private var geos = Spellings()

  /// A series as a row spells it, by the numbers of its texts.
  private struct Spelling: Hashable {
    let id: Int32
    let geo: Int32
    let frequency: Frequency
  }

  private struct Before {
    var frequency: (bytes: ArraySlice<UInt8>, choice: Frequency)?
    var status: (bytes: ArraySlice<UInt8>, choice: ObservationStatus)?
    var series: (spelling: Spelling, number: Int)?
  }

  private struct SeriesFacts {
    let unit: Int32
    let priceBasis: Int32
    let place: ObservationPlaces.Place
    /// The newest file that had a row of it.
    var file: UInt32
  }

  /// Nothing read yet.
  public init() {}

  /// Reads one file; its faults are added to the collector.
  public mutating func read(_ source: SourceFile, faults: inout FaultCollector) {
    guard
      var reader = CSVReader(
        source, columns: Self.columns, numbers: ["value"], faults: &faults)
    else { return }
    let newest = places.add(source)
    while let row = reader.next(&faults) { add(row, file: newest, faults: &faults) }
    for number in series.indices where series[number].file == newest {
      checkCells(of: number, faults: &faults)
    }
  }

  private mutating func add(_ row: CSVRow, file: UInt32, faults: inout FaultCollector) {
    let id = row.isFilled(0, faults: &faults)
    let geo = row.isFilled(1, faults: &faults)
    let frequency = frequency(of: row, faults: &faults)
    let cumulated = CumulatedPeriod(utf8: row.raw(3))
    let period = frequency.flatMap { frequency in
      cumulated?.end(frequency) ?? row.period(3, frequency: frequency, faults: &faults)
    }
    let value = row.number(4, faults: &faults)
    let status = status(of: row, faults: &faults)
    var vintage: CalendarDate?
    if !row.raw(8).isEmpty {
      vintage = CalendarDate(lastDayOf: row.raw(8))
      if vintage == nil {
        faults.note(
          .period(.impossibleDate(column: Self.columns[8].name, text: row.text(8))),
          at: row.location(8), hint: .write(.date))
        return
      }
    }
    guard id, geo, let frequency, let period, let value, let status else { return }
    let observation = CompactObservation(
      period: period, value: value, decimals: printedDecimals(row.raw(4)), status: status,
      vintage: vintage, unit: text(row, 5), priceBasis: text(row, 6), source: text(row, 9),
      note: text(row, 10))
    let spelling = Spelling(
      id: cumulated == nil ? text(row, 0) : cumulatedID(row), geo: text(row, 1),
      frequency: frequency)
    let place = ObservationPlaces.Place(
      file: file, line: UInt32(row.line), value: UInt32(row.offset(4)))
    guard let number = number(of: spelling, observation, place, row, faults: &faults) else {
      return
    }
    if series[number].unit != observation.unit
      || series[number].priceBasis != observation.priceBasis
    {
      checkFacts(observation, number, row, faults: &faults)
    }
    places.append(place, to: number)
    series[number].file = place.file
    observations.append(observation, to: number)
  }

  private mutating func frequency(of row: CSVRow, faults: inout FaultCollector) -> Frequency? {
    let bytes = row.raw(2)
    if let known = before.frequency, areSame(known.bytes, bytes) { return known.choice }
    guard let choice: Frequency = row.choice(2, faults: &faults) else { return nil }
    before.frequency = (bytes, choice)
    return choice
  }

  private mutating func status(
    of row: CSVRow, faults: inout FaultCollector
  ) -> ObservationStatus? {
    let bytes = row.raw(7)
    if let known = before.status, areSame(known.bytes, bytes) { return known.choice }
    guard let choice: ObservationStatus = row.choice(7, faults: &faults) else { return nil }
    before.status = (bytes, choice)
    return choice
  }

  /// The id of the cumulated series beside one whose figures stand for the first months of a year.
  private mutating func cumulatedID(_ row: CSVRow) -> Int32 {
    let id = SeriesName.seen(row.text(0))
    if id.isEmpty { return text(row, 0) }
    return observations.texts.number(
      of: SeriesSelection.isCumulated(id) ? id : id + SeriesSelection.cumulatedEnd)
  }

  /// The number of a text in the pool.
  private mutating func text(_ row: CSVRow, _ index: Int) -> Int32 {
    row.hasEscapes(index)
      ? observations.texts.number(of: row.text(index))
      : observations.texts.number(of: row.raw(index))
  }

  /// The number of a series; its first row says unit and price basis. `nil` where a name holds but blanks.
  private mutating func number(
    of spelling: Spelling, _ first: CompactObservation, _ place: ObservationPlaces.Place,
    _ row: CSVRow, faults: inout FaultCollector
  ) -> Int? {
    if let known = before.series, known.spelling.id == spelling.id,
      known.spelling.geo == spelling.geo, known.spelling.frequency == spelling.frequency
    {
      return known.number
    }
    if let number = names[spelling] {
      before.series = (spelling, number)
      return number
    }
    let id = SeriesName.seen(observations.texts[spelling.id])
    let geo = SeriesName.seen(observations.texts[spelling.geo])
    for (text, index) in [(id, 0), (geo, 1)] where text.isEmpty {
      row.noteEmpty(index, faults: &faults)
    }
    guard !id.isEmpty, !geo.isEmpty else { return nil }
    ids.check(id, at: row.location(0), faults: &faults)
    geos.check(geo, at: row.location(1), faults: &faults)
    let number = observations.number(
      of: SeriesKey(id: id, geo: geo, frequency: spelling.frequency))
    names[spelling] = number
    if number == series.count {
      series.append(
        SeriesFacts(
          unit: first.unit, priceBasis: first.priceBasis, place: place, file: place.file))
    }
    return number
  }

  private func checkFacts(
    _ observation: CompactObservation, _ number: Int, _ row: CSVRow,
    faults: inout FaultCollector
  ) {
    let facts = series[number]
    func check(
      _ first: Int32, _ second: Int32, _ column: Int,
      _ problem: (String, String, String, SourceLocation) -> SeriesProblem
    ) {
      guard first != second, isOther(first, second) else { return }
      let (one, other) = (observations.texts[first], observations.texts[second])
      faults.note(
        .series(problem(title(number), one, other, places.location(facts.place))),
        at: row.location(column), hint: .mend(.splitSeries))
    }
    check(facts.unit, observation.unit, 5, SeriesProblem.mixedUnits)
    check(facts.priceBasis, observation.priceBasis, 6, SeriesProblem.mixedPriceBases)
  }

  /// Whether two texts of the pool are read as different.
  private func isOther(_ first: Int32, _ second: Int32) -> Bool {
    SeriesName.seen(observations.texts[first]) != SeriesName.seen(observations.texts[second])
  }

  /// Notes rows of the newest file that give a cell another value than the first row did.
  private func checkCells(of number: Int, faults: inout FaultCollector) {
    let rows = observations.rows(number)
    // Mostly in the order of time already.
    var place = 1
    while place < rows.count, rows[place - 1].cell < rows[place].cell { place += 1 }
    if place >= rows.count { return }
    let cells = rows.map(\.cell)
    let order = rows.indices.sorted { (cells[$0], $0) < (cells[$1], $1) }
    var first = order[0]
    for row in order.dropFirst() {
      guard cells[row] == cells[first] else {
        first = row
        continue
      }
      guard rows[row].value != rows[first].value,
        places.file(ofRow: row, in: number) == series[number].file
      else { continue }
      let period = rows[row].period(observations.key(number).frequency)
      faults.note(
        .series(
          .conflictingCell(
            cell: "\(title(number)) \(period)", first: "\(rows[first].value)",
            second: "\(rows[row].value)", firstAt: places.line(ofRow: first, in: number))),
        at: places.value(ofRow: row, in: number), hint: .mend(.separateRows))
    }
  }

  private func title(_ number: Int) -> String {
    let key = observations.key(number)
    return "\(key.id) (\(key.geo), \(key.frequency.rawValue))"
  }
}
