internal import Files
internal import TimeSeries

/// Indices of what changed, with the period before as 100: `Chỉ số giá tiêu dùng` of 103.5 in percent is growth of
/// 3.5%.
///
/// Names or units that say so, `năm trước = 100`; prices, industrial production and the like in percent, amounts in
/// percent and what is compared
/// with a period before, with figures around 100 that do not rise throughout, as an index of a fixed year does.
package enum ChangeIndex {
  /// What stands for no change.
  package static let base = 100.0

  /// Whether figures are such an index.
  ///
  /// - Parameters:
  ///   - names: of the indicator, in any language.
  ///   - units: those that are named; none where nothing names one.
  ///   - values: in order of time.
  package static func isOne(_ names: [String], units: [String], values: [Double]) -> Bool {
    guard !values.isEmpty, values.allSatisfy({ $0 >= 50 && $0 <= 200 }) else { return false }
    let texts = (names + units).map { folded($0) }
    if texts.contains(where: namesBefore) { return true }
    guard !texts.contains(where: namesFixedYear) else { return false }
    let isPlain = !units.isEmpty && units.allSatisfy(PercentUnit.isPlain)
    // Without a unit several figures must lie close around 100.
    guard isPlain || units.isEmpty && values.count > 3 && values.allSatisfy({ 90...115 ~= $0 })
    else { return false }
    let mean = values.reduce(0, +) / Double(values.count)
    let rises = values.count > 3 && zip(values, values.dropFirst()).allSatisfy(<)
    let named = names.map { folded($0) }
    if isPlain,
      named.contains(where: {
        PhraseSearch.contains($0, anyOf: before) && !PhraseSearch.contains($0, anyOf: changes)
      })
    {
      return true
    }
    guard 85...130 ~= mean, !rises else { return false }
    if named.contains(where: { PhraseSearch.contains($0, anyOf: indices) }) { return true }
    return isPlain && names.contains(where: RateName.isAmount)
  }

  /// Whether a text says that the period before is 100.
  private static func namesBefore(_ text: String) -> Bool {
    PhraseSearch.contains(
      text, anyOf: bases.flatMap { ["\($0) 100", "\($0) bang 100", "\($0) la 100"] })
  }

  /// Whether it names a year, or a base, that is 100.
  private static func namesFixedYear(_ text: String) -> Bool {
    let words = text.split(separator: " ")
    return PhraseSearch.contains(text, anyOf: ["nam goc", "ky goc", "base year"])
      || zip(words, words.dropFirst()).contains {
        $0.count == 4 && $0.allSatisfy(\.isNumber) && ["100", "bang"].contains($1)
      }
  }

  private static let bases = [
    "nam truoc", "cung ky", "cung ky nam truoc", "ky truoc", "thang truoc", "quy truoc",
    "previous year", "previous period", "previous month", "year before", "last year",
    "same period",
  ]
  private static let indices = [
    "chi so gia", "chi so san xuat", "chi so phat trien", "toc do phat trien", "chi so tieu thu",
    "chi so ton kho", "chi so khoi luong", "cpi", "ppi", "iip", "gia tieu dung", "consumer price",
    "consumer prices", "producer price", "producer prices", "industrial production",
    "chi so giam phat",
  ]
  private static let before = [
    "so voi cung ky", "so cung ky", "so voi nam truoc", "so voi cung ky nam truoc",
    "so voi ky truoc", "so voi thang truoc", "so voi quy truoc",
  ]
  private static let changes = [
    "tang", "giam", "toc do tang", "growth", "change", "increase", "decrease",
  ]
}
