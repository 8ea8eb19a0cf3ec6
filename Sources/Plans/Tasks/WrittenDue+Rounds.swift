internal import TimeSeries

/// Due days of what comes back: `hằng quý`, `trước ngày 20 tháng cuối quý`, `15/6 và 15/12 hằng năm`, `6 tháng một lần`, `định kỳ hằng tháng`.
extension WrittenDue {
  /// Whether it comes back.
  var comesBack: Bool { spoken.split(separator: " ").contains("hang") }

  /// When it comes back; without a day at the end of its month, quarter, half or year. `nil` for what is no such day, or leaves open which.
  var rounds: TaskDue? {
    let isStrict = words.contains("truoc")
    var text = spoken
    // How long it goes on says nothing of its days.
    for match in text.matches(of: /(giai doan )?[0-9]{4} (den |nam )*[0-9]{4}/).reversed() {
      text.removeSubrange(match.range)
    }
    text = Self.spaced(text.split(separator: " ").filter { !Self.unsaid.contains(String($0)) })
    return Self.monthly(text, isStrict) ?? Self.quarterly(text, isStrict)
      ?? Self.unit(text, isStrict) ?? Self.yearly(text, isStrict)
  }

  /// The words with one alone for what comes back: `mỗi`, `định kỳ`, `theo quý`, `6 tháng một lần` and `1 lần/quý` are said as `hằng`.
  private var spoken: String {
    var text = Self.spaced(
      items.map {
        switch $0 {
        case .word(let word): word
        case .number(let value, _): String(value)
        }
      })
    text.replace("dinh ky", with: "hang")
    text.replace(/\bmoi (?=(?:thang|quy|nam|[1-9]+ thang)\b)/, with: "hang ")
    text.replace(/\btheo (?=(?:thang|quy|nam)\b(?! [0-9iv]))/, with: "hang ")
    if let end = text.firstMatch(of: /^(.*\b(?:thang|quy|nam)) (?:(?:mot|1) )?lan$/) {
      text = "hang \(end.1)"
    }
    if let begin = text.firstMatch(of: /^(hang )*(?:mot|1) lan (.*)$/) { text = "hang \(begin.2)" }
    // A day of a month of the quarter, of no quarter that is named.
    if text.firstMatch(of: /\bhang\b/) == nil, text.firstMatch(of: /\bthang (cuoi|dau) quy$/) != nil
    {
      text = "hang quy " + text
    }
    return text
  }

  /// Words that do not say when.
  private static let unsaid: Set<String> = [
    "va", "vao", "cua", "cham", "nhat", "muon", "la", "den", "het", "truoc", "trong", "hoan",
    "thanh", "xong", "khong", "qua", "cung",
  ]

  private static func spaced(_ words: some Sequence<some StringProtocol>) -> String {
    words.joined(separator: " ")
  }

  private static func monthly(_ text: String, _ isStrict: Bool) -> TaskDue? {
    let day =
      text.firstMatch(of: /^(?:hang )?(?:ngay )?([0-9]+) (?:hang )+thang$/)?.1
      ?? text.firstMatch(
        of: /^(?:hang )+thang (?:ngay )?([0-9]+)(?: thang| thang sau| thang ke tiep)?$/)?.1
    return day.flatMap { TaskDue("monthly:\(isStrict ? "<" : "<=")\($0)") }
  }

  /// A day of the first or last month of every quarter.
  private static func quarterly(_ text: String, _ isStrict: Bool) -> TaskDue? {
    let place =
      /^(?:(?:hang )+quy )?(?:ngay )?([0-9]+) (?:hang )?thang (cuoi|dau)(?: (?:hang )?quy)*(?: sau)?$/
    guard text.contains("quy"), let match = text.firstMatch(of: place), let day = Int(match.1)
    else { return nil }
    let month = match.2 == "dau" ? 1 : 3
    guard (1...31).contains(day) else { return nil }
    if isStrict, day == 1 { return .every(months: 3, month: month == 1 ? 3 : month - 1, day: 31) }
    return .every(months: 3, month: month, day: isStrict ? day - 1 : day)
  }

