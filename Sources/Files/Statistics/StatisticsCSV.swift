/// Reads tables of text in which statistics offices and libraries of data hand out figures: SDMX-CSV 1.0 and 2.0,
/// Eurostat's TSV, the World Bank's CSV, FRED, Our World in Data.
enum StatisticsCSV {
  /// The forms.
  enum Form {
    case sdmx(separator: Character)
    case eurostat
    /// The rows above the header.
    case worldBank(skipped: Int)
    case fred
    case ourWorld
  }

  /// The form of a text; `nil` for any other table.
  static func form(of source: SourceFile) -> Form? {
    let head = String(decoding: source.bytes.prefix(1 << 14), as: UTF8.self)
    let lines = Self.lines(of: head, atMost: 12)
    guard let first = lines.first else { return nil }
    let start = first.prefix { $0 != "\t" }
    if first.contains("\t"), start.contains("\\"),
      start.hasSuffix("TIME_PERIOD") || start.hasSuffix("time")
    {
      return .eurostat
    }
    for separator in [",", ";"] as [Character] {
      // A name may be followed by its label: `OBS_VALUE: Observation value`.
      let names = fields(first, separator).map(\.idPart)
      if names.contains("OBS_VALUE"), names.contains("TIME_PERIOD") {
        return .sdmx(separator: separator)
      }
    }
    let names = fields(first, ",")
    if names.count >= 2, ["date", "observation_date"].contains(names[0].lowercased()),
      !names.contains(where: { ["unique_id", "series_id", "y", "value"].contains($0.lowercased()) })
    {
      return .fred
    }
    if names.count >= 4, names[0] == "Entity", names[1] == "Code",
      ["Year", "Day"].contains(names[2])
    {
      return .ourWorld
    }
    let place = lines.prefix(8).firstIndex {
      WorldBankColumns(Array(fields($0, ",").prefix(4))) != nil
    }
    return place.map { .worldBank(skipped: $0) }
  }

  /// The first lines of a text, whatever ends them; the last one holds the rest.
  static func lines(of text: String, atMost limit: Int) -> [Substring] {
    text.split(maxSplits: limit, omittingEmptySubsequences: false) { $0.isNewline }
  }

  /// The fields of a line; separators in quotes end none.
  private static func fields(_ line: Substring, _ separator: Character) -> [String] {
    var isQuoted = false
    return line.split(omittingEmptySubsequences: false) { sign in
      if sign == "\"" { isQuoted.toggle() }
      return sign == separator && !isQuoted
    }.map { String($0).trimmingQuotes }
  }

  /// The table of a text.
  static func table(
    _ source: SourceFile, _ form: Form, faults: inout FaultCollector
  ) -> StatisticsTable? {
    let separator: Character =
      switch form {
      case .sdmx(let separator): separator
      case .eurostat: "\t"
      default: ","
      }
    let skipped = if case .worldBank(let skipped) = form { skipped } else { 0 }
    let rows = CSVReader.records(
      of: source, separator: separator, skippingLines: skipped, faults: &faults)
    guard let header = rows.first, faults.found.isEmpty else { return nil }
    let names = header.indices.map { header.plainText($0) }
    let body = rows.dropFirst().filter { row in
      row.indices.contains { !row.raw($0).isEmpty }
    }
    for row in body where row.indices.count != names.count {
      // The World Bank ends its rows by a comma, or its table by a note.
      guard case .worldBank = form, row.indices.count + 1 >= names.count || row.indices.count == 1
      else {
        faults.note(
          .table(.raggedRow(expected: names.count, found: row.indices.count)),
          at: SourceLocation(file: source.path, line: row.line))
        return nil
      }
    }
    var table: StatisticsTable?
    switch form {
    case .sdmx: table = sdmx(names, body)
    case .eurostat: table = eurostat(names, body)
    case .worldBank: table = worldBank(names, body)
    case .fred: table = fred(names, body)
    case .ourWorld: table = ourWorld(names, body)
    }
    if skipped > 0 { table?.addPreamble(source, lines: skipped) }
    return table
  }

  // MARK: SDMX

