internal import Files
internal import TimeSeries

/// The period of each row: of its own column, of the header, or of both together.
///
/// A year may stand once, above its quarters and months or in the first of its rows.
struct RowPeriods {
  /// A period and where it was written.
  struct Named {
    let period: StartPeriod
    let cell: StartCell
  }

  private let table: StartTable
  private let place: StartColumns.PeriodPlace
  private let known = KnownPeriods()
  /// The year that holds for rows which only name a quarter or month, and the last one named in it.
  private var running: (year: Int, last: Int)?
  /// Whether the year that holds stands beside a figure of its own.
  private var hasOwnFigure = false
  /// Whether `1/2024` is a quarter, for its column is named so and nothing passes 4.
  private let areQuarters: Bool

  init(table: StartTable, place: StartColumns.PeriodPlace) {
    self.table = table
    self.place = place
    guard case .column(let column) = place, StartRole(table.header[column].text) == .quarter else {
      areQuarters = false
      return
    }
    let numbers = table.columns[column].present.map(Self.numbered)
    areQuarters = Set(numbers) == [1, 2, 3, 4]
  }

  /// The number beside a year where nothing but digits and signs stands; `nil` elsewhere.
  private static func numbered(_ text: String) -> Int? {
    guard text.allSatisfy({ $0.isWholeNumber || "-/.".contains($0) }),
      case .period(let period)? = StartPeriod(text, isCompact: true)?.meaning,
      period.frequency == .monthly
    else { return nil }
    return period.positionInYear
  }

  private func asQuarter(_ period: StartPeriod) -> StartPeriod {
    guard areQuarters, case .period(let month) = period.meaning, month.frequency == .monthly else {
      return period
    }
    return period.with(.period(.quarter(month.positionInYear, of: month.year)))
  }

  /// Whether a row names a period, or needs none.
  func isPeriod(_ row: CSVRow) -> Bool {
    switch place {
    case .header: return true
    case .column(let column), .years(let column, _):
      let text = table.cell(row, column).text
      return known.period(text, isCompact: true) != nil || known.toldPart(text) != nil
    case .parts(let year, let part, let frequency):
      return known.period(table.cell(row, year).text) != nil
        || known.toldPart(table.cell(row, part).text, digitsAre: frequency) != nil
    case .months(let column, let frequency, _):
      let text = table.cell(row, column).text
      return known.toldPart(text, digitsAre: frequency) != nil || StartPlanName(ofYear: text) != nil
    }
  }

  /// What a row names itself; `nil` (and a fault, where it holds figures) for what is no period.
  mutating func read(
    _ row: CSVRow, isEmpty: Bool, faults: inout FaultCollector
  ) -> RowPart? {
    switch place {
    case .header: return nil
    case .column(let column):
      let cell = table.cell(row, column)
      if let named = running(cell, isEmpty: isEmpty) { return .named(named) }
      return fault(cell, isEmpty, &faults)
    case .parts(let year, let part, let frequency):
      let (yearCell, partCell) = (table.cell(row, year), table.cell(row, part))
      if let stated = known.period(yearCell.text) {
        guard case .period(let whole) = stated.meaning, whole.frequency == .annual else {
          return fault(yearCell, isEmpty, &faults)
        }
        running = (whole.year, 0)
      } else if !yearCell.text.isEmpty || running == nil {
        return fault(yearCell, isEmpty, &faults)
      }
      guard let (part, status) = known.toldPart(partCell.text, digitsAre: frequency),
        let year = running?.year
      else { return fault(partCell, isEmpty, &faults) }
      let period = StartPeriod(
        part.meaning(of: year), status: status ?? known.period(yearCell.text)?.status)
      return .named(Named(period: period, cell: partCell))
    case .years(let column, _):
      let cell = table.cell(row, column)
      if let stated = known.period(cell.text), stated.isYear { return .year(stated, cell) }
      return fault(cell, isEmpty, &faults)
    case .months(let column, let frequency, _):
      let cell = table.cell(row, column)
      if let told = known.toldPart(cell.text, digitsAre: frequency) { return .part(told, cell) }
      if let plan = StartPlanName(ofYear: cell.text) { return .plan(plan, cell) }
      return fault(cell, isEmpty, &faults)
    }
  }

  /// What a row names: all of its period, its year, its quarter or month, or the plan of years in the header.
  enum RowPart {
    case named(Named)
    case year(StartPeriod, StartCell)
    case part(KnownPeriods.ToldPart, StartCell)
    case plan(StartPlanName, StartCell)
  }

  /// The period of a row's figure in a column.
  func period(at index: Int, _ own: RowPart?) -> Named? {
    switch (place, own) {
    case (.header(let periods), _):
      let (column, period) = periods[index]
      return Named(period: period, cell: table.header[column])
    case (.years(_, let parts), .year(let year, let cell)?):
      return together(year, (parts[index].part, nil), cell)
    case (.months(_, _, let years), .part(let part, let cell)?):
      return together(years[index].period, part, cell)
    case (.months(_, _, let years), .plan(let plan, let cell)?):
      let year = StartPeriod(
        years[index].period.meaning, status: .plan, isRevised: plan.revision > 0)
      return Named(period: year, cell: cell)
    case (_, .named(let named)?): return named
    default: return nil
    }
  }

  private func together(
    _ year: StartPeriod, _ told: KnownPeriods.ToldPart, _ cell: StartCell
  ) -> Named? {
    guard case .period(let whole) = year.meaning else { return nil }
    let period = StartPeriod(
      told.part.meaning(of: whole.year), status: told.status ?? year.status,
      isShort: year.isShort, isRevised: year.isRevised)
    return Named(period: period, cell: cell)
  }

  /// A period that is whole in a cell, or a part of the year that stands above it.
  private mutating func running(_ cell: StartCell, isEmpty: Bool) -> Named? {
    if let period = known.period(cell.text, isCompact: true).map(asQuarter) {
      hasOwnFigure = period.isYear && !isEmpty
      if case .period(let stated) = period.meaning {
        let months = stated.frequency.monthsPerPeriod
        running = (stated.year, stated.frequency == .annual ? 0 : stated.positionInYear * months)
      } else if case .months(_, let last, let year) = period.meaning {
        running = (year, last)
      } else {
        running = nil
      }
      return Named(period: period, cell: cell)
    }
    guard let (part, status) = known.toldPart(cell.text), let year = running else { return nil }
    // A total below years is none of the last year's.
    if part == .whole && hasOwnFigure { return nil }
    // After December a new year must be named: nothing says that it is the next one.
    guard part == .whole || part.end >= year.last else { return nil }
    if part != .whole { running = (year.year, part.end) }
    return Named(period: StartPeriod(part.meaning(of: year.year), status: status), cell: cell)
  }

  private func fault(
    _ cell: StartCell, _ isEmpty: Bool, _ faults: inout FaultCollector
  ) -> RowPart? {
    if !isEmpty || !cell.text.isEmpty {
      faults.note(.period(.impossible(cell.text)), at: cell.location, hint: .write(.anyPeriod))
    }
    return nil
  }
}
