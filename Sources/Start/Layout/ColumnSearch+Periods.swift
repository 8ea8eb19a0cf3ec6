internal import Files
internal import TimeSeries

/// Years and months of which one stands in the header and the other in the rows.
extension ColumnSearch {
  enum Grid {
    case none
    case found(year: Int, parts: [(column: Int, part: StartPart)])
    case faulty
  }

  /// A header of months or quarters beside a column of years.
  mutating func grid(_ faults: inout FaultCollector) -> Grid {
    let year = table.header.indices.first { column in
      guard roles[column] == .year || roles[column] == .period || roles[column] == nil else {
        return false
      }
      let texts = table.columns[column]
      return texts.filled > 0 && texts.present.allSatisfy { StartPeriod($0)?.isYear == true }
    }
    let isMonthly = isNumbered(1...12) || isInRomanMonths
    let parts = table.header.enumerated().compactMap { column, cell in
      column == year
        ? nil
        : StartPart(cell.text, digitsAre: isMonthly ? .monthly : nil).map {
          (column: column, part: $0)
        }
    }.filter { roles[$0.column] == nil }
    let proper = parts.filter { $0.part != .whole }
    let frequencies = Set(proper.compactMap(\.part.frequency))
    guard Set(proper.map(\.part)).count == proper.count,
      proper.count >= (frequencies == [.monthly] ? 3 : 2)
    else { return .none }
    let isCalendar = year.map { column in
      table.columns[column].present.allSatisfy { StartPeriod($0)?.isFiscalYear == false }
    }
    if let year, isCalendar == false {
      let text =
        "\(table.header[proper[0].column].text) \(table.columns[year].present.first { _ in true } ?? "")"
      faults.note(
        .start(.fiscalPart(text)), at: table.header[proper[0].column].location,
        hint: .write(.anyPeriod))
      return .faulty
    }
    guard frequencies.count <= 1, let year else {
      faults.note(
        .layout(.partsWithoutYear(table.header[proper[0].column].text)),
        at: table.header[proper[0].column].location, hint: .start(.nameYearColumn))
      return .faulty
    }
    return .found(year: year, parts: parts)
  }

  /// Columns named 1, 2, 3 may be quarters, months or anything else; 12 of them are months.
  func noteNumberedColumns(_ faults: inout FaultCollector) -> Bool {
    let numbered = table.header.filter { Int($0.text).map { (1...31).contains($0) } ?? false }
    guard numbered.count > 2, Set(numbered.map(\.text)).count == numbered.count,
      numbered.enumerated().allSatisfy({ "\($0.offset + 1)" == $0.element.text }),
      !isNumbered(1...12)
    else { return false }
    faults.note(
      .layout(.numberedColumns(numbered.count)), at: numbered[0].location,
      hint: .start(.nameQuarters))
    return true
  }

  /// Whether headers are Roman numbers from I to V at least, one after the other: no year has five quarters.
  private var isInRomanMonths: Bool {
    let found = table.header.compactMap { StartPart.roman($0.text) }
    return (5...12).contains(found.count) && found == Array(1...found.count)
  }

  /// Whether headers are the numbers of a range, all of them.
  private func isNumbered(_ numbers: ClosedRange<Int>) -> Bool {
    let found = table.header.compactMap { Int($0.text) }.filter { numbers.contains($0) }
    return Set(found).count == numbers.count && found.count == numbers.count
  }

  /// The first cell of a column most of whose cells are quarters or months of fiscal years.
  var fiscalPart: StartCell? {
    for column in table.header.indices where roles[column] != .note {
      let texts = table.columns[column]
      guard let first = texts.present.first(where: { StartPeriod.isFiscalPart($0) }),
        texts.count(where: { StartPeriod.isFiscalPart($0) }) * 2 > texts.filled
      else { continue }
      let row = table.rows.first { $0.plain(column) == first }
      return row.map { table.cell($0, column) }
    }
    return nil
  }

  /// The column of months or quarters beside years in the header.
  func monthColumn(
    _ across: [(column: Int, period: StartPeriod)], _ faults: inout FaultCollector
  ) -> (column: Int, frequency: Frequency?)? {
    guard across.allSatisfy({ $0.period.isYear }) else { return nil }
    for column in table.header.indices where !across.contains(where: { $0.column == column }) {
      switch roles[column] {
      case .month, .quarter, .period, .name, nil: break
      default: continue
      }
      let frequency = roles[column]?.frequency
      let texts = table.columns[column]
      let isNamed = roles[column] != nil && roles[column] != .name
      func isPart(_ text: String) -> Bool {
        // I, II, III may count rows of anything.
        guard isNamed || !StartPart.isBare(text) else { return false }
        return StartPart(text, digitsAre: frequency).map { $0 != .whole } ?? false
      }
      let parts = texts.count(where: isPart)
      guard parts > 1, parts * 2 > texts.filled, let first = texts.present.first(where: isPart)
      else { continue }
      if let year = across.first(where: { $0.period.isFiscalYear }) {
        faults.note(
          .start(.fiscalPart("\(first) \(table.header[year.column].text)")),
          at: table.header[column].location, hint: .write(.anyPeriod))
      }
      return (column, frequency)
    }
    return nil
  }

