internal import Files

/// Phrases with and without their marks.
struct StartPhrases: ExpressibleByArrayLiteral {
  let marked: [String]
  let plain: [String]

  init(arrayLiteral phrases: String...) {
    self.init(phrases, phrases.map { folded($0) })
  }

  private init(_ marked: [String], _ plain: [String]) {
    self.marked = marked
    self.plain = plain
  }

  static func + (first: StartPhrases, second: StartPhrases) -> StartPhrases {
    StartPhrases(first.marked + second.marked, first.plain + second.plain)
  }
}

/// A title as whole words, compared with and without diacritics.
struct StartWords {
  private let marked: Phrase
  private let plain: Phrase
  /// What figures are told of in percent; `nil` where no words say it.
  let told: ToldOf?

  /// The words of a title.
  init(_ title: String) {
    let (words, told) = ToldOf.read(smallWords(title), ofPlans: true)
    marked = Phrase(words)
    plain = Phrase(ToldOf.read(folded(title), ofPlans: true).words)
    self.told = told
  }

  /// Whether any phrase stands in the title; `hạng` needs its marks, `rank` has none.
  ///
  /// A title without any marks is compared without them.
  func contains(anyOf phrases: StartPhrases) -> Bool {
    marked == plain ? plain.contains(phrases.plain) : marked.contains(phrases.marked)
  }

  /// Whether a title speaks of a price: `giá gạo`, not `giá trị` and not a price basis.
  var speaksOfPrice: Bool {
    guard marked != plain else {
      // Without marks "gia" is also part of other words; a title begins with it only as a price.
      let rest = plain.text + " "
      guard rest.hasPrefix("gia ") else { return false }
      return !Self.noPrices.contains { rest.hasPrefix(folded($0) + " ") }
    }
    var rest = marked
    rest.remove(Self.noPrices)
    return rest.contains(["giá"])
  }

  private static let noPrices = [
    "giá trị", "theo giá so sánh", "theo giá hiện hành", "giá so sánh", "giá hiện hành",
    "giá cố định", "giá thực tế", "đánh giá", "gia tăng", "gia đình", "gia súc", "gia cầm",
    "gia đình", "gia dụng",
  ]

