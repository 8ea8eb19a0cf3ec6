internal import Files
internal import TimeSeries

/// The words of a printed header: the period that they name, what they compare, and the rest.
struct PrintedHeader {
  /// Why a column is not read.
  enum Obstacle: Error {
    /// Nothing says of which period it is, or what it is compared with.
    case unread
    /// It is of months for which there is no place: `6 tháng cuối năm`.
    case partOfYear
  }

  /// What a header says of its column.
  static func meaning(
    _ header: String, title: TitlePeriod?, line unit: String, above: PrintedMeaning? = nil
  ) throws(Obstacle) -> PrintedMeaning {
    let words = withoutMonthOfRevision(withoutDayOfRevision(words(of: header)))
    let (left, right) = parts(of: words, header, line: unit)
    var phrase = Phrase(folded(left.joined(separator: " ")))
    let isYearBefore =
      right == nil && phrase.remove(["cung ky nam truoc", "cung ky", "nam truoc", "same period"])
    var found = period(in: left)
    let isRevised = found?.isRevised == true
    // "So với cùng kỳ năm trước (%)" may stand above the period that is compared.
    if let right, found == nil, namesOther(right), let own = period(in: right, isOwn: true),
      !isYearOfPlan(own.slot, right, title)
    {
      found = Found(slot: own.slot, status: own.status, rest: left)
    }
    if let title { found = beside(title, found, left, isYearBefore: isYearBefore) }
    // Bilingual headers name it twice.
    while let own = found, let again = period(in: own.rest), again.slot == own.slot {
      found = Found(slot: own.slot, status: own.status ?? again.status, rest: again.rest)
    }
    guard var found else {
      guard let above else { throw .unread }
      return continued(above, header, left, line: unit)
    }
    if let month = month(in: found) ?? lastMonth(of: found) { found = month }
    // "6 tháng cuối năm" merged below its year is no 6 months of it.
    let isLate = found.slot.isToDate && phrase.namesLateMonths
    guard !found.slot.isOther, !isLate else { throw .partOfYear }
    if title?.isToDate == true, found.slot == title?.slot { found.slot = found.slot.cumulated }
    let brackets = brackets(header)
    let measure: PrintedMeasure
    if let right {
      guard let compared = comparison(right, of: found.slot) else { throw .unread }
      let isGrowth = compared == .yearBefore && phrase.contains(growths)
      measure = isGrowth ? .growth : compared
    } else {
      measure = .level
    }
    let isPercent = measure != .level || self.isPercent(header)
    var unit = isPercent ? "%" : brackets.first { isUnit($0) } ?? unit
    let behind = right.map { period(in: $0)?.rest ?? $0 } ?? []
    var (quantity, status) = quantity(found.rest + behind)
    if isUnitAlone(quantity), measure == .level {
      unit = quantity
      quantity = ""
    }
    let told = measure == .level ? found.status ?? status ?? .secondary : .secondary
    var revised = isRevised
    if told == .plan, let isLater = revisions[folded(quantity)] {
      quantity = ""
      revised = revised || isLater
    }
    return PrintedMeaning(
      period: found.slot.period, isToDate: found.slot.isToDate, status: told,
      measure: measure, quantity: quantity, unit: unit, isRevised: revised)
  }

  /// What is left of a plan that says which of those of its period it is, and whether that is a later one.
  private static let revisions = [
    "giao": false, "duoc giao": false, "ban dau": false, "giao ban dau": false,
    "dieu chinh": true, "sau dieu chinh": true, "da dieu chinh": true,
  ]

  /// Without the day on which the plan of a year was revised, and by what: `KH điều chỉnh theo QĐ 123 ngày 15/7/2025`.
  private static func withoutDayOfRevision(_ words: [String]) -> [String] {
    let plain = words.map { folded($0) }
    guard
      let place = plain.indices.dropLast().first(where: {
        plain[$0...].starts(with: ["dieu", "chinh"])
      }),
      Phrase(plain[..<place].joined(separator: " ")).contains(StartPlanName.words)
    else { return words }
    let start = place + 2
    let front = plain[start...].prefix { !["ngay", "theo", "tai"].contains($0) }
    guard front.isEmpty, let day = plain[start...].firstIndex(of: "ngay"), day + 1 < words.count
    else { return words }
    let date = words[day + 1].filter { !"(),;:".contains($0) }.split(separator: "/")
    guard date.count == 3, date.allSatisfy({ Int($0) != nil }),
      day + 2 == words.count || plain[day + 2] == "cua"
    else { return words }
    let before = Array(words[..<place])
    // What names no period is the plan of the year.
    let isNamed =
      period(in: before) != nil || part(in: before, of: anyYear) != nil
      || Phrase(plain[..<place].joined(separator: " ")).contains(plansOfYear)
    return before + (isNamed ? [] : ["năm"]) + words[place..<start]
  }

