internal import Files
internal import TimeSeries

extension PrintedTable {
  // MARK: The rows

  /// Signs that repeat the unit above.
  private static let repeats: Set<String> = ["\"", "''", "“", "”", "nt", "-nt-", "´´", "″"]

  mutating func readBody() {
    var unit = ""
    let line = LineUnits(lineUnits)
    mixedUnits = line.isMixed ? line.naming(names) : nil
    // The first part stands between the header and the first figures.
    for cell in block.header.joined() where labels.numbers.contains(cell.column) {
      guard StartRole(cell.text) != .number else { continue }
      numbers.append(
        RowNumbers.Row(line: cell.row, number: RowNumbers.plain(cell.text), hasFigures: false))
    }
    for row in block.body {
      let found = row.filter { meanings[$0.column] != nil }
      let faults = block.faults[row[0].row]?.filter { meanings[$0.location.column] != nil } ?? []
      let number = row.first { labels.numbers.contains($0.column) }
      if let lead = row.first(where: { $0.column == labels.lead }), lead.kind == .text {
        leads[lead.row] = lead.text
      }
      let hasFigures = !faults.isEmpty || found.contains(where: PrintedBlocks.isFigure)
      let own = labels.label(row, hasFigures: hasFigures)
      numbers.append(
        RowNumbers.Row(
          line: row[0].row, number: number.map { RowNumbers.plain($0.text) } ?? "",
          hasFigures: hasFigures))
      let period = rowPeriods?.take(row)
      let stated = unitColumn.flatMap { column in row.first { $0.column == column }?.text }
      let isUnit = stated.map { !Self.repeats.contains($0) } ?? false
      guard let label = rowPeriods == nil ? own : period.map(PrintedLabels.Label.init) else {
        // The row of the thing has the unit of those that tell something of it.
        if let stated, isUnit, labels.tellsInRows { unit = stated }
        noteNameless(found)
        leftOut += faults
        continue
      }
      if let stated, isUnit {
        unit = stated
      } else if stated == nil, label.hasOwnUnit {
        // A name that says the unit is not of the one above, nor is what follows it.
        unit = label.unit
      }
      if let period, period.slot.isOther {
        let text = row.first { $0.column <= block.labels }?.text ?? ""
        leftOut.append(
          Fault(.start(.partOfYear(text)), at: grid.place(row[0].row, row[0].column)))
        continue
      }
      leftOut += faults
      rowValues = rowPeriods == nil ? values(found) : []
      for cell in found {
        guard cell.kind != .error, let column = meanings[cell.column],
          let meaning = told(column, label, at: cell)
        else { continue }
        if let period, isRepeated(cell, meaning, period) { continue }
        take(
          cell, label, period.map(meaning.of) ?? meaning,
          unitOfRow: unitColumn == nil ? label.unit : unit)
      }
    }
  }

  /// The figures among cells of a row that tell what happened.
  private func values(_ cells: [SheetGrid.Cell]) -> [Double] {
    cells.compactMap { cell in
      guard let meaning = meanings[cell.column], meaning.measure == .level,
        meaning.status.isHistory, let number = SpelledNumber(cell.text)
      else { return nil }
      return (cell.kind == .text ? decimal.digits(number) : number.withPoint).flatMap(Double.init)
    }
  }

  /// Why a cell is not read: a sign before what is two numbers is asked about, as numbers are.
  private func unread(_ cell: SheetGrid.Cell, _ written: WrittenGoal?, head: String) -> Fault {
    let place = grid.place(cell.row, cell.column)
    guard let number = written?.number, written?.isOpen == true, !SaidInWords.speaks(cell.text)
    else { return Fault(.table(.badNumber(column: head, text: cell.text)), at: place) }
    return Fault(
      .layout(
        .undecidedDecimal(
          text: cell.text, withPoint: number.withPoint ?? "", withComma: number.withComma ?? "",
          cells: 1)), at: place, hint: .start(.decimalOption))
  }

  /// What heads and rows of the table are called.
  private var names: [String] {
    (block.header.joined() + block.body.joined().filter { $0.column <= block.labels }).map(\.text)
  }

  /// Says of figures that nothing in their row names.
  mutating func noteNameless(_ cells: [SheetGrid.Cell]) {
    let figures = cells.filter { PrintedBlocks.isFigure($0) && !PrintedBlocks.isYear($0) }
    guard let first = figures.first else { return }
    let heads = block.header.joined().filter { $0.column <= block.labels }
    let head = heads.first { StartRole($0.text) == .name } ?? heads.first
    leftOut.append(
      Fault(.table(.emptyField(column: head?.text ?? "")), at: grid.place(first.row, first.column)))
  }

