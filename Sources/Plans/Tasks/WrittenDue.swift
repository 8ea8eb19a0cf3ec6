internal import Files
internal import TimeSeries

/// A day or due date as offices write it, the day first: `17/10/2025`, `tháng 10/2025`, `quý IV/2025`, `trước ngày 31/3/2025`,
/// `trong năm 2025`, `ngày 20 hằng tháng`, `tháng 3 - tháng 6/2025`, `năm 2025 và các năm tiếp theo`.
///
/// Where it was put off, `31/3/2025, gia hạn đến 30/6/2025` or `30/6/2025 (điều chỉnh từ 31/3/2025)`, the new date counts.
struct WrittenDue {
  private enum Item: Equatable {
    case word(String)
    case number(Int, digits: Int)
  }

  private let items: [Item]

  private init(_ items: [Item]) { self.items = items }

  /// Takes a text apart; `nil` where it holds a sign that none of these has.
  init?(_ text: String) {
    var items: [Item] = []
    // A time of day behind a day says nothing.
    for part in text.split(whereSeparator: \.isWhitespace) where !Self.isTimeOfDay(part) {
      var rest = part
      while let first = rest.first {
        let run = rest.prefix { $0.isLetter == first.isLetter && $0.isNumber == first.isNumber }
        if first.isLetter {
          items.append(.word(folded(run)))
        } else if first.isNumber {
          guard run.count <= 4, let number = Int(run) else { return nil }
          items.append(.number(number, digits: run.count))
        } else {
          guard run.allSatisfy({ "/.-–,():".contains($0) }) else { return nil }
        }
        rest = rest[run.endIndex...]
      }
    }
    guard !items.isEmpty else { return nil }
    self.items = items
  }

  private static func isTimeOfDay(_ part: Substring) -> Bool {
    part.contains(":") && part.allSatisfy { $0.isNumber || $0 == ":" || $0 == "." }
  }

  private var words: [String] {
    items.compactMap { if case .word(let word) = $0 { word } else { nil } }
  }

  private var numbers: [(value: Int, digits: Int)] {
    items.compactMap {
      if case .number(let value, let digits) = $0 { (value, digits) } else { nil }
    }
  }

  /// Whether it is a day with the month before the day, `10/17/2025`.
  var isMonthFirst: Bool {
    let numbers = numbers
    return numbers.count == 3 && numbers[2].digits == 4 && (1...12).contains(numbers[0].value)
      && (13...31).contains(numbers[1].value)
  }

  /// Whether it is a day and a month without a year, `30/6`.
  var isWithoutYear: Bool {
    let numbers = numbers
    return numbers.count == 2 && numbers.allSatisfy { $0.digits <= 2 }
      && (1...31).contains(numbers[0].value) && (1...12).contains(numbers[1].value)
      && words.allSatisfy(Self.known.contains) && !words.contains("hang")
  }

  /// The day that it is; `nil` for anything else.
  var day: CalendarDate? {
    let numbers = numbers
    guard words.isEmpty || words == ["ngay"] || words == ["ngay", "thang", "nam"],
      numbers.count == 3, numbers[0].digits <= 2, numbers[1].digits <= 2, numbers[2].digits == 4
    else { return nil }
    return CalendarDate(year: numbers[2].value, month: numbers[1].value, day: numbers[0].value)
  }

  /// The due date that it is; `nil` for what none of its forms is.
  var due: TaskDue? {
    if let newDate { return Self(newDate).due }
    let (dated, isOngoing) = withoutEnd
    if dated.isEmpty { return isOngoing ? .undated : nil }
    return Self(dated).due(isOngoing: isOngoing)
  }

