internal import Files
internal import TimeSeries

/// Of which periods plans are that stand beside months or quarters, where their titles do not say it.
///
/// A plan that stands once beside the months of a year or of a quarter, in a merged cell or in one of the rows, is that of
/// the year or quarter; so is one in the size of it, or to whose hundredth part the table's own percentages of the plan
/// lead. One that grows beside what came since January as that does is cumulated.
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

  /// What a plan is of, if not of its row.
  private enum Span {
    case quarter, year, toDate
  }

  private enum Verdict {
    case asWritten, unclear
    case of(Span)
  }

  /// Gives plans to their periods; `false` where nothing tells of which they are, so that they are left out.
  func settle(_ draft: inout SeriesDraft) -> Bool {
    let crossing = crossing(draft)
    draft.remove(crossing)
    switch verdict(draft) {
    case .asWritten: break
    case .of(.quarter): draft.movePartPlans(\.quarter)
    case .of(.year): draft.movePartPlans { .period(.year($0.period.year)) }
    case .of(.toDate): draft.movePartPlans(\.cumulated)
    case .unclear:
      draft.removePartPlans()
      return false
    }
    return crossing.isEmpty
  }

  private func verdict(_ draft: SeriesDraft) -> Verdict {
    let plans = Told(draft.partPlans)
    let history = draft.partHistory
    guard !plans.figures.isEmpty else { return .asWritten }
    guard !history.isEmpty else {
      return draft.isCumulated && draft.hasColumnsOfPlans ? besideSums(draft, plans) : .asWritten
    }
    let ratios = plans.figures.compactMap { Self.ratio($0, history) }.sorted()
    let ratio = ratios.isEmpty ? nil : ratios[ratios.count / 2]
    if let spans = merged(draft, plans.figures) {
      let fitting = spans.filter { $0 == .year ? plans.isOnceAYear : plans.isOnceAQuarter }
      if fitting.count > 1, let ratio { return .of(ratio < 6 ? .quarter : .year) }
      return fitting.first.map { .of($0) } ?? .unclear
    }
    let hasYears = plans.byYear.contains { year, own in
      guard let known = draft.plan(of: year) else { return false }
      let isRevision =
        draft.revision(beside: own[0].period) > draft.revision(beside: .year(year))
      return known.value != own[0].value && !isRevision
    }
    if plans.isOnceAYear, !hasYears, isProven(draft, plans.byYear.compactMapValues(\.first)) {
      return .of(.year)
    }
    if let span = span(plans, history, ratios) {
      return hasYears && span == .year ? .unclear : .of(span)
    }
    if isCumulated(draft, plans.figures) { return .of(.toDate) }
    let isAlone = plans.byYear.contains { year, own in
      let periods = Set(history.lazy.map(\.period).filter { $0.year == year })
      return own.count == 1 && periods.contains(own[0].period) && periods.count > 1
    }
    return isAlone || ratio.map { $0 > Self.mostOfOne } ?? false ? .unclear : .asWritten
  }

  /// Plans beside what is cumulated and nothing else: repeated through a year they are the year's.
  private func besideSums(_ draft: SeriesDraft, _ plans: Told) -> Verdict {
    let years = plans.byYear.values
    if plans.isOnceAYear, years.contains(where: { $0.count > 1 }) { return .of(.year) }
    if isCumulated(draft, plans.figures) { return .of(.toDate) }
    let isRevised = years.allSatisfy { own in own.count >= 2 * Set(own.map(\.value)).count }
    return plans.isSeldomTold && isRevised ? .of(.year) : .unclear
  }

  /// How many times the usual month or quarter plans of one may be.
  private static let mostOfOne = 2.0

  /// The longer period in the size of which plans are.
  private func span(_ plans: Told, _ history: [StartFigure], _ ratios: [Double]) -> Span? {
    guard let least = ratios.first, let most = ratios.last else { return nil }
    let ratio = ratios[ratios.count / 2]
    let parts = Double(plans.figures[0].period.frequency.periodsPerYear)
    if plans.isOnceAYear, (parts / 2...parts * 2).contains(ratio) { return .year }
    // Revised within the year: each is in the size of it, as two halves of it are not.
    if plans.isSeldomTold, ratios.count == plans.figures.count, least >= 0.75 * parts,
      most <= 2 * parts
    {
      return .year
    }
    let isRepeated = plans.byYear.values.contains { $0.count > 4 }
    let quarters = Set(
      history.lazy.map(\.period).filter { $0.frequency == .monthly }.map(\.quarter))
    guard plans.isOnceAQuarter, !(plans.isOnceAYear && isRepeated),
      plans.byQuarter.count * 2 >= quarters.count, (2...4.5).contains(ratio)
    else { return nil }
    return .quarter
  }

  /// Plans by the periods beside which they stand.
  private struct Told {
    let figures: [StartFigure]
    let byYear: [Int: [StartFigure]]
    /// Those beside months.
    let byQuarter: [Period: [StartFigure]]

    init(_ figures: [StartFigure]) {
      self.figures = figures
      byYear = Dictionary(grouping: figures, by: \.period.year)
      byQuarter = Dictionary(
        grouping: figures.filter { $0.period.frequency == .monthly }, by: \.period.quarter)
    }

    private static func isOnce(_ groups: some Sequence<[StartFigure]>) -> Bool {
      groups.allSatisfy { Set($0.map(\.value)).count == 1 }
    }

    var isOnceAYear: Bool { Self.isOnce(byYear.values) }
    var isOnceAQuarter: Bool { !byQuarter.isEmpty && Self.isOnce(byQuarter.values) }
    /// Whether a year has few plans, as one has that is revised.
    var isSeldomTold: Bool { byYear.values.allSatisfy { Set($0.map(\.value)).count <= 3 } }
  }

  // MARK: Merged cells

  /// What merged cells say: over all rows of a year a plan is the year's, over those of a quarter the quarter's, over
  /// others that of no period here; `nil` where none is merged.
  private func merged(_ draft: SeriesDraft, _ plans: [StartFigure]) -> Set<Span>? {
    var found: Set<Span>?
    for plan in plans {
      let periods = periods(under: plan, in: draft)
      guard periods.count > 1 else { continue }
      let all = Set(draft.partHistory.map(\.period))
      var spans: Set<Span> = []
      if periods.allSatisfy({ $0.year == plan.period.year }),
        periods.isSuperset(of: all.filter { $0.year == plan.period.year })
      {
        spans.insert(.year)
      }
      let quarter = plan.period.quarter
      if plan.period.frequency == .monthly, periods.allSatisfy({ $0.quarter == quarter }),
        periods.isSuperset(of: all.filter { $0.quarter == quarter })
      {
        spans.insert(.quarter)
      }
      found = found.map { $0.intersection(spans) } ?? spans
    }
    return found
  }

  /// The periods beside which a merged cell stands.
  private func periods(under plan: StartFigure, in draft: SeriesDraft) -> Set<Period> {
    guard let range = sheet?.merge(at: plan.location) else { return [] }
    return Set(
      draft.cells.values.lazy.filter { figure in
        figure.location != plan.location
          && (range.rows.count > 1
            ? range.rows.contains(figure.location.line)
            : range.columns.contains(figure.location.column))
      }.map(\.period))
  }

  /// Plans in cells that are merged over several years.
  private func crossing(_ draft: SeriesDraft) -> Set<SourceLocation> {
    let crossing = draft.cells.values.filter { figure in
      figure.status == .plan && Set(periods(under: figure, in: draft).map(\.year)).count > 1
    }
    return Set(crossing.map(\.location))
  }

  // MARK: Sizes

  /// How many times the usual month or quarter of its year a plan is, or of the last year before that has any.
  private static func ratio(_ plan: StartFigure, _ history: [StartFigure]) -> Double? {
    let known = history.filter { $0.period.frequency == plan.period.frequency }
    let earlier = known.lazy.map(\.period.year).filter { $0 <= plan.period.year }.max()
    guard let year = earlier ?? known.first?.period.year else { return nil }
    let values = known.filter { $0.period.year == year }.map(\.value)
    let mean = values.reduce(0, +) / Double(values.count)
    return mean > 0 && plan.value > 0 ? plan.value / mean : nil
  }

  /// Whether plans are all in the size of what came since January, in the first half of a year and in the second.
  private func isCumulated(_ draft: SeriesDraft, _ plans: [StartFigure]) -> Bool {
    var ends: Set<Int> = []
    for plan in plans {
      guard let sum = draft.cumulated(to: .period(plan.period)) else { continue }
      guard sum > 0, (0.6...1.6).contains(plan.value / sum) else { return false }
      ends.insert(plan.period.positionInYear)
    }
    let half = plans[0].period.frequency.periodsPerYear / 2
    return ends.count > half && ends.contains { $0 <= half } && ends.contains { $0 > half }
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

extension Period {
  /// The quarter that a month lies in.
  fileprivate var quarter: Period {
    frequency == .monthly ? .holding(month: positionInYear, of: year, .quarterly) : self
  }
}

extension SeriesDraft {
  /// Plans of quarters or months of which nothing but their rows says that they are, in order of time.
  var partPlans: [StartFigure] {
    cells.filter { isPartPlan($0.key, $0.value) }.map(\.value).sorted { $0.period < $1.period }
  }

  /// Whether what happened is told as what is cumulated.
  fileprivate var isCumulated: Bool {
    cells.keys.contains { cell in
      if case .toDate = cell.slot { cell.isHistory } else { false }
    }
  }

  /// What happened in single quarters or months.
  fileprivate var partHistory: [StartFigure] {
    cells.filter { cell, _ in
      guard cell.isHistory, case .period = cell.slot else { return false }
      return !cell.slot.isYear
    }.map(\.value)
  }

  func isPartPlan(_ cell: Cell, _ figure: StartFigure) -> Bool {
    guard figure.status == .plan, openPlans.contains(cell), case .period = cell.slot else {
      return false
    }
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
