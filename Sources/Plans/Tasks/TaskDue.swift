public import TimeSeries

/// When a task is due, as plans write it.
///
/// `2025-03-31`, `2025-03` or `2025`, alone or behind `by:` or `<=`, is due at the end of that day, month or year;
/// behind `<` on the day before it begins. `2025-2027` is a stretch of years that ends with its last day.
/// `yearly:<=01-31` and `monthly:=18` come back, `;ongoing` behind a date says that work goes on after it, and
/// `ongoing` alone that there is none.
public enum TaskDue: Sendable, Hashable {
  /// Once, on a day; a stretch of years also says when it begins.
  case once(CalendarDate, from: CalendarDate?, isOngoing: Bool)
  /// On a day of every year.
  case yearly(month: Int, day: Int)
  /// On a day of a month of every stretch of so many months of a year, 3 or 6, which words alone say: `hằng quý`.
  case every(months: Int, month: Int, day: Int)
  /// On a day of every month.
  case monthly(day: Int)
  /// Never.
  case undated

  /// Reads a due date; `nil` for what the grammar does not know and for days that there are not.
  public init?(_ text: some StringProtocol) {
    var parts = text.split(separator: ";", omittingEmptySubsequences: false)
      .map { Self.trimmed($0) }
    let isOngoing = parts.last == "ongoing"
    if isOngoing { parts.removeLast() }
    guard parts.count <= 1 else { return nil }
    let date = parts.first ?? ""
    if date.isEmpty {
      guard isOngoing || Self.trimmed(text).isEmpty else { return nil }
      self = .undated
      return
    }
    if let rest = Self.rest(of: date, behind: "yearly:") {
      guard let found = Self.yearly(rest) else { return nil }
      self = found
    } else if let rest = Self.rest(of: date, behind: "monthly:") {
      guard let found = Self.monthly(rest) else { return nil }
      self = found
    } else {
      guard let found = Self.once(date, isOngoing: isOngoing) else { return nil }
      self = found
    }
  }

  private static func once(_ text: Substring, isOngoing: Bool) -> TaskDue? {
    let behindBy = rest(of: text, behind: "by:") ?? rest(of: text, behind: "<=") ?? text
    if let strict = rest(of: text, behind: "<"), behindBy == text {
      guard let first = firstDay(strict) else { return nil }
      return .once(first.advanced(byDays: -1), from: nil, isOngoing: isOngoing)
    }
    if let day = CalendarDate(lastDayOf: behindBy) {
      return .once(day.stated(to: .day), from: nil, isOngoing: isOngoing)
    }
    let years = behindBy.split(separator: "-", omittingEmptySubsequences: false)
    guard years.count == 2, years.allSatisfy({ $0.utf8.count == 4 }),
      let first = firstDay(years[0]), let last = CalendarDate(lastDayOf: years[1]), first <= last
    else { return nil }
    return .once(last.stated(to: .day), from: first, isOngoing: isOngoing)
  }

  /// The first day of a day, month or year.
  private static func firstDay(_ text: Substring) -> CalendarDate? {
    guard let last = CalendarDate(lastDayOf: text) else { return nil }
    switch text.utf8.count {
    case 4: return CalendarDate(year: last.year, month: 1, day: 1)
    case 7: return CalendarDate(year: last.year, month: last.month, day: 1)
    default: return last
    }
  }

  private static func yearly(_ text: Substring) -> TaskDue? {
    let (date, isStrict) = bound(text)
    // In a leap year every day of the calendar is there.
    guard date.utf8.count == 5, let day = CalendarDate("2000-" + date) else { return nil }
    let last = isStrict ? day.advanced(byDays: -1) : day
    return .yearly(month: last.month, day: last.day)
  }

  private static func monthly(_ text: Substring) -> TaskDue? {
    let (number, isStrict) = bound(text)
    guard let day = Int(number), number.utf8.allSatisfy({ (48...57).contains($0) }),
      (1...31).contains(day)
    else { return nil }
    return .monthly(day: isStrict ? (day == 1 ? 31 : day - 1) : day)
  }

  /// What stands behind `<=`, `=` or `<`, and whether it was the last.
  private static func bound(_ text: Substring) -> (Substring, isStrict: Bool) {
    if let rest = rest(of: text, behind: "<=") ?? rest(of: text, behind: "=") {
      return (rest, false)
    }
    return rest(of: text, behind: "<").map { ($0, true) } ?? (text, false)
  }

