public import Files
public import TimeSeries

/// Figures of units before and after an event, as a file has them.
public struct EffectFile: Sendable {
  /// One figure.
  public struct Row: Sendable, Hashable {
    /// Positions of its unit and period.
    public let unit, period: Int
    /// The figure and its weight.
    public let value, weight: Double
  }

  /// The names of the units, in the order of the file, and whether the event happened to each.
  public let units: [String]
  /// See above.
  public let isTreated: [Bool]
  /// The periods in order, and whether each lies behind the event.
  public let periods: [Period]
  /// See above.
  public let isAfter: [Bool]
  /// The figures.
  public let rows: [Row]
  /// The period in which the event falls, neither before nor after it, whose figures are left out; `nil` where the event is
  /// the first day of one.
  public let leftOut: Period?
  /// Rows without a figure.
  public let blanks: Int
  /// Whether figures have weights.
  public let isWeighted: Bool
  /// The first day of the event.
  public let event: CalendarDate
  /// The file.
  public let source: SourceFile
}

/// Reads the panel of an event.
public struct EffectReader {
  /// The columns that must be there.
  public static let columns: [(name: String, summary: String)] = [
    ("unit", "Name of the unit; compared without case, outer blanks and Unicode form."),
    ("period", "2024, 2024-Q1 or 2024-01, or as other programs write them, all rows alike."),
    ("value", "The figure; empty where it is not known."),
  ]
  /// The columns that may be there.
  public static let optionalColumns: [(name: String, summary: String)] = [
    (
      "treated",
      "1 or yes for units that the event happened to, on all of their rows or on those behind it; needed without --treated."
    ),
    ("weight", "What the figure counts beside others, above 0; 1 by default."),
  ]

  private static let (yes, no): (Set<String>, Set<String>) = (
    ["1", "yes", "true", "có"], ["", "0", "no", "false", "không"]
  )

  private struct Draft {
    let row: CSVRow
    let unit: Int
    let text: String
    let value: Double?
    let weight: Double
    let isMarked: Bool
  }

  private var units: [String] = []
  private var places: [String: Int] = [:]
  private var drafts: [Draft] = []

  /// Reads a file.
  ///
  /// - Parameters:
  ///   - event: the first day of the event.
  ///   - treated: names of the units that it happened to; `nil` leaves it to the file.
  public static func read(
    _ source: SourceFile, event: CalendarDate, treated: [String]?, faults: inout FaultCollector
  ) -> EffectFile? {
    guard
      let rows = CSVReader(
        source, columns: columns, optional: optionalColumns, numbers: ["value", "weight"],
        faults: &faults)
    else { return nil }
    if treated == nil, !rows.header.contains("treated") {
      faults.note(
        .table(.missingColumn("treated")), at: SourceLocation(file: source.path),
        hint: .columns((columns + optionalColumns).map(\.name)))
      return nil
    }
    let reader = EffectReader(rows, of: source, byName: treated != nil, &faults)
    guard faults.found.isEmpty else { return nil }
    return reader.file(
      source, event: event, treated: treated, isWeighted: rows.header.contains("weight"), &faults)
  }

  private init(
    _ table: CSVReader, of source: SourceFile, byName: Bool, _ faults: inout FaultCollector
  ) {
    var rows = table
    while let row = rows.next(&faults) { take(row, byName: byName, &faults) }
    if drafts.isEmpty, faults.found.isEmpty {
      faults.note(.table(.noRows), at: SourceLocation(file: source.path))
    }
  }

  /// Whether a header is that of a panel of an event, not of observations or a plan.
  public static func isPanel(_ header: [String]) -> Bool {
    let names = Set(header)
    return names.isSuperset(of: columns.map(\.name))
      && names.isDisjoint(with: ["series_id", "plan_id", "task_id", "unique_id"])
  }

  /// Notes the faults of a panel whose event is not known: all that do not depend on it.
  ///
  /// Marks of a unit may begin within its periods, as they do where only rows behind the event have them, and may not end.
  public static func check(_ source: SourceFile, faults: inout FaultCollector) {
    guard
      let rows = CSVReader(
        source, columns: columns, optional: optionalColumns, numbers: ["value", "weight"],
        faults: &faults)
    else { return }
    let reader = EffectReader(
      rows, of: source, byName: !rows.header.contains("treated"), &faults)
    guard let periods = reader.periods(&faults) else { return }
    reader.noteDoubled(periods, &faults)
    var first: [Int: Period] = [:]
    for (draft, period) in zip(reader.drafts, periods) where draft.isMarked {
      first[draft.unit] = min(first[draft.unit] ?? period, period)
    }
    for (draft, period) in zip(reader.drafts, periods) where !draft.isMarked {
      guard let begin = first[draft.unit], period > begin else { continue }
      faults.note(.effect(.turning(reader.units[draft.unit])), at: draft.row.location(3))
    }
  }

