/// A title as whole words, compared with and without diacritics.
struct StartWords {
  private let marked: String
  private let plain: String

  /// The words of a title.
  init(_ title: String) {
    marked = " " + Self.words(title) + " "
    plain = " " + folded(title) + " "
  }

  /// Whether any phrase stands in the title; `hạng` needs its marks, `rank` has none.
  ///
  /// A title without any marks is compared without them.
  func contains(anyOf phrases: [String]) -> Bool {
    let isUnmarked = marked == plain
    return phrases.contains { phrase in
      isUnmarked ? plain.contains(" \(folded(phrase)) ") : marked.contains(" \(phrase) ")
    }
  }

  /// Letters and digits in lower case, one blank between words.
  private static func words(_ text: String) -> String {
    var words = ""
    var isPending = false
    for character in text.lowercased() {
      guard character.isLetter || character.isNumber else {
        isPending = !words.isEmpty
        continue
      }
      if isPending { words.append(" ") }
      isPending = false
      words.append(character)
    }
    return words
  }

  /// Whether a unit is percent.
  static func isPercent(_ unit: String) -> Bool {
    ["%", "phan tram", "percent", "pct", "per cent"].contains(unit)
      || ["phan tram", "percent", "pct", "per cent"].contains(folded(unit))
  }

  static let ranks = [
    "rank", "ranking", "ranks", "xếp hạng", "thứ hạng", "hạng", "thứ bậc", "vị thứ",
  ]
  static let items = ["hạng mục"]
  static let shares = [
    "share", "rate", "ratio", "percentage", "coverage", "proportion", "tỷ lệ", "tỉ lệ",
    "tỷ trọng", "tỉ trọng", "độ che phủ",
  ]
  static let changes = [
    "growth", "change", "inflation", "increase", "tăng trưởng", "tốc độ", "tốc độ tăng",
    "lạm phát", "mức tăng", "so với", "so cùng kỳ", "biến động", "yoy",
  ]
  static let ratios =
    shares + changes + [
      "index", "chỉ số", "average", "bình quân", "per capita", "mean", "price", "đơn giá",
      "giá bán", "điểm",
      "score",
    ]
  static let unwanted = [
    "nghèo", "cận nghèo", "poverty", "poor", "thất nghiệp", "unemployment", "unemployed",
    "tử vong", "mortality", "death", "deaths", "tai nạn", "accident", "accidents", "tội phạm",
    "crime", "crimes", "phát thải", "emission", "emissions", "ô nhiễm", "pollution",
    "nợ xấu", "bội chi", "thâm hụt", "deficit", "lạm phát", "inflation",
    "suy dinh dưỡng", "malnutrition", "vi phạm", "khiếu nại", "complaints", "quá hạn", "trễ hạn",
    "overdue", "thất thoát", "losses", "hộ nghèo", "bỏ học", "dropout",
  ]
  static let output = ["grdp", "gdp", "tổng sản phẩm", "value added", "giá trị tăng thêm"]
  static let constantPrices = [
    "giá so sánh", "constant prices", "constant", "giá cố định", "real",
  ]
  static let flows = [
    "grdp", "gdp", "tổng sản phẩm", "value added", "giá trị tăng thêm", "giá trị sản xuất",
    "doanh thu", "sản lượng", "kim ngạch", "xuất khẩu", "nhập khẩu", "thu ngân sách",
    "chi ngân sách", "tổng thu", "tổng chi", "lượt khách", "lượt", "revenue", "sales", "output",
    "production", "exports", "imports", "spending", "expenditure", "turnover", "visitors",
    "arrivals", "tổng mức bán lẻ", "vốn đầu tư thực hiện",
  ]
  static let standing = [
    "cuối kỳ", "cuối quý", "cuối tháng", "cuối năm", "end of period", "end of quarter",
    "end of month", "year end", "số dư", "dư nợ", "balance", "outstanding", "dân số",
    "population", "lũy kế", "luỹ kế", "cumulative", "stock", "rank", "xếp hạng", "thứ hạng",
  ]
}
