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
    if let stage = PlanStage(header) {
      return PrintedMeaning(
        period: .year(stage.years.upperBound), isToDate: false, status: .plan, measure: .level,
        quantity: "", unit: unit, stage: stage.years)
    }
    let header = PlanHead.withoutSource(header)
    let words = withoutStage(withoutMonthOfRevision(withoutDayOfRevision(words(of: header))))
    guard !endsInsideMonth(words) else { throw .partOfYear }
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
    // What is left of a plan is none, and what a project costs is of no period.
    if found == nil || found?.slot == title?.slot, phrase.contains(timeless) { throw .unread }
    guard var found else {
      guard let above else { throw .unread }
      return continued(above, header, left, line: unit)
    }
    if right == nil, let plan = plan(in: found, header) { found = plan }
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

  /// What a head tells of a year that it aims at, or that an authority set: `Đến năm 2030`, `Tỉnh giao 2026`.
  private static func plan(in found: Found, _ header: String) -> Found? {
    let period = found.slot.period
    guard found.status == nil || found.status == .plan, period.frequency == .annual,
      !found.slot.isOther, header.contains("\(period.year)")
    else { return nil }
    if let rest = PlanHead.withoutAim(found.rest, of: period.year, header) {
      return Found(slot: found.slot, status: .plan, rest: rest, isRevised: found.isRevised)
    }
    guard let plan = PlanHead(header), plan.period.meaning == .period(period) else { return nil }
    return Found(
      slot: found.slot, status: .plan, rest: found.rest, isRevised: plan.period.isRevised)
  }

  /// What is left of a plan that says which of those of its period it is, and whether that is a later one.
  static let revisions = [
    "giao": false, "duoc giao": false, "ban dau": false, "giao ban dau": false,
    "dieu chinh": true, "sau dieu chinh": true, "da dieu chinh": true,
  ]

  /// Whether words speak of what came until a day inside a month, which is neither the month nor cumulated to it: `Lũy kế đến
  /// 15/5/2025`, `Từ 01/5 đến 15/5`.
  static func endsInsideMonth(_ words: [String]) -> Bool {
    let plain = words.map { folded($0) }
    return plain.indices.contains { place in
      guard ["den", "toi"].contains(plain[place]) else { return false }
      let behind = words[(place + 1)...].drop { ["het", "ngay"].contains(folded($0)) }
      guard let text = behind.first?.filter({ !"(),;:".contains($0) }) else { return false }
      var parts = text.split(separator: "/", omittingEmptySubsequences: false).map { Int($0) }
      // "ngày 15 tháng 5 năm 2025"
      if parts.count == 1, behind.count > 2, folded(behind[behind.startIndex + 1]) == "thang" {
        parts.append(Int(behind[behind.startIndex + 2]))
      }
      guard parts.count == 2 || parts.count == 3, let day = parts[0], let month = parts[1],
        (1...12).contains(month), (1...31).contains(day)
      else { return false }
      let year = parts.count == 3 ? parts[2] ?? anyYear : anyYear
      return day < min(CalendarDate.daysIn(month: month, of: year), month == 2 ? 28 : 31)
    }
  }

  /// Without the day on which the plan of a year was revised, and by what: `KH điều chỉnh theo QĐ 123 ngày 15/7/2025`.
  static func withoutDayOfRevision(_ words: [String]) -> [String] {
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
  static func withoutMonthOfRevision(_ words: [String]) -> [String] {
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
  static func beside(
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
    if found == nil, phrase.contains(plansOfYear) || isAllocation(phrase, below: title) {
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

  /// Whether words are a plan that is set by the year, whatever part of it the title speaks of: `Dự toán`, `Kế hoạch vốn`,
  /// `KH TTg giao`.
  static func isAllocation(_ phrase: Phrase, below title: TitlePeriod) -> Bool {
    guard title.slot.period.frequency != .annual, title.slot.period.year != anyYear,
      StartPlanName.begins(phrase.text),
      !phrase.contains(cumulations + timeless + ["thang", "quy", "ky"])
    else { return false }
    var rest = phrase
    guard let plan = StartPlanName(takenFrom: &rest), plan.role == .itself else { return false }
    return phrase.text.hasPrefix("du toan") || !plan.giver.isEmpty || phrase.contains(["giao"])
      || StartPlanName.money.contains { rest.text == $0 || rest.text.hasPrefix($0 + " ") }
  }

  /// Words of columns that are no figures of the period that the title names.
  static let timeless = ["con lai", "tong muc dau tu", "tmdt"]

  /// Words before a year that say what is told of all of it.
  static let wholes: Set<String> = [
    "thuc", "hien", "th", "ke", "hoach", "kh", "du", "toan", "uoc", "uth",
  ]
  static let plansOfYear = ["ke hoach nam", "kh nam", "du toan nam", "annual plan"]
  static let cumulations = ["luy ke", "cong don", "tu dau nam", "dau nam", "year to date"]

  /// The month of a quarter that is named beside it, `Quý I/2024` merged above `Tháng 2`.
  static func month(in found: Found) -> Found? {
    guard found.slot.period.frequency == .quarterly,
      let month = part(in: found.rest, of: found.slot.period.year),
      month.slot.period.frequency == .monthly, !month.slot.isToDate,
      (month.slot.period.positionInYear + 2) / 3 == found.slot.period.positionInYear
    else { return nil }
    return Found(slot: month.slot, status: found.status, rest: month.rest)
  }

  /// The last month of what is cumulated where words beside it name that month alone: `Thực hiện đến 31/5/2025` above
  /// `Tháng 5`, `Trong tháng`.
  static func lastMonth(of found: Found) -> Found? {
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
  static func isYearOfPlan(
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

  static let growths = ["toc do tang", "toc do tang truong", "tang truong", "growth"]

  /// A column that goes on below a line of its own, `Cơ cấu - %`, has the period of the column above.
  static func continued(
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
}
