internal import Files
internal import TimeSeries

/// Checks that what somebody states has a place on the scale of its indicator.
enum BeliefCheck {
  static func run(_ indicator: IndicatorSpecification, faults: inout FaultCollector) {
    if case .judgement(let judgement) = indicator.source {
      check(judgement.belief, indicator, faults: &faults)
    }
    if let prior = indicator.prior { check(prior.judgement.belief, indicator, faults: &faults) }
    if case .proxy(let proxy) = indicator.source,
      case .level(let quantiles, _, let location) = proxy.offset
    {
      check(quantiles.map(\.value), key: "value", indicator, location, faults: &faults)
    }
    if case .derived = indicator.source, indicator.isMonotone {
      faults.noteConflict("monotone", .onlyUnderived, at: indicator.location)
    }
  }

  private static func check(
    _ belief: JudgementSpecification.Belief, _ indicator: IndicatorSpecification,
    faults: inout FaultCollector
  ) {
    switch belief {
    case .quantiles(let points):
      check(points.map(\.value), key: "value", indicator, indicator.location, faults: &faults)
    case .range(let low, _, let high):
      check([low], key: "low", indicator, indicator.location, faults: &faults)
      if high != low {
        check([high], key: "high", indicator, indicator.location, faults: &faults)
      }
    }
  }

  private static func check(
    _ values: [Double], key: String, _ indicator: IndicatorSpecification,
    _ location: SourceLocation, faults: inout FaultCollector
  ) {
    let bounds = indicator.bounds
    for value in values {
      if !bounds.contains(value) {
        faults.noteOutside(
          key, .written("\(value)"), AllowedRange(bounds.lower, bounds.upper), at: location)
      } else if indicator.scale == .log, value <= 0, value != bounds.lower {
        // A bound is a place of its own on every scale.
        faults.noteOutside(key, .written("\(value)"), .positiveOn(scale: "log"), at: location)
      }
    }
  }
}
