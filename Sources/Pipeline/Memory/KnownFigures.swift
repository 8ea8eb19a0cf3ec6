internal import Attainment
internal import Files
internal import Plans
internal import Simulation
internal import TimeSeries
internal import Tracking

/// What is known of the indicators of a scenario on a day, without any forecast.
final class KnownFigures: Sendable {
  private let bundle: ScenarioBundle
  private let asOf: CalendarDate?
  private let known: KnownValues
  private let setup: SimulationSetup

  /// - Parameter asOf: the day; `nil` for all that is published.
  init(_ bundle: ScenarioBundle, asOf: CalendarDate?) {
    self.bundle = bundle
    self.asOf = asOf
    let assembler = IndicatorAssembler(
      scenario: bundle.scenario, observations: bundle.observations, asOf: asOf, years: [],
      present: 0)
    let indicators = bundle.scenario.indicators.map { assembler.known($0) }
    var faults = FaultCollector()
    known = KnownValues(indicators)
    setup = SimulationSetup(
      indicators: indicators, years: [], present: 0, scenario: bundle.scenario,
      targets: bundle.plans.flatMap(\.targets), faults: &faults)
  }

  /// The value of an indicator in a year; `nil` where it is not known.
  func value(of id: String, in year: Int) -> Double? { known.value(of: id, in: year) }

  /// The base that levels of an indicator stood on in a run, where it is another one now; `nil` for shares and rates,
  /// which have none. What stood above 100% is no share.
  ///
  /// - Parameter said: what the run knew, by year.
  func baseChange(of id: String, from said: [Int: Double]) -> BaseChange? {
    guard hasBase(id, isShare: said.values.allSatisfy { $0 <= 100 }) else { return nil }
    let years = said.keys.compactMap { year in value(of: id, in: year).map { (year, $0) } }
    return BaseChange(
      said: said, now: Dictionary(uniqueKeysWithValues: years), isIndex: known.isIndex(id))
  }

  private func hasBase(_ id: String, isShare: Bool) -> Bool {
    guard let indicator = bundle.scenario.indicator(id), !indicator.isRate(),
      !isShare || !indicator.isPercentage()
    else { return false }
    return switch indicator.source {
    case .derived(.ratio(let one, let other, _)), .derived(.product(let one, let other, _)):
      hasBase(one, isShare: isShare) || hasBase(other, isShare: isShare)
    case .derived: false
    default: [.log, .identity].contains(indicator.scale)
    }
  }

  /// Whether a value meets what a row of a plan asked for; `nil` where the scenario has no such row.
  func meets(_ value: Double, _ row: Target, _ asked: Asked) -> Bool? {
    let kind = TargetKindCatalog.kind(
      direction: asked.direction, low: asked.low, high: asked.high, figure: row.kind,
      averageYears: averageYears(row.indicatorID))
    return kind.map { setup.publishedScale(of: row).interval($0.interval).contains(value) }
  }

  /// What a row asks for.
  struct Asked {
    let direction: TargetDirection
    let low, high: Double?
  }

  /// The row of a plan; `nil` where it is gone.
  func row(plan: String, reference: String) -> Target? {
    bundle.plans.first { $0.id == plan }?.targets.first { $0.reference == reference }
  }

  private func averageYears(_ id: String) -> Int? {
    guard
      case .derived(.averageGrowth(_, let base, let last, _))? =
        bundle.scenario.indicator(id)?.source
    else { return nil }
    return last - base
  }

  /// When figures about an indicator in a year came out.
  func days(of id: String, in year: Int) -> PublicationDays {
    PublicationDays(series(of: id), in: bundle.observations, asOf: asOf) {
      $0.period.year == year && $0.period.lastMonth == 12 * year + 11
    }
  }

  private func series(of id: String) -> [SeriesReferenceKey] {
    guard let specification = bundle.scenario.indicator(id) else { return [] }
    if case .derived(let derived) = specification.source {
      return derived.sources.flatMap { series(of: $0) }
    }
    let selection = specification.selection?.withCumulated(from: bundle.observations)
    return (selection?.all ?? []).map { SeriesReferenceKey(id: $0.id, geo: $0.geo) }
  }
}

extension IndicatorAssembler {
  /// What is known of an indicator, without a forecast; of a proxy and of what is judged nothing is.
  func known(_ specification: IndicatorSpecification) -> AssembledIndicator {
    let selection: SeriesSelection? =
      switch specification.source {
      case .series(let own): own
      case .anchor(let anchor): SeriesSelection(levels: anchor.series)
      case .proxy, .judgement, .derived, .notAssessed: nil
      }
    var indicator = AssembledIndicator(specification: specification, basis: .data)
    if case .derived = specification.source { indicator.basis = .derived }
    // What has no figure yet is no fault of anybody here.
    var unheard = FaultCollector()
    guard let selection,
      let found = history(
        selection, isFlow: specification.kind == .growth, isSum: specification.isSum,
        faults: &unheard)
    else { return indicator }
    realise(&indicator, found)
    indicator.printedDecimals = selection.level.flatMap {
      observations.printedDecimals(of: $0, asOf: asOf)
    }
    return indicator
  }
}
