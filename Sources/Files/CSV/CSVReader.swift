/// Reads CSV (RFC 4180) strictly: every row as long as the header, every quote closed.
///
/// Written here because the readers at hand accept ragged rows and open quotes silently.
public struct CSVReader {
  /// The longest row that is read, in bytes; what is longer is no table.
  public static let rowLimit = 1 << 18

  /// Whether a command of ours wrote the table, whose rows may be as long as what they were made of.
  public var isOurs = false

  /// The names of the columns, as in the file or as they were named for it.
  public private(set) var header: [String] = []
  /// The names of the columns, as in the file.
  package private(set) var written: [String] = []

  /// What stands above a header that was found by its names: the filled cells of the lines that were passed over.
  package private(set) var titles: [(text: String, location: SourceLocation)] = []

  private let source: SourceFile
  private let bytes: [UInt8]
  private var separator: UInt8
  private var decimals = CSVDecimals.points
  private var columns: [CSVColumn] = []
  private var position = 0
  private var line = 1
  private var anchor = (line: 0, offset: 0, column: 1)

  /// Starts to read a table of columns that are known; `nil` when one that must be there is missing.
  ///
  /// Fields are then asked for by the places of their columns in the list, those that may be there behind the others.
  ///
  /// - Parameters:
  ///   - numbers: the columns of figures, which together say what their commas and points mean.
  ///   - naming: what the columns below a line of other names are called, or below it and a second one, where heads stand in
  ///     two; `nil` where the line names none. Titles above such a line are passed over. Beside columns that must be there
  ///     it names others of the same line.
  public init?(
    _ source: SourceFile, columns: [(name: String, summary: String)],
    optional: [(name: String, summary: String)] = [], numbers: [String],
    naming: (([String], [String]?) -> [String]?)? = nil, faults: inout FaultCollector
  ) {
    self.init(source, faults: &faults)
    written = header
    if let naming {
      if !columns.allSatisfy({ header.contains($0.name) }) {
        rename(by: naming)
      } else if let names = naming(header, nil), names.count == header.count {
        header = names
      }
    }
    let names = columns.map(\.name)
    guard let places = positions(of: names, faults: &faults) else { return nil }
    self.columns =
      zip(names, places).map { CSVColumn(name: $0, place: $1) }
      + optional.map { CSVColumn(name: $0.name, place: header.firstIndex(of: $0.name)) }
    decimals = decimals(of: numbers)
    // Faults call columns as the file does.
    self.columns = self.columns.map { column in
      CSVColumn(name: column.place.map { written[$0] } ?? column.name, place: column.place)
    }
  }

  /// Lines among which names of columns are sought.
  private static let mostTitles = 20

  /// Takes the first line of names that is known otherwise for the header, whatever parts its fields; where there is
  /// none, the first line stays it.
  private mutating func rename(by naming: ([String], [String]?) -> [String]?) {
    let isWritten = source.sheet == nil && !source.isMade
    let others = isWritten ? [UInt8(ascii: ";"), UInt8(ascii: "\t"), UInt8(ascii: ",")] : []
    for separator in [separator] + others {
      var (ahead, unused) = (self, FaultCollector())
      (ahead.separator, ahead.position, ahead.columns) = (separator, 0, [])
      ahead.line = source.isMade ? 0 : 1
      var titles: [(text: String, location: SourceLocation)] = []
      for _ in 0..<Self.mostTitles {
        guard let row = ahead.nextFields(&unused) else { break }
        let found = row.indices.map { row.text($0) }
        var below = ahead
        let next = below.nextFields(&unused).map { row in
          found.indices.map { $0 < row.fields.count ? row.text($0) : "" }
        }
        if let next, let names = naming(found, next), names.count == found.count {
          self = below
          self.titles = titles
          written = zip(found, next).map { $1.isEmpty ? $0 : $0.isEmpty ? $1 : $0 + " " + $1 }
          header = names
          return
        }
        guard let names = naming(found, nil), names.count == found.count else {
          titles += row.indices.lazy.filter { !found[$0].isEmpty }
            .map { (found[$0], row.location($0)) }
          continue
        }
        self = ahead
        self.titles = titles
        (header, written) = (names, found)
        return
      }
    }
  }

