import Plans
internal import Start
import Testing
import TimeSeries

/// Every number here is made up.
@Suite struct StartPeriodTests {
  private func periods(_ texts: [String]) throws -> [String] {
    // The years before 2024 stand in the same form, so that there are enough of them.
    let years = texts.contains { $0.contains("2024") } ? ["2022", "2023", "2024"] : [""]
    let all = years.flatMap { year in
      texts.map { text in
        text.split(separator: "2024", omittingEmptySubsequences: false).joined(separator: year)
      }
    }
    let rows = all.enumerated().map { "\($0.element);\($0.offset + 1)\n" }.joined()
    return try Started.draft("Kỳ;Doanh thu\n" + rows, StartRequest(yearly: .sum))
      .series[0].figures.suffix(texts.count).map { "\($0.period)" }
  }

  @Test(
    "Quarters are read in every usual way",
    arguments: [
      "2024-Q#", "Q#/2024", "Quý #/2024", "2024Q#", "Q# 2024", "#Q2024", "Quý # năm 2024",
      "quy # 2024",
    ])
  func quarters(form: String) throws {
    let texts = (1...4).map { number in
      String(form.flatMap { $0 == "#" ? "\(number)" : String($0) })
    }
    #expect(try periods(texts) == ["2024-Q1", "2024-Q2", "2024-Q3", "2024-Q4"])
  }

  @Test(
    "Roman quarters are read", arguments: ["Quý #/2024", "#/2024", "Q#-2024", "Qu\u{FD} #.2024"])
  func romanQuarters(form: String) throws {
    let texts = ["I", "II", "III", "IV"].map { number in
      String(form.flatMap { $0 == "#" ? number : String($0) })
    }
    #expect(try periods(texts) == ["2024-Q1", "2024-Q2", "2024-Q3", "2024-Q4"])
  }

  @Test(
    "Months are read in every usual way",
    arguments: ["2024-#", "#/2024", "Tháng #/2024", "T#/2024", "2024M#", "Tháng # năm 2024"])
  func months(form: String) throws {
    let texts = (1...12).map { number in
      String(form.flatMap { $0 == "#" ? (number < 10 ? "0" : "") + "\(number)" : String($0) })
    }
    let wanted = (1...12).map { "2024-\($0 < 10 ? "0" : "")\($0)" }
    #expect(try periods(texts) == wanted)
  }

