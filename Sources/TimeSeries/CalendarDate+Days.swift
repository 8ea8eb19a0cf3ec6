extension CalendarDate {
  /// Days since 1 January of the year 1, which has the number 1.
  ///
  /// Source: Richards 2013, Calendars, in Explanatory Supplement to the Astronomical Almanac, 3rd edition, § 15.11.
  public var dayNumber: Int {
    let before = year - 1
    return 365 * before + before / 4 - before / 100 + before / 400 + dayOfYear
  }

  /// The day of a number; `nil` outside of the years 1 to 9999.
  public init?(dayNumber: Int) {
    // A year has at most 366 days, so this is the year or a later one by few.
    var year = min(max(1, dayNumber / 366 + 1), 9999)
    func first(_ year: Int) -> Int {
      let before = year - 1
      return 365 * before + before / 4 - before / 100 + before / 400 + 1
    }
    while year < 10_000, first(year + 1) <= dayNumber { year += 1 }
    var day = dayNumber - first(year) + 1
    var month = 1
    while month < 12, day > Self.daysIn(month: month, of: year) {
      day -= Self.daysIn(month: month, of: year)
      month += 1
    }
    self.init(year: year, month: month, day: day)
  }

  /// The day so many days later; the last day of the calendar where there is none.
  public func advanced(byDays days: Int) -> CalendarDate {
    CalendarDate(dayNumber: dayNumber + days)
      ?? (days < 0 ? CalendarDate(firstOf: 1) : CalendarDate(lastOf: 9999))
  }

  /// The first day of a year that there is.
  private init(firstOf year: Int) { (self.year, month, day) = (year, 1, 1) }

  /// The last day of a year that there is.
  private init(lastOf year: Int) { (self.year, month, day) = (year, 12, 31) }

  /// The last day of its month.
  public var endOfMonth: CalendarDate {
    advanced(byDays: Self.daysIn(month: month, of: year) - day)
  }
}
