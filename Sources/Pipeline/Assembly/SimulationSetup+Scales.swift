internal import Attainment
internal import Coherence
internal import Files
internal import Plans
internal import Simulation
internal import TimeSeries
internal import Tracking

/// How finely what is scored is published, and what rests on nobody's figure or judgement.
extension SimulationSetup {
  /// Nobody judges finer than a fortieth of the range that he gives.
  private static let judgedShare = 1.0 / 40

  /// The scale on which a target is scored.
  func publishedScale(of target: Target) -> PublishedScale {
    publishedScale(of: target.indicatorID, decimals: target.decimals, year: target.year)
  }

  /// The scale on which values of an indicator in a year are shown: that of its targets; one of which neither a figure nor
  /// anything else was ever printed has none.
  func publishedScale(of indicator: AssembledIndicator, in year: Int) -> PublishedScale {
    let id = indicator.specification.id
    guard indicator.printedDecimals ?? targetDecimals[id] ?? belief(indicator)?.decimals != nil
    else { return .exact }
    return publishedScale(of: id, decimals: 0, year: year)
  }

  /// The smallest value of an indicator that is printed as a floor or more.
  func printedFloor(_ floor: Double, of id: String) -> Double {
    publishedScale(of: id, decimals: PrintedDecimals.needed(for: floor), year: nil)
      .interval(floor...(.infinity)).lowerBound
  }

  /// The scale of an indicator beside a value that is printed with so many decimals.
  private func publishedScale(of id: String, decimals own: Int, year: Int?) -> PublishedScale {
    guard let indicator = self.indicator(id) else { return .exact }
    let specification = indicator.specification
    if case .derived = specification.source {
      return PublishedScale(lower: nil, upper: nil, unit: PrintedDecimals.step(own))
    }
    if specification.step > 0 {
      return PublishedScale(gridOf: specification.step, bounds: specification.bounds)
    }
    // One for all targets of an indicator, so that more is never likelier than less.
    let decimals =
      indicator.printedDecimals
      ?? max(own, targetDecimals[id] ?? 0, belief(indicator)?.decimals ?? 0)
    let unit = PrintedDecimals.step(decimals)
    let bounds = PublishedScale(bounds: specification.bounds, unit: unit)
    guard let judgement = belief(indicator) else { return bounds }
    switch judgement.belief {
    case .quantiles(let points):
      // Where the stated points reach a bound they say themselves how likely it is.
      let (low, high) = (points.first?.value, points.last?.value)
      return PublishedScale(
        lower: low == specification.bounds.lower ? nil : bounds.lower,
        upper: high == specification.bounds.upper ? nil : bounds.upper, unit: unit)
    case .range(let low, let likely, let high):
      func end(_ value: Double, _ bound: PublishedScale.End?) -> PublishedScale.End? {
        // A range that goes on behind a bound says how likely the bound is.
        guard specification.bounds.contains(value) else { return nil }
        guard likely == value, low < high, year == judgement.year else { return bound }
        let width = high - low
        let half = PublishedScale.half(unit, width: width)
        let asked = targetLimits[id]?.filter { low < $0 && $0 < high }.map { abs($0 - value) }
          .min()
        return PublishedScale.End(
          value: value,
          half: max(half, min(width * Self.judgedShare / 2, asked ?? .infinity)))
      }
      return PublishedScale(
        lower: end(low, bounds.lower), upper: end(high, bounds.upper), unit: unit)
    }
  }

  /// The belief that an indicator rests on alone.
  private func belief(_ indicator: AssembledIndicator) -> JudgementSpecification? {
    if case .judgement(let judgement) = indicator.specification.source { judgement } else { nil }
  }

  /// Whether an indicator, or anything that it is derived from, is filled by a mechanical rule.
  func isIllustrative(_ id: String) -> Bool {
    guard let indicator = self.indicator(id) else { return false }
    if indicator.basis == .illustrative { return true }
    guard case .derived(let derived) = indicator.specification.source else { return false }
    return derived.sources.contains { isIllustrative($0) }
  }
}

extension AssembledIndicator {
  /// The first period in which what is declared to rise only falls by more than rounding; `nil` for none.
  var fall: Period? {
    guard specification.isMonotone, let points = history?.history.realised else { return nil }
    return zip(points, points.dropFirst()).first { before, now in
      let rounding = (before.measurementError + now.measurementError) * 3.0.squareRoot()
      return before.value - now.value > rounding + 1e-9 * abs(before.value)
    }?.1.period
  }
}

extension ObservationSet {
  /// The most digits after the decimal separator among the figures of a series, of any frequency; `nil` without any.
  ///
  /// Whole numbers among figures with decimals have lost their zeros: `100` is as fine as `100.0`.
  func printedDecimals(of series: SeriesReference, asOf: CalendarDate?) -> Int? {
    [Frequency.annual, .quarterly, .monthly].flatMap {
      history(of: series.key($0), asOf: asOf).map(\.decimals)
    }.max()
  }
}
