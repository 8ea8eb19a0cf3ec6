internal import Files
internal import TimeSeries

/// How the periods of a file are meant, decided by all of them together.
struct StartCalendar {
  /// Whether `1/2/2024` begins with the month.
  private let isMonthFirst: Bool
  /// Whether `2004-05` is a fiscal year.
  private let isFiscal: Bool
  /// Whether several months together are quarters where they can be.
  private let hasQuarters: Bool
  /// Whether days stand for their years.
  private let areDaysYears: Bool
  /// Whether first quarters are the first months of their years, and no series of their own.
  private var areFirstMonths = false
  /// Whether years, quarters or months tell what happened.
  let hasPeriods: Bool
  /// The first figure of another frequency than the first one, which only a total of the year may be.
  private(set) var mixed: Fault?

  /// Decides; `nil` when there is no figure or periods contradict each other.
  static func decide(_ figures: [WrittenFigure], faults: inout FaultCollector) -> StartCalendar? {
    guard !figures.isEmpty else { return nil }
    let before = faults.found.count
    let isMonthFirst = StartDays.isMonthFirst(figures, faults: &faults)
    let isFiscal = isFiscal(figures, faults: &faults)
    let hasQuarters = hasQuarters(figures, faults: &faults)
    checkShortYears(figures, faults: &faults)
    guard faults.found.count == before else { return nil }
    let areYears = StartDays.areYears(figures, isMonthFirst: isMonthFirst)
    if !areYears, let fault = StartDays.crowded(figures, isMonthFirst: isMonthFirst) {
      faults.note([fault])
      return nil
    }
    var calendar = StartCalendar(
      isMonthFirst: isMonthFirst, isFiscal: isFiscal, hasQuarters: hasQuarters,
      areDaysYears: areYears, hasPeriods: tellsPeriods(figures))
    let mixture = calendar.mixture(figures)
    if let fault = mixture.fault, mixture.isHopeless {
      faults.note([fault])
      return nil
    }
    calendar.mixed = mixture.fault
    return calendar
  }

  /// What a figure stands for.
  func slot(_ stated: StartPeriod) -> StartSlot {
    switch stated.meaning {
    case .period(let period) where areFirstMonths && period.frequency == .quarterly:
      return .cumulated(through: 3, of: period.year)
    case .period(let period): return .period(period)
    case .fiscal(let year): return .period(.year(year))
    case .openFiscal(let year, let month):
      return .period(isFiscal ? .year(year) : .month(month, of: year))
    case .day, .openDay:
      guard let day = StartDays.day(stated, isMonthFirst: isMonthFirst) else {
        return .period(.year(0))
      }
      return .period(areDaysYears ? .year(day.year) : .month(day.month, of: day.year))
    case .months(let first, let last, let year):
      if hasQuarters, last == first + 2, first % 3 == 1 {
        return .period(.quarter(last / 3, of: year))
      }
      return .cumulated(through: last, of: year)
    }
  }

  /// The same for a table of years beside which first quarters alone stand, `Quý I năm 2025`: these are what has come since
  /// January, as `3 tháng năm 2025` is.
  func withFirstQuarters(_ figures: [WrittenFigure]) -> StartCalendar {
    var years: Set<Int> = []
    var hasQuarters = false
    for figure in figures {
      guard case .period(let period) = slot(figure.period) else { continue }
      switch period.frequency {
      case .annual: years.insert(period.year)
      case .quarterly where period.positionInYear == 1: hasQuarters = true
      default: return self
      }
    }
    guard hasQuarters, years.count >= Self.fewestYears else { return self }
    var other = self
    other.areFirstMonths = true
    other.mixed = nil
    return other
  }

  /// So many years make a table one of years.
  private static let fewestYears = 3

  /// Whether a period is months of a year that are neither a quarter nor cumulated from January.
  func isPartOfYear(_ stated: StartPeriod) -> Bool { Self.isPartOfYear(stated) }

  private static func isPartOfYear(_ stated: StartPeriod) -> Bool {
    guard case .months(let first, let last, _) = stated.meaning, first > 1 else { return false }
    return last != first + 2 || first % 3 != 1
  }

  /// Whether any text was a fiscal year.
  func isFiscal(_ figures: [WrittenFigure]) -> Bool {
    figures.contains { figure in
      if case .fiscal = figure.period.meaning { return true }
      return false
    } || (isFiscal && figures.contains { $0.period.isOpenFiscal })
  }

  // MARK: Fiscal years

