import Plans
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
        + "2024,1,1\n2024,2,2\n2024,3,3\n2024,4,5\n2022,1,1\n2022,2,2\n2022,3,3\n2022,4,5\n")
    #expect(quarters.frequency == .quarterly)
    #expect(quarters.series[0].yearly.map(\.value) == [11, 10, 11])
  }

  @Test("Quarters make a year only when it is whole and the name says how")
  func years() throws {
    let rows = (2020...2023).flatMap { year in
      (1...4).map { "\(year)-Q\($0),\($0),\(10 * $0),\($0)\n" }
    }
    let text = "period,Revenue,Population,Rate\n" + rows.joined() + "2024-Q1,1,50,1\n"
    #expect(Started.faults(text) == ["2:14 start-year"])
    let draft = try Started.draft(text, StartRequest(yearly: .mean))
    #expect(draft.series[0].yearly.map(\.digits) == Array(repeating: "2.50", count: 4))
    #expect(draft.series[0].partYears == [2024])
    let evident = try Started.draft(
      text.split(separator: "\n").map { $0.split(separator: ",").dropLast().joined(separator: ",") }
        .joined(separator: "\n"))
    #expect(evident.series.map(\.yearRule) == [.sum, .last])
    #expect(
      evident.series.map { $0.yearly.map(\.value) } == [[10, 10, 10, 10], [40, 40, 40, 40]])
  }
}