  /// The date to which it was put off; `nil` where it was not.
  private var newDate: [Item]? {
    guard let (begin, end, isOld) = change else { return nil }
    // Behind điều chỉnh từ stands the old date, and the new one behind that or before.
    guard isOld else { return Array(items[end...].drop { Self.turns.contains($0) }) }
    if let new = items[end...].firstIndex(where: { Self.turns.contains($0) }) {
      return Array(items[(new + 1)...])
    }
    return items[..<begin].reversed().drop { Self.passive.contains($0) }.reversed()
  }

  /// Where the last words stand that tell of a change, and whether they stand before the old date.
  private var change: (begin: Int, end: Int, isOld: Bool)? {
    func last(_ phrases: [[String]]) -> Range<Int>? {
      phrases.compactMap { words in
        items.indices.last { Self.matches(items[...$0], end: words) }
          .map { $0 + 1 - words.count..<$0 + 1 }
      }.max { ($0.upperBound, $0.count) < ($1.upperBound, $1.count) }
    }
    if let new = last(Self.putOff) {
      let isOld = items.indices.contains(new.upperBound) && items[new.upperBound] == .word("tu")
      return (new.lowerBound, new.upperBound, isOld)
    }
    // Before the first date nothing was changed yet.
    return last(Self.replaced).flatMap {
      $0.lowerBound > 0 ? ($0.lowerBound, $0.upperBound, true) : nil
    }
  }

  /// The items without words that say that work goes on, and whether there were any.
  private var withoutEnd: (dated: [Item], isOngoing: Bool) {
    var (rest, isOngoing) = (items[...], false)
    while let end = Self.goesOn.first(where: { Self.matches(rest, end: $0) }) {
      rest = rest.dropLast(end.count)
      isOngoing = true
      if rest.last == .word("va") { rest = rest.dropLast() }
    }
    // Thường xuyên, hằng năm: what comes back says when.
    if !isOngoing, rest.count > 2, rest.first == .word("thuong"), rest.contains(.word("hang")),
      rest[rest.startIndex + 1] == .word("xuyen")
    {
      rest = rest.dropFirst(2)
    }
    return (Array(rest), isOngoing)
  }

  private static func matches(_ items: ArraySlice<Item>, end words: [String]) -> Bool {
    items.suffix(words.count).elementsEqual(words.lazy.map { Item.word($0) })
  }

  private func due(isOngoing: Bool) -> TaskDue? {
    let words = words
    guard words.allSatisfy(Self.known.contains) else { return nil }
    let isStrict = words.contains("truoc")
    if let place = words.firstIndex(of: "hang") {
      return isOngoing
        ? nil
        : words.indices.contains(place + 1)
          ? recurring(words[place + 1], words, isStrict: isStrict) : nil
    }
    if let (first, last) = stretch(words) {
      return isStrict || first > last ? nil : .once(last, from: first, isOngoing: isOngoing)
    }
    guard let (first, last) = span(words) else { return nil }
    // From June on says when work begins, not when it is due.
    if isBeginAlone, !isOngoing, first.year == last.year { return nil }
    if isStrict { return .once(first.advanced(byDays: -1), from: nil, isOngoing: isOngoing) }
    let isStretch = first.year < last.year
    return .once(last, from: isStretch ? first : nil, isOngoing: isOngoing)
  }

  /// Whether a word says from when on, and none until when.
  var isBeginAlone: Bool {
    let words = words
    return words.contains("tu") && Set(words).isDisjoint(with: ["den", "het", "hang"])
  }

  /// Whether a duty of every quarter is meant, for which due dates have no word.
  var isQuarterly: Bool {
    items.indices.dropLast().contains {
      items[$0] == .word("hang") && items[$0 + 1] == .word("quy")
    }
  }