  /// Without the month in which the plan of a year was revised: `KH năm 2025 điều chỉnh tháng 7`.
  private static func withoutMonthOfRevision(_ words: [String]) -> [String] {
    let plain = words.map { folded($0) }
    for place in plain.indices.dropLast(3) where plain[place...].starts(with: ["dieu", "chinh"]) {
      let before = Array(words[..<place])
      guard ["thang", "quy", "lan", "dot"].contains(plain[place + 2]),
        plain[place + 3].first?.isNumber == true || "ivx".contains(plain[place + 3].prefix(1)),
        Phrase(plain[..<place].joined(separator: " ")).contains(StartPlanName.words),
        period(in: before)?.slot.period.frequency == .annual
          || Phrase(plain[..<place].joined(separator: " ")).contains(plansOfYear)
      else { continue }
      var end = place + 4
      if plain[end...].first == "nam", plain.dropFirst(end + 1).first?.count == 4 { end += 2 }
      return Array(words[..<(place + 2)] + words[end...])
    }
    return words
  }

  /// What a header says beside a title that names the period of the table: `tháng 9`, `Lũy kế`, `Kế hoạch năm`,
  /// `Cùng kỳ năm 2024`.
  private static func beside(
    _ title: TitlePeriod, _ stated: Found?, _ words: [String], isYearBefore: Bool
  ) -> Found {
    let phrase = Phrase(folded(words.joined(separator: " ")))
    if stated == nil, let plan = title.plan, phrase.contains(StartPlanName.words) {
      let year = plan.period.year
      if phrase.contains(plansOfYear) {
        return Found(slot: PrintedSlot(.year(year)), status: .plan, rest: words)
      }
      let own = part(in: words, of: year)
      return Found(slot: own?.slot ?? plan, status: .plan, rest: own?.rest ?? words)
    }
    let year = title.slot.period.year
    if let stated, !isYearBefore { return stated }
    // "Năm" behind the months of a title is all of it.
    if words.last?.lowercased() == "năm",
      words.dropLast().allSatisfy({ wholes.contains(folded($0)) })
    {
      return Found(
        slot: PrintedSlot(.year(year)), status: nil, rest: Array(words.dropLast()))
    }
    if let stated, stated.slot.period.frequency == .annual {
      return Found(slot: title.slot.of(stated.slot.period.year), status: nil, rest: stated.rest)
    }
    var found = part(in: words, of: year)
    if found == nil, phrase.contains(plansOfYear) {
      found = Found(slot: PrintedSlot(.year(year)), status: .plan, rest: words)
    }
    let isPart = found != nil
    var slot = found?.slot ?? title.slot
    if phrase.contains(cumulations), slot.period.frequency != .annual { slot = slot.cumulated }
    return Found(
      slot: isYearBefore ? slot.yearBefore : slot,
      status: isYearBefore ? nil : found?.status ?? (isPart ? nil : title.status),
      rest: found?.rest ?? words)
  }

  /// Words before a year that say what is told of all of it.
  private static let wholes: Set<String> = [
    "thuc", "hien", "th", "ke", "hoach", "kh", "du", "toan", "uoc", "uth",
  ]
  private static let plansOfYear = ["ke hoach nam", "kh nam", "du toan nam", "annual plan"]
  private static let cumulations = ["luy ke", "cong don", "tu dau nam", "dau nam", "year to date"]

  /// The month of a quarter that is named beside it, `Quý I/2024` merged above `Tháng 2`.
  private static func month(in found: Found) -> Found? {
    guard found.slot.period.frequency == .quarterly,
      let month = part(in: found.rest, of: found.slot.period.year),
      month.slot.period.frequency == .monthly, !month.slot.isToDate,
      (month.slot.period.positionInYear + 2) / 3 == found.slot.period.positionInYear
    else { return nil }
    return Found(slot: month.slot, status: found.status, rest: month.rest)
  }

  /// The last month of what is cumulated where words beside it name that month alone: `Thực hiện đến 31/5/2025` above
  /// `Tháng 5`, `Trong tháng`.
  private static func lastMonth(of found: Found) -> Found? {
    let last = found.slot.period
    guard found.slot.isToDate, last.frequency == .monthly else { return nil }
    var rest = Phrase(folded(found.rest.joined(separator: " ")))
    guard !rest.contains(cumulations) else { return nil }
    if rest.remove(["trong thang", "in the month", "of the month"]) {
      let other = found.rest.filter { !["trong", "thang"].contains(folded($0)) }
      return Found(slot: PrintedSlot(last), status: found.status, rest: other)
    }
    guard let month = part(in: found.rest, of: last.year), month.slot == PrintedSlot(last) else {
      return nil
    }
    return Found(slot: month.slot, status: found.status, rest: month.rest)
  }

