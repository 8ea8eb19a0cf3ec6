public import Files
public import Plans
internal import TimeSeries

/// Reads tables by the layouts that `init` wrote into scenarios.
public struct StartLayouts: LayoutReader {
  /// A reader.
  public init() {}

  /// The figures of a table as rows of observations, each with the cell that it stands in.
  ///
  /// - Throws: every cell and series that does not fit the layout.
  public func observations(
    of path: String, _ layout: TableLayout
  ) throws(Faults) -> SourceFile {
    var request = StartRequest(
      decimal: layout.decimal, yearly: layout.yearly.flatMap(StartYearRule.init))
    request.needsYears = false
    request.form = StartLayout(rawValue: layout.form)
    let draft: StartDraft
    do {
      draft = try StartReader.read(path, request)
    } catch {
      throw Faults(error.all.map(\.ofLayout))
    }
    var fitting = StartFitting(draft, layout)
    let pairs = try fitting.pairs()
    return fitting.file(pairs)
  }
}

extension Fault {
  /// What commands that read a table by its layout can do, which have no options on how it is read.
  fileprivate var ofLayout: Fault {
    guard case .start(.decimalOption) = hint else { return self }
    return Fault(problem, at: location, hint: .start(.decimalOfLayout))
  }
}

/// A table beside the layout that it should have.
private struct StartFitting {
  private let draft: StartDraft
  private let layout: TableLayout
  private var faults = FaultCollector()

  init(_ draft: StartDraft, _ layout: TableLayout) {
    (self.draft, self.layout) = (draft, layout)
  }

  /// What tells series apart as people read names.
  private struct Key: Hashable {
    let title: SeriesName
    let place: SeriesName?

    init(_ title: String?, _ place: String?) {
      self.title = SeriesName(title ?? "")
      self.place = place.map { SeriesName($0) }
    }
  }

  /// The key of a series in the layout; one that differs in nothing but the unit behind its name is the same.
  private static func key(
    of key: Key, _ series: StartSeries, among wanted: [Key: TableLayout.Series], isOnlyOne: Bool
  ) -> Key {
    guard wanted[key] == nil else { return key }
    let name = SeriesName(StartHeader(series.title).name)
    let near = wanted.keys.filter { other in
      other.place == key.place
        && SeriesName(StartHeader(wanted[other]?.title ?? "").name) == name
    }
    if near.isEmpty, isOnlyOne {
      // The table names its one place now, or does so no longer.
      let others = wanted.keys.filter { $0.title == key.title }
      if others.count == 1, (others[0].place == nil) != (key.place == nil) { return others[0] }
    }
    return near.count == 1 ? near[0] : key
  }

  /// Whether the table tells places apart of which the layout knows nothing.
  private var hasNewPlaces: Bool {
    draft.series.contains { $0.place != nil } && layout.series.allSatisfy { $0.place == nil }
  }

  /// The series of the table, each with its place in the layout.
  ///
  /// - Throws: series that are missing, strange or of another unit, columns that were not read.
  mutating func pairs() throws(Faults) -> [(StartSeries, TableLayout.Series)] {
    let whole = SourceLocation.whole(draft.place)
    if draft.layout.rawValue != layout.form {
      faults.note(
        .layout(.otherForm(stated: layout.form, found: draft.layout.rawValue)), at: whole,
        hint: .start(.renewLayout))
    }
    let out = Set(layout.leftOut.map { SeriesName($0) })
    for fault in draft.leftOutCells where !out.contains(SeriesName(fault.leftOutName)) {
      // What nothing names was no series before either.
      if case .table(.emptyField) = fault.problem { continue }
      faults.note([fault])
    }
    var wanted = Dictionary(layout.series.map { (Key($0.title, $0.place), $0) }) { first, _ in
      first
    }
    var pairs: [(StartSeries, TableLayout.Series)] = []
    let titles = Dictionary(grouping: draft.series, by: \.title).mapValues(\.count)
    var isTold = false
    for series in draft.series {
      let key = Key(series.isNameless ? nil : series.title, series.place)
      let found = Self.key(of: key, series, among: wanted, isOnlyOne: titles[series.title] == 1)
      guard let stated = wanted.removeValue(forKey: found) else {
        guard !out.contains(SeriesName(series.title)) else { continue }
        // A new column of places makes every series another one: it is told once.
        if !(hasNewPlaces && isTold) {
          faults.note(
            .layout(.strangeSeries(series.shownTitle)), at: series.location,
            hint: .start(.renewLayout))
        }
        isTold = true
        continue
      }
      if SeriesName(stated.unit) != SeriesName(series.unit) {
        faults.note(
          .layout(
            .otherUnit(series: series.shownTitle, stated: stated.unit, found: series.unit)),
          at: series.location, hint: .start(.renewLayout))
      }
      pairs.append((series, stated))
    }
    for series in layout.series where wanted[Key(series.title, series.place)] != nil {
      if hasNewPlaces, isTold, titles[series.title ?? ""] != nil { continue }
      faults.note(
        .layout(.missingSeries(series.title ?? series.id, file: draft.place)),
        at: series.location,
        hint: faults.nearest(to: series.title ?? "", among: draft.series.map(\.title))
          ?? .start(.renewLayout))
    }
    guard faults.found.isEmpty else { throw Faults(faults.found) }
    return pairs
  }

