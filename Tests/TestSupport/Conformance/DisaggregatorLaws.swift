public import Coherence
internal import LinearAlgebra

/// A method that parts totals among short periods, with what it takes from its indicator.
public struct DisaggregatorCase: Sendable, CustomStringConvertible {
  /// What a method makes of an indicator's size.
  public enum Sight: Sendable {
    /// Its course: another unit says the same.
    case course
    /// Its steps: another starting point says the same.
    case steps
  }

  /// What tests call it.
  public let description: String
  /// The method.
  public let method: any Disaggregator
  let sight: Sight

  /// A method.
  public init(_ name: String, _ method: any Disaggregator, sight: Sight = .course) {
    description = name
    self.method = method
    self.sight = sight
  }
}

/// The laws that every disaggregator obeys; nil when one holds, else what went wrong.
public enum DisaggregatorLaws {
  private static func distance(_ one: [Double], _ other: [Double]) -> Double {
    zip(one, other).map { abs($0 / $1 - 1) }.max() ?? .infinity
  }

  private static func values(
    _ item: DisaggregatorCase, _ totals: [Double], _ indicator: [Double],
    _ place: TemporalAggregation
  ) throws -> [Double] {
    try item.method.disaggregate(
      totals, indicators: Matrix(column: indicator), aggregation: place
    ).values
  }

  /// Totals hold to the last printed digit, by every rule, with short periods after the last total too.
  public static func totalsHold(
    _ item: DisaggregatorCase, _ totals: [Double], _ indicator: [Double]
  ) throws -> String? {
    for rule in AggregationRule.allCases {
      for extra in [0, 3] {
        var longer = indicator
        for _ in 0..<extra { longer.append(longer[longer.count - 4] * 1.02) }
        let place = TemporalAggregation(
          rule: rule, longPeriods: totals.count, ratio: 4, extra: extra)
        let found = try values(item, totals, longer, place)
        let miss = distance(place.apply(found), totals)
        if miss > 1e-10 { return "\(rule) with \(extra) more misses by \(miss)" }
      }
    }
    return nil
  }

  /// Periods that are published themselves stay as they are.
  public static func realisedStay(
    _ item: DisaggregatorCase, _ totals: [Double], _ indicator: [Double]
  ) throws -> String? {
    let place = TemporalAggregation(rule: .last, longPeriods: totals.count, ratio: 4)
    let found = try values(item, totals, indicator, place)
    let stated = totals.indices.map { found[4 * $0 + 3] }
    let miss = distance(stated, totals)
    return miss <= 1e-10 ? nil : "what is published moves by \(miss)"
  }

  /// A flat indicator under equal totals gives equal values; under totals that grow evenly no step between two short
  /// periods is larger than that between the means of two long ones.
  public static func flatIsSmooth(_ item: DisaggregatorCase) throws -> String? {
    let place = TemporalAggregation(rule: .sum, longPeriods: 8, ratio: 4)
    let flat = [Double](repeating: 1, count: 32)
    let level = try values(item, [Double](repeating: 200, count: 8), flat, place)
    let miss = distance(level, [Double](repeating: 50, count: 32))
    if miss > 1e-9 { return "equal totals are parted unequally, by \(miss)" }
    let rising = try values(item, (0..<8).map { 200 + 10 * Double($0) }, flat, place)
    let largest = zip(rising.dropFirst(), rising).map { abs($0 - $1) }.max() ?? .infinity
    return largest <= 2.5 * (1 + 1e-9) ? nil : "a step of \(largest)"
  }

  /// What the indicator is measured in, or from, changes nothing.
  public static func unitSaysNothing(
    _ item: DisaggregatorCase, _ totals: [Double], _ indicator: [Double]
  ) throws -> String? {
    let place = TemporalAggregation(rule: .sum, longPeriods: totals.count, ratio: 4)
    let plain = try values(item, totals, indicator, place)
    let moved = indicator.map {
      switch item.sight {
      case .course: $0 * 1e6
      case .steps: $0 + 250
      }
    }
    let miss = distance(try values(item, totals, moved, place), plain)
    return miss <= 1e-7 ? nil : "values move by \(miss)"
  }
}