  /// Headers among periods that name a year but cannot be read: the newest year must not be left out for a word.
  func noteLostPeriods(_ across: [Int], _ faults: inout FaultCollector) {
    guard let first = across.first else { return }
    for (column, cell) in table.header.enumerated() where !across.contains(column) {
      guard roles[column] == nil, !used.contains(column), isFilledWithNumbers(column) else {
        continue
      }
      if cell.text.isEmpty && column > first {
        faults.note(.layout(.namelessColumn(column + 1)), at: cell.location)
      } else if namesOneYear(cell.text) && !isComparison(cell.text) {
        faults.note(.layout(.unreadHeader(cell.text)), at: cell.location, hint: .write(.anyPeriod))
      }
    }
  }

  /// Headers that name nothing but a year far ahead of those before it are plans.
  func withFarPlans(
    _ across: [(column: Int, period: StartPeriod)]
  ) -> [(column: Int, period: StartPeriod)] {
    guard tellsPlans else { return across }
    func year(_ period: StartPeriod) -> Int? {
      guard case .period(let period) = period.meaning, period.frequency == .annual else {
        return nil
      }
      return period.year
    }
    let far = FarYears.ahead(of: across.compactMap { year($0.period) })
    return across.map { column, period in
      guard period.status == nil, let own = year(period), far.contains(own),
        FarYears.bare(table.header[column].text) == own
      else { return (column, period) }
      return (column, StartPeriod(period.meaning, status: .plan))
    }
  }

  private func isFilledWithNumbers(_ column: Int) -> Bool {
    table.columns[column].present.contains { SpelledNumber($0) != nil }
  }

  private func namesOneYear(_ text: String) -> Bool {
    let numbers = text.split { !("0"..."9").contains($0) }
    // 20231 may be 2023 with a footnote.
    if numbers.count == 1, numbers[0].count == 5, text.count == 5 {
      return PeriodPattern.years.contains(Int(numbers[0].prefix(4)) ?? 0)
    }
    return numbers.count { $0.count == 4 && PeriodPattern.years.contains(Int($0) ?? 0) } == 1
  }

  private func isComparison(_ text: String) -> Bool {
    StartPeriod.isOfPlan(text)
      || [.comparison, .otherPeriod].contains(StartMeasure.of(text).measure)
      || text.contains("%")
      || StartWords(text).contains(anyOf: StartWords.changes)
      || StartWords(text).contains(anyOf: StartWords.means)
  }
}

extension StartPeriod {
  /// Whether a text sets what happened in a year, or is estimated of it, against what was planned: `TH/KH 2024 (%)`,
  /// `Ước 2025/KH 2025 (%)`.
  static func isOfPlan(_ text: String) -> Bool {
    let sides = text.split(separator: "/").map { Phrase(folded($0)) }
    guard sides.count == 2 else { return false }
    let plans = sides.filter { StartPlanName.begins($0.text) || $0.text.hasPrefix("nq ") }
    guard plans.count == 1, let other = sides.first(where: { $0 != plans[0] }) else { return false }
    func years(_ side: Phrase) -> Set<Int> {
      Set(
        side.text.split(separator: " ").compactMap { Int($0) }.filter(PeriodPattern.years.contains))
    }
    return other.contains(["th", "thuc hien", "uoc", "uth", "ket qua", "actual", "estimate"])
      || !years(other).isEmpty && years(other) == years(plans[0])
  }

  /// Whether a text names a quarter or month of a fiscal year: `FY2020 Q1`, `2019-20 Q1`.
  static func isFiscalPart(_ text: String) -> Bool {
    guard let words = PeriodWords(text) else { return false }
    let hasPart = words.items.contains { item in
      switch item {
      case .quarter, .half, .months, .month, .roman: true
      case .number, .sign: false
      }
    }
    if words.isFiscal { return hasPart }
    guard hasPart, words.items.count > 3 else { return false }
    return zip(words.items, words.items.dropFirst(2)).contains { first, second in
      guard case .number(let year, 4) = first, case .number(let next, let digits) = second else {
        return false
      }
      return digits >= 2 && next == (year + 1) % (digits == 2 ? 100 : 10_000)
    }
  }

  /// Whether it is a fiscal or school year, or may be one.
  var isFiscalYear: Bool {
    switch meaning {
    case .fiscal, .openFiscal: true
    default: false
    }
  }

  /// Whether it is a whole year.
  var isYear: Bool {
    switch meaning {
    case .period(let period): period.frequency == .annual
    case .fiscal: true
    default: false
    }
  }
}
