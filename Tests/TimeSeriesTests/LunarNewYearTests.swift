import Testing
import TimeSeries

@Suite("Tết")
struct LunarNewYearTests {
  @Test(
    "falls on the days that Vietnam's calendars printed",
    arguments: [
      "1985-01-21", "2007-02-17", "2010-02-14", "2011-02-03", "2012-01-23", "2013-02-10",
      "2014-01-31", "2015-02-19", "2016-02-08", "2017-01-28", "2018-02-16", "2019-02-05",
      "2020-01-25", "2021-02-12", "2022-02-01", "2023-01-22", "2024-02-10", "2025-01-29",
      "2026-02-17", "2027-02-06", "2028-01-26", "2029-02-13", "2030-02-02",
    ])
  func known(_ text: String) throws {
    let date = try #require(CalendarDate(text))
    #expect(LunarNewYear.date(in: date.year) == date)
  }

  @Test("shares its seven days between January and February")
  func holidays() {
    #expect(LunarNewYear.holidays(in: 2023) == (7, 0))
    #expect(LunarNewYear.holidays(in: 2024) == (0, 7))
    #expect(LunarNewYear.holidays(in: 2025) == (4, 3))
    #expect(LunarNewYear.holidays(in: 2022) == (1, 6))
  }
}
