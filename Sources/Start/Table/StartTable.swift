internal import Files

/// A user's file as a header and rows, and the delimiter that makes it a table.
struct StartTable {
  /// What stands between fields.
  let delimiter: Character
  /// The names of the columns; of a header in two lines the names of both.
  let header: [StartCell]
  /// The rows that hold anything.
  let rows: [CSVRow]
  /// Lines above the header.
  let titles: [String]
  /// Lines among and below the rows that are no rows: sources and notes.
  let notes: [String]
  /// The sheet of a workbook that it was made of.
  let sheet: SheetTable?
  /// Whether the form of the file says that points are decimal ones.
  let hasPoints: Bool
  /// What stands in its columns.
  let columns: ColumnTexts

  init(
    delimiter: Character, header: [StartCell], rows: [CSVRow], titles: [String], notes: [String],
    sheet: SheetTable?, hasPoints: Bool
  ) {
    (self.delimiter, self.header, self.rows) = (delimiter, header, rows)
    (self.titles, self.notes, self.sheet) = (titles, notes, sheet)
    self.hasPoints = hasPoints
    columns = ColumnTexts(rows)
  }

  /// The cell of a row.
  func cell(_ row: CSVRow, _ column: Int) -> StartCell {
    StartCell(
      text: row.plain(column), location: row.location(column),
      isNumber: hasPoints || row.isCellNumber(column))
  }

  /// The number in a cell; that of a workbook's cell of numbers has no decimal mark.
  func number(_ cell: StartCell) -> SpelledNumber? {
    let number = SpelledNumber(cell.text)
    return cell.isNumber ? number?.ofCell : number
  }

  /// The texts of a column that are not missing figures, row by row.
  func texts(_ column: Int) -> [String] {
    let texts = columns[column]
    return texts.ofRow.lazy.map(Int.init).filter { !texts.areMissing[$0] }.map {
      texts.distinct[$0]
    }
  }

  /// The unit that a line above the header gives for all figures: `Đơn vị tính: tỷ đồng`.
  var unit: String? {
    for title in titles {
      guard let colon = title.firstIndex(of: ":") else {
        // A line of its own in brackets: (Nghìn tấn).
        let inside = title.dropFirst().dropLast()
        let isUnit = StartUnit(String(inside)).isAmount || StartUnit(String(inside)).isPercent
        if title.first == "(", title.last == ")", isUnit, title.count <= 40 {
          return withoutOuterBlanks(inside)
        }
        continue
      }
      let name = folded(title[..<colon])
      let isUnit =
        ["don vi tinh", "dvt", "unit", "units", "unit of measure"].contains {
          name == $0 || name.hasSuffix(" " + $0)
        } || name == "don vi"
      let unit = withoutOuterBlanks(
        title[title.index(after: colon)...].filter { !"()".contains($0) })
      let ends = unit.split(separator: ";").map { withoutOuterBlanks($0) }.filter { !$0.isEmpty }
      if isUnit && !ends.isEmpty && unit.count <= 40 { return ends.joined(separator: "; ") }
    }
    return nil
  }

  /// Splits a file; the faults are those of the delimiter that fits best.
  ///
  /// A delimiter fits when every row is as long as the header. Among those that fit, the one under
  /// which most cells are periods or numbers counts, then the one with most columns: a decimal comma
  /// never tears a table of semicolons apart.
  static func read(_ source: StartSource, faults: inout FaultCollector) -> StartTable? {
    let candidates: [Character] = source.statedDelimiter.map { [$0] } ?? [",", ";", "\t"]
    var best: Candidate?
    for delimiter in candidates {
      guard let candidate = split(source, delimiter) else { continue }
      if let other = best, !candidate.fitsBetter(than: other) { continue }
      best = candidate
    }
    guard let best else {
      faults.note(
        .layout(.noDelimiter), at: source.file.place(), hint: .write(.table))
      return nil
    }
    faults.note(best.faults)
    if best.table.rows.isEmpty && best.faults.isEmpty {
      faults.note(.table(.noRows), at: best.table.header[0].location)
    }
    return best.faults.isEmpty && !best.table.rows.isEmpty ? best.table : nil
  }

  private struct Candidate {
    let table: StartTable
    let faults: [Fault]
    let share: Double

    func fitsBetter(than other: Candidate) -> Bool {
      if faults.isEmpty != other.faults.isEmpty { return faults.isEmpty }
      if faults.isEmpty && share != other.share { return share > other.share }
      return table.header.count > other.table.header.count
    }
  }

  private static func split(_ source: StartSource, _ delimiter: Character) -> Candidate? {
    var collector = FaultCollector()
    let records = CSVReader.records(
      of: source.file, separator: delimiter,
      skippingLines: source.statedDelimiter == nil || source.file.sheet != nil ? 0 : 1,
      faults: &collector)
    guard let table = StartRecords(records).table(delimiter, source.file, faults: &collector) else {
      return nil
    }
    return Candidate(table: table, faults: collector.found, share: table.readableShare)
  }

  /// How many of the cells that hold something are periods or numbers.
  private var readableShare: Double {
    var (readable, all) = (0.0, 0.0)
    for text in rows.prefix(200).flatMap({ row in header.indices.map { row.plain($0) } })
    where !SpelledNumber.isMissing(text) {
      all += 1
      if StartPeriod(text) != nil || SpelledNumber(text) != nil { readable += 1 }
    }
    return all > 0 ? readable / all : 0
  }
}

extension CSVRow {
  /// The text of a field without blanks at its ends.
  func plain(_ index: Int) -> String { withoutOuterBlanks(text(index)) }
}

/// A text and where it stands.
struct StartCell {
  let text: String
  let location: SourceLocation
  /// Whether a number in it is no text, so that nobody chose its mark.
  var isNumber = false
}
