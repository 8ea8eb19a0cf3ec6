/// How the periods of a file are written, so that new ones can be written alike.
///
/// Beside our own `2024`, `2024-Q1` and `2024-01` programs write `2024Q1`, `202401`, `2024M01`, `Jan 2024`,
/// `2024-01-31`, `2024-01-01 00:00:00`, `1/31/2024` and the like. A file keeps to one spelling; a day stands for the
/// period that it lies in, as long as all days lie in it alike: the last of the month, a fixed one, or its last weekday.
public struct PeriodSpelling: Sendable, Hashable {
  /// Which day of its month stands.
  enum DayRule: Sendable, Hashable {
    /// A number, or the month's last day where the month is shorter; 31 is always the last.
    case fixed(Int)
    case lastWeekday
  }

  /// The frequency of the periods.
  public let frequency: Frequency
  /// Whether days are written month first, as in `1/31/2024`.
  public let isMonthFirst: Bool
  private let parts: [SpelledPeriod.Part]
  /// Whether years are fiscal years, `2019-20`.
  private var isFiscal: Bool {
    parts.contains { if case .nextYear = $0 { true } else { false } }
  }
  /// The place of the month in its quarter or year, from 0; `nil` where no day stands.
  private let monthOfPeriod: Int?
  private let dayRule: DayRule?

  /// Our own spelling.
  public static func plain(_ frequency: Frequency) -> PeriodSpelling {
    PeriodSpelling(
      frequency: frequency, isMonthFirst: false, parts: [], monthOfPeriod: nil, dayRule: nil)
  }

  /// Whether it is our own.
  public var isPlain: Bool { parts.isEmpty }

  /// What keeps texts from having one spelling.
  public enum Obstacle: Error, Sendable, Hashable {
    /// No text names a period of the frequency.
    case unreadable
    /// The first text that could be read day first and month first, and no other decides.
    case openOrder(String)
    /// Days that follow no rule: the first two that differ.
    case unevenDays(String, String)
  }

  /// How a text departs from a spelling.
  public enum Difference: Sendable, Hashable {
    case noPeriod, otherFrequency, otherSpelling, otherDay
  }

  /// The spelling of texts that name periods of a frequency; those of another spelling are left out.
  ///
  /// The first text that can be read gives the spelling; all that are spelled alike give the order of day and
  /// month, leading zeros and the rule that most days follow.
  ///
  /// - Throws: what keeps them from having one.
  public static func of(
    _ texts: some Sequence<String>, frequency: Frequency
  ) throws(Obstacle) -> PeriodSpelling {
    let texts = Array(texts)
    let areFiscal =
      frequency == .annual && texts.count { isFiscalYear($0) } * 2 > texts.count
    let isMonthFirst = try isMonthFirst(texts, frequency)
    var alike: [(text: String, spelled: SpelledPeriod)] = []
    var parts: [SpelledPeriod.Part] = []
    for text in texts {
      let spelled =
        areFiscal
        ? SpelledPeriod(fiscal: text) : SpelledPeriod(text, isMonthFirst: isMonthFirst)
      guard let spelled, spelled.frequency == nil || spelled.frequency == frequency else {
        continue
      }
      if alike.isEmpty {
        parts = spelled.parts
      } else if let merged = merge(parts, spelled.parts) {
        parts = merged
      } else {
        continue
      }
      alike.append((text, spelled))
    }
    guard let first = alike.first else { throw .unreadable }
    guard first.spelled.day != nil else {
      return PeriodSpelling(
        frequency: frequency, isMonthFirst: isMonthFirst, parts: parts, monthOfPeriod: nil,
        dayRule: nil)
    }
    let (rule, count) = DayRule.best(alike.map(\.spelled))
    guard count * 2 > alike.count else {
      let other = alike.first { $0.spelled.day != first.spelled.day } ?? first
      throw .unevenDays(first.text, other.text)
    }
    var places: [Int: Int] = [:]
    for one in alike {
      if let month = one.spelled.month {
        places[(month - 1) % frequency.monthsPerPeriod, default: 0] += 1
      }
    }
    return PeriodSpelling(
      frequency: frequency, isMonthFirst: isMonthFirst, parts: parts,
      monthOfPeriod: places.max { ($0.value, $1.key) < ($1.value, $0.key) }?.key, dayRule: rule)
  }

  /// A period written in this spelling; `nil` for any other text.
  public func period(_ text: String) -> Period? {
    if isPlain { return Period(text).flatMap { $0.frequency == frequency ? $0 : nil } }
    guard let spelled = spelled(text),
      spelled.frequency == nil || spelled.frequency == frequency,
      Self.merge(parts, spelled.parts) != nil
    else { return nil }
    guard let day = spelled.day else { return spelled.period }
    guard let month = spelled.month, let dayRule,
      (month - 1) % frequency.monthsPerPeriod == monthOfPeriod,
      day == dayRule.day(month: month, year: spelled.year)
    else { return nil }
    return .holding(month: month, of: spelled.year, frequency)
  }

  private func spelled(_ text: String) -> SpelledPeriod? {
    isFiscal
      ? SpelledPeriod(fiscal: text) : SpelledPeriod(text, isMonthFirst: isMonthFirst)
  }

  /// Whether a text may be a fiscal year, `2019-20`; `2010-11` may be a month, too.
  public static func isFiscalYear(_ text: String) -> Bool { SpelledPeriod(fiscal: text) != nil }

