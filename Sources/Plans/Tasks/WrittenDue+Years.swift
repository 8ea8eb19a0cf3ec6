internal import Files
internal import TimeSeries

/// Due days without a year, with two digits of one, and days that no calendar has.
extension WrittenDue {
  /// The due date in a year that stands elsewhere, `30/6`, `Quý III`, `cả năm`; `nil` where it has a year itself, or
  /// is no such day.
  func due(in year: Int) -> TaskDue? {
    let told = current
    guard !told.comesBack, !told.numbers.contains(where: { $0.digits == 4 }), !told.isLength else {
      return nil
    }
    let (dated, isOngoing) = told.withoutEnd
    guard !dated.isEmpty else { return nil }
    for middle in [[], [Item.word("nam")]] {
      let whole = Self(dated + middle + [.number(year, digits: 4)], isList: told.isList)
      if let due = whole.due(isOngoing: isOngoing) { return due }
    }
    return nil
  }

  /// The day in a year that stands elsewhere, `30/6`.
  func day(in year: Int) -> CalendarDate? {
    guard numbers.count == 2 else { return nil }
    return Self(items + [.number(year, digits: 4)]).day
  }

  /// Whether nothing but its year is missing.
  var lacksYear: Bool {
    let told = current
    return told.due == nil && told.due(in: 2024) != nil && !told.isBeginAlone
  }

  /// The last day of a month that has none of the number that is written, `31/6/2026`; `nil` of others.
  ///
  /// - Parameter year: where it names none.
  func lastOfMonth(in year: Int?) -> CalendarDate? {
    let told = current
    var numbers = told.numbers
    if numbers.count == 2, let year { numbers.append((year, 4)) }
    guard numbers.count == 3, numbers[2].digits == 4, (29...31).contains(numbers[0].value),
      (1...12).contains(numbers[1].value), told.words.allSatisfy(Self.known.contains)
    else { return nil }
    let (month, year) = (numbers[1].value, numbers[2].value)
    let last = CalendarDate.daysIn(month: month, of: year)
    return numbers[0].value > last ? CalendarDate(year: year, month: month, day: last) : nil
  }

  /// A text with four digits where a day has two of its year, `30/09/26`: of this century, up to 2059.
  static func withWholeYears(_ text: String) -> String {
    var whole = text
    let day = /([0-9]+)([\/.\-])([0-9]+)([\/.\-])([0-9]+)/
    for match in text.matches(of: day).reversed() {
      let (first, second, year) = (match.1, match.3, match.5)
      guard match.2 == match.4, first.count <= 2, second.count <= 2, year.count == 2,
        let number = Int(year), 10...59 ~= number, let one = Int(first), 1...31 ~= one,
        let other = Int(second), 1...12 ~= other,
        !text[match.range.upperBound...].hasPrefix(String(match.4))
      else { continue }
      whole.insert(contentsOf: "20", at: year.startIndex)
    }
    return whole
  }

  /// A text of a status where days have the year of their table, `Hoàn thành (ngày 12/7)`; `nil` where none lacks it.
  static func withYears(_ text: String, _ year: Int) -> String? {
    var whole = text
    let part = CountedPart(text)?.range
    for match in text.matches(of: /([0-9]+)\/([0-9]+)/).reversed() where match.range != part {
      let before = text[..<match.range.lowerBound]
      let behind = text[match.range.upperBound...]
      guard match.1.count <= 2, match.2.count <= 2,
        before.last.map({ !"/.-".contains($0) }) ?? true,
        behind.first.map({ !"/-%".contains($0) && !$0.isLetter }) ?? true,
        let day = Int(match.1), let month = Int(match.2),
        CalendarDate(year: year, month: month, day: day) != nil
      else { continue }
      // 3/5 of the works is no day; one stands behind its word, or alone in its marks.
      let word = folded(before).split(separator: " ").last
      let isSaid = ["ngay", "vao", "den", "thanh", "xong"].contains(word ?? "")
      let isAlone =
        before.last.map { "(,;:".contains($0) } ?? true
        && behind.first.map { "),;.".contains($0) } ?? true
      guard isSaid || isAlone else { continue }
      whole.insert(contentsOf: "/\(year)", at: match.range.upperBound)
    }
    return whole == text ? nil : whole
  }
}
