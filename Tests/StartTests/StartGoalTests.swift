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

  @Test(
    "A goal in words is read with its side; of a range the lower end stands first",
    arguments: [
      ("khoảng 15%", nil, "15", nil), ("trên 12%/năm", .atLeast, "12", nil),
      ("phấn đấu 10-11%/năm", .range, "10", "11"), ("Bình quân 10–11%/năm", .range, "10", "11"),
      ("giảm còn dưới 2%", .atMost, "2", nil), ("Giảm xuống còn 2,5%", .atMost, "2.5", nil),
      ("Nâng lên 80%", .atLeast, "80", nil), ("đạt 95% trở lên", .atLeast, "95", nil),
      ("Phấn đấu đạt trên 95 %", .atLeast, "95", nil), ("từ 30% đến 35%", .range, "30", "35"),
      ("Duy trì 100%", nil, "100", nil), ("80 (%)", nil, "80", nil),
      ("Từ 80%", .atLeast, "80", nil),
      ("trên 10-11%", .atLeast, "10", nil), ("không quá 3-4%", .atMost, "4", nil),
      ("đạt 60% vào năm 2025", nil, "60", nil), ("gấp 2 lần năm 2021", nil, "14.2", nil),
      ("Đạt 80% (phấn đấu 85%)", nil, "80", nil), ("95%, trong đó nông thôn 90%", nil, "95", nil),
      ("gấp đôi so với năm 2024", nil, "14.8", nil), ("tăng lên 9% dân số", .atLeast, "9", nil),
    ] as [(String, TargetDirection?, String, String?)])
  func words(cell: String, side: TargetDirection?, digits: String, upper: String?) throws {
    let series = try #require(try draft("Chỉ tiêu A", cell).series.first)
    #expect(series.planned?.digits == digits && series.planned?.note == cell)
    #expect(series.planned?.goal?.direction == side && series.planned?.goal?.upper == upper)
  }

  @Test(
    "What is no figure of its row is told by cell, and no value stands in its place",
    arguments: [
      "gấp 2 lần năm 2019", "12 triệu đồng/người/tháng", "giảm 1%/năm", "Hoàn thành",
      "tăng thêm 5 điểm", "đạt 60% vào năm 2030", "Top 10", "theo Nghị quyết",
    ])
  func unread(cell: String) throws {
    let draft = try draft("Tỷ lệ hộ nghèo", cell)
    let series = try #require(draft.series.first)
    #expect(series.planned == nil && draft.isPlanned && series.history.count == 4)
    #expect(draft.leftOutCells.map(\.location.line) == [2])
    #expect(draft.unreadPlan(of: series)?.problem == draft.leftOutCells.first?.problem)
  }

  @Test(
    "The unit behind a plan is that of its row, of another size or said by its name",
    arguments: [
      ("Thu nhập", "triệu đồng", "trên 95 triệu đồng/người", "95"),
      ("Thu", "tỷ đồng", "95.000 triệu đồng", "95"),
      ("Bác sĩ/vạn dân", "bác sĩ", "15 bác sĩ/vạn dân", "15"),
      ("Thu nhập đầu người/tháng", "triệu đồng", "12 triệu đồng/người/tháng", "12"),
      ("Xếp hạng PCI", "hạng", "Thuộc nhóm 10", "10"),
    ])
  func units(name: String, unit: String, cell: String, digits: String) throws {
    let draft = try Started.draft(
      "Chỉ tiêu;ĐVT;2021;2022;2023;2024;KH 2025\n\(name);\(unit);71;72;73;74,5;\(cell)\n")
    #expect(draft.series[0].planned?.digits == digits && draft.series[0].unit == unit)
  }
}
