import Plans
internal import Start
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

  @Test(
    "Things of which there are no parts are counted whole; thousands, and figures with decimals, not",
    arguments: [
      ("Xã đạt chuẩn (xã)", "26", true), ("Trường đạt chuẩn (trường)", "26", true),
      ("Projects done (projects)", "26", true), ("Lao động (nghìn người)", "26", false),
      ("Xã đạt chuẩn (xã)", "26.5", false), ("Doanh thu (tỷ đồng)", "26", false),
      ("Số xã đạt chuẩn nông thôn mới", "26", true), ("Number of schools", "26", true),
      ("Tai nạn (vụ/năm)", "26", true), ("Xã, phường (xã, phường)", "26", true),
      ("Bác sĩ (bác sĩ/vạn dân)", "26", false), ("Số hộ bình quân", "26", false),
      ("Số giờ nắng", "26", false),
    ])
  func counted(header: String, first: String, isCounted: Bool) throws {
    let guess = try guess(header, [first, "40", "61"])
    #expect(guess.reason == .positive && guess.resolution == (isCounted ? 1 : nil))
  }

  @Test(
    "Whole numbers of things are counts where chance explains what they vary by",
    arguments: [
      // D and the changes of residuals by numpy: 1.33 and 2.58; 1.09 and 2.75.
      ("Tai nạn (vụ)", [41, 52, 38, 47, 55, 40, 36, 51], true),
      ("Số vụ cháy", [41, 52, 38, 47, 55], true),
      // No thing without parts; 0.002; 1.07 and 0.86; 13.3; four values; above a thousand.
      ("Sản lượng (tấn)", [41, 52, 38, 47, 55, 40, 36, 51], false),
      ("Trường học (trường)", [45, 46, 46, 47, 47, 48, 48, 49], false),
      ("Hợp tác xã (hợp tác xã)", [38, 40, 44, 55, 62, 66, 60, 52], false),
      ("Tai nạn (vụ)", [410, 520, 380, 470, 550, 400, 360, 510], false),
      ("Tai nạn (vụ)", [41, 52, 38, 47], false),
      ("Tai nạn (vụ)", [1041, 1052, 1038, 1047, 1085, 1005], false),
    ])
  func scattered(header: String, values: [Int], isCount: Bool) throws {
    let guess = try guess(header, values.map(String.init))
    #expect((guess.kind == .count) == isCount && (guess.scale == .count) == isCount)
    #expect((guess.reason == .scatteredCount) == isCount)
    #expect(guess.resolution == (header.hasPrefix("Sản") ? nil : 1))
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
    arguments: [
      "Tỷ lệ hộ nghèo (%)", "Unemployment rate (%)", "Số vụ tai nạn", "CPI bình quân (%)",
      "Chỉ số giá tiêu dùng (%)", "Tốc độ tăng CPI (%)", "Nợ công so với GRDP (%)",
      "Tỷ lệ sai sót (%)", "Child mortality", "Nợ đọng xây dựng cơ bản",
    ])
  func unwanted(header: String) throws {
    #expect(try guess(header, ["6", "5", "4"]).direction == .atMost)
  }

  @Test("By how much something unwanted falls is at least, the falling level of one at most")
  func falls() throws {
    let rising = try guess("Giảm phát thải khí nhà kính (%)", ["2.1", "4.5", "9.9"])
    #expect(rising.direction == .atLeast)
    #expect(try guess("Giảm tỷ lệ hộ nghèo (điểm %)", ["1.1", "0.9", "0.8"]).direction == .atLeast)
    #expect(try guess("Giảm tỷ lệ hộ nghèo (%)", ["5.2", "4.1", "3.1"]).direction == .atMost)
  }

  @Test("Consumer prices in percent are a change, around 100 an index of one")
  func prices() throws {
    #expect(try guess("CPI (%)", ["3.2", "1.8", "3.6"]).reason == .change)
    let index = try guess("Chỉ số giá tiêu dùng (%)", ["103.2", "101.8", "103.6"])
    #expect(index.reason == .changeIndex)
  }

  @Test(
    "Of what is done about it more is better",
    arguments: [
      "Số hộ thoát nghèo", "Tỷ lệ giải quyết khiếu nại (%)", "Mức giảm tỷ lệ hộ nghèo (%)",
      "Tỷ lệ tham gia bảo hiểm thất nghiệp (%)", "Tỷ lệ thu hồi nợ thuế (%)", "Crimes solved (%)",
    ])
  func remedies(header: String) throws {
    #expect(try guess(header, ["6", "5", "4"]).direction == .atLeast)
  }

  @Test(
    "A percentage of a whole ends at 100; one of a base that it may pass does not",
    arguments: [
      ("Internet users (% of population)", ["40", "55", "70"], 100),
      ("Tỷ lệ hộ có máy tính (% số hộ)", ["4", "5", "7"], 100),
      ("Access to water, % of households", ["90", "95", "98"], 100),
      ("Vacancy (%)", ["4", "5", "6"], 100),
      ("Tỷ lệ dân số có thẻ (%, cuối kỳ)", ["80", "85", "90"], 100),
      ("Digital economy share (% of GDP)", ["8", "9", "10"], 100),
      ("basic_water_pct", ["94", "96", "98"], 100),
      ("Cơ cấu dịch vụ (% GRDP)", ["30", "32", "33"], 100),
      ("Mobile subscriptions (per 100 people)", ["80", "90", "95"], nil),
      ("Individuals using the Internet (per 100 people)", ["40", "55", "70"], 100),
      ("Nợ công (% GDP)", ["55", "58", "61"], nil), ("Public debt (%)", ["55", "58", "61"], nil),
      ("Exports (% of GDP)", ["85", "90", "95"], nil),
      ("Đạt so với kế hoạch (%)", ["95", "97", "99"], nil),
      ("Mobile subscriptions (% of population)", ["80", "90", "95"], nil),
      ("Output gap (% of potential)", ["1", "2", "-1"], nil),
      ("Lãi suất (%)", ["5", "6", "7"], nil),
    ] as [(String, [String], Double?)])
  func percentages(header: String, values: [String], end: Double?) throws {
    let upper = try guess(header, values).bounds.upper
    #expect(upper == end ?? .infinity)
  }

  @Test(
    "A fraction that touches 0 or 1 ends at 1; rates that are no shares do not",
    arguments: [
      ("Tỷ lệ hồ sơ số hóa", ["0.5", "0.8", "1"], 1), ("Coverage", ["0", "0", "0.25"], 1),
      ("Share of paperless offices", ["0.4", "0.6", "0.9"], 1),
      ("Literacy rate", ["0.95", "0.99", "1.0"], 1),
      ("Online (fraction)", ["0.2", "0.9", "1"], 1), ("Wifi (0-1)", ["0", "0.3", "0.6"], 1),
      ("Mức độ hài lòng", ["0.8", "0.95", "1"], 1), ("Rain (m)", ["0.8", "0.95", "1"], nil),
      ("Exchange rate", ["0.85", "0.9", "0.95"], nil),
      ("Fertility rate", ["0.9", "0.85", "0.8"], nil),
      ("Tỷ lệ hoàn thành", ["40", "80", "100"], 100), ("Tỷ lệ xã có chợ", ["0", "1", "0"], 100),
    ] as [(String, [String], Double?)])
  func fractions(header: String, values: [String], end: Double?) throws {
    #expect(try guess(header, values).bounds.upper == end ?? .infinity)
  }

  @Test(
    "Changes and balances have no bounds, whatever the figures so far",
    arguments: [
      "Tăng GRDP (%)", "Tốc độ tăng giá (%)", "Đóng góp (điểm %)", "GDP growth (annual %)",
      "Trade balance (million USD)", "Cán cân thương mại (triệu USD)", "Thặng dư ngân sách",
    ])
  func signs(header: String) throws {
    #expect(try guess(header, ["3", "5", "4"]).bounds == .none)
  }
}
