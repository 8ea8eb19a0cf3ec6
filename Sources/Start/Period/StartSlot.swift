internal import TimeSeries

/// What a figure stands for, once the whole file has said how its periods are meant.
enum StartSlot: Hashable {
  /// A year, a quarter, a month.
  case period(Period)
  /// January to the end of a month before December.
  case toDate(Period)

  /// What is cumulated to a month; to December it is the year.
  static func cumulated(through month: Int, of year: Int) -> StartSlot {
    month == 12 ? .period(.year(year)) : .toDate(.month(month, of: year))
  }

  /// The same of a column that says of itself that it is cumulated.
  var cumulated: StartSlot {
    guard case .period(let period) = self, period.frequency.monthsPerPeriod < 12 else {
      return self
    }
    return .cumulated(
      through: period.positionInYear * period.frequency.monthsPerPeriod, of: period.year)
  }

  /// The quarter that holds a month, or in which it ends.
  var quarter: StartSlot {
    guard period.frequency == .monthly else { return self }
    return .period(.holding(month: period.positionInYear, of: period.year, .quarterly))
  }
}
