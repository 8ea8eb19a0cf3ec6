internal import TimeSeries

/// What a table of figures is wanted for.
public enum TableUse: Sendable {
  /// Rows with the columns of observations.
  case observations
  /// Rows `unique_id,ds,y`.
  case panel
  /// A row a figure with its dimensions, for `init`.
  case start
  /// Plans, tasks and the like, which no such table is.
  case other
}

/// The figures of a statistics office as rows that our readers take.
struct StatisticsRows {
  private var table: StatisticsTable
  private let name: String
  private let file: String
  private(set) var text = TableText()
  private(set) var origins: [TablePlace] = []
  /// A name of the series and of the place that the address gives.
  private var series: String?
  private var place: String?
  /// Dimensions of which the address names several values, each of them a series.
  private var several: Set<Int> = []
  /// The dimension whose values are units; `nil` where there is none.
  private let unitDimension: Int?
  /// The periods of the dimension of time.
  private var times: [StatisticsTime] = []

  /// - Parameters:
  ///   - name: of the file without folder and ending.
  ///   - selection: names of dimensions with the values wanted.
  init(
    _ table: StatisticsTable, name: String, file: String, selection: [(key: String, value: String)]
  ) throws(Fault) {
    (self.table, self.name, self.file) = (table, name, file)
    unitDimension = table.dimensions.firstIndex {
      ["unit", "unitmeasure", "donvi", "enhet"].contains(
        folded($0.id).filter { $0.isLetter || $0.isNumber })
    }
    findTime()
    guard let time else { throw fault(.noTime) }
    times = self.table.dimensions[time].categories.map {
      StatisticsTime($0) ?? StatisticsTime(text: $0.code)
    }
    for (key, value) in selection { try select(key, value) }
    guard !self.table.figures.isEmpty else { throw fault(.nothingSelected) }
  }

  private func fault(_ problem: StatisticsProblem, _ hint: Hint? = nil) -> Fault {
    Fault(.statistics(problem), at: .whole(file), hint: hint)
  }

  // MARK: Selection

  private mutating func select(_ key: String, _ value: String) throws(Fault) {
    let wanted = folded(key)
    let number =
      table.dimensions.firstIndex { $0.id == key }
      ?? table.dimensions.firstIndex { folded($0.id) == wanted || folded($0.label) == wanted }
    guard let number else {
      // What the table does not tell apart, its reader may know.
      switch key {
      case "series": series = value
      case "geo": place = value
      default:
        let ids = table.dimensions.map(\.id)
        throw fault(.unknownDimension(key), .nearest(to: key, among: ids) ?? .allowed(ids))
      }
      return
    }
    let categories = table.dimensions[number].categories
    func find(_ text: String) -> Int? {
      categories.firstIndex { $0.code == text }
        ?? categories.firstIndex {
          folded($0.code) == folded(text) || folded($0.label) == folded(text)
        }
    }
    var found: Set<Int> = []
    // A label may hold a comma itself.
    for text in find(value) == nil ? value.split(separator: ",").map(String.init) : [value] {
      guard let category = find(withoutOuterBlanks(text)) else {
        let names = categories.flatMap { [$0.code, $0.label] }
        throw fault(
          .unknownCategory(dimension: table.dimensions[number].id, value: text),
          .nearest(to: text, among: names) ?? .allowed(categories.prefix(20).map(\.code)))
      }
      found.insert(category)
    }
    if found.count > 1 { several.insert(number) }
    table.figures = table.figures.filter { found.contains($0.places[number]) }
  }

  /// The dimensions that tell the figures apart, time left out.
  private var open: [Int] {
    table.dimensions.indices.filter { number in
      guard table.dimensions[number].role != .time, let first = table.figures.first else {
        return false
      }
      return table.figures.contains { $0.places[number] != first.places[number] }
    }
  }

  private func category(_ figure: StatisticsTable.Figure, _ number: Int) -> StatisticsTable.Category
  {
    table.dimensions[number].categories[figure.places[number]]
  }

  // MARK: Rows

  mutating func write(for use: TableUse) throws(Fault) {
    switch use {
    case .panel: try writePanel()
    case .observations: try writeObservations()
    case .start, .other: try writeStart()
    }
  }

  private mutating func append(_ row: [String?], of figure: StatisticsTable.Figure) throws(Fault) {
    text.append(row)
    origins.append(figure.origin)
    guard text.bytes.count <= SourceFile.sizeLimit else {
      throw Fault(
        .file(.tooLarge(bytes: text.bytes.count, limit: SourceFile.sizeLimit)), at: .whole(file))
    }
  }

  private var time: Int? { table.place(.time) }

  /// Where no dimension is said to be time: the only one whose codes are all periods.
  private mutating func findTime() {
    guard time == nil else { return }
    let found = table.dimensions.indices.filter { number in
      table.dimensions[number].categories.allSatisfy { StatisticsTime($0) != nil }
    }
    if found.count == 1 { table.dimensions[found[0]].role = .time }
  }

  private func time(of figure: StatisticsTable.Figure) -> StatisticsTime {
    time.map { times[figure.places[$0]] } ?? StatisticsTime(text: "")
  }

  private var periods: StatisticsPeriod { StatisticsPeriod(of: times.map(\.text)) }

