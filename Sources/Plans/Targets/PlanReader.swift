public import Files
internal import TimeSeries

/// Reads plan files.
public enum PlanReader {
  /// The columns of a plan file, with what they hold.
  public static let columns: [(name: String, summary: String)] = [
    ("plan_id", "Id of the plan; one per file."),
    ("ref", "Place in the document; unique in the plan, but for rows issued on different days."),
    ("indicator_id", "Id of the indicator."),
    ("name_vi", "Vietnamese name."),
    ("name_en", "English name."),
    ("unit", "Unit of the values."),
    ("kind", "share, level, growth, count, rank, completion, …"),
    (
      "direction", "\(TargetDirection.names(last: "or")); empty for a row without a value."
    ),
    ("value_low", "Lower value; needed by \(TargetDirection.names(needing: .low, last: "and"))."),
    (
      "value_high", "Upper value; needed by \(TargetDirection.names(needing: .high, last: "and"))."
    ),
    ("year", "Year due; empty when the document prints none."),
    ("lead_agency_vi", "Lead agency, Vietnamese."),
    ("lead_agency_en", "Lead agency, English."),
    ("conflict_with", "Rows that disagree, plan/ref, separated by semicolons."),
    ("note", "What a reader must know."),
  ]

  /// Columns that a plan file may have besides.
  public static let optionalColumns: [(name: String, summary: String)] = [
    (
      "period",
      "In place of year: 2026, 2026-Q3, 2026-07, or 2026-9M for the first nine months together."
    ),
    (
      "issued",
      "Day from which on the row counts, YYYY-MM-DD; a row of the same ref counts until then. From the beginning when empty."
    ),
  ]

  /// Reads one file; `nil` when no row could be read. Faults are added to the collector.
  public static func read(_ source: SourceFile, faults: inout FaultCollector) -> Plan? {
    guard
      var reader = CSVReader(
        source, columns: columns, optional: optionalColumns,
        numbers: ["value_low", "value_high"], faults: &faults)
    else { return nil }
    var targets: [Target] = []
    var lines: [Version: Int] = [:]
    var agencies = AgencyNames()
    var isEmpty = true
    while let row = reader.next(&faults) {
      isEmpty = false
      guard var target = target(row, &agencies, faults: &faults) else { continue }
      if let first = targets.first, SeriesName(first.planID) != SeriesName(target.planID) {
        faults.note(
          .plan(.severalPlans(first: first.planID, second: target.planID)), at: row.location(0))
      }
      let name = Version(reference: SeriesName(target.reference), issued: target.issued)
      if let line = lines[name] {
        faults.note(
          .plan(.duplicateReference(target.reference, firstLine: line)), at: row.location(1))
      }
      lines[name] = lines[name] ?? row.line
      // One plan a file, however its rows spell it.
      target.planID = targets.first?.planID ?? target.planID
      targets.append(target)
    }
    if isEmpty { faults.note(.table(.noRows), at: source.place()) }
    guard let id = targets.first?.planID else { return nil }
    checkConflicts(targets, id: id, faults: &faults)
    return Plan(id: id, targets: targets, file: source.path)
  }

  /// A row as it was issued on a day.
  private struct Version: Hashable {
    let reference: SeriesName
    let issued: CalendarDate?
  }

  /// Kinds that have a meaning of their own.
  private static let kinds = ["share", "level", "growth", "count", "rank", "completion"]

  private static func target(
    _ row: CSVRow, _ agencies: inout AgencyNames, faults: inout FaultCollector
  ) -> Target? {
    func required(_ index: Int) -> String? {
      let seen = SeriesName.seen(row.text(index))
      if seen.isEmpty { row.noteEmpty(index, faults: &faults) }
      return seen.isEmpty ? nil : seen
    }
    let plan = required(0)
    let reference = required(1)
    let indicator = required(2)
    let kind = required(6).map { text in
      let known = kinds.first { SeriesName($0) == SeriesName(text) }
      if known == nil, let near = kinds.first(where: { isSlip(text, of: $0) }) {
        faults.warn(.series(.nearName(text, near: near)), at: row.location(6))
      }
      return known ?? text
    }
    var direction: TargetDirection?
    if !row.raw(7).isEmpty {
      direction = row.choice(7, faults: &faults)
      if direction == nil { return nil }
    }
    let low = row.optionalNumber(8, faults: &faults)
    let high = row.optionalNumber(9, faults: &faults)
    var year: Int?
    if let number = row.optionalNumber(10, faults: &faults) {
      year = Int(exactly: number).flatMap { (1900...2999).contains($0) ? $0 : nil }
      if year == nil {
        faults.noteOutside(
          columns[10].name, .written(row.text(10)), .between("1900", "2999"), at: row.location(10))
      }
    }
    let period = period(row, &year, faults: &faults)
    let issued = issued(row, faults: &faults)
    checkValues(row, direction: direction, low: low, high: high, faults: &faults)
    guard let plan, let reference, let indicator, let kind else { return nil }
    return Target(
      planID: plan, reference: reference, indicatorID: indicator,
      name: LocalizedText(en: row.text(4), vi: row.text(3)), unit: row.text(5), kind: kind,
      direction: direction, low: low, high: high,
      decimals: max(printedDecimals(row.raw(8)), printedDecimals(row.raw(9))), year: year,
      period: period, leadAgency: agencies.read(row, vi: 11, en: 12, faults: &faults),
      conflicts: names(row, 13),
      note: row.text(14), location: row.location(1), issued: issued)
  }