  private static let frame: Set<String> = [
    "DATAFLOW", "STRUCTURE", "STRUCTURE_ID", "STRUCTURE_NAME", "ACTION", "KEY", "SERIES_KEY",
    "OBS_KEY", "LAST UPDATE", "LAST_UPDATE",
  ]

  /// Attributes that may stand before the value.
  private static let attributes: Set<String> = [
    "OBS_STATUS", "OBS_FLAG", "CONF_STATUS", "UNIT_MULT", "DECIMALS", "COMMENT_OBS", "OBS_COM",
    "TITLE", "TITLE_COMPL", "COLLECTION",
  ]

  private static func sdmx(_ names: [String], _ rows: [CSVRow]) -> StatisticsTable? {
    // A name may be followed by its label: `FREQ: Frequency`.
    let ids = names.map { $0.idPart }
    guard let time = ids.firstIndex(of: "TIME_PERIOD"), let value = ids.firstIndex(of: "OBS_VALUE")
    else { return nil }
    var places: [Int] = []
    var labels: [Int: Int] = [:]
    for number in 0..<value {
      let id = ids[number]
      if frame.contains(id) || attributes.contains(id) || number == time { continue }
      // OECD puts a column of labels behind each of codes.
      let isLabel =
        number > 0 && ids[number - 1] == ids[number - 1].uppercased() && id != id.uppercased()
      if isLabel {
        if places.last == number - 1 { labels[number - 1] = number }
      } else {
        places.append(number)
      }
    }
    var dimensions = places.map { number in
      StatisticsTable.Dimension(
        id: ids[number], label: names[number].labelPart, role: .init(named: ids[number]))
    }
    dimensions.append(.init(id: "TIME_PERIOD", label: "TIME_PERIOD", role: .time))
    var table = StatisticsTable(dimensions)
    func column(_ name: String) -> Int? { ids.firstIndex(of: name) }
    let action = column("ACTION")
    let status = column("OBS_STATUS") ?? column("OBS_FLAG")
    let (unit, scale) = (column("UNIT_MEASURE") ?? column("UNIT"), column("UNIT_MULT"))
    let notes = ["COMMENT_OBS", "OBS_COM"].compactMap(column)
    let flow = column("DATAFLOW") ?? column("STRUCTURE_ID")
    for row in rows {
      if let action, row.plainText(action).idPart == "D" { continue }
      if table.title.isEmpty, let flow { table.title = row.plainText(flow) }
      var codes = places.enumerated().map { number, place in
        let text = row.plainText(place)
        let label = labels[place].map { row.plainText($0) } ?? text.labelPart
        return table.dimensions[number].number(of: text.idPart, label: label)
      }
      codes.append(table.dimensions[codes.count].number(of: row.plainText(time).idPart))
      let power = scale.map { row.plainText($0) } ?? ""
      let measured = unit.map { row.plainText($0).labelPart } ?? ""
      table.figures.append(
        StatisticsTable.Figure(
          places: codes, text: row.plainText(value),
          flags: status.map { row.plainText($0).idPart } ?? "",
          note: notes.map { row.plainText($0) }.filter { !$0.isEmpty }.joined(separator: "; "),
          unit: StatisticsTable.unit(measured, power: power), origin: row.origin(value)))
    }
    return table
  }
}

extension CSVRow {
  /// The text of a field without blanks at its ends.
  func plainText(_ index: Int) -> String { withoutOuterBlanks(text(index)) }

  /// Where a field stands.
  func origin(_ index: Int) -> TablePlace {
    let place = location(index)
    return TablePlace(line: place.line, column: place.column)
  }
}

extension String {
  /// The code of `CODE: label`.
  var idPart: String {
    firstRange(of: ": ").map { String(self[..<$0.lowerBound]) } ?? self
  }

  /// The label of `CODE: label`; the text itself where there is none.
  var labelPart: String {
    firstRange(of: ": ").map { String(self[$0.upperBound...]) } ?? self
  }

  /// The text without blanks, ends of lines and quotes around it.
  var trimmingQuotes: String {
    let text = withoutOuterBlanks(filter { $0 != "\r" })
    return text.count > 1 && text.hasPrefix("\"") && text.hasSuffix("\"")
      ? String(text.dropFirst().dropLast()) : text
  }
}
