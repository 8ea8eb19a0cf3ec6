internal import Files
internal import TimeSeries

/// Puts figures together into series, and checks that no cell has two values.
struct StartCollection {
  /// A figure of months that are neither a quarter nor cumulated from January, as one of its year.
  private struct PartOfYear {
    let position: Int
    let text: String
    let place: SourceLocation
    let isHalf: Bool
    let figure: StartFigure
  }

  private struct Key: Hashable {
    let name: SeriesName
    let place: SeriesName?
  }

  private let calendar: StartCalendar
  private let decimal: DecimalMark
  private let unit: String
  private let units: LineUnits?
  private var drafts: [SeriesDraft] = []
  private var positions: [Key: Int] = [:]
  /// The same by names and places as they are written.
  private var spelled: [[String?]: Int] = [:]
  /// Names that were joined with others of another spelling.
  private(set) var joinedNames: [StartDraft.JoinedName] = []
  private var joined: Set<String> = []
  /// Series of estimates of whole years beside their quarters or months.
  private var outlooks: Set<Int> = []
  /// Titles of plans of quarters or months that are ranges, which no figure holds.
  private var ranges: [String] = []
  /// Headers of periods with a unit of another size than that of the row.
  private var converted: [String] = []
  /// Figures of parts of a year that have no place of their own, each with its series and the text of its period.
  private var parts: [PartOfYear] = []
  /// Plans that are so many times the figure of a year.
  private var times: [(position: Int, year: Int, slot: StartSlot, figure: StartFigure)] = []
  /// Plans of which the table has no figure that they are so many times of.
  private(set) var unreadPlans: [Fault] = []

  /// - Parameters:
  ///   - unit: that of the whole file, for series that name none.
  ///   - units: of a file with several.
  init(calendar: StartCalendar, decimal: DecimalMark, unit: String, units: LineUnits? = nil) {
    self.units = units
    self.calendar = calendar
    self.decimal = decimal
    self.unit = unit
  }

  /// Adds a figure to its series.
  mutating func take(_ written: WrittenFigure, faults: inout FaultCollector) {
    guard var digits = written.number.digits(decimal), var value = Double(digits) else { return }
    // Inside the range of figures by enough that sums and means of a year stay there, too.
    guard value == 0 || (1e-40...1e58).contains(abs(value)) else {
      faults.note(
        abs(value) > 1 ? .value(.tooLarge(digits)) : .value(.tooSmall(digits)), at: written.location
      )
      return
    }
    var goal = written.goal?.goal(decimal)
    if let stage = written.period.stage, written.goal == nil || goal != nil {
      var own = goal ?? StartGoal(direction: nil, upper: nil)
      own.stage = own.stage ?? stage
      goal = own
    }
    if written.goal != nil, goal == nil {
      faults.note(
        .table(.badNumber(column: written.column, text: written.text)), at: written.location)
      return
    }
    let position = position(of: written)
    checkLine(written, position, faults: &faults)
    if drafts[position].unit.isEmpty { drafts[position].unit = written.unit }
    let places =
      written.headUnit.isEmpty
      ? nil : UnitSize.places(from: written.headUnit, to: drafts[position].unit)
    if let places, places != 0 {
      digits = UnitSize.moved(digits, by: places)
      value = Double(digits) ?? value
      goal = goal?.moved(by: places)
      if !converted.contains(written.column) { converted.append(written.column) }
    }
    func refuse(_ unit: String) {
      faults.note(
        .series(
          .mixedUnits(
            series: written.title, first: drafts[position].unit, second: unit,
            firstAt: drafts[position].first.location)),
        at: written.location, hint: .mend(.splitSeries))
    }
    if !written.headUnit.isEmpty, !drafts[position].unit.isEmpty, places == nil {
      return refuse(written.headUnit)
    }
    if places == nil, !written.unit.isEmpty, written.unit != drafts[position].unit {
      refuse(written.unit)
    }
    let row = calendar.slot(written.period)
    var slot = row
    switch written.measure {
    case .toDate: slot = slot.cumulated
    case .plan(let plan): slot = plan.slot(beside: slot)
    case .firstMonths(let last, let status) where slot.isYear || status == .plan:
      slot = .cumulated(through: last, of: slot.period.year)
    case .ofYear where !slot.isYear:
      slot = .period(.year(slot.period.year))
      outlooks.insert(position)
    default: break
    }
    if calendar.isPartOfYear(written.period) {
      let isHalf = if case .months(7, 12, _) = written.period.meaning { true } else { false }
      let figure = StartFigure(
        period: .year(row.period.year), digits: digits, value: value, status: written.status,
        source: written.source, note: note(written), goal: goal, vintage: written.vintage,
        location: written.location)
      parts.append(
        PartOfYear(
          position: position, text: written.periodText, place: written.periodLocation,
          isHalf: isHalf, figure: figure))
      return
    }
    if let year = goal?.timesOf {
      let figure = StartFigure(
        period: slot.period, digits: digits, value: value, status: written.status,
        source: written.source, note: written.text, goal: goal, vintage: written.vintage,
        location: written.location)
      times.append((position, year, slot, figure))
      return
    }
    if goal?.mean == .ofGrowth, !slot.isYear {
      unreadPlans.append(
        Fault(
          .table(.badNumber(column: written.column, text: written.text)), at: written.location))
      return
    }
    if goal?.upper != nil, !slot.isYear {
      let name = drafts[position].name
      if !ranges.contains(name) { ranges.append(name) }
      return
    }
    drafts[position].add(
      StartFigure(
        period: slot.period, digits: digits, value: value, status: written.status,
        source: written.source, note: note(written), goal: goal,
        vintage: written.vintage, location: written.location),
      at: slot, isTotal: written.measure.isToDate || written.period.isSeveralMonths,
      as: (written.measure, row, written.period.isRevised), faults: &faults)
  }

