internal import Coherence
internal import Models
internal import Plans
internal import RealModule
internal import Simulation
internal import TimeSeries

/// Turns specifications into processes: reads histories, picks and fits models.
struct IndicatorAssembler {
  let scenario: Scenario
  let observations: ObservationSet
  let asOf: CalendarDate?
  /// The simulated years.
  let years: [Int]
  /// The first of them that was not over on the day.
  let present: Int

  /// Tables of the PERT on 0 to 1 by its mode: one shape serves many indicators.
  let pertTables = PERTTables()

  init(
    scenario: Scenario, observations: ObservationSet, asOf: CalendarDate?, years: [Int],
    present: Int
  ) {
    self.present = present
    self.scenario = scenario
    self.observations = observations
    self.asOf = asOf
    self.years = years
  }

  private var builder: HistoryBuilder { HistoryBuilder(observations: observations, asOf: asOf) }

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
        indicator.model += " + \(belief.model)"
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
      return try series(specification, selection, faults: &faults)
    case .anchor(let anchor): return try self.anchor(specification, anchor, faults: &faults)
    case .proxy(let proxy): return try self.proxy(specification, proxy, faults: &faults)
    case .judgement(let judgement): return self.judgement(specification, judgement, faults: &faults)
    case .derived: return AssembledIndicator(specification, basis: .derived)
    case .notAssessed(let reason):
      var indicator = AssembledIndicator(specification, basis: .notAssessed)
      indicator.reason = reason
      return indicator
    }
  }

  // MARK: Sources

  private func series(
    _ specification: IndicatorSpecification, _ selection: SeriesSelection,
    faults: inout FaultCollector
  ) throws(PipelineError) -> AssembledIndicator {
    var indicator = AssembledIndicator(specification, basis: .data)
    guard let history = history(selection, isFlow: specification.kind == .growth, faults: &faults)
    else { return indicator }
    realise(&indicator, history)
    try fit(&indicator, history.history, location: specification.model.location, faults: &faults)
    return indicator
  }

  private func anchor(
    _ specification: IndicatorSpecification, _ anchor: AnchorSpecification,
    faults: inout FaultCollector
  ) throws(PipelineError) -> AssembledIndicator {
    var indicator = AssembledIndicator(specification, basis: .anchor)
    let selection = SeriesSelection(levels: anchor.series)
    guard let history = history(selection, isFlow: false, faults: &faults) else {
      return indicator
    }
    realise(&indicator, history)
    try borrow(
      &indicator, history.history, loan: anchor.loan, location: anchor.series.location,
      faults: &faults)
    return indicator
  }

  private func proxy(
    _ specification: IndicatorSpecification, _ proxy: ProxySpecification,
    faults: inout FaultCollector
  ) throws(PipelineError) -> AssembledIndicator {
    var indicator = AssembledIndicator(specification, basis: .proxy)
    guard
      let history = history(
        proxy.series, isFlow: specification.kind == .growth, faults: &faults),
      let offset = offset(specification, proxy, history.history, faults: &faults)
    else { return indicator }
    indicator.history = history
    // Of years before the other series' last one nothing is said; the year under way may be its last.
    let end = history.history.last?.period.end ?? 0
    indicator.known = years.prefix { $0 < present && Double($0 + 1) <= end + 1e-9 }.map { _ in .nan
    }
    if let loan = proxy.loan {
      try borrow(
        &indicator, history.history, loan: loan, location: specification.location,
        faults: &faults)
    } else {
      try fit(
        &indicator, history.history, location: specification.model.location, faults: &faults)
    }
    if case .fitted(var paths)? = indicator.process {
      paths.offset = offset
      indicator.process = .fitted(paths)
      if let last = history.history.last, let transform = transform(specification),
        let image = image(last, transform)
      {
        // The indicator itself was never seen: its middle value stands in for the last one.
        indicator.last = (last.period.end, transform.backward(image + offset.median))
      }
    }
    return indicator
  }

  // MARK: Fits

  func history(
    _ selection: SeriesSelection, isFlow: Bool, faults: inout FaultCollector
  ) -> BuiltHistory? {
    func pair(_ series: SeriesReference?) -> (id: String, geo: String)? {
      series.map { ($0.id, $0.geo) }
    }
    let selection = selection.withCumulated(from: observations)
    let request = HistoryRequest(
      isFlow: isFlow, level: pair(selection.level), levelToDate: pair(selection.levelToDate),
      growth: pair(selection.growth),
      growthToDate: pair(selection.growthToDate), growthAverage: pair(selection.growthAverage),
      contributions: selection.contributions.map { ($0.id, $0.geo) })
    if let history = builder.build(request) { return history }
    if let series = selection.level ?? selection.levelToDate ?? selection.growth {
      let title = "\(series.id) (\(series.geo))"
      let years = years(of: selection)
      faults.note(
        years == 0
          ? .seriesWithoutHistory(series: title, asOf: asOf?.description ?? "any day")
          : .figuresWithoutYear(series: title), at: series.location)
    }
    return nil
  }

  /// The modelling scale of an indicator.
  func transform(_ specification: IndicatorSpecification) -> Transform? {
    Transform(scale: specification.scale, bounds: specification.bounds)
  }

  private func fit(
    _ indicator: inout AssembledIndicator, _ history: History, location: SourceLocation,
    faults: inout FaultCollector
  ) throws(PipelineError) {
    let specification = indicator.specification
    guard let transform = transform(specification),
      let input = input(specification, history, transform, faults: &faults)
    else { return }
    let choice = choose(specification, input)
    do throws(ModelError) {
      let parameters = Dictionary(
        specification.model.parameters.map { ($0.name, $0.value) }
      ) { first, _ in first }
      let named = try ModelCatalog.model(id: choice.id, parameters: parameters)
      let isComparable = choice.id == ReferenceClassModel.card.id
      guard let model = isComparable ? comparable(specification) : named else {
        if ModelCatalog.anchorIDs.contains(choice.id) {
          faults.note(
            .unsuitableModel(model: choice.id, reason: "it is for an anchor's one or two values"),
            at: location)
          return
        }
        let names = ModelCatalog.ids + ["auto"]
        faults.note(
          .unknownModel(choice.id), at: location,
          hint: nearestName(to: choice.id, among: names).map(Hint.didYouMean) ?? .allowed(names))
        return
      }
      let fitted = try model.forecast(
        input, at: futureTimes(known: indicator.known.count, input))
      accept(fitted, into: &indicator)
      indicator.model = choice.id
      indicator.modelReason = choice.reason
      indicator.input = input
      indicator.fittedModel = model
    } catch {
      try note(error, specification, model: choice.id, faults: &faults)
    }
  }

  private func borrow(
    _ indicator: inout AssembledIndicator, _ history: History, loan: Loan,
    location: SourceLocation, faults: inout FaultCollector
  ) throws(PipelineError) {
    let specification = indicator.specification
    guard let transform = transform(specification),
      let input = input(specification, history, transform, faults: &faults)
    else { return }
    var series: [(times: [Double], values: [Double])] = []
    for reference in loan.series {
      let request = HistoryRequest(
        isFlow: specification.kind == .growth, level: (reference.id, reference.geo))
      guard let other = builder.build(request)?.history else { continue }
      series.append((other.points.map(\.period.end), other.points.map(\.value)))
    }
    let times = futureTimes(known: indicator.known.count, input)
    do throws(ModelError) {
      let fitted =
        switch loan {
        case .pace: try BorrowedPace(series: series, transform: transform).fit(input, at: times)
        case .walk: try BorrowedWalk(series: series, transform: transform).fit(input, at: times)
        }
      accept(fitted, into: &indicator)
      indicator.model = fitted.modelID
    } catch {
      try note(error, specification, model: "borrowed", faults: &faults)
    }
  }

  private func accept(_ fitted: FittedModel, into indicator: inout AssembledIndicator) {
    var paths = fitted.paths
    paths.isMonotone = indicator.specification.isMonotone
    paths.start = start(of: indicator)
    paths.resolution = indicator.specification.resolution ?? 0
    paths.bounds = indicator.specification.bounds
    indicator.process = .fitted(paths)
    indicator.parameters = fitted.parameters
    indicator.residuals = fitted.residuals
  }

  /// The last known value, from which rising paths go on; that of the proxy, where one stands in.
  private func start(of indicator: AssembledIndicator) -> PathDistribution.Start? {
    let specification = indicator.specification
    guard specification.isMonotone, let last = indicator.history?.history.last,
      let transform = transform(specification)
    else { return nil }
    let edge = last.measurementError * 3.0.squareRoot()
    return PathDistribution.Start(
      value: last.value, image: transform.forward(last.value, insideBy: edge) ?? last.value)
  }

  private func input(
    _ specification: IndicatorSpecification, _ history: History, _ transform: Transform,
    faults: inout FaultCollector
  ) -> ModelInput? {
    let points = Self.fromFirstNumber(history.points, scale: specification.scale)
    let finest = points.map(\.period.frequency.periodsPerYear).max() ?? 1
    return ModelInput(
      times: points.map(\.period.end), values: points.map(\.value),
      errors: points.map(\.measurementError), transform: transform, periodsPerYear: finest,
      longRun: longRun(specification, faults: &faults),
      typicalChange: specification.kind == .rank && specification.model.id == "auto"
        ? AutomaticChoice.typicalRankMove : nil,
      breaks: specification.breaks.map { $0.end - 0.5 / Double($0.frequency.periodsPerYear) })
  }

  private func longRun(
    _ specification: IndicatorSpecification, faults: inout FaultCollector
  ) -> LongRun? {
    guard let longRun = specification.longRun else { return nil }
    guard specification.scale == .log else {
      faults.note(
        .valueNotAllowed(key: "long_run", reason: "scale log only"), at: specification.location)
      return nil
    }
    let request = HistoryRequest(
      isFlow: true, level: (longRun.series.id, longRun.series.geo))
    guard let points = builder.build(request)?.history.realised.filter({ $0.value > 0 }),
      let first = points.first, let last = points.last, last.period.end > first.period.end
    else { return nil }
    let years = last.period.end - first.period.end
    return LongRun(
      mean: (Double.log(last.value) - Double.log(first.value)) / years,
      standardDeviation: longRun.standardDeviation / 100)
  }

  private func futureTimes(known: Int, _ input: ModelInput) -> [Double] {
    let last = input.times.last ?? 0
    return years.dropFirst(known).map { year in
      // A partial value stands at the end of its own year; the year itself is still to come.
      max(Double(year + 1), last)
    }
  }

  /// The model that the scenario names, or what `auto` picks.
  private func choose(
    _ specification: IndicatorSpecification, _ input: ModelInput
  ) -> (id: String, reason: String?) {
    guard specification.model.id == "auto" else { return (specification.model.id, nil) }
    let pick = AutomaticChoice.pick(
      kind: automaticKind(specification), isShareScale: specification.scale == .logit, input)
    return (pick.id, pick.reason.rawValue)
  }

  private func automaticKind(_ specification: IndicatorSpecification) -> AutomaticChoice.Kind {
    switch specification.kind {
    case .growth: .growth
    case .share: .share
    case .adoption: .adoption
    case .rank: .rank
    case .count, .level: .other
    }
  }

  /// The model of comparable series for a kind of indicator.
  private func comparable(_ specification: IndicatorSpecification) -> ReferenceClassModel {
    let kind = automaticKind(specification)
    // A share or an adoption without two bounds is a level like any other.
    let isOpen = !specification.bounds.isClosed && kind != .growth
    return ReferenceClassModel(classes: ReferenceClassLibrary.mix(isOpen ? .other : kind))
  }

  private func note(
    _ error: ModelError, _ specification: IndicatorSpecification, model: String,
    faults: inout FaultCollector
  ) throws(PipelineError) {
    let reason: String
    switch error {
    case .tooShort(let observations, let minimum):
      reason = "\(observations) values, at least \(minimum) needed"
    case .tooLong(let observations, let maximum):
      reason = "\(observations) values, at most \(maximum) fitted"
    case .tooWide(let periods, let maximum):
      reason = "\(periods) periods to the last year, at most \(maximum) fitted"
    case .outsideScale(let value): reason = "a value of \(value) has no place on its scale"
    case .unsuitableScale(let scale): reason = "it does not work on the scale \(scale)"
    case .parameterOutOfRange(let name, let value): reason = "\(name) cannot be \(value)"
    case .unknownParameter(let name): reason = "it has no parameter \(name)"
    case .noPace: reason = "fewer than two series with two values each give a pace"
    case .infeasibleQuantiles: reason = "no distribution passes through the quantiles"
    case .tooFewCases(let found, let minimum):
      reason = "\(found) cases, at least \(minimum) needed"
    case .numerical: throw .model(indicator: specification.id, error)
    }
    faults.note(
      .unsuitableModel(model: model, reason: reason), at: specification.model.location)
  }
}

extension ScoreTable {
  /// The value at a score of zero.
  var median: Double { value(at: 0) }
}
