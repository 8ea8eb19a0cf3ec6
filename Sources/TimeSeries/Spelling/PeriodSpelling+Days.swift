extension PeriodSpelling.DayRule {
  /// The rule that most days follow, and how many do.
  static func best(_ spelled: [SpelledPeriod]) -> (rule: PeriodSpelling.DayRule, count: Int) {
    var counts: [Int: Int] = [:]
    for one in spelled { counts[one.day ?? 0, default: 0] += 1 }
    let most = counts.max { ($0.value, $0.key) < ($1.value, $1.key) }?.key ?? 1
    var best = (rule: Self.fixed(31), count: -1)
    for rule in [.fixed(31), .fixed(most), .lastWeekday] as [Self] {
      let count = spelled.count { one in
        one.month.map { rule.day(month: $0, year: one.year) == one.day } ?? false
      }
      if count > best.count { best = (rule, count) }
    }
    return best
  }

  /// The day of a month.
  func day(month: Int, year: Int) -> Int {
    let last = CalendarDate.daysIn(month: month, of: year)
    switch self {
    case .fixed(let day): return min(day, last)
    case .lastWeekday: return last - max(0, Self.weekday(year: year, month: month, day: last) - 4)
    }
  }

  /// From 0 for Monday to 6 for Sunday, by counting days from 1 January of the year 1, a Monday.
  static func weekday(year: Int, month: Int, day: Int) -> Int {
    let before = year - 1
    let days = before * 365 + before / 4 - before / 100 + before / 400
    let inYear = CalendarDate(year: year, month: month, day: day)?.dayOfYear ?? 1
    return (days + inYear - 1) % 7
  }
}

extension SpelledPeriod {
  /// The period of a text without a day.
  var period: Period {
    if let quarter { return .quarter(quarter, of: year) }
    return month.map { .month($0, of: year) } ?? .year(year)
  }

  /// The period of a frequency whose first or last day this is, or that it names.
  func edge(of frequency: Frequency) -> Period? {
    guard frequency != .span else { return nil }
    guard let day, let month else { return period.frequency == frequency ? period : nil }
    let found = Period.holding(month: month, of: year, frequency)
    let isLast = found.lastDay == CalendarDate(year: year, month: month, day: day)
    let isFirst = day == 1 && (month - 1) % frequency.monthsPerPeriod == 0
    return isLast || isFirst ? found : nil
  }
}
