internal import Files
internal import TimeSeries

/// What the title of plans says of them: `Kế hoạch năm`, `KH quý`, `Dự toán điều chỉnh tháng 7`, `revised annual plan`.
struct StartPlanName: Hashable {
  /// Of which period they are.
  enum Span: Hashable {
    /// Nothing says it: that of the row, unless figures tell another one.
    case open
    /// Of the row.
    case row
    case quarter
    /// The year, or one that lies so many years ahead.
    case year(ahead: Int)
    /// A year that is named.
    case named(Int)
    /// Cumulated from January.
    case toDate
  }

  let span: Span
  /// Which revision it is; 0 of a plan as it was made.
  let revision: Int
  /// What it is beside the plan itself.
  let role: Role
  /// Who set it, folded; empty where nothing says it.
  let giver: String

  /// What a plan is beside others of the same thing.
  enum Role: Hashable {
    /// The plan itself.
    case itself
    /// An aim that may lie beyond the plan: `Phấn đấu`.
    case aim
    /// What was added to it: `Kế hoạch bổ sung`.
    case supplement
    /// One of which words say more than is known here: `Kế hoạch trung hạn`.
    case unclear
  }

  init(_ span: Span, revision: Int = 0, role: Role = .itself, giver: String = "") {
    self.span = span
    self.revision = revision
    self.role = role
    self.giver = giver
  }

  /// Whether its periods are those of the rows.
  var isRegular: Bool { span == .open || span == .row }

  /// What a plan beside a row's period stands for.
  func slot(beside slot: StartSlot) -> StartSlot {
    let year = slot.period.year
    switch span {
    case .open, .row: return slot
    case .quarter:
      guard case .period(let period) = slot, period.frequency == .monthly else { return slot }
      return slot.quarter
    case .year(let ahead): return .period(.year(year + ahead))
    case .named(let named): return .period(.year(named))
    case .toDate: return slot.cumulated
    }
  }

  /// Takes the words of a plan out of a name that begins or ends with them, with all that they say of it.
  ///
  /// - Parameter isCumulated: whether words beside them have said so.
  init?(takenFrom name: inout Phrase, isCumulated: Bool = false) {
    let words = name.text.split(separator: " ").map(String.init)
    for start in words.indices {
      guard let length = Self.lengthOfPlan(words[start...]) else { continue }
      var reader = Reader(words, first: start, end: start + length)
      reader.readAround()
      if reader.needsSaying, reader.length == length { continue }
      guard reader.first == 0 || reader.end == words.count else { continue }
      let rest = words[..<reader.first] + reader.kept + words[reader.end...]
      name = Phrase(rest.joined(separator: " "))
      let isAim = words[start..<start + length].contains("phan")
      self.init(
        isCumulated ? .toDate : reader.span, revision: reader.revision,
        role: reader.isSupplement ? .supplement : isAim ? .aim : .itself, giver: reader.giver)
      return
    }
    // "TW giao", "Chỉ tiêu tỉnh giao"
    for lead in [["chi", "tieu"], ["von"], []] where words.starts(with: lead) {
      guard PlanGiver(words.dropFirst(lead.count), needsVerb: true) != nil else { continue }
      var reader = Reader(words, first: 0, end: lead.count)
      reader.readAround()
      guard !reader.giver.isEmpty, reader.kept.isEmpty, reader.end == words.count else { continue }
      name = Phrase("")
      self.init(
        isCumulated ? .toDate : reader.span, revision: reader.revision, giver: reader.giver)
      return
    }
    return nil
  }

  /// Whether a name begins with words of a plan, whatever stands behind them.
  static func begins(_ name: String) -> Bool {
    lengthOfPlan(name.split(separator: " ").map(String.init)[...]) != nil
  }

  /// The same where its words say more than is known here.
  var asUnclear: StartPlanName { StartPlanName(span, revision: revision, role: .unclear) }

  /// A text that says nothing but that it is the plan of a year, `Kế hoạch năm`.
  init?(ofYear text: String) {
    guard case (.plan(let plan), "") = StartMeasure.of(text), plan.role == .itself else {
      return nil
    }
    switch plan.span {
    case .open, .year(ahead: 0): self = plan
    default: return nil
    }
  }

  /// Words that name a plan.
  static let words = [
    "ke hoach", "kh", "du toan", "plan", "planned", "target", "targets", "muc tieu", "nghi quyet",
    "nq hdnd", "nq hdnd tinh", "von giao", "von duoc giao", "phan dau", "chi tieu phan dau",
    "chi tieu giao",
    "chi tieu duoc giao", "chi tieu ke hoach", "chi tieu kh", "chi tieu nghi quyet",
    "muc tieu phan dau",
  ]
  /// What stands behind plans of money that is spent, whatever the spending is called.
  static let money = ["von dau tu cong", "von dau tu", "von"]
  /// Words that name a plan only where something is said of it.
  private static let budget = "budget"

  private static let firstWords = Set(
    (words + [budget]).map { String($0.prefix { $0 != " " }) })

  private static func lengthOfPlan(_ words: ArraySlice<String>) -> Int? {
    guard let first = words.first, firstWords.contains(first) else { return nil }
    return [4, 3, 2, 1].first { length in
      let text = words.prefix(length).joined(separator: " ")
      return words.count >= length && (Self.words.contains(text) || text == budget)
    }
  }

  /// Reads what stands around the words of a plan.
  private struct Reader {
    private let words: [String]
    private(set) var (first, end): (Int, Int)
    private(set) var span = Span.open
    private(set) var revision = 0
    private(set) var isSupplement = false
    private(set) var giver = ""
    /// Words among those of the plan that name what is planned.
    private(set) var kept: [String] = []
    /// Whether the word alone names no plan.
    let needsSaying: Bool

