internal import Files
internal import TimeSeries

/// Of which periods plans are that stand beside months or quarters.
///
/// A plan that a table states once beside the months of a year, in a merged cell or in the first row alone, is that of
/// the year; so is one in the size of a year, or to whose hundredth part the table's own percentages of the plan lead.
struct StartPlans {
  private let comparisons: [SeriesDraft]
  private let sheet: SheetTable?

  /// - Parameters:
  ///   - drafts: all series of the table, percentages of plans among them.
  ///   - sheet: the sheet that the table stands in.
  init(_ drafts: [SeriesDraft], sheet: SheetTable?) {
    comparisons = drafts.filter {
      $0.first.measure == .comparison && StartMeasure.speaksOfPlan($0.first.title)
    }
    self.sheet = sheet
  }

  private enum Verdict {
    case asWritten, ofYear, unclear
  }

  /// Gives plans to their years; `false` where nothing tells of which periods they are, so that they are left out.
  func settle(_ draft: inout SeriesDraft) -> Bool {
    switch verdict(draft) {
    case .asWritten: return true
    case .ofYear: draft.movePartPlans()
    case .unclear:
      draft.removePartPlans()
      return false
    }
    return true
  }

  private func verdict(_ draft: SeriesDraft) -> Verdict {
    let plans = Dictionary(grouping: draft.partPlans, by: \.period.year)
    let history = draft.partHistory
    guard !plans.isEmpty, !history.isEmpty else { return .asWritten }
    let isOnce = plans.values.allSatisfy { Set($0.map(\.value)).count == 1 }
    switch merged(draft, plans.values.flatMap(\.self)) {
    case .unclear: return .unclear
    case .ofYear: return isOnce ? .ofYear : .unclear
    case .asWritten: break
    }
    let hasYears = plans.contains { year, own in
      draft.plan(of: year).map { $0.value != own[0].value } ?? false
    }
    guard isOnce, !hasYears else { return .asWritten }
    if isProven(draft, plans.compactMapValues(\.first)) { return .ofYear }
    let ratios = plans.compactMap { Self.ratio($1[0], history) }.sorted()
    let ratio = ratios.isEmpty ? nil : ratios[ratios.count / 2]
    let parts = Double(draft.partPlans[0].period.frequency.periodsPerYear)
    if let ratio, (parts / 2...parts * 2).contains(ratio) { return .ofYear }
    let isAlone = plans.contains { year, own in
      let periods = Set(history.lazy.map(\.period).filter { $0.year == year })
      return own.count == 1 && periods.contains(own[0].period) && periods.count > 1
    }
    let isRepeated = plans.values.contains { $0.count > 1 }
    return isAlone || isRepeated && ratio.map { $0 > 2 } ?? false ? .unclear : .asWritten
  }

  /// What merged cells say: over all rows of a year a plan is the year's, over some of them that of no period here.
  private func merged(_ draft: SeriesDraft, _ plans: [StartFigure]) -> Verdict {
    var verdict = Verdict.asWritten
    for plan in plans {
      guard let range = sheet?.merge(at: plan.location) else { continue }
      let covered = draft.cells.values.filter { figure in
        figure.location != plan.location
          && (range.rows.count > 1
            ? range.rows.contains(figure.location.line)
            : range.columns.contains(figure.location.column))
      }
      let periods = Set(covered.map(\.period))
      guard periods.count > 1 else { continue }
      let all = Set(
        draft.partHistory.lazy.map(\.period).filter { $0.year == plan.period.year })
      guard periods.allSatisfy({ $0.year == plan.period.year }), all.isSubset(of: periods) else {
        return .unclear
      }
      verdict = .ofYear
    }
    return verdict
  }

  /// How many times the usual month or quarter of its year a plan is, or of the last year before that has any.
  private static func ratio(_ plan: StartFigure, _ history: [StartFigure]) -> Double? {
    let known = history.filter { $0.period.frequency == plan.period.frequency }
    let earlier = known.lazy.map(\.period.year).filter { $0 <= plan.period.year }.max()
    guard let year = earlier ?? known.first?.period.year else { return nil }
    let values = known.filter { $0.period.year == year }.map(\.value)
    let mean = values.reduce(0, +) / Double(values.count)
    return mean > 0 && plan.value > 0 ? plan.value / mean : nil
  }

  /// Whether percentages of the plan in the table are those of what is cumulated in the plans as ones of years.
  private func isProven(_ draft: SeriesDraft, _ plans: [Int: StartFigure]) -> Bool {
    comparisons.contains { comparison in
      guard comparison.first.place == draft.first.place else { return false }
      var met = 0
      for (cell, percent) in comparison.cells {
        guard percent.period.positionInYear > 1, let plan = plans[percent.period.year],
          let sum = draft.cumulated(to: cell.slot), plan.value != 0
        else { continue }
        let share = 100 * sum / plan.value
        guard abs(percent.value - share) <= percent.rounding + 1e-3 * abs(share) else {
          return false
        }
        met += 1
      }
      return met >= Self.fewest
    }
  }

  /// How many percentages must lead to the plan.
  private static let fewest = 3
}

extension SeriesDraft {
  /// Plans of quarters or months, in order of time.
  var partPlans: [StartFigure] {
    cells.filter { Self.isPartPlan($0.key, $0.value) }.map(\.value).sorted { $0.period < $1.period }
  }

  /// What happened in quarters or months, by themselves or cumulated.
  fileprivate var partHistory: [StartFigure] {
    cells.filter { cell, _ in
      guard cell.isHistory, case .period = cell.slot else { return false }
      return !cell.slot.isYear
    }.map(\.value)
  }

  static func isPartPlan(_ cell: Cell, _ figure: StartFigure) -> Bool {
    guard figure.status == .plan, case .period = cell.slot else { return false }
    return !cell.slot.isYear
  }

  /// The plan of a year.
  fileprivate func plan(of year: Int) -> StartFigure? {
    let figure = cells[Cell(slot: .period(.year(year)), isHistory: false)]
    return figure?.status == .plan ? figure : nil
  }

  /// What happened from January to the end of a month or quarter.
  fileprivate func cumulated(to slot: StartSlot) -> Double? {
    if let stated = cells[Cell(slot: slot.cumulated, isHistory: true)] { return stated.value }
    let last = slot.period
    var sum = 0.0
    for back in 0..<last.positionInYear {
      let part = StartSlot.period(last.advanced(by: -back))
      guard let figure = cells[Cell(slot: part, isHistory: true)] else { return nil }
      sum += figure.value
    }
    return sum
  }
}
