/// Months of one year that a plan speaks of: a month, a quarter, the months from January on, or the whole year.
public struct PeriodOfYear: Hashable, Sendable, Comparable, CustomStringConvertible {
  /// The year.
  public let year: Int
  /// The first and the last month, 1 to 12.
  public let months: ClosedRange<Int>

  /// Months of a year.
  public init(year: Int, months: ClosedRange<Int>) {
    precondition(months.lowerBound >= 1 && months.upperBound <= 12, "months \(months)")
    self.year = year
    self.months = months
  }

  /// A year, a quarter or a month; `nil` for several years together.
  public init?(_ period: Period) {
    guard period.frequency != .span else { return nil }
    let length = period.frequency.monthsPerPeriod
    let last = period.positionInYear * length
    self.init(year: period.year, months: last - length + 1...last)
  }

  /// Reads `2026`, `2026-Q3`, `2026-07` or `2026-9M` from UTF-8; `nil` for anything else.
  public init?(utf8 text: ArraySlice<UInt8>) {
    if let cumulated = CumulatedPeriod(utf8: text) {
      self.init(year: cumulated.year, months: 1...cumulated.months)
    } else if let period = Period(utf8: text) {
      self.init(period)
    } else {
      return nil
    }
  }

  /// The months from January to one of them.
  public static func toDate(_ month: Int, of year: Int) -> PeriodOfYear {
    PeriodOfYear(year: year, months: 1...month)
  }

  /// Whether it is the whole year.
  public var isWholeYear: Bool { months.count == 12 }

  /// Whether it begins in January.
  public var isToDate: Bool { months.lowerBound == 1 }

  /// Whether it begins and ends with periods of a frequency.
  public func isMade(of frequency: Frequency) -> Bool {
    let length = frequency.monthsPerPeriod
    return (months.lowerBound - 1).isMultiple(of: length)
      && months.upperBound.isMultiple(of: length)
  }

  /// The periods of a frequency that it is made of, by ordinal.
  public func ordinals(_ frequency: Frequency) -> ClosedRange<Int> {
    let (length, first) = (frequency.monthsPerPeriod, frequency.periodsPerYear * year)
    return first + (months.lowerBound - 1) / length...first + (months.upperBound - 1) / length
  }

  /// The same months of the year before.
  public var yearBefore: PeriodOfYear { PeriodOfYear(year: year - 1, months: months) }

  /// As in the files: `2026`, `2026-Q3`, `2026-07`, `2026-9M`.
  public var description: String {
    if isWholeYear { return Period.year(year).description }
    if months.count == 1 { return Period.month(months.upperBound, of: year).description }
    if months.count == 3, months.upperBound.isMultiple(of: 3) {
      return Period.quarter(months.upperBound / 3, of: year).description
    }
    return "\(Period.year(year))-\(isToDate ? "" : "\(months.lowerBound)…")\(months.upperBound)M"
  }

  /// By the last month, then the shorter one first.
  public static func < (left: PeriodOfYear, right: PeriodOfYear) -> Bool {
    (left.year, left.months.upperBound, -left.months.lowerBound)
      < (right.year, right.months.upperBound, -right.months.lowerBound)
  }
}
