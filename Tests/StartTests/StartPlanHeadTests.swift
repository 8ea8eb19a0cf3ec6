import Start
import Testing
import TimeSeries

/// What heads of columns say of plans: whose, of which year, in which unit, set on which day. Every number is made up.
@Suite struct StartPlanHeadTests {
  /// Four years of a thing in tỷ đồng beside columns of one figure each.
  private func years(_ columns: [(head: String, value: String)]) -> String {
    "Chỉ tiêu,Đơn vị,2021,2022,2023,2024,\(columns.map(\.head).joined(separator: ","))\n"
      + "Thu,tỷ đồng,100,110,120,130,\(columns.map(\.value).joined(separator: ","))\n"
  }

  @Test(
    "What happened against the plan of a year is no plan of it",
    arguments: ["TH/KH 2024 (%)", "Ước 2025/KH 2025 (%)", "Thực hiện/Kế hoạch 2025 (%)"])
  func comparisons(head: String) throws {
    let draft = try Started.draft(years([(head, "102.6"), ("KH 2025", "140")]))
    #expect(draft.ignoredColumns == [head] && draft.series.count == 1)
    #expect(draft.series[0].yearly.filter { $0.status == .plan }.map(\.digits) == ["140"])
  }

  @Test(
    "The plan of a year is one whoever set it",
    arguments: [
      "Dự toán HĐND tỉnh giao 2025", "Kế hoạch tỉnh giao 2025", "Chỉ tiêu tỉnh giao 2025",
      "KH 2025 (tỉnh giao)", "KH 2025 TW giao", "Kế hoạch 2025 do HĐND tỉnh giao",
      "Chỉ tiêu KH 2025", "Dự toán tỉnh giao năm 2025",
    ])
  func givers(head: String) throws {
    let draft = try Started.draft(years([(head, "140")]))
    #expect(draft.series.map { $0.planned?.value } == [140] && draft.leftOut.isEmpty)
    guard head.contains("giao") else { return }
    let plain = try Started.draft(years([(head, "140"), ("KH 2025", "150")]))
    #expect(plain.series[0].planned?.value == 150)
    #expect(plain.leftOut.map(\.reason) == [.severalPlans])
  }

