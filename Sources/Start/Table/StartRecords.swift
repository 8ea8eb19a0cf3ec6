internal import Files
internal import TimeSeries

/// The lines of a file as they are split: which is the header, which are rows, which are titles and notes.
struct StartRecords {
  private let records: [CSVRow]
  private let cells: [[String]]
  /// Lines in front of the header that are looked at.
  private static let mostTitles = 40

  /// Lines of any length.
  init(_ records: [CSVRow]) {
    self.records = records
    cells = records.map { row in row.indices.map { row.plain($0) } }
  }

  /// The table; `nil` where no line can be a header.
  func table(
    _ delimiter: Character, _ source: SourceFile, faults: inout FaultCollector
  ) -> StartTable? {
    guard let place = headerPlace() else { return nil }
    var header = records[place].indices.map {
      StartCell(text: cells[place][$0], location: records[place].location($0))
    }
    // A comma behind the last name makes no column where nothing stands in it.
    let width = max(
      filledWidth(place),
      records[(place + 1)...].isEmpty ? 0 : bodyWidth(after: place, header.count))
    header = Array(header.prefix(max(width, 1)))
    var body = place + 1
    if let lower = lowerHeader(body, header) {
      header = zip(header, lower).map { StartCell(text: $1, location: $0.location) }
      body += 1
    }
    let isNumbered = isNumbering(body, header.count)
    if isNumbered { body += 1 }
    var seen: Set<String> = []
    for cell in header where !cell.text.isEmpty && !seen.insert(cell.text).inserted {
      faults.note(.table(.duplicateColumn(cell.text)), at: cell.location)
    }
    let (rows, notes) = rows(
      from: body, below: cells[place].prefix(header.count).map { $0 }, delimiter, source,
      faults: &faults)
    return StartTable(
      delimiter: delimiter, header: header, rows: rows, titles: lines(0..<place),
      notes: (isNumbered ? lines((body - 1)..<body) : []) + notes, sheet: source.sheet,
      hasPoints: source.isMade && !source.isKept)
  }

  // MARK: The header

  /// The first line that names most of the columns in which something stands below it.
  private func headerPlace() -> Int? {
    var fallback: Int?
    for place in records.indices.prefix(Self.mostTitles) {
      let filled = cells[place].count { !$0.isEmpty }
      guard cells[place].count > 1, filled > 0 else { continue }
      let isTitle = cells[place].dropFirst().allSatisfy(\.isEmpty)
      if isTitle && StartRole(cells[place][0]) == nil { continue }
      if filled < 2 && !isTitle { continue }
      fallback = fallback ?? place
      let used = usedColumns(after: place)
      let isAlone = used.isEmpty
      let fits = isAlone || usualWidth(after: place).map { $0 <= cells[place].count } ?? true
      let isHeader =
        isAlone || filled * 2 >= used.count || spansPeriods(place) || spansNames(place, used)
      if fits && isHeader && !isPreamble(place) && !standsAboveHeader(place) {
        return place
      }
    }
    return fallback
  }

  /// Whether a line of few names spans the periods of the line below it.
  private func spansPeriods(_ place: Int) -> Bool {
    guard records.indices.contains(place + 1), let first = cells[place].first, !first.isEmpty,
      cells[place + 1].first?.isEmpty == true, cells[place + 1].count >= cells[place].count
    else { return false }
    let lower = cells[place + 1].filter { !$0.isEmpty }
    return lower.count > 1 && cells[place].dropFirst().contains { !$0.isEmpty }
      && lower.allSatisfy { StartPeriod($0) != nil || StartPart($0) != nil }
  }

  /// Whether a line of few names spans columns that the line below it names, so that each has a name in one of both.
  private func spansNames(_ place: Int, _ used: Set<Int>) -> Bool {
    guard records.indices.contains(place + 1), let first = cells[place].first, !first.isEmpty,
      cells[place + 1].first?.isEmpty == true, namesColumns(place)
    else { return false }
    let (upper, lower) = (cells[place], cells[place + 1])
    func isFilled(_ row: [String], _ column: Int) -> Bool {
      row.indices.contains(column) && !row[column].isEmpty
    }
    return used.allSatisfy { isFilled(upper, $0) || isFilled(lower, $0) }
      && lower.allSatisfy { SpelledNumber($0) == nil || StartPeriod($0) != nil }
      && used.contains { !isFilled(upper, $0) }
  }

  /// Whether a line of words only stands above one that names columns as headers do.
  private func standsAboveHeader(_ place: Int) -> Bool {
    guard Self.isTitleText(cells[place][0]) || !namesColumns(place) else { return false }
    let length = usualLength(after: place)
    return records.indices.dropFirst(place + 1).prefix(8).contains { other in
      let first = cells[other].first { !$0.isEmpty } ?? ""
      // A sentence with commas in it may have more fields than the table.
      let isLonger =
        cells[other].count { !$0.isEmpty } >= cells[place].count { !$0.isEmpty }
        || (cells[other].count == length && cells[place].count != length)
      // Names are read last: a line may have sixteen thousand of them.
      return isLonger && cells[other].count > 1 && SpelledNumber(first) == nil
        && StartPeriod(first) == nil && !Self.isTitleText(first)
        && cells[other].allSatisfy { SpelledNumber($0) == nil || StartPeriod($0) != nil }
        && namesColumns(other)
    }
  }