  /// Whether a text names a year, a quarter, a month or a day in any spelling.
  public static func isPeriod(_ text: String) -> Bool {
    SpelledPeriod(text, isMonthFirst: false) != nil
      || SpelledPeriod(text, isMonthFirst: true) != nil
  }

  /// The frequency that a text has by itself; `nil` of days and of what is no period.
  public static func ownFrequency(_ text: String) -> Frequency? {
    SpelledPeriod(text, isMonthFirst: false)?.frequency
  }

  /// Why a text is no period in this spelling.
  public func difference(of text: String) -> Difference {
    guard let spelled = spelled(text) ?? SpelledPeriod(text, isMonthFirst: isMonthFirst) else {
      return .noPeriod
    }
    if let own = spelled.frequency, own != frequency { return .otherFrequency }
    return Self.merge(parts, spelled.parts) == nil ? .otherSpelling : .otherDay
  }

  /// A period in this spelling.
  public func text(_ period: Period) -> String {
    if isPlain { return period.description }
    let month = (period.positionInYear - 1) * frequency.monthsPerPeriod + (monthOfPeriod ?? 0) + 1
    // Where months from October on do not say whether there are leading zeros, days do.
    let isUsual = parts.compactMap(\.isPadded).first ?? true
    return parts.reduce(into: "") { text, part in
      switch part {
      case .literal(let sign): text += sign
      case .year: text += padded(period.year, to: 4)
      case .shortYear: text += padded(period.year % 100, to: 2)
      case .nextYear(let isShort):
        let next = period.year + 1
        text += isShort ? padded(next % 100, to: 2) : padded(next, to: 4)
      case .quarter: text += "\(period.positionInYear)"
      case .month(let isPadded): text += padded(month, to: isPadded ?? isUsual ? 2 : 1)
      case .monthName(let style): text += style.text(month)
      case .day(let isPadded):
        let day = dayRule?.day(month: month, year: period.year) ?? 1
        text += padded(day, to: isPadded ?? isUsual ? 2 : 1)
      }
    }
  }

  /// A period that a single text names beyond doubt; a day only as the first or last of its period.
  public static func period(_ text: String, frequency: Frequency) -> Period? {
    for isMonthFirst in [false, true] {
      if let spelled = SpelledPeriod(text, isMonthFirst: isMonthFirst), !spelled.isOrderOpen {
        return spelled.edge(of: frequency)
      }
    }
    return nil
  }

  /// One spelling for both, where they differ only in what one of them leaves open.
  private static func merge(
    _ first: [SpelledPeriod.Part], _ second: [SpelledPeriod.Part]
  ) -> [SpelledPeriod.Part]? {
    guard first.count == second.count else { return nil }
    var merged: [SpelledPeriod.Part] = []
    for pair in zip(first, second) {
      switch pair {
      case (.month(let one), .month(let other)):
        if let one, let other, one != other { return nil }
        merged.append(.month(isPadded: one ?? other))
      case (.day(let one), .day(let other)):
        if let one, let other, one != other { return nil }
        merged.append(.day(isPadded: one ?? other))
      case (.monthName(var one), .monthName(let other)):
        if let whole = one.isWhole, let another = other.isWhole, whole != another { return nil }
        guard one.letters == other.letters else { return nil }
        one.isWhole = one.isWhole ?? other.isWhole
        merged.append(.monthName(one))
      default:
        guard pair.0 == pair.1 else { return nil }
        merged.append(pair.0)
      }
    }
    return merged
  }
}

extension PeriodSpelling {
  /// Whether `1/2/2020` begins with the month: numbers above 12 decide, or that only one order leaves one day a
  /// period.
  private static func isMonthFirst(
    _ texts: [String], _ frequency: Frequency
  ) throws(Obstacle) -> Bool {
    var open: [String] = []
    var (dayFirst, monthFirst) = (0, 0)
    for text in texts {
      let byDay = SpelledPeriod(text, isMonthFirst: false)
      let byMonth = SpelledPeriod(text, isMonthFirst: true)
      if let byDay, byDay.isOrderOpen {
        open.append(text)
      } else if let byDay, byMonth == nil, byDay.day != nil {
        dayFirst += 1
      } else if byDay == nil, byMonth != nil {
        monthFirst += 1
      }
    }
    if dayFirst > 0 || monthFirst > 0 { return monthFirst > dayFirst }
    guard let first = open.first else { return false }
    let possible = [false, true].filter { isEven(texts, frequency, isMonthFirst: $0) }
    if possible.count == 1 { return possible[0] }
    // One date of every year is that year in either order.
    guard frequency == .annual, possible.count == 2 else { throw .openOrder(first) }
    return false
  }

  /// Whether all days follow one rule in an order, a period each, in months that lie alike in their periods.
  private static func isEven(
    _ texts: [String], _ frequency: Frequency, isMonthFirst: Bool
  ) -> Bool {
    let spelled = texts.compactMap { SpelledPeriod($0, isMonthFirst: isMonthFirst) }
      .filter { $0.day != nil }
    guard DayRule.best(spelled).count == spelled.count else { return false }
    let months = spelled.compactMap { one in one.month.map { (month: $0, year: one.year) } }
    let places = Set(months.map { ($0.month - 1) % frequency.monthsPerPeriod })
    let periods = Set(months.map { Period.holding(month: $0.month, of: $0.year, frequency) })
    return places.count == 1 && periods.count == spelled.count
  }
}
