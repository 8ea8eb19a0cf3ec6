internal import Files
internal import Plans
internal import TimeSeries

/// The rows of a table of sectors with their figures.
struct SectorSheet {
  var rows: [SectorRow] = []
  let table: StartTable
  private let columns: StartColumns
  private let calendar: StartCalendar
  let decimal: DecimalMark
  /// Units of figures, as often as they stand there.
  private var units: [String: Int] = [:]
  private let sizeColumn: Int?
  /// The decimal mark of sizes.
  private let sizeMark: DecimalMark
  /// Titles and heads but those of columns that are left out.
  private let heads: [String]

  init(
    _ table: StartTable, _ columns: StartColumns, besides out: [Int], calendar: StartCalendar,
    decimal: DecimalMark
  ) {
    heads =
      table.titles + table.header.indices.filter { !out.contains($0) }.map { table.header[$0].text }
    self.table = table
    self.columns = columns
    self.calendar = calendar
    self.decimal = decimal
    let column = Self.sizeColumn(of: table)
    sizeColumn = column
    let marks = Set(
      table.rows.compactMap { row in
        column.flatMap { table.number(table.cell(row, $0))?.decisive }
      })
    sizeMark = marks.count == 1 ? marks.first ?? decimal : decimal
  }

  /// What sizes are headed by, and whether that says that they are shares of a whole; `nil` where none stand there.
  var sizeHead: (text: String, areShares: Bool)? {
    sizeColumn.map { column in
      let text = table.header[column].text
      let areShares =
        text.contains("%")
        || ["co cau", "ty trong", "share"].contains { folded(text).hasPrefix($0) }
      return (text, areShares)
    }
  }

  /// The column that says how large sectors are; `nil` where there is none.
  static func sizeColumn(of table: StartTable) -> Int? {
    table.header.indices.first { column in
      let name = folded(table.header[column].text)
      return sizes.contains { name == $0 || name.hasPrefix($0 + " ") }
    }
  }

  private static let sizes = [
    "co cau", "ty trong", "share", "weight", "quyen so", "size", "quy mo", "structure",
  ]

  /// Gives every figure to its row.
  mutating func take(_ found: [WrittenFigure], faults: inout FaultCollector) {
    let byLine = Dictionary(grouping: found) { $0.location.line }
    var known: [String: Int] = [:]
    // Lines of no figures that say that what follows is of the row above.
    var isOf = false
    let lines = columns.layout == .periodsDown ? [] : table.rows
    for row in lines {
      let figures = byLine[row.line] ?? []
      let text = nameColumn.map { row.text($0) } ?? ""
      guard !figures.isEmpty else {
        if let rest = SectorMark.withoutOf(withoutOuterBlanks(text)), rest.isEmpty { isOf = true }
        continue
      }
      var (mark, name) = SectorMark.read(text, number: numberColumn.map { row.plain($0) } ?? "")
      if isOf, let last = rows.last,
        last.mark == mark || last.mark.of == mark.of
          || !rows.contains(where: { $0.mark.of == mark.of })
      {
        mark = mark.of
        // So it stays until something else is said.
        if !last.mark.isOf { isOf = false }
      } else {
        isOf = false
      }
      let cell = parentColumn.map { table.cell(row, $0) }
      let key = columns.layout == .long ? folded(name + " " + (cell?.text ?? "")) : "\(row.line)"
      if known[key] == nil {
        known[key] = rows.count
        let size = size(row)
        rows.append(
          SectorRow(
            name: name, mark: mark,
            location: nameColumn.map { row.location($0) } ?? figures[0].location,
            parentText: cell.flatMap { SpelledNumber.isMissing($0.text) ? nil : $0 },
            size: size.digits, sizeCell: size.cell))
      }
      for figure in figures { add(figure, to: known[key] ?? 0, &faults) }
    }
    guard columns.layout == .periodsDown else { return }
    for figure in found {
      if known[figure.column] == nil {
        known[figure.column] = rows.count
        let (mark, name) = SectorMark.read(StartHeader(figure.column).name, number: "")
        rows.append(
          SectorRow(
            name: name, mark: mark, location: figure.location, parentText: nil, size: nil))
      }
      add(figure, to: known[figure.column] ?? 0, &faults)
    }
  }

  private var nameColumn: Int? { columns.places[.name] ?? columns.places[.id] }

  private var numberColumn: Int? {
    table.header.indices.first { StartRole(table.header[$0].text) == .number }
  }

  private var parentColumn: Int? {
    table.header.indices.first { StartRole(table.header[$0].text) == .parent }
  }

  /// What stands of the size of a row, and its digits, in the marks of the column itself where these decide: figures beside it
  /// may be texts, `4,8%`, where sizes are numbers.
  private func size(_ row: CSVRow) -> (digits: String?, cell: StartCell?) {
    guard let sizeColumn else { return (nil, nil) }
    let cell = table.cell(row, sizeColumn)
    guard let digits = table.number(cell)?.digits(sizeMark), let value = Double(digits), value > 0
    else { return (nil, SpelledNumber.isMissing(cell.text) ? nil : cell) }
    return (digits, cell)
  }