  /// What comes back, `hằng năm` or `hằng tháng`; without a day at the end of its year or month.
  private func recurring(_ unit: String, _ words: [String], isStrict: Bool) -> TaskDue? {
    let numbers = numbers.map(\.value)
    var day: String?
    switch (unit, numbers.count) {
    case ("nam", 0): day = "12-31"
    case ("nam", 1) where words.contains("thang"):
      guard (1...12).contains(numbers[0]) else { return nil }
      let last = isStrict ? 1 : CalendarDate.daysIn(month: numbers[0], of: 2000)
      day = Self.padded(numbers[0]) + "-" + Self.padded(last)
    case ("nam", 2): day = Self.padded(numbers[1]) + "-" + Self.padded(numbers[0])
    case ("thang", 0): return isStrict ? nil : TaskDue("monthly:=31")
    case ("thang", 1): return TaskDue("monthly:\(isStrict ? "<" : "<=")\(numbers[0])")
    default: break
    }
    return day.flatMap { TaskDue("yearly:\(isStrict ? "<" : "<=")\($0)") }
  }

  private static func padded(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }

  /// The first and last day from one day, month or quarter to another: `1/3/2025 - 30/6/2025`, `tháng 3-6/2025`,
  /// `quý I - quý III/2025`.
  private func stretch(_ words: [String]) -> (first: CalendarDate, last: CalendarDate)? {
    let numbers = numbers
    let digits = numbers.map { $0.digits == 4 }
    func day(_ place: Int) -> CalendarDate? {
      CalendarDate(
        year: numbers[place + 2].value, month: numbers[place + 1].value, day: numbers[place].value)
    }
    if digits == [false, false, true, false, false, true] {
      return day(0).flatMap { first in day(3).map { (first, $0) } }
    }
    var parts: [Int]
    let quarters = words.compactMap { Self.romans.firstIndex(of: $0) }.map { $0 + 1 }
    let isQuarter = words.contains("quy") || words.contains("q") || quarters.count > 1
    if !isQuarter {
      // The month comes first: behind a day it is one of its own.
      guard
        case .word(let word)? = items.first(where: { $0 != .word("tu") && $0 != .word("trong") }),
        ["thang", "t"].contains(word), !words.contains("ngay"), !words.contains("dau"),
        !words.contains("cuoi")
      else { return nil }
    }
    let years = numbers.filter { $0.digits == 4 }.map(\.value)
    parts = quarters + numbers.filter { $0.digits < 4 }.map(\.value)
    guard parts.count > 1, parts.allSatisfy({ (1...(isQuarter ? 4 : 12)).contains($0) }),
      digits.last == true || !quarters.isEmpty, let year = years.last
    else { return nil }
    let isAcross = years.count == 2 && parts.count == 2
    guard isAcross || years.count == 1 && zip(parts, parts.dropFirst()).allSatisfy(<) else {
      return nil
    }
    let length = isQuarter ? 3 : 1
    guard
      let (first, _) = Self.months(
        (parts[0] - 1) * length + 1, parts[0] * length, of: isAcross ? years[0] : year),
      let (_, last) = Self.months(
        (parts[parts.count - 1] - 1) * length + 1, parts[parts.count - 1] * length, of: year)
    else { return nil }
    return (first, last)
  }

  /// The first and last day of a day, month, quarter, half, year or stretch of years.
  private func span(_ words: [String]) -> (first: CalendarDate, last: CalendarDate)? {
    if let day { return (day, day) }
    let numbers = numbers
    guard let year = numbers.last, year.digits == 4 else { return nil }
    if words.contains("dau") || isLaterMonths {
      // 6 tháng đầu năm 2025, 6 tháng cuối năm 2025.
      guard numbers.count == 2, (1...11).contains(numbers[0].value), isFirstMonths || isLaterMonths
      else { return nil }
      let count = numbers[0].value
      return isLaterMonths
        ? Self.months(13 - count, 12, of: year.value) : Self.months(1, count, of: year.value)
    }
    let romans = words.compactMap { Self.romans.firstIndex(of: $0) }
    if words.contains("quy") || words.contains("q") || !romans.isEmpty {
      let arabic = numbers.dropLast().map(\.value)
      guard romans.count + arabic.count == 1,
        let quarter = romans.first.map({ $0 + 1 }) ?? arabic.first,
        (1...4).contains(quarter)
      else { return nil }
      return Self.months(quarter * 3 - 2, quarter * 3, of: year.value)
    }
    switch numbers.count {
    case 1: return Self.months(1, 12, of: year.value)
    case 2 where numbers[0].digits == 4:
      guard numbers[0].value <= year.value,
        let first = CalendarDate(year: numbers[0].value, month: 1, day: 1),
        let last = CalendarDate(year: year.value, month: 12, day: 31)
      else { return nil }
      return (first, last)
    case 2: return Self.months(numbers[0].value, numbers[0].value, of: year.value)
    case 3 where numbers[0].digits <= 2 && numbers[1].digits <= 2 && !startsWithMonth:
      // Words around a day: trước ngày 31/3/2025.
      return CalendarDate(year: year.value, month: numbers[1].value, day: numbers[0].value).map {
        ($0, $0)
      }
    default: return nil
    }
  }

