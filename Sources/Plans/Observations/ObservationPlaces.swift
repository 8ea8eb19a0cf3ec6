public import Files
public import TimeSeries

/// Where each row of a set of observations stands, for faults.
public struct ObservationPlaces: Sendable {
  /// The line of a row, and where its value begins.
  struct Place: Sendable {
    let file: UInt32
    let line: UInt32
    let value: UInt32
  }

  private var sources: [SourceFile] = []
  /// By the number of the series, in the order of `ObservationSet.rows`.
  private var rows: [[Place]] = []

  /// No file yet.
  init() {}

  /// Adds a file and gives its number.
  mutating func add(_ source: SourceFile) -> UInt32 {
    sources.append(source)
    return UInt32(sources.count - 1)
  }

  /// Adds the place of the next row of a series.
  mutating func append(_ place: Place, to series: Int) {
    while rows.count <= series { rows.append([]) }
    rows[series].append(place)
  }

  /// The place of a row, for one that stands for it.
  func place(ofRow row: Int, in series: Int) -> Place { rows[series][row] }

  /// The number of the file that holds a row.
  func file(ofRow row: Int, in series: Int) -> UInt32 { rows[series][row].file }

  /// The line of a row.
  func line(ofRow row: Int, in series: Int) -> SourceLocation { location(rows[series][row]) }

  /// The beginning of a line.
  func location(_ place: Place) -> SourceLocation {
    sources[Int(place.file)].place(line: Int(place.line))
  }

  /// Where the value of a row stands, by the number of its series.
  public func value(ofRow row: Int, in series: Int) -> SourceLocation {
    let place = rows[series][row]
    return sources[Int(place.file)].location(of: Int(place.value), line: Int(place.line))
  }

  /// Where the value of an observation of a set stands; `nil` for one that no file gave.
  public func value(of observation: Observation, in set: ObservationSet) -> SourceLocation? {
    guard let series = set.find(observation.key), let row = observation.row,
      rows.indices.contains(series), rows[series].indices.contains(row)
    else { return nil }
    return value(ofRow: row, in: series)
  }
}

/// The first spelling of each name, and what was said of the others.
struct Spellings {
  private var first: [SeriesName: (text: String, place: SourceLocation)] = [:]
  private var told: Set<String> = []

  /// How a name was spelt first.
  func first(of text: String) -> String { first[SeriesName(text)]?.text ?? text }

  /// Warns, once for each spelling, of a name that differs from an earlier one in capitals alone.
  ///
  /// - Parameter text: as it is seen.
  mutating func check(_ text: String, at place: SourceLocation, faults: inout FaultCollector) {
    let name = SeriesName(text)
    guard let known = first[name] else {
      first[name] = (text, place)
      return
    }
    guard known.text != text, told.insert(text).inserted else { return }
    faults.warn(.series(.otherSpelling(text, first: known.text, firstAt: known.place)), at: place)
  }
}
