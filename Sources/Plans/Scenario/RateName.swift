internal import Files

/// What the name of an indicator in percent says: whether its figures are changes, `Tốc độ tăng GRDP`.
///
/// Shares of a change and what is compared with a plan or another place are none: `Đóng góp của TFP vào tăng trưởng`.
/// Names are compared in small letters, in whole words, with their marks: `tang` may be another word.
enum RateName {
  private static let changes = [
    "tốc độ tăng", "tốc độ giảm", "tăng trưởng", "mức tăng", "mức giảm", "tỷ lệ tăng", "tỉ lệ tăng",
    "lạm phát", "tăng so với", "giảm so với", "so với cùng kỳ", "so cùng kỳ", "so với năm trước",
    "growth", "growth rate", "inflation", "yoy", "year on year", "percent change", "rate of change",
    "rate of increase",
  ]
  /// Words with which a name is of something else.
  private static let others = [
    "đóng góp", "tỷ trọng", "tỉ trọng", "cơ cấu", "contribution", "contributions", "share",
    "proportion", "chỉ số", "index", "kế hoạch", "dự toán", "plan", "giá trị tăng thêm",
    "mục tiêu", "target",
  ]

  /// Whether a name in either language says so.
  static func isOfRate(_ name: LocalizedText) -> Bool { isOfRate(name.en) || isOfRate(name.vi) }

  static func isOfRate(_ name: String) -> Bool {
    let words = smallWords(name)
    return PhraseSearch.contains(words, anyOf: changes)
      && !PhraseSearch.contains(words, anyOf: others)
  }
}