  /// A row a figure; the id is the codes of all open dimensions in the order of the file, with points between as in
  /// a key of SDMX.
  private mutating func writePanel() throws(Fault) {
    text.append(["unique_id", "ds", "y"])
    let (open, measure) = (open, table.place(.measure))
    var firsts: [String: StatisticsTable.Figure] = [:]
    for figure in table.figures {
      let id =
        open.isEmpty
        ? series ?? measure.map { category(figure, $0).code } ?? name
        : open.map { category(figure, $0).code }.joined(separator: ".")
      // A panel has no column for the unit, so that two of them in one series would go unseen.
      let first = firsts[id] ?? figure
      firsts[id] = first
      guard unit(first) == unit(figure) else {
        throw Fault(
          .series(
            .mixedUnits(
              series: id, first: unit(first), second: unit(figure), firstAt: place(first))),
          at: place(figure), hint: .mend(.splitSeries))
      }
      try append(
        [id, StatisticsPeriod.spelled(time(of: figure).text), value(figure)], of: figure)
    }
  }

  private mutating func writeObservations() throws(Fault) {
    let measure = table.place(.measure)
    let geo = table.place(.place)
    let known = Set([geo, table.place(.frequency)].compactMap(\.self))
    let told = open.filter { several.contains($0) && !known.contains($0) && $0 != measure }
    let unclear = open.filter { number in
      !known.contains(number) && !several.contains(number)
        && (number != measure || series != nil)
    }
    guard unclear.isEmpty else {
      let dimensions = unclear.map(openDimension)
      let example = dimensions[0].values.first?.split(separator: " ").first.map(String.init) ?? ""
      throw fault(
        .openDimensions(dimensions), .statistics(.select("?\(dimensions[0].id)=\(example)")))
    }
    guard geo != nil || place != nil else { throw fault(.noPlace, .statistics(.namePlace)) }
    let periods = periods
    text.append([
      "series_id", "geo", "frequency", "period", "value", "unit", "price_basis", "status",
      "vintage",
      "source", "note",
    ])
    let vintage = CalendarDate(lastDayOf: ArraySlice(table.updated.prefix(10).utf8)).map { "\($0)" }
    for figure in table.figures {
      let value = value(figure)
      guard !value.isEmpty else { continue }
      let stated = table.place(.frequency).flatMap {
        Frequency(rawValue: category(figure, $0).code)
      }
      let (period, frequency) = periods.read(time(of: figure).text, stated: stated)
      try append(
        [
          ([series ?? measure.map { category(figure, $0).code } ?? name]
            + told.map { category(figure, $0).code }).joined(separator: "."),
          geo.map { category(figure, $0).label } ?? place, frequency.rawValue, period, value,
          unit(figure), "na", status(figure).rawValue, vintage,
          table.source.isEmpty ? table.title : table.source, note(figure),
        ], of: figure)
    }
    guard text.rows > 0 else { throw fault(.nothingSelected) }
  }

  private func place(_ figure: StatisticsTable.Figure) -> SourceLocation {
    SourceLocation(
      file: file, line: Int(figure.origin.line), column: Int(figure.origin.column))
  }

  private func openDimension(_ number: Int) -> OpenDimension {
    let used = Set(table.figures.map { $0.places[number] }).sorted()
    let values = used.prefix(8).map { place in
      let category = table.dimensions[number].categories[place]
      return category.label == category.code
        ? category.code : "\(category.code) (\(category.label))"
    }
    return OpenDimension(id: table.dimensions[number].id, values: Array(values), count: used.count)
  }

  private mutating func writeStart() throws(Fault) {
    let wanted = Set(open + [table.place(.place), table.place(.measure)].compactMap(\.self))
    let dimensions = table.dimensions.indices.filter(wanted.contains)
    let others = ["period", "value", "unit", "status", "note"]
    var names: [String] = []
    for number in dimensions {
      let dimension = table.dimensions[number]
      let wanted =
        switch dimension.role {
        case .place: "place"
        case .measure: "indicator"
        case .time, .frequency, .other: dimension.label
        }
      // Two labels may be alike; ids are not, unless they are our own names.
      let free = [wanted, dimension.id, "\(dimension.id) \(number + 1)"].first {
        !$0.isEmpty && !(others + names).contains($0)
      }
      names.append(free ?? "dimension \(number + 1)")
    }
    text.append(names + others)
    let periods = periods
    for figure in table.figures {
      let value = value(figure)
      guard !value.isEmpty else { continue }
      try append(
        dimensions.map { category(figure, $0).label } + [
          periods.read(time(of: figure).text, stated: nil).period, value, unit(figure),
          status(figure).rawValue, note(figure),
        ], of: figure)
    }
    guard text.rows > 0 else { throw fault(.nothingSelected) }
  }

  // MARK: Fields

  /// The figure as written; empty where the file says in one of many ways that there is none.
  private func value(_ figure: StatisticsTable.Figure) -> String {
    SpelledNumber.isMissing(figure.text) ? "" : figure.text
  }

  private func unit(_ figure: StatisticsTable.Figure) -> String {
    if !figure.unit.isEmpty { return figure.unit }
    for number in table.dimensions.indices where !category(figure, number).unit.isEmpty {
      return category(figure, number).unit
    }
    return unitDimension.map { category(figure, $0).label } ?? ""
  }

  private func status(_ figure: StatisticsTable.Figure) -> ObservationStatus {
    let status = StatisticsFlags.status(figure.flags, words: table.flagWords[figure.flags])
    return figure.flags.isEmpty ? time(of: figure).status ?? status : status
  }

  /// Flags that are no status, in their words, and what the file adds.
  private func note(_ figure: StatisticsTable.Figure) -> String {
    let words = table.flagWords[figure.flags]
    let flag = StatisticsFlags.isPlain(figure.flags) ? "" : words ?? figure.flags
    let ofCategories = table.dimensions.indices.map { category(figure, $0).note }
    return ([flag, figure.note] + ofCategories + [table.note]).filter { !$0.isEmpty }
      .joined(separator: "; ")
  }
}
