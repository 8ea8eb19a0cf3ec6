internal import Files
internal import TimeSeries

/// Tells apart levels that grow and growth itself, by what plans ask of them.
///
/// The kind `growth` is a level that grows. Where a series in percent stands as its level, or growth alone as its history,
/// and rows of plans in percent ask for growth, its figures are rates: it becomes a level whose values come and go, as if it
/// had been declared so. What may be either is a fault, and so is a row that asks for growth of a level, or for average growth
/// over years that nothing names.
struct GrowthRates {
  private let scenario: Scenario
  private let observations: ObservationSet
  private let rows: [SeriesName: [Target]]

  /// Reads the indicators of a scenario as what they are.
  static func read(
    _ scenario: inout Scenario, plans: [Plan], observations: ObservationSet,
    faults: inout FaultCollector
  ) {
    let targets = plans.flatMap(\.targets).filter { $0.hasValue && $0.period == nil }
    let rates = GrowthRates(
      scenario: scenario, observations: observations,
      rows: Dictionary(grouping: targets) { SeriesName($0.indicatorID) })
    scenario.indicators = scenario.indicators.map { rates.read($0, faults: &faults) }
  }

  private func read(
    _ indicator: IndicatorSpecification, faults: inout FaultCollector
  ) -> IndicatorSpecification {
    let rows = rows[SeriesName(indicator.id)] ?? []
    let averages = rows.filter { isOfAverage($0, of: indicator) }
    if !averages.isEmpty {
      refuse(averages: averages, of: indicator, faults: &faults)
      // No second fault of rates below 0, which no level is.
      guard [.level, .growth].contains(indicator.kind),
        case .series(let selection) = indicator.source,
        let level = selection.level, isPlainPercent(indicator, level) == true
      else { return indicator }
      return indicator.asRate(of: level)
    }
    switch indicator.source {
    case .series(let selection):
      if let level = selection.level ?? selection.levelToDate {
        return ofLevel(indicator, level, selection, rows, faults: &faults)
      }
      return ofGrowth(indicator, selection, rows, faults: &faults)
    case .anchor(let anchor):
      return declared(indicator, anchor.series, rows, faults: &faults)
    case .proxy(let proxy):
      guard let level = proxy.series.level else { return indicator }
      return declared(indicator, level, rows, faults: &faults)
    case .judgement, .derived, .notAssessed: return indicator
    }
  }

  // MARK: Sources

  /// An indicator whose history is a series of values.
  private func ofLevel(
    _ indicator: IndicatorSpecification, _ level: SeriesReference, _ selection: SeriesSelection,
    _ rows: [Target], faults: inout FaultCollector
  ) -> IndicatorSpecification {
    let asked = rows.filter { isOfGrowth($0, of: indicator) }
    if indicator.kind == .level, asked.isEmpty, isChangeIndex(indicator, level) {
      return indicator.asRate(of: nil, isStated: false, isNamed: true, origin: ChangeIndex.base)
    }
    guard let isPlain = isPlainPercent(indicator, level) else { return indicator }
    guard isPlain else {
      // A part of a whole may be asked to grow by so many points, which its row calls growth.
      if [.growth, .level, .count].contains(indicator.kind), !isPercent(indicator, level) {
        refuse(asked.filter { PercentUnit.isPlain($0.unit) }, of: indicator, faults: &faults)
      }
      return indicator
    }
    let isCalled =
      SeriesReference.saysGrowth(level.id)
      || [indicator.unit.en, indicator.unit.vi].contains(where: PercentUnit.isYearly)
    let isStated = !asked.isEmpty || isCalled
    let isNamed =
      RateName.isOfRate(indicator.name)
      || [indicator.name.en, indicator.name.vi].contains(where: RateName.isAmount)
    switch indicator.kind {
    case .level where isStated || isNamed:
      return indicator.asRate(
        of: isStated ? level : nil, isStated: isStated, isNamed: isCalled || isNamed)
    case .growth where isStated && selection.all.count == 1 && isItself(indicator):
      return indicator.asRate(of: level)
    case .growth where isStated || rows.contains { $0.kind == "level" }:
      doubt(indicator, level, faults: &faults)
      return indicator
    default: return indicator
    }
  }

