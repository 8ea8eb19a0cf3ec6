internal import Files
internal import TimeSeries

/// The words of a printed header: the period that they name, what they compare, and the rest.
struct PrintedHeader {
  /// What a header says of its column; `nil` where nothing says of which period it is.
  static func meaning(
    _ header: String, title: TitlePeriod?, line unit: String, above: PrintedMeaning? = nil
  ) -> PrintedMeaning? {
    let words = words(of: header)
    let (left, right) = parts(of: words, header, line: unit)
    var phrase = Phrase(folded(left.joined(separator: " ")))
    let isYearBefore =
      right == nil && phrase.remove(["cung ky nam truoc", "cung ky", "nam truoc", "same period"])
    var found = period(in: left)
    // "So với cùng kỳ năm trước (%)" may stand above the period that is compared.
    if let right, found == nil, namesOther(right), let own = period(in: right, isOwn: true) {
      found = Found(slot: own.slot, status: own.status, rest: left)
    }
    if let title { found = beside(title, found, left, isYearBefore: isYearBefore) }
    // Bilingual headers name it twice.
    while let own = found, let again = period(in: own.rest), again.slot == own.slot {
      found = Found(slot: own.slot, status: own.status ?? again.status, rest: again.rest)
    }
    guard var found else {
      return above.map { continued($0, header, left, line: unit) }
    }
    if title?.isToDate == true, found.slot == title?.slot { found.slot = found.slot.cumulated }
    let brackets = brackets(header)
    let measure: PrintedMeasure
    if let right {
      guard let compared = comparison(right, of: found.slot) else { return nil }
      let isGrowth = compared == .yearBefore && phrase.contains(growths)
      measure = isGrowth ? .growth : compared
    } else {
      measure = .level
    }
    let isPercent = measure != .level || brackets.contains { StartUnit($0).isPercent }
    var unit = isPercent ? "%" : brackets.first { isUnit($0) } ?? unit
    let behind = right.map { period(in: $0)?.rest ?? $0 } ?? []
    var (quantity, status) = quantity(found.rest + behind)
    if isUnitAlone(quantity), measure == .level {
      unit = quantity
      quantity = ""
    }
    return PrintedMeaning(
      period: found.slot.period, isToDate: found.slot.isToDate,
      status: measure == .level ? found.status ?? status ?? .secondary : .secondary,
      measure: measure, quantity: quantity, unit: unit)
  }

  /// What a header says beside a title that names the period of the table: `tháng 9`, `Lũy kế`, `Kế hoạch năm`,
  /// `Cùng kỳ năm 2024`.
  private static func beside(
    _ title: TitlePeriod, _ stated: Found?, _ words: [String], isYearBefore: Bool
  ) -> Found {
    let phrase = Phrase(folded(words.joined(separator: " ")))
    if stated == nil, let plan = title.plan, phrase.contains(StartPlanName.words) {
      return Found(slot: plan, status: .plan, rest: words)
    }
    let year = title.slot.period.year
    if let stated, !isYearBefore { return stated }
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

  private static let plansOfYear = ["ke hoach nam", "kh nam", "du toan nam", "annual plan"]
  private static let cumulations = ["luy ke", "cong don", "tu dau nam", "dau nam", "year to date"]

  /// The longest run of words that names a quarter or months without their year.
  private static func part(in words: [String], of year: Int) -> Found? {
    for length in stride(from: min(words.count, 5), to: 0, by: -1) {
      for start in 0...(words.count - length) {
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
    }
    let english = plain.firstIndex { ["compared", "versus", "vs"].contains($0) }
    if let english {
      let skip = plain[english] == "compared" ? 2 : 1
      return (Array(words[..<english]), Array(words.dropFirst(english + skip)))
    }
    return (words, nil)
  }

  /// A period among words, and the words without it.
  struct Found {
    var slot: PrintedSlot
    let status: ObservationStatus?
    let rest: [String]
  }

  private static let fillers: Set<String> = ["co", "tu", "trong", "tai", "ky", "of", "at"]

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
          rest: Array(words[..<start] + words[(start + length)...]))
      }
    }
    return nil
  }

  /// Whether words say what something is compared with and need no period for it.
  private static func namesOther(_ words: [String]) -> Bool {
    Phrase(folded(words.joined(separator: " "))).contains([
      "cung ky", "nam truoc", "thang truoc", "quy truoc", "ky truoc", "ke hoach", "same period",
      "corresponding period", "previous year", "last year", "previous month", "plan", "du toan",
      "th dt", "th kh",
    ])
  }

  private static func comparison(_ words: [String], of slot: PrintedSlot) -> PrintedMeasure? {
    let phrase = Phrase(folded(words.joined(separator: " ")))
    if phrase.contains(["ke hoach", "du toan", "plan", "kh", "th dt", "uth dt"]) { return .plan }
    if phrase.contains(["ky goc", "nam goc", "goc"]) { return .base }
    if phrase.contains([
      "cung ky", "thoi diem nam truoc", "same period", "corresponding period", "previous year",
      "last year",
    ]) {
      return .yearBefore
    }
    if phrase.contains(["thang truoc", "quy truoc", "ky truoc", "previous month"]) {
      return .periodBefore
    }
    if phrase.contains(["nam truoc"]) { return .yearBefore }
    guard let other = period(in: words)?.slot else { return nil }
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
