internal import RealModule
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
      if let found = likeSums(own, request, year) { doubts.append(found) }
      if let found = notPositive(own, request, frequency) { doubts.append(found) }
    }
    for year in [year - 1, year] { doubts += contradictions(in: year, request) }
    return doubts
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
        $0.period.year == year && $0.unit == unit ?? $0.unit
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
    return doubts + [quarter.first].compactMap(\.self)
  }

  private static func doubt(
    _ row: Observation, _ found: (value: Double, rounding: Double)?, monthly: Bool, used: Double?
  ) -> AmountDoubt? {
    guard let found else { return nil }
    let size = max(abs(found.value), abs(row.value))
    let allowed = max(found.rounding + row.roundingHalfWidth, revised * size) * (1 + 1e-9)
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
    return (
      own.reduce(0) { $0 + $1.value }, own.reduce(0) { $0 + $1.roundingHalfWidth }
    )
  }

  /// Parts from January on that rise throughout as the sums of a year before do, and not as its parts.
  ///
  /// With the ratios of logarithms `a_j` on the same parts of a year before and `b_j` on its sums up to them: the scatter of `b` is a
  /// third of that of `a` at most, and `a` scatters as no growth does.
  private func likeSums(
    _ own: [Observation], _ request: HistoryRequest, _ year: Int
  ) -> AmountDoubt? {
    let before = own.compactMap { row in
      observations.history(of: row.key, asOf: asOf).first {
        $0.period == row.period.advanced(by: -row.key.frequency.periodsPerYear)
      }
    }
    guard own.count >= 3, own.first?.period.positionInYear == 1, own.allSatisfy({ $0.value > 0 }),
      own.last?.period.positionInYear == own.count, before.count == own.count,
      before.allSatisfy({ $0.value > 0 }),
      zip(own, own.dropFirst()).allSatisfy({ $0.value < $1.value })
    else { return nil }
    var (sum, single, summed) = (0.0, [Double](), [Double]())
    for (now, then) in zip(own, before) {
      sum += then.value
      single.append(Double.log(now.value / then.value))
      summed.append(Double.log(now.value / sum))
    }
    func scatter(_ values: [Double]) -> Double {
      let mean = values.reduce(0, +) / Double(values.count)
      let squares = values.reduce(0) { $0 + ($1 - mean) * ($1 - mean) }
      return (squares / Double(values.count - 1)).squareRoot()
    }
    let (ofSingle, ofSummed) = (scatter(single), scatter(summed))
    return ofSingle > 0.3 && ofSummed < ofSingle / 3 ? .likeSums(own) : nil
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