  @Test("Of two authorities' plans of a year none counts, and both are told")
  func twoGivers() throws {
    let draft = try Started.draft(
      years([("KH 2025 TW giao", "140"), ("KH 2025 tỉnh giao", "150")]))
    #expect(
      draft.series[0].planned == nil
        && draft.leftOut.map(\.reason) == [.severalPlans, .severalPlans])
  }

  @Test(
    "A plan that was set anew on a day is the plan from that day on",
    arguments: [
      "KH 2025 điều chỉnh ngày 15/7/2025", "KH 2025 (điều chỉnh tại NQ 05 ngày 15/07/2025)",
      "KH 2025 điều chỉnh (QĐ 123 ngày 15/7/2025)",
    ])
  func revised(head: String) throws {
    let draft = try Started.draft(years([("KH 2025", "140"), (head, "135")]))
    let plan = draft.series[0].planned
    #expect(plan?.digits == "135" && plan?.vintage.map { "\($0)" } == "2025-07-15")
    #expect(draft.series[0].earlier.map(\.digits) == ["140"] && draft.ignoredColumns.isEmpty)
  }

  @Test("The unit behind a year is that of its figures, not the row's")
  func units() throws {
    let draft = try Started.draft(years([("KH 2025 (triệu đồng)", "140500")]))
    #expect(draft.series[0].planned?.digits == "140.5" && draft.series[0].unit == "tỷ đồng")
    #expect(draft.leftOut.map(\.reason) == [.otherUnit])
    #expect(Started.faults(years([("KH 2025 (%)", "108")])) == ["2:29 series-units"])
  }

  @Test("Plans of a rate are told by its name, or stand behind it, though amounts stand there, too")
  func rates() throws {
    for plan in ["Kế hoạch (%)", "KH hộ nghèo (%)"] {
      let draft = try Started.draft(
        "Năm,Thu (tỷ đồng),Tỷ lệ hộ nghèo (%),\(plan),So với KH (%),Đạt KH tỉnh giao\n"
          + "2021,100,5,≤ 5.1,99,98\n2022,110,4,≤ 4.1,98,99\n2023,120,3,≤ 3.1,98,97\n"
          + "2024,,,không quá 2.5,,\n")
      #expect(draft.series.map { $0.planned?.value } == [nil, 2.5])
      #expect(draft.leftOut.map(\.reason) == [.derived, .derived])
    }
  }

  @Test(
    "An aim is no plan where authorities set some, and one of these is revised by what names none")
  func aims() throws {
    func plan(_ rows: String) throws -> (Double?, Int) {
      let draft = try Started.draft(
        "Chỉ tiêu,Đơn vị,Loại,2022,2023,2024,2025\nThu,tỷ đồng,TH,100,110,120,\n\(rows)")
      return (draft.series[0].planned?.value, draft.series.count)
    }
    #expect(
      try plan(",,TW giao,90,91,92,140\n,,HĐND giao,95,96,97,150\n,,Phấn đấu,,,,160\n")
        == (nil, 1))
    #expect(try plan(",,Phấn đấu,,,,145\n,,KH TW giao,90,91,92,140\n") == (140, 1))
    #expect(try plan(",,KH HĐND giao,90,91,92,150\n,,KH điều chỉnh,,,,145\n") == (145, 1))
  }

  @Test("A column that is only called cumulated is that of the one thing of its place")
  func cumulated() throws {
    let draft = try Started.draft(
      "Kỳ,Huyện,Thu (tỷ đồng),Dự toán tỉnh giao,Lũy kế\n2025-01,A,100,1400,100\n"
        + "2025-02,A,100,1400,200\n2025-01,B,70,900,70\n2025-02,B,70,900,140\n")
    #expect(draft.series.map(\.title) == ["Thu (tỷ đồng)", "Thu (tỷ đồng)"])
    #expect(draft.series.map { $0.planned?.value } == [1400, 900])
    #expect(draft.series.map { $0.toDate.map(\.value) } == [[100, 200], [70, 140]])
  }

  @Test("A column of an aim yields to the plans of its year, and is the plan where it stands alone")
  func aimColumns() throws {
    let beside = try Started.draft(
      years([
        ("Kế hoạch tỉnh giao 2025", "140"), ("Kế hoạch huyện giao 2025", "150"),
        ("Phấn đấu 2025", "160"),
      ]))
    #expect(beside.series[0].planned == nil)
    #expect(beside.leftOut.map(\.reason) == [.severalPlans, .severalPlans, .besidePlan])
    let one = try Started.draft(years([("KH 2025", "140"), ("Phấn đấu 2025", "160")]))
    #expect(one.series[0].planned?.value == 140)
    #expect(try Started.draft(years([("Phấn đấu 2025", "160")])).series[0].planned?.value == 160)
  }

  @Test("A plan whose name leaves the budget out is the whole budget's, and no part's")
  func wholes() throws {
    func plans(_ thing: String) throws -> [Double?] {
      try Started.draft(
        "Năm,\(thing) (tỷ đồng),Chi (tỷ đồng),KH thu (tỷ đồng)\n2022,100,80,101\n2023,110,90,111\n"
          + "2024,120,95,121\n2025,,,130\n"
      ).series.map { $0.planned?.value }
    }
    #expect(try plans("Thu ngân sách") == [130, nil])
    #expect(try plans("Thu nội địa") == [nil, nil, 130])
  }

  @Test(
    "Authorities that English words name set plans, too",
    arguments: ["Provincial target", "Plan assigned by the province", "Central government target"])
  func english(head: String) throws {
    let rows = "Revenue,bn VND,Actual,100,110,120,\nRevenue,bn VND,\(head),90,91,92,140\n"
    let table = "Indicator,Unit,Status,2022,2023,2024,2025\n" + rows
    let draft = try Started.draft(table)
    #expect(draft.series.map { $0.planned?.value } == [140])
    let two = try Started.draft(table + "Revenue,bn VND,District target,93,94,95,150\n")
    #expect(two.series.map { $0.planned?.value } == [nil])
    #expect(two.leftOut.map(\.reason) == [.severalPlans, .severalPlans])
  }
}