  /// `2004-05` is May 2004 only beside other months; fiscal years do not stand beside years.
  private static func isFiscal(
    _ figures: [WrittenFigure], faults: inout FaultCollector
  ) -> Bool {
    let open = Set(figures.filter(\.period.isOpenFiscal).map(\.period.meaning))
    var certain: WrittenFigure?
    var (hasMonths, year): (Bool, WrittenFigure?) = (false, nil)
    for figure in figures {
      switch figure.period.meaning {
      case .fiscal: certain = certain ?? figure
      case .period(let period) where period.frequency == .annual: year = year ?? figure
      case .period(let period) where period.frequency == .monthly: hasMonths = true
      default: break
      }
    }
    let isFiscal = certain != nil || (open.count > 1 && !hasMonths)
    if isFiscal, let year, let fiscal = certain ?? figures.first(where: \.period.isOpenFiscal) {
      let (first, second) = year.location < fiscal.location ? (year, fiscal) : (fiscal, year)
      faults.note([
        .mixed(first.period.unit, at: first.location, second.period.unit, at: second.location)
      ])
    }
    return isFiscal
  }

  // MARK: Several months together

  /// Whether months together are quarters; halves and other parts of a year are faults where nothing else tells years.
  private static func hasQuarters(
    _ figures: [WrittenFigure], faults: inout FaultCollector
  ) -> Bool {
    var lates: [WrittenFigure] = []
    for figure in figures {
      if case .months(let first, _, _) = figure.period.meaning, first > 1 { lates.append(figure) }
    }
    let parts = lates.filter { isPartOfYear($0.period) }
    let isTold = tellsPeriods(figures)
    for figure in parts where !isTold && !isSecondHalf(figure.period, beside: figures) {
      let isHalf = if case .months(7, 12, _) = figure.period.meaning { true } else { false }
      faults.note(
        isHalf ? .start(.halfYear(figure.periodText)) : .start(.partOfYear(figure.periodText)),
        at: figure.periodLocation, hint: .write(.anyPeriod))
    }
    return lates.count > parts.count
  }

  private static func tellsPeriods(_ figures: [WrittenFigure]) -> Bool {
    figures.contains { figure in
      if case .period = figure.period.meaning { figure.status.isHistory } else { false }
    }
  }

  /// Whether it is the second half of a year whose first one is told, too.
  private static func isSecondHalf(
    _ stated: StartPeriod, beside figures: [WrittenFigure]
  ) -> Bool {
    guard case .months(7, 12, let year) = stated.meaning else { return false }
    return figures.contains { $0.period.meaning == .months(1, 6, of: year) }
  }

  // MARK: Years of two digits

  /// `Jan-24` is a month where it stands among others in steps; `Jan-01`, `Jan-02` may be days.
  private static func checkShortYears(
    _ figures: [WrittenFigure], faults: inout FaultCollector
  ) {
    var short: [WrittenFigure] = []
    var ordinals: Set<Int> = []
    for figure in figures where figure.period.isShort {
      guard case .period(let period) = figure.period.meaning else { continue }
      short.append(figure)
      ordinals.insert(period.ordinal)
    }
    guard let first = short.first else { return }
    let sorted = ordinals.sorted()
    var steps: [Int: Int] = [:]
    for (one, next) in zip(sorted, sorted.dropFirst()) { steps[next - one, default: 0] += 1 }
    let usual = (steps[1] ?? 0) + (steps[3] ?? 0)
    if sorted.count < 3 || usual * 5 < (sorted.count - 1) * 4 {
      faults.note(
        .period(.impossible(first.periodText)), at: first.periodLocation, hint: .write(.anyPeriod))
    }
  }

  // MARK: Frequencies

  /// Years may stand beside quarters or months as their totals; quarters beside months may not.
  private func mixture(_ figures: [WrittenFigure]) -> (fault: Fault?, isHopeless: Bool) {
    var first: (frequency: Frequency, figure: WrittenFigure)?
    var fault: Fault?
    var seen: Set<Frequency> = []
    for figure in figures {
      guard figure.measure.isRegular, case .period(let period) = slot(figure.period) else {
        continue
      }
      // A total cumulated to December is the year's.
      if case .months = figure.period.meaning, period.frequency == .annual { continue }
      seen.insert(period.frequency)
      guard let known = first else {
        first = (period.frequency, figure)
        continue
      }
      if fault == nil, known.frequency != period.frequency {
        fault = .mixed(
          TimeUnit(known.frequency), at: known.figure.location, TimeUnit(period.frequency),
          at: figure.location)
      }
    }
    return (fault, seen.isSuperset(of: [.quarterly, .monthly]))
  }
}

extension StartPeriod {
  /// Whether it is `2004-05`, a fiscal year or a month.
  var isOpenFiscal: Bool { if case .openFiscal = meaning { true } else { false } }

  /// What it stands for.
  fileprivate var unit: TimeUnit {
    switch meaning {
    case .fiscal, .openFiscal: .fiscalYear
    case .period(let period): TimeUnit(period.frequency)
    default: .month
    }
  }
}

extension StartCalendar {
  /// The year of a period; `nil` of one that more than one year may have.
  static func year(_ period: StartPeriod) -> Int? {
    switch period.meaning {
    case .period(let period): period.year
    case .day(let day): day.year
    case .months(_, _, let year): year
    case .fiscal, .openFiscal, .openDay: nil
    }
  }
}