  /// Makes plans that are so many times the figure of a year of that figure.
  private mutating func addTimes(faults: inout FaultCollector) {
    for (position, year, slot, one) in times {
      let known = SeriesDraft.Cell(slot: .period(.year(year)), isHistory: true)
      guard let base = drafts[position].cells[known] else {
        unreadPlans.append(
          Fault(
            .table(.badNumber(column: slot.period.description, text: one.note)), at: one.location)
        )
        continue
      }
      let (digits, value) = one.times(base)
      drafts[position].add(
        StartFigure(
          period: one.period, digits: digits, value: value, status: one.status, source: one.source,
          note: one.note, goal: StartGoal(direction: one.goal?.direction, upper: nil),
          vintage: one.vintage, location: one.location),
        at: slot, isTotal: false, as: (.itself, slot, false), faults: &faults)
    }
  }

  /// A fiscal year keeps its name in the note, for its number is only that of its first year.
  private func note(_ written: WrittenFigure) -> String {
    switch written.period.meaning {
    case .fiscal, .openFiscal:
      if case .period(let period) = calendar.slot(written.period), period.frequency == .annual {
        return written.note.isEmpty ? written.periodText : "\(written.periodText); \(written.note)"
      }
      return written.note
    default: return written.note
    }
  }

  /// The series of a figure; names are compared as people read them.
  private mutating func position(of written: WrittenFigure) -> Int {
    let spelling = [written.id ?? written.title, written.place]
    if let known = spelled[spelling] { return known }
    let position = newPosition(of: written)
    spelled[spelling] = position
    return position
  }

  /// The unit of the whole file, of several that of a name.
  private func unit(of title: String) -> String {
    units?.unit(of: title) ?? unit
  }

  private mutating func newPosition(of written: WrittenFigure) -> Int {
    let key = Key(
      name: SeriesName(written.id ?? written.title), place: written.place.map { SeriesName($0) })
    guard let known = positions[key] else {
      positions[key] = drafts.count
      let header = StartHeader(written.title).unit
      let told =
        written.unit.isEmpty ? (header.isEmpty ? unit(of: written.title) : header) : written.unit
      let unit = StartUnit.of(written.number, told: told) ?? ""
      drafts.append(SeriesDraft(written, unit: unit))
      return drafts.count - 1
    }
    let first = drafts[known].first
    for (one, other) in [(written.id ?? written.title, first.id ?? first.title)]
      + [(written.place ?? "", first.place ?? "")]
    where one != other && joined.insert("\(one)\u{0}\(other)").inserted {
      joinedNames.append(
        StartDraft.JoinedName(written: one, series: other, line: written.location.line))
    }
    return known
  }

  /// Where a row is a series, a second row of its name is a fault: something untold tells them apart.
  private mutating func checkLine(
    _ written: WrittenFigure, _ position: Int, faults: inout FaultCollector
  ) {
    guard let line = written.seriesLine, let first = drafts[position].first.seriesLine,
      line != first, drafts[position].lines.insert(line).inserted
    else { return }
    faults.note(
      .layout(.repeatedSeries(series: drafts[position].name, firstLine: first)),
      at: written.location, hint: .start(.nameGroupColumn))
  }

