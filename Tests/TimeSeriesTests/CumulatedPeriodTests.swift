import Testing
import TimeSeries

@Suite struct CumulatedPeriodTests {
  private func read(_ text: String) -> CumulatedPeriod? {
    CumulatedPeriod(utf8: ArraySlice(text.utf8))
  }

  @Test("The first months of a year end with a month, every third one with a quarter")
  func ends() throws {
    let half = try #require(read("2031-6M"))
    #expect(half.year == 2031 && half.months == 6)
    #expect(
      half.end(.monthly) == .month(6, of: 2031) && half.end(.quarterly) == .quarter(2, of: 2031))
    let ten = try #require(read("2031-10M"))
    #expect(ten.end(.monthly) == .month(10, of: 2031) && ten.end(.quarterly) == nil)
    #expect(read("2031-12M")?.end(.annual) == nil)
  }

  @Test(
    "What is no number of months of a year is no such period",
    arguments: [
      "2031-0M", "2031-13M", "2031-6m", "2031-06-M", "2031-M", "203-6M", "2031-6", "2031-6MM", "",
    ])
  func others(text: String) { #expect(read(text) == nil) }

  @Test(
    "A period begins on its first day",
    arguments: [
      ("2031", "2031-01-01"), ("2031-Q3", "2031-07-01"), ("2031-11", "2031-11-01"),
      ("2028-2031", "2028-01-01"),
    ])
  func firstDay(period: String, day: String) throws {
    #expect(try #require(Period(period)).firstDay == CalendarDate(day))
  }
}

@Suite struct SeenNameTests {
  @Test(
    "What is not seen goes from a name; letters stay as they were written",
    arguments: [
      (" Bắc  Hà ", "Bắc Hà"), ("a\u{A0}\u{202F}b", "a b"), ("a\u{200B}b\u{AD}c", "abc"),
      ("\u{FEFF}x", "x"), ("GDP.q", "GDP.q"), ("\u{A0}", ""),
    ])
  func seen(text: String, expected: String) { #expect(SeriesName.seen(text) == expected) }
}
