import Testing
import TimeSeries

@Suite struct PeriodSpellingTests {
  /// Texts of one file, and what is written for the two periods after the last one.
  struct Example: Sendable, CustomTestStringConvertible {
    let frequency: Frequency
    let texts: [String]
    let periods: [String]
    let next: [String]

    var testDescription: String { texts[0] }

    init(_ frequency: Frequency, _ texts: [String], _ periods: [String], next: [String]) {
      self.frequency = frequency
      self.texts = texts
      self.periods = periods
      self.next = next
    }
  }

  static let examples = [
    Example(.annual, ["2019", "2020"], ["2019", "2020"], next: ["2021", "2022"]),
    Example(
      .annual, ["2008-09", "2009-10", "2010-11"], ["2008", "2009", "2010"],
      next: ["2011-12", "2012-13"]),
    Example(.annual, ["1998/99", "1999/00"], ["1998", "1999"], next: ["2000/01", "2001/02"]),
    Example(
      .annual, ["FY 2019–2020", "FY 2020–2021"], ["2019", "2020"],
      next: ["FY 2021–2022", "FY 2022–2023"]),
    Example(.annual, ["2019.0", "2020.0"], ["2019", "2020"], next: ["2021.0", "2022.0"]),
    Example(
      .annual, ["2018-12-31", "2019-12-31"], ["2018", "2019"], next: ["2020-12-31", "2021-12-31"]),
    Example(
      .annual, ["2018-02-28", "2019-02-28"], ["2018", "2019"], next: ["2020-02-29", "2021-02-28"]),
    Example(
      .annual, ["1/7/2018", "1/7/2019"], ["2018", "2019"], next: ["1/7/2020", "1/7/2021"]),
    Example(
      .annual, ["2018-01-01 00:00:00", "2019-01-01 00:00:00"], ["2018", "2019"],
      next: ["2020-01-01 00:00:00", "2021-01-01 00:00:00"]),
    Example(
      .quarterly, ["2019Q3", "2019Q4"], ["2019-Q3", "2019-Q4"], next: ["2020Q1", "2020Q2"]),
    Example(
      .quarterly, ["2019q3", "2019q4"], ["2019-Q3", "2019-Q4"], next: ["2020q1", "2020q2"]),
    Example(
      .quarterly, ["Q3 2019", "Q4 2019"], ["2019-Q3", "2019-Q4"], next: ["Q1 2020", "Q2 2020"]),
    Example(.quarterly, ["3Q19", "4Q19"], ["2019-Q3", "2019-Q4"], next: ["1Q20", "2Q20"]),
    Example(
      .quarterly, ["2019-09-30", "2019-12-31"], ["2019-Q3", "2019-Q4"],
      next: ["2020-03-31", "2020-06-30"]),
    Example(
      .quarterly, ["2019-08-01", "2019-11-01"], ["2019-Q3", "2019-Q4"],
      next: ["2020-02-01", "2020-05-01"]),
    Example(
      .quarterly, ["2019-06-28", "2019-09-30", "2019-12-31"], ["2019-Q2", "2019-Q3", "2019-Q4"],
      next: ["2020-03-31", "2020-06-30"]),
    Example(.monthly, ["201911", "201912"], ["2019-11", "2019-12"], next: ["202001", "202002"]),
    Example(
      .monthly, ["20191130", "20191231"], ["2019-11", "2019-12"], next: ["20200131", "20200229"]),
    Example(
      .monthly, ["2019M11", "2019M12"], ["2019-11", "2019-12"], next: ["2020M01", "2020M02"]),
    Example(
      .monthly, ["2019M9", "2019M10"], ["2019-09", "2019-10"], next: ["2019M11", "2019M12"]),
    Example(
      .monthly, ["Nov 2019", "Dec 2019"], ["2019-11", "2019-12"], next: ["Jan 2020", "Feb 2020"]),
    Example(
      .monthly, ["NOV-19", "DEC-19"], ["2019-11", "2019-12"], next: ["JAN-20", "FEB-20"]),
    Example(
      .monthly, ["May 2019", "June 2019"], ["2019-05", "2019-06"],
      next: ["July 2019", "August 2019"]),
    Example(
      .monthly, ["11/2019", "12/2019"], ["2019-11", "2019-12"], next: ["01/2020", "02/2020"]),
    Example(
      .monthly, ["9/2019", "10/2019"], ["2019-09", "2019-10"], next: ["11/2019", "12/2019"]),
    Example(
      .monthly, ["Tháng 11/2019", "Tháng 12/2019"], ["2019-11", "2019-12"],
      next: ["Tháng 01/2020", "Tháng 02/2020"]),
    Example(
      .monthly, ["11/30/2019", "12/31/2019"], ["2019-11", "2019-12"],
      next: ["01/31/2020", "02/29/2020"]),
    Example(
      .monthly, ["30.11.2019", "31.12.2019"], ["2019-11", "2019-12"],
      next: ["31.01.2020", "29.02.2020"]),
    Example(
      .monthly, ["30-Nov-2019", "31-Dec-2019"], ["2019-11", "2019-12"],
      next: ["31-Jan-2020", "29-Feb-2020"]),
    Example(
      .monthly, ["2019-11-29", "2019-12-31", "2020-01-31"], ["2019-11", "2019-12", "2020-01"],
      next: ["2020-02-28", "2020-03-31"]),
    Example(
      .monthly, ["2019-11-30", "2019-12-30", "2020-02-29", "2020-03-30"],
      ["2019-11", "2019-12", "2020-02", "2020-03"], next: ["2020-04-30", "2020-05-30"]),
    Example(
      .monthly, ["2019-11-01T00:00:00Z", "2019-12-01T00:00:00Z"], ["2019-11", "2019-12"],
      next: ["2020-01-01T00:00:00Z", "2020-02-01T00:00:00Z"]),
    Example(
      .monthly, ["11/1/2019 12:00:00 AM", "12/1/2019 12:00:00 AM"], ["2019-11", "2019-12"],
      next: ["1/1/2020 12:00:00 AM", "2/1/2020 12:00:00 AM"]),
  ]