  /// Whether what stands behind `so với` names the year of a plan, and the title the part of it that is compared.
  private static func isYearOfPlan(
    _ slot: PrintedSlot, _ right: [String], _ title: TitlePeriod?
  ) -> Bool {
    guard let title, slot.period.frequency == .annual, !slot.isOther else { return false }
    return title.slot.period.frequency != .annual && title.slot.period.year == slot.period.year
      && Phrase(folded(right.joined(separator: " "))).contains(StartPlanName.words)
  }

  /// The longest run of words that names a quarter or months without their year.
  ///
  /// - Parameter others: words with which it does not begin.
  static func part(
    in words: [String], of year: Int, besides others: Set<String> = []
  ) -> Found? {
    for length in stride(from: min(words.count, 5), to: 0, by: -1) {
      for start in 0...(words.count - length) where !others.contains(folded(words[start])) {
        let run = words[start..<(start + length)].joined(separator: " ").filter {
          !"(),;:".contains($0)
        }
        guard let part = StartPart(run), part != .whole || folded(run) == "ca nam",
          let slot = PrintedSlot(StartPeriod(part.meaning(of: year)))
        else { continue }
        return Found(
          slot: slot, status: nil, rest: Array(words[..<start] + words[(start + length)...]))
      }
    }
    return nil
  }

  private static let growths = ["toc do tang", "toc do tang truong", "tang truong", "growth"]

  /// A column that goes on below a line of its own, `Cơ cấu - %`, has the period of the column above.
  private static func continued(
    _ above: PrintedMeaning, _ header: String, _ words: [String], line unit: String
  ) -> PrintedMeaning {
    let (quantity, _) = quantity(words)
    let own = brackets(header).first { isUnit($0) } ?? (header.contains("%") ? "%" : nil)
    let isUnitAlone = isUnitAlone(quantity)
    return PrintedMeaning(
      period: above.period, isToDate: above.isToDate, status: above.status,
      measure: above.measure, quantity: isUnitAlone ? "" : quantity,
      unit: own ?? (isUnitAlone ? quantity : unit))
  }

  // MARK: Words

  static func words(of text: String) -> [String] {
    text.prefix(2000).split { $0.isWhitespace }.prefix(80).map(String.init)
  }

  /// What stands before and behind `so với`; in a table of amounts percentages of `cùng kỳ` are compared with it, too.
  private static func parts(
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
  private static func split(_ words: [String]) -> ([String], [String]?) {
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

  private static let plans = ["kh", "ke hoach", "du toan", "dt", "nghi quyet", "nq", "muc tieu"]
  private static let otherPeriods = ["ck", "thang truoc", "quy truoc", "ky truoc", "nam truoc"]

  /// Whether words name who set a plan and nothing else: `So TW`, `So HĐND giao`.
  private static func namesGiver(_ words: ArraySlice<String>) -> Bool {
    PlanGiver(words, needsVerb: false)?.length == words.count
  }

  private static func begins(_ words: ArraySlice<String>, _ phrases: [String]) -> Bool {
    phrases.contains { words.starts(with: $0.split(separator: " ").map(String.init)) }
  }

  /// What stands before and behind the sign or word between what was done and its plan, in percent: `TH/KH năm (%)`,
  /// `Hoàn thành KH (%)`, `% KH`.
  private static func ofPlan(_ words: [String]) -> ([String], [String])? {
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

  /// A period among words, and the words without it.
  struct Found {
    var slot: PrintedSlot
    let status: ObservationStatus?
    let rest: [String]
    /// Whether the words say that it was revised.
    var isRevised = false
  }

  private static let fillers: Set<String> = ["co", "tu", "trong", "tai", "ky", "vu", "of", "at"]

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
  private static func namesOther(_ words: [String]) -> Bool {
    Phrase(folded(words.joined(separator: " "))).contains([
      "cung ky", "nam truoc", "thang truoc", "quy truoc", "ky truoc", "ke hoach", "same period",
      "corresponding period", "previous year", "last year", "previous month", "plan", "du toan",
      "th dt", "th kh", "kh", "dt", "nghi quyet", "nq", "muc tieu", "ck",
    ])
  }

  private static func comparison(_ words: [String], of slot: PrintedSlot) -> PrintedMeasure? {
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
