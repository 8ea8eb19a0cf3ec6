internal import Files

/// What the name of an indicator in percent says: whether its figures are changes, `Tốc độ tăng GRDP`.
///
/// Shares of a change and what is compared with a plan or another place are none: `Đóng góp của TFP vào tăng trưởng`.
/// Names are compared in small letters, in whole words, with their marks: `tang` may be another word.
package enum RateName {
  private static let changes = [
    "tốc độ tăng", "tốc độ giảm", "tăng trưởng", "mức tăng", "mức giảm", "tỷ lệ tăng", "tỉ lệ tăng",
    "lạm phát", "tăng so với", "giảm so với", "so với cùng kỳ", "so cùng kỳ", "so với năm trước",
    "growth", "growth rate", "inflation", "yoy", "year on year", "percent change", "rate of change",
    "rate of increase",
  ]
  /// Words with which a name is of something else.
  private static let others = [
    "đóng góp", "tỷ trọng", "tỉ trọng", "cơ cấu", "contribution", "contributions", "share",
    "proportion", "kế hoạch", "dự toán", "plan", "mục tiêu", "target",
  ]
  /// Things that are no change themselves; what begins with one of `changes` is the change of them: `Tốc độ tăng chỉ số sản xuất`.
  private static let things = ["chỉ số", "index", "giá trị tăng thêm"]

  /// Words of changes and balances, whatever else stands beside them.
  private static let signed = [
    "tăng", "giảm", "biến động", "thay đổi", "chênh lệch", "cân đối", "cán cân", "bội chi",
    "bội thu", "thặng dư",
    "thâm hụt", "cùng kỳ", "năm trước", "lợi nhuận", "sinh lời", "chỉ số giá", "giá tiêu dùng",
    "cpi",
    "change", "changes", "increase", "decrease", "balance", "deficit", "surplus", "gap",
    "difference", "net",
    "margin", "profit", "return", "returns", "consumer price", "consumer prices", "migration",
    "di cư",
  ]

  /// Words of what offices count from December on in the course of a year, such as credit and prices.
  private static let fromDecember = [
    "tín dụng", "dư nợ", "huy động vốn", "vốn huy động", "cho vay", "tiền gửi",
    "phương tiện thanh toán",
    "lạm phát", "giá tiêu dùng", "cpi", "so với đầu năm", "so với cuối năm", "so với tháng 12",
    "credit", "loans", "lending", "deposits", "money supply", "inflation", "consumer price",
    "consumer prices", "since december", "since the beginning of the year",
  ]
  /// Words of changes on the same months of the year before beside `changes`; what is added in the course of a year sums up.
  private static let onYear = [
    "tăng", "chỉ số giá", "giá tiêu dùng", "cpi", "consumer price", "consumer prices", "increase",
  ]
  private static let added = ["tăng thêm", "increase in points", "tăng thu"]

  /// Whether a name tells a change of which the first months are as the year is.
  static func tellsChange(_ name: LocalizedText) -> Bool {
    [name.en, name.vi].contains {
      let words = smallWords($0)
      return PhraseSearch.contains(words, anyOf: onYear)
        && !PhraseSearch.contains(words, anyOf: others + added)
    }
  }

  /// Words of what is the mean of months, whose base is the same months of the year before.
  private static let ofMeans = ["bình quân", "average", "mean"]

  /// Whether figures of a name may count from December on.
  static func mayCountFromDecember(_ name: LocalizedText) -> Bool {
    [name.en, name.vi].contains {
      let words = smallWords($0)
      return PhraseSearch.contains(words, anyOf: fromDecember)
        && !PhraseSearch.contains(words, anyOf: ofMeans)
    }
  }

  /// Whether figures of a name may lie below 0, were they ever so positive: those of changes and balances.
  static func mayBeNegative(_ name: LocalizedText) -> Bool {
    [name.en, name.vi].contains {
      isOfRate($0) || PhraseSearch.contains(smallWords($0), anyOf: signed + changes)
    }
  }

  /// Whether a name in either language says so.
  static func isOfRate(_ name: LocalizedText) -> Bool { isOfRate(name.en) || isOfRate(name.vi) }

  package static func isOfRate(_ name: String) -> Bool {
    let words = smallWords(name)
    guard PhraseSearch.contains(words, anyOf: changes),
      !PhraseSearch.contains(words, anyOf: others)
    else { return false }
    return !PhraseSearch.contains(words, anyOf: things)
      || changes.contains { (words + " ").hasPrefix($0 + " ") }
  }
}
