internal import Files

extension RateName {
  /// Whether a name is that of an amount and of nothing else, `GRDP`, `Tổng mức bán lẻ hàng hóa`: in percent it is
  /// growth, for an
  /// amount is no part of anything.
  ///
  /// What is told of something, per head, as a share or an index, is none: `Thu ngân sách/GRDP`, `Vốn đầu tư so với
  /// GRDP`.
  package static func isAmount(_ name: String) -> Bool {
    guard !name.contains("/") else { return false }
    // What stands in brackets is another name, or prices.
    let outside = name.split(separator: "(").first.map(String.init) ?? name
    var words = folded(outside)
    for tail in tails { words = PhraseSearch.removing([tail], from: words) ?? words }
    guard amounts.contains(where: { words == $0 || words.hasPrefix($0 + " ") }) else {
      return false
    }
    return !PhraseSearch.contains(words, anyOf: others)
  }

  private static let tails = [
    "theo gia so sanh", "gia so sanh", "theo gia hien hanh", "gia hien hanh", "tren dia ban tinh",
    "tren dia ban thanh pho", "tren dia ban", "o gia so sanh",
  ]
  private static let amounts = [
    "grdp", "gdp", "tong san pham", "gia tri tang them", "gia tri san xuat", "tong gia tri",
    "gross regional domestic product", "gross domestic product", "value added",
    "tong muc ban le", "kim ngach", "tong kim ngach", "doanh thu", "retail sales",
  ]
  private static let others = [
    "ty le", "ti le", "ty trong", "ti trong", "co cau", "binh quan", "tren", "so voi", "dau nguoi",
    "trong", "chiem", "dong gop", "ke hoach", "du toan", "muc tieu", "hoan thanh", "dat",
    "share", "ratio", "rate", "proportion", "per", "of", "to", "in", "plan", "target",
    "contribution",
    "deflator", "index", "chi so", "gap", "so dan",
  ]
}
