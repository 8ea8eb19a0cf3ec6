import Files
import Plans
internal import Start
import Testing
import TimeSeries

/// Rows that say how settled their figures are, ends of years, plans of several years. Every number here is made up.
@Suite struct StartSettledRowTests {
  @Test(
    "A row may call its month an estimate as a column does",
    arguments: ["Ước tháng 12", "Tháng 12 (ước)", "Ước tính tháng 12", "Tháng 12 (sơ bộ)"])
  func rows(last: String) throws {
    func table(_ last: String) -> String {
      let years = (2021...2023).map { year in
        "Năm \(year);\n"
          + (1...12).map { month in
            "\(month == 12 && year == 2023 ? last : "Tháng \(month)");\(year - 2000 + month)\n"
          }.joined()
      }
      return "Tháng;Thu nội địa (tỷ đồng)\n" + years.joined()
    }
    let series = try Started.draft(table(last), StartRequest(yearly: .sum)).series
    let plain = try Started.draft(table("Tháng 12"), StartRequest(yearly: .sum)).series
    try #require(series.count == 1 && plain.count == 1)
    #expect(series[0].figures.map(\.period) == plain[0].figures.map(\.period))
    #expect(series[0].yearly.map(\.digits) == ["330", "342", "354"])
    let open: ObservationStatus = last.contains("sơ bộ") ? .preliminary : .estimate
    #expect(series[0].figures.last?.status == open && plain[0].figures.last?.status == .secondary)
    #expect(series[0].figures.count { $0.status == open } == 1)
    #expect(
      Started.faults(table("Kế hoạch tháng 12")) == ["40:1 period"],
      "a plan is no result of a month")
  }

  @Test("What stands at the end of a year needs no other part of it")
  func ends() throws {
    let heads = "Chỉ tiêu,31/12/2021,31/12/2022,31/12/2023,30/6/2024\n"
    let stock = try Started.draft(
      heads + "Quy mô A (tỷ đồng),100,120,130,150\n", StartRequest(yearly: .last)
    ).series
    #expect(stock.map { $0.yearly.map(\.digits) } == [["100", "120", "130"]])
    #expect(stock.map { $0.yearly.map(\.year) } == [[2021, 2022, 2023]])
    #expect(stock.map(\.partYears) == [[2024]])
    #expect(
      try Started.draft(heads + "Dư nợ tín dụng (tỷ đồng),100,120,130,150\n").series
        .map { $0.yearly.map(\.digits) } == [["100", "120", "130"]], "by its name")
    for rule in [StartYearRule.sum, .mean] {
      #expect(
        Started.faults(heads + "Quy mô A (tỷ đồng),100,120,130,150\n", StartRequest(yearly: rule))
          == ["2:20 start-year"], "\(rule)")
    }
  }

  @Test("Of several years that a table plans every one to come is kept")
  func plans() throws {
    let series = try Started.draft(
      """
      Chỉ tiêu;ĐVT;Năm 2022;Năm 2023;KH 2024;Năm 2024;Ước năm 2025;KH 2026;Mục tiêu 2030
      Thu NSNN;tỷ đồng;10.200;11.850;12.400;13.822;14.685;16.000;25.000
      Thu hút vốn FDI;triệu USD;45;60;70;88;95;100;

      """, StartRequest(decimal: .comma)
    ).series
    #expect(series.map { $0.planned?.digits } == ["25000", "100"])
    #expect(series.map { $0.plannedBefore.map(\.digits) } == [["16000"], []])
    #expect(series[0].plannedBefore.map(\.year) == [2026], "what is over is no target")
  }
}
