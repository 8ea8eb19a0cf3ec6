internal import Attainment
internal import Coherence
internal import Files
internal import Models
internal import Plans
internal import RealModule
internal import TimeSeries

/// Looks for what came as fast as targets ask: in the series' own past, in regions that the scenario names, in
/// reference classes, and among earlier official targets.
struct BaseRateSearch {
  private let bundle: ScenarioBundle
  private let prepared: PreparedRun
  private var setup: SimulationSetup { prepared.setup }

  init(_ bundle: ScenarioBundle, _ prepared: PreparedRun) {
    (self.bundle, self.prepared) = (bundle, prepared)
  }

  /// A row for every target that is still open, in the order of the plans.
  var rows: [BaseRateRow] {
    prepared.scoring.scored.filter { $0.milestone == nil }.map(\.target).filter { target in
      !(target.year.map { setup.isFact(target.indicatorID, in: $0) } ?? true)
        && !setup.isIllustrative(target.indicatorID)
    }.map(row)
  }

  /// The unit of the figures that an indicator takes its values from; empty where none names one.
  func unitOfFigures(_ indicator: IndicatorSpecification) -> String {
    let unit =
      switch indicator.source {
      case .series(let selection): selection.unit(in: bundle.observations)
      case .anchor(let anchor):
        bundle.observations.unit(id: anchor.series.id, geo: anchor.series.geo)
      case .proxy(let proxy): proxy.series.unit(in: bundle.observations)
      case .judgement, .derived, .notAssessed: String?.none
      }
    return unit ?? ""
  }

  /// What is known of one target.
  func row(_ target: Target) -> BaseRateRow {
    let asked = pace(target)
    return BaseRateRow(target: target, asked: asked, rates: asked.map(rates) ?? [])
  }

  // MARK: How fast

  /// How fast a target asks to change what it rests on.
  private func pace(_ target: Target) -> AskedPace? {
    guard let year = target.year, let indicator = prepared.scenario.indicator(target.indicatorID),
      let direction = target.direction, direction == .atLeast || direction == .atMost,
      let value = direction == .atLeast ? target.low : target.high
    else { return nil }
    func growth(_ percent: Double, of id: String, over years: Int) -> AskedPace {
      AskedPace(
        indicator: id, perYear: percent, isGrowth: true, years: years,
        asksForMore: direction == .atLeast)
    }
    switch indicator.source {
    case .derived(.growth(let of)): return growth(value, of: of, over: 1)
    case .derived(.averageGrowth(let of, let base, let last, _)):
      return growth(value, of: of, over: last - base)
    default:
      return pace(
        indicator.id, to: value, in: year, asksForMore: direction == .atLeast, unit: target.unit)
    }
  }

  /// How fast an indicator has to change to have a value in a year; `nil` where a share has it already. What is itself
  /// a rate in percent has to be at the value in that year.
  ///
  /// - Parameter unit: that of the plan's row, for an indicator that names none.
  func pace(
    _ id: String, to value: Double, in year: Int, asksForMore: Bool, unit: String
  ) -> AskedPace? {
    guard let indicator = prepared.scenario.indicator(id), let assembled = setup.indicator(id),
      let last = assembled.last
    else { return nil }
    if assembled.isRate(unit: unit) {
      return AskedPace(
        indicator: id, perYear: value - indicator.rateOrigin, isGrowth: true, years: 1,
        asksForMore: asksForMore,
        isOfRate: true)
    }
    // From the end of the last period that is known to the end of the year.
    let span = Double(year + 1) - last.time
    // A level that was positive throughout grows; any other has no growth.
    // Of what a proxy stands in for nothing is known but the middle of where it is.
    let past = assembled.realised.values
    let isPositive = !past.isEmpty && past.allSatisfy { $0 > 0 } && last.value > 0 && value > 0
    // A percentage of something moves by points: percent of a percentage would read as growth.
    let isPercentage = indicator.isPercentage(unit: unit)
    let isLevel = indicator.kind == .level
    let grows = indicator.kind == .growth || isLevel && isPositive && !isPercentage
    guard span > 0,
      grows || isLevel && isPercentage || [.share, .adoption].contains(indicator.kind),
      let change = RequiredChange.perYear(
        from: last.value, to: value, years: span, grows: grows),
      grows || (change > 0) == asksForMore && change != 0
    else { return nil }
    return AskedPace(
      indicator: id, perYear: change, isGrowth: grows, years: max(1, Int(span.rounded())),
      asksForMore: asksForMore, start: last.value, end: grows ? nil : value,
      isPercentage: isPercentage || Self.isUnnamedShare(indicator, unit: unit))
  }

  /// A share between 0 and 100 of which nobody says in what it is.
  private static func isUnnamedShare(
    _ indicator: IndicatorSpecification, unit: String
  ) -> Bool {
    unit.isEmpty && indicator.unit.en.isEmpty
      && indicator.bounds.upper - indicator.bounds.lower == 100
  }

  // MARK: How often

