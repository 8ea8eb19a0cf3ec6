internal import Files
internal import TimeSeries

/// A day or due date as offices write it, the day first: `17/10/2025`, `tháng 10/2025`, `quý IV/2025`, `trước ngày 31/3/2025`,
/// `trong năm 2025`, `ngày 20 hằng tháng`, `hằng quý`, `tháng 3 - tháng 6/2025`, `năm 2025 và các năm tiếp theo`.
///
/// Where it was put off, `31/3/2025, gia hạn đến 30/6/2025` or `30/6/2025 (điều chỉnh từ 31/3/2025)`, the new date counts.
struct WrittenDue {
  enum Item: Equatable {
    case word(String)
    case number(Int, digits: Int)
  }

  let items: [Item]
  /// Whether a sign or word says that it lists several days.
  let isList: Bool

  init(_ items: [Item], isList: Bool = false) {
    (self.items, self.isList) = (items, isList)
  }

  /// Takes a text apart; `nil` where it holds a sign that none of these has.
  init?(_ text: String) {
    var items: [Item] = []
    var isList = false
    // A time of day behind a day says nothing.
    for part in Self.withWholeYears(text).split(whereSeparator: \.isWhitespace)
    where !Self.isTimeOfDay(part) {
      var rest = part
      while let first = rest.first {
        let run = rest.prefix { $0.isLetter == first.isLetter && $0.isNumber == first.isNumber }
        if first.isLetter {
          items.append(.word(folded(run)))
        } else if first.isNumber {
          guard run.count <= 4, let number = Int(run) else { return nil }
          items.append(.number(number, digits: run.count))
        } else {
          // An arrow stands between the old date and the new one.
          if ["→", "➔", "⇒", "->", "=>"].contains(where: run.hasSuffix) {
            items.append(.word("chuyen"))
          } else if !run.allSatisfy({ "/.-–—,;():".contains($0) }) {
            return nil
          }
          if run.contains(";") || run.contains(",") { isList = true }
        }
        rest = rest[run.endIndex...]
      }
    }
    guard !items.isEmpty else { return nil }
    self.init(items, isList: isList || items.contains(.word("va")))
  }

  private static func isTimeOfDay(_ part: Substring) -> Bool {
    part.contains(":") && part.allSatisfy { $0.isNumber || $0 == ":" || $0 == "." }
  }

  var words: [String] {
    items.compactMap { if case .word(let word) = $0 { word } else { nil } }
  }

  var numbers: [(value: Int, digits: Int)] {
    items.compactMap {
      if case .number(let value, let digits) = $0 { (value, digits) } else { nil }
    }
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
    let current = current
    let (dated, isOngoing) = current.withoutEnd
    if dated.isEmpty { return isOngoing ? .undated : nil }
    return Self(dated, isList: current.isList).due(isOngoing: isOngoing)
  }

  /// What is written of the date that counts, without words before it: that to which it was put off.
  var current: WrittenDue {
    if let newDate { return Self(newDate, isList: isList).current }
    let end = Self.heads.first { Self.matches(items.prefix($0.count), end: $0) }
    return end.map { Self(Array(items.dropFirst($0.count)), isList: isList) } ?? self
  }

  /// The date to which it was put off; `nil` where it was not.
  private var newDate: [Item]? {
    guard let (begin, end, isOld) = change else { return nil }
    let before = Array(items[..<begin].reversed().drop { Self.passive.contains($0) }.reversed())
    // Behind điều chỉnh từ stands the old date, and the new one behind that or before.
    guard isOld else {
      let behind = Self.withoutCount(items[end...])
      let new = Array(behind.drop { Self.turns.contains($0) })
      // 31/8/2025 (gia hạn lần 2): it was put off to that.
      return new.isEmpty ? before : new
    }
    if let new = items[end...].firstIndex(where: { Self.turns.contains($0) }) {
      return Array(items[(new + 1)...])
    }
    return before
  }

  /// What stands behind a word of change without how often that was, `lần 2`, `lần thứ hai`.
  private static func withoutCount(_ items: ArraySlice<Item>) -> ArraySlice<Item> {
    guard items.first == .word("lan") else { return items }
    let rest = items.dropFirst().drop { $0 == .word("thu") }
    if case .number(_, digits: 1...2)? = rest.first { return rest.dropFirst() }
    let isWord = rest.first.map { Self.ordinals.contains($0) }
    return isWord == true ? rest.dropFirst() : items
  }

  private static let ordinals: [Item] = ["nhat", "mot", "hai", "ba", "tu"].map { .word($0) }

