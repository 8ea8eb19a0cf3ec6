internal import TimeSeries

/// Figures of years of amounts that contradict each other, or look as if they were something else.
extension HistoryBuilder {
  /// Single parts are revised without a word; sums that differ by less than this share are no contradiction.
  private static let revised = 0.005
  /// So many figures above 0 show that none is 0 or less.
  private static let fewestPositive = 6

  /// What is doubtful about the parts of a year under way and the year before.
  func doubts(of year: Int, _ request: HistoryRequest) -> [AmountDoubt] {
    var doubts: [AmountDoubt] = []
    for frequency in [Frequency.quarterly, .monthly] {
      let own = rows(request.level, frequency).filter { $0.period.year == year }
      doubts += falls(rows(request.levelToDate, frequency).filter { $0.period.year == year })
      if let found = notPositive(own, request, frequency) { doubts.append(found) }
    }
    for year in [year - 1, year] { doubts += contradictions(in: year, request) }
    return doubts
  }

  /// The end of the last whole year of what has no year, whose unit is one of what comes and whose name says neither that it
  /// adds up nor that it stands.
  func endForYear(_ rows: [Observation], _ request: HistoryRequest) -> AmountDoubt? {
    guard request.rate == nil, isSum == nil, let end = rows.last(where: { $0.period.closesYear }),
      rows.allSatisfy({ $0.key.frequency != .annual }), isOfFlows(end.unit)
    else { return nil }
    return .endForYear(end)
  }

  /// Sums from January on below earlier ones of an amount that cannot fall.
  private func falls(_ sums: [Observation]) -> [AmountDoubt] {
    guard sums.allSatisfy({ $0.value >= 0 }) else { return [] }
    return zip(sums, sums.dropFirst()).compactMap { before, row in
      let rounding = before.roundingHalfWidth + row.roundingHalfWidth
      return row.value < before.value - max(rounding, Self.revised * before.value)
        ? .falls(row, below: before) : nil
    }
  }

  /// Sums from January on, and quarters, beside the single parts of the same months: the newest of a series that differs.
  private func contradictions(in year: Int, _ request: HistoryRequest) -> [AmountDoubt] {
    let unit = rows(request.level, .annual).last?.unit
    func figures(_ series: (id: String, geo: String)?, _ frequency: Frequency) -> [Observation] {
      rows(series, frequency).filter {
        $0.period.year == year && isSameUnit($0.unit, unit ?? $0.unit)
      }
    }
    let months = figures(request.level, .monthly)
    let quarters = figures(request.level, .quarterly)
    var doubts: [AmountDoubt] = []
    for frequency in [Frequency.monthly, .quarterly] {
      let length = 12 / frequency.periodsPerYear
      let sums = figures(request.levelToDate, frequency).reversed()
      let sum = sums.lazy.compactMap { row -> AmountDoubt? in
        let end = row.period.positionInYear * length
        let other = Self.sum(months, length: 1, from: 0, to: end)
        let found = other ?? Self.sum(quarters, length: 3, from: 0, to: end)
        return Self.doubt(row, found, monthly: other != nil, used: nil)
      }
      doubts += [sum.first].compactMap(\.self)
    }
    let quarter = quarters.reversed().lazy.compactMap { row -> AmountDoubt? in
      let end = row.period.positionInYear * 3
      let found = Self.sum(months, length: 1, from: end - 3, to: end)
      return Self.doubt(row, found, monthly: true, used: found?.value)
    }
    let annual = published(request.level).last { $0.period.year == year }.flatMap {
      row -> AmountDoubt? in
      let other = Self.sum(months, length: 1, from: 0, to: 12)
      let found = other ?? Self.sum(quarters, length: 3, from: 0, to: 12)
      return Self.doubt(row, found, monthly: other != nil, used: nil)
    }
    return doubts + [quarter.first, annual].compactMap(\.self)
  }

  private static func doubt(
    _ row: Observation, _ found: (value: Double, rounding: Double)?, monthly: Bool, used: Double?
  ) -> AmountDoubt? {
    guard let found else { return nil }
    let size = max(abs(found.value), abs(row.value))
    let rounding = found.rounding + max(row.roundingHalfWidth, tens(row))
    let allowed = max(rounding, revised * size) * (1 + 1e-9)
    guard abs(found.value - row.value) > allowed else { return nil }
    return .parts(of: row, addUpTo: found.value, monthly: monthly, used: used ?? row.value)
  }

  /// What single parts between two ends of months add up to, and what rounding may move it by; `nil` unless all are there.
  private static func sum(
    _ rows: [Observation], length: Int, from start: Int, to end: Int
  ) -> (value: Double, rounding: Double)? {
    let own = rows.filter {
      $0.period.positionInYear * length > start && $0.period.positionInYear * length <= end
    }
    guard !own.isEmpty, own.count * length == end - start else { return nil }
    // What is in tens throughout is rounded to tens, whatever its decimals.
    let inTens = own.map(tens).min() ?? 0
    return (
      own.reduce(0) { $0 + $1.value }, own.reduce(0) { $0 + max($1.roundingHalfWidth, inTens) }
    )
  }

  /// Half of ten for a figure that ends in a zero, 0 else.
  private static func tens(_ row: Observation) -> Double {
    row.value != 0 && (row.value / 10).rounded() * 10 == row.value ? 5 : 0
  }

  /// The newest part where it is 0 or less and no other is.
  private func notPositive(
    _ own: [Observation], _ request: HistoryRequest, _ frequency: Frequency
  ) -> AmountDoubt? {
    guard let last = own.last, last.value <= 0 else { return nil }
    let others = rows(request.level, frequency).filter { $0.period != last.period }
    return others.count >= Self.fewestPositive && others.allSatisfy { $0.value > 0 }
      ? .notPositive(last) : nil
  }
}