  /// Whether a text begins as titles, sources and comments do.
  private static func isTitleText(_ text: String) -> Bool {
    guard let colon = text.firstIndex(of: ":") else { return text.first == "#" || isNoteText(text) }
    return ["title", "table", "tieu de", "bang", "bieu", "author", "tac gia", "date"].contains(
      folded(text[..<colon])) || text.first == "#" || isNoteText(text)
  }

  /// The number of fields that most lines below a place have.
  private func usualLength(after place: Int) -> Int? { usual(after: place, \.count) }

  /// The number that most lines below a place have, of several the smallest.
  private func usual(after place: Int, _ number: ([String]) -> Int?) -> Int? {
    var counts: [Int: Int] = [:]
    for row in cells[(place + 1)...].prefix(200) where row.count > 1 {
      if let number = number(row) { counts[number, default: 0] += 1 }
    }
    return counts.max { ($0.value, $1.key) < ($1.value, $0.key) }?.key
  }

  /// Whether any field is the name of a column or a period as headers have them.
  private func namesColumns(_ place: Int) -> Bool {
    // Texts that stand in many cells are read once.
    Set(cells[place]).contains {
      StartRole($0) != nil || StartPeriod($0) != nil || StartPart($0) != nil
    }
  }

  /// A line of a name and its value above the header, as downloads begin.
  private func isPreamble(_ place: Int) -> Bool {
    let filled = cells[place].filter { !$0.isEmpty }
    guard filled.count == 2, place + 1 < records.count else { return false }
    let name = folded(filled[0])
    if ["data source", "last updated date", "last updated", "download date"].contains(name) {
      return true
    }
    return ["source", "nguon", "don vi tinh", "dvt", "unit"].contains(name)
      && cells[(place + 1)...].contains { row in row.count { !$0.isEmpty } > 2 }
  }

  /// Columns in which at least two lines, or every line, below a place hold something.
  private func usedColumns(after place: Int) -> Set<Int> {
    var counts: [Int: Int] = [:]
    let below = cells[(place + 1)...].prefix(200).filter { row in row.contains { !$0.isEmpty } }
    for row in below {
      for (column, text) in row.enumerated() where !text.isEmpty { counts[column, default: 0] += 1 }
    }
    return Set(counts.filter { $0.value >= min(2, below.count) }.keys)
  }

  /// The length that most lines below a place have up to their last filled field.
  private func usualWidth(after place: Int) -> Int? {
    usual(after: place) { row in row.lastIndex { !$0.isEmpty }.map { $0 + 1 } }
  }

  private func filledWidth(_ place: Int) -> Int {
    (cells[place].lastIndex { !$0.isEmpty } ?? 0) + 1
  }

  /// The last column of the header's length in which any line of that length holds something, and one more.
  private func bodyWidth(after place: Int, _ width: Int) -> Int {
    let last = cells[(place + 1)...].filter { $0.count == width }.compactMap { row in
      row.lastIndex { !$0.isEmpty }
    }.max()
    return last.map { $0 + 1 } ?? 0
  }

  /// Both lines of a header; the unit of the upper one stands behind both, unless the lower one has its own.
  private static func joined(_ above: String, _ lower: String) -> String {
    let header = StartHeader(above)
    guard StartUnit(header.unit).isAmount, above.hasSuffix(")") || above.hasSuffix("]") else {
      return "\(above) \(lower)"
    }
    let hasUnit = !StartHeader(lower).unit.isEmpty || lower.contains("%")
    return hasUnit ? "\(header.name) \(lower)" : "\(header.name) \(lower) (\(header.unit))"
  }

