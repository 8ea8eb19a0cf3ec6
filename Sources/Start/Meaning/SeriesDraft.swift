internal import Files
internal import TimeSeries

/// The figures of one series as they come.
struct SeriesDraft {
  /// A cell of a series: what happened and what was planned stand beside each other.
  struct Cell: Hashable {
    let slot: StartSlot
    let isHistory: Bool
  }

  /// The first figure, which names the series.
  let first: WrittenFigure
  var unit: String
  private(set) var cells: [Cell: StartFigure] = [:]
  /// Years that are what is cumulated to December.
  private(set) var totals: Set<Int> = []
  /// Lines on which rows of its name stood again.
  var lines: Set<Int> = []
  /// How each plan was told, where several may be told of one period.
  private var tellings: [Cell: Telling] = [:]
  /// Plans of which nothing but the row that they stand in says of which period they are.
  private(set) var openPlans: Set<Cell> = []
  /// Whether columns of plans, and no periods, say that figures are plans.
  private(set) var hasColumnsOfPlans = false
  /// What was published or planned before it was revised, where days tell until when it stood.
  private(set) var earlier: [(slot: StartSlot, figure: StartFigure)] = []
  /// Whether a plan was told anew and no day says when, so that what it was before is not used.
  private(set) var isRevised = false

  /// How a plan was told: a later revision goes before an earlier one, and what is told later before what was told before.
  private struct Telling: Comparable {
    /// -1 of what is cumulated to December, 0 of what is said as it is, from 1 on of revisions.
    let revision: Int
    /// The end of the period beside which it stands; `nil` where that tells nothing of when it was told.
    let month: Int?

    static func < (one: Telling, other: Telling) -> Bool {
      if one.revision != other.revision { return one.revision < other.revision }
      return (one.month ?? 0) < (other.month ?? 0)
    }
  }

  init(_ first: WrittenFigure, unit: String) {
    self.first = first
    self.unit = unit
  }

  var isPercent: Bool { first.number.isPercent }

  /// What was published before, each day once, of single periods and of what is cumulated.
  var published: (parts: [StartFigure], toDate: [StartFigure]) {
    var seen: Set<String> = []
    let sorted = earlier.sorted {
      ($0.figure.period, $0.figure.location) < ($1.figure.period, $1.figure.location)
    }.filter {
      let day = $0.figure.vintage.map { "\($0)" } ?? ""
      return seen.insert("\($0.slot) \($0.figure.status.isHistory) \(day)").inserted
    }
    func figures(_ isToDate: Bool) -> [StartFigure] {
      sorted.filter { one in
        if case .toDate = one.slot { isToDate } else { !isToDate }
      }.map(\.figure)
    }
    return (figures(false), figures(true))
  }

  /// What faults call it.
  var name: String {
    first.place.map { "\(first.title) (\($0))" } ?? first.title
  }

  /// The header; the file's name where the header only says that it is a value.
  func displayTitle(file: String) -> String {
    isNameless ? StartName.stem(of: file) : first.title
  }

  /// Whether the header says no more than that it is a value.
  var isNameless: Bool {
    first.title.isEmpty || StartRole(first.title) == .value
      || first.base.isEmpty && first.measure != .comparison
  }

  /// Adds a figure; two values of one cell are a fault, unless they are a plan and what it was before.
  ///
  /// - Parameters:
  ///   - slot: what it stands for.
  ///   - written: as it was written, with the slot of its row, and whether its period says that it was revised.
  mutating func add(
    _ figure: StartFigure, at slot: StartSlot, isTotal: Bool,
    as written: (measure: StartMeasure, row: StartSlot, isRevised: Bool),
    faults: inout FaultCollector
  ) {
    let cell = Cell(slot: slot, isHistory: figure.status.isHistory)
    if isTotal, cell.isHistory, case .period(let period) = slot, period.frequency == .annual {
      totals.insert(period.year)
    }
    var telling: Telling?
    if figure.status == .plan {
      var span = StartPlanName.Span.open
      if case .plan(let plan) = written.measure {
        span = plan.span
        hasColumnsOfPlans = true
        telling = Telling(
          revision: span == .toDate && slot.isYear
            ? -1 : max(plan.revision, written.isRevised ? 1 : 0),
          month: slot != written.row && span != .toDate ? written.row.lastMonth : nil)
      } else if case .firstMonths = written.measure {
        telling = Telling(revision: 0, month: written.row.lastMonth)
      } else if written.isRevised || slot.isYear {
        telling = Telling(revision: written.isRevised ? 1 : 0, month: nil)
      }
      if span == .open { openPlans.insert(cell) }
    }
    add(figure, in: cell, telling, faults: &faults)
  }