  /// The rows of observations.
  func file(_ pairs: [(StartSeries, TableLayout.Series)]) -> SourceFile {
    var text = TableText()
    var origins: [TablePlace] = []
    text.append(ObservationReader.columns.map(\.name))
    for (series, stated) in pairs {
      let place = stated.place.map { series.place ?? $0 } ?? layout.geo
      for row in series.rows {
        let day = (row.vintage ?? layout.vintage).map { "\($0)" } ?? ""
        text.append([
          stated.id + row.ending, place, row.period.frequency.rawValue,
          row.period.description, row.digits, series.unit, "na", row.status.rawValue, day,
          row.source.isEmpty ? draft.place : row.source, row.note,
        ])
        origins.append(TablePlace(line: row.location.line, column: row.location.column))
      }
    }
    return SourceFile(table: text.bytes, origins: origins, of: draft.source)
  }
}

extension StartSeries {
  /// A figure as a row of observations.
  struct Row {
    /// What stands behind the id of the series.
    let ending: String
    let period: Period
    let digits: String
    let status: ObservationStatus
    let source: String
    let note: String
    let vintage: CalendarDate?
    let location: SourceLocation
  }

  /// Years, then quarters or months, then what is cumulated.
  var rows: [Row] {
    let years = yearly.filter { isFigure($0) }.map { year in
      let own = figures.filter { $0.period.year == year.year }
      let cell = own.first { $0.period.frequency == .annual } ?? own.last
      return Row(
        ending: "", period: .year(year.year), digits: year.digits, status: year.status,
        source: year.source, note: year.origin == .stated ? year.note : "",
        vintage: year.vintage,
        location: cell?.location ?? location)
    }
    let ending = frequency == .quarterly ? ".quarterly" : ".monthly"
    let parts = figures.filter { frequency != .annual && $0.period.frequency != .annual }
    let before = earlier.filter { isFigure($0) }.map { Row(self.ending(of: $0), $0) }
    return years + plannedParts.map { Row("", $0) } + parts.map { Row(ending, $0) }
      + toDate.map { Row(".ytd", $0) } + before + earlierToDate.map { Row(".ytd", $0) }
  }

  /// The title with its place.
  var shownTitle: String { place.map { "\(title) – \($0)" } ?? title }
}

extension StartSeries.Row {
  fileprivate init(_ ending: String, _ figure: StartFigure) {
    self.init(
      ending: ending, period: figure.period, digits: figure.digits, status: figure.status,
      source: figure.source, note: figure.note,
      vintage: figure.vintage, location: figure.location)
  }
}

extension Fault {
  /// What a layout calls a column or row that was not read; empty for what no layout may leave out.
  public var leftOutName: String {
    switch problem {
    case .layout(.unreadHeader(let header)), .start(.partOfYear(let header)): header
    case .layout(.repeatedSeries(let series, _)): series
    case .layout(.namelessColumn(let number)): "\(number)"
    case .table(.badNumber(_, let text)) where SaidInWords.speaks(text) || SaidInWords.holds(text):
      text
    default: ""
    }
  }
}
