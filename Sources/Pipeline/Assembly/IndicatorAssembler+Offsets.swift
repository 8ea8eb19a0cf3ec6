internal import Coherence
internal import Files
internal import Models
internal import Plans
internal import Simulation
internal import TimeSeries

/// How far an indicator may lie from the series that stands in for it, and what others say of that.
extension IndicatorAssembler {
  func offset(
    _ specification: IndicatorSpecification, _ proxy: ProxySpecification, _ history: History,
    faults: inout FaultCollector
  ) -> ScoreTable? {
    guard let transform = transform(specification) else { return nil }
    switch proxy.offset {
    case .normal(let centre, let deviation):
      return ScoreTable(score: { centre + deviation * $0 })
    case .level(let quantiles, let period, let location):
      guard let value = value(of: history, at: period.end, transform) else {
        faults.note(
          .value(.conflict(key: "period", .noValueOfProxy(period: "\(period)"))),
          at: location)
        return nil
      }
      var points: [(probability: Double, value: Double)] = []
      for point in quantiles {
        guard let image = transform.forward(point.value) else {
          faults.note(
            .value(
              .conflict(
                key: "value",
                .offScale(value: "\(point.value)", scale: specification.scale.rawValue))),
            at: location)
          return nil
        }
        points.append((point.probability, image - value))
      }
      return stated(points, on: .identity, at: location, faults: &faults)
    }
  }

  /// By how much the offset has changed at each step: as declared, otherwise as among comparable regions; `nil` where
  /// neither says anything.
  ///
  /// - Parameter last: the end of the other series' last period.
  func drift(
    _ specification: IndicatorSpecification, _ proxy: ProxySpecification, since last: Double?,
    at times: [Double]
  ) -> [Double]? {
    var since = last ?? 0
    if case .level(_, let period, _) = proxy.offset { since = period.end }
    let years = times.map { max(0, $0 - since) }
    if let yearly = proxy.drift { return years.map { yearly * $0.squareRoot() } }
    return regions(specification).map { regions in years.map(regions.drift(after:)) }
  }

  /// How regions lie beside their nation in what is of the kind of an indicator; `nil` where that is not known on its scale.
  private func regions(_ specification: IndicatorSpecification) -> ComparablePools.Offsets? {
    switch (specification.kind, specification.scale) {
    case (.growth, .log), (.share, .logit), (.adoption, .logit):
      ComparablePools.shipped.offsets(of: automaticKind(specification))
    default: nil
    }
  }

  /// How many standard deviations from its nation a region lies in one case of twenty.
  private static let far = 1.96

  /// Says where a declared offset is narrower, wider or farther from nothing than those of nearly all regions.
  func question(
    _ specification: IndicatorSpecification, _ proxy: ProxySpecification, _ offset: ScoreTable,
    faults: inout FaultCollector
  ) {
    guard let regions = regions(specification), let usual = regions.usualSpread,
      let groups = regions.groups
    else { return }
    func warn(_ doubt: OffsetDoubt) {
      faults.warn(
        .series(.unusualOffset(series: specification.id, doubt, groups: groups)),
        at: proxy.offsetLocation)
    }
    let declared = (offset.value(at: 1) - offset.value(at: -1)) / 2
    if declared < usual.low {
      warn(.narrow(declared: declared, low: usual.low, high: usual.high))
    } else if declared > usual.high {
      warn(.wide(declared: declared, low: usual.low, high: usual.high))
    }
    let limit = Self.far * usual.high
    if abs(offset.median) > limit { warn(.distant(middle: offset.median, limit: limit)) }
  }

  /// The proxy on its modelling scale at a time, by a straight line between known neighbours.
  private func value(of history: History, at time: Double, _ transform: Transform) -> Double? {
    let points = history.realised
    guard let after = points.firstIndex(where: { $0.period.end >= time - 1e-9 }) else {
      return nil
    }
    guard let next = image(points[after], transform) else { return nil }
    if abs(points[after].period.end - time) < 1e-9 { return next }
    guard after > 0, let before = image(points[after - 1], transform) else { return nil }
    let span = points[after].period.end - points[after - 1].period.end
    return before + (next - before) * (time - points[after - 1].period.end) / span
  }

  /// A value on the modelling scale; at a bound it stands inside by its rounding error.
  func image(_ point: HistoryPoint, _ transform: Transform) -> Double? {
    transform.forward(point.value, insideBy: point.measurementError * 3.0.squareRoot())
  }
}
