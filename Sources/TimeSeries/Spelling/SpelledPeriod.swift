/// One text that names a year, a quarter, a month or a day: its parts in order, and what they hold.
///
/// `2020Q1`, `Q1 2020`, `1Q2020`, `2020-01`, `202001`, `2020M01`, `Jan 2020`, `Jan-20`, `2020-01-31`, `31/1/2020`,
/// `20200131`, each with a time of day behind it. What is cumulated, `9M2020`, is none of them.
struct SpelledPeriod: Sendable {
  /// One part of a text.
  enum Part: Sendable, Hashable {
    case literal(String)
    case year, shortYear, quarter
    /// The year in which a fiscal year ends.
    case nextYear(isShort: Bool)
    /// `nil` where the digits do not say whether there would be a leading zero.
    case month(isPadded: Bool?)
    case monthName(MonthName.Style)
    case day(isPadded: Bool?)
  }

  var parts: [Part]
  var year: Int
  var quarter: Int?
  var month: Int?
  var day: Int?

  /// The parts of a text; `nil` when it names no period.
  ///
  /// - Parameter isMonthFirst: how `1/2/2020` is read.
  init?(_ text: some StringProtocol, isMonthFirst: Bool) {
    guard (4...40).contains(text.utf8.count) else { return nil }
    let (date, time) = Self.withoutTime(Substring(text))
    var reading = Reading(tokens: Token.split(date))
    guard reading.assign(isMonthFirst: isMonthFirst), let year = reading.year else { return nil }
    parts = reading.parts + (time.isEmpty ? [] : [.literal(String(time))])
    self.year = year
    (quarter, month, day) = (reading.quarter, reading.month, reading.day)
    if let day {
      guard let month, CalendarDate(year: year, month: month, day: day) != nil else { return nil }
    } else if !time.isEmpty {
      return nil
    }
  }

  /// Whether the other order of day and month would name a day, too.
  var isOrderOpen: Bool {
    guard let day, let month, day <= 12, day != month else { return false }
    // Only digits in front of a year leave the order open.
    guard let dayPlace = parts.firstIndex(where: \.isDay),
      let monthPlace = parts.firstIndex(where: \.isMonthNumber),
      let yearPlace = parts.firstIndex(of: .year)
    else { return false }
    return dayPlace < yearPlace && monthPlace < yearPlace
  }

  /// The frequency that the text has by itself; `nil` of a day.
  var frequency: Frequency? {
    if day != nil { return nil }
    if quarter != nil { return .quarterly }
    return month == nil ? .annual : .monthly
  }

  /// Takes a time of day off: ` 00:00:00`, `T00:00:00Z`, ` 12:00:00 AM`.
  private static func withoutTime(_ text: Substring) -> (date: Substring, time: Substring) {
    guard let colon = text.firstIndex(of: ":") else { return (text, "") }
    var start = colon
    while start > text.startIndex, isDigit(text[text.index(before: start)]) {
      start = text.index(before: start)
    }
    guard start < colon, start > text.startIndex else { return (text, "") }
    start = text.index(before: start)
    guard " Tt".contains(text[start]) else { return (text, "") }
    let isTime = text[start...].allSatisfy { isDigit($0) || " TtZz:.+-AaPpMm".contains($0) }
    return isTime ? (text[..<start], text[start...]) : (text, "")
  }

  /// A run of digits, of letters, or of what stands between.
  fileprivate struct Token {
    enum Kind { case digits, letters, other }
    let kind: Kind
    let text: Substring

    static func split(_ text: Substring) -> [Token] {
      var tokens: [Token] = []
      var start = text.startIndex
      while start < text.endIndex {
        let kind = kind(text[start])
        let end = text[start...].firstIndex { self.kind($0) != kind } ?? text.endIndex
        tokens.append(Token(kind: kind, text: text[start..<end]))
        start = end
      }
      return tokens
    }

    private static func kind(_ character: Character) -> Kind {
      isDigit(character) ? .digits : character.isLetter ? .letters : .other
    }

    /// The number of a run of digits.
    var number: Int? { kind == .digits ? digits(ArraySlice(text.utf8)) : nil }
    var count: Int { text.utf8.count }
  }
}

extension SpelledPeriod.Part {
  var isDay: Bool { if case .day = self { true } else { false } }
  /// Whether a number has a leading zero below 10, where its digits say so.
  var isPadded: Bool? {
    switch self {
    case .month(let isPadded), .day(let isPadded): isPadded
    default: nil
    }
  }
  var isMonthNumber: Bool { if case .month = self { true } else { false } }
}

private func isDigit(_ character: Character) -> Bool { ("0"..."9").contains(character) }

/// What the tokens of a text are for.
private struct Reading {
  let tokens: [SpelledPeriod.Token]
  var parts: [SpelledPeriod.Part] = []
  var year: Int?
  var quarter: Int?
  var month: Int?
  var day: Int?

  init(tokens: [SpelledPeriod.Token]) {
    self.tokens = tokens
    parts = tokens.map { .literal(String($0.text)) }
  }

  /// Gives every token its part; whether the whole is a period.
  mutating func assign(isMonthFirst: Bool) -> Bool {
    var numbers = tokens.indices.filter { tokens[$0].kind == .digits }
    guard areSeparatorsUsual else { return false }
    let letters = tokens.indices.filter { tokens[$0].kind == .letters }
    if letters.isEmpty { return assign(numbers, isMonthFirst: isMonthFirst) }
    guard letters.count == 1 else { return false }
    let place = letters[0]
    let word = tokens[place].text
    if let named = MonthName.month(word) {
      month = named
      parts[place] = .monthName(MonthName.Style(of: word))
      return takeNamed(numbers)
    }
    switch word.lowercased() {
    case "q", "quý", "quy", "quarter":
      guard let number = marked(place, numbers, digits: 1, before: true), takeQuarter(number) else {
        return false
      }
      numbers.removeAll { $0 == number }
    case "m", "t", "tháng", "thang", "month":
      guard let number = marked(place, numbers, digits: 2, before: false), takeMonth(number) else {
        return false
      }
      numbers.removeAll { $0 == number }
    case "năm", "nam", "year", "fy": break
    default: return false
    }
    return numbers.count == 1 && takeYear(numbers[0], mayBeShort: month != nil || quarter != nil)
  }