  /// How numbers are written, by all of them together; commas between fields leave only decimal points.
  private func decimals(of numbers: [String]) -> CSVDecimals {
    let isOpen = source.sheet?.hasWrittenNumbers ?? (separator != UInt8(ascii: ","))
    guard isOpen else { return .points }
    let places = columns.indices.filter {
      columns[$0].place != nil && numbers.contains(columns[$0].name)
    }
    var evidence = CSVDecimalEvidence()
    var (rest, unused) = (self, FaultCollector())
    while !unused.isFull, let row = rest.next(&unused) {
      for place in places where !row.isCellNumber(place) && !row.raw(place).isEmpty {
        evidence.add(row.text(place))
      }
    }
    return evidence.decimals(hasSemicolons: separator == UInt8(ascii: ";"))
  }

  /// All rows of a file, of any length, those that are blank included; of a sheet one of several in a run.
  package static func records(
    of source: SourceFile, separator: Character, skippingLines: Int, faults: inout FaultCollector
  ) -> [CSVRow] {
    var reader = CSVReader(
      source, separator: separator, skippingLines: skippingLines, hasHeader: false,
      faults: &faults)
    var records: [CSVRow] = []
    while let row = reader.nextFields(&faults) {
      // Between two tables of a sheet a million rows may be blank; one says as much.
      if source.sheet != nil, row.isBlank, records.last?.isBlank ?? true { continue }
      records.append(row)
    }
    guard source.sheet != nil, let width = records.map(\.fields.count).max(),
      width * records.count <= 1 << 24
    else { return records }
    return records.map { $0.padded(to: width) }
  }

  /// Starts to read; the first row behind the lines to pass over is the header, where there is one.
  ///
  /// - Parameter separator: what ends fields; `nil` for commas, or semicolons or tabs where the header has no comma.
  public init(
    _ source: SourceFile, separator: Character? = nil, skippingLines: Int = 0,
    hasHeader: Bool = true, faults: inout FaultCollector
  ) {
    self.source = source
    bytes = source.bytes
    let isWritten = source.sheet == nil && !source.isMade
    self.separator =
      separator?.asciiValue ?? (isWritten ? Self.separator(of: source.bytes) : UInt8(ascii: ","))
    // Rows that stand elsewhere have numbers and no lines; the header has none.
    if source.isMade { line = 0 }
    while skippingLines > 0, line <= skippingLines, position < bytes.count {
      let byte = bytes[position]
      if byte == 10 || (byte == 13 && !isFollowedByLineFeed) { line += 1 }
      position += 1
    }
    if let sheet = source.sheet {
      faults.note(sheet.faults)
      let (rows, columns) = (sheet.hiddenRows.count, sheet.hiddenColumns.count)
      if rows + columns > 0 {
        faults.tell(
          .workbook(.hidden(rows: rows, columns: columns)),
          at: .whole(source.name))
      }
    }
    guard hasHeader, let row = headerRow(&faults) else { return }
    header = row.fields.indices.map { row.text($0) }
    columns = header.enumerated().map { CSVColumn(name: $0.element, place: $0.offset) }
    var seen: Set<String> = []
    for (index, name) in header.enumerated() where !name.isEmpty {
      if !seen.insert(name).inserted {
        faults.note(.table(.duplicateColumn(name)), at: row.location(index))
      }
    }
  }

  /// The first row; of a sheet the first that holds anything.
  private mutating func headerRow(_ faults: inout FaultCollector) -> CSVRow? {
    while let row = nextFields(&faults) {
      if source.sheet == nil || !row.isBlank { return row }
    }
    return nil
  }

  /// The positions of the columns that must be there; `nil` when one is missing.
  private func positions(of names: [String], faults: inout FaultCollector) -> [Int]? {
    let start = source.place()
    var positions: [Int] = []
    for name in names {
      if let position = header.firstIndex(of: name) {
        positions.append(position)
      } else {
        let unknown = header.filter { !names.contains($0) }
        faults.note(
          .table(.missingColumn(name)), at: start,
          hint: faults.nearest(to: name, among: unknown) ?? .columns(names))
      }
    }
    return positions.count == names.count ? positions : nil
  }