  static let ranks: StartPhrases = [
    "rank", "ranking", "ranks", "xếp hạng", "thứ hạng", "hạng", "thứ bậc", "vị thứ",
  ]
  static let items: StartPhrases = ["hạng mục"]
  static let shares: StartPhrases = [
    "share", "rate", "ratio", "percentage", "coverage", "proportion", "tỷ lệ", "tỉ lệ",
    "tỷ trọng", "tỉ trọng", "độ che phủ",
  ]
  static let changes: StartPhrases = [
    "growth", "change", "inflation", "increase", "tăng trưởng", "tốc độ", "tốc độ tăng",
    "lạm phát", "mức tăng", "so với", "so cùng kỳ", "biến động", "yoy",
  ]
  static let means: StartPhrases = ["binh quan", "bình quân", "average"]
  /// Where the unit is percent.
  static let moved = changes + moves
  static let percents: StartPhrases = ["pct", "percent", "percentage", "phần trăm"]
  /// Of `kế hoạch` the words that name no plan.
  static let planned: StartPhrases = ["kế hoạch hóa", "kế hoạch hoá"]
  static let contracts: StartPhrases = ["subscriptions", "thuê bao"]
  static let growth: StartPhrases = ["tăng trưởng", "tốc độ tăng", "growth"]
  /// Names of what is growth in percent even without a unit.
  static let growthRates: StartPhrases = [
    "tốc độ tăng", "growth rate", "rate of growth", "growth rates", "tăng trưởng grdp",
    "tăng trưởng gdp", "tăng trưởng kinh tế", "grdp growth", "gdp growth", "economic growth",
  ]
  /// Changes where the unit is percent; elsewhere parts of other words, as in giá trị gia tăng.
  static let moves: StartPhrases = ["tăng", "giảm", "decrease", "decline", "fall", "rise"]
  static let ratios =
    shares + changes + [
      "index", "indices", "chỉ số", "average", "bình quân", "per capita", "mean", "price",
      "prices", "đơn giá", "giá bán", "giá bình quân", "giá vàng", "giá tiêu dùng", "điểm",
      "score", "deflator", "giảm phát", "gap", "per", "yield", "năng suất", "productivity",
      "cpi", "ppi", "iip", "pmi", "density", "mật độ", "temperature", "nhiệt độ", "wage", "wages",
      "tiền lương", "lãi suất", "tỷ giá", "tỉ giá", "hệ số", "tuổi thọ", "expectancy", "tỷ suất",
      "độ ẩm", "humidity", "gini", "median", "trung bình", "unit value", "cost", "giá vốn",
    ]
  /// Ratios that may pass their base: no end at 100 or 1.
  static let openRatios: StartPhrases = [
    "debt", "nợ công", "nợ chính phủ", "nợ nước ngoài", "dư nợ", "credit", "tín dụng", "openness",
    "độ mở", "subscription", "subscriptions", "thuê bao", "exchange", "tỷ giá", "tỉ giá",
    "interest", "lãi suất", "fertility", "mức sinh", "sex ratio", "tỷ số giới tính", "dependency",
    "phụ thuộc", "so với", "hoàn thành kế hoạch", "kế hoạch", "dự toán", "of plan", "index",
    "chỉ số", "price", "return", "yield", "lợi nhuận", "tax rate", "birth rate", "death rate",
    "crime rate", "growth", "student teacher", "pupil teacher", "trade", "m2", "gap", "deflator",
  ]
  /// What may be more than the whole that it is told of: exports of GRDP.
  static let openToWhole: StartPhrases = [
    "xuất khẩu", "nhập khẩu", "xuất nhập khẩu", "kim ngạch", "thương mại", "tín dụng", "dư nợ",
    "nợ", "huy động", "tiền gửi", "vốn hóa", "exports", "imports", "trade", "credit", "debt",
    "deposits", "capitalisation", "capitalization",
  ]
  /// People who use something, of whom there are at most as many as people.
  static let users: StartPhrases = [
    "users", "individuals", "people using", "người dùng", "người sử dụng",
  ]
  /// What is a share where figures are fractions, and may be anything elsewhere.
  static let fractions: StartPhrases = [
    "hoàn thành", "completion", "completed", "adoption", "penetration", "phủ sóng", "bao phủ",
    "fraction", "uptake", "access", "usage", "enrolment", "enrollment", "literacy", "attendance",
    "mức độ đáp ứng", "số hóa", "phủ", "ownership", "sở hữu", "connected", "kết nối", "tham gia",
    "participation", "đạt chuẩn", "electrification", "compliance", "đúng hạn", "on time",
    "hài lòng",
    "satisfaction", "vaccinated", "tiêm chủng", "portion",
  ]
  /// Shares that name their whole by being shares.
  static let parts: StartPhrases = [
    "tỷ trọng", "tỉ trọng", "cơ cấu", "share", "proportion", "structure", "composition", "đóng góp",
  ]
  /// What a part adds to the growth of a whole.
  static let contributions: StartPhrases = [
    "đóng góp", "mức đóng góp", "contribution", "contributions",
  ]
  static let consumerPrices: StartPhrases = [
    "cpi", "giá tiêu dùng", "consumer price", "consumer prices",
  ]
  static let unwanted: StartPhrases =
    consumerPrices + [
      "nghèo", "cận nghèo", "poverty", "poor", "thất nghiệp", "unemployment", "unemployed",
      "tử vong", "mortality", "death", "deaths", "tai nạn", "accident", "accidents", "tội phạm",
      "crime", "crimes", "phát thải", "emission", "emissions", "ô nhiễm", "pollution",
      "nợ xấu", "bội chi", "thâm hụt", "deficit", "lạm phát", "inflation",
      "suy dinh dưỡng", "malnutrition", "vi phạm", "khiếu nại", "complaints", "quá hạn", "trễ hạn",
      "overdue", "thất thoát", "losses", "hộ nghèo", "bỏ học", "dropout", "nợ công", "nợ thuế",
      "nợ đọng", "nợ chính quyền", "nợ bảo hiểm", "public debt", "debt", "debts",
      "arrears", "sai sót", "tỷ lệ lỗi", "errors", "error rate", "defects", "mù chữ", "illiteracy",
      "tảo hôn", "thấp còi", "nhẹ cân", "stunting", "vụ cháy", "hao hụt", "thiệt hại",
    ]
  /// What is done about something unwanted, of which more is better.
  static let remedies: StartPhrases = [
    "mức giảm", "tỷ lệ giảm", "tốc độ giảm", "thoát nghèo", "xử lý", "giải quyết", "khắc phục",
    "thu hồi", "phòng chống", "khám phá", "xóa", "được hỗ trợ", "được vay", "được cấp",
    "tham gia bảo hiểm", "bảo hiểm thất nghiệp", "bao phủ", "reduction", "reduced", "resolved",
    "solved", "recovered", "recovery", "escaping", "prevention", "coverage", "insurance",
  ]
  static let output: StartPhrases = [
    "grdp", "gdp", "tổng sản phẩm", "value added", "giá trị tăng thêm",
  ]
  static let constantPrices: StartPhrases = [
    "giá so sánh", "constant prices", "constant", "giá cố định", "real",
  ]
  static let flows: StartPhrases = [
    "grdp", "gdp", "tổng sản phẩm", "value added", "giá trị tăng thêm", "giá trị sản xuất",
    "doanh thu", "sản lượng", "kim ngạch", "xuất khẩu", "nhập khẩu", "thu ngân sách",
    "chi ngân sách", "tổng thu", "tổng chi", "lượt khách", "lượt", "revenue", "sales", "output",
    "production", "exports", "imports", "spending", "expenditure", "turnover", "visitors",
    "arrivals", "tổng mức bán lẻ", "vốn đầu tư thực hiện",
  ]
  /// What is left over between two flows.
  static let balances: StartPhrases = [
    "trade balance", "cán cân", "balance of trade", "balance of payments", "current account",
    "budget balance", "fiscal balance", "surplus", "deficit", "thặng dư", "thâm hụt", "bội chi",
    "bội thu", "nhập siêu", "xuất siêu", "net exports", "net inflow", "net lending",
  ]
  /// Figures of their own period, not cumulated.
  static let ofOnePeriod: StartPhrases = [
    "trong tháng", "trong quý", "trong kỳ", "tháng", "quý", "riêng tháng", "in the month",
    "in the quarter", "of the month", "monthly", "quarterly",
  ]
  static let ends: StartPhrases = [
    "cuối kỳ", "cuối quý", "cuối tháng", "cuối năm", "end of period", "end of quarter",
    "end of month", "year end", "end period", "eop",
  ]
  static let standing =
    ends + [
      "số dư", "dư nợ", "outstanding", "dân số", "population", "stock", "rank", "xếp hạng",
      "thứ hạng", "capacity", "công suất",
    ]
}
