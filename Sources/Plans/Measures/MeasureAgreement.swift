public import TimeSeries

/// Whether figures of one measure about the same months say the same.
///
/// Months, what is cumulated, quarters, years and growth are published side by side, and each is read. Where two of them
/// differ by more than rounding and a thousandth, which revisions of single months make, they contradict each other.
public struct MeasureAgreement {
  /// Which two figures contradict each other.
  public enum Kind: Sendable, Hashable, CaseIterable {
    /// A single period and the difference of two cumulated figures, which counts.
    case difference
    /// A longer period and its parts, which count.
    case parts
    /// A figure that was published anew since those that contradict it, and so counts before them.
    case newer
    /// Growth and the levels that it is made of: each counts for what it is.
    case growth
  }

  /// A contradiction.
  struct Found {
    let kind: Kind
    let period: PeriodOfYear
    let row: Observation
    /// The series whose figure it is, and what others make of it.
    let series: String
    let implied: Double
  }

  private struct Told {
    let value, rounding: Double
    let row: Observation
    let series: String
  }

  /// What other figures make of one.
  private struct Implied {
    let value, rounding: Double
    let rows: [Observation]
  }

  private static let revision = 0.001

  private var singles: [PeriodOfYear: Told] = [:]
  private var toDate: [PeriodOfYear: Told] = [:]
  private var growth: [PeriodOfYear: Told] = [:]
  private let isSum: Bool

  /// Whether two figures agree.
  ///
  /// - Parameter rounding: what their printed digits leave open together.
  public static func agree(_ one: Double, _ other: Double, rounding: Double) -> Bool {
    abs(one - other) <= rounding * (1 + 1e-9) + revision * max(abs(one), abs(other))
  }

  init(
    _ own: MeasureSeries, _ measure: MeasureSpecification, _ observations: ObservationSet,
    asOf: CalendarDate?
  ) {
    isSum = own.hasLevels && !own.isIndex && (measure.total ?? .sum) == .sum
    for (figure, series) in own.withCumulated(from: observations).references {
      for frequency in [Frequency.annual, .quarterly, .monthly] {
        let key = SeriesKey(id: series.id, geo: series.geo, frequency: frequency)
        for row in observations.history(of: key, asOf: asOf) {
          guard let period = PeriodOfYear(row.period) else { continue }
          let told = Told(
            value: row.value, rounding: row.roundingHalfWidth, row: row, series: series.title)
          let whole = PeriodOfYear.toDate(period.months.upperBound, of: period.year)
          switch figure {
          case .level: singles[period] = told
          case .levelToDate: toDate[whole] = told
          case .growth: growth[period] = told
          case .growthToDate: growth[whole] = growth[whole] ?? told
          }
        }
      }
    }
  }

  /// Whether a figure was published after all of some others, as far as that is told.
  public static func isNewer(_ row: Observation, than others: [Observation]) -> Bool {
    guard let vintage = row.vintage, !others.isEmpty else { return false }
    return others.allSatisfy { other in other.vintage.map { $0 < vintage } == true }
  }

  /// Every contradiction, the newest first.
  var found: [Found] {
    let all = (isSum ? differences + parts : []) + growths
    return all.sorted { ($1.period, $0.series) < ($0.period, $1.series) }
  }

  /// What the periods of a length in some months add to.
  private func sum(_ period: PeriodOfYear, of length: Int) -> Implied? {
    guard period.months.count > length, period.months.count.isMultiple(of: length),
      (period.months.lowerBound - 1).isMultiple(of: length)
    else { return nil }
    var told: [Told] = []
    for first in stride(
      from: period.months.lowerBound, through: period.months.upperBound, by: length)
    {
      let part = PeriodOfYear(year: period.year, months: first...first + length - 1)
      guard let single = singles[part] else { return nil }
      told.append(single)
    }
    return Implied(
      value: told.reduce(0) { $0 + $1.value }, rounding: told.reduce(0) { $0 + $1.rounding },
      rows: told.map(\.row))
  }

  /// What two cumulated figures leave for the months between them.
  private func difference(_ period: PeriodOfYear) -> Implied? {
    guard let last = toDate[.toDate(period.months.upperBound, of: period.year)] else { return nil }
    guard period.months.lowerBound > 1 else {
      return Implied(value: last.value, rounding: last.rounding, rows: [last.row])
    }
    guard let first = toDate[.toDate(period.months.lowerBound - 1, of: period.year)] else {
      return nil
    }
    return Implied(
      value: last.value - first.value, rounding: last.rounding + first.rounding,
      rows: [last.row, first.row])
  }

  private var differences: [Found] {
    singles.compactMap { period, told in
      difference(period).flatMap { found(.difference, period, told, $0) }
    }
  }

  private var parts: [Found] {
    let longer = singles.map { ($0, $1) } + toDate.map { ($0, $1) }
    return longer.compactMap { period, told in
      for length in [1, 3] {
        // What cumulated figures say of every part has been looked at.
        let isCumulated = told.row == toDate[period]?.row
        let isLooked = isCumulated && isMadeOfDifferences(period, length)
        if let sum = sum(period, of: length), !isLooked { return found(.parts, period, told, sum) }
      }
      return nil
    }
  }

  private func isMadeOfDifferences(_ period: PeriodOfYear, _ length: Int) -> Bool {
    stride(from: length, through: period.months.upperBound, by: length).allSatisfy {
      toDate[.toDate($0, of: period.year)] != nil
    }
  }

  private var growths: [Found] {
    typealias Level = (value: Double, rounding: Double)
    func own(_ period: PeriodOfYear) -> Level? {
      (singles[period] ?? (isSum ? toDate[period] : nil)).map { ($0.value, $0.rounding) }
    }
    func parts(_ period: PeriodOfYear) -> Level? {
      guard isSum else { return nil }
      return (sum(period, of: 1) ?? sum(period, of: 3)).map { ($0.value, $0.rounding) }
    }
    /// Both periods as published, else both as their parts make them, else each as it can be had.
    func levels(_ period: PeriodOfYear) -> (now: Level, before: Level)? {
      let ways: [(PeriodOfYear) -> Level?] = [own, parts, { own($0) ?? parts($0) }]
      return ways.lazy.compactMap { level in
        level(period).flatMap { now in level(period.yearBefore).map { (now, $0) } }
      }.first
    }
    return growth.compactMap { period, told in
      guard let (now, before) = levels(period), before.value > 0, now.value > 0 else { return nil }
      let ratio = now.value / before.value
      let open = told.rounding + 100 * (now.rounding + ratio * before.rounding) / before.value
      let implied = 100 * (ratio - 1)
      guard abs(implied - told.value) > open + 100 * Self.revision else { return nil }
      return Found(
        kind: .growth, period: period, row: told.row, series: told.series, implied: implied)
    }
  }

  private func found(
    _ kind: Kind, _ period: PeriodOfYear, _ told: Told, _ implied: Implied
  ) -> Found? {
    guard !Self.agree(told.value, implied.value, rounding: told.rounding + implied.rounding) else {
      return nil
    }
    return Found(
      kind: Self.isNewer(told.row, than: implied.rows) ? .newer : kind, period: period,
      row: told.row, series: told.series, implied: implied.value)
  }
}
