internal import Files
internal import TimeSeries

/// Every figure of a table with the period and series that its row and column give it.
struct StartCells {
  /// The figures, by rows.
  private(set) var found: [WrittenFigure] = []
  /// Cells without a figure.
  private(set) var missing = 0
  /// Cells that say something else than a figure.
  private(set) var inWords: [Fault] = []
  /// Those of plans among them.
  private(set) var unreadPlans: [Fault] = []
  /// Rows of words without a figure.
  private(set) var passedOver: [String] = []

  private let table: StartTable
  private let columns: StartColumns
  private var periods: RowPeriods
  private var labels: RowLabels
  /// What columns tell of what another one holds, where each row is a figure.
  private let tellings: [Int: StartMeasure]
  /// What the column of which others tell something is called, where that says more than that it holds figures.
  private let thing: String
  private let days: PublicationDays?
  /// Days on which plans were set, as the headers of their columns say.
  private let planDays: [Int: CalendarDate]
  private let mergedPlaces: MergedPlaces
  private var isUnknownTold = false
  private var measures: PercentPlans.Read = [:]
  /// The units in the headers of columns of figures.
  private let heads: [Int: HeadUnit]

  /// The unit in a header.
  private struct HeadUnit {
    let unit: String
    let isAmount: Bool
    let isPercent: Bool