  /// The next row that is as long as the header; `nil` at the end. Blank lines are passed over.
  public mutating func next(_ faults: inout FaultCollector) -> CSVRow? {
    while let row = nextFields(&faults) {
      if row.fields.count == header.count { return row }
      if row.isBlank { continue }
      // Cells that follow the last filled one of a row are blank; what has no header is not asked for.
      if source.sheet != nil { return row.padded(to: header.count) }
      faults.note(
        .table(.raggedRow(expected: header.count, found: row.fields.count)),
        at: source.place(line: row.line),
        hint: separator == UInt8(ascii: ",") && row.mayHoldCutNumbers(beyond: header.count)
          ? .write(.noCommaInNumbers) : nil)
    }
    return nil
  }

  private mutating func nextFields(_ faults: inout FaultCollector) -> CSVRow? {
    guard position < bytes.count else { return nil }
    let firstLine = line
    let firstByte = position
    var fields: [CSVField] = []
    fields.reserveCapacity(max(8, header.count))
    while true {
      guard let field = nextField(&faults) else { return nil }
      fields.append(field)
      if position - firstByte > Self.rowLimit && !isOurs {
        faults.note(
          .table(.rowTooLong(limit: Self.rowLimit)),
          at: source.place(line: firstLine))
        position = bytes.count
        return nil
      }
      guard position < bytes.count else { break }
      let byte = bytes[position]
      position += 1
      if byte == separator { continue }
      if byte == 13, position < bytes.count, bytes[position] == 10 { position += 1 }
      line += 1
      break
    }
    return CSVRow(
      line: firstLine, source: source, fields: fields, columns: columns, decimals: decimals)
  }

  /// Reads up to the separator or the end of the line; `nil` when a quote is never closed.
  private mutating func nextField(_ faults: inout FaultCollector) -> CSVField? {
    let start = position
    guard position < bytes.count, bytes[position] == UInt8(ascii: "\"") else {
      while position < bytes.count, !endsField(bytes[position]) {
        if bytes[position] == UInt8(ascii: "\"") {
          faults.note(.table(.strayQuote), at: location(position, line: line), hint: .doubleQuotes)
          skipField()
          break
        }
        position += 1
      }
      return CSVField(
        start: start, line: line, range: start..<position, isQuoted: false, hasEscapes: false)
    }
    let openedLine = line
    var hasEscapes = false
    position += 1
    while position < bytes.count {
      let byte = bytes[position]
      if byte == UInt8(ascii: "\"") {
        if position + 1 < bytes.count, bytes[position + 1] == UInt8(ascii: "\"") {
          hasEscapes = true
          position += 2
          continue
        }
        let range = (start + 1)..<position
        position += 1
        if position < bytes.count, !endsField(bytes[position]) {
          faults.note(
            .table(.textAfterQuote), at: location(position, line: line), hint: .doubleQuotes)
          skipField()
        }
        return CSVField(
          start: start, line: openedLine, range: range, isQuoted: true, hasEscapes: hasEscapes)
      }
      if !source.isMade, byte == 10 || (byte == 13 && !isFollowedByLineFeed) { line += 1 }
      position += 1
    }
    faults.note(.table(.openQuote), at: location(start, line: openedLine), hint: .doubleQuotes)
    return nil
  }

  private mutating func skipField() {
    while position < bytes.count, !endsField(bytes[position]) { position += 1 }
  }

  private var isFollowedByLineFeed: Bool {
    position + 1 < bytes.count && bytes[position + 1] == 10
  }

  private func endsField(_ byte: UInt8) -> Bool { byte == separator || byte == 10 || byte == 13 }

  /// The place of a byte, counted from the last one asked for on its line, so that long lines are counted once.
  private mutating func location(_ offset: Int, line: Int) -> SourceLocation {
    if source.isMade { return source.location(of: offset, line: line) }
    let isAhead = anchor.line == line && anchor.offset <= offset
    let column = source.column(
      of: offset, after: isAhead ? (anchor.offset, anchor.column) : nil)
    anchor = (line, offset, column)
    return SourceLocation(file: source.path, line: line, column: column)
  }
}
