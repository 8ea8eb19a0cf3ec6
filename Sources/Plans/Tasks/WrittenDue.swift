internal import Files
internal import TimeSeries

/// A day or due date as offices write it, the day first: `17/10/2025`, `tháng 10/2025`, `quý IV/2025`, `trước ngày 31/3/2025`,
/// `trong năm 2025`, `ngày 20 hằng tháng`.
struct WrittenDue {
  private enum Item: Equatable {
    case word(String)
    case number(Int, digits: Int)
  }

  private let items: [Item]

  /// Takes a text apart; `nil` where it holds a sign that none of these has.
  init?(_ text: String) {
    var items: [Item] = []
    // A time of day behind a day says nothing.
    for part in text.split(whereSeparator: \.isWhitespace) where !part.contains(":") {
      var rest = part
      while let first = rest.first {
        let run = rest.prefix { $0.isLetter == first.isLetter && $0.isNumber == first.isNumber }
        if first.isLetter {
          items.append(.word(folded(run)))
        } else if first.isNumber {
          guard run.count <= 4, let number = Int(run) else { return nil }
          items.append(.number(number, digits: run.count))
        } else {
          guard run.allSatisfy({ "/.-–,()".contains($0) }) else { return nil }
        }
        rest = rest[run.endIndex...]
      }
    }
    guard !items.isEmpty else { return nil }
    self.items = items
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
    let words = words
    if [["thuong", "xuyen"], ["lien", "tuc"]].contains(words), numbers.isEmpty {
      return .undated
    }
    guard words.allSatisfy(Self.known.contains) else { return nil }
    let isStrict = words.contains("truoc")
    if let place = words.firstIndex(of: "hang") {
      return words.indices.contains(place + 1)
        ? recurring(words[place + 1], words, isStrict: isStrict) : nil
    }
    guard let (first, last) = span(words) else { return nil }
    if isStrict { return .once(first.advanced(byDays: -1), from: nil, isOngoing: false) }
    let isStretch = first.year < last.year
    return .once(last, from: isStretch ? first : nil, isOngoing: false)
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
    case 3 where numbers[0].digits <= 2 && numbers[1].digits <= 2:
      // Words around a day: trước ngày 31/3/2025.
      return CalendarDate(year: year.value, month: numbers[1].value, day: numbers[0].value).map {
        ($0, $0)
      }
    default: return nil
    }
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
    "cham", "nhat", "vao", "hoan", "thanh", "xong", "cuoi", "dau", "giai", "doan", "hang",
  ]
}
