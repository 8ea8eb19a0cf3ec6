public import Files
public import TimeSeries

/// Checks the figures of the series that a scenario names: none may be passed over without a word.
public struct FigureCheck {
  /// Days before the end of a period from which on a preliminary figure of it is taken for one.
  private static let daysEarly = 10

  private let observations: ObservationSet
  private let places: ObservationPlaces
  private let asOf: CalendarDate?
  /// The day that a command asks for, whose knowledge of sectors and measures counts.
  private var asked: CalendarDate?

  /// Notes figures that cannot be what the scenario takes them for, by their lines.
  ///
  /// - Parameters:
  ///   - asOf: the day whose knowledge counts.
  ///   - asked: another one that a command asks for; what it leaves of indicators is told by the run itself.
  public static func run(
    _ scenario: Scenario, observations: ObservationSet, places: ObservationPlaces,
    asOf: CalendarDate?, asked: CalendarDate? = nil, faults: inout FaultCollector
  ) {
    FigureCheck(
      observations: observations, places: places, asOf: asOf, asked: asked ?? asOf
    ).check(
      SeriesUse.all(of: scenario, in: observations), scenario.indicators, faults: &faults)
  }

  /// Notes figures of one indicator.
  public static func run(
    _ indicator: IndicatorSpecification, observations: ObservationSet, places: ObservationPlaces,
    asOf: CalendarDate?, faults: inout FaultCollector
  ) {
    FigureCheck(observations: observations, places: places, asOf: asOf).check(
      SeriesUse.all(of: indicator, in: observations), [indicator], faults: &faults)
  }

  private func check(
    _ uses: [SeriesUse], _ indicators: [IndicatorSpecification], faults: inout FaultCollector
  ) {
    for use in uses {
      figures(use, faults: &faults)
      sizes(use, faults: &faults)
      vintages(use, faults: &faults)
    }
    for indicator in indicators { contributions(indicator, faults: &faults) }
  }

  /// Notes rows of a file by itself that were published before their period.
  public static func run(
    _ observations: ObservationSet, places: ObservationPlaces, faults: inout FaultCollector
  ) {
    let check = FigureCheck(observations: observations, places: places, asOf: nil)
    for key in observations.keys {
      for row in observations[key] where row.status.isHistory {
        guard let problem = early(row, isOfWholePeriod: true), let place = check.place(row) else {
          continue
        }
        // Only one who knows what is counted can say more.
        if case .figure(.publishedBefore) = problem {
          faults.note(problem, at: place, hint: .mend(.sayEstimate))
        } else {
          faults.warn(problem, at: place, hint: .mend(.sayEstimate))
        }
      }
    }
  }

  func place(_ row: Observation) -> SourceLocation? {
    places.value(of: row, in: observations)
  }

  private func rows(_ series: SeriesReference, _ frequency: Frequency) -> [Observation] {
    observations.history(
      of: SeriesKey(id: series.id, geo: series.geo, frequency: frequency), asOf: asOf)
  }

  /// The figures of all frequencies that are no spans.
  private func regular(_ series: SeriesReference) -> [Observation] {
    [Frequency.annual, .quarterly, .monthly].flatMap { rows(series, $0) }
  }

  // MARK: Values

  /// Warns of figures of another size, whatever they are taken for.
  private func sizes(_ use: SeriesUse, faults: inout FaultCollector) {
    switch use.role {
    case .growth, .contribution, .value(.rank, _): return
    case .level, .levelToDate, .value, .sector: break
    }
    let isToDate =
      switch use.role {
      case .levelToDate, .sector(.levelToDate): true
      default: use.isCumulated || use.series.id.hasSuffix(".ytd")
      }
    for frequency in [Frequency.annual, .quarterly, .monthly] {
      let rows = rows(use.series, frequency)
      guard let key = rows.first?.key else { continue }
      // Percent, and points of it.
      let unit = observations.unit(id: key.id, geo: key.geo)?.lowercased() ?? ""
      let isRate =
        PercentUnit.isNamed(by: unit)
        || ["%", "phần trăm", "point"].contains(where: unit.contains)
      tellSizes(
        use.series, rows, isToDate ? .cumulated : isRate ? .rate : .amount,
        areSums: isToDate && !isRate, faults: &faults)
      // Sums to the ends of years are years, whatever stands between them.
      let ends = rows.filter(\.period.closesYear)
      if isToDate, frequency != .annual, !isRate, ends.count * 4 <= rows.count * 3, ends.count > 2 {
        tellSizes(use.series, ends, .amount, faults: &faults)
      }
    }
  }

