import Files
import Plans
import Start
import Testing
import TimeSeries

/// Long tables that say on which day each figure was published. Every number here is made up.
@Suite struct StartVintageTests {
  @Test(
    "Days are days whatever their head; those that say nothing are left out with the reason",
    arguments: [
      ("Ngày báo cáo", "28/03", 1, nil), ("Published", "3/28", 1, nil),
      ("Ngày cập nhật", "28/03", 0, .oneDay), ("Ngày công bố", "06/03", 1, .openDays),
      ("Ngày công bố", "28/12", -1, .earlyDays),
    ] as [(String, String, Int, StartDraft.LeftOut.Reason?)])
  func heads(head: String, day: String, later: Int, reason: StartDraft.LeftOut.Reason?) throws {
    let rows = (2018...2023).map { year in
      "Thu,\(year),\(year - 1900),\(day)/\(later == 0 ? 2025 : year + later)\n"
    }
    let draft = try Started.draft("Chỉ tiêu,Kỳ,Giá trị (tỷ đồng),\(head)\n" + rows.joined())
    #expect(draft.series.map(\.title) == ["Thu"] && draft.ignoredColumns.isEmpty)
    #expect(draft.leftOut.map(\.reason) == [reason].compactMap(\.self))
    let days = draft.series[0].history.compactMap(\.vintage)
    #expect(days.count == (reason == nil ? 6 : 0))
    #expect(days.allSatisfy { $0.month == 3 && $0.day == 28 })
  }

  @Test("The only days of a table are its periods, whatever they are called")
  func periods() throws {
    let rows = (2018...2023).map { "31/12/\($0),\($0 - 1900)\n" }
    let draft = try Started.draft("Ngày báo cáo,Dân số\n" + rows.joined())
    #expect(draft.series[0].history.map(\.year) == Array(2018...2023))
  }

  /// Months of three years, each published on a day of the next month; March of 2023 twice.
  private func draft(_ head: String, _ day: (Int, Int, Int) -> String) throws -> StartDraft {
    var rows: [String] = []
    for year in 2022...2024 {
      for month in 1...12 {
        let (nextYear, next) = month == 12 ? (year + 1, 1) : (year, month + 1)
        rows.append("Thu;\(month)/\(year);\(94 + month);100;\(day(nextYear, next, 15))")
      }
    }
    rows.append("Thu;3/2023;107;100;\(day(2023, 6, 20))")
    return try Started.draft(
      "Chỉ tiêu;Kỳ;Thực hiện;Kế hoạch;\(head)\n" + rows.joined(separator: "\n") + "\n",
      StartRequest(yearly: .sum))
  }

  @Test(
    "Figures have the day of their publication, and revised ones both",
    arguments: ["15/02/2022", "2022-02-15"])
  func days(form: String) throws {
    let draft = try draft("Ngày công bố") { year, month, day in
      let (month, day) = (month < 10 ? "0\(month)" : "\(month)", "\(day)")
      return form.hasPrefix("15") ? "\(day)/\(month)/\(year)" : "\(year)-\(month)-\(day)"
    }
    let series = try #require(draft.series.first)
    #expect(draft.series.count == 1 && draft.ignoredColumns.isEmpty && series.isMeasure)
    let march = Period.month(3, of: 2023)
    let now = series.figures.filter { $0.period == march && $0.status.isHistory }
    #expect(
      now.map(\.value) == [107] && now[0].vintage == CalendarDate(year: 2023, month: 6, day: 20))
    #expect(series.earlier.map(\.value) == [97])
    #expect(series.earlier.map(\.vintage) == [CalendarDate(year: 2023, month: 4, day: 15)])
    #expect(series.history.map(\.value) == [1206, 1216, 1206])
    #expect(
      series.history.map(\.vintage)
        == [2023, 2024, 2025].map { CalendarDate(year: $0, month: 1, day: 15) })
    #expect(series.figures.count { $0.status == .plan } == 36)
  }

  /// Years with their plans, that of 2025 revised.
  private func plans(_ day: String, revised: String) throws -> StartDraft {
    let years = (2021...2024).map { year in
      "Thu,KH,\(year),\(year - 1900),20/12/\(year - 1)\nThu,TH,\(year),\(year - 1898),28/01/\(year + 1)\n"
    }
    return try Started.draft(
      "Chỉ tiêu,Loại,Kỳ,Giá trị (tỷ đồng),Ngày công bố\n" + years.joined()
        + "Thu,KH điều chỉnh,2025,140,\(revised)\nThu,KH,2025,125,\(day)\n")
  }

  @Test("A plan counts from its day on, and what it was before until then")
  func plansOfDays() throws {
    let draft = try plans("20/12/2024", revised: "15/06/2025")
    let series = try #require(draft.series.first)
    #expect(draft.series.count == 1 && draft.leftOut.isEmpty)
    let plan = try #require(series.planned)
    #expect(plan.value == 140 && plan.vintage == CalendarDate(year: 2025, month: 6, day: 15))
    let before = series.plans(before: plan)
    #expect(before.map(\.value) == [125])
    #expect(before.map(\.vintage) == [CalendarDate(year: 2024, month: 12, day: 20)])
    #expect(series.history.map(\.value) == [123, 124, 125, 126])
  }

  @Test(
    "Where no day says when a plan was revised it is taken as known; one without a day stood before",
    arguments: [
      ("20/12/2024", "", [StartDraft.LeftOut.Reason.earlierPlan], 0), ("", "15/06/2025", [], 1),
    ])
  func openDays(
    day: String, revised: String, reasons: [StartDraft.LeftOut.Reason], before: Int
  ) throws {
    let draft = try plans(day, revised: revised)
    let plan = try #require(draft.series.first?.planned)
    #expect(plan.value == 140 && draft.leftOut.map(\.reason) == reasons)
    #expect((plan.vintage == nil) == revised.isEmpty)
    #expect(draft.series[0].plans(before: plan).count == before)
  }

  @Test("Without days two figures of one month are a fault, with days that nothing orders, too")
  func faults() {
    let head = "Chỉ tiêu,Kỳ,Giá trị,Ngày công bố\n"
    #expect(
      Started.faults(
        head + "Thu,2021,1,01/02/2022\nThu,2022,2,01/02/2023\nThu,2022,3,05/06/2023\n"
          + "Thu,2023,3,01/02/2024\n") == ["4:10 cell-conflict"])
    #expect(
      Started.faults(
        head + "Thu,2021,1,15/02/2022\nThu,2022,2,15/02/2023\nThu,2022,3,05/06/2023\n"
          + "Thu,2023,3,15/02/2024\n") == [])
  }
}
