internal import Coherence
internal import Files
internal import Models
internal import Plans
internal import Simulation
internal import TimeSeries

/// How far an indicator may lie from the series that stands in for it.
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