  /// Whether the first number is a month by the word before it, so that no day can follow.
  private var startsWithMonth: Bool {
    let first = items.firstIndex { if case .number = $0 { true } else { false } }
    return first.map { $0 > 0 && ["thang", "t"].map { .word($0) }.contains(items[$0 - 1]) } ?? false
  }

  /// Whether a number of months from the beginning of the year is named, `6 tháng đầu năm`.
  private var isFirstMonths: Bool { hasMonths(before: "dau") }

  /// Whether a number of months to the end of the year is named, `6 tháng cuối năm`.
  private var isLaterMonths: Bool { hasMonths(before: "cuoi") }

  private func hasMonths(before end: String) -> Bool {
    items.indices.dropLast(2).contains { place in
      if case .number = items[place] {
        items[place + 1] == .word("thang") && items[place + 2] == .word(end)
      } else {
        false
      }
    }
  }

  private static func months(
    _ first: Int, _ last: Int, of year: Int
  ) -> (first: CalendarDate, last: CalendarDate)? {
    guard (1...12).contains(first), (1...12).contains(last),
      let begin = CalendarDate(year: year, month: first, day: 1),
      let end = CalendarDate(
        year: year, month: last, day: CalendarDate.daysIn(month: last, of: year))
    else { return nil }
    return (begin, end)
  }

  private static let romans = ["i", "ii", "iii", "iv"]

  private static let known: Set<String> = [
    "truoc", "ngay", "thang", "nam", "quy", "q", "t", "i", "ii", "iii", "iv", "trong", "den", "het",
    "cham", "muon", "nhat", "vao", "hoan", "thanh", "xong", "cuoi", "dau", "giai", "doan", "hang",
    "tu", "va", "khong", "qua",
  ]

  /// What stands before a new date.
  private static let putOff = [
    ["gia", "han"], ["keo", "dai"], ["lui"], ["lui", "han"], ["dieu", "chinh"], ["chuyen", "sang"],
    ["chuyen"], ["doi"],
  ]

  /// What stands before the date that counted until then.
  private static let replaced = [
    ["thay", "cho"], ["thay", "vi"], ["thay", "the"], ["thay"], ["ban", "dau"], ["truoc", "day"],
    ["cu"],
  ]

  /// What stands between the old date and the new one, and what before a word of change.
  private static let turns: [Item] = [.word("den"), .word("sang"), .word("thanh")]
  private static let passive: [Item] = [.word("duoc"), .word("da")]

  /// What says that work goes on without an end.
  private static let goesOn = [
    ["thuong", "xuyen"], ["lien", "tuc"], ["khong", "thoi", "han"], ["khong", "co", "thoi", "han"],
    ["cac", "nam", "tiep", "theo"], ["nhung", "nam", "tiep", "theo"], ["cac", "nam", "sau"],
    ["nhung", "nam", "sau"], ["nam", "tiep", "theo"],
  ]
}
