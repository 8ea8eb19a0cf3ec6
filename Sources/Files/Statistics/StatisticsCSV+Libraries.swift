/// Tables of Eurostat and of libraries of data.
extension StatisticsCSV {
  static func eurostat(_ names: [String], _ rows: [CSVRow]) -> StatisticsTable? {
    let key = names[0].split(separator: "\\", maxSplits: 1)[0].split(
      separator: ",", omittingEmptySubsequences: false
    ).map { withoutOuterBlanks($0) }
    var dimensions = key.map {
      StatisticsTable.Dimension(id: $0, label: $0, role: .init(named: $0))
    }
    dimensions.append(.init(id: "TIME_PERIOD", label: "TIME_PERIOD", role: .time))
    var table = StatisticsTable(dimensions)
    for row in rows {
      let codes = row.plainText(0).split(separator: ",", omittingEmptySubsequences: false)
      guard codes.count == key.count else { continue }
      let own = codes.enumerated().map {
        table.dimensions[$0].number(of: withoutOuterBlanks($1))
      }
      for column in row.indices.dropFirst() {
        let text = row.plainText(column)
        let number = text.prefix { $0 != " " && !$0.isLetter || $0 == "e" || $0 == "E" }
        table.figures.append(
          StatisticsTable.Figure(
            places: own + [table.dimensions[key.count].number(of: names[column])],
            text: withoutOuterBlanks(number),
            flags: withoutOuterBlanks(text.dropFirst(number.count)), origin: row.origin(column)))
      }
    }
    return table
  }

  static func worldBank(_ names: [String], _ rows: [CSVRow]) -> StatisticsTable? {
    guard let places = WorldBankColumns(Array(names.prefix(4))) else { return nil }
    var table = StatisticsTable([
      .init(id: "Country", label: "Country Name", role: .place),
      .init(id: "Indicator", label: "Indicator Name", role: .measure),
      .init(id: "Year", label: "Year", role: .time),
    ])
    // Below its table the DataBank says where it is from.
    for row in rows where row.indices.count > 4 && !row.raw(places.code).isEmpty {
      let place = table.dimensions[0].number(
        of: row.plainText(places.code), label: row.plainText(places.name))
      let measure = table.dimensions[1].number(
        of: row.plainText(places.measureCode), label: row.plainText(places.measure))
      for column in row.indices.dropFirst(4) where names.indices.contains(column) {
        // `2020`, or `2020 [YR2020]`; the header, too, ends by a comma.
        let year = String(names[column].prefix { $0 != " " })
        guard year.count == 4, Int(year) != nil else { continue }
        table.figures.append(
          StatisticsTable.Figure(
            places: [place, measure, table.dimensions[2].number(of: year)],
            text: row.plainText(column), origin: row.origin(column)))
      }
    }
    return table
  }

  static func fred(_ names: [String], _ rows: [CSVRow]) -> StatisticsTable? {
    var table = StatisticsTable([
      .init(id: "Series", label: "Series", role: .measure),
      .init(id: "DATE", label: "DATE", role: .time),
    ])
    table.source = "FRED"
    for row in rows {
      let day = table.dimensions[1].number(of: row.plainText(0))
      for column in row.indices.dropFirst() {
        let series = table.dimensions[0].number(of: names[column])
        table.figures.append(
          StatisticsTable.Figure(
            places: [series, day], text: row.plainText(column), origin: row.origin(column)))
      }
    }
    return table
  }

  static func ourWorld(_ names: [String], _ rows: [CSVRow]) -> StatisticsTable? {
    var table = StatisticsTable([
      .init(id: "Entity", label: "Entity", role: .place),
      .init(id: "Indicator", label: "Indicator", role: .measure),
      .init(id: names[2], label: names[2], role: .time),
    ])
    table.source = "Our World in Data"
    // Columns of words tell of places, not of figures.
    let columns = names.indices.dropFirst(3).filter { column in
      rows.lazy.map { $0.plainText(column) }.first { !$0.isEmpty }.map { Double($0) != nil }
        ?? false
    }
    for row in rows {
      let (name, code) = (row.plainText(0), row.plainText(1))
      let place = table.dimensions[0].number(of: code.isEmpty ? name : code, label: name)
      let time = table.dimensions[2].number(of: row.plainText(2))
      for column in columns {
        table.figures.append(
          StatisticsTable.Figure(
            places: [place, table.dimensions[1].number(of: names[column]), time],
            text: row.plainText(column), origin: row.origin(column)))
      }
    }
    return table
  }
}

/// The places of the four columns that begin a table of the World Bank, which its libraries put in two orders.
struct WorldBankColumns {
  let name, code, measure, measureCode: Int

  init?(_ names: [String]) {
    func place(_ wanted: String...) -> Int? { names.firstIndex(where: wanted.contains) }
    guard let name = place("Country Name"), let code = place("Country Code"),
      let measure = place("Indicator Name", "Series Name"),
      let measureCode = place("Indicator Code", "Series Code")
    else { return nil }
    (self.name, self.code, self.measure, self.measureCode) = (name, code, measure, measureCode)
  }
}

extension StatisticsTable {
  /// Takes the source and the day from the lines above the header of the World Bank.
  mutating func addPreamble(_ source: SourceFile, lines: Int) {
    let text = String(decoding: source.bytes.prefix(1 << 12), as: UTF8.self)
    for line in StatisticsCSV.lines(of: text, atMost: lines).prefix(lines) {
      let fields = line.split(separator: ",", maxSplits: 1).map { String($0).trimmingQuotes }
      guard fields.count == 2 else { continue }
      let value = fields[1].split(separator: "\"").first.map(String.init) ?? fields[1]
      if fields[0] == "Data Source" { self.source = value }
      if fields[0] == "Last Updated Date" { updated = value }
    }
  }
}
