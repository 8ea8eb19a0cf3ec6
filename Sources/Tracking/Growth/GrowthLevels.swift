internal import Plans
internal import TimeSeries

/// Levels of one sector as its figures give them: of single periods, and as differences of what is cumulated.
package struct GrowthLevels {
  /// Levels of quarters, by ordinal.
  let quarters: [Int: Double]
  /// The largest error that printing leaves of each.
  let roundings: [Int: Double]
  /// Levels of months, by ordinal; one may be 0 or below.
  package let months: [Int: Double]
  /// The first figure that makes a quarter or a year 0 or less, among those that count last.
  let notPositive: [NotPositive]

  /// A quarter or a year whose level is 0 or below.
  struct NotPositive {
    let series: SeriesReference
    let period: Period
    let value: Double
    /// Whether it is a difference of cumulated figures.
    let isDifference: Bool
  }

  /// The first quarter of those that end with the last one and follow each other without a gap.
  var firstOfLastRun: Int {
    guard var first = quarters.keys.max() else { return .max / 8 }
    while quarters[first - 1] != nil { first -= 1 }
    return first
  }

  init(
    _ series: SectorSeries, history: (SeriesReference, Frequency) -> [Observation]
  ) {
    func rows(_ measure: SectorSeries.Measure, _ frequency: Frequency) -> [Observation] {
      series[measure].map { history($0, frequency) } ?? []
    }
    var cumulated = Self.cumulated(rows(.levelToDate, .quarterly) + rows(.levelToDate, .monthly))
    // What is cumulated to the end of a year is the year: offices that publish nine months and years print no twelfth.
    for row in rows(.level, .annual) {
      let end = row.period.lastMonth
      guard cumulated[end] == nil, let nineMonths = cumulated[end - 3] else { continue }
      if nineMonths.value < row.value { cumulated[end] = Figure(row) }
    }
    var months: [Int: Figure] = [:]
    for month in cumulated.keys {
      months[month] = Self.difference(cumulated, after: month - 1, until: month)
    }
    for row in rows(.level, .monthly) { months[row.period.ordinal] = Figure(row) }
    let grown = Self.grow(&months, by: rows(.growth, .monthly))
    let told = Self.quartersTold(
      rows(.growth, .quarterly) + rows(.growth, .annual) + rows(.level, .annual)
        + rows(.growthToDate, .annual) + rows(.growthToDate, .quarterly)
        + rows(.growthToDate, .monthly))
    var quarters: [Int: Figure] = [:]
    for month in cumulated.keys where month % 3 == 2 {
      quarters[month / 3] = Self.difference(cumulated, after: month - 3, until: month)
    }
    let sums = Self.sums(months)
    for (quarter, sum) in sums where grown.isDisjoint(with: 3 * quarter..<3 * quarter + 3) {
      quarters[quarter] = sum
    }
    for row in rows(.level, .quarterly) { quarters[row.period.ordinal] = Figure(row) }
    // Growth of months goes on with quarters, and makes none that other figures speak of: those are settled
    // against each other.
    for (quarter, sum) in sums.sorted(by: { $0.key < $1.key })
    where quarters[quarter] == nil && quarters[quarter - 1] != nil && !told.contains(quarter) {
      quarters[quarter] = sum
    }
    self.months = months.mapValues(\.value)
    var bad: [NotPositive] = []
    for (quarter, level) in quarters.sorted(by: { $0.key < $1.key }) where level.value <= 0 {
      let name = level.isDifference ? series[.levelToDate] : series[.level]
      guard let name else { continue }
      bad.append(
        NotPositive(
          series: name, period: .quarter(quarter), value: level.value,
          isDifference: level.isDifference))
    }
    for measure in [SectorSeries.Measure.level, .levelToDate] {
      guard let name = series[measure] else { continue }
      for frequency in [Frequency.annual, .quarterly, .monthly]
      where measure == .levelToDate || frequency == .annual {
        for row in rows(measure, frequency) where row.value <= 0 {
          bad.append(
            NotPositive(
              series: name, period: row.period, value: row.value, isDifference: false))
        }
      }
    }
    notPositive = bad
    let used = quarters.filter { $0.value.value > 0 }
    self.quarters = used.mapValues(\.value)
    roundings = used.mapValues(\.rounding)
  }

  /// Quarters of which all months are known.
  private static func sums(_ months: [Int: Figure]) -> [Int: Figure] {
    var sums: [Int: Figure] = [:]
    for (month, first) in months where month.isMultiple(of: 3) {
      guard let second = months[month + 1], let third = months[month + 2] else { continue }
      sums[month / 3] = Figure(
        value: first.value + second.value + third.value,
        rounding: first.rounding + second.rounding + third.rounding,
        isDifference: first.isDifference)
    }
    return sums
  }

  /// Levels of months by published growth on known months of the year before, with the rounding of both; which
  /// those are.
  private static func grow(_ months: inout [Int: Figure], by rows: [Observation]) -> Set<Int> {
    var grown: Set<Int> = []
    for row in rows.sorted(by: { $0.period.ordinal < $1.period.ordinal }) where row.value > -100 {
      let month = row.period.ordinal
      guard months[month] == nil, let base = months[month - 12], base.value > 0 else { continue }
      let factor = 1 + row.value / 100
      months[month] = Figure(
        value: base.value * factor,
        rounding: base.rounding * factor + base.value * row.roundingHalfWidth / 100)
      grown.insert(month)
    }
    return grown
  }

  /// The quarters that figures end with.
  private static func quartersTold(_ rows: [Observation]) -> Set<Int> {
    Set(rows.filter { $0.period.lastMonth % 3 == 2 }.map { $0.period.lastMonth / 3 })
  }

  /// A figure with half of its last printed digit.
  private struct Figure {
    let value, rounding: Double
    let isDifference: Bool

    init(value: Double, rounding: Double, isDifference: Bool = false) {
      self.value = value
      self.rounding = rounding
      self.isDifference = isDifference
    }

    init(_ row: Observation) {
      self.init(value: row.value, rounding: row.roundingHalfWidth)
    }
  }

  /// What is cumulated from January to the end of a month, by the month.
  private static func cumulated(_ rows: [Observation]) -> [Int: Figure] {
    Dictionary(rows.map { ($0.period.lastMonth, Figure($0)) }) { _, last in last }
  }

  /// The level of the months after one, up to another of the same year.
  private static func difference(
    _ cumulated: [Int: Figure], after before: Int, until last: Int
  ) -> Figure? {
    guard let now = cumulated[last] else { return nil }
    if before / 12 < last / 12 { return now }
    return cumulated[before].map {
      Figure(
        value: now.value - $0.value, rounding: now.rounding + $0.rounding, isDifference: true)
    }
  }
}
