internal import Files
internal import TimeSeries

/// A period as people write it: `Quý I/2024`, `T1/2024`, `Ước tính 2024`, `31/12/2024`, `9 tháng 2024`, `2004-05`.
struct StartPeriod: Hashable {
  /// What the text names.
  enum Meaning: Hashable {
    case period(Period)
    case day(CalendarDate)
    /// `1/2/2024`: day first and month first.
    case openDay(CalendarDate, CalendarDate)
    /// A fiscal or school year by the year in which it begins: `2012-13`, `2012/2013`.
    case fiscal(Int)
    /// `2004-05` is a fiscal year or May 2004.
    case openFiscal(Int, month: Int)
    /// Several months of a year together; from January on they are cumulated.
    case months(Int, Int, of: Int)
  }

  /// What it names.
  let meaning: Meaning
  /// What the text says about the figure, `Sơ bộ 2023`; `nil` when it says nothing.
  let status: ObservationStatus?
  /// Whether the year has two digits, `Jan-24`.
  let isShort: Bool
  /// Whether the text says that the figure was revised, `KH 2025 điều chỉnh`.
  let isRevised: Bool
  /// The years at whose end the period lies, where the text names them: `Mục tiêu giai đoạn 2026–2030`.
  var stage: ClosedRange<Int>?

  /// Reads a text; `nil` when it names no period.
  ///
  /// - Parameter isCompact: whether digits without signs may be months and days, `202401`, `20240131`.
  init?(_ text: String, isCompact: Bool = false) {
    let text = Self.withoutTime(text)
    if isCompact, let meaning = Self.compact(text) {
      self.init(meaning)
      return
    }
    // "Sơ bộ 2023 - Prel. 2023" names one year twice.
    if let words = PeriodWords(text) {
      var pattern = PeriodPattern(words)
      guard let meaning = pattern.meaning() else { return nil }
      self.init(
        meaning, status: words.status, isShort: pattern.isShort, isRevised: words.isRevised)
      return
    }
    return nil
  }

  /// A period that is known.
  init(
    _ meaning: Meaning, status: ObservationStatus? = nil, isShort: Bool = false,
    isRevised: Bool = false
  ) {
    self.meaning = meaning
    self.status = status
    self.isShort = isShort
    self.isRevised = isRevised
  }

  /// The same with another meaning.
  func with(_ meaning: Meaning) -> StartPeriod {
    var period = StartPeriod(meaning, status: status, isShort: isShort, isRevised: isRevised)
    period.stage = stage
    return period
  }

  /// Whether it was written as a day.
  var isDay: Bool {
    switch meaning {
    case .day, .openDay: true
    default: false
    }
  }

  /// `202401` and `20240131`, `2024.01` and `01.2024`.
  private static func compact(_ text: String) -> Meaning? {
    let parts = text.split(separator: ".", omittingEmptySubsequences: false)
    if parts.count == 2, text.count <= 7, parts.allSatisfy({ $0.allSatisfy(\.isWholeNumber) }) {
      let isYearFirst = parts[0].count == 4 && parts[1].count == 2
      guard isYearFirst || parts[1].count == 4, let first = Int(parts[0]), let last = Int(parts[1])
      else { return nil }
      let (year, month) = isYearFirst ? (first, last) : (last, first)
      guard PeriodPattern.years.contains(year), (1...12).contains(month) else { return nil }
      return .period(.month(month, of: year))
    }
    guard text.count == 6 || text.count == 8, text.allSatisfy({ ("0"..."9").contains($0) }),
      let year = Int(text.prefix(4)), let month = Int(text.dropFirst(4).prefix(2)),
      PeriodPattern.years.contains(year), (1...12).contains(month)
    else { return nil }
    if text.count == 6 { return .period(.month(month, of: year)) }
    return Int(text.suffix(2)).flatMap {
      CalendarDate(year: year, month: month, day: $0).map(Meaning.day)
    }
  }

  /// Takes a time of day off: `2024-01-31 00:00:00`, `1/31/2024 12:00:00 AM`, `2024-01-31T00:00:00Z`.
  private static func withoutTime(_ text: String) -> String {
    guard let colon = text.firstIndex(of: ":") else { return text }
    let head = text[..<colon]
    let hours = head.reversed().prefix { ("0"..."9").contains($0) }.count
    guard (1...2).contains(hours), hours < head.count else { return text }
    let separator = head[head.index(head.endIndex, offsetBy: -hours - 1)]
    guard separator.isWhitespace || separator == "T" || separator == "t" else { return text }
    let tail = text[colon...]
    let isTime = tail.allSatisfy {
      ("0"..."9").contains($0) || ":.+-Zz APMapm".contains($0)
    }
    return isTime ? withoutOuterBlanks(head.dropLast(hours + 1)) : text
  }
}