  private mutating func add(
    _ written: WrittenFigure, to row: Int, _ faults: inout FaultCollector
  ) {
    guard let digits = written.number.digits(decimal), let value = Double(digits) else { return }
    var slot = calendar.slot(written.period)
    switch written.measure {
    case .toDate: slot = slot.cumulated
    case .plan(let plan): slot = plan.slot(beside: slot)
    default: break
    }
    let unit = written.unit.isEmpty && written.number.isPercent ? "%" : written.unit
    if !unit.isEmpty { units[unit, default: 0] += 1 }
    if let first = rows[row].figures[slot] {
      guard first.digits != digits else { return }
      faults.note(
        .start(
          .twoValues(
            series: rows[row].name, period: slot.period.description, first: first.digits,
            second: digits, firstAt: first.location)),
        at: written.location, hint: .start(.oneValue))
      return
    }
    rows[row].figures[slot] = StartFigure(
      period: slot.period, digits: digits, value: value, status: written.status,
      source: written.source, note: written.note, location: written.location)
  }

  /// The unit that most figures have.
  var unit: String {
    let arePercent =
      !rows.isEmpty && rows.allSatisfy { StartUnit(StartHeader($0.name).unit).isPercent }
    return units.max { ($0.value, $1.key) < ($1.value, $0.key) }?.key ?? table.unit
      ?? (arePercent ? "%" : "")
  }

  /// The year whose sizes stand in their column: the one that its name gives, else the last but one of the figures.
  var sizeYear: Int {
    let named = sizeColumn.flatMap { column in
      table.header[column].text.split { !$0.isNumber }.compactMap { Int($0) }.first {
        (1900...2999).contains($0)
      }
    }
    let years = rows.flatMap { $0.figures.keys.map(\.period) }.sorted()
    guard let last = years.last else { return named ?? 0 }
    return named ?? (last.closesYear ? last.year : last.year - 1)
  }

  /// Whether figures are indices with the year before as 100: words or a percent sign say so, none is far from 100,
  /// and rows do not add up.
  var isIndex: Bool {
    let stated = StartUnit(unit)
    if stated.isAmount { return false }
    let words = folded(heads.joined(separator: " "))
    guard
      stated.isPercent || table.titles.contains(where: { $0.contains("%") })
        || Self.indices.contains(where: { words.contains($0) })
    else { return false }
    return rows.allSatisfy { row in row.figures.values.allSatisfy { 50...200 ~= $0.value } }
      && (rows.count <= 2 || !SectorOutline.addsUp(rows))
  }

  private static let indices = [
    "nam truoc 100", "cung ky 100", "nam truoc bang 100", "cung ky bang 100", "previous year 100",
    "year before 100", "chi so phat trien", "toc do phat trien",
  ]

  /// Makes indices growth: 108.3 is 8.3%.
  mutating func takeHundredOff() {
    for row in rows.indices {
      rows[row].figures = rows[row].figures.mapValues { figure in
        let decimals = printedDecimals(ArraySlice(figure.digits.utf8))
        let value = figure.value - 100
        return StartFigure(
          period: figure.period, digits: SectorOutline.fixed(value, decimals), value: value,
          status: figure.status, source: figure.source, note: figure.note,
          location: figure.location)
      }
    }
  }

  /// Takes quarters that only cumulated levels tell.
  mutating func takeDifferences() {
    for row in rows.indices { rows[row].takeDifferences() }
  }

  /// Whether figures are growth: a unit says so, else rows that do not add up though small, else words.
  var isGrowth: Bool {
    let stated = StartUnit(unit)
    if stated.isPercent { return true }
    if stated.isAmount { return false }
    let values = rows.flatMap { $0.figures.values.map(\.value) }
    if values.contains(where: { abs($0) >= 100 }) { return false }
    if rows.count > 2, SectorOutline.addsUp(rows) { return false }
    if values.contains(where: { $0 <= 0 }) { return true }
    return isGrowthByWords
      || (values.allSatisfy { abs($0) < 40 } && (rows.count > 2 || variesAsGrowth))
  }

  /// Whether heads, titles or the name of the whole or the only row, which says it as a head would, speak of growth.
  var isGrowthByWords: Bool {
    if let name = rows.first?.name, SectorHeads.isGrowth(name) { return true }
    let titles = folded(heads.joined(separator: " "))
    return Self.growth.contains { titles.contains($0) }
  }

  private static let growth = [
    "toc do tang", "tang truong", "growth", "so cung ky", "so voi cung ky",
  ]

  /// Levels of sectors are above 0.
  func checkLevels(_ faults: inout FaultCollector) {
    for row in rows {
      for figure in row.figures.values.sorted(by: { $0.location < $1.location })
      where figure.value <= 0 {
        faults.note(
          .figure(
            .levelNotPositive(
              series: row.name, period: figure.period.description, value: figure.digits, more: 0)),
          at: figure.location, hint: .mend(.mergeSector))
      }
    }
  }
}
