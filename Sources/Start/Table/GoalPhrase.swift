internal import Files
internal import Plans

/// The words around the number of a plan, taken off: `phấn đấu đạt trên 12%/năm`, `giảm còn dưới 2%`.
struct GoalPhrase {
  /// What the words say besides which side is good.
  struct Words {
    /// Whether the number is a mean of years.
    var isMean = false
    /// Whether it is one of each year: `/năm`.
    var isYearly = false
    /// Whether it says by how much something grows or falls, and which; `nil` where it says where it ends.
    var change: Change?
    /// Of how many times the figure of a year it is: `gấp 2 lần năm 2020`.
    var timesOf: Int?
    /// The year to which the cell says it is to be reached.
    var year: Int?
    /// The years that the cell says it is told of: `bình quân giai đoạn 2026–2030`.
    var stage: ClosedRange<Int>?
    /// Whether it is a place among others: `Top 10`.
    var isRank = false
    /// Whether it is the yearly growth of the level that its row tells, which the row says: `tăng 12%/năm` of an amount.
    var isGrowthOfLevel = false
    /// The unit behind the number; empty where none stands there.
    var unit = ""
    /// Whether words that name no side stand before the number.
    var hasLead = false
    /// Whether a word of a mean stands before it, which is one of years where it says so.
    var hasMeanLead = false
  }

  enum Change { case rise, fall }

  var words = Words()
  /// The good side; `nil` where no word names it.
  private(set) var direction: TargetDirection?
  /// The number, a range or a number with its unit.
  private(set) var rest: String

  /// Takes a text apart; `nil` where nothing but words stand in it.
  init?(_ text: String) {
    rest = text.lowercased().split(whereSeparator: \.isWhitespace).joined(separator: " ")
    while let last = rest.last, ".;".contains(last) { rest.removeLast() }
    while takeStage() || takeTail() || takeHead() {}
    if words.hasMeanLead || words.stage != nil, words.isYearly { words.isMean = true }
    if words.stage != nil, words.hasMeanLead { words.isMean = true }
    rest = withoutOuterBlanks(rest)
    if words.isRank { rest = RankGroup.number(of: rest) ?? rest }
    takeTimes()
    guard !rest.isEmpty else { return nil }
  }

  /// `giai đoạn 2026–2030` before or behind a number.
  private mutating func takeStage() -> Bool {
    guard words.stage == nil else { return false }
    let years = #/([12][0-9]{3}) ?(?:[-–—]|đến|to) ?([12][0-9]{3})\)?/#
    let front = Self.stages.first { rest.hasPrefix($0) }
    let behind = rest.dropFirst(front?.count ?? 0)
    if let match = behind.prefixMatch(of: years), match.range.upperBound < rest.endIndex,
      isStage(front), take(match.1, match.2)
    {
      rest = withoutOuterBlanks(rest[match.range.upperBound...])
      return true
    }
    guard let match = rest.matches(of: years).last, match.range.upperBound == rest.endIndex else {
      return false
    }
    let before = rest[..<match.range.lowerBound]
    let tail = Self.stages.first { before.hasSuffix($0) }
    guard before.count > tail?.count ?? 0, isStage(tail), take(match.1, match.2) else {
      return false
    }
    rest = withoutOuterBlanks(before.dropLast(tail?.count ?? 0))
    return true
  }

  /// Whether two numbers are years: where a word says so, or the cell speaks of years.
  private func isStage(_ word: String?) -> Bool {
    word != nil || words.hasMeanLead || words.isYearly
  }

  /// Words before the years of a stage, the longest first.
  private static let stages: [String] = {
    let nouns = ["giai đoạn ", "thời kỳ ", "các năm ", "the period "]
    let leads = ["trong ", "của ", "of ", "in ", "over ", "for ", "("]
    let both = leads.flatMap { lead in nouns.map { lead + $0 } }
    return (both + nouns + leads).sorted { $0.count > $1.count }
  }()

  private mutating func take(_ first: Substring, _ last: Substring) -> Bool {
    guard let first = Int(first), let last = Int(last), first < last, last - first <= 10 else {
      return false
    }
    words.stage = first...last
    return true
  }

  private mutating func takeHead() -> Bool {
    for (phrase, meaning) in Self.heads where rest.hasPrefix(phrase) {
      let behind = rest.dropFirst(phrase.count)
      // A word ends where it ends; signs may stand before digits.
      guard phrase.last?.isLetter != true || behind.first == " " else { continue }
      rest = withoutOuterBlanks(behind)
      take(meaning)
      return true
    }
    return false
  }

  private mutating func takeTail() -> Bool {
    if let match = rest.firstMatch(of: /\ (?:vào |đến |tới )?(?:cuối )?năm ([12][0-9]{3})$/),
      !rest.contains(" lần"), !rest.contains("đôi "), words.year == nil
    {
      words.year = Int(match.1)
      rest = String(rest[..<match.range.lowerBound])
      return true
    }
    for (phrase, meaning) in Self.tails where rest.hasSuffix(phrase) && rest.count > phrase.count {
      rest = withoutOuterBlanks(rest.dropLast(phrase.count))
      take(meaning)
      return true
    }
    return false
  }