  /// Where the last words stand that tell of a change, and whether they stand before the old date.
  private var change: (begin: Int, end: Int, isOld: Bool)? {
    func last(_ phrases: [[String]]) -> Range<Int>? {
      phrases.compactMap { words in
        items.indices.last { Self.matches(items[...$0], end: words) }
          .map { $0 + 1 - words.count..<$0 + 1 }
      }.max { ($0.upperBound, $0.count) < ($1.upperBound, $1.count) }
    }
    // Before the first date nothing was changed yet.
    let old = last(Self.replaced).flatMap { $0.lowerBound > 0 ? $0 : nil }
    if let new = last(Self.putOff), old.map({ $0.lowerBound < new.lowerBound }) ?? true {
      let isOld = items.indices.contains(new.upperBound) && items[new.upperBound] == .word("tu")
      return (new.lowerBound, new.upperBound, isOld)
    }
    return old.map { ($0.lowerBound, $0.upperBound, true) }
  }

  /// The items without words that say that work goes on, and whether there were any.
  var withoutEnd: (dated: [Item], isOngoing: Bool) {
    var (rest, isOngoing) = (items[...], false)
    while let end = Self.goesOn.first(where: { Self.matches(rest, end: $0) }) {
      rest = rest.dropLast(end.count)
      isOngoing = true
      if rest.last == .word("va") { rest = rest.dropLast() }
    }
    // Thường xuyên, hằng năm: what comes back says when.
    while let begin = Self.goesOn.first(where: {
      rest.count > $0.count && Self.matches(rest.prefix($0.count), end: $0)
    }) {
      rest = rest.dropFirst(begin.count)
      isOngoing = true
    }
    // All along a year or every day is no due day.
    let all = Array(rest)
    if isOngoing, Self.always.contains(where: { $0.map { .word($0) } == all }) { rest = [] }
    return (Array(rest), isOngoing)
  }

  private static func matches(_ items: ArraySlice<Item>, end words: [String]) -> Bool {
    items.suffix(words.count).elementsEqual(words.lazy.map { Item.word($0) })
  }

  func due(isOngoing: Bool) -> TaskDue? {
    if comesBack { return rounds }
    let words = words
    guard words.allSatisfy(Self.known.contains) else { return nil }
    let isStrict = words.contains("truoc")
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
      if isList, !words.contains("den") { return nil }
      return day(0).flatMap { first in day(3).map { (first, $0) } }
    }
    // From 1 March to 31/10/2026: one year for both, or the year before for a day behind the last one.
    if digits == [false, false, false, false, true], !isList || words.contains("den"),
      let last = CalendarDate(
        year: numbers[4].value, month: numbers[3].value, day: numbers[2].value)
    {
      return [last.year, last.year - 1].lazy.compactMap { year in
        CalendarDate(year: year, month: numbers[1].value, day: numbers[0].value)
      }.first { $0 <= last }.map { ($0, last) }
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

  static let romans = ["i", "ii", "iii", "iv"]

  static let known: Set<String> = [
    "truoc", "ngay", "thang", "nam", "quy", "q", "t", "i", "ii", "iii", "iv", "trong", "den", "het",
    "cham", "muon", "nhat", "vao", "hoan", "thanh", "xong", "cuoi", "dau", "giai", "doan", "hang",
    "tu", "va", "khong", "qua", "la", "cac", "ca", "toan",
  ]

  /// What stands before a date that it says nothing of.
  private static let heads = [
    ["thoi", "han", "hoan", "thanh"], ["han", "hoan", "thanh"], ["thoi", "han"], ["han", "chot"],
    ["han", "cuoi"], ["han"],
  ]

  /// What stands before a new date.
  private static let putOff = [
    ["gia", "han"], ["keo", "dai"], ["lui"], ["lui", "han"], ["dieu", "chinh"], ["chuyen", "sang"],
    ["chuyen"], ["doi"],
  ]

  /// What stands before the date that counted until then.
  private static let replaced = [
    ["thay", "cho"], ["thay", "vi"], ["thay", "the"], ["thay"], ["ban", "dau"], ["truoc", "day"],
    ["truoc", "do"], ["cu"], ["han", "cu"], ["thoi", "han", "cu"],
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
  /// Whenever something is to be done, beside a word that it goes on.
  private static let always = [
    ["trong", "nam"], ["ca", "nam"], ["quanh", "nam"], ["hang", "ngay"], ["hang", "tuan"],
  ]
}