  /// An indicator whose history is growth from which levels are chained.
  private func ofGrowth(
    _ indicator: IndicatorSpecification, _ selection: SeriesSelection, _ rows: [Target],
    faults: inout FaultCollector
  ) -> IndicatorSpecification {
    let asked = rows.filter { isOfGrowth($0, of: indicator) }
    guard let growth = selection.growth, !asked.isEmpty else { return indicator }
    let isLevel =
      selection.all.count > 1 || asked.count < rows.count || isOfSector(growth)
      || scenario.indicators.contains { $0.isDerived(from: indicator.id) }
    if !isLevel, isItself(indicator) { return indicator.asRate(of: growth) }
    refuse(asked, of: indicator, faults: &faults)
    return indicator
  }

  /// An indicator that takes its level or its course from elsewhere, where nothing can be read anew.
  private func declared(
    _ indicator: IndicatorSpecification, _ level: SeriesReference, _ rows: [Target],
    faults: inout FaultCollector
  ) -> IndicatorSpecification {
    guard isPlainPercent(indicator, level) == true,
      rows.contains(where: { isOfGrowth($0, of: indicator) })
    else { return indicator }
    if indicator.kind == .level { return indicator.asRate(of: nil) }
    if indicator.kind == .growth { doubt(indicator, level, faults: &faults) }
    return indicator
  }

  // MARK: What tells

  /// Whether a row asks for growth of its year in percent.
  private func isOfGrowth(_ row: Target, of indicator: IndicatorSpecification) -> Bool {
    row.asksForGrowth(unit: indicator.unit.en)
  }

  /// Whether a row asks for average growth in percent of what has a figure for each year.
  private func isOfAverage(_ row: Target, of indicator: IndicatorSpecification) -> Bool {
    let unit = row.unit.isEmpty ? indicator.unit.en : row.unit
    guard row.growth == .average, PercentUnit.isPlain(unit) else { return false }
    switch indicator.source {
    case .derived(.growth): return true
    case .series, .anchor, .proxy: return [.growth, .level, .count].contains(indicator.kind)
    case .derived, .judgement, .notAssessed: return false
    }
  }

  /// Whether figures are an index with the period before as 100.
  private func isChangeIndex(
    _ indicator: IndicatorSpecification, _ series: SeriesReference
  ) -> Bool {
    let frequency = observations.frequencies(id: series.id, geo: series.geo).min {
      $0.periodsPerYear < $1.periodsPerYear
    }
    guard indicator.scale == .identity, indicator.bounds.lower < 0, let frequency else {
      return false
    }
    let key = SeriesKey(id: series.id, geo: series.geo, frequency: frequency)
    let values = observations.history(of: key, asOf: scenario.asOf).map(\.value)
    return ChangeIndex.isOne(
      [indicator.name.en, indicator.name.vi], units: units(indicator, series), values: values)
  }

  private func units(
    _ indicator: IndicatorSpecification, _ series: SeriesReference
  ) -> [String] {
    [observations.unit(id: series.id, geo: series.geo) ?? "", indicator.unit.en, indicator.unit.vi]
      .filter { !$0.isEmpty }
  }

  /// Whether figures are in percent of nothing that is named; `nil` where nothing names their unit.
  private func isPlainPercent(
    _ indicator: IndicatorSpecification, _ series: SeriesReference
  ) -> Bool? {
    let units = units(indicator, series)
    return units.isEmpty ? nil : units.allSatisfy(PercentUnit.isPlain)
  }

  private func isPercent(
    _ indicator: IndicatorSpecification, _ series: SeriesReference
  ) -> Bool {
    units(indicator, series).contains { PercentUnit.isPlain($0) || PercentUnit.isNamed(by: $0) }
  }

  /// Whether nothing else is declared that holds for levels alone.
  private func isItself(_ indicator: IndicatorSpecification) -> Bool {
    let effects =
      scenario.levers.flatMap { $0.effects.map { ($0.indicator, $0.channel) } }
      + scenario.shocks.flatMap { $0.effects.map { ($0.indicator, $0.channel) } }
    return indicator.nation == nil && indicator.longRun == nil && indicator.scale == .log
      && !effects.contains {
        SeriesName($0.0) == SeriesName(indicator.id) && $0.1 == "growth"
      }
  }

