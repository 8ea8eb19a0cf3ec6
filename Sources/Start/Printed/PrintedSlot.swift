internal import TimeSeries

/// A period of a printed table.
struct PrintedSlot: Hashable {
  /// A year, quarter or month; the last month of what is cumulated.
  let period: Period
  /// Whether it is cumulated from January on.
  let isToDate: Bool
  /// Whether it is months of the year in the period that have no place of their own: `6 tháng cuối năm`.
  let isOther: Bool

  init(_ period: Period, isToDate: Bool = false, isOther: Bool = false) {
    self.period = period
    self.isToDate = isToDate
    self.isOther = isOther
  }

  /// What a period stands for; `nil` for what a table of series has no place for.
  init?(_ stated: StartPeriod) {
    switch stated.meaning {
    case .period(let period): self.init(period)
    case .day(let day), .openDay(let day, _): self.init(.month(day.month, of: day.year))
    case .months(1, 12, let year): self.init(.year(year))
    case .months(1, let last, let year): self.init(.month(last, of: year), isToDate: true)
    case .months(let first, let last, let year):
      if last == first + 2, first % 3 == 1 {
        self.init(.quarter(last / 3, of: year))
      } else {
        self.init(.year(year), isOther: true)
      }
    case .fiscal, .openFiscal: return nil
    }
  }

  /// The same a year before.
  var yearBefore: PrintedSlot {
    PrintedSlot(
      Period(ordinal: period.ordinal - period.frequency.periodsPerYear, period.frequency),
      isToDate: isToDate, isOther: isOther)
  }

  /// The same of another year.
  func of(_ year: Int) -> PrintedSlot {
    let step = (year - period.year) * period.frequency.periodsPerYear
    return PrintedSlot(
      Period(ordinal: period.ordinal + step, period.frequency), isToDate: isToDate,
      isOther: isOther)
  }

  /// The same where it is cumulated from January on.
  var cumulated: PrintedSlot {
    guard !isOther else { return self }
    let months = period.positionInYear * period.frequency.monthsPerPeriod
    if period.frequency == .annual || months == 12 { return PrintedSlot(.year(period.year)) }
    return PrintedSlot(.month(months, of: period.year), isToDate: months > 1)
  }
}
