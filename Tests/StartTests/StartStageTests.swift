import Plans
import Start
import Testing
import TimeSeries

/// Plans of several years: their heads, means of years, sums; ranges of parts of a whole. Every number here is made up.
@Suite struct StartStageTests {
  private func draft(
    _ name: String, _ unit: String, _ values: String, head: String, _ cell: String
  ) throws -> StartDraft {
    try Started.draft(
      "Chỉ tiêu;ĐVT;2022;2023;2024;2025;\(head)\n\(name);\(unit);\(values);\(cell)\n"
        + "Số xã;xã;7;8;9;9;10\n")
  }

  private func asked(
    _ name: String, _ unit: String, _ values: String, head: String = "KH 2030", _ cell: String
  ) throws -> StartAsked? {
    let series = try #require(try draft(name, unit, values, head: head, cell).series.first)
    return series.planned.map { series.asked(by: $0.goal, of: $0.year) }
  }

  private static let growth = "7,1;7,2;7,3;7,4"

  @Test(
    "A mean of years is one of growth, over the years that it names or those ahead",
    arguments: [
      ("Bình quân 11–12%/năm", 2026), ("bình quân giai đoạn 2026–2030 tăng 10–11%/năm", 2026),
      ("tăng bình quân 9%/năm", 2026), ("on average 9–10% a year", 2026), ("Bình quân 8,5%", 2026),
      ("9–10% a year on average", 2026), ("bình quân 5 năm 2026-2030 đạt 10%", 2026),
      ("bình quân 10%/năm giai đoạn 2025-2030", 2025), ("bình quân 10%/năm (2027–2030)", 2027),
    ])
  func means(cell: String, first: Int) throws {
    #expect(try asked("Tốc độ tăng GRDP", "%", Self.growth, cell) == .mean(first...2030))
  }

  @Test(
    "What is no mean of years stays a value",
    arguments: [
      ("Tốc độ tăng GRDP", "%", growth, "10%/năm"), ("Tốc độ tăng GRDP", "%", growth, "10-11%"),
      ("GRDP bình quân đầu người", "triệu đồng", "71;72;73;74,5", "bình quân 95 triệu đồng"),
      ("Thu nhập bình quân", "triệu đồng", "71;72;73;74,5", "bình quân 95 triệu đồng/người/năm"),
      ("Chỉ số giá tiêu dùng (CPI)", "%", "3,1;3,2;2,8;3,4", "bình quân 4%"),
      ("Tốc độ tăng GRDP bình quân đầu người", "%", growth, "8"),
    ])
  func values(name: String, unit: String, values: String, cell: String) throws {
    #expect(try asked(name, unit, values, cell) == .value)
  }

