internal import Files
internal import TimeSeries

/// Days of tasks: as they are written, with the year of the table where they have none.
extension TaskReader {
  /// Whether a cell says that there is nothing to say.
  static func isNone(_ text: String) -> Bool {
    ["", "khong", "khong co", "0", "no"].contains(folded(text))
  }

  /// Whether a cell says that no day is known, by a dash or in words: `Chưa`, `Chưa xác định`, `Không rõ`.
  private static func isOpen(_ text: String) -> Bool {
    let words = folded(text).split(separator: " ")
    return words.isEmpty || isNone(text) || words.first == "chua"
      || [["khong", "xac", "dinh"], ["khong", "ro"], ["n", "a"], ["na"], ["tbd"], ["none"]]
        .contains(words.map(String.init))
  }

  /// When a task is due.
  ///
  /// - Parameter other: the year of the report, which counts where the table names none.
  mutating func due(
    _ row: CSVRow, _ column: Int, _ other: Int?, _ faults: inout FaultCollector
  ) -> TaskDue? {
    let text = row.text(column)
    if let own = TaskDue(text) { return own }
    let written = WrittenDue(text)
    if let due = written?.due { return due }
    let year = year?.year ?? other
    if let year, let due = written?.due(in: year) {
      completed.append(row.location(column))
      return due
    }
    if let last = written?.lastOfMonth(in: year) {
      faults.note(
        .task(.noSuchDay(SeriesName.seen(text), last: last)), at: row.location(column),
        hint: .didYouMean(Self.written(last)))
      return nil
    }
    let hint: Hint =
      written?.lacksYear == true
      ? .write(.year(Self.example(text, written)))
      : .task(written?.hint ?? (Self.isOpen(text) ? .emptyDue : .dueGrammar))
    faults.note(.task(.unreadableDue(text)), at: row.location(column), hint: hint)
    return nil
  }

  /// A day; `nil` for none, and for what is no day, which is a fault.
  ///
  /// - Parameter other: the year of the report, which counts where the table names none.
  mutating func day(
    _ row: CSVRow, _ column: Int, _ other: Int? = nil, faults: inout FaultCollector
  ) -> CalendarDate? {
    let text = SeriesName.seen(row.text(column))
    guard !text.isEmpty else { return nil }
    if let (date, isCompleted) = seenDay(row, column, other) {
      if isCompleted { completed.append(row.location(column)) }
      return date
    }
    let written = WrittenDue(text)
    let year = year?.year ?? other
    let last = written?.lastOfMonth(in: year)
    let hint: Hint =
      last.map { .didYouMean(Self.written($0)) }
      ?? (written?.isMonthFirst == true
        ? .task(.dayFirst)
        : written?.day(in: 2024) != nil ? .write(.year(Self.example(text, written))) : .write(.day))
    faults.note(
      .period(.impossibleDate(column: row.name(column), text: text)), at: row.location(column),
      hint: hint)
    return nil
  }

  /// The day in a cell, and whether it has the year of the table; `nil` for none.
  func seenDay(
    _ row: CSVRow, _ column: Int, _ other: Int? = nil
  ) -> (date: CalendarDate, isCompleted: Bool)? {
    let text = SeriesName.seen(row.text(column))
    guard !text.isEmpty else { return nil }
    if let date = CalendarDate(text) { return (date, false) }
    let written = WrittenDue(text)
    if let date = written?.day { return (date, false) }
    return (year?.year ?? other).flatMap { written?.day(in: $0) }.map { ($0, true) }
  }

  /// Where a row says that its task stands, its days with the year of the table where they have none.
  mutating func status(
    _ names: TaskNames, _ row: CSVRow, _ other: Int?, faults: inout FaultCollector
  ) -> TaskNames.Standing {
    var isCompleted = false
    let standing = names.status(row, faults: &faults) { text in
      guard let year = year?.year ?? other, let whole = WrittenDue.withYears(text, year) else {
        return text
      }
      isCompleted = true
      return whole
    }
    if isCompleted, standing.day != nil { completed.append(row.location(standing.place)) }
    return standing
  }

  /// Tells once from where days without a year have it.
  func tellYears(_ source: SourceFile, faults: inout FaultCollector) {
    guard let first = completed.first else { return }
    let place = year?.location ?? first
    faults.tell(
      .task(.yearOfTable(year?.year, text: year?.text ?? "", count: completed.count)), at: place)
  }

  /// A day as offices write it.
  private static func written(_ day: CalendarDate) -> String {
    "\(day.day)/\(day.month)/\(day.year)"
  }

  /// What is written with a year behind it.
  private static func example(_ text: String, _ written: WrittenDue?) -> String {
    let text = SeriesName.seen(text)
    if let mark = text.last(where: { "/.-".contains($0) }), text.last?.isNumber == true {
      return "\(text)\(mark)2026"
    }
    // Of 30/9 (điều chỉnh từ 30/6) the day that counts.
    if let told = written?.current, told.numbers.count == 2, told.words.isEmpty {
      return told.numbers.map { "\($0.value)" }.joined(separator: "/") + "/2026"
    }
    return folded(text).hasSuffix(" nam") ? "\(text) 2026" : "\(text) năm 2026"
  }
}
