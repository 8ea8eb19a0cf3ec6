internal import Plans

/// What the rest of a period must come to: `value` where a plan has one limit, or the lower of two ends, `high` the upper.
struct RestEnds {
  var value: Double?
  var high: Double?

  /// Nothing is needed, or nothing is known of it.
  static let none = RestEnds()
}

extension MeasureDemand {
  /// The upper value of a range that is planned.
  private var upper: Double? { direction == .range ? high : nil }

  /// A value of the demand as a level.
  private func level(_ value: Double, over base: Double?) -> Double? {
    isGrowth ? base.map { $0 * (1 + value / 100) } : value
  }

  /// What each of its ends asks of the rest.
  func rest(_ end: (Double) -> Double?) -> RestEnds {
    RestEnds(value: end(value), high: upper.flatMap(end))
  }

  /// What is left of the level of a sum: of a ceiling below 0 by how much it is passed, of a floor below 0 by how much
  /// what may fall may fall.
  ///
  /// - Parameter isNeverBelow0: whether no period falls, so that a floor that is passed asks for nothing.
  func amount(known: Double, over base: Double?, isNeverBelow0: Bool) -> RestEnds {
    var ends = rest { level($0, over: base).map { $0 - known } }
    if isNeverBelow0, direction.asksForMore || direction == .range {
      ends.value = ends.value.map { max(0, $0) }
    }
    return ends
  }

  /// The upper end of a range, as a level.
  func planHigh(over base: Double?) -> Double? { upper.flatMap { level($0, over: base) } }

  /// A value in percent of what is planned: of a range of the end that it lies beyond, and of none inside.
  func percent(_ came: Double?, over base: Double?) -> Double? {
    guard let came, let plan = level(value, over: base) else { return nil }
    var end = plan
    if let high = planHigh(over: base), came >= plan {
      guard came > high else { return nil }
      end = high
    }
    return end > 0 ? 100 * came / end : nil
  }
}
