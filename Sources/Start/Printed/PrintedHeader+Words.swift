internal import Files
internal import TimeSeries

extension PrintedHeader {
  // MARK: Words

  static func words(of text: String) -> [String] {
    text.prefix(2000).split { $0.isWhitespace }.prefix(80).map(String.init)
  }

  /// What stands before and behind `so với`; in a table of amounts percentages of `cùng kỳ` are compared with it, too.
  static func parts(
    of words: [String], _ header: String, line unit: String
  ) -> ([String], [String]?) {
    let (left, right) = split(words)
    if right == nil, let (left, right) = ofPlan(words) { return (left, right) }
    guard right == nil, StartUnit(unit).isAmount, !StartUnit(unit).isPercent,
      header.contains("%"),
      let place = words.indices.dropLast().first(where: {
        folded(words[$0]) == "cung" && folded(words[$0 + 1]) == "ky"
      })
    else { return (left, right) }
    return (Array(words[..<place]), Array(words[place...]))
  }

  /// What stands before and behind `so với`.
  static func split(_ words: [String]) -> ([String], [String]?) {
    let plain = words.map { folded($0) }
    for place in plain.indices.dropLast() where plain[place] == "so" {
      // Output at constant prices, "giá so sánh 2010", compares nothing.
      let isPrice = place > 0 && plain[place - 1] == "gia"
      if ["voi", "cung"].contains(plain[place + 1]) || plain[place + 1] == "sanh" && !isPrice {
        let skip = plain[place + 1] == "cung" ? 1 : 2
        return (Array(words[..<place]), Array(words[(place + skip)...]))
      }
      // "6 tháng so KH"; a number of something, "số", is written with signs.
      let isSo =
        words[place].lowercased() == "so"
        && words.contains { !$0.allSatisfy(\.isASCII) || $0.contains("%") }
      let behind = plain[(place + 1)...]
      if isSo, begins(behind, plans + otherPeriods) || namesGiver(behind) {
        return (Array(words[..<place]), Array(words[(place + 1)...]))
      }
    }
    let english = plain.firstIndex { ["compared", "versus", "vs"].contains($0) }
    if let english {
      let skip = plain[english] == "compared" ? 2 : 1
      return (Array(words[..<english]), Array(words.dropFirst(english + skip)))
    }
    return (words, nil)
  }

  static let plans = ["kh", "ke hoach", "du toan", "dt", "nghi quyet", "nq", "muc tieu"]
  static let otherPeriods = ["ck", "thang truoc", "quy truoc", "ky truoc", "nam truoc"]

  /// Whether words name who set a plan and nothing else: `So TW`, `So HĐND giao`.
  static func namesGiver(_ words: ArraySlice<String>) -> Bool {
    PlanGiver(words, needsVerb: false)?.length == words.count
  }

  static func begins(_ words: ArraySlice<String>, _ phrases: [String]) -> Bool {
    phrases.contains { words.starts(with: $0.split(separator: " ").map(String.init)) }
  }

  /// What stands before and behind the sign or word between what was done and its plan, in percent: `TH/KH năm (%)`,
  /// `Hoàn thành KH (%)`, `% KH`.
  static func ofPlan(_ words: [String]) -> ([String], [String])? {
    guard words.contains(where: { $0.contains("%") }) else { return nil }
    for (place, word) in words.enumerated() {
      let parts = word.split(separator: "/", omittingEmptySubsequences: false)
      let behind = [folded(parts.last ?? "")] + words[(place + 1)...].map { folded($0) }
      if parts.count == 2, parts[0].last?.isLetter == true, begins(behind[...], plans) {
        let name = ["kh": "kế hoạch", "dt": "dự toán"][behind[0]] ?? String(parts[1])
        return (
          words[..<place] + [String(parts[0])], self.words(of: name) + words[(place + 1)...]
        )
      }
    }
    let plain = words.map { folded($0) }
    for place in plain.indices.dropFirst() where begins(plain[place...], plans) {
      // "Tốc độ tăng (%)" above "Kế hoạch" is a plan.
      let lead = plain[..<place].filter { !$0.isEmpty }.suffix(2).joined(separator: " ")
      let isDone = ["dat", "hoan thanh", "thuc hien", "th"].contains {
        lead == $0 || lead.hasSuffix(" " + $0)
      }
      if isDone || words[..<place] == ["%"] {
        return (Array(words[..<place]), Array(words[place...]))
      }
    }
    return nil
  }

