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
    let toDate = cumulated
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
    let singles = Dictionary(
      rows(.level, .quarterly).map { ($0.period.ordinal, Figure($0)) }
    ) { $1 }
    let years = Dictionary(rows(.level, .annual).map { ($0.period.year, Figure($0)) }) { $1 }
    quarters.merge(singles) { $1 }
    for first in Set(singles.keys.map { $0 / 4 * 4 }) {
      let odd = (first...first + 3).compactMap { quarter in
        Self.outvoted(quarter, singles, toDate: toDate, years: years).map { (quarter, $0) }
      }
      // Where two may be the slip nothing says which of them is.
      if odd.count == 1 { quarters[odd[0].0] = odd[0].1 }
    }
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

  /// By how much, as a share, a quarter lies beside what others make of it that is no revision.
  private static let slip = 0.005

  /// A quarter as two figures or more agree on it that are cumulated to its end or later, or of its year, less the other
  /// quarters, where none of them agrees with its own figure and those before it hold; `nil` where that stands.
  private static func outvoted(
    _ quarter: Int, _ singles: [Int: Figure], toDate: [Int: Figure], years: [Int: Figure]
  ) -> Figure? {
    guard let own = singles[quarter] else { return nil }
    let first = quarter / 4 * 4
    var told: [Figure] = []
    for end in first...first + 3 {
      let others = (first...end).filter { $0 != quarter }.compactMap { singles[$0] }
      guard others.count == end - first + (end < quarter ? 1 : 0) else { continue }
      let year = end == first + 3 ? years[first / 4] : nil
      for total in [toDate[3 * end + 2], year].compactMap(\.self) {
        let left = Figure(
          value: others.reduce(total.value) { $0 - $1.value },
          rounding: others.reduce(total.rounding) { $0 + $1.rounding }, isDifference: true)
        if end >= quarter {
          told.append(left)
        } else if abs(left.value) > left.rounding + slip * total.value {
          return nil
        }
      }
    }
    guard told.count >= 2, let one = told.first, one.value > 0,
      told.allSatisfy({ figure in
        let gap = abs(figure.value - own.value)
        return gap > figure.rounding + own.rounding + slip * own.value
          && abs(figure.value - one.value) <= figure.rounding + one.rounding
      })
    else { return nil }
    return one
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
