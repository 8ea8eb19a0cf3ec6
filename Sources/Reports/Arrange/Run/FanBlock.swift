internal import Attainment
internal import Tables
internal import TimeSeries

/// The rows of one fan in the sheet of data: a row a year, from the first known value to the last target.
struct FanBlock {
  let words: PageWords
  let indicator: String
  /// Targets of the indicator.
  let targets: [Table.Record]
  /// Whether they ask for an average of what is drawn.
  let isAverage: Bool
  /// Published values by year.
  let known: [(year: Int, value: Double?)]
  /// Projections by year, with their row in the table of projections.
  let ahead: [(year: Int, row: Int, record: Table.Record)]
  /// The sheet of that table.
  let source: String

  private static let probabilities = [0.1, 0.25, 0.5, 0.75, 0.9]
  /// The first column of quantiles in the table of projections.
  private static let quantiles = 6

  private func column(_ probability: Double) -> Int {
    Self.quantiles
      + (ProjectionTable.quantiles.firstIndex { $0.probability == probability } ?? 0)
  }

  private func value(_ record: Table.Record, _ probability: Double) -> Double? {
    ProjectionTable.quantiles.first { $0.probability == probability }.flatMap {
      record[$0.column]
    }
  }

  /// Known values: its own, or those of what stands in for it.
  private var history: [Int: Double] {
    let own = known.compactMap { item in item.value.map { (item.year, $0) } }
    let found = own.isEmpty ? elsewhere : own
    return Dictionary(found) { $1 }
  }

  private var elsewhere: [(Int, Double)] {
    words.records(HistoryTable.definition).compactMap { row in
      guard row[CommonColumns.indicator] == indicator, row[CommonColumns.frequency] == .annual,
        let period = row[CommonColumns.period], let value = row[HistoryTable.value]
      else { return nil }
      return (period.year, value)
    }
  }

  /// Whether what is known is of another place or definition.
  var isElsewhere: Bool {
    guard !known.contains(where: { $0.value != nil }) else { return false }
    let basis = targets.first?[AttainmentTable.basis]
    return basis != .data && basis != .anchor
  }

  /// Whether 1 is best.
  var isRank: Bool {
    (ahead.first?.record ?? targets.first)?[CommonColumns.unit] == "rank"
  }

  private var end: Int {
    targets.compactMap { $0[AttainmentTable.year] }.max() ?? .max
  }

  private var goals: [Int: Double] {
    let asked = targets.compactMap { row -> (Int, Double)? in
      guard let year = row[AttainmentTable.year], let wanted = row[AttainmentTable.target] else {
        return nil
      }
      let ends = wanted.bounds(row[AttainmentTable.direction])
      return (ends.low ?? ends.high).map { (year, $0) }
    }
    guard isAverage, let level = asked.first?.1 else {
      return Dictionary(asked) { first, _ in first }
    }
    // What is asked of an average is asked of every year.
    return Dictionary(ahead.filter { $0.year <= end }.map { ($0.year, level) }) { first, _ in first
    }
  }

  /// All that is drawn.
  private var drawn: [Double] {
    let bands = ahead.filter { $0.year <= end }.flatMap { item in
      [0.1, 0.9].compactMap { value(item.record, $0) }
    }
    return bands + history.values + goals.values
  }

  /// Where the axis begins: at 0 unless all that is drawn lies far from it.
  var least: Double? {
    guard let low = drawn.min(), let high = drawn.max(), low > 0 else { return nil }
    guard low > 0.4 * high else { return 0 }
    let step = Self.step(high - 0.9 * low)
    return (0.9 * low / step).rounded(.down) * step
  }

  /// A tenth of a width, rounded down to 1, 2 or 5 of some power of ten.
  private static func step(_ width: Double) -> Double {
    var power = 1.0
    while power * 10 <= width / 5 { power *= 10 }
    while power > width / 5 { power /= 10 }
    return [5.0, 2, 1].map { $0 * power }.first { $0 <= width / 5 } ?? power
  }

  /// Writes the rows; `nil` where nothing is projected, or nothing moves.
  func write(to sheet: inout Sheet, at first: Int) -> ClosedRange<Int>? {
    let shown = ahead.filter { $0.year <= end && value($0.record, 0.5) != nil }
      .sorted { $0.year < $1.year }
    guard let start = shown.first, let last = shown.last else { return nil }
    let history = history
    let from = min(start.year, history.keys.min() ?? start.year)
    guard last.year > from else { return nil }
    let byYear = Dictionary(shown.map { ($0.year, $0) }) { first, _ in first }
    let name = targets.first?[CommonColumns.target] ?? start.record[ProjectionTable.name]
    for year in from...last.year {
      let row = first + year - from
      sheet.set(row, 0, .text(year == from ? name : ""), .label())
      sheet.set(row, 1, .number(Double(year)), .number(.plain, isCentred: true))
      number(&sheet, row, 2, history[year])
      if let item = byYear[year] {
        quantiles(&sheet, row, item.row, item.record)
      } else {
        ground(&sheet, row, year, history, start)
      }
      number(&sheet, row, 8, goals[year])
    }
    return first...(first + last.year - from)
  }

  private func number(_ sheet: inout Sheet, _ row: Int, _ column: Int, _ value: Double?) {
    sheet.set(
      row, column, .optional(value), .number(value.map(SheetColumn.decimals) ?? .none))
  }

  /// The middle, the lowest of 8 in 10 futures, and the heights of the areas above it.
  private func quantiles(
    _ sheet: inout Sheet, _ row: Int, _ source: Int, _ record: Table.Record
  ) {
    let places = Self.probabilities.map {
      Sheet.address(on: self.source, source, column($0))
    }
    let values = Self.probabilities.map { value(record, $0) ?? .nan }
    func set(_ column: Int, _ formula: String, _ value: Double) {
      sheet.set(row, column, .formula(formula, value), .number(SheetColumn.decimals(value)))
    }
    set(3, places[2], values[2])
    set(4, places[0], values[0])
    for (offset, (low, high)) in [(0, 1), (1, 3), (3, 4)].enumerated() {
      set(5 + offset, "\(places[high])-\(places[low])", values[high] - values[low])
    }
  }

  /// A year before the projections: the areas have no height there, and begin at the last known value.
  private func ground(
    _ sheet: inout Sheet, _ row: Int, _ year: Int, _ history: [Int: Double],
    _ start: (year: Int, row: Int, record: Table.Record)
  ) {
    let last = history.filter { $0.key < start.year }.max { $0.key < $1.key }
    let isNext = last?.key == start.year - 1 && !isElsewhere
    let middle = isNext && year == start.year - 1 ? last?.value : nil
    number(&sheet, row, 3, middle)
    number(&sheet, row, 4, isNext ? last?.value : value(start.record, 0.5))
    for column in 5...7 { number(&sheet, row, column, 0) }
  }
}