  /// Every rate that is known of a pace.
  func rates(_ asked: AskedPace) -> [BaseRate] {
    ([ownPast(asked), proxyPast(asked)] + regions(asked)
      + [officialTargets(asked), pool(asked) ?? referenceClass(asked)])
      .compactMap { $0 }
  }

  private func ownPast(_ asked: AskedPace) -> BaseRate? {
    guard let assembled = setup.indicator(asked.indicator), assembled.basis != .proxy else {
      return nil
    }
    let origin = assembled.specification.rateOrigin
    return past(asked, assembled.realised.mapValues { $0 - origin }, .ownPast)
  }

  private func officialTargets(_ asked: AskedPace) -> BaseRate? {
    guard asked.isGrowth, let indicator = prepared.scenario.indicator(asked.indicator),
      indicator.kind == .growth || indicator.isStatedRate && indicator.isGrowthByPlan,
      let record = TrackRecord(bundle.trackRecord)
    else { return nil }
    let files = prepared.scenario.resolved.list("track_record").compactMap(\.string)
    return BaseRate(
      source: .officialTargets, years: 1, span: record.years, cases: record.known,
      share: Double(record.met) / Double(record.known),
      place: files.map(Self.name).joined(separator: "; "))
  }

  /// Spells of the series behind a proxy that went as far, on the scale on which its offset stays.
  private func proxyPast(_ asked: AskedPace) -> BaseRate? {
    guard let assembled = setup.indicator(asked.indicator), assembled.basis == .proxy,
      let points = assembled.history?.history.realised,
      let transform = Transform(
        scale: assembled.specification.scale, bounds: assembled.specification.bounds)
    else { return nil }
    let whole = points.filter(\.period.closesYear).map { ($0.period.year, $0.value) }
    if asked.isGrowth {
      let origin = assembled.specification.rateOrigin
      return past(
        asked, Dictionary(whole) { _, last in last }.mapValues { $0 - origin }, .proxyPast)
    }
    guard let start = asked.start.flatMap({ transform.forward($0) }),
      let end = asked.end.flatMap({ transform.forward($0) })
    else { return nil }
    let images = whole.compactMap { year, value in transform.forward(value).map { (year, $0) } }
    let onScale = AskedPace(
      indicator: asked.indicator, perYear: (end - start) / Double(asked.years), isGrowth: false,
      years: asked.years, asksForMore: asked.asksForMore)
    return past(onScale, Dictionary(images) { _, last in last }, .proxyPast)
  }

  private func past(
    _ asked: AskedPace, _ values: [Int: Double], _ source: BaseRate.Source
  ) -> BaseRate? {
    guard let spells = asked.spells(of: values), let first = values.keys.min(),
      let last = values.keys.max()
    else { return nil }
    return BaseRate(
      source: source, years: spells.years, span: first...last, cases: spells.cases,
      share: Double(spells.reached) / Double(spells.cases))
  }

  /// The share of spells of comparable series that stood about where this one stands.
  private func pool(_ asked: AskedPace) -> BaseRate? {
    guard asked.isPercentage, let indicator = prepared.scenario.indicator(asked.indicator),
      let start = asked.start,
      let kind: AutomaticChoice.Kind = indicator.kind == .share
        ? .share : indicator.kind == .adoption ? .adoption : nil,
      let move = ComparablePools.shipped.move(from: start, bounds: indicator.bounds, of: kind)
    else { return nil }
    let width = indicator.bounds.upper - indicator.bounds.lower
    let years = min(asked.years, move.horizon)
    let change = 100 * asked.perYear * Double(years) / width
    let lower = indicator.bounds.lower
    return BaseRate(
      source: .pool(
        kind == .share ? "shares" : "adoption",
        from: lower + width * move.lower / 100...lower + width * move.upper / 100),
      years: years, span: nil, cases: move.cases[years - 1],
      share: Self.counted(
        move.share(ofChange: change, over: years, atLeast: asked.asksForMore),
        of: move.cases[years - 1]))
  }

  /// A share that quantiles tell; where that is less than half a case, none did it, and likewise all.
  private static func counted(_ share: Double, of cases: Int) -> Double {
    let half = 0.5 / Double(max(cases, 1))
    return share < half ? 0 : share > 1 - half ? 1 : share
  }

  /// The share of a class's histories, over its longest time where that is shorter.
  private func referenceClass(_ asked: AskedPace) -> BaseRate? {
    // Of a rate it is not known what grows.
    guard !asked.isOfRate, let indicator = prepared.scenario.indicator(asked.indicator) else {
      return nil
    }
    let name: String
    switch indicator.kind {
    case .growth: name = indicator.nation == nil ? "growth" : "regions"
    case .level where asked.isGrowth: name = "general"
    case .share, .adoption:
      guard asked.isPercentage, indicator.bounds.isClosed else { return nil }
      name = indicator.kind == .share ? "shares" : "adoption"
    default: return nil
    }
    let table = ReferenceClassLibrary.named(name)
    let years = min(asked.years, table.horizon)
    let change =
      asked.isGrowth
      ? Double.pow(1 + asked.perYear / 100, Double(years)) - 1
      : asked.perYear * Double(years) / (indicator.bounds.upper - indicator.bounds.lower)
    guard change.isFinite else { return nil }
    // The class counts in the direction of the change.
    let inDirection = table.frequency(ofChange: change, over: years)
    return BaseRate(
      source: .referenceClass(name), years: years, span: nil, cases: table.histories,
      share: (change >= 0) == asked.asksForMore ? inDirection : 1 - inDirection)
  }