  private mutating func take(_ meaning: Meaning) {
    switch meaning {
    case .lead: words.hasLead = true
    case .mean: (words.hasMeanLead, words.hasLead) = (true, true)
    case .meanRise: (words.hasMeanLead, words.hasLead, words.change) = (true, true, .rise)
    case .yearly:
      words.isYearly = true
      rest += "%"
    case .yearlyMean: (words.isYearly, words.isMean, words.hasLead) = (true, true, true)
    case .percent: if !rest.hasSuffix("%") { rest += "%" }
    case .change(let change): (words.change, words.hasLead) = (change, true)
    case .end(let side):
      words.hasLead = true
      if direction == nil { direction = side }
    case .rank: (words.isRank, words.hasLead, direction) = (true, true, .atMost)
    case .side(let side): direction = side
    }
  }

  /// `gấp 2 lần năm 2020`, `gấp đôi so với năm 2020`.
  private mutating func takeTimes() {
    let times =
      /^(?:gấp|bằng) (?:(đôi)|(.+) lần)(?: so với| so)?(?: cuối)? năm ([12][0-9]{3})$/
    guard let match = rest.firstMatch(of: times), let year = Int(match.3) else { return }
    words.timesOf = year
    words.hasLead = true
    words.change = nil
    rest = match.1 == nil ? String(match.2 ?? "") : "2"
  }

  private enum Meaning {
    /// Nothing but that something is aimed at.
    case lead
    /// A mean, of years where `/năm` stands behind.
    case mean
    /// A mean of growth.
    case meanRise
    case yearly, yearlyMean, percent, rank
    case change(Change)
    /// Where a change ends.
    case end(TargetDirection)
    case side(TargetDirection)
  }

  private static let heads: [(String, Meaning)] =
    (words(
      "phấn đấu|đạt được|đạt tỷ lệ|đạt mức|đạt|mục tiêu|duy trì|giữ vững|giữ ổn định|giữ|ổn định|ở mức"
        + "|mức|khoảng|vào khoảng|xấp xỉ|ước đạt|ước|cơ bản|gần|about|around|nearly|reach|:", .lead)
    + words(
      "bình quân hằng năm|bình quân hàng năm|bình quân mỗi năm|bình quân/năm|trung bình mỗi năm"
        + "|trung bình hằng năm|trung bình hàng năm|tăng bình quân hằng năm|tăng bình quân hàng năm"
        + "|bình quân 5 năm|bình quân giai đoạn|bình quân cả giai đoạn|bình quân trong giai đoạn"
        + "|bình quân thời kỳ|bình quân cả thời kỳ|bình quân nhiệm kỳ|bình quân cả nhiệm kỳ"
        + "|bình quân các năm",
      .yearlyMean)
    + RankGroup.heads.map { ($0, .rank) }
    + words("bình quân|trung bình|bq|average|an average of|on average", .mean)
    + words(
      "tăng lên|nâng lên|tăng đến|nâng tỷ lệ lên|tăng lên đến", .end(.atLeast))
    + words(
      "giảm còn|giảm xuống còn|giảm xuống|còn|chỉ còn|kéo giảm còn|hạ xuống|giảm về|down to",
      .end(.atMost))
    + words(
      "tốc độ tăng trưởng bình quân|tốc độ tăng bình quân|mức tăng bình quân|tăng trưởng bình quân"
        + "|tăng bình quân|average growth of|growth of on average", .meanRise)
    + words(
      "tốc độ tăng trưởng|tốc độ tăng|mức tăng|tăng trưởng|tăng thêm|tăng|growth of", .change(.rise)
    ) + words("giảm thêm|giảm", .change(.fall))
    + words(
      "≥|>=|=>|>|trên|ít nhất|tối thiểu|không dưới|không thấp hơn|không ít hơn|từ trên|lớn hơn|hơn|vượt"
        + "|at least|above|over|more than", .side(.atLeast))
    + words(
      "≤|<=|=<|<|dưới|không quá|tối đa|không vượt quá|không vượt|không cao hơn|không lớn hơn"
        + "|không trên|nhỏ hơn|thấp hơn|at most|below|under|up to|less than", .side(.atMost)))
    .sorted { $0.0.count > $1.0.count }

  private static let tails: [(String, Meaning)] =
    (words("trở lên|or more", .side(.atLeast)).map { (" " + $0.0, $0.1) }
    + words("trở xuống|or less", .side(.atMost)).map { (" " + $0.0, $0.1) }
    + words("bình quân/năm| bình quân mỗi năm| bình quân hằng năm| bình quân hàng năm", .yearlyMean)
    + words(
      "% /năm|%/năm|% / năm|% mỗi năm|% một năm|% hằng năm|% hàng năm|% a year|% per year"
        + "|% per annum|% yearly", .yearly)
    + words(" on average", .mean)
    + words("(%)", .percent))
    .sorted { $0.0.count > $1.0.count }

  private static func words(_ phrases: String, _ meaning: Meaning) -> [(String, Meaning)] {
    phrases.split(separator: "|").map { (String($0), meaning) }
  }
}