  /// The end of every month, quarter, half or year: of several that are named, `hằng quý, 6 tháng, năm`, the shortest.
  private static func unit(_ text: String, _ isStrict: Bool) -> TaskDue? {
    let units = /^(?:hang |ngay |cuoi |[0-9]+ thang ?|thang ?|quy ?|1 nam ?|nam ?)+$/
    guard !isStrict, text.wholeMatch(of: units) != nil else { return nil }
    let found = text.matches(of: /\b(?:([0-9]+) )?(thang|quy|nam)\b/).map { match in
      (match.1.flatMap { Int($0) } ?? 1) * (match.2 == "thang" ? 1 : match.2 == "quy" ? 3 : 12)
    }
    // Ngày 6 hằng tháng is a day.
    guard let shortest = found.min(), found.allSatisfy({ $0.isMultiple(of: shortest) }),
      text.firstMatch(of: /\bngay [0-9]/) == nil
    else { return nil }
    switch shortest {
    case 1: return .monthly(day: 31)
    case 3, 6: return .every(months: shortest, month: shortest, day: 31)
    case 12: return .yearly(month: 12, day: 31)
    default: return nil
    }
  }

  /// Days, months or quarters of every year: one, or several that lie as far apart.
  private static func yearly(_ text: String, _ isStrict: Bool) -> TaskDue? {
    guard
      let told = text.firstMatch(of: /^(?:(?:hang )+nam )?(.+?)(?: nam)?(?: (?:hang )+nam)?$/)?.1,
      text.firstMatch(of: /\bhang nam\b/) != nil
    else { return nil }
    let rest = Self.spaced(told.split(separator: " ").filter { $0 != "cuoi" })
    var days: [(month: Int, day: Int)]?
    if let half = told.wholeMatch(of: /([0-9]+) thang (dau|cuoi)/), let count = Int(half.1) {
      days = (1...11).contains(count) && !isStrict ? [(half.2 == "dau" ? count : 12, 31)] : nil
    } else if rest.wholeMatch(of: /(?:(?:ngay )?[0-9]+ (?:thang )?[0-9]+ ?)+/) != nil {
      let numbers = rest.split(separator: " ").compactMap { Int($0) }
      days = stride(from: 0, to: numbers.count, by: 2).map { (numbers[$0 + 1], numbers[$0]) }
    } else if rest.wholeMatch(of: /(?:t|thang) [0-9]+(?: (?:(?:t|thang) )?[0-9]+)*/) != nil {
      days = rest.split(separator: " ").compactMap { Int($0) }.map { ($0, 31) }
    } else if rest.wholeMatch(of: /quy (?:[1-4]|i+|iv)(?: (?:quy )?(?:[1-4]|i+|iv))*/) != nil {
      days = rest.split(separator: " ").compactMap { word in
        word == "quy" ? nil : (romans.firstIndex(of: String(word)).map { $0 + 1 } ?? Int(word))
      }.map { ($0 * 3, 31) }
      if isStrict { days = days?.map { ($0.month - 2, $0.day) } }
    }
    let isSpan = rest.firstMatch(of: #/^(?:t|thang|quy) |thang (?:dau|cuoi)$/#) != nil
    return days.flatMap { apart($0, isStrict: isStrict, isSpan: isSpan) }
  }

  /// What comes back on days of a year; before a day on the one before, before a month on the last one before that.
  private static func apart(
    _ days: [(month: Int, day: Int)], isStrict: Bool, isSpan: Bool
  ) -> TaskDue? {
    // In a leap year every day of the calendar is there.
    let found = days.compactMap { month, day -> (month: Int, day: Int)? in
      guard (1...12).contains(month) else { return nil }
      let last = CalendarDate.daysIn(month: month, of: 2000)
      let end = isSpan ? isStrict ? 1 : min(day, last) : day
      guard let own = CalendarDate(year: 2000, month: month, day: end) else { return nil }
      let due = isStrict ? own.advanced(byDays: -1) : own
      return (due.month, due.day)
    }
    guard found.count == days.count, let first = found.first else { return nil }
    if found.count == 1 { return .yearly(month: first.month, day: first.day) }
    let apart = 12 / found.count
    guard found.count == 2 || found.count == 4,
      zip(found, found.dropFirst()).allSatisfy({ $1.month - $0.month == apart })
    else { return nil }
    let areEnds = found.allSatisfy {
      $0.day == CalendarDate.daysIn(month: $0.month, of: 2000) || $0.month == 2 && $0.day == 28
    }
    guard areEnds || found.allSatisfy({ $0.day == first.day }) else { return nil }
    return .every(
      months: apart, month: (first.month - 1) % apart + 1, day: areEnds ? 31 : first.day)
  }
}
