internal import Files

/// A place among others as plans say it: `nằm trong nhóm 10 tỉnh dẫn đầu`, `trong top 10 cả nước`, `hạng 10`.
enum RankGroup {
  /// Words before the number.
  static let heads: [String] =
    ["top", "nhóm"].flatMap { group in
      [
        "", "trong ", "thuộc ", "vào ", "nằm trong ", "đứng trong ", "lọt vào ", "xếp trong ",
        "ở trong ", "in the ", "in ", "among the ",
      ].map { $0 + group }
    } + ["đứng thứ", "xếp thứ", "thứ hạng", "xếp hạng", "hạng", "thứ", "vị trí thứ", "among the"]

  /// Words behind the number that say among whom, and that the group is the best one.
  private static let words: Set<String> = [
    "tinh", "thanh", "pho", "dia", "phuong", "don", "vi", "xa", "huyen", "co", "chi", "so", "dan",
    "dau", "dung", "hang", "tot", "cao", "nhat", "ca", "nuoc", "toan", "quoc", "tren", "cua",
    "trong", "khu", "vuc", "vung", "va", "best", "provinces", "cities", "places", "of", "the",
    "country", "leading", "nationwide", "in", "tp",
  ]

  /// The number of `10 tỉnh, thành phố dẫn đầu cả nước`; `nil` where words behind it say more, as `thấp nhất` does.
  static func number(of text: String) -> String? {
    let number = text.prefix { $0.isNumber || "-–".contains($0) }
    guard let last = number.last, last.isNumber, number.count < text.count else { return nil }
    let behind = folded(text[number.endIndex...]).split { !$0.isLetter }
    return behind.allSatisfy { words.contains(String($0)) } ? String(number) : nil
  }
}