  /// What a column is in a row that says that it tells a plan, or something else of its thing; `nil` of what is left out.
  mutating func told(
    _ column: PrintedMeaning, _ label: PrintedLabels.Label, at cell: SheetGrid.Cell
  ) -> PrintedMeaning? {
    guard let telling = label.telling else {
      guard column.status.isHistory, column.measure == .level,
        case .plan(let plan) = StartMeasure.of(label.text).measure
      else { return column }
      return column.with(.plan, isRevised: plan.revision > 0)
    }
    if let meaning = column.telling(telling.measure, telling.text) { return meaning }
    if untold.insert(telling.text).inserted {
      leftOut.append(
        Fault(
          .layout(.unreadHeader(telling.text)), at: grid.place(cell.row, cell.column),
          hint: .start(.namePrintedColumns)))
    }
    return nil
  }

  /// Whether an earlier row of the year has told the same plan of it.
  mutating func isRepeated(
    _ cell: SheetGrid.Cell, _ meaning: PrintedMeaning, _ row: PrintedRowPeriods.Row
  ) -> Bool {
    guard meaning.isPlanOfYear else { return false }
    return !plans.insert("\(cell.column) \(row.slot.period.year) \(cell.text)").inserted
  }

  /// The plan that a cell tells; `nil` where it is none in the unit of its row.
  private func goal(
    _ cell: SheetGrid.Cell, _ label: PrintedLabels.Label, _ meaning: PrintedMeaning,
    _ unitOfRow: String
  ) -> WrittenGoal? {
    let units = [unitOfRow, meaning.unit, lineUnits.count == 1 ? lineUnits[0] : ""]
    guard var goal = WrittenGoal(cell.text) else { return nil }
    let unit = units.first { !$0.isEmpty } ?? ""
    switch GoalFit(goal, name: label.text, unit: unit, year: meaning.period.year) {
    case .fits: return goal
    case .growth where meaning.period.frequency == .annual && !meaning.isToDate:
      goal.words.isGrowthOfLevel = true
      return goal
    case .growth, .inUnit, .none: return nil
    }
  }

  mutating func take(
    _ cell: SheetGrid.Cell, _ label: PrintedLabels.Label, _ meaning: PrintedMeaning,
    unitOfRow: String
  ) {
    let place = grid.place(cell.row, cell.column)
    if SpelledNumber.isMissing(cell.text) || cell.text == "x" || cell.text == "\"" {
      missing += 1
      return
    }
    let noted = cell.kind == .text ? NotedNumber(cell.text) : nil
    let isPlan = meaning.status == .plan && meaning.measure == .level && cell.kind == .text
    let written = isPlan && noted == nil ? goal(cell, label, meaning, unitOfRow) : nil
    let settled = written.flatMap { decimal.settled($0, beside: rowValues) }
    let goal = settled.flatMap(decimal.goal)
    guard
      let number = SpelledNumber(cell.text) ?? noted?.number
        ?? goal.flatMap({ _ in settled?.number })
    else {
      let header = columns.first { $0.place.column == cell.column }?.header
      leftOut.append(unread(cell, written, head: header ?? meaning.quantity))
      return
    }
    let isSettled = meaning.measure != .level || !meaning.status.isHistory
    let meaning = isSettled ? meaning : noted?.status.map { meaning.with($0) } ?? meaning
    // What has no digits under the mark of the sheet is told of the whole sheet.
    guard let digits = cell.kind == .text ? decimal.digits(number) : number.withPoint else {
      return
    }
    // Percent of amounts is no amount; what it is of them something must say.
    let told = unitOfRow.isEmpty && lineUnits.count == 1 ? lineUnits[0] : unitOfRow
    let isPercent = percents[cell.column] != nil && StartUnit(told).isAmount
    if isPercent, meaning.quantity.isEmpty {
      if let fault = percents[cell.column], unclear.insert(cell.column).inserted {
        leftOut.append(fault)
      }
      return
    }
    let unit: String
    if unitOfRow.isEmpty, meaning.measure == .level, let mixedUnits,
      meaning.unit.isEmpty || LineUnits.isRate(label.text)
    {
      unit = mixedUnits.unit(of: "\(label.text) \(meaning.quantity)")
    } else {
      let isOfColumn = isPercent || meaning.measure != .level || unitOfRow.isEmpty
      unit = isOfColumn ? meaning.unit : unitOfRow
    }
    let parts = [
      slug(title), label.text.isEmpty ? "" : slug(label.text),
      meaning.quantity.isEmpty ? "" : slug(meaning.quantity),
    ]
    var id = parts.filter { !$0.isEmpty }.joined(separator: ".")
    if meaning.measure != .level { id += "." + meaning.measure.rawValue }
    figures.append(
      PrintedFigure(
        id: id, label: label.text, meaning: meaning,
        unit: goal?.mean == .ofGrowth ? unit : StartUnit.of(number, told: unit) ?? unit,
        digits: digits, goal: goal,
        goalText: goal == nil ? "" : cell.text, location: place))
  }
}
