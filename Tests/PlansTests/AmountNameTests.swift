import Plans
import Testing

/// What names say of figures: that they add up over a year, or that they stand.
@Suite("Names of amounts") struct AmountNameTests {
  @Test(
    "Sums, what stands, and ratios are told by their names or units; what says neither or both is left to sizes",
    arguments: [
      ("Thu ngân sách nhà nước trên địa bàn", "tỷ đồng", true),
      ("Kim ngạch xuất khẩu hàng hóa", "triệu USD", true), ("Sản lượng thủy sản", "tấn", true),
      ("Khách đến Hải Dương", "nghìn lượt khách", true),
      ("Giải ngân vốn đầu tư công", "tỷ đồng", true),
      ("Vốn thực hiện lũy kế", "tỷ đồng", true), ("Tourist arrivals", "thousand", true),
      ("Dân số trung bình", "nghìn người", false), ("Dư nợ tín dụng", "tỷ đồng", false),
      ("Tổng số doanh nghiệp đang hoạt động", "doanh nghiệp", false), ("Số hộ nghèo", "hộ", false),
      ("GRDP bình quân đầu người", "triệu đồng", false), ("Tỷ lệ giải ngân", "", false),
      ("Average revenue", "m", false), ("Outstanding loans", "bn", false),
      ("Số doanh nghiệp", "doanh nghiệp", nil), ("Vốn FDI lũy kế còn hiệu lực", "tỷ đồng", nil),
      ("Dư nợ đã giải ngân", "tỷ đồng", false), ("Nợ xấu của doanh thu bán lẻ", "tỷ đồng", false),
      ("Dư nợ cho vay lũy kế", "tỷ đồng", false), ("Nguồn vốn huy động", "tỷ đồng", false),
      ("Số thuê bao internet", "thuê bao", false),
      ("Workers trained", "persons", nil),
    ] as [(String, String, Bool?)])
  func names(name: String, unit: String, isSum: Bool?) {
    let found = AmountName.isSum(
      LocalizedText(en: name, vi: name), unit: LocalizedText(en: unit, vi: unit))
    #expect(found == isSum)
  }
}
