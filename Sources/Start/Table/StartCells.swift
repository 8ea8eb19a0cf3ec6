internal import Files
internal import TimeSeries

/// Every figure of a table with the period and series that its row and column give it.
struct StartCells {
  /// The figures, by rows.
  private(set) var found: [WrittenFigure] = []
  /// Cells without a figure.
  private(set) var missing = 0
  /// Rows of words without a figure.
  private(set) var passedOver: [String] = []

  private let table: StartTable
  private let columns: StartColumns
  private var periods: RowPeriods
  private var measures: [String: (measure: StartMeasure, base: String)] = [:]

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
    periods = RowPeriods(table: table, place: columns.period)
  }

  private func text(_ row: CSVRow, _ column: Int?) -> String? {
    column.map { row.plain($0) }.flatMap { $0.isEmpty ? nil : $0 }
  }

  private func text(_ row: CSVRow, _ role: StartRole) -> String? {
    text(row, columns.places[role])
  }

  private mutating func take(_ row: CSVRow, faults: inout FaultCollector) {
    let isEmpty = columns.values.allSatisfy { SpelledNumber.isMissing(row.plain($0)) }
    if isEmpty, !periods.isPeriod(row) {
      passedOver.append(row.plain(0))
      return
    }
    let own = periods.read(row, isEmpty: isEmpty, faults: &faults)
    let name = text(row, .name) ?? text(row, .id)
    if columns.layout != .periodsDown, let column = columns.places[.name] ?? columns.places[.id],
      name == nil
    {
      if !isEmpty {
        faults.note(
          .table(.emptyField(column: table.header[column].text)), at: row.location(column))
      } else {
        missing += columns.values.count
      }
      return
    }
    for (index, column) in columns.values.enumerated() {
      let cell = table.cell(row, column)
      if SpelledNumber.isMissing(cell.text) {
        missing += 1
        continue
      }
      guard let number = table.number(cell) else {
        faults.note(
          .table(.badNumber(column: table.header[column].text, text: cell.text)), at: cell.location)
        continue
      }
      guard let period = periods.period(at: index, own) else { continue }
      add(row, column, cell, number, period, name: name)
    }
  }

  private mutating func add(
    _ row: CSVRow, _ column: Int, _ cell: StartCell, _ number: SpelledNumber,
    _ period: RowPeriods.Named, name: String?
  ) {
    let isDown = columns.layout == .periodsDown
    let header = table.header[column].text
    let own = isDown ? header : name ?? ""
    let groups = columns.groups.compactMap { text(row, $0) }
    let title = ([own] + groups).filter { !$0.isEmpty }.joined(separator: ", ")
    let (measure, base) = measure(of: isDown || name != nil ? own : "", groups)
    let isAcross = columns.layout == .periodsAcross
    found.append(
      WrittenFigure(
        title: title, id: id(row, groups), place: text(row, .geo),
        unit: StartUnit.of(number, told: text(row, .unit))
          ?? unit(of: header, hasGroups: !groups.isEmpty),
        source: text(row, .source) ?? "", note: text(row, .note) ?? "",
        period: period.period, periodText: period.cell.text,
        periodLocation: period.cell.location, number: number, text: cell.text, column: header,
        location: cell.location,
        order: isDown ? column : 0, measure: measure, base: base,
        status: status(row, period.period, number, measure),
        seriesLine: isAcross ? row.line : nil))
  }

  /// The unit that a header gives to its figures, where it is not the title itself.
  private func unit(of header: String, hasGroups: Bool) -> String {
    let unit = StartHeader(header).unit
    switch columns.layout {
    case .long: return unit
    case .periodsDown: return hasGroups ? unit : ""
    // A bracket behind a year may be anything.
    case .periodsAcross, .yearsDown, .yearsAcross, .printed:
      return StartUnit(unit).isAmount ? unit : ""
    }
  }

  /// The id of a row with its groups; `nil` without an id.
  private func id(_ row: CSVRow, _ groups: [String]) -> String? {
    text(row, .id).map { ([$0] + groups).joined(separator: ".") }
  }

  private mutating func measure(
    of title: String, _ groups: [String]
  ) -> (StartMeasure, String) {
    if measures[title] == nil { measures[title] = StartMeasure.of(title) }
    let known = measures[title] ?? (.itself, "")
    return (known.measure, ([known.base] + groups.map { folded($0) }).joined(separator: " "))
  }

  /// What all places that may say so say: a plan or forecast is one, whatever else stands there.
  private func status(
    _ row: CSVRow, _ period: StartPeriod, _ number: SpelledNumber, _ measure: StartMeasure
  ) -> ObservationStatus {
    let stated = [
      period.status, text(row, .status).flatMap(StartStatus.status), number.status,
      measure.status,
    ]
    let known = stated.compactMap { $0 }
    return known.first { !$0.isHistory } ?? known.first ?? .secondary
  }
}
