internal import Files
internal import TimeSeries

/// The rows of one series of a panel as they come.
struct PanelDraft {
  let id: String
  let line: Int
  var values: [Int: (value: Double?, line: Int)] = [:]
  var origins: [Int] = []
  var lower: Double?
  var upper: Double?
  var group: String?
  var weight = 1.0

  init(id: String, line: Int) {
    self.id = id
    self.line = line
  }

  /// The series up to its last value; one without any keeps its rows.
  func series(
    _ frequency: Frequency, _ bounds: Bounds, _ source: SourceFile, faults: inout FaultCollector
  ) -> PanelSeries? {
    let known = values.filter { $0.value.value != nil }.keys
    guard let low = values.keys.min(), let high = known.max() ?? values.keys.max() else {
      return nil
    }
    let (lower, upper) = (lower ?? bounds.lower, upper ?? bounds.upper)
    let location = source.place(line: line)
    guard lower < upper else {
      faults.noteOutside("upper", .written("\(upper)"), .above("\(lower)"), at: location)
      return nil
    }
    guard high - low < 20_000 else {
      faults.noteOutside("ds", .periods(high - low), .atMost("20000"), at: location)
      return nil
    }
    return PanelSeries(
      id: id, first: Period(ordinal: low, frequency),
      values: (low...high).map { values[$0]?.value }, bounds: Bounds(lower: lower, upper: upper),
      group: group, weight: weight,
      origins: origins.filter { $0 <= high }.map { $0 - low }.sorted())
  }
}

/// The names of a panel's series, compared as people read them.
struct PanelNames {
  enum Found {
    /// The place of a series that was seen before.
    case known(Int)
    /// The id of a series that was not.
    case new(String)
    /// The field is empty.
    case none
  }

  /// Names that were joined with others of another spelling, once each.
  private(set) var notes: [PanelNote] = []
  private var byBytes: [ArraySlice<UInt8>: Int] = [:]
  private var places: [SeriesName: (place: Int, name: SeriesName, line: Int)] = [:]

  /// The series that a field names.
  mutating func find(
    _ row: CSVRow, _ column: Int, faults: inout FaultCollector
  ) -> Found {
    let raw = row.raw(column)
    if let place = byBytes[raw] { return .known(place) }
    let name = SeriesName(row.text(column))
    guard !name.key.isEmpty else {
      faults.note(.table(.emptyField(column: "unique_id")), at: row.location(column))
      return .none
    }
    if let known = places[name] {
      byBytes[raw] = known.place
      if name.isSpelledUnlike(known.name) {
        notes.append(
          .joinedName(
            written: name.text, series: known.name.text, firstLine: known.line,
            at: row.location(column)))
      }
      return .known(known.place)
    }
    let place = places.count
    byBytes[raw] = place
    places[name] = (place, name, row.line)
    return .new(name.text)
  }
}