  private static func rest(of text: Substring, behind prefix: String) -> Substring? {
    text.hasPrefix(prefix) ? trimmed(text.dropFirst(prefix.count)) : nil
  }

  private static func trimmed(_ text: some StringProtocol) -> Substring {
    var rest = Substring(text)
    while rest.first?.isWhitespace == true { rest = rest.dropFirst() }
    while rest.last?.isWhitespace == true { rest = rest.dropLast() }
    return rest
  }
}

/// How long behind its due day something was done, below 0 before it.
struct Lateness: Hashable {
  var days = 0
  var months = 0

  var isLate: Bool { days > 0 || months > 0 }

  /// The day of an end: in the month that is meant the same day, or its last.
  func end(behind due: CalendarDate) -> CalendarDate? {
    let place = due.year * 12 + due.month - 1 + months
    let (year, month) = (place / 12, place % 12 + 1)
    guard (1...9999).contains(year) else { return nil }
    let last = CalendarDate.daysIn(month: month, of: year)
    return CalendarDate(year: year, month: month, day: min(due.day, last))?.advanced(byDays: days)
  }
}

extension TaskDue {
  /// Whether it comes back.
  public var isRecurring: Bool { cycle != nil }

  /// The months from one due day of what comes back to the next; `nil` where it does not.
  public var monthsApart: Int? { cycle?.months }

  /// The length of a stretch of what comes back, and the month of it and day on which it is due.
  private var cycle: (months: Int, month: Int, day: Int)? {
    switch self {
    case .yearly(let month, let day): (12, month, day)
    case .every(let months, let month, let day): (months, month, day)
    case .monthly(let day): (1, 1, day)
    case .once, .undated: nil
    }
  }

  /// The due day that counts on a day, with the first day of the time it allows where it says: of what comes back the
  /// first one not before the day; `nil` where there is none.
  public func current(on day: CalendarDate) -> (from: CalendarDate?, due: CalendarDate)? {
    if case .once(let due, let from, _) = self { return (from, due) }
    guard let cycle else { return nil }
    let own = (day.year * 12 + day.month - 1) / cycle.months
    let stretch = occurrence(own).map { $0 >= day } ?? false ? own : own + 1
    guard let due = occurrence(stretch) else { return nil }
    return (occurrence(stretch - 1)?.advanced(byDays: 1), due)
  }

  /// The due day of what comes back that a day of completion speaks for: the nearest one, the later of two alike; `nil` where
  /// it does not come back.
  public func round(of day: CalendarDate) -> CalendarDate? {
    guard isRecurring, let (from, due) = current(on: day) else { return nil }
    guard let before = from?.advanced(byDays: -1) else { return due }
    return day.dayNumber - before.dayNumber < due.dayNumber - day.dayNumber ? before : due
  }

  /// The day of an end so long behind the due day; of what comes back behind that of its last round.
  ///
  /// - Parameter day: the day of the report, behind which nothing is known; `nil` where it has none.
  /// - Returns: `nil` where that cannot be, and where nothing says which round is meant.
  func end(_ lateness: Lateness, begun: CalendarDate?, on day: CalendarDate?) -> CalendarDate? {
    let due: CalendarDate?
    if case .once(let own, _, _) = self {
      due = own
    } else {
      due = lateness.isLate ? day.flatMap { current(on: $0)?.from?.advanced(byDays: -1) } : nil
    }
    guard let end = due.flatMap(lateness.end), day.map({ end <= $0 }) ?? true,
      begun.map({ $0 <= end }) ?? true
    else { return nil }
    return end
  }

  /// The due day in a stretch, counted from the year 0; a day that a month lacks is its last.
  private func occurrence(_ stretch: Int) -> CalendarDate? {
    guard let cycle else { return nil }
    let place = stretch * cycle.months + cycle.month - 1
    let (year, month) = (place / 12, place % 12 + 1)
    guard (1...9999).contains(year) else { return nil }
    let last = CalendarDate.daysIn(month: month, of: year)
    return CalendarDate(year: year, month: month, day: min(cycle.day, last))
  }
}
