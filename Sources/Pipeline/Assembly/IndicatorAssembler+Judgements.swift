internal import Attainment
internal import Files
internal import Models
internal import Plans
internal import Simulation
internal import Synchronization
internal import TimeSeries

/// What somebody judges.
extension IndicatorAssembler {
  func judgement(
    _ specification: IndicatorSpecification, _ judgement: JudgementSpecification,
    faults: inout FaultCollector
  ) -> AssembledIndicator {
    var indicator = AssembledIndicator(specification: specification, basis: .judgement)
    indicator.author = judgement.author
    guard let belief = table(of: judgement.belief, specification, faults: &faults) else {
      return indicator
    }
    switch judgement.belief {
    case .range: indicator.model = .judgement(.pert)
    case .quantiles: indicator.model = .judgement(.quantiles)
    }
    var lower = specification.bounds.lower
    if specification.isMonotone, let start = judgement.start {
      check(judgement.belief, atLeast: start.value, specification, faults: &faults)
      lower = max(lower, start.value)
    }
    indicator.last = judgement.start.map { (Double($0.year + 1), $0.value) }
    indicator.process = .judged(
      JudgedPath(
        times: years.map { Double($0 + 1) }, judgedTime: Double(judgement.year + 1),
        start: judgement.start.map { (Double($0.year + 1), $0.value) }, belief: belief,
        lower: lower, upper: max(lower.nextUp, specification.bounds.upper),
        resolution: specification.step))
    return indicator
  }

  /// A belief over normal scores, in the unit of the indicator.
  private func table(
    of belief: JudgementSpecification.Belief, _ specification: IndicatorSpecification,
    faults: inout FaultCollector
  ) -> ScoreTable? {
    switch belief {
    case .range(let low, let likely, let high):
      guard low < high else { return ScoreTable(certain: low) }
      return pertTables.table((likely - low) / (high - low)).scaled(by: high - low, offset: low)
    case .quantiles(let points):
      return stated(
        points.map { ($0.probability, $0.value) }, on: transform(specification) ?? .identity,
        at: specification.location, faults: &faults)
    }
  }

  /// Quantiles as somebody states them; what no distribution has is noted.
  func stated(
    _ points: [(probability: Double, value: Double)], on transform: Transform,
    at location: SourceLocation, faults: inout FaultCollector
  ) -> ScoreTable? {
    if let stated = try? StatedQuantiles(points, on: transform) { return stated.table }
    faults.note(.value(.conflict(key: "quantiles", .quantileOrder)), at: location)
    return nil
  }

  /// What only rises cannot be judged to lie below where it stands.
  private func check(
    _ belief: JudgementSpecification.Belief, atLeast start: Double,
    _ specification: IndicatorSpecification, faults: inout FaultCollector
  ) {
    let lowest =
      switch belief {
      case .range(let low, _, _): low
      case .quantiles(let points): points.first?.value ?? start
      }
    guard lowest < start else { return }
    faults.note(
      .value(
        .conflict(
          key: "monotone", .judgedBelowStart(value: "\(lowest)", start: "\(start)"))),
      at: specification.location)
  }
}

/// Remembers tables of the PERT between 0 and 1, for all threads that fit.
final class PERTTables: Sendable {
  private let tables = Mutex<[Double: ScoreTable]>([:])

  func table(_ mode: Double) -> ScoreTable {
    tables.withLock { tables in
      if let table = tables[mode] { return table }
      let table = ScoreTable(quantile: PERT(low: 0, likely: mode, high: 1).quantile)
      tables[mode] = table
      return table
    }
  }
}

extension IndicatorSpecification {
  /// Whether the quantity takes whole numbers only.
  var isWhole: Bool { scale == .rank || scale == .count }

  /// The step that the values of the quantity are multiples of; 0 for any value.
  var step: Double { resolution ?? (isWhole ? 1 : 0) }
}