  private mutating func add(
    _ figure: StartFigure, in cell: Cell, _ telling: Telling?, faults: inout FaultCollector
  ) {
    guard let other = cells[cell] else {
      cells[cell] = figure
      tellings[cell] = telling
      return
    }
    if let day = figure.vintage, let known = other.vintage, day != known, telling == nil {
      return add(figure, published: day, beside: other, published: known, in: cell)
    }
    guard other.value != figure.value else {
      tellings[cell] = [tellings[cell], telling].compactMap(\.self).max()
      // A plan that stayed is known from its first day on.
      if !cell.isHistory, let known = other.vintage, figure.vintage.map({ $0 < known }) ?? true {
        cells[cell] = figure
      }
      return
    }
    if let telling, let known = tellings[cell], telling < known || known < telling {
      let isNewer = known < telling
      if min(telling, known).revision >= 0 {
        keep(isNewer ? other : figure, until: isNewer ? figure : other, in: cell)
      }
      guard isNewer else { return }
      cells[cell] = figure
      tellings[cell] = telling
      return
    }
    // What says as much of itself is told apart by its days.
    if let day = figure.vintage, let known = other.vintage, day != known {
      return add(figure, published: day, beside: other, published: known, in: cell)
    }
    faults.note(
      .start(
        .twoValues(
          series: name, period: cell.slot.text, first: other.digits, second: figure.digits,
          firstAt: other.location)),
      at: figure.location, hint: .start(.oneValue))
  }

  /// Of figures that were published on two days the later one counts, and the first day of one that stayed.
  private mutating func add(
    _ figure: StartFigure, published day: CalendarDate, beside other: StartFigure,
    published known: CalendarDate, in cell: Cell
  ) {
    if figure.value == other.value {
      if day < known { cells[cell] = figure }
      return
    }
    let isNewer = known < day
    if isNewer { cells[cell] = figure }
    earlier.append((cell.slot, isNewer ? other : figure))
  }

  /// Keeps what a plan was before where the day of what it became says until when it stood; one that was told anew
  /// without a day is taken as known from the beginning.
  private mutating func keep(_ before: StartFigure, until after: StartFigure, in cell: Cell) {
    if let day = after.vintage, before.vintage.map({ $0 < day }) ?? true {
      earlier.append((cell.slot, before))
      return
    }
    isRevised = true
    if after.vintage == nil {
      earlier.removeAll { $0.slot == cell.slot && !$0.figure.status.isHistory }
    }
  }

  /// The same figures in a unit of another size; `nil` where that is no unit of the same thing.
  func converted(to unit: String) -> SeriesDraft? {
    guard let own = UnitSize(self.unit), let other = UnitSize(unit), own.thing == other.thing,
      own.places != other.places
    else { return nil }
    var draft = self
    draft.unit = unit
    draft.cells = cells.mapValues { $0.moved(by: own.places - other.places) }
    draft.earlier = earlier.map { ($0.slot, $0.figure.moved(by: own.places - other.places)) }
    return draft
  }

  /// The same series where its figures are cumulated from January.
  var cumulated: SeriesDraft {
    var draft = self
    draft.cells = [:]
    draft.earlier = earlier.map { ($0.slot.cumulated, $0.figure.with($0.slot.cumulated.period)) }
    for (cell, figure) in cells {
      let slot = cell.slot.cumulated
      draft.cells[Cell(slot: slot, isHistory: cell.isHistory)] = figure.with(slot.period)
      if slot.isYear { draft.totals.insert(slot.period.year) }
    }
    return draft
  }