  @Test(
    "A rate a year of an amount is how much it grows on average",
    arguments: [
      ("Bình quân 12%/năm", "12", nil), ("Tăng 12%/năm", "12", nil), ("11-12%/năm", "11", "12"),
      ("Tốc độ tăng bình quân 12%/năm", "12", nil), ("Tăng 10,5%/năm trở lên", "10.5", nil),
      ("tăng bình quân 9–10%", "9", "10"), ("tăng trưởng bình quân 12%/năm", "12", nil),
    ] as [(String, String, String?)])
  func growthOfAmount(cell: String, digits: String, upper: String?) throws {
    let series = try #require(
      try draft("Thu ngân sách", "tỷ đồng", "71;72;73;74,5", head: "KH 2030", cell).series.first)
    let plan = try #require(series.planned)
    #expect(series.asked(by: plan.goal, of: plan.year) == .growth(2026...2030))
    #expect(plan.digits == digits && plan.goal?.upper == upper)
    #expect(series.unit == "tỷ đồng" && series.history.count == 4 && !series.isFigure(plan))
  }

  @Test(
    "What is no growth of an amount each year is not read so",
    arguments: [
      ("Thu ngân sách", "tỷ đồng", "tăng 12%"), ("Thu ngân sách", "tỷ đồng", "giảm 2%/năm"),
      ("Tỷ lệ đô thị hóa", "%", "tăng 1%/năm"), ("Thu ngân sách", "tỷ đồng", "đạt 95%"),
      ("Thu ngân sách", "tỷ đồng", "tăng 12%/năm đến năm 2028"),
    ])
  func noGrowth(name: String, unit: String, cell: String) throws {
    #expect(try asked(name, unit, "71;72;73;74,5", cell) == nil)
  }

  @Test("Growth of a level that has been 0 cannot be asked for")
  func growthOfZero() throws {
    let asked = try asked("Số vụ cháy", "vụ", "3;0;2;1", "tăng 12%/năm")
    #expect(asked == StartAsked.none(.growthOfUnknown))
  }

  @Test("A title that names the mean of years makes one of a plain number")
  func named() throws {
    for name in ["Tốc độ tăng GRDP bình quân 5 năm", "Tốc độ tăng trưởng bình quân hằng năm"] {
      let series = try #require(
        try draft(name, "%", Self.growth, head: "KH 2030", "9").series.first)
      let plan = try #require(series.planned)
      #expect(series.asked(by: plan.goal, of: plan.year) == .mean(2026...2030))
      #expect(!series.isFigure(plan) && series.history.allSatisfy { series.isFigure($0) })
    }
  }

  @Test("A mean of levels, or of growth with a year that lacks, is no target")
  func none() throws {
    #expect(
      try asked("Thu ngân sách", "tỷ đồng", "71;72;73;74,5", "bình quân 95 tỷ đồng/năm")
        == .none(.meanOfLevels))
    #expect(
      try asked("Tốc độ tăng GRDP", "%", "7,1;;7,3;7,4", "bình quân 9%/năm")
        == .none(.meanOfUnknown))
    #expect(
      try asked("Tốc độ tăng GRDP", "%", Self.growth, "bình quân 9%/năm giai đoạn 2021-2030")
        == .none(.meanOfUnknown))
  }

  @Test(
    "Heads of several years are plans of the last one",
    arguments: [
      "Mục tiêu giai đoạn 2026–2030", "Kế hoạch 5 năm 2026-2030", "Kế hoạch 5 năm (2026-2030)",
      "KH 2026-2030", "KH giai đoạn 2026 - 2030", "MT 2026-2030", "Mục tiêu nhiệm kỳ 2025-2030",
      "Chỉ tiêu giai đoạn 2026-2030", "Plan 2026–2030", "Five-year plan 2026-2030",
    ])
  func stages(head: String) throws {
    let found = try draft("Tốc độ tăng GRDP", "%", Self.growth, head: head, "9")
    #expect(found.series.map { $0.planned?.year } == [2030, 2030] && found.ignoredColumns.isEmpty)
    let (growth, level) = (found.series[0], found.series[1])
    // What grows is planned as a mean, what stands at the end as a value.
    #expect(growth.asked(by: growth.planned?.goal, of: 2030) == .mean(2026...2030))
    #expect(level.asked(by: level.planned?.goal, of: 2030) == .value)
  }

  @Test(
    "Heads of one year are read in every form",
    arguments: [
      "Mục tiêu đến năm 2030", "MT 2030", "MT đến 2030", "KH 2030", "Nghị quyết Đại hội 2030",
      "Mục tiêu đến năm 2030 (Nghị quyết Đại hội)", "NQ Đại hội đến năm 2030",
    ])
  func ends(head: String) throws {
    let found = try draft("Tỷ lệ phủ sóng", "%", "71;72;73;74", head: head, "95-96%")
    #expect(found.series.count == 2 && found.series[0].planned?.digits == "95")
    #expect(found.series[0].planned?.year == 2030 && found.series[0].planned?.goal?.stage == nil)
  }

  @Test("Beside the plan of its last year, or behind it, a plan of several years is not used")
  func beside() throws {
    let text =
      "Chỉ tiêu;ĐVT;2023;2024;2025;KH 2030;KH 2026-2030;Mục tiêu 2021-2025\nXã;xã;7;8;9;11;12;8\n"
    let found = try Started.draft(text)
    #expect(found.series[0].planned?.digits == "11")
    #expect(found.ignoredColumns == ["KH 2026-2030", "Mục tiêu 2021-2025"])
  }

  @Test("Several years' plan of an amount that may be their sum is no target")
  func sums() throws {
    let (name, unit, values) = ("Vốn đầu tư", "tỷ đồng", "71;72;73;74,5")
    let head = "Kế hoạch giai đoạn 2026-2030"
    #expect(try asked(name, unit, values, head: head, "450") == .none(.sumOrYear))
    #expect(try asked(name, unit, values, head: head, "120") == .value)
    #expect(try asked(name, unit, values, head: "KH 2030", "450") == .value)
  }

  @Test("A plan whose head names no year is told", arguments: ["Kế hoạch 5 năm", "Mục tiêu"])
  func yearless(head: String) throws {
    let found = try draft("Tỷ lệ phủ sóng", "%", "71;72;73;74", head: head, "95")
    #expect(found.leftOut.map(\.title) == [head])
    #expect(found.leftOut.map(\.reason) == [.planOfNoYear])
    #expect(found.ignoredColumns.isEmpty && !found.isPlanned)
  }

  @Test(
    "Of the part of a sector both ends of a range count, and one value in its direction",
    arguments: [
      ("Tỷ trọng nông nghiệp trong GRDP", "7–8%", TargetDirection.range),
      ("Cơ cấu dịch vụ", "35-37%", .range), ("Tỷ trọng nông nghiệp trong GRDP", "8%", .atMost),
      ("Tỷ trọng công nghiệp trong GRDP", "55", .atLeast),
      ("Tỷ trọng nông nghiệp trong GRDP", "trên 8%", .atLeast),
      ("Tỷ trọng kinh tế số trong GRDP", "20-25%", .atLeast),
      ("Tỷ lệ lao động qua đào tạo", "20-25%", .atLeast),
    ])
  func structures(name: String, cell: String, direction: TargetDirection) throws {
    let series = try #require(
      try draft(name, "%", "14;13,1;12,2;11,3", head: "KH 2030", cell).series.first)
    #expect(series.direction(of: series.planned?.goal) == direction)
  }

  @Test(
    "A place among the first is a rank of at most that number",
    arguments: [
      ("Nằm trong nhóm 10 tỉnh dẫn đầu", 10.0), ("trong top 10", 10), ("Top 10 cả nước", 10),
      ("thuộc nhóm 5 địa phương dẫn đầu", 5), ("Nhóm 10 tỉnh, thành phố có chỉ số cao nhất", 10),
      ("Đứng thứ 8", 8), ("in the top 15", 15), ("trong nhóm 5-10", 10),
    ])
  func ranks(cell: String, number: Double) throws {
    let series = try #require(
      try draft("Xếp hạng PCI", "hạng", "14;13;15;18", head: "KH 2030", cell).series.first)
    #expect(series.planned?.value == number && series.guess.direction == .atMost)
  }

  @Test("The last places, and places of what is no rank, are not read")
  func noRanks() throws {
    for (name, cell) in [
      ("Xếp hạng PCI", "thuộc nhóm 10 tỉnh thấp nhất"), ("Tỷ lệ", "nằm trong nhóm 10 tỉnh dẫn đầu"),
    ] {
      let found = try draft(name, "", "14;13;15;18", head: "KH 2030", cell)
      #expect(found.series[0].planned == nil && found.unreadPlan(of: found.series[0]) != nil)
    }
  }
}
