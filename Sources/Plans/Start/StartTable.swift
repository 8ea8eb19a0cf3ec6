/// A user's file as a header and rows, and the delimiter that makes it a table.
struct StartTable {
  /// What stands between fields.
  let delimiter: Character
  /// The names of the columns.
  let header: [StartCell]
  /// The rows that hold anything.
  let rows: [CSVRow]

  /// The cell of a row.
  func cell(_ row: CSVRow, _ column: Int) -> StartCell {
    StartCell(text: withoutOuterBlanks(row.text(column)), location: row.location(column))
  }

  /// The texts of a column that are not missing figures.
  func texts(_ column: Int, atMost limit: Int = .max) -> [String] {
    var texts: [String] = []
    for row in rows {
      let text = withoutOuterBlanks(row.text(column))
      if !StartNumber.isMissing(text) { texts.append(text) }
      if texts.count == limit { break }
    }
    return texts
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
        .noDelimiter, at: SourceLocation(file: source.file.path, line: 1, column: 1),
        hint: .writeTable)
      return nil
    }
    faults.note(best.faults)
    if best.table.rows.isEmpty && best.faults.isEmpty {
      faults.note(.noRows, at: best.table.header[0].location)
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
    let first = source.statedDelimiter == nil ? 0 : 1
    // A title may stand above the header: a line of which only the first field holds something.
    for lines in first..<(first + 20) {
      var collector = FaultCollector()
      var reader = CSVReader(
        source.file, separator: delimiter, skippingLines: lines, faults: &collector)
      guard let headerRow = reader.headerRow else { return nil }
      let header = reader.header.indices.map {
        StartCell(
          text: withoutOuterBlanks(reader.header[$0]), location: headerRow.location($0))
      }
      let isTitle = header.dropFirst().allSatisfy(\.text.isEmpty)
      if isTitle && StartRole(header[0].text) == nil { continue }
      if header.count < 2 { continue }
      var rows: [CSVRow] = []
      while let row = reader.next(&collector) {
        if header.indices.contains(where: { !withoutOuterBlanks(row.text($0)).isEmpty }) {
          rows.append(row)
        }
      }
      let table = StartTable(delimiter: delimiter, header: header, rows: rows)
      return Candidate(table: table, faults: collector.found, share: table.readableShare)
    }
    return nil
  }

  /// How many of the cells that hold something are periods or numbers.
  private var readableShare: Double {
    var (readable, all) = (0.0, 0.0)
    for row in rows.prefix(200) {
      for column in header.indices {
        let text = withoutOuterBlanks(row.text(column))
        if StartNumber.isMissing(text) { continue }
        all += 1
        if StartPeriod(text) != nil || StartNumber(text) != nil { readable += 1 }
      }
    }
    return all > 0 ? readable / all : 0
  }
}

/// A text and where it stands.
struct StartCell {
  let text: String
  let location: SourceLocation
}