  /// Gives plans of months or quarters to the longer periods that they are of, the last that is told to each.
  mutating func movePartPlans(_ slot: (StartSlot) -> StartSlot) {
    let told = partPlans.map { ($0, revision(beside: $0.period)) }
    removePartPlans()
    var moved: [Cell: (figure: StartFigure, revision: Int)] = [:]
    for (figure, revision) in told {
      let place = slot(.period(figure.period))
      let cell = Cell(slot: place, isHistory: false)
      if let other = moved[cell], other.figure.value != figure.value { isRevised = true }
      moved[cell] = (figure.with(place.period), revision)
    }
    for (cell, (figure, revision)) in moved {
      if let other = cells[cell] {
        guard revision > tellings[cell]?.revision ?? 0 else { continue }
        if other.value != figure.value { isRevised = true }
      }
      cells[cell] = figure
      tellings[cell] = Telling(revision: revision, month: nil)
    }
  }

  /// Which revision the plan is that stands beside a period.
  func revision(beside period: Period) -> Int {
    tellings[Cell(slot: .period(period), isHistory: false)]?.revision ?? 0
  }

  /// Leaves plans of quarters or months out of which nothing but their rows says that they are.
  mutating func removePartPlans() {
    cells = cells.filter { !isPartPlan($0.key, $0.value) }
  }

  /// Where its figures stand.
  var places: Set<SourceLocation> { Set(cells.values.map(\.location)) }

  /// Leaves figures out of which cells show that they are of no one period.
  mutating func remove(_ places: Set<SourceLocation>) {
    cells = cells.filter { !places.contains($0.value.location) }
  }

  /// What is cumulated to June of a year, as settled as another figure of it.
  func firstHalf(of year: Int, like other: StartFigure) -> StartFigure? {
    let june = StartSlot.toDate(.month(6, of: year))
    let figure = cells[Cell(slot: june, isHistory: other.status.isHistory)]
    return figure.flatMap { $0.goal == nil ? $0 : nil }
  }

  /// Takes a figure of a period of which the table tells none.
  mutating func fill(_ figure: StartFigure, at slot: StartSlot) {
    let cell = Cell(slot: slot, isHistory: figure.status.isHistory)
    guard cells[cell] == nil else { return }
    cells[cell] = figure
    if cell.isHistory { totals.insert(slot.period.year) }
  }

  /// Takes estimates of periods of which nothing else is known; `false` where any was known already.
  mutating func fill(with other: SeriesDraft) -> Bool {
    if unit.isEmpty { unit = other.unit }
    let known = cells.count
    cells.merge(other.cells) { own, _ in own }
    return cells.count == known + other.cells.count
  }

  /// Takes the figures of a column of plans, estimates or cumulated figures of the same thing.
  mutating func join(_ other: SeriesDraft, faults: inout FaultCollector) {
    if unit.isEmpty { unit = other.unit }
    let sorted = other.cells.sorted { $0.value.location < $1.value.location }
    for (cell, figure) in sorted { add(figure, in: cell, other.tellings[cell], faults: &faults) }
    earlier += other.earlier
    openPlans.formUnion(other.openPlans)
    hasColumnsOfPlans = hasColumnsOfPlans || other.hasColumnsOfPlans
    isRevised = isRevised || other.isRevised
    totals.formUnion(other.totals)
  }
}

extension StartSlot {
  /// The month in which it ends, counted from the year 0.
  fileprivate var lastMonth: Int {
    (period.ordinal + 1) * period.frequency.monthsPerPeriod - 1
  }

  /// As people write it: 2024, 2024-Q1, 2024-06, 2024-6M.
  fileprivate var text: String {
    switch self {
    case .period(let period): period.description
    case .toDate(let month): "\(month.year)-\(month.positionInYear)M"
    }
  }
}
