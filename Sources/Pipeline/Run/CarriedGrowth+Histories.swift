internal import Coherence
internal import TimeSeries

// Years that are over: one history for the plan and for the growth scenario.

extension CarriedGrowth {
  /// Points of growth by which two settlings of one year may differ through rounding of levels alone.
  private static let rounding = 0.01
  /// Standard deviations of an even spread from its middle to its ends, and a little.
  private static let ends = 1.75

  /// The history of a carried indicator without evidence about the years that the sectors tell, and with what
  /// they settle of the years before where its own figures leave them otherwise.
  ///
  /// Taken over is what figures settle there and what differs by more than the rounding of both: the level of a
  /// year, or of an index its growth, with which all earlier levels move.
  func settling(_ id: String, _ history: BuiltHistory) -> BuiltHistory {
    guard carries(id, history) else { return history }
    // Of a year that is not over the growth scenario knows what its quarters say, and nothing else counts.
    let own = history.withoutSight.before(present)
    guard let settled = settledYears(of: id) else { return own }
    return history.isIndex ? chained(own, settled) : replaced(own, settled)
  }

  private func replaced(_ history: BuiltHistory, _ settled: [Int: SettledYear]) -> BuiltHistory {
    var changed: Set<Int> = []
    let points = history.history.realised.map { point -> HistoryPoint in
      guard point.period.frequency == .annual, let level = settled[point.period.year]?.level,
        abs(point.value - level) > Self.rounding / 100 * level + Self.ends * point.measurementError
      else { return point }
      changed.formUnion([point.period.year, point.period.year + 1])
      return HistoryPoint(
        period: point.period, value: level, measurementError: point.measurementError,
        origin: .derived(from: [.sectors(year: point.period.year)]))
    }
    return history.replacing(points, in: changed)
  }

  private func chained(_ history: BuiltHistory, _ settled: [Int: SettledYear]) -> BuiltHistory {
    var points = history.history.realised
    var changed: Set<Int> = []
    for place in points.indices.dropFirst().reversed() {
      let (before, now) = (points[place - 1], points[place])
      guard now.period.frequency == .annual, before.period.year == now.period.year - 1,
        let growth = settled[now.period.year]?.growth, before.value > 0, now.value > 0
      else { continue }
      let own = 100 * (now.value / before.value - 1)
      let error = 100 * Self.ends * now.measurementError / now.value
      guard abs(own - growth) > Self.rounding + error else { continue }
      changed.insert(now.period.year)
      let factor = now.value / (1 + growth / 100) / before.value
      for earlier in 0..<place {
        let point = points[earlier]
        points[earlier] = HistoryPoint(
          period: point.period, value: point.value * factor,
          measurementError: point.measurementError * factor, origin: point.origin)
      }
    }
    return history.replacing(points, in: changed)
  }
}
