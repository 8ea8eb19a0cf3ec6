internal import Files

/// What the name or the unit of an indicator says of its figures: that they add up over a year, `Thu ngân sách`, `lượt
/// khách`, or that they stand at a time, `Dư nợ`, `Dân số`, or are a rate.
///
/// Names are compared in small letters, in whole words, with their marks. Rates, shares
/// and means add up of nothing. A Vietnamese name begins with what it is of: where that stands, `Dư nợ đã giải ngân`, it
/// decides. Where a name says both otherwise, or neither, sizes tell.
package enum AmountName {
  /// Words of what comes in the course of a year.
  private static let sums = [
    "lũy kế", "luỹ kế", "cộng dồn", "thu ngân sách", "chi ngân sách", "thu nội địa", "tổng thu",
    "tổng chi", "kim ngạch", "xuất khẩu", "nhập khẩu", "sản lượng", "lượt khách", "khách du lịch",
    "khách quốc tế", "lượt người", "doanh thu", "giải ngân", "tổng mức bán lẻ", "bán lẻ hàng hóa",
    "vốn đầu tư thực hiện", "vốn đầu tư phát triển", "vốn đầu tư toàn xã hội", "giá trị sản xuất",
    "giá trị tăng thêm", "tổng sản phẩm", "grdp", "gdp", "thành lập mới", "cấp mới", "đăng ký mới",
    "tuyển mới", "hàng hóa thông qua", "vận chuyển", "luân chuyển", "sản xuất được", "số vụ",
    "cumulated", "cumulative", "year to date", "budget revenue", "revenue", "revenues", "receipts",
    "exports", "imports", "output of", "production", "turnover", "disbursement", "disbursed",
    "visits", "visitors", "arrivals", "retail sales", "newly registered", "new enterprises",
  ]
  /// Words of what stands at a time.
  private static let standing = [
    "dân số", "dư nợ", "số dư", "nguồn vốn huy động", "tiền gửi", "nợ xấu", "nợ phải trả",
    "thuê bao", "số người tham gia", "diện tích rừng", "diện tích đất", "tổng số hộ", "số hộ",
    "đang hoạt động", "còn hiệu lực",
    "lực lượng lao động", "số lao động đang", "hiện có", "tồn kho", "cuối kỳ", "cuối năm",
    "cuối tháng", "thời điểm", "huy động vốn", "tổng đàn", "công suất", "population",
    "outstanding", "deposits", "subscribers", "subscriptions", "households", "in operation",
    "active enterprises", "labour force",
    "labor force", "end of", "stock", "inventory", "capacity",
  ]
  /// So many words of a name say what it is of.
  private static let headWords = 4
  /// Words of rates, shares and means, whatever they are of.
  private static let ratios = [
    "tỷ lệ", "tỉ lệ", "tỷ trọng", "tỉ trọng", "bình quân", "trung bình", "chỉ số", "mật độ",
    "năng suất", "lãi suất", "rate", "share", "ratio", "average", "mean", "per capita", "index",
    "density", "yield", "productivity",
  ]

  /// Whether a name says that figures add up, `true`, or that they do not, `false`; `nil` where it says neither or both.
  package static func isSum(_ name: LocalizedText, unit: LocalizedText) -> Bool? {
    let texts = [name.en, name.vi, unit.en, unit.vi].map { smallWords($0) }
    if texts.contains(where: { PhraseSearch.contains($0, anyOf: ratios) }) { return false }
    let head = texts[1].split(separator: " ").prefix(headWords).joined(separator: " ")
    if PhraseSearch.contains(head, anyOf: standing), !PhraseSearch.contains(head, anyOf: sums) {
      return false
    }
    let adds = texts.contains { PhraseSearch.contains($0, anyOf: sums) }
    let stands = texts.contains { PhraseSearch.contains($0, anyOf: standing) }
    return adds == stands ? nil : adds
  }
}

extension IndicatorSpecification {
  /// Whether its name or unit says that its figures add up over a year, or that they do not; `nil` where it says neither, and
  /// of percentages and ranks.
  package var isSum: Bool? {
    kind == .rank || isPercentage() || isStatedRate ? nil : AmountName.isSum(name, unit: unit)
  }
}
