import Files
import Plans
import Start
import Testing
import TimeSeries

/// Plans that are written with a sign, in words or as a range. Every number here is made up.
@Suite struct StartGoalTests {
  private func draft(_ name: String, _ cell: String) throws -> StartDraft {
    try Started.draft(
      "Chỉ tiêu;ĐVT;2021;2022;2023;2024;KH 2025\n\(name);%;7,1;7,2;7,3;7,4;\(cell)\n")
  }

  @Test(
    "A sign or words before a plan say which side is good",
    arguments: [
      ("≥ 95", TargetDirection.atLeast, 95.0), (">95,5", .atLeast, 95.5),
      ("trên 95 %", .atLeast, 95), ("từ 60 trở lên", .atLeast, 60), ("Tối thiểu 60", .atLeast, 60),
      ("< 2,5", .atMost, 2.5), ("dưới 2,5", .atMost, 2.5), ("không quá 3%", .atMost, 3),
      ("<= 3", .atMost, 3), ("3 trở xuống", .atMost, 3),
    ])
  func side(cell: String, direction: TargetDirection, value: Double) throws {
    let series = try #require(try draft("Tỷ lệ", cell).series.first)
    #expect(series.planned?.value == value && series.planned?.note == cell)
    #expect(series.planned?.goal == nil || series.planned?.goal?.upper == nil)
    #expect(series.guess.direction == direction && series.guess.directionReason == .stated)
  }

  @Test("A range has both its ends", arguments: ["7,5 - 8", "từ 7,5 đến 8", "7,5–8%", "7,5 ÷ 8"])
  func range(cell: String) throws {
    let series = try #require(try draft("Tỷ lệ", cell).series.first)
    let goal = series.planned?.goal
    #expect(series.planned?.digits == "7.5" && goal?.upper == "8" && goal?.direction == .range)
    #expect(series.history.count == 4)
  }

  @Test(
    "Plans of rates have signs and ranges, too, under a head of percent",
    arguments: [
      ("Nước sạch (%)", "Kế hoạch (%)"), ("Nước sạch (%)", "KH nước sạch (%)"),
      ("Tỷ lệ hộ nghèo", "KH tỷ lệ hộ nghèo"),
    ])
  func rates(thing: String, head: String) throws {
    let draft = try Started.draft(
      "Năm;\(thing);\(head)\n2021;91;90\n2022;92;91\n2023;93;≥ 93\n2024;94;95 - 96\n2025;;97\n")
    #expect(draft.series.count == 1 && draft.leftOut.isEmpty)
    #expect(draft.series[0].history.map(\.value) == [91, 92, 93, 94])
    #expect(draft.series[0].planned?.value == 97)
    let goals = draft.series[0].yearly.filter { $0.status == .plan }.map(\.goal)
    #expect(goals[2]?.direction == .atLeast && goals[3]?.upper == "96")
  }

  @Test("Beside an amount a plan in percent is one of the amount's percentages")
  func noRate() throws {
    let draft = try Started.draft(
      "Năm;Thu (tỷ đồng);Kế hoạch (%)\n2021;910;99\n2022;920;98\n2023;930;97\n2024;940;96\n")
    #expect(draft.series.allSatisfy { $0.planned == nil } && draft.series[0].history.count == 4)
  }

  @Test(
    "A range of a month is left out and told",
    arguments: [("100", []), ("95 - 105", [StartDraft.LeftOut.Reason.planRange])])
  func rangeOfMonth(cell: String, reasons: [StartDraft.LeftOut.Reason]) throws {
    let rows = (2022...2024).flatMap { year in
      (1...12).map { "\($0)/\(year),\(94 + $0),\(cell)\n" }
    }
    let draft = try Started.draft(
      "Tháng,Thu (tỷ đồng),Kế hoạch tháng\n" + rows.joined(), StartRequest(yearly: .sum))
    #expect(draft.leftOut.map(\.reason) == reasons && draft.series.count == 1)
    #expect(draft.series[0].isMeasure == reasons.isEmpty)
  }

  @Test(
    "A fault of the decimal mark writes the cell anew with all that stands around its number",
    arguments: [("≤ 1,5", "≤ 1.5"), ("dưới 1,5%", "dưới 1.5%"), ("1,5 - 2,5", "1.5 – 2.5")])
  func otherMark(cell: String, hint: String) {
    let text = "Năm;Tỷ lệ (%);Kế hoạch\n2021;5.0;≤ 5.1\n2022;4.6;≤ 4.7\n2023;4.2;\(cell)\n"
    #expect(Started.hints(text) == [.write(.number(hint))])
  }

  @Test("What happened has no sign, and ends of a range stand in their order")
  func refused() {
    let head = "Chỉ tiêu,2021,2022,2023,KH 2024\n"
    #expect(Started.faults(head + "Thu,1,≥ 2,3,4\n") == ["2:7 csv-number"])
    #expect(Started.faults(head + "Thu,1,2,3,8 - 7\n") == ["2:11 csv-number"])
  }
}