  /// Signs between parts; nothing stands before the first or behind the last but a point and a nought.
  private var areSeparatorsUsual: Bool {
    guard tokens.first?.kind != .other, tokens.last?.kind != .other else { return false }
    return tokens.allSatisfy {
      $0.kind != .other
        || ["-", "/", ".", " ", "_", ", ", " - ", "'", " '", ". "].contains($0.text)
    }
  }

  /// The number that belongs to a marker: behind it, or right before it.
  private func marked(_ place: Int, _ numbers: [Int], digits: Int, before: Bool) -> Int? {
    if let next = numbers.first(where: { $0 > place }), tokens[next].count <= digits,
      next == place + 1 || tokens[next - 1].text == " "
    {
      return next
    }
    guard before, let last = numbers.last(where: { $0 == place - 1 }), tokens[last].count == 1
    else { return nil }
    return last
  }

  /// Digits alone: a year, a month, a day.
  private mutating func assign(_ numbers: [Int], isMonthFirst: Bool) -> Bool {
    let counts = numbers.map { tokens[$0].count }
    switch counts.count {
    case 1: return takeTogether(numbers[0])
    case 2:
      if counts == [4, 1], tokens[numbers[1]].text == "0", tokens[numbers[0] + 1].text == "." {
        return takeYear(numbers[0], mayBeShort: false)
      }
      // 2024.5 is a number.
      if tokens[1].text == "." && counts[0] == 4 { return false }
      if counts[0] == 4 { return takeYear(numbers[0]) && takeMonth(numbers[1]) }
      return takeYear(numbers[1]) && takeMonth(numbers[0])
    case 3:
      // 1-9/2020 is January to September.
      guard tokens[numbers[0] + 1].text == tokens[numbers[1] + 1].text else { return false }
      if counts[0] == 4 {
        return takeYear(numbers[0]) && takeMonth(numbers[1]) && takeDay(numbers[2])
      }
      let (day, month) =
        isMonthFirst ? (numbers[1], numbers[0]) : (numbers[0], numbers[1])
      return takeYear(numbers[2]) && takeMonth(month) && takeDay(day)
    default: return false
    }
  }

  /// Digits without signs between them: `2024`, `202401`, `20240131`.
  private mutating func takeTogether(_ place: Int) -> Bool {
    let text = tokens[place].text
    let bytes = ArraySlice(text.utf8)
    switch bytes.count {
    case 4: return takeYear(place)
    case 6, 8:
      guard let year = digits(bytes.prefix(4)), let month = digits(bytes.dropFirst(4).prefix(2)),
        year >= 1000, (1...12).contains(month)
      else { return false }
      (self.year, self.month) = (year, month)
      var made: [SpelledPeriod.Part] = [.year, .month(isPadded: true)]
      if bytes.count == 8 {
        day = digits(bytes.suffix(2))
        made.append(.day(isPadded: true))
      }
      parts.replaceSubrange(place...place, with: made)
      return true
    default: return false
    }
  }

  /// A month's name with a year, or with a day and a year.
  private mutating func takeNamed(_ numbers: [Int]) -> Bool {
    switch numbers.count {
    case 1:
      // The year of two digits stands behind: 24-Jan may be a day.
      let isBehind = numbers[0] > (parts.firstIndex { $0.isName } ?? 0)
      return takeYear(numbers[0], mayBeShort: isBehind)
    case 2:
      guard let year = numbers.first(where: { tokens[$0].count == 4 }),
        let day = numbers.first(where: { $0 != year })
      else { return false }
      return takeYear(year) && takeDay(day)
    default: return false
    }
  }

  private mutating func takeYear(_ place: Int, mayBeShort: Bool = false) -> Bool {
    guard let number = tokens[place].number else { return false }
    if tokens[place].count == 4, number >= 1 {
      year = number
      parts[place] = .year
      return true
    }
    guard mayBeShort, tokens[place].count == 2 else { return false }
    year = number < 50 ? 2000 + number : 1900 + number
    parts[place] = .shortYear
    return true
  }

  private mutating func takeQuarter(_ place: Int) -> Bool {
    guard tokens[place].count == 1, let number = tokens[place].number, (1...4).contains(number)
    else { return false }
    quarter = number
    parts[place] = .quarter
    return true
  }

  private mutating func takeMonth(_ place: Int) -> Bool {
    guard let number = tokens[place].number, tokens[place].count <= 2, (1...12).contains(number)
    else { return false }
    month = number
    parts[place] = .month(isPadded: padding(place))
    return true
  }

  private mutating func takeDay(_ place: Int) -> Bool {
    guard let number = tokens[place].number, tokens[place].count <= 2 else { return false }
    day = number
    parts[place] = .day(isPadded: padding(place))
    return true
  }

  /// Whether a number below 10 has a leading zero; others do not say.
  private func padding(_ place: Int) -> Bool? {
    guard let number = tokens[place].number, number < 10 else { return nil }
    return tokens[place].count == 2
  }
}

extension SpelledPeriod.Part {
  fileprivate var isName: Bool { if case .monthName = self { true } else { false } }
}