  @Test(
    "Periods are read as other programs write them, and new ones are written alike",
    arguments: examples)
  func spelling(example: Example) throws {
    let spelling = try PeriodSpelling.of(example.texts, frequency: example.frequency)
    let periods = example.texts.compactMap { spelling.period($0) }
    #expect(periods.map(\.description) == example.periods)
    for (text, period) in zip(example.texts, periods) { #expect(spelling.text(period) == text) }
    let last = try #require(periods.last)
    #expect([1, 2].map { spelling.text(last.advanced(by: $0)) } == example.next)
  }

  @Test("Our own spelling writes periods as files of ours have them")
  func plain() {
    let spelling = PeriodSpelling.plain(.quarterly)
    #expect(spelling.text(.quarter(3, of: 2024)) == "2024-Q3")
    #expect(spelling.period("2024-Q3") == .quarter(3, of: 2024))
    #expect(spelling.period("2024Q3") == nil && spelling.period("2024") == nil)
  }

  @Test(
    "What only the order of day and month decides is told apart by numbers above 12 or by even steps",
    arguments: [
      (["1/2/2020", "1/3/2020", "1/4/2020"], "2020-02"), (["2/1/2020", "3/1/2020"], "2020-02"),
      (["1/2/2020", "31/3/2020", "30/4/2020", "31/5/2020"], nil),
      (["2/1/2020", "3/31/2020", "4/30/2020", "5/31/2020"], nil),
    ] as [([String], String?)])
  func order(texts: [String], first: String?) throws {
    let spelling = try PeriodSpelling.of(texts, frequency: .monthly)
    #expect(spelling.period(texts[0])?.description == first)
    #expect(spelling.isMonthFirst == (texts[1].hasPrefix("3/")))
  }

  @Test("An order that nothing decides is asked for")
  func openOrder() {
    #expect(throws: PeriodSpelling.Obstacle.openOrder("1/2/2020")) {
      try PeriodSpelling.of(["1/2/2020", "2/3/2020", "3/4/2020"], frequency: .monthly)
    }
  }

  @Test(
    "What is cumulated, a week or no period at all is refused",
    arguments: [
      "9M2020", "2020-9M", "6T/2020", "2020-W05", "2020-13", "1-9/2020", "H1 2020", "24-Jan", "x",
    ])
  func refused(text: String) {
    #expect(!PeriodSpelling.isPeriod(text))
    #expect(throws: PeriodSpelling.Obstacle.unreadable) {
      try PeriodSpelling.of([text], frequency: .monthly)
    }
  }

  @Test("A text that departs from the others is told apart by what departs")
  func difference() throws {
    let spelling = try PeriodSpelling.of(
      ["2020-01-31", "2020-02-29", "2020-03-31"], frequency: .monthly)
    #expect(spelling.period("2020-04-29") == nil)
    #expect(spelling.difference(of: "2020-04-29") == .otherDay)
    #expect(spelling.difference(of: "2020/04/30") == .otherSpelling)
    #expect(spelling.difference(of: "2020Q2") == .otherFrequency)
    #expect(spelling.difference(of: "April") == .noPeriod)
  }

  @Test(
    "A single text is a period where it leaves no doubt",
    arguments: [
      ("2020-01-31", "2020-01"), ("2020-01-01", "2020-01"), ("1/31/2020", "2020-01"),
      ("31/1/2020", "2020-01"), ("Jan 2020", "2020-01"), ("202001", "2020-01"),
      ("2020-01-15", nil), ("1/2/2020", nil), ("2020", nil), ("2020Q1", nil),
    ] as [(String, String?)])
  func single(text: String, wanted: String?) {
    #expect(PeriodSpelling.period(text, frequency: .monthly)?.description == wanted)
  }

  @Test("Years that do not follow each other are no fiscal year, and months stay months")
  func notFiscal() throws {
    for text in ["2019-21", "2019-2021", "2019-2020-2021", "19-20", "2019 20", "x2019-20"] {
      #expect(!PeriodSpelling.isFiscalYear(text), "\(text)")
    }
    let months = try PeriodSpelling.of(["2009-10", "2010-11"], frequency: .monthly)
    #expect(months.period("2009-10") == .month(10, of: 2009))
    let years = try PeriodSpelling.of(["2009-10", "2010-11"], frequency: .annual)
    #expect(years.period("2011-13") == nil && years.difference(of: "2011") == .otherSpelling)
  }
}
