import TestSupport
import Testing
import TimeSeries

@Suite struct PeriodTests {
  @Test("Text forms read back", arguments: ["2024", "0001", "2024-Q1", "2024-01", "2015-2020"])
  func roundTrip(text: String) {
    #expect(Period(text)?.description == text)
  }

  @Test(
    "What is not a period is refused",
    arguments: [
      "", "24", "2024-13", "2024-00", "2024-Q5", "2024-Q0", "2024-1", "2024Q1", "2020-2015",
      "2024-01-01", "-2024", "+2024", "２０２４", "0000", "2024-q1",
    ])
  func refused(text: String) {
    #expect(Period(text) == nil)
  }

  @Test("Stepping there and back is nothing; steps add up", arguments: [1, 2, 3] as [UInt64])
  func arithmetic(seed: UInt64) throws {
    var draws = Draws(seed: seed)
    for _ in 0..<2000 {
      let year = draws.integer(1900...2100)
      let period: Period =
        switch draws.integer(0...2) {
        case 0: .year(year)
        case 1: .quarter(draws.integer(1...4), of: year)
        default: .month(draws.integer(1...12), of: year)
        }
      let (a, b) = (draws.integer(-60...60), draws.integer(-60...60))
      #expect(period.advanced(by: a).advanced(by: -a) == period, "seed \(seed)")
      #expect(period.advanced(by: a).advanced(by: b) == period.advanced(by: a + b))
      #expect(period.distance(to: period.advanced(by: a)) == a)
      #expect((period < period.advanced(by: a)) == (a > 0))
      let ahead = period.advanced(by: period.frequency.periodsPerYear)
      #expect(ahead.year == period.year + 1 && ahead.positionInYear == period.positionInYear)
      #expect(abs(ahead.end - period.end - 1) < 1e-9)
      #expect(Period(period.description) == period)
    }
  }

  @Test("Months end quarters, quarters end years")
  func nesting() {
    #expect(Period.month(3, of: 2024).end == Period.quarter(1, of: 2024).end)
    #expect(Period.quarter(4, of: 2024).end == Period.year(2024).end)
    #expect(Period.month(12, of: 2024).closesYear && !Period.month(11, of: 2024).closesYear)
    #expect(Period.month(14, of: 2024) == Period.month(2, of: 2025))
    #expect(Period.quarter(0, of: 2024) == Period.quarter(4, of: 2023))
    #expect(Period.month(2, of: 2024).lastDay == CalendarDate(year: 2024, month: 2, day: 29))
    #expect(Period.quarter(2, of: 2025).lastDay == CalendarDate(year: 2025, month: 6, day: 30))
  }

  @Test("A span knows its first and last year and its length")
  func spans() throws {
    let span = try #require(Period("2015-2019"))
    #expect(span.firstYear == 2015 && span.year == 2019 && span.years == 5 && span.end == 2020)
  }
}

@Suite struct CalendarDateTests {
  @Test("Days of a whole era follow each other without gap")
  func consecutive() throws {
    var days = 0
    for year in 1999...2101 {
      for month in 1...12 {
        for day in 1...CalendarDate.daysIn(month: month, of: year) {
          let date = try #require(CalendarDate(year: year, month: month, day: day))
          #expect(CalendarDate(date.description) == date)
          days += 1
        }
        let beyond = CalendarDate.daysIn(month: month, of: year) + 1
        #expect(CalendarDate(year: year, month: month, day: beyond) == nil)
      }
    }
    // 103 years with 25 leap years: 2100 is not one.
    #expect(days == 103 * 365 + 25)
  }

  @Test(
    "A partial date means its last day",
    arguments: [("2024", "2024-12-31"), ("2024-02", "2024-02-29"), ("2025-06-30", "2025-06-30")])
  func lastDay(text: String, day: String) {
    #expect(CalendarDate(lastDayOf: text)?.description == day)
  }

  @Test("A partial date is the same day as its last one and knows what was stated of it")
  func precision() throws {
    let (month, day) = (
      try #require(CalendarDate(lastDayOf: "2025-05")), try #require(CalendarDate("2025-05-31"))
    )
    #expect(month == day && Set([month, day]).count == 1 && month >= day && month <= day)
    #expect(month.precision == .month && day.precision == .day)
    #expect(CalendarDate(lastDayOf: "2024")?.precision == .year)
  }

  @Test(
    "Impossible dates are refused",
    arguments: ["2023-02-29", "2024-13-01", "2024-00-10", "2024-1-1", "24-01-01", "2024-06-31", ""])
  func refused(text: String) {
    #expect(CalendarDate(text) == nil && CalendarDate(lastDayOf: text) == nil)
  }
}
