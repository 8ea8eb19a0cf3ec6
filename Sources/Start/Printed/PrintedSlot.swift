internal import TimeSeries

/// A period of a printed table.
struct PrintedSlot: Hashable {
  /// A year, quarter or month; the last month of what is cumulated.
  let period: Period
  /// Whether it is cumulated from January on.
  let isToDate: Bool

  init(_ period: Period, isToDate: Bool = false) {
    self.period = period
    self.isToDate = isToDate
  }

  /// What a period stands for; `nil` for what a table of series has no place for.
  init?(_ stated: StartPeriod) {
    switch stated.meaning {
    case .period(let period): self.init(period)
    case .day(let day), .openDay(let day, _): self.init(.month(day.month, of: day.year))
    case .months(1, 12, let year): self.init(.year(year))
    case .months(1, let last, let year): self.init(.month(last, of: year), isToDate: true)
    case .months(let first, let last, let year):
      guard last == first + 2, first % 3 == 1 else { return nil }
      self.init(.quarter(last / 3, of: year))
    case .fiscal, .openFiscal: return nil
    }
  }

  /// The same a year before.
  var yearBefore: PrintedSlot {
    PrintedSlot(
      Period(ordinal: period.ordinal - period.frequency.periodsPerYear, period.frequency),
      isToDate: isToDate)
  }

  /// The same of another year.
  func of(_ year: Int) -> PrintedSlot {
    let step = (year - period.year) * period.frequency.periodsPerYear
    return PrintedSlot(
      Period(ordinal: period.ordinal + step, period.frequency), isToDate: isToDate)
  }

  /// The same where it is cumulated from January on.
  var cumulated: PrintedSlot {
    let months = period.positionInYear * period.frequency.monthsPerPeriod
    if period.frequency == .annual || months == 12 { return PrintedSlot(.year(period.year)) }
    return PrintedSlot(.month(months, of: period.year), isToDate: months > 1)
  }
}