  private mutating func take(_ row: CSVRow, byName: Bool, _ faults: inout FaultCollector) {
    // Spreadsheets leave rows of nothing but commas behind.
    if row.indices.allSatisfy({ row.raw($0).isEmpty }) { return }
    let name = SeriesName.seen(row.text(0))
    guard !name.isEmpty else { return row.noteEmpty(0, faults: &faults) }
    let value = row.optionalNumber(2, faults: &faults)
    let weight = row.optionalNumber(4, faults: &faults) ?? 1
    if weight <= 0 {
      faults.noteOutside(
        "weight", .written(row.text(4)), .above("0"), at: row.location(4))
    }
    let mark = SeriesName.key(of: row.text(3))
    if !byName, !Self.yes.contains(mark), !Self.no.contains(mark) {
      faults.note(
        .effect(.mark(row.text(3))), at: row.location(3), hint: .allowed(["1", "0", "yes", "no"]))
    }
    let key = SeriesName.key(of: name)
    let unit = places[key] ?? units.count
    if unit == units.count {
      places[key] = unit
      units.append(name)
    }
    drafts.append(
      Draft(
        row: row, unit: unit, text: SeriesName.seen(row.text(1)), value: value, weight: weight,
        isMarked: Self.yes.contains(mark)))
  }

  // MARK: Periods

  /// The period of each row; `nil` where one cannot be read.
  private func periods(_ faults: inout FaultCollector) -> [Period]? {
    let texts = drafts.map(\.text)
    let frequency = texts.lazy.compactMap { PeriodSpelling.ownFrequency($0) }.first ?? .monthly
    let spelling = try? PeriodSpelling.of(texts, frequency: frequency)
    var found: [Period] = []
    for draft in drafts {
      if let period = spelling?.period(draft.text) ?? Self.plain(draft.text, frequency) {
        found.append(period)
      } else {
        faults.note(
          .period(.impossible(draft.text)), at: draft.row.location(1), hint: .write(.anyPeriod))
      }
    }
    return found.count == drafts.count ? found : nil
  }

  private static func plain(_ text: String, _ frequency: Frequency) -> Period? {
    Period(text).flatMap { $0.frequency == frequency ? $0 : nil }
  }

  private func noteDoubled(_ periods: [Period], _ faults: inout FaultCollector) {
    var first: [Int: [Period: Int]] = [:]
    for (draft, period) in zip(drafts, periods) {
      if let line = first[draft.unit]?[period] {
        faults.note(
          .effect(.doubled(unit: units[draft.unit], period: draft.text, firstLine: line)),
          at: draft.row.location(1))
      }
      first[draft.unit, default: [:]][period] = draft.row.line
    }
  }

  // MARK: The file

  private func file(
    _ source: SourceFile, event: CalendarDate, treated: [String]?, isWeighted: Bool,
    _ faults: inout FaultCollector
  ) -> EffectFile? {
    guard let periods = periods(&faults) else { return nil }
    noteDoubled(periods, &faults)
    let isTreated = treated.map { named($0, source, &faults) } ?? marked(periods, event, &faults)
    guard faults.found.isEmpty else { return nil }
    let order = Set(periods).sorted()
    let inside = order.first { $0.firstDay < event && event <= $0.lastDay }
    let kept = order.filter { $0 != inside }
    let numbers = Dictionary(uniqueKeysWithValues: kept.enumerated().map { ($1, $0) })
    let rows = zip(drafts, periods).compactMap { draft, period -> EffectFile.Row? in
      guard let value = draft.value, let number = numbers[period] else { return nil }
      return EffectFile.Row(
        unit: draft.unit, period: number, value: value, weight: draft.weight)
    }
    return EffectFile(
      units: units, isTreated: isTreated, periods: kept, isAfter: kept.map { $0.firstDay >= event },
      rows: rows, leftOut: inside, blanks: drafts.count { $0.value == nil },
      isWeighted: isWeighted, event: event, source: source)
  }

  /// The units that are named.
  private func named(
    _ names: [String], _ source: SourceFile, _ faults: inout FaultCollector
  ) -> [Bool] {
    var isTreated = units.map { _ in false }
    for name in names {
      guard let place = places[SeriesName.key(of: name)] else {
        faults.note(
          .effect(.unknownUnit(name)), at: SourceLocation(file: source.path),
          hint: .nearest(to: name, among: units) ?? .allowed(units))
        continue
      }
      isTreated[place] = true
    }
    return isTreated
  }

  /// The units that the file marks, on all rows or on those that do not end before the event.
  private func marked(
    _ periods: [Period], _ event: CalendarDate, _ faults: inout FaultCollector
  ) -> [Bool] {
    var isTreated = units.map { _ in false }
    for draft in drafts where draft.isMarked { isTreated[draft.unit] = true }
    var isAlways = isTreated
    for draft in drafts where !draft.isMarked { isAlways[draft.unit] = false }
    for (draft, period) in zip(drafts, periods)
    where isTreated[draft.unit] && !isAlways[draft.unit] {
      let isInside = period.firstDay < event && event <= period.lastDay
      guard !isInside, draft.isMarked != (period.firstDay >= event) else { continue }
      faults.note(.effect(.turning(units[draft.unit])), at: draft.row.location(3))
    }
    return isTreated
  }
}
