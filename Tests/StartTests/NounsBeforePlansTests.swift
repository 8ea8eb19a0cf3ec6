import Plans
import Start
import Testing
import TimeSeries

/// Heads of two rows read as one: `Thu trên địa bàn` over `Kế hoạch năm`. Every number here is made up.
@Suite struct NounsBeforePlansTests {
  private func draft(_ name: String, _ plan: String) throws -> StartDraft {
    let rows = (2022...2025).flatMap { year in
      (1...(year == 2025 ? 6 : 12)).map { "\($0)/\(year),\(95 + $0 % 12),1250\n" }
    }
    return try Started.draft(
      "Tháng,\(name),\(name) \(plan)\n" + rows.joined(), StartRequest(yearly: .sum))
  }

  @Test(
    "The last word of a name is no office that plans, and no comparison with a plan",
    arguments: [
      "Thu ngân sách nhà nước trên địa bàn", "Doanh thu dịch vụ", "Số cơ sở", "Dân số", "Tổng số",
      "Kinh tế số", "Số buồng phòng", "Số vụ", "THU NGAN SACH TREN DIA BAN", "Doanh thu dich vu",
      "Doanh số",
    ], ["Kế hoạch năm", "KH năm", "Dự toán năm"])
  func names(name: String, plan: String) throws {
    let draft = try draft(name, plan)
    #expect(draft.series.count == 1 && draft.leftOut.isEmpty, "\(draft.series.map(\.title))")
    let series = try #require(draft.series.first)
    let plans = series.yearly.filter { $0.status == .plan }
    #expect(plans.map(\.year) == [2022, 2023, 2024, 2025], "\(plans)")
    #expect(Set(plans.map(\.digits)) == ["1250"])
  }

  @Test("Offices that plan, and what is compared with a plan, are still told")
  func offices() throws {
    for head in ["Sở Kế hoạch và Đầu tư", "Vụ Kế hoạch"] {
      let draft = try Started.draft("Năm,\(head)\n2022,3\n2023,4\n2024,5\n")
      #expect(draft.series.first?.history.map(\.value) == [3, 4, 5], "\(head)")
    }
    let draft = try draft("Thu ngân sách (tỷ đồng)", "so kế hoạch (%)")
    #expect(draft.series.count == 1 && draft.leftOut.map(\.reason) == [.comparison])
  }
}
