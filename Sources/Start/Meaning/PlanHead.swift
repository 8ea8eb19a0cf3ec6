internal import Files
internal import TimeSeries

/// The plan of a year as the header of its column has it, where that says who set it, or when: `Dự toán HĐND tỉnh giao 2025`,
/// `KH 2025 điều chỉnh ngày 15/7/2025`.
struct PlanHead {
  let period: StartPeriod
  /// Who set it, folded; empty where nothing says it.
  let giver: String

  /// Reads a header; `nil` of one that says anything else.
  init?(_ title: String) {
    let text = PlanDay(title)?.rest ?? title
    if let stage = PlanStage(text) {
      (period, giver) = (stage.period, "")
      return
    }
    let header = StartHeader(text)
    let unit = StartUnit(header.unit)
    var name = Phrase(folded(unit.isAmount || unit.isPercent ? header.name : text))
    if let year = Self.yearOfAim(name.text) {
      (period, giver) = (StartPeriod(.period(.year(year)), status: .plan), "")
      return
    }
    guard let plan = StartPlanName(takenFrom: &name),
      name.text.isEmpty || StartPlanName.money.contains(name.text), plan.role == .itself,
      case .named(let year) = plan.span
    else { return nil }
    period = StartPeriod(.period(.year(year)), status: .plan, isRevised: plan.revision > 0)
    giver = plan.giver
  }
}

extension PlanHead {
  /// Words that make a plan of the year behind them where they stand alone: `Đến năm 2030`, `Chỉ tiêu 2025`.
  static let aims = [
    "chi tieu", "den", "den het", "toi", "huong den", "huong toi", "tam nhin", "tam nhin den",
    "tam nhin toi", "mt", "mt den", "mt den het", "nghi quyet dai hoi", "nghi quyet dai hoi den",
    "nq dai hoi", "nq dai hoi den", "muc tieu dai hoi", "muc tieu dai hoi den",
  ]

  /// The year that a folded text aims at and says no more of; `nil` of any other.
  private static func yearOfAim(_ text: String) -> Int? {
    guard let year = Int(text.suffix(4)), PeriodPattern.years.contains(year) else { return nil }
    let isOne = aims.contains { aim in text == "\(aim) nam \(year)" || text == "\(aim) \(year)" }
    // A bare "đến 2024" may be until that year.
    return isOne && text != "den \(year)" && text != "toi \(year)" ? year : nil
  }

  /// What is left of a printed head of a year without the aim before it; `nil` where none stands there.
  ///
  /// - Parameters:
  ///   - rest: the words of the head without those of the year.
  ///   - header: the whole head.
  static func withoutAim(_ rest: [String], of year: Int, _ header: String) -> [String]? {
    let all = Phrase(folded(header))
    let plain = rest.map { folded($0) }
    for aim in aims.sorted(by: { $0.count > $1.count })
    where all.contains(["\(aim) nam \(year)", "\(aim) \(year)"]) {
      let words = aim.split(separator: " ").map(String.init)
      guard plain.count >= words.count else { continue }
      for start in 0...(plain.count - words.count)
      where Array(plain[start..<(start + words.count)]) == words {
        // "Lũy kế đến năm 2024" is no aim.
        let before = plain[..<start].joined(separator: " ")
        guard !Phrase(before).contains(["luy ke", "tinh", "cong don", "tu", "ke tu"]) else {
          return nil
        }
        return Array(rest[..<start] + rest[(start + words.count)...])
      }
    }
    return nil
  }
}

extension PlanHead {
  /// A head without the bracket that says where its plan stands: `Mục tiêu đến năm 2030 (Nghị quyết Đại hội)`.
  static func withoutSource(_ title: String) -> String {
    guard StartMeasure.speaksOfPlan(title) || title.lowercased().hasPrefix("mt "),
      let open = title.lastIndex(of: "("), open > title.startIndex,
      withoutOuterBlanks(title).last == ")"
    else { return title }
    let inside = folded(withoutOuterBlanks(title[title.index(after: open)...].dropLast()))
    let isSource = sources.contains { inside == $0 || inside.hasPrefix($0 + " ") }
    return isSource ? withoutOuterBlanks(title[..<open]) : title
  }

  private static let sources = [
    "nghi quyet", "nq", "theo nghi quyet", "theo nq", "quyet dinh", "qd", "theo quyet dinh",
    "theo qd", "dai hoi", "van kien", "resolution", "decision",
  ]
}

/// The day on which a plan was set, as its title says: `KH 2025 (điều chỉnh tại NQ 05 ngày 15/7/2025)`.
struct PlanDay {
  let day: CalendarDate
  /// The title without the day and without the decision of that day.
  let rest: String

  /// Reads a title; `nil` where no one day is that of a plan.
  init?(_ title: String) {
    guard StartMeasure.speaksOfPlan(title) else { return nil }
    let header = StartHeader(title)
    let hasUnit = StartUnit(header.unit).isAmount || StartUnit(header.unit).isPercent
    var words = (hasUnit ? header.name : title).split(separator: " ").map { word in
      String(
        word.drop { Self.signs.contains($0) }.reversed().drop { Self.signs.contains($0) }
          .reversed())
    }
    let days = words.enumerated().compactMap { place, word in Self.day(word).map { (place, $0) } }
    guard days.count == 1, let (place, day) = days.first else { return nil }
    var first = place
    if first > 0, folded(words[first - 1]) == "ngay" { first -= 1 }
    // What is told until a day was not set on it.
    if first > 0, ["den", "het", "toi", "tu"].contains(folded(words[first - 1])) { return nil }
    let decision = Self.decision(words[..<first])
    words.removeSubrange((decision ?? first)...place)
    let rest = words.filter { !$0.isEmpty }.joined(separator: " ")
    guard decision != nil || Phrase(folded(rest)).contains(["dieu chinh", "giao"]) else {
      return nil
    }
    self.day = day
    self.rest = hasUnit ? "\(rest) (\(header.unit))" : rest
  }

  private static let signs: Set<Character> = ["(", ")", "[", "]", ",", ";", ":"]

  /// The day that a word is, the day before the month.
  private static func day(_ word: String) -> CalendarDate? {
    guard word.count >= 8, let period = StartPeriod(word) else { return nil }
    return StartDays.day(period, isMonthFirst: false)
  }

  /// Where words begin that end with a decision and its number: `tại NQ 05`, `theo QĐ số 123/QĐ-UBND`.
  private static func decision(_ words: ArraySlice<String>) -> Int? {
    var place = words.endIndex
    while place > 1, place > words.endIndex - 3, isNumber(words[place - 1]) { place -= 1 }
    let names = [["nghi", "quyet"], ["quyet", "dinh"], ["nq"], ["qd"], ["cv"], ["tb"]]
    for name in names where place > name.count {
      let start = place - name.count
      guard words[start..<place].map({ folded($0) }) == name else { continue }
      return ["tai", "theo"].contains(folded(words[start - 1])) && start > 1 ? start - 1 : start
    }
    return nil
  }

  /// Whether a word is the number of a decision, `số`, and no year.
  private static func isNumber(_ word: String) -> Bool {
    if folded(word) == "so" { return true }
    return word.contains(where: \.isNumber)
      && !(Int(word).map { PeriodPattern.years.contains($0) } ?? false)
  }
}
