internal import Files
internal import TimeSeries

/// A series by year: as it is, or made from quarters or months where what they mean is evident.
struct StartYears {
  /// The frequency of the figures.
  private(set) var frequency: Frequency
  /// The figures as they stand, in order of time.
  private(set) var figures: [StartFigure]
  /// What is cumulated to months before December.
  private(set) var toDate: [StartFigure]
  /// Plans of quarters beside months.
  private(set) var planned: [StartFigure]
  private(set) var rule: StartYearRule?
  private(set) var reason: StartYearReason?
  private(set) var yearly: [StartYear]
  private(set) var partYears: [Int]

  /// Why a series has no years.
  enum Obstacle: Error, Equatable {
    /// What its quarters or months make of a year is open.
    case openRule(Frequency)
    /// Years stand beside quarters or months that do not make them.
    case mixed(Frequency, Frequency)
    /// No year is whole; what the fullest lacks.
    case noWholeYear([String])
    /// Figures that would be added up by their name and grow through each year as cumulated ones do.
    case looksCumulated
    /// Cumulated figures none of which is cumulated to December; the last month.
    case neverToDecember(Int)

    /// Whether the series may stand without years beside others.
    var leavesSeries: Bool {
      switch self {
      case .noWholeYear, .neverToDecember: true
      case .openRule, .mixed, .looksCumulated: false
      }
    }
  }

  /// A series of which no year is made; those that stand in the table stay. How its parts would make one is told where
  /// that is evident.
  init(
    withoutYears draft: SeriesDraft, title: String, unit: String, yearly request: StartYearRule?
  ) {
    let parts = Parts(draft)
    frequency = parts.frequency
    figures = parts.all
    toDate = parts.toDate
    planned = parts.planned
    if !parts.fine.isEmpty {
      (rule, reason) = (try? Self.rule(title, unit, request, frequency)) ?? (nil, nil)
    }
    yearly = parts.annual.map { StartYear($0, isTotal: false) }
    partYears = Set((parts.fine + parts.toDate).map(\.period.year)).sorted()
    addPlans(parts)
  }

  /// The years of a series.
  init(
    _ draft: SeriesDraft, title: String, unit: String, yearly request: StartYearRule?
  ) throws(Obstacle) {
    let parts = Parts(draft)
    frequency = parts.frequency
    figures = parts.all
    toDate = parts.toDate
    planned = parts.planned
    yearly = parts.annual.map {
      StartYear($0, isTotal: $0.status.isHistory && draft.totals.contains($0.period.year))
    }
    partYears = []
    let history = parts.annual.filter(\.status.isHistory)
    guard !parts.fine.isEmpty else {
      if history.isEmpty, let last = parts.toDate.map(\.period.positionInYear).max() {
        throw .neverToDecember(last)
      }
      if !parts.toDate.isEmpty || !draft.totals.isEmpty { reason = .cumulated }
      addPlans(parts)
      return
    }
    let byYear = Dictionary(grouping: parts.fine.filter(\.status.isHistory), by: \.period.year)
    let years = byYear.keys.sorted()
    var whole = years.filter { byYear[$0]?.count == parts.frequency.periodsPerYear }
    let overlap = history.filter { whole.contains($0.period.year) }
    if !history.isEmpty {
      try settle(overlap, byYear, draft, parts, request)
      partYears = years.filter { year in !yearly.contains { $0.year == year } }
    } else {
      // What stands at the end of a year is known by its last part alone.
      if let (rule, _) = try? Self.rule(title, unit, request, parts.frequency), rule == .last {
        let last = parts.frequency.periodsPerYear
        whole = years.filter { byYear[$0]?.last?.period.positionInYear == last }
      }
      if whole.isEmpty { throw .noWholeYear(Self.missing(byYear, parts.frequency)) }
      (rule, reason) = try Self.rule(title, unit, request, parts.frequency)
      let isByName = reason == .name && rule == .sum
      if isByName, Self.looksCumulated(whole.compactMap { byYear[$0] }, title) {
        throw .looksCumulated
      }
      partYears = years.filter { !whole.contains($0) }
    }
    guard let rule else {
      addPlans(parts)
      return
    }
    let known = Set(history.map(\.period.year))
    yearly += whole.filter { !known.contains($0) }.map {
      Self.year(of: $0, byYear[$0] ?? [], rule)
    }
    addPlans(parts)
    partYears = years.filter { year in !yearly.contains { $0.year == year && $0.status.isHistory } }
  }

  /// Adds what plans of the quarters or months of a year make of it, as its figures do, where nothing else plans it.
  private mutating func addPlans(_ parts: Parts) {
    defer {
      yearly.sort {
        ($0.year, $0.status.isHistory ? 1 : 0) < ($1.year, $1.status.isHistory ? 1 : 0)
      }
    }
    guard let rule = rule ?? (reason == .cumulated ? .sum : nil) else { return }
    let known = Set(yearly.filter { $0.status == .plan }.map(\.year))
    let plans = (parts.fine + parts.planned).filter { $0.status == .plan && $0.goal?.upper == nil }
    for (year, own) in Dictionary(grouping: plans, by: \.period.year) where !known.contains(year) {
      let whole = [Frequency.quarterly, .monthly].map { frequency -> [StartFigure] in
        let rows = own.filter { $0.period.frequency == frequency }
        let count = frequency.periodsPerYear
        return rule == .last
          ? rows.filter { $0.period.positionInYear == count } : rows.count == count ? rows : []
      }
      if let rows = whole.first(where: { !$0.isEmpty }) {
        yearly.append(Self.year(of: year, rows, rule))
      }
    }
  }