  /// The day from which on a row counts.
  private static func issued(_ row: CSVRow, faults: inout FaultCollector) -> CalendarDate? {
    let column = columns.count + 1
    guard !row.raw(column).isEmpty else { return nil }
    let day = CalendarDate(lastDayOf: row.raw(column))
    if day == nil {
      faults.note(
        .period(.impossibleDate(column: optionalColumns[1].name, text: row.text(column))),
        at: row.location(column), hint: .write(.date))
    }
    return day
  }

  /// The months of a row; a whole year becomes the year that is due.
  private static func period(
    _ row: CSVRow, _ year: inout Int?, faults: inout FaultCollector
  ) -> PeriodOfYear? {
    let text = row.raw(columns.count)
    guard !text.isEmpty else { return nil }
    let place = row.location(columns.count)
    guard let period = PeriodOfYear(utf8: text), (1900...2999).contains(period.year) else {
      faults.note(
        .period(.impossible(row.text(columns.count))), at: place, hint: .write(.period(.quarterly)))
      return nil
    }
    if let other = year, other != period.year || !period.isWholeYear {
      faults.noteConflict("period", .relation("year or period"), at: place)
      return nil
    }
    guard period.isWholeYear else { return period }
    year = period.year
    return nil
  }

  private static func checkValues(
    _ row: CSVRow, direction: TargetDirection?, low: Double?, high: Double?,
    faults: inout FaultCollector
  ) {
    guard let direction else {
      if low != nil || high != nil {
        row.noteEmpty(
          7, hint: .allowed(TargetDirection.allCases.map(\.rawValue)), faults: &faults)
      }
      return
    }
    for end in direction.ends {
      let (value, index) = end == .low ? (low, 8) : (high, 9)
      guard value == nil, row.raw(index).isEmpty else { continue }
      faults.note(
        .plan(.targetWithoutValue(direction: direction.rawValue, column: columns[index].name)),
        at: row.location(index))
    }
    for (end, value, index) in [(TargetDirection.End.low, low, 8), (.high, high, 9)]
    where value != nil && !direction.ends.contains(end) && low != high {
      faults.warn(
        .plan(
          .targetValueUnused(
            direction: direction.rawValue, column: columns[index].name, value: row.text(index))),
        at: row.location(index))
    }
    if let low, let high, low > high || (direction == .exactly && low != high) {
      faults.note(
        .plan(.targetRangeReversed(low: row.text(8), high: row.text(9))), at: row.location(8))
    }
  }

  private static func checkConflicts(
    _ targets: [Target], id: String, faults: inout FaultCollector
  ) {
    let known = Set(targets.map(\.fullReference))
    for target in targets {
      for conflict in target.conflicts
      where conflict.hasPrefix(id + "/") && !known.contains(conflict) {
        faults.note(
          .plan(.unknownReference(conflict)), at: target.location,
          hint: faults.nearest(to: conflict, among: known.sorted()))
      }
    }
  }
}

/// The names in a field, separated by semicolons, as they are seen.
private func names(_ row: CSVRow, _ column: Int) -> [String] {
  row.text(column).split(separator: ";").map { SeriesName.seen($0) }
    .filter { !$0.isEmpty }
}

/// Agencies as a plan spells them first: one that differs in blanks or capitals alone is no other.
private struct AgencyNames {
  private var vietnamese = Spellings()
  private var english = Spellings()

  mutating func read(
    _ row: CSVRow, vi: Int, en: Int, faults: inout FaultCollector
  ) -> LocalizedText {
    LocalizedText(
      en: Self.read(row, en, &english, faults: &faults),
      vi: Self.read(row, vi, &vietnamese, faults: &faults))
  }

  private static func read(
    _ row: CSVRow, _ column: Int, _ spellings: inout Spellings, faults: inout FaultCollector
  ) -> String {
    names(row, column).map { name in
      spellings.check(name, at: row.location(column), faults: &faults)
      return spellings.first(of: name)
    }.joined(separator: "; ")
  }
}
