import Plans
import Testing
import TimeSeries

/// Every number here is made up.
@Suite struct StartGuessTests {
  private func guess(_ header: String, _ values: [String]) throws -> StartGuess {
    let rows = values.enumerated().map { "\(2020 + $0.offset);\($0.element)\n" }.joined()
    return try Started.draft("Năm;\(header)\n" + rows).series[0].guess
  }

  @Test("Percent between 0 and 100 is a share; at an end it keeps its unit as scale")
  func shares() throws {
    let share = try guess("Tỷ lệ dùng nước sạch (%)", ["80", "85", "90"])
    #expect(share.kind == .share && share.scale == .logit)
    #expect(share.bounds == Bounds(lower: 0, upper: 100))
    let reached = try guess("Coverage (%)", ["80", "95", "100"])
    #expect(reached.scale == .identity && reached.bounds == Bounds(lower: 0, upper: 100))
    #expect(reached.resolution == 1 && share.resolution == nil)
    let fraction = try guess("Tỷ trọng dịch vụ", ["0.4", "0.45", "0.5"])
    #expect(fraction.bounds == Bounds(lower: 0, upper: 1))
    #expect(try guess("Tốc độ tăng (%)", ["6", "7", "8"]).reason == .change)
  }

  @Test("A positive quantity is modelled by its logarithm, one with zeros or signs is not")
  func levels() throws {
    #expect(try guess("Doanh thu", ["10", "11", "12"]).scale == .log)
    #expect(try guess("Cases", ["0", "3", "2"]).kind == .count)
    #expect(try guess("Rain", ["0", "3.5", "2"]).bounds.lower == 0)
    #expect(try guess("Balance", ["-1", "3.5", "2"]).bounds == .none)
    #expect(try guess("GRDP, giá so sánh 2010", ["10", "11", "12"]).kind == .growth)
    #expect(try guess("GRDP, giá hiện hành", ["10", "11", "12"]).kind == .level)
  }

  @Test(
    "Ranks are at most; hạng, not hàng or hạng mục, is a rank",
    arguments: [
      ("Xếp hạng PCI", true), ("Thứ bậc chuyển đổi số", true), ("DTI rank", true),
      ("Xep hang PAPI", true), ("Số ngân hàng", false), ("Số hạng mục", false),
    ])
  func ranks(header: String, isRank: Bool) throws {
    let guess = try guess(header, ["12", "9", "15"])
    #expect((guess.kind == .rank) == isRank && (guess.direction == .atMost) == isRank)
  }

  @Test(
    "What is unwanted is at most",
    arguments: ["Tỷ lệ hộ nghèo (%)", "Unemployment rate (%)", "Số vụ tai nạn"])
  func unwanted(header: String) throws {
    #expect(try guess(header, ["6", "5", "4"]).direction == .atMost)
  }
}