  // MARK: Regions

  private func regions(_ asked: AskedPace) -> [BaseRate] {
    guard asked.isGrowth else { return [] }
    return prepared.scenario.baseRates.filter { $0.indicators.contains(asked.indicator) }
      .compactMap { averages($0, asked) ?? spells($0, asked) }
  }

  private func observed(
    _ rate: BaseRateSpecification, _ frequency: Frequency
  ) -> [[Observation]] {
    bundle.observations.keys(id: rate.series).filter { $0.frequency == frequency }
      .map { bundle.observations.history(of: $0, asOf: prepared.asOf) }
  }

  /// Averages that were published over several years: those of the years named, otherwise of the years of which most
  /// regions have one, the longest first.
  private func averages(_ rate: BaseRateSpecification, _ asked: AskedPace) -> BaseRate? {
    let all = observed(rate, .span).joined()
    let byYears = Dictionary(grouping: all) { $0.period }
    let chosen =
      if let years = rate.years {
        Period.span(from: years.lowerBound, through: years.upperBound)
      } else {
        byYears.keys.max { one, other in
          let counts = (byYears[one]?.count ?? 0, byYears[other]?.count ?? 0)
          return counts.0 != counts.1
            ? counts.0 < counts.1
            : one.years != other.years ? one.years < other.years : one < other
        }
      }
    guard let chosen, let found = byYears[chosen], !found.isEmpty else { return nil }
    let cases = max(rate.all ?? 0, found.count)
    // Of regions beyond the end of a list it is only known that they were slower than the last on it.
    let slowest = found.map(\.value).min() ?? 0
    guard cases == found.count || asked.asksForMore && asked.perYear >= slowest else { return nil }
    let first = chosen.ordinal
    return BaseRate(
      source: .regions(rate.name), years: chosen.years,
      span: first...(first + chosen.years - 1), cases: cases,
      share: Double(found.count { asked.isMet(by: $0.value) }) / Double(cases),
      place: place(found))
  }

  /// Fewer regions with spells of a length say little; shorter spells count then.
  private static let fewestRegions = 10

  /// Growth of years, chained into spells as long as the target's, or shorter where few regions have such.
  private func spells(_ rate: BaseRateSpecification, _ asked: AskedPace) -> BaseRate? {
    let regions = observed(rate, .annual).map { rows in
      rows.filter { rate.years?.contains($0.period.year) ?? true }
    }.filter { !$0.isEmpty }
    let known = regions.joined().map(\.period.year)
    guard let first = known.min(), let last = known.max() else { return nil }
    for length in stride(from: min(asked.years, last - first + 1), through: 1, by: -1) {
      let spells = regions.map { Self.averages($0, over: length) }.filter { !$0.isEmpty }
      guard spells.count >= Self.fewestRegions || length == 1 else { continue }
      let all = Array(spells.joined())
      guard !all.isEmpty else { return nil }
      return BaseRate(
        source: .regions(rate.name), years: length, span: first...last, cases: all.count,
        share: Double(all.count(where: asked.isMet)) / Double(all.count),
        place: place(Array(regions.joined())))
    }
    return nil
  }

  /// Geometric means of growth over all runs of so many years.
  private static func averages(_ rows: [Observation], over length: Int) -> [Double] {
    let growth = Dictionary(rows.map { ($0.period.year, $0.value) }) { first, _ in first }
    return growth.keys.sorted().compactMap { start -> Double? in
      let factors: [Double] = (start..<(start + length)).compactMap { year -> Double? in
        growth[year].map { (percent: Double) -> Double in 1 + percent / 100 }
      }
      guard factors.count == length, factors.allSatisfy({ $0 > 0 }) else { return nil }
      return 100 * (Double.pow(factors.reduce(1, *), 1 / Double(length)) - 1)
    }
  }

  /// The lines of figures, file by file, `growth.csv:12-40`.
  private func place(_ rows: [Observation]) -> String {
    let places = rows.compactMap { bundle.places.value(of: $0, in: bundle.observations) }
    return Dictionary(grouping: places) { Self.name($0.file) }.sorted { $0.key < $1.key }
      .map { file, found in
        let lines = found.map(\.line)
        let (first, last) = (lines.min() ?? 0, lines.max() ?? 0)
        return first == last ? "\(file):\(first)" : "\(file):\(first)-\(last)"
      }.joined(separator: "; ")
  }

  /// A file without its folders, so that a table is the same wherever the program runs.
  private static func name(_ path: String) -> String {
    path.split(separator: "/").last.map(String.init) ?? path
  }
}