  @Test("Days stand for the years, quarters or months that their distance shows")
  func days() throws {
    #expect(
      try periods(["31/12/2021", "31/12/2022", "31/12/2023"]) == ["2021", "2022", "2023"])
    #expect(
      try periods(["2024-03-31", "2024-06-30", "2024-09-30", "2024-12-31"])
        == ["2024-Q1", "2024-Q2", "2024-Q3", "2024-Q4"])
    let ends = (1...12).map { "28/\($0)/2024" }
    #expect(try periods(ends).last == "2024-12")
  }

  @Test("Columns of years and quarters, or of years and months, go together")
  func parts() throws {
    let quarters = try Started.draft(
      "Năm,Quý,Doanh thu\n2023,I,1\n2023,II,2\n2023,III,3\n2023,IV,4\n"
        + "2024,1,4\n2024,2,2\n2024,3,3\n2024,4,2\n2022,1,3\n2022,2,2\n2022,3,3\n2022,4,3\n")
    #expect(quarters.frequencies == [.quarterly])
    #expect(quarters.series[0].yearly.map(\.value) == [11, 10, 11])
  }

  @Test("Quarters make a year only when it is whole and the name says how")
  func years() throws {
    let rows = (2020...2023).flatMap { year in
      (1...4).map { "\(year)-Q\($0),\(2 + $0),\(10 * $0),\($0)\n" }
    }
    let text = "period,Revenue,Population,Rate\n" + rows.joined() + "2024-Q1,3,50,1\n"
    #expect(Started.faults(text) == ["2:14 start-year"])
    let draft = try Started.draft(text, StartRequest(yearly: .mean))
    #expect(draft.series[0].yearly.map(\.digits) == Array(repeating: "4.50", count: 4))
    #expect(draft.series[0].partYears == [2024])
    let evident = try Started.draft(
      text.split(separator: "\n").map { $0.split(separator: ",").dropLast().joined(separator: ",") }
        .joined(separator: "\n"))
    #expect(evident.series.map(\.yearRule) == [.sum, .last])
    #expect(
      evident.series.map { $0.yearly.map(\.value) } == [[18, 18, 18, 18], [40, 40, 40, 40]])
  }

  @Test(
    "Months are read as programs and spreadsheets write them",
    arguments: [
      ["Jan 2024", "Feb 2024"], ["January 2024", "February 2024"], ["2024 Jan", "2024 Feb"],
      ["2024-01-01 00:00:00", "2024-02-01 00:00:00"],
      ["2024-01-31T00:00:00Z", "2024-02-29T00:00:00Z"],
      ["1/31/2024", "2/29/2024"], ["1/31/2024 0:00", "2/29/2024 0:00"],
      ["31.01.2024", "29.02.2024"],
      ["31-Jan-2024", "29-Feb-2024"], ["202401", "202402"], ["20240131", "20240229"],
      ["T1-2024", "T2-2024"], ["tháng một năm 2024", "tháng hai năm 2024"], ["2024M01", "2024M02"],
      ["31 tháng 1 năm 2024", "29 tháng 2 năm 2024"], ["thg 1 2024", "thg 2 2024"],
      ["2024.01", "2024.02"], ["01.2024", "02.2024"],
      ["Th1/2024", "Th2/2024"],
    ])
  func foreignMonths(texts: [String]) throws {
    let rows = texts.enumerated().map { "\($0.element);\($0.offset + 1)\n" }.joined()
    let others = (2020...2022).flatMap { year in
      (1...12).map { "\(year)-\(String(100 + $0).dropFirst());\(20 + $0)\n" }
    }.joined()
    let series = try Started.draft("Kỳ;Doanh thu\n" + others + rows).series[0]
    #expect(series.figures.suffix(2).map { "\($0.period)" } == ["2024-01", "2024-02"])
  }

  @Test("Years of two digits count beside a month or quarter, in steps")
  func shortYears() throws {
    let names = [
      "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
    ]
    let rows = [21, 22, 23].flatMap { year in names.map { "\($0)-\(year);5\n" } }
    #expect(try Started.draft("Month;Visitors\n" + rows.joined()).years == 2021...2023)
    let vietnamese = [21, 22, 23].flatMap { year in (1...12).map { "Thg\($0)-\(year);5\n" } }
    #expect(try Started.draft("Tháng;Lượt khách\n" + vietnamese.joined()).years == 2021...2023)
    // Days of a month look the same.
    let days = (1...31).map { "Jan-\(String(100 + $0).dropFirst());5\n" }
    #expect(Started.faults("Day;Visitors\n" + days.joined()) == ["2:1 period"])
  }

  @Test(
    "Fiscal and school years are years, and stand in the notes",
    arguments: [
      ["2008-09", "2009-10", "2010-11"], ["2008/09", "2009/10", "2010/11"],
      ["2008/2009", "2009/2010", "2010/2011"],
      ["Năm học 2008-2009", "Năm học 2009-2010", "Năm học 2010-2011"],
      ["FY2008-09", "FY2009-10", "FY2010-11"], ["FY08", "FY09", "FY10"],
    ])
  func fiscal(texts: [String]) throws {
    let draft = try Started.draft(
      "Chỉ tiêu," + texts.joined(separator: ",") + "\nHọc sinh,1,2,3\n")
    #expect(draft.isFiscal && draft.series[0].yearly.map(\.year) == [2008, 2009, 2010])
    #expect(draft.series[0].yearly.map(\.note) == texts)
  }

  @Test("Fiscal years beside years, or months that only look like them, are told apart")
  func notFiscal() throws {
    #expect(
      Started.faults("Year,Revenue\n2017,4\n2018-19,5\n2019-20,6\n") == ["3:9 start-frequency"])
    let rows = (2010...2012).flatMap { year in
      (1...12).map { "\(year)-\(String(100 + $0).dropFirst()),\(20 + $0)\n" }
    }
    let draft = try Started.draft("Month,Revenue\n" + rows.joined())
    #expect(!draft.isFiscal && draft.series[0].yearly.count == 3)
  }

  @Test("An order of day and month that nothing decides is asked for")
  func openOrder() {
    #expect(
      Started.faults("Date,Revenue\n1/2/2020,1\n2/3/2020,2\n3/4/2020,3\n")
        == ["2:1 period-spelling"])
  }

  @Test(
    "A value every third month is a quarter's, whichever of its months stands",
    arguments: [1, 2, 3])
  func thirdMonths(first: Int) throws {
    let rows = (2020...2022).flatMap { year in
      (0...3).map { "\(year)-\(String(100 + first + 3 * $0).dropFirst())-01,\($0)\n" }
    }
    let series = try Started.draft("Date,Revenue\n" + rows.joined()).series[0]
    #expect(series.frequency == .quarterly && series.yearly.map(\.value) == [6, 6, 6])
  }

  @Test(
    "Names that mislead about the year are asked about; flows and balances add up",
    arguments: [
      ("GDP deflator", nil), ("Export price index", nil), ("Output per worker", nil),
      ("Năng suất lúa", nil),
      ("Interest rate", nil), ("Output (2015=100)", nil), ("Exports (% of GDP)", nil),
      ("Balance", nil),
      ("Trade balance (USD)", .sum), ("Cán cân thương mại", .sum), ("Revenue", .sum),
      ("Sản lượng thép", .sum),
      ("Dân số", .last), ("Share of roads paved (%, end of period)", .last),
      ("Dư nợ cuối kỳ", .last),
    ] as [(String, StartYearRule?)])
  func rules(title: String, rule: StartYearRule?) throws {
    let rows = (2020...2022).flatMap { year in (1...4).map { "Q\($0)/\(year);\(6 + $0)\n" } }
    let text = "Quarter;\(title)\n" + rows.joined()
    if let rule {
      #expect(try Started.draft(text).series[0].yearRule == rule)
    } else {
      #expect(Started.faults(text) == ["2:9 start-year"])
    }
  }

  @Test(
    "Quarters and months of fiscal years are a fault that says so, for nothing tells where they lie",
    arguments: ["@-$ Q#", "Q# FY@", "Quý # niên độ @", "@/$ Q#", "Q# @-$"])
  func fiscalParts(form: String) {
    let rows = (2020...2022).flatMap { year in
      (1...4).map { quarter in
        form.map { sign in
          switch sign {
          case "@": "\(year)"
          case "$": "\(year - 1999)"
          case "#": "\(quarter)"
          default: String(sign)
          }
        }.joined() + ",\(quarter + 6)\n"
      }
    }
    #expect(Started.faults("Quarter,Revenue\n" + rows.joined()) == ["2:1 start-period"])
    let grid = "Năm,Quý I,Quý II,Quý III,Quý IV\n2020-21,1,2,3,4\n2021-22,1,2,3,4\n"
    #expect(Started.faults(grid) == ["1:5 start-period"])
  }

  @Test("Under the name of quarters 1/2024 is a quarter, unless numbers pass 4")
  func numberedQuarters() throws {
    func figures(_ last: Int) throws -> [String] {
      let rows = (2020...2022).flatMap { year in (1...last).map { "\($0)/\(year);\($0 + 6)\n" } }
      return try Started.draft("Quý;Doanh thu\n" + rows.joined(), StartRequest(yearly: .sum))
        .series[0].figures.prefix(2).map { "\($0.period)" }
    }
    #expect(try figures(4) == ["2020-Q1", "2020-Q2"])
    #expect(try figures(12) == ["2020-01", "2020-02"])
  }

  @Test("A column of days beside years and months is no figure")
  func dayColumn() throws {
    let rows = (2020...2022).flatMap { year in
      (1...12).map { "\(year),\($0),1,\($0 + 40)\n" }
    }
    let draft = try Started.draft("year,month,day,sales\n" + rows.joined())
    #expect(draft.series.map(\.title) == ["sales"] && draft.ignoredColumns == ["day"])
  }
}