    init(_ words: [String], first: Int, end: Int) {
      self.words = words
      (self.first, self.end) = (first, end)
      needsSaying = words[first] == budget
    }

    var length: Int { end - first }

    mutating func readAround() {
      while let said = before[word(first - 1)] {
        first -= 1
        take(said)
      }
      while readBehind() {}
      // "Provincial target"
      if giver.isEmpty, first > 0, let name = PlanGiver.english(words[..<first]) {
        giver = name
        first = 0
      }
    }

    private func word(_ index: Int) -> String { words.indices.contains(index) ? words[index] : "" }

    private func namedYear(_ index: Int) -> Int? {
      let text = word(index)
      return text.count == 4
        ? Int(text).flatMap { PeriodPattern.years.contains($0) ? $0 : nil } : nil
    }

    private mutating func take(_ said: Saying) {
      switch said {
      case .span(let told): if span == .open { span = told }
      case .revised: revision = max(revision, 1)
      case .supplement: isSupplement = true
      case .nothing: break
      }
    }

    /// Takes what stands next behind the plan; `false` where it says nothing of the plan.
    private mutating func readBehind() -> Bool {
      // "Kế hoạch điều chỉnh tháng 7 năm 2025", "Kế hoạch giao đầu năm 2025", "KH 2025"
      for lead in [["dau", "nam"], ["ca", "nam"], ["nam"], []]
      where words.dropFirst(end).starts(with: lead) {
        let place = end + lead.count
        guard let year = namedYear(place), namedYear(place + 1) == nil else { continue }
        take(.span(.named(year)))
        end = place + 1
        return true
      }
      // A number of resolutions is no plan.
      if giver.isEmpty, words[0] != "so", first == 0 || words[first] != "nghi",
        let found = PlanGiver(words.dropFirst(end), needsVerb: !kept.isEmpty)
      {
        giver = found.name
        end += found.length
        return true
      }
      // "Plan assigned by the province"
      if giver.isEmpty, ["assigned", "set", "given", "approved"].contains(word(end)),
        word(end + 1) == "by", let name = PlanGiver.english(words[(end + 2)...])
      {
        giver = name
        end = words.count
        return true
      }
      if kept.isEmpty {
        // "Kế hoạch vốn năm"
        let money = StartPlanName.money.map { $0.split(separator: " ").map(String.init) }
        if let found = money.first(where: { words.dropFirst(end).starts(with: $0) }) {
          kept = found
          end += found.count
          return true
        }
      }
      if revision > 0, ["lan", "thang", "quy"].contains(word(end)), let number = Int(word(end + 1))
      {
        if word(end) == "lan" { revision = max(revision, number) }
        end += 2
        return true
      }
      for length in stride(from: 3, to: 0, by: -1) where end + length <= words.count {
        let text = words[end..<end + length].joined(separator: " ")
        guard let (said, isLast) = behind[text] else { continue }
        let next = word(end + length)
        if Int(next) != nil || isLast && !next.isEmpty && !begins(next) { continue }
        take(said)
        end += length
        return true
      }
      return false
    }

    /// Whether a word may go on saying something of the plan.
    private func begins(_ word: String) -> Bool {
      ["nam", "ca", "dau", "dieu", "sau", "giao", "thang", "quy"].contains(word)
    }
  }

  private enum Saying {
    case span(Span)
    case revised
    case supplement
    case nothing
  }

  private static let before: [String: Saying] = [
    "annual": .span(.year(ahead: 0)), "yearly": .span(.year(ahead: 0)),
    "quarterly": .span(.quarter), "monthly": .span(.row), "revised": .revised,
    "approved": .nothing, "assigned": .nothing, "adjusted": .revised, "amended": .revised,
    "updated": .revised, "original": .nothing,
    "initial": .nothing, "tong": .revised, "total": .revised, "additional": .supplement,
    "supplementary": .supplement,
  ]

  /// What words behind a plan say, and whether they do so only where nothing else follows: quý is spelled as quỹ.
  private static let behind: [String: (Saying, isLast: Bool)] = [
    "nam": (.span(.year(ahead: 0)), false), "ca nam": (.span(.year(ahead: 0)), false),
    "nam nay": (.span(.year(ahead: 0)), false), "nam sau": (.span(.year(ahead: 1)), false),
    "nam toi": (.span(.year(ahead: 1)), false), "dau nam": (.span(.year(ahead: 0)), false),
    "of the year": (.span(.year(ahead: 0)), false), "for the year": (.span(.year(ahead: 0)), false),
    "next year": (.span(.year(ahead: 1)), false), "quy": (.span(.quarter), true),
    "trong quy": (.span(.quarter), true), "hang quy": (.span(.quarter), true),
    "of the quarter": (.span(.quarter), false), "thang": (.span(.row), true),
    "trong thang": (.span(.row), true), "hang thang": (.span(.row), true),
    "thang bao cao": (.span(.row), true), "of the month": (.span(.row), false),
    "den thang": (.span(.toDate), true), "den het thang": (.span(.toDate), true),
    "den thang bao cao": (.span(.toDate), true), "dieu chinh": (.revised, false),
    "sau dieu chinh": (.revised, false), "da dieu chinh": (.revised, false),
    "bo sung": (.supplement, true), "sau bo sung": (.revised, true),
    "ca bo sung": (.revised, true), "ban dau": (.nothing, false), "giao": (.nothing, true),
    "duoc giao": (.nothing, true),
  ]
}