    init(_ header: String) {
      unit = StartHeader(header).unit
      isAmount = StartUnit(unit).isAmount
      isPercent = StartUnit(unit).isPercent
    }
  }

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
    labels = RowLabels(table, columns)
    days = columns.places[.vintage].flatMap { PublicationDays(table, $0) }
    planDays =
      columns.tellsPlans
      ? columns.values.reduce(into: [:]) { $0[$1] = PlanDay(table.header[$1].text)?.day } : [:]
    mergedPlaces = MergedPlaces(table, columns)
    heads = columns.values.reduce(into: [:]) { $0[$1] = HeadUnit(table.header[$1].text) }
    let names =
      columns.layout == .periodsDown
      ? columns.values.map { table.header[$0].text }
      : (columns.places[.name] ?? columns.places[.id]).map { table.texts($0) } ?? []
    measures = PercentPlans(names).all
    let areOfRows = columns.layout == .long && columns.values.count > 1
    tellings =
      areOfRows
      ? columns.values.reduce(into: [:]) { tellings, column in
        if let measure = StartMeasure.alone(table.header[column].text), measure != .itself {
          tellings[column] = measure
        }
      } : [:]
    let told = areOfRows ? columns.values.map { table.header[$0].text } : []
    thing =
      told.first { StartMeasure.alone($0) == nil && StartRole($0) != .value }
      .map { StartHeader($0).name } ?? ""
  }

  /// Leaves the days of publication out.
  mutating func removeDays() {
    for place in found.indices { found[place].vintage = nil }
  }

  /// Takes plans with the numbers that their rows settle; those that nothing settles are listed.
  mutating func settleGoals(stated: DecimalMark?) {
    let numbers = GoalNumbers(found, stated: stated)
    found = numbers.figures
    let unread = numbers.unread.map { figure in
      Fault(.table(.badNumber(column: figure.column, text: figure.text)), at: figure.location)
    }
    inWords += unread
    unreadPlans += unread
  }

  private func text(_ row: CSVRow?, _ column: Int?) -> String? {
    guard let row, let column else { return nil }
    let text = row.plain(column)
    return text.isEmpty ? nil : text
  }

  private func text(_ row: CSVRow?, _ role: StartRole) -> String? {
    text(row, columns.places[role])
  }

  private func place(_ row: CSVRow?) -> String? {
    text(row, .geo) ?? row.flatMap { mergedPlaces.byLine[$0.line] }
  }

  private mutating func take(_ row: CSVRow, faults: inout FaultCollector) {
    let isEmpty = columns.values.allSatisfy { SpelledNumber.isMissing(row.plain($0)) }
    if isEmpty, !periods.isPeriod(row) {
      passedOver.append(row.plain(0))
      return
    }
    let own = periods.read(row, isEmpty: isEmpty, faults: &faults)
    let label = labels.take(row)
    if columns.layout != .periodsDown, let column = columns.places[.name] ?? columns.places[.id],
      label == nil
    {
      if !isEmpty {
        if let unknown = UnknownTelling(table, columns) {
          // One word is why all rows without a name cannot be read.
          if !isUnknownTold { faults.note([unknown.fault]) }
          isUnknownTold = true
          return
        }
        faults.note(
          .table(.emptyField(column: table.header[column].text)), at: row.location(column))
      } else {
        missing += columns.values.count
      }
      return
    }
    if labels.headings.contains(row.line) { return }
    if !isEmpty, mergedPlaces.isOpen, let column = columns.places[.geo],
      place(row) ?? place(label?.head) == nil
    {
      faults.note(
        .table(.emptyField(column: table.header[column].text)), at: row.location(column))
      return
    }
    for (index, column) in columns.values.enumerated() {
      let cell = table.cell(row, column)
      if SpelledNumber.isMissing(cell.text) {
        missing += 1
        continue
      }
      let plain = table.number(cell)
      let noted = plain == nil ? NotedNumber(cell.text) : nil
      let goal = plain == nil && noted == nil ? WrittenGoal(cell.text) : nil
      guard let number = plain ?? noted?.number ?? goal?.number else {
        noteWords(
          cell, column, isPlan: isPlan(column, periods.period(at: index, own)?.period, label),
          &faults)
        continue
      }
      guard let period = periods.period(at: index, own) else { continue }
      add(row, column, cell, (number, goal, noted), period, label, &faults)
    }
  }

  /// Whether a column says of a row that it tells a plan.
  private mutating func isPlan(
    _ column: Int, _ period: StartPeriod?, _ label: RowLabels.Label?
  ) -> Bool {
    let named = columns.layout == .periodsDown ? table.header[column].text : label?.name ?? ""
    return [
      period?.status, tellings[column]?.status, label?.measure?.status,
      measure(of: named, []).0.status,
    ].contains(.plan)
  }

  /// Says of a cell that it holds no figure: a plan in words is left out, and what only looks like a number is a fault.
  private mutating func noteWords(
    _ cell: StartCell, _ column: Int, isPlan: Bool, _ faults: inout FaultCollector
  ) {
    let problem = TableProblem.badNumber(column: table.header[column].text, text: cell.text)
    let fault = Fault(.table(problem), at: cell.location)
    let isUnread = isPlan && SaidInWords.speaks(cell.text)
    guard isUnread || SaidInWords.holds(cell.text) else {
      faults.note([fault])
      return
    }
    inWords.append(fault)
    if isUnread { unreadPlans.append(fault) }
  }

  private mutating func add(
    _ row: CSVRow, _ column: Int, _ cell: StartCell,
    _ written: (number: SpelledNumber, goal: WrittenGoal?, noted: NotedNumber?),
    _ period: RowPeriods.Named,
    _ label: RowLabels.Label?, _ faults: inout FaultCollector
  ) {
    let number = written.number
    let isDown = columns.layout == .periodsDown
    let header = table.header[column].text
    let groups = columns.groups.compactMap { text(row, $0) ?? text(label?.head, $0) }
    let name = isDown ? header : label?.name ?? ""
    let telling = isDown ? "" : label?.telling ?? ""
    let named = measure(of: isDown || label != nil ? name : "", groups)
    let ofRow = label?.measure?.within(named.0) ?? named.0
    let measure = tellings[column]?.within(ofRow) ?? ofRow
    // What is told in words that are not known is a thing of its own.
    let isOwn = label?.measure == nil && !telling.isEmpty
    let base = isOwn ? "\(named.1) \(folded(telling))" : named.1
    // What happened is the thing itself.
    let told: [String] =
      (label?.measure == .itself ? [] : [telling]) + (tellings[column] == nil ? [] : [header])
    let isThing = told.allSatisfy(\.isEmpty)
    let own = isThing ? name : StartHeader(name).name
    let title = ([own] + groups + [isThing ? thing : ""] + told).filter { !$0.isEmpty }
    let isAcross = columns.layout == .periodsAcross
    let status = status(
      row, period.period, written.noted?.status ?? number.status, measure)
    // Only a plan may be a range or an end of one.
    let rowUnit = ownUnit(column) ?? text(row, .unit) ?? unit(of: label, telling)
    var headUnit = number.isPercent ? "" : periodUnit(column)
    var toldGoal = written.goal
    var isGrowth = false
    if let goal = written.goal {
      let unit = rowUnit ?? self.unit(of: name, column, hasGroups: !groups.isEmpty)
      let fit =
        status == .plan
        ? GoalFit(
          goal, name: name, unit: headUnit.isEmpty ? unit : headUnit,
          year: StartCalendar.year(period.period)) : .none
      switch fit {
      case .none: return noteWords(cell, column, isPlan: status == .plan, &faults)
      case .inUnit(let unit): headUnit = unit
      case .growth:
        (headUnit, isGrowth) = ("", true)
        toldGoal?.words.isGrowthOfLevel = true
      case .fits: break
      }
    }
    let isPlain = written.goal == nil && written.noted == nil
    let notes = [text(row, .note), isPlain ? nil : cell.text].compactMap(\.self)
    found.append(
      WrittenFigure(
        title: title.joined(separator: ", "), id: id(row, label, groups + told),
        place: place(row) ?? place(label?.head),
        unit: (isGrowth
          ? rowUnit : StartUnit.of(number, told: rowUnit ?? written.goal?.unitAlone))
          ?? self.headUnit(column, hasGroups: !groups.isEmpty),
        source: text(row, .source) ?? "", note: notes.joined(separator: "; "),
        period: period.period, periodText: period.cell.text,
        periodLocation: period.cell.location, number: number, text: cell.text, column: header,
        location: cell.location,
        order: isDown ? column : 0, measure: measure, base: base,
        status: status, goal: toldGoal,
        // A plan may stand beside what was published after it.
        vintage: (status.isHistory || columns.values.count == 1 ? days?.day(of: row) : nil)
          ?? (status == .plan ? planDays[column] : nil),
        seriesLine: isAcross ? row.line : nil,
        headUnit: headUnit))
  }

  /// The unit that the row of a thing gives to those that tell something of it; `nil` where it gives none.
  private func unit(of label: RowLabels.Label?, _ telling: String) -> String? {
    guard let label, !telling.isEmpty, StartHeader(telling).unit.isEmpty else { return nil }
    if let unit = text(label.head, .unit) { return unit }
    let unit = StartHeader(label.name).unit
    return unit.isEmpty ? nil : unit
  }

  /// The unit behind a name, in its header or above the table; empty where none stands there.
  private func unit(of name: String, _ column: Int, hasGroups: Bool) -> String {
    let unit = StartHeader(name).unit
    if !unit.isEmpty { return unit }
    let head = headUnit(column, hasGroups: hasGroups)
    return head.isEmpty ? table.unit ?? "" : head
  }

  /// The unit that a header gives to its figures, where it is not the title itself.
  private func headUnit(_ column: Int, hasGroups: Bool) -> String {
    guard let head = heads[column] else { return "" }
    switch columns.layout {
    case .long: return head.unit
    case .periodsDown: return hasGroups ? head.unit : ""
    // A bracket behind a year may be anything.
    case .periodsAcross, .yearsDown, .yearsAcross, .printed: return head.isAmount ? head.unit : ""
    }
  }

  /// The unit that the header of a period gives to its figures; empty where it gives none.
  private func periodUnit(_ column: Int) -> String {
    guard let head = heads[column] else { return "" }
    switch columns.layout {
    case .long, .periodsDown, .printed: return ""
    case .periodsAcross, .yearsDown, .yearsAcross:
      return head.isAmount || head.isPercent ? head.unit : ""
    }
  }

  /// The id of a row with its groups and what it tells; `nil` without an id.
  private func id(
    _ row: CSVRow, _ label: RowLabels.Label?, _ groups: [String]
  ) -> String? {
    (text(row, .id) ?? text(label?.head, .id)).map {
      ([$0] + groups.filter { !$0.isEmpty }).joined(separator: ".")
    }
  }

  /// The unit that a column of several gives to its figures, whatever that of the row is.
  private func ownUnit(_ column: Int) -> String? {
    guard tellings[column] != nil, let unit = heads[column]?.unit else { return nil }
    return unit.isEmpty ? nil : unit
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
    _ row: CSVRow, _ period: StartPeriod, _ ofNumber: ObservationStatus?, _ measure: StartMeasure
  ) -> ObservationStatus {
    let stated = [
      period.status, text(row, .status).flatMap(StartStatus.status), ofNumber,
      measure.status,
    ]
    let known = stated.compactMap { $0 }
    return known.first { !$0.isHistory } ?? known.first ?? .secondary
  }
}
