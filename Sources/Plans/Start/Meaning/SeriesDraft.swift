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
    let isGeneric = first.title.isEmpty || StartRole(first.title) == .value || first.base.isEmpty
    return isGeneric ? StartName.stem(of: file) : first.title
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
        .twoValues(
          series: name, period: slot.text, first: other.digits, second: figure.digits,
          firstAt: other.location),
        at: figure.location, hint: .oneValue)
    }
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

/// Columns of one thing: its plan, its estimate, what is cumulated of it.
enum StartPairing {
  /// Puts columns of plans, forecasts, estimates and cumulated figures to the one column of the same thing.
  static func joined(_ drafts: [SeriesDraft], faults: inout FaultCollector) -> [SeriesDraft] {
    var result: [SeriesDraft] = []
    var others: [SeriesDraft] = []
    for draft in drafts {
      switch draft.first.measure {
      case .itself, .comparison, .otherPeriod: result.append(draft)
      case .stated, .planOfYear, .toDate: others.append(draft)
      }
    }
    for other in others {
      let fitting = result.indices.filter { fits(result[$0], other) }
      if fitting.count == 1, drafts.count > 1 {
        result[fitting[0]].join(other, faults: &faults)
      } else {
        result.append(other)
      }
    }
    return result
  }

  private static func fits(_ draft: SeriesDraft, _ other: SeriesDraft) -> Bool {
    guard draft.first.base == other.first.base, draft.first.measure != .comparison,
      draft.first.measure != .otherPeriod,
      draft.first.place.map({ SeriesName($0) }) == other.first.place.map({ SeriesName($0) })
    else { return false }
    let units = (folded(draft.unit), folded(other.unit))
    return units.0 == units.1 || draft.unit.isEmpty || other.unit.isEmpty
  }
}
