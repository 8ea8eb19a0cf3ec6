internal import Attainment
internal import Coherence
internal import Files
internal import Models
internal import Plans
internal import Simulation
internal import TimeSeries
internal import Tracking

/// Turns specifications into processes: reads histories, picks and fits models.
struct IndicatorAssembler {
  let scenario: Scenario
  let observations: ObservationSet
  let asOf: CalendarDate?
  /// The simulated years.
  let years: [Int]
  /// The first of them that was not over on the day.
  let present: Int

  /// What tells the present year of some indicators in place of figures to date; `nil` for nothing.
  var growth: CarriedGrowth?

  /// Tables of the PERT on 0 to 1 by its mode: one shape serves many indicators.
  let pertTables = PERTTables()

  var builder: HistoryBuilder { HistoryBuilder(observations: observations, asOf: asOf) }

  /// Makes one indicator ready; derived ones are left to the plan of the simulation.
  func assemble(
    _ specification: IndicatorSpecification, faults: inout FaultCollector
  ) throws(PipelineError) -> AssembledIndicator {
    var indicator = try bySource(specification, faults: &faults)
    guard let prior = specification.prior, case .fitted? = indicator.process else {
      return indicator
    }
    var judged = prior.judgement
    if let last = indicator.last {
      judged = judged.starting(at: (Int(last.time.rounded(.up)) - 1, last.value))
    }
    let belief = judgement(specification, judged, faults: &faults)
    if case .judged(let path)? = belief.process {
      indicator.opinion = Opinion(path: path, weight: prior.weight)
      if prior.weight > 0 {
        if let model = indicator.model, case .judgement(let form)? = belief.model {
          indicator.model = .mixed(model, form)
        }
        indicator.author = belief.author
        if prior.weight >= 1 { (indicator.basis, indicator.model) = (.judgement, belief.model) }
      }
    }
    return indicator
  }

  private func bySource(
    _ specification: IndicatorSpecification, faults: inout FaultCollector
  ) throws(PipelineError) -> AssembledIndicator {
    switch specification.source {
    case .series(let selection):
      return try own(
        specification, .data, selection, isFlow: specification.kind == .growth, faults: &faults)
    case .anchor(let anchor):
      return try own(
        specification, .anchor, SeriesSelection(levels: anchor.series), isFlow: false,
        loan: anchor.loan, faults: &faults)
    case .proxy(let proxy): return try self.proxy(specification, proxy, faults: &faults)
    case .judgement(let judgement): return self.judgement(specification, judgement, faults: &faults)
    case .derived: return AssembledIndicator(specification: specification, basis: .derived)
    case .notAssessed(let reason):
      var indicator = AssembledIndicator(specification: specification, basis: .notAssessed)
      indicator.reason = .stated(reason)
      return indicator
    }
  }

  // MARK: Sources

  /// An indicator with figures of its own, which goes on by itself or by what others lend it.
  private func own(
    _ specification: IndicatorSpecification, _ basis: Basis, _ selection: SeriesSelection,
    isFlow: Bool, loan: Loan? = nil, faults: inout FaultCollector
  ) throws(PipelineError) -> AssembledIndicator {
    var indicator = AssembledIndicator(specification: specification, basis: basis)
    let rate = rate(of: specification)
    guard
      let found = history(
        selection, isFlow: isFlow, rate: rate, isSum: specification.isSum, faults: &faults)
    else {
      return indicator
    }
    let history = growth?.settling(specification.id, found) ?? found
    checkBounds(history.history, specification, faults: &faults)
    realise(&indicator, history)
    try forecast(&indicator, history.history, loan: loan, faults: &faults)
    return indicator
  }

  private func forecast(
    _ indicator: inout AssembledIndicator, _ history: History, loan: Loan?,
    faults: inout FaultCollector
  ) throws(PipelineError) {
    if let loan {
      try borrow(&indicator, history, loan: loan, faults: &faults)
    } else {
      try fit(&indicator, history, faults: &faults)
    }
  }

  private func proxy(
    _ specification: IndicatorSpecification, _ proxy: ProxySpecification,
    faults: inout FaultCollector
  ) throws(PipelineError) -> AssembledIndicator {
    var indicator = AssembledIndicator(specification: specification, basis: .proxy)
    guard
      let history = history(
        proxy.series, isFlow: specification.kind == .growth, rate: rate(of: specification),
        isSum: specification.isSum, faults: &faults),
      let offset = offset(specification, proxy, history.history, faults: &faults)
    else { return indicator }
    indicator.history = history
    // Of years before the other series' last one nothing is said; the year under way may be its last.
    let end = history.history.last?.period.end ?? 0
    indicator.known = years.prefix { $0 < present && Double($0 + 1) <= end + 1e-9 }.map { _ in .nan
    }
    try forecast(&indicator, history.history, loan: proxy.loan, faults: &faults)
    if case .fitted(var paths)? = indicator.process {
      paths.offset = offset
      paths.offsetDrift = drift(
        specification, proxy, since: history.history.last?.period.end, at: paths.times)
      indicator.process = .fitted(paths)
      question(specification, proxy, offset, faults: &faults)
      if let last = history.history.last, let transform = transform(specification),
        let image = image(last, transform)
      {
        // The indicator itself was never seen: its middle value stands in for the last one.
        indicator.last = (last.period.end, transform.backward(image + offset.median))
      }
    }
    return indicator
  }

  // MARK: What fits need

  func history(
    _ selection: SeriesSelection, isFlow: Bool, rate: HistoryRequest.Rate? = nil,
    isSum: Bool? = nil,
    faults: inout FaultCollector
  ) -> BuiltHistory? {
    let selection = selection.withCumulated(from: observations)
    if let history = builder.build(selection, isFlow: isFlow, rate: rate, isSum: isSum) {
      return history
    }
    if let series = selection.level ?? selection.levelToDate ?? selection.growth {
      let title = "\(series.id) (\(series.geo))"
      let years = years(of: selection)
      faults.note(
        years == 0
          ? .series(.withoutHistory(series: title, asOf: asOf?.description ?? "any day"))
          : .series(.withoutYear(series: title)), at: series.location)
    }
    return nil
  }

  /// What figures are where they are yearly changes; `nil` elsewhere.
  private func rate(of specification: IndicatorSpecification) -> HistoryRequest.Rate? {
    guard specification.isToldToDate else { return nil }
    return HistoryRequest.Rate(
      specification.mayCountFromDecember ? .unclear : .sameMonths, origin: specification.rateOrigin)
  }

  /// The modelling scale of an indicator.
  func transform(_ specification: IndicatorSpecification) -> Transform? {
    Transform(scale: specification.scale, bounds: specification.bounds)
  }
}

extension ScoreTable {
  /// The value at a score of zero.
  var median: Double { value(at: 0) }
}

extension IndicatorSpecification {
  /// Whether an indicator has figures of its own, which growth that is carried may settle.
  var asksGrowth: Bool {
    switch source {
    case .series, .anchor: true
    case .proxy, .judgement, .derived, .notAssessed: false
    }
  }
}