  /// Whether a series is that of a sector, whose growth scenario tells the year under way.
  private func isOfSector(_ series: SeriesReference) -> Bool {
    (scenario.growth?.sectors ?? []).flatMap(\.series.all).contains {
      SeriesName($0.series.id) == SeriesName(series.id)
        && SeriesName($0.series.geo) == SeriesName(series.geo)
    }
  }

  // MARK: Faults

  private func refuse(
    _ rows: [Target], of indicator: IndicatorSpecification, faults: inout FaultCollector
  ) {
    for row in rows {
      faults.note(
        .series(.growthOfLevel(row: row.reference, indicator: indicator.id)), at: row.location,
        hint: .mend(.deriveGrowth(of: indicator.id)))
    }
  }

  /// - Parameter averages: rows that ask for average growth over years that nothing names.
  private func refuse(
    averages: [Target], of indicator: IndicatorSpecification, faults: inout FaultCollector
  ) {
    var (level, rates) = (indicator.id, String?.none)
    switch indicator.source {
    case .derived(.growth(let of)): level = of
    case .series(let selection):
      if let series = selection.level {
        rates = isPlainPercent(indicator, series) == true ? series.id : nil
      }
    default: break
    }
    for row in averages {
      faults.note(
        .series(.averageWithoutYears(row: row.reference, indicator: indicator.id)),
        at: row.location, hint: .mend(.deriveAverage(of: level, last: row.year, rates: rates)))
    }
  }

  private func doubt(
    _ indicator: IndicatorSpecification, _ series: SeriesReference,
    faults: inout FaultCollector
  ) {
    faults.note(
      .series(.levelOrGrowth(series: series.title, indicator: indicator.id)),
      at: series.location, hint: .mend(.kindOfPercent))
  }
}

extension IndicatorSpecification {
  fileprivate func isDerived(from id: String) -> Bool {
    guard case .derived(let derived) = source else { return false }
    return derived.sources.contains { SeriesName($0) == SeriesName(id) }
  }

  /// The same as growth of each year, whose values come and go.
  ///
  /// - Parameters:
  ///   - series: whose values they are; `nil` for those it has.
  ///   - isStated: whether its plan, its series or its unit says so.
  ///   - isNamed: whether its name, its series or its unit does.
  ///   - origin: what stands for no change.
  fileprivate func asRate(
    of series: SeriesReference?, isStated: Bool = true, isNamed: Bool = false, origin: Double = 0
  ) -> IndicatorSpecification {
    let ofGrowth = kind == .growth
    return IndicatorSpecification(
      id: id, name: name, unit: unit, definition: definition, kind: .level,
      scale: ofGrowth ? .identity : scale,
      bounds: ofGrowth && bounds == Bounds(lower: 0, upper: .infinity) ? .none : bounds,
      isMonotone: isMonotone, resolution: resolution,
      source: series.map { .series(SeriesSelection(levels: $0)) } ?? source, model: model,
      longRun: longRun, nation: nation, prior: prior, breaks: breaks, remark: remark,
      location: location, isGrowthByPlan: isStated, isRateByName: isNamed, rateOrigin: origin)
  }
}

extension Target {
  /// What growth a row asks for.
  fileprivate enum Growth { case ofYear, average }

  /// Whether it asks for growth of its year in percent; what is called growth in another unit is a level that grows.
  ///
  /// - Parameter own: the unit of what it speaks of, where its row names none.
  package func asksForGrowth(unit own: String = "") -> Bool {
    let unit = unit.isEmpty ? own : unit
    return growth == .ofYear
      && (unit.isEmpty || PercentUnit.isPlain(unit)
        || PercentUnit.isNamed(by: unit) && PercentUnit.isOfChange(unit))
  }

  /// What growth it asks for by its kind, such as `growth`, `growth_rate` or `average_growth`; `nil` for none.
  fileprivate var growth: Growth? {
    let words = kind.lowercased().split { !$0.isLetter }
    guard words.contains("growth") else { return nil }
    let isAverage = words.contains { ["average", "averaged", "avg", "mean", "cagr"].contains($0) }
    return isAverage ? .average : .ofYear
  }
}
