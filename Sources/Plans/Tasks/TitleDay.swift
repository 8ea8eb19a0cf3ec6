internal import Files
internal import TimeSeries

/// The day of which a table tells, as its title has it, `TIẾN ĐỘ ĐẾN NGÀY 30/6/2025`, `(số liệu tính đến hết ngày 30 tháng 6 năm 2025)`,
/// or the name of its file or sheet, `tien-do-2025-06-30.xlsx`.
///
/// A title of duties that are to be done by a day, or of a plan, names another day; so does one that names two.
struct TitleDay {
  let day: CalendarDate
  /// What was read.
  let text: String
  /// Where it stands; `nil` for a name.
  let location: SourceLocation?

  /// The one day that titles name; `nil` where they name none or several.
  init?(titles: [(text: String, location: SourceLocation)]) {
    var found: [(day: TitleDay, isSure: Bool)] = []
    for title in titles {
      let words = folded(title.text).split(separator: " ").map(String.init)
      for (day, isSure) in Self.days(in: words) {
        found.append((TitleDay(day, title.text, title.location), isSure))
      }
    }
    // What figures are counted to says more than what a title says otherwise.
    let sure = found.filter(\.isSure)
    let told = sure.isEmpty ? found : sure
    guard let first = told.first, told.allSatisfy({ $0.day.day == first.day.day }) else {
      return nil
    }
    self = first.day
  }

  /// The one day that a name holds; `nil` where it holds none or several.
  init?(name: String) {
    let words = folded(name).split(separator: " ").map(String.init)
    var days: Set<CalendarDate> = []
    for place in words.indices {
      if let day = Self.whole(words[place]) { days.insert(day) }
      guard place + 2 < words.count else { continue }
      let three = words[place..<place + 3]
      if let day = Self.day(three) ?? Self.day(three.reversed()[...]) { days.insert(day) }
    }
    guard days.count == 1, let day = days.first else { return nil }
    self.init(day, name, nil)
  }

  private init(_ day: CalendarDate, _ text: String, _ location: SourceLocation?) {
    (self.day, self.text, self.location) = (day, text, location)
  }

  /// Days behind `đến`, and whether figures are counted to them.
  private static func days(in words: [String]) -> [(CalendarDate, isSure: Bool)] {
    words.indices.compactMap { place in
      guard words[place] == "den" || words[place...].starts(with: ["as", "of"]) else { return nil }
      let before = words[..<place].suffix(4)
      let isSure =
        words[place] == "as" || ["tinh", "nhat", "lieu"].contains(before.last ?? "")
      var rest = words[place...].dropFirst(words[place] == "as" ? 2 : 1)
      var isWhole = false
      while let word = rest.first, ["het", "cuoi", "ngay", "thoi", "diem"].contains(word) {
        if word == "het" || word == "cuoi" { isWhole = true }
        rest = rest.dropFirst()
      }
      let isPlan = words.contains("hoach") || words.contains("han")
      let isReport = !reports.isDisjoint(with: zip(words, words.dropFirst()).map { "\($0) \($1)" })
      // A title of a month alone, or of a report, tells of the month as a whole.
      let isAlone =
        place == 0
        && rest.allSatisfy { $0.allSatisfy(\.isNumber) || ["thang", "nam"].contains($0) }
      let isMonth = isWhole || isSure || isAlone || isReport && !isPlan
      guard let day = date(rest, isMonth: isMonth) else { return nil }
      // What must be done by a day is due then.
      let isDue = before.contains { ["phai", "can", "han", "truoc"].contains($0) }
      return isDue || isPlan && !isReport && !isSure ? nil : (day, isSure)
    }
  }

  /// Words of titles that tell how things stand.
  private static let reports: Set<String> = [
    "ket qua", "tinh hinh", "tien do", "bao cao", "so lieu", "tong hop", "theo doi",
  ]

  /// The day with which words begin: `30 6 2025`, `30 thang 6 nam 2025`, `2025 06 30`; the last of a month where one may be.
  private static func date(_ words: ArraySlice<String>, isMonth: Bool) -> CalendarDate? {
    let isNamed = words.first == "thang"
    let numbers = words.prefix { $0.allSatisfy(\.isNumber) || $0 == "thang" || $0 == "nam" }
      .filter { $0.allSatisfy(\.isNumber) }[...]
    if isNamed, isMonth, let month = numbers.first.flatMap({ Int($0) }),
      let year = numbers.dropFirst().first, year.count == 4, let number = Int(year)
    {
      return CalendarDate(year: number, month: month, day: 1)?.endOfMonth
    }
    guard !isNamed, numbers.count >= 3 else { return nil }
    let three = numbers.prefix(3)
    return day(three) ?? day(three.reversed()[...])
  }

  /// A day of numbers with the year last.
  private static func day(_ words: ArraySlice<String>) -> CalendarDate? {
    let numbers = words.compactMap { Int($0) }
    guard numbers.count == 3, words.last?.count == 4, words.dropLast().allSatisfy({ $0.count <= 2 })
    else { return nil }
    return CalendarDate(year: numbers[2], month: numbers[1], day: numbers[0])
  }

  /// A day in one number, `20250630` or `30062025`; `nil` where both may be.
  private static func whole(_ word: String) -> CalendarDate? {
    guard word.count == 8, let number = Int(word) else { return nil }
    let one = CalendarDate(
      year: number / 10_000, month: number / 100 % 100, day: number % 100)
    let other = CalendarDate(
      year: number % 10_000, month: number / 10_000 % 100, day: number / 1_000_000)
    let days = [one, other].compactMap(\.self).filter { (1990...2100).contains($0.year) }
    return days.count == 1 ? days[0] : nil
  }
}