  /// Makes years of both their halves where a series adds up; what else is of a part of a year is left out.
  private mutating func addHalves(
    _ request: StartRequest, faults: inout FaultCollector
  ) -> [StartDraft.LeftOut] {
    var leftOut: [(text: String, name: String)] = []
    var used: Set<String> = []
    for part in parts {
      let (position, text, second) = (part.position, part.text, part.figure)
      let draft = drafts[position]
      let rule = try? StartYears.rule(
        draft.first.title, draft.unit, request.yearly, .quarterly
      ).0
      if part.isHalf, rule == .sum, second.goal == nil,
        let first = draft.firstHalf(of: second.period.year, like: second)
      {
        let (value, digits) = StartYears.made(.sum, [first, second])
        let year = StartSlot.period(second.period)
        drafts[position].fill(
          StartFigure(
            period: second.period, digits: digits, value: value, status: second.status,
            source: second.source, note: second.note, goal: nil,
            vintage: first.vintage == nil ? nil : second.vintage, location: second.location),
          at: year)
        used.insert(text)
      } else {
        leftOut.append((text, draft.name))
      }
    }
    if used.isEmpty, !calendar.hasPeriods {
      // Halves alone, of which nothing says that they add up.
      for part in parts {
        faults.note(
          .start(.halfYear(part.text)), at: part.place,
          hint: request.yearly == nil ? .start(.yearlyOption) : .write(.anyPeriod))
      }
      return []
    }
    // A period that some series have a use for is named with those that have none.
    var titles: [String] = []
    for (text, name) in leftOut {
      let title = used.contains(text) ? "\(name): \(text)" : text
      if !titles.contains(title) { titles.append(title) }
    }
    return titles.map { StartDraft.LeftOut(title: $0, reason: .partOfYear) }
  }

  /// The series with their years and guesses, and what was left out.
  ///
  /// - Parameters:
  ///   - file: the file, or the sheet of it.
  ///   - rowsAreFigures: whether each row states the period of its one figure, so that none is in doubt.
  mutating func finish(
    _ request: StartRequest, file: SourceFile, rowsAreFigures: Bool = false,
    faults: inout FaultCollector
  ) -> (series: [StartSeries], leftOut: [StartDraft.LeftOut]) {
    var open = outlooks.sorted().map {
      StartDraft.LeftOut(title: self.drafts[$0].name, reason: .yearOutlook)
    }
    open += converted.map { StartDraft.LeftOut(title: $0, reason: .otherUnit) }
    open += ranges.map { StartDraft.LeftOut(title: $0, reason: .planRange) }
    let before = faults.found.count
    addTimes(faults: &faults)
    open += addHalves(request, faults: &faults)
    guard faults.found.count == before else { return ([], open) }
    let known = self.drafts.enumerated().filter {
      !outlooks.contains($0.offset) && !$0.element.cells.isEmpty
    }.map(\.element)
    var drafts = StartPairing.joined(known, leftOut: &open, faults: &faults)
    if !rowsAreFigures {
      let plans = StartPlans(drafts, sheet: file.sheet)
      for index in drafts.indices where !plans.settle(&drafts[index]) {
        open.append(StartDraft.LeftOut(title: drafts[index].name, reason: .unclearPlan))
      }
    }
    if let sheet = file.sheet, !rowsAreFigures {
      let places = StartSpread(drafts, sheet).places
      for index in drafts.indices where !places.isDisjoint(with: drafts[index].places) {
        drafts[index].remove(places)
        open.append(StartDraft.LeftOut(title: drafts[index].name, reason: .severalPeriods))
      }
      drafts.removeAll(where: \.cells.isEmpty)
    }
    for draft in drafts where draft.isRevised {
      open.append(StartDraft.LeftOut(title: draft.name, reason: .earlierPlan))
    }
    // In the order of columns, or else of first figures.
    let ordered = drafts.enumerated().sorted {
      ($0.element.first.order, $0.offset) < ($1.element.first.order, $1.offset)
    }.map(\.element)
    var builder = SeriesBuilder(
      ordered, mixed: calendar.mixed, request: request, file: file.path)
    let (series, leftOut) = builder.build(faults: &faults)
    return (series, leftOut + open)
  }
}

extension StartSlot {
  /// The period, or the last month of what is cumulated.
  var period: Period {
    switch self {
    case .period(let period), .toDate(let period): period
    }
  }
}

extension StartPeriod {
  /// Whether it was written as several months together.
  fileprivate var isSeveralMonths: Bool { if case .months = meaning { true } else { false } }
}