  private func figures(_ use: SeriesUse, faults: inout FaultCollector) {
    switch use.role {
    case .level: levels(use.series, faults: &faults)
    case .levelToDate:
      noGrowth(regular(use.series).filter { $0.value <= 0 }, use.series, faults: &faults)
      needs([.annual, .quarterly, .monthly], use, key: "level_to_date", faults: &faults)
    case .growth(let key):
      for row in Frequency.allCases.flatMap({ rows(use.series, $0) }) where row.value <= -100 {
        note(FigureProblem.growthBelowAll, use.series, row, faults: &faults)
      }
      let needed: [Frequency] =
        switch key {
        case "growth": [.annual]
        case "growth_average": [.span]
        default: [.annual, .quarterly, .monthly]
        }
      needs(needed, use, key: key, faults: &faults)
    case .contribution: needs([.annual], use, key: "contributions", faults: &faults)
    case .value(let scale, let bounds): values(use, scale, bounds, faults: &faults)
    case .sector(let measure): months(use.series, measure, faults: &faults)
    }
  }

  /// Warns of months of a sector that may be slips: what is cumulated falls, or a month is below 0.
  private func months(
    _ series: SeriesReference, _ measure: SectorSeries.Measure?, faults: inout FaultCollector
  ) {
    let all = rows(series, .monthly)
    func warn(
      _ row: Observation, _ value: Double, _ problem: (String, String, String) -> FigureProblem
    ) {
      guard let place = place(row) else { return }
      let text = "\((1e6 * value).rounded() / 1e6)"
      faults.warn(.figure(problem(series.title, row.period.description, text)), at: place)
    }
    switch measure {
    case .levelToDate?:
      for (before, row) in zip(all, all.dropFirst())
      where before.period.year == row.period.year && row.value < before.value {
        warn(row, row.value - before.value, FigureProblem.cumulatedFalls)
      }
    case .level?:
      for row in all where row.value < 0 { warn(row, row.value, FigureProblem.negativeMonth) }
    default: break
    }
  }

  /// Levels that grow: zeros before the first other figure say when it began, any other is a fault.
  private func levels(_ series: SeriesReference, faults: inout FaultCollector) {
    let years = rows(series, .annual)
    let zeros = beginning(years, series, faults: &faults)
    let others = zeros.count < years.count ? years.dropFirst(zeros.count) : years[...]
    noGrowth(others.filter { $0.value <= 0 }, series, faults: &faults)
    for frequency in [Frequency.quarterly, .monthly] {
      let byYear = Dictionary(grouping: rows(series, frequency), by: \.period.year)
      for (_, rows) in byYear.sorted(by: { $0.key < $1.key })
      where rows.count == frequency.periodsPerYear && rows.reduce(0, { $0 + $1.value }) <= 0 {
        noGrowth(Array(rows.prefix(1)), series, faults: &faults)
      }
    }
  }

  /// Zeros before the first other figure, which are told.
  @discardableResult
  private func beginning(
    _ years: [Observation], _ series: SeriesReference, faults: inout FaultCollector
  ) -> ArraySlice<Observation> {
    let zeros = years.prefix { $0.value == 0 }
    if let last = zeros.last, zeros.count < years.count, let place = place(last) {
      faults.warn(
        .figure(.startsAtZero(series: series.title, last: last.period.description)), at: place)
    }
    return zeros
  }

  /// Contributions of a year that add to a fall by all there was.
  private func contributions(
    _ indicator: IndicatorSpecification, faults: inout FaultCollector
  ) {
    guard case .series(let selection) = indicator.source, indicator.kind == .growth else { return }
    let parts = selection.contributions.map { rows($0, .annual) }
    for year in Set(parts.joined().map(\.period.year)).sorted() {
      let own = parts.compactMap { part in part.first { $0.period.year == year } }
      let sum = own.reduce(0) { $0 + $1.value }
      guard own.count == parts.count, sum <= -100, let least = own.min(by: { $0.value < $1.value })
      else { continue }
      guard let place = place(least) else { continue }
      faults.note(
        .figure(.contributionsBelowAll(with: "\(least.key.id)", year: year, value: "\(sum)")),
        at: place)
    }
  }

  private func noGrowth(
    _ rows: [Observation], _ series: SeriesReference, faults: inout FaultCollector
  ) {
    for row in rows {
      note(
        FigureProblem.noGrowthFrom, series, row, hint: .mend(.kindLevel), faults: &faults)
    }
  }

