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

  init(_ first: WrittenFigure, unit: String) {
    self.first = first
    self.unit = unit
  }

  var isPercent: Bool { first.number.isPercent }

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

  /// Adds a figure; two values of one cell are a fault.
  mutating func add(
    _ figure: StartFigure, at slot: StartSlot, isTotal: Bool, faults: inout FaultCollector
  ) {
    let cell = Cell(slot: slot, isHistory: figure.status.isHistory)
    if isTotal, case .period(let period) = slot, period.frequency == .annual {
      totals.insert(period.year)
    }
    guard let other = cells[cell] else {
      cells[cell] = figure
      return
    }
    if other.value != figure.value {
      faults.note(
        .start(
          .twoValues(
            series: name, period: slot.text, first: other.digits, second: figure.digits,
            firstAt: other.location)),
        at: figure.location, hint: .start(.oneValue))
    }
  }

  /// The same series where its figures are cumulated from January.
  var cumulated: SeriesDraft {
    var draft = self
    draft.cells = [:]
    for (cell, figure) in cells {
      let slot = cell.slot.cumulated
      draft.cells[Cell(slot: slot, isHistory: cell.isHistory)] = figure.with(slot.period)
      if slot.isYear { draft.totals.insert(slot.period.year) }
    }
    return draft
  }

  /// Gives plans of quarters or months to their years, one to each.
  mutating func movePartPlans() {
    for figure in partPlans {
      let cell = Cell(slot: .period(.year(figure.period.year)), isHistory: false)
      if cells[cell] == nil { cells[cell] = figure.with(.year(figure.period.year)) }
    }
    removePartPlans()
  }

  /// Leaves plans of quarters or months out.
  mutating func removePartPlans() {
    cells = cells.filter { !Self.isPartPlan($0.key, $0.value) }
  }

  /// Takes the figures of a column of plans, estimates or cumulated figures of the same thing.
  mutating func join(_ other: SeriesDraft, faults: inout FaultCollector) {
    if unit.isEmpty { unit = other.unit }
    let sorted = other.cells.sorted { $0.value.location < $1.value.location }
    for (cell, figure) in sorted {
      add(figure, at: cell.slot, isTotal: false, faults: &faults)
    }
    totals.formUnion(other.totals)
  }
}

extension StartSlot {
  /// As people write it: 2024, 2024-Q1, 2024-06, 2024-6M.
  fileprivate var text: String {
    switch self {
    case .period(let period): period.description
    case .toDate(let month): "\(month.year)-\(month.positionInYear)M"
    }
  }
}