  /// Years that stand beside their months say how the months make them, or stand for themselves.
  private mutating func settle(
    _ overlap: [StartFigure], _ byYear: [Int: [StartFigure]], _ draft: SeriesDraft,
    _ parts: Parts, _ request: StartYearRule?
  ) throws(Obstacle) {
    let rules = StartYearRule.allCases.filter { rule in
      !overlap.isEmpty
        && overlap.allSatisfy { Self.agrees($0, byYear[$0.period.year] ?? [], rule) }
    }
    if let found = request.flatMap({ rules.contains($0) ? $0 : nil }) ?? rules.first {
      (rule, reason) = (found, .totals)
    } else if !draft.totals.isEmpty {
      reason = .cumulated
    } else if !overlap.isEmpty {
      reason = .stated
    } else {
      throw .mixed(.annual, parts.frequency)
    }
  }

  /// Whether a year is what a rule makes of its parts, to rounding.
  private static func agrees(
    _ year: StartFigure, _ rows: [StartFigure], _ rule: StartYearRule
  ) -> Bool {
    let (value, _) = made(rule, rows)
    let errors =
      rule == .sum
      ? rows.reduce(0) { $0 + $1.rounding } : (rows.map(\.rounding).max() ?? 0)
    return abs(value - year.value) <= errors + year.rounding + 1e-9 * abs(value)
  }

  // MARK: Rules

  /// What is said decides, but percentages and indices are never added up; else only a name that says it does.
  static func rule(
    _ title: String, _ unit: String, _ request: StartYearRule?, _ frequency: Frequency
  ) throws(Obstacle) -> (StartYearRule, StartYearReason) {
    if let request {
      return request == .sum && isRatio(title, unit) ? (.mean, .notAdded) : (request, .option)
    }
    guard let rule = evidentRule(title, unit) else { throw .openRule(frequency) }
    return (rule, .name)
  }

  /// Whether figures are percentages, indices, prices: what no sum of has a meaning.
  private static func isRatio(_ title: String, _ unit: String) -> Bool {
    let kind = StartUnit(unit)
    return kind.isPercent || kind.isPoints || kind.isPerHundred || kind.isIndex
      || StartWords(title).contains(anyOf: StartWords.ratios) || StartWords(title).speaksOfPrice
  }

  /// Only a name that says it decides: amounts add up, what is counted at a day stands.
  private static func evidentRule(_ title: String, _ unit: String) -> StartYearRule? {
    let words = StartWords(title)
    if words.contains(anyOf: StartWords.ends) || StartWords(unit).contains(anyOf: StartWords.ends) {
      return .last
    }
    if isRatio(title, unit) { return nil }
    if words.contains(anyOf: StartWords.balances) { return .sum }
    if words.contains(anyOf: StartWords.standing) { return .last }
    return words.contains(anyOf: StartWords.flows) ? .sum : nil
  }

  /// Whether figures grow through every year about evenly and begin anew in the next, as what is cumulated does.
  private static func looksCumulated(_ years: [[StartFigure]], _ title: String) -> Bool {
    let words = StartWords(title)
    guard years.count > 1, !words.contains(anyOf: StartWords.ofOnePeriod) else { return false }
    return years.allSatisfy { rows in
      guard let last = rows.last?.value, last > 0 else { return false }
      let count = Double(rows.count)
      return rows.enumerated().allSatisfy { place, figure in
        let even = Double(place + 1) / count
        return figure.value >= (place > 0 ? rows[place - 1].value : 0)
          && figure.value <= last * min(1, 1.5 * even) && figure.value >= last * 0.5 * even
      }
    }
  }

  static func made(_ rule: StartYearRule, _ rows: [StartFigure]) -> (Double, String) {
    let decimals = rows.map { printedDecimals(ArraySlice($0.digits.utf8)) }.max() ?? 0
    let sum = rows.reduce(0) { $0 + $1.value }
    switch rule {
    case .sum: return (sum, fixed(sum, decimals: decimals))
    case .mean:
      let mean = sum / Double(max(1, rows.count))
      return (mean, fixed(mean, decimals: decimals + 2))
    case .last:
      let last = rows.last
      return (last?.value ?? 0, last?.digits ?? "0")
    }
  }

  private static func year(
    of year: Int, _ rows: [StartFigure], _ rule: StartYearRule
  ) -> StartYear {
    let (value, digits) = made(rule, rows)
    return StartYear(
      year: year, digits: digits, value: Double(digits) ?? value,
      status: rows.first(where: \.status.isOpen)?.status ?? rows.last?.status ?? .secondary,
      source: rows.last?.source ?? "", note: "", origin: .made,
      vintage: rows.allSatisfy { $0.vintage != nil } ? rows.compactMap(\.vintage).max() : nil)
  }

