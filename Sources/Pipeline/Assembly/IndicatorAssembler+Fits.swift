internal import Attainment
internal import Coherence
internal import Files
internal import Models
internal import Plans
internal import RealModule
internal import Simulation
internal import TimeSeries
internal import Tracking

/// Models on histories.
extension IndicatorAssembler {
  func fit(
    _ indicator: inout AssembledIndicator, _ history: History,
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
      guard let model = isComparable ? comparable(specification, faults: &faults) : named else {
        if ModelCatalog.anchorIDs.contains(choice.id) {
          faults.note(
            .scenario(.unsuitableModel(choice.id, .onlyForAnchors)),
            at: specification.model.location)
          return
        }
        let names = ModelCatalog.ids + ["auto"]
        faults.note(
          .scenario(.unknownModel(choice.id)), at: specification.model.location,
          hint: nearestName(to: choice.id, among: names).map(Hint.didYouMean) ?? .allowed(names))
        return
      }
      let fitted = try model.forecast(
        input, at: futureTimes(known: indicator.known.count, input))
      accept(fitted, of: input, into: &indicator)
      indicator.model = .model(choice.id)
      indicator.modelReason = choice.reason
      indicator.input = input
      indicator.fittedModel = model
      warn(ofNationOf: specification, model, named: choice.id, input, faults: &faults)
    } catch {
      try note(error, specification, model: choice.id, faults: &faults)
    }
  }

  func borrow(
    _ indicator: inout AssembledIndicator, _ history: History, loan: Loan,
    faults: inout FaultCollector
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
        case .pace(_, let share):
          try pace(
            of: specification, BorrowedPace(series: series, transform: transform), input, at: times,
            share: share, faults: &faults)
        case .walk: try BorrowedWalk(series: series, transform: transform).fit(input, at: times)
        }
      accept(fitted, of: input, isTold: false, into: &indicator)
      indicator.model = .model(fitted.modelID)
    } catch {
      try note(error, specification, model: "borrowed", faults: &faults)
    }
  }

  /// At the pace of comparable series, with a share of the named ones; places in a ranking have no class.
  private func pace(
    of specification: IndicatorSpecification, _ named: BorrowedPace, _ input: ModelInput,
    at times: [Double], share: Double?, faults: inout FaultCollector
  ) throws(ModelError) -> FittedModel {
    guard specification.kind != .rank, share != 1 else { return try named.fit(input, at: times) }
    let classes = comparable(specification, faults: &faults)
    return try PooledPace(classes: classes, named: named, share: share).fit(input, at: times)
  }

  private func accept(
    _ fitted: FittedModel, of input: ModelInput, isTold: Bool = true,
    into indicator: inout AssembledIndicator
  ) {
    var paths = fitted.paths
    paths.isMonotone = indicator.specification.isMonotone
    paths.start = start(of: indicator)
    paths.resolution = indicator.specification.resolution ?? 0
    paths.bounds = indicator.specification.bounds
    if let point = indicator.history?.history.points.last, let come = point.come,
      let first = paths.times.first, !paths.isMonotone, abs(point.period.end - first) < 1e-9
    {
      // A pace that is borrowed goes on from the year itself.
      paths.come =
        isTold && input.tales != nil
        ? come : KnownPart(once: 0, least: come.floor, edge: come.floor)
    }
    let isCount = fitted.parameters.first?.name == "weight_\(ReferenceClassMix.ownCount)"
    if !isCount, let edge = positiveEdge(indicator.specification, input) {
      paths = paths.keptPositive(from: edge)
    }
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
    // Tales are told of the year where what has come makes the year of them: not where paths only rise, nor beside an
    // offset.
    let isProxy = if case .proxy = specification.source { true } else { false }
    let isHeld = !specification.isMonotone && !isProxy
    let finest = points.map(\.period.frequency.periodsPerYear).max() ?? 1
    return ModelInput(
      times: points.map(\.period.end),
      values: points.map { isHeld ? $0.usual ?? $0.value : $0.value },
      errors: points.map(\.measurementError), transform: transform, periodsPerYear: finest,
      longRun: longRun(specification, faults: &faults),
      typicalChange: specification.kind == .rank && specification.model.id == "auto"
        ? AutomaticChoice.typicalRankMove : nil,
      breaks: specification.breaks.map { $0.end - 0.5 / Double($0.frequency.periodsPerYear) },
      tales: isHeld ? points.last?.tales : nil)
  }

  private func longRun(
    _ specification: IndicatorSpecification, faults: inout FaultCollector
  ) -> LongRun? {
    guard let longRun = specification.longRun else { return nil }
    guard specification.scale == .log else {
      faults.note(
        .value(.conflict(key: "long_run", .onlyLogScale)), at: specification.location)
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
  ) -> (id: String, reason: AutomaticChoice.Reason?) {
    guard specification.model.id == "auto" else { return (specification.model.id, nil) }
    let pick = AutomaticChoice.pick(
      kind: automaticKind(specification), isShareScale: specification.scale == .logit, input)
    return (pick.id, pick.reason)
  }

  func automaticKind(_ specification: IndicatorSpecification) -> AutomaticChoice.Kind {
    switch specification.kind {
    case .growth: .growth
    case .share: .share
    case .adoption: .adoption
    case .rank: .rank
    case .count, .level: .other
    }
  }

  /// The model of comparable series for a kind of indicator.
  private func comparable(
    _ specification: IndicatorSpecification, faults: inout FaultCollector
  ) -> ReferenceClassModel {
    if specification.isStatedRate {
      // All but what is nearly a line, which a slip of the plan may have called growth; its own name is no slip.
      return ReferenceClassModel(
        classes: ReferenceClassLibrary.mix(.other)
          .with(specification.isRateByName ? .named : .expected).with(.percentage),
        origin: specification.rateOrigin)
    }
    if let nation = specification.nation {
      let points = history(nation, isFlow: true, faults: &faults)?.history.realised ?? []
      return ReferenceClassModel(
        classes: ReferenceClassLibrary.regions.with(.growing),
        nation: points.map { (time: $0.period.end, value: $0.value) })
    }
    let kind = automaticKind(specification)
    // A share or an adoption without two bounds is a level like any other.
    let isOpen = !specification.bounds.isClosed && kind != .growth
    let classes = ReferenceClassLibrary.mix(isOpen ? .other : kind)
    if kind == .growth { return ReferenceClassModel(classes: classes.with(.growing)) }
    let isPercentage = specification.kind == .level && isPercentage(specification)
    return ReferenceClassModel(classes: isPercentage ? classes.with(.percentage) : classes)
  }
}
