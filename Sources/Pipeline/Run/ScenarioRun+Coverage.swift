internal import Coherence
internal import Models
internal import Plans
internal import TimeSeries
internal import Tracking

/// How often ranges held in the past.
extension ScenarioRun {
  /// Coverage on each fitted history, and over all of them.
  static func calibration(_ indicators: [AssembledIndicator]) -> [CalibrationRow] {
    var rows: [CalibrationRow] = []
    var covered = [0, 0, 0]
    var cases = 0
    for indicator in indicators {
      guard let input = indicator.input, let model = indicator.fittedModel,
        let history = indicator.history?.history
      else { continue }
      // Points that a model cannot take stand before the input, figures of a year under way at its end.
      let realised = input.count - history.points.count { !$0.isRealised }
      let backtest = OwnBacktest(
        input, model: model, minimum: type(of: model).card.minimumObservations,
        realised: realised)
      guard backtest.cases > 0 else { continue }
      cases += backtest.cases
      for (index, level) in OwnBacktest.levels.enumerated() {
        covered[index] += backtest.covered[index]
        rows.append(
          CalibrationRow(
            scope: .series(indicator.specification.id), level: level,
            covered: Double(backtest.covered[index]) / Double(backtest.cases),
            cases: backtest.cases, source: .ownHistory))
      }
    }
    let classes = classCoverage(indicators)
    guard cases > 0 else { return classes + rows }
    let all = OwnBacktest.levels.enumerated().map { index, level in
      CalibrationRow(
        scope: .allSeries, level: level,
        covered: Double(covered[index]) / Double(cases), cases: cases,
        source: .ownHistories)
    }
    return classes + all + rows
  }

  /// What the reference classes in use held on series that they had not learned from.
  private static func classCoverage(_ indicators: [AssembledIndicator]) -> [CalibrationRow] {
    var seen: Set<Scope> = []
    var rows: [CalibrationRow] = []
    for indicator in indicators {
      for (scope, all) in measured(indicator) where seen.insert(scope).inserted {
        for level in OwnBacktest.levels {
          let counts = all.filter { $0.level == level }
          let cases = counts.reduce(0) { $0 + $1.cases }
          guard cases > 0 else { continue }
          rows.append(
            CalibrationRow(
              scope: scope, level: level,
              covered: Double(counts.reduce(0) { $0 + $1.covered }) / Double(cases), cases: cases,
              source: .comparableSeries(files: counts.map(\.scope))))
        }
      }
    }
    return rows
  }

  /// What an indicator's ranges were measured on: the classes that its own fit goes by, or those of the one indicator
  /// that it is computed from; none where several are, whose ranges say nothing of what is made of them.
  static func classes(
    of indicator: AssembledIndicator, among indicators: [AssembledIndicator]
  ) -> [Scope] {
    guard case .derived(let derived) = indicator.specification.source else {
      return measured(indicator).map(\.scope)
    }
    guard derived.sources.count == 1,
      let source = indicators.first(where: { $0.specification.id == derived.sources[0] })
    else { return [] }
    return classes(of: source, among: indicators)
  }

  /// The classes of a fit, each with what it held on histories like this one.
  private static func measured(
    _ indicator: AssembledIndicator
  ) -> [(scope: Scope, coverage: [ReferenceClass.Coverage])] {
    guard let model = indicator.fittedModel as? ReferenceClassModel, let input = indicator.input,
      !indicator.parameters.contains(where: {
        ["weight_\(ReferenceClassMix.ownRate)", "weight_\(ReferenceClassMix.ownCount)"]
          .contains($0.name)
      })
    else { return [] }
    let (values, hasGaps) = ReferenceClassModel.evidence(input)
    return model.classes.classes.map { table, _ in
      let all = table.coverage(ofValues: values, hasGaps: hasGaps)
      return (.referenceClass(table.id, all.first?.sample ?? .whole), all)
    }
  }
}
