internal import Files

/// What a name tells figures of: `Thu ngân sách so với GRDP` is a part of GRDP, `Thu ngân sách so với cùng kỳ` a
/// comparison with a period.
///
/// Behind words such as `so với` stand a period or a plan, with which is compared, or a quantity, of which figures
/// are told in percent.
enum ToldOf: Hashable {
  /// A whole of which most things are parts: GRDP, a total.
  case whole
  /// Another quantity, which may be less: `so với cả nước`.
  case quantity

  /// The words of a name with `tỷ lệ trên` where a quantity is named, and which; the words as they are for comparisons.
  ///
  /// - Parameters:
  ///   - words: small, with one blank between two, with their marks or without.
  ///   - ofPlans: whether a plan is such a quantity, too.
  static func read(_ words: String, ofPlans: Bool = false) -> (words: String, of: ToldOf?) {
    // Most names have no such word.
    guard PhraseSearch.contains(words, anyOf: hints) else { return (words, nil) }
    var parts = words.split(separator: " ").map(String.init)
    var found: ToldOf?
    var place = 0
    while place < parts.count {
      guard let lead = leads.first(where: { parts[place...].map { folded($0) }.starts(with: $0) })
      else {
        place += 1
        continue
      }
      let behind = parts[(place + lead.count)...].map { folded($0) }[...]
      guard let first = behind.first(where: { !articles.contains($0) }), !isTime(behind),
        ofPlans || !isPlan(behind)
      else {
        place += lead.count
        continue
      }
      found = wholes.contains(first) ? .whole : .quantity
      let isMarked = parts[place...].prefix(lead.count).contains { folded($0) != $0 }
      let ratio = isMarked ? ["tỷ", "lệ", "trên"] : ["ty", "le", "tren"]
      parts.replaceSubrange(place..<place + lead.count, with: ratio)
      place += ratio.count
    }
    return (found == nil ? words : parts.joined(separator: " "), found)
  }

  /// Whether words begin with a plan.
  private static func isPlan(_ words: ArraySlice<String>) -> Bool {
    let rest = words.drop { articles.contains($0) }
    return rest.first.map(plans.contains) ?? false || pairs.contains { rest.starts(with: $0) }
  }

  /// Whether words begin with a period.
  private static func isTime(_ words: ArraySlice<String>) -> Bool {
    let rest = words.drop { articles.contains($0) }
    guard let first = rest.first else { return true }
    return first.first?.isNumber == true || times.contains(first)
      || rest.starts(with: ["thuc", "hien"])
  }

  private static let leads = [
    ["so", "sanh", "voi"], ["so", "voi"], ["compared", "with"], ["compared", "to"],
    ["relative", "to"], ["versus"], ["vs"],
  ]
  private static let hints = ["voi", "với", "compared", "relative", "versus", "vs"]
  private static let articles: Set<String> = ["the", "a", "an", "of", "muc", "so"]
  private static let times: Set<String> = [
    "cung", "nam", "thang", "quy", "ky", "tuan", "dau", "cuoi", "truoc", "ck", "ntn", "same",
    "previous", "last", "prior", "year", "month", "quarter", "period", "uoc", "th", "hom", "ngay",
    "giai", "earlier",
  ]
  private static let plans: Set<String> = [
    "kh", "ke", "dt", "nq", "plan", "planned", "target", "targets", "budget",
  ]
  private static let pairs = [
    ["du", "toan"], ["nghi", "quyet"], ["chi", "tieu"], ["tieu"], ["dinh", "muc"],
    ["duoc", "giao"], ["giao"],
  ]
  private static let wholes: Set<String> = [
    "grdp", "gdp", "gni", "tong", "total", "dan",
  ]
}
