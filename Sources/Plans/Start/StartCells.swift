internal import TimeSeries

/// Every figure of a table with the period and series that its row and column give it.
struct StartCells {
  /// The figures, by rows.
  private(set) var found: [WrittenFigure] = []
  /// Cells without a figure.
  private(set) var missing = 0

  private let table: StartTable
  private let columns: StartColumns

  /// Reads all cells; those that hold neither a figure nor a sign for none are faults.
  static func read(
    _ table: StartTable, _ columns: StartColumns, faults: inout FaultCollector
  ) -> StartCells {
    var cells = StartCells(table: table, columns: columns)
    for row in table.rows { cells.take(row, faults: &faults) }
    return cells
  }

  private init(table: StartTable, columns: StartColumns) {
    self.table = table
    self.columns = columns
  }

  private mutating func take(_ row: CSVRow, faults: inout FaultCollector) {
    func text(_ column: Int?) -> String? {
      column.map { withoutOuterBlanks(row.text($0)) }.flatMap { $0.isEmpty ? nil : $0 }
    }
    let own = ownPeriod(row, faults: &faults)
    if columns.layout != .periodsDown, let column = columns.name ?? columns.id,
      text(column) == nil
    {
      faults.note(
        .emptyField(column: table.header[column].text), at: row.location(column))
      return
    }
    for (index, column) in columns.values.enumerated() {
      let cell = table.cell(row, column)
      if StartNumber.isMissing(cell.text) {
        missing += 1
        continue
      }
      let header = table.header[column].text
      guard let number = StartNumber(cell.text) else {
        faults.note(.badNumber(column: header, text: cell.text), at: cell.location)
        continue
      }
      var period = own
      if case .header(let periods) = columns.period { period = periods[index].period }
      guard let period else { continue }
      let title =
        columns.layout == .periodsDown ? header : text(columns.name) ?? text(columns.id) ?? ""
      found.append(
        WrittenFigure(
          title: title, id: text(columns.id), place: text(columns.geo),
          unit: text(columns.unit) ?? (columns.layout == .long ? StartHeader(header).unit : ""),
          source: text(columns.source) ?? "",
          note: text(columns.note) ?? "", period: period, number: number, text: cell.text,
          column: header, location: cell.location,
          order: columns.layout == .periodsDown ? column : 0))
    }
  }

  /// The period that the row itself names; a row without any figure needs none.
  private func ownPeriod(_ row: CSVRow, faults: inout FaultCollector) -> StartPeriod? {
    let isEmpty = columns.values.allSatisfy {
      StartNumber.isMissing(withoutOuterBlanks(row.text($0)))
    }
    switch columns.period {
    case .header: return nil
    case .column(let column):
      let cell = table.cell(row, column)
      if let period = StartPeriod(cell.text) { return period }
      if !isEmpty || !cell.text.isEmpty {
        faults.note(.impossiblePeriod(cell.text), at: cell.location, hint: .writeAnyPeriod)
      }
      return nil
    case .parts(let year, let part, let frequency):
      let (yearCell, partCell) = (table.cell(row, year), table.cell(row, part))
      guard case .period(let whole)? = StartPeriod(yearCell.text)?.meaning else {
        faults.note(.impossiblePeriod(yearCell.text), at: yearCell.location, hint: .writeAnyPeriod)
        return nil
      }
      guard let number = StartPeriod.part(partCell.text, frequency: frequency) else {
        faults.note(.impossiblePeriod(partCell.text), at: partCell.location, hint: .writeAnyPeriod)
        return nil
      }
      let name = frequency == .quarterly ? "Q" : "M"
      return StartPeriod("\(whole.year)\(name)\(number)")
    }
  }
}

/// The decimal mark, decided over all figures of a file.
struct StartDecimal {
  /// The mark.
  let mark: DecimalMark
  /// Whether any figure depends on it.
  let isSeen: Bool

  /// Decides; figures that contradict the others, or that nothing decides, are faults.
  static func decide(
    _ figures: [WrittenFigure], stated: DecimalMark?, faults: inout FaultCollector
  ) -> StartDecimal {
    let isSeen = figures.contains { $0.number.withPoint != $0.number.withComma }
    var decided: [DecimalMark: [WrittenFigure]] = [:]
    for figure in figures {
      if let mark = figure.number.decisive { decided[mark, default: []].append(figure) }
    }
    let (points, commas) = (decided[.point] ?? [], decided[.comma] ?? [])
    let mark = stated ?? (commas.count > points.count ? .comma : .point)
    let strangers = mark == .point ? commas : points
    let witness = (mark == .point ? points : commas).first
    for figure in strangers {
      let digits = figure.number.digits(mark.other) ?? figure.text
      let rewritten = String(digits.map { $0 == "." ? mark.sign : $0 })
      faults.note(
        .otherDecimal(
          text: figure.text, mark: String(mark.sign), witness: witness?.text ?? "",
          witnessAt: witness?.location ?? .whole(figure.location.file)),
        at: figure.location, hint: .writeNumber(rewritten))
    }
    if stated == nil, points.isEmpty, commas.isEmpty,
      let open = figures.first(where: \.number.isAmbiguous)
    {
      faults.note(
        .undecidedDecimal(
          text: open.text, withPoint: open.number.withPoint ?? "",
          withComma: open.number.withComma ?? "",
          cells: figures.count(where: \.number.isAmbiguous)),
        at: open.location, hint: .decimalOption)
    }
    return StartDecimal(mark: mark, isSeen: isSeen)
  }
}