  /// The periods that the fullest year lacks.
  private static func missing(
    _ byYear: [Int: [StartFigure]], _ frequency: Frequency
  ) -> [String] {
    guard
      let fullest = byYear.max(by: { ($0.value.count, $0.key) < ($1.value.count, $1.key) })
    else { return [] }
    let known = Set(fullest.value.map(\.period.positionInYear))
    return (0..<frequency.periodsPerYear).filter { !known.contains($0 + 1) }.map {
      Period(ordinal: fullest.key * frequency.periodsPerYear + $0, frequency).description
    }
  }

  /// Digits with so many decimals; what no integer holds keeps its own form.
  fileprivate static func fixed(_ number: Double, decimals: Int) -> String {
    let scale = (0..<decimals).reduce(1.0) { scale, _ in scale * 10 }
    let rounded = (abs(number) * scale).rounded()
    guard rounded < 9e15 else { return "\(number)" }
    let text = String(Int(rounded))
    let digits = String(repeating: "0", count: max(0, decimals + 1 - text.count)) + text
    let sign = number < 0 && rounded > 0 ? "-" : ""
    return decimals == 0
      ? sign + digits : "\(sign)\(digits.dropLast(decimals)).\(digits.suffix(decimals))"
  }
}

extension StartYear {
  /// A year as it stands in the file.
  fileprivate init(_ figure: StartFigure, isTotal: Bool) {
    self.init(
      year: figure.period.year, digits: figure.digits, value: figure.value, status: figure.status,
      source: figure.source, note: figure.note, origin: isTotal ? .cumulated : .stated,
      goal: figure.goal, vintage: figure.vintage)
  }
}

/// The figures of a draft by what they stand for.
private struct Parts {
  /// The frequency of the finest figures.
  let frequency: Frequency
  let annual: [StartFigure]
  /// Quarters or months.
  let fine: [StartFigure]
  let toDate: [StartFigure]
  /// Plans of longer or shorter parts of a year than what happened.
  let planned: [StartFigure]

  /// The figures that stand in the file by themselves, in order of time.
  var all: [StartFigure] { fine.isEmpty ? annual : fine }

  init(_ draft: SeriesDraft) {
    var (annual, fine, toDate): ([StartFigure], [StartFigure], [StartFigure]) = ([], [], [])
    for (cell, figure) in draft.cells {
      switch cell.slot {
      case .period(let period) where period.frequency == .annual: annual.append(figure)
      case .period: fine.append(figure)
      case .toDate: toDate.append(figure)
      }
    }
    func sorted(_ figures: [StartFigure]) -> [StartFigure] {
      figures.sorted { ($0.period, $0.location) < ($1.period, $1.location) }
    }
    // Plans of quarters beside months.
    let happened = fine.first(where: \.status.isHistory)?.period.frequency
    func isOther(_ figure: StartFigure) -> Bool {
      guard let happened else { return false }
      return !figure.status.isHistory && figure.period.frequency != happened
    }
    planned = sorted(fine.filter(isOther))
    fine.removeAll(where: isOther)
    // Beside six and nine months the first quarter is what is cumulated to March.
    if !toDate.isEmpty, fine.allSatisfy(\.period.isFirstQuarter) {
      toDate += fine.map { $0.with(.month(3, of: $0.period.year)) }
      fine = []
    }
    self.annual = sorted(annual)
    self.toDate = sorted(toDate)
    (self.fine, frequency) = Self.quarters(sorted(fine))
  }

  /// Months that all lie alike in their quarters are quarters: February, May, August, November.
  private static func quarters(_ fine: [StartFigure]) -> ([StartFigure], Frequency) {
    guard let frequency = fine.first?.period.frequency else { return ([], .annual) }
    let months = Set(fine.map(\.period.positionInYear))
    guard frequency == .monthly, months.count > 1, fine.count > 3,
      Set(months.map { $0 % 3 }).count == 1
    else { return (fine, frequency) }
    return (
      fine.map { figure in
        figure.with(
          .holding(month: figure.period.positionInYear, of: figure.period.year, .quarterly))
      }, .quarterly
    )
  }
}

extension Period {
  fileprivate var isFirstQuarter: Bool { frequency == .quarterly && positionInYear == 1 }
}

extension ObservationStatus {
  /// Whether the file itself calls the figure an estimate or preliminary.
  fileprivate var isOpen: Bool { self == .estimate || self == .preliminary }
}

extension StartFigure {
  /// So many times another figure, with the decimals of both.
  func times(_ base: StartFigure) -> (digits: String, value: Double) {
    let decimals = [self, base].reduce(0) { $0 + printedDecimals(ArraySlice($1.digits.utf8)) }
    let digits = StartYears.fixed(value * base.value, decimals: decimals)
    return (digits, Double(digits) ?? value * base.value)
  }
}