  /// Without the years over which a head goes on above one of them: `Thực hiện giai đoạn 2021-2025` above `2021`.
  static func withoutStage(_ words: [String]) -> [String] {
    let heads = ["giai doan", "thoi ky", "cac nam", "the period"]
    for place in words.indices.dropLast(2) {
      guard heads.contains(folded("\(words[place]) \(words[place + 1])")),
        let match = words[place + 2].wholeMatch(of: #/([12][0-9]{3})[-–—]([12][0-9]{3})[:,.]?/#),
        let first = Int(match.1), let last = Int(match.2), first < last
      else { continue }
      let rest = Array(words[..<place] + words[(place + 3)...])
      guard let period = period(in: rest)?.slot.period, (first...last).contains(period.year) else {
        continue
      }
      return rest
    }
    return words
  }

  /// A period among words, and the words without it.
  struct Found {
    var slot: PrintedSlot
    let status: ObservationStatus?
    let rest: [String]
    /// Whether the words say that it was revised.
    var isRevised = false
  }

  static let fillers: Set<String> = ["co", "tu", "trong", "tai", "ky", "vu", "of", "at"]

  /// The longest run of words that names a period with its year.
  ///
  /// - Parameter isOwn: whether what stands directly behind `cùng kỳ` is that of another period.
  static func period(in words: [String], isOwn: Bool = false) -> Found? {
    for length in stride(from: min(words.count, 10), to: 0, by: -1) {
      for start in 0...(words.count - length) {
        let run = words[start..<(start + length)].joined(separator: " ")
        guard run.contains(where: \.isNumber) else { continue }
        // Prices of 2010 are of no period; "Cơ" is no "có".
        let before = start > 0 ? folded(words[start - 1]) : ""
        let ends = [folded(words[start]), folded(words[start + length - 1])]
        let front = words[max(0, start - 2)..<start].map { folded($0) }
        if isOwn && (front.last == "ky" || front == ["ky", "nam"]) { continue }
        if before == "sanh" || before == "goc" || !fillers.isDisjoint(with: ends) { continue }
        let text = run.filter { !"(),;:".contains($0) }
        guard let period = StartPeriod(text), !period.isShort, let slot = PrintedSlot(period) else {
          continue
        }
        return Found(
          slot: slot, status: period.status,
          rest: Array(words[..<start] + words[(start + length)...]), isRevised: period.isRevised)
      }
    }
    return nil
  }

  /// Whether words say what something is compared with and need no period for it.
  static func namesOther(_ words: [String]) -> Bool {
    Phrase(folded(words.joined(separator: " "))).contains([
      "cung ky", "nam truoc", "thang truoc", "quy truoc", "ky truoc", "ke hoach", "same period",
      "corresponding period", "previous year", "last year", "previous month", "plan", "du toan",
      "th dt", "th kh", "kh", "dt", "nghi quyet", "nq", "muc tieu", "ck",
    ])
  }

  static func comparison(_ words: [String], of slot: PrintedSlot) -> PrintedMeasure? {
    let phrase = Phrase(folded(words.joined(separator: " ")))
    if phrase.contains(["plan", "th dt", "uth dt"]) || namesGiver(words.map { folded($0) }[...])
      || phrase.contains(plans.filter { $0 != "dt" })
      || begins(words.map { folded($0) }[...], ["dt"])
    {
      return .plan
    }
    if phrase.contains(["ky goc", "nam goc", "goc"]) { return .base }
    if phrase.contains([
      "cung ky", "ck", "thoi diem nam truoc", "same period", "corresponding period",
      "previous year",
      "last year",
    ]) {
      return .yearBefore
    }
    if phrase.contains(["thang truoc", "quy truoc", "ky truoc", "previous month"]) {
      return .periodBefore
    }
    if phrase.contains(["nam truoc"]) { return .yearBefore }
    guard let other = period(in: words)?.slot, !other.isOther else { return nil }
    let (own, base) = (slot.period, other.period)
    if own.frequency == base.frequency {
      let step = own.ordinal - base.ordinal
      if step == own.frequency.periodsPerYear { return .yearBefore }
      if step == 1 { return .periodBefore }
      let isDecember = base.positionInYear == base.frequency.periodsPerYear
      return isDecember && base.year == own.year - 1 ? .december : .base
    }
    return base.frequency == .annual && base.year == own.year - 1 ? .yearBefore : nil
  }
}