  /// Values on a scale with bounds; those at an end of it may stand.
  private func values(
    _ use: SeriesUse, _ scale: Scale, _ bounds: Bounds, faults: inout FaultCollector
  ) {
    let lower = scale == .log || scale == .count ? max(0, bounds.lower) : bounds.lower
    if scale == .log { beginning(rows(use.series, .annual), use.series, faults: &faults) }
    for row in regular(use.series) where !(lower...bounds.upper).contains(row.value) {
      note(
        {
          .outside(
            series: $0, period: $1, value: $2, allowed: AllowedRange(lower, bounds.upper))
        }, use.series, row, hint: .mend(.widenBounds), faults: &faults)
    }
  }

  /// Warns of a series without one figure at the frequencies that are read.
  private func needs(
    _ frequencies: [Frequency], _ use: SeriesUse, key: String, faults: inout FaultCollector
  ) {
    // Figures that are not known on the day are of the right frequency all the same.
    let isWithout = frequencies.allSatisfy { frequency in
      let key = SeriesKey(id: use.series.id, geo: use.series.geo, frequency: frequency)
      return !observations[key].contains { $0.status.isHistory }
    }
    guard isWithout, !observations.frequencies(id: use.series.id, geo: use.series.geo).isEmpty
    else { return }
    faults.warn(
      .series(.givesNothing(series: use.series.title, key: key, needed: frequencies)),
      at: use.series.location)
  }

  /// Notes what is wrong with a figure, by its series, its period and its value.
  private func note(
    _ problem: (String, String, String) -> FigureProblem, _ series: SeriesReference,
    _ row: Observation, hint: Hint? = nil, faults: inout FaultCollector
  ) {
    guard let place = place(row) else { return }
    let figure = problem(series.title, row.period.description, "\(row.value)")
    faults.note(.figure(figure), at: place, hint: hint)
  }

  // MARK: Dates of publication

  private func vintages(_ use: SeriesUse, faults: inout FaultCollector) {
    var undated: [Observation] = []
    for frequency in Frequency.allCases {
      let key = SeriesKey(id: use.series.id, geo: use.series.geo, frequency: frequency)
      for row in observations[key] where row.status.isHistory {
        if row.vintage == nil { undated.append(row) }
        guard let problem = Self.early(row, isOfWholePeriod: use.isOfWholePeriods),
          let place = place(row), matters(problem, row, use)
        else { continue }
        if case .sector = use.role {
          // Figures of sectors are settled against each other: a wrong date there is told and no more.
          faults.warn(problem, at: place, hint: .mend(.sayEstimate))
        } else {
          faults.note(problem, at: place, hint: .mend(.sayEstimate))
        }
      }
    }
    let isOfSector = if case .sector = use.role { true } else { false }
    if let asOf = isOfSector ? asked : asOf, let first = undated.first, let place = place(first) {
      let (series, rows) = (use.series.title, undated.count)
      faults.warn(
        .figure(.withoutVintage(series: series, rows: rows, asOf: asOf.description)), at: place,
        hint: .mend(.giveVintage))
    }
  }

  /// Whether a figure that was settled before its period was over says more than was known.
  ///
  /// What is counted over a period never is. What stands at a day may be published within the period; it is known
  /// too early only as long as the period runs. Places among others are published when they are.
  private func matters(_ problem: Problem, _ row: Observation, _ use: SeriesUse) -> Bool {
    guard case .figure(.settledBeforeEnd) = problem, case .value(let scale, _) = use.role else {
      return true
    }
    return scale != .rank && asOf.map { row.period.lastDay > $0 } ?? false
  }

  /// What is wrong with the date of a figure that is taken for history; `nil` when nothing is.
  private static func early(_ row: Observation, isOfWholePeriod: Bool) -> Problem? {
    guard let vintage = row.vintage else { return nil }
    let (series, period) = ("\(row.key.id) (\(row.key.geo))", row.period.description)
    if vintage < row.period.firstDay {
      return .figure(.publishedBefore(series: series, period: period, vintage: vintage.description))
    }
    guard vintage < row.period.lastDay,
      row.status == .final || row.status == .revised
        || row.status == .preliminary && isOfWholePeriod
    else { return nil }
    let years = row.period.lastDay.endInYears - vintage.endInYears
    if row.status == .preliminary, years * 365 <= Double(daysEarly) { return nil }
    return .figure(
      .settledBeforeEnd(
        series: series, period: period, status: row.status.rawValue,
        vintage: vintage.description))
  }
}