  /// The header in two lines: the upper one spans columns that the lower one names.
  private func lowerHeader(_ place: Int, _ header: [StartCell]) -> [String]? {
    guard records.indices.contains(place), place + 1 < records.count,
      cells[place].count >= header.count
    else { return nil }
    let lower = Array(cells[place].prefix(header.count))
    guard let first = lower.first, first.isEmpty, !header[0].text.isEmpty else { return nil }
    let filled = lower.indices.filter { !lower[$0].isEmpty }
    // A unit stands above figures: above names a line with one heads a part of the table.
    func headsWords(_ column: Int) -> Bool {
      let below = cells[place + 1].indices.contains(column) ? cells[place + 1][column] : ""
      return below.contains(where: \.isLetter) && SpelledNumber(below) == nil
        && lower[column].contains("(")
        && !StartHeader(lower[column]).unit.isEmpty
    }
    if !filled.isEmpty,
      filled.allSatisfy({
        isUnit(lower[$0]) && !header[$0].text.isEmpty && !headsWords($0)
      })
    {
      return header.indices.map { column in
        let unit = lower[column].filter { !"()[]".contains($0) }
        return unit.isEmpty ? header[column].text : "\(header[column].text) (\(unit))"
      }
    }
    // A name that spans columns stands once, or above each of them.
    let names = header.map(\.text).filter { !$0.isEmpty }
    let repeats = Set(names.filter { name in names.count { $0 == name } > 1 })
    guard !repeats.isEmpty || names.count < header.count else { return nil }
    let areNames = filled.allSatisfy { column in
      SpelledNumber(lower[column]) == nil || StartPeriod(lower[column]) != nil
        || StartPart(lower[column], digitsAre: .monthly) != nil
    }
    guard areNames,
      filled.contains(where: { header[$0].text.isEmpty || repeats.contains(header[$0].text) })
    else { return nil }
    // Every column without a name above has one below.
    guard header.indices.allSatisfy({ !header[$0].text.isEmpty || !lower[$0].isEmpty }) else {
      return nil
    }
    var above = ""
    return header.indices.map { column in
      if !header[column].text.isEmpty { above = header[column].text }
      if lower[column].isEmpty { return header[column].text }
      return above.isEmpty ? lower[column] : Self.joined(above, lower[column])
    }
  }

  /// Whether a text is a unit and no figure.
  private func isUnit(_ text: String) -> Bool {
    SpelledNumber(text) == nil && (StartUnit(text).isAmount || StartUnit(text).isPercent)
  }

  /// Whether a line below the header numbers the columns.
  private func isNumbering(_ place: Int, _ width: Int) -> Bool {
    guard records.indices.contains(place), cells[place].count >= width, width >= 3 else {
      return false
    }
    return ColumnNumbers.isLine(
      Array(cells[place].prefix(width)),
      above: cells[(place + 1)...].lazy.map { $0.first ?? "" })
  }

  // MARK: Rows and notes

  private func rows(
    from body: Int, below header: [String], _ delimiter: Character, _ source: SourceFile,
    faults: inout FaultCollector
  ) -> (rows: [CSVRow], notes: [String]) {
    let width = header.count
    var (rows, notes): ([CSVRow], [String]) = ([], [])
    let last = records.indices.last { isRow($0, width) } ?? body
    for place in records.indices where place >= body {
      let filled = cells[place].filter { !$0.isEmpty }
      if filled.isEmpty || Array(cells[place].prefix(width)) == header { continue }
      if isNote(place, filled, isBelow: place > last) {
        notes.append(filled.joined(separator: " "))
      } else if cells[place].count >= width, cells[place].dropFirst(width).allSatisfy(\.isEmpty) {
        rows.append(records[place])
      } else {
        faults.note(
          .table(.raggedRow(expected: width, found: cells[place].count)),
          at: source.place(line: records[place].line),
          hint: delimiter == "," && records[place].mayHoldCutNumbers(beyond: width)
            ? .write(.noCommaInNumbers) : nil)
      }
    }
    return (rows, notes)
  }

  /// Whether a line is a row beyond doubt: of the header's length, more than one field filled.
  private func isRow(_ place: Int, _ width: Int) -> Bool {
    guard cells[place].count >= min(width, 2) else { return false }
    let filled = cells[place].filter { !$0.isEmpty }
    return filled.count > 1 && !Self.isNoteText(filled[0])
  }

  /// A line of words that says where figures come from or what they mean.
  private func isNote(_ place: Int, _ filled: [String], isBelow: Bool) -> Bool {
    if Self.isNoteText(filled[0]),
      filled.dropFirst().count(where: { SpelledNumber($0) != nil }) <= 1
    {
      return true
    }
    if filled.count == 1 && filled[0].first == "#" { return true }
    guard isBelow, filled.count == 1, SpelledNumber(filled[0]) == nil else { return false }
    return StartPeriod(filled[0], isCompact: true) == nil && StartPart(filled[0]) == nil
  }

  /// Whether a text begins as notes and sources do.
  private static func isNoteText(_ text: String) -> Bool {
    if text.first == "*" || text.hasPrefix("(*)") || text.first == "©" { return true }
    // Neither colon has other bytes than these at its end.
    guard text.utf8.contains(where: { $0 == UInt8(ascii: ":") || $0 == 0x9A }),
      let colon = text.firstIndex(where: { $0 == ":" || $0 == "：" })
    else { return false }
    let heads = [
      "nguon", "nguon so lieu", "nguon du lieu", "source", "sources", "data source", "ghi chu",
      "chu thich", "note", "notes", "footnote", "footnotes", "don vi tinh", "dvt", "last updated",
      "luu y", "remark", "remarks", "downloaded", "retrieved", "unit", "nguoi lap",
      "nguoi lap bieu",
    ]
    return heads.contains(folded(text[..<colon]))
  }

  private func lines(_ places: Range<Int>) -> [String] {
    places.compactMap { place in
      let filled = cells[place].filter { !$0.isEmpty }
      return filled.isEmpty ? nil : filled.joined(separator: " ")
    }
  }
}
