import Coherence
import LinearAlgebra
import RealModule
import TimeSeries

/// Sums that must hold: disaggregation, reconciliation, settled levels and conditions on them.
enum CoherenceTarget {
  static func violations(_ given: [UInt8]) -> [String] {
    var bytes = FuzzBytes(given)
    switch bytes.below(6) {
    case 0: return disaggregation(&bytes)
    case 1: return pattern(&bytes)
    case 2: return gaussian(&bytes)
    case 3: return levels(&bytes)
    case 4: return settled(&bytes)
    default: return history(&bytes)
    }
  }

  private static func numbers(_ name: String, _ values: [Double]) -> [String] {
    values.contains(where: \.isNaN) ? ["\(name) gives what is no number"] : []
  }

  private static func disaggregation(_ bytes: inout FuzzBytes) -> [String] {
    let methods: [any Disaggregator] = [
      DentonCholette(.proportional), DentonCholette(.additive), ChowLin(),
      ChowLin(autocorrelation: 0.5), Litterman(), Litterman.fernandez, LogChowLin(),
    ]
    let method = bytes.pick(methods)
    let (count, ratio) = (1 + bytes.below(6), bytes.pick([3, 4, 12, 1]))
    let aggregation = TemporalAggregation(
      rule: bytes.pick(AggregationRule.allCases), longPeriods: count, ratio: ratio,
      extra: bytes.below(4))
    let totals = GeneratedSeries.values(&bytes, count: count)
    let rows = aggregation.shortPeriods
    let columns =
      [Array(repeating: 1.0, count: rows)]
      + (bytes.flag() ? [GeneratedSeries.values(&bytes, count: rows)] : [])
    let indicators =
      method is DentonCholette
      ? Matrix(column: columns[columns.count - 1])
      : Matrix(rows: rows, columns: columns.count, columnMajor: columns.flatMap { $0 })
    do throws(DisaggregationError) {
      let result = try method.disaggregate(
        totals, indicators: indicators, aggregation: aggregation)
      return numbers("\(type(of: method))", result.values)
        + numbers("the covariance of \(type(of: method))", result.covariance.storage)
        + numbers("the coefficients of \(type(of: method))", result.coefficients)
    } catch {
      return []
    }
  }

  private static func pattern(_ bytes: inout FuzzBytes) -> [String] {
    let first = Period.month(1 + bytes.below(12), of: 1995 + bytes.below(20))
    let count = 20 + bytes.below(60)
    let values = GeneratedSeries.values(&bytes, count: count)
    var observed: [Period: Double] = [:]
    for (index, value) in values.enumerated() where bytes.below(16) != 1 {
      observed[first.advanced(by: index)] = value
    }
    guard
      let pattern = MonthlyPattern(
        observed: observed, first: first.advanced(by: bytes.below(12)), count: 1 + count)
    else { return [] }
    return numbers("the monthly pattern", pattern.values)
  }

  /// A covariance of made factors: of full rank or not.
  private static func covariance(_ bytes: inout FuzzBytes, order: Int) -> Matrix {
    let factors = Matrix(
      rows: order, columns: order,
      columnMajor: GeneratedSeries.values(&bytes, count: order * order).map {
        min(max($0, -1e3), 1e3)
      })
    return factors * factors.transposed
  }

  private static func gaussian(_ bytes: inout FuzzBytes) -> [String] {
    let order = 1 + bytes.below(6)
    let mean = GeneratedSeries.values(&bytes, count: order).map { min(max($0, -1e60), 1e60) }
    let spread = covariance(&bytes, order: order)
    let conditions = (0..<(1 + bytes.below(3))).map { _ -> LinearCondition in
      let weights = (0..<order).map { _ in Double(bytes.below(3)) }
      let value = bytes.hundredths()
      switch bytes.below(3) {
      case 0: return LinearCondition(weights: weights, demand: .equal(value))
      case 1: return LinearCondition(weights: weights, demand: .about(value, deviation: 0.5))
      default:
        return LinearCondition(weights: weights, demand: .between(value, value + 1))
      }
    }
    do throws(ConditioningError) {
      let result = try GaussianConditioning(
        mean: mean, covariance: spread, conditions: conditions)
      return numbers("conditioning", result.mean + [result.plausibilityPercentile])
        + numbers("a carried path", result.carry(mean, normals: [0.1, -0.2, 0.3]))
    } catch {
      return []
    }
  }

  private static func levels(_ bytes: inout FuzzBytes) -> [String] {
    let order = 2 + bytes.below(8)
    let mean = (0..<order).map { _ in bytes.hundredths() / 30 }
    let spread = covariance(&bytes, order: order)
    let totals = (0..<(1 + bytes.below(2))).map { _ in
      (
        weights: (0..<order).map { _ in Double(bytes.below(2)) },
        total: bytes.pick([1, 100, 1e-3, 1e9, -5, 0, 1e300]) * abs(bytes.hundredths())
      )
    }
    do throws(ConditioningError) {
      let gains = try LevelGains(mean: mean, covariance: spread, totals: totals)
      return numbers("level gains", gains.centre + gains.directions.flatMap { $0 })
        + numbers("their plausibility", [gains.plausibilityPercentile])
    } catch {
      return []
    }
  }

  private static func settled(_ bytes: inout FuzzBytes) -> [String] {
    let cells = 2 + bytes.below(8)
    let mean = (0..<cells).map { _ in bytes.hundredths() / 30 }
    let prior = Matrix(rows: cells, columns: cells) {
      0.04 * Double.pow(0.9, abs($0 - $1)) + ($0 == $1 ? 1e-6 : 0)
    }
    let scale = bytes.pick([1.0, 1e-6, 1e6, 1e15])
    let facts = (0..<bytes.below(8)).map { number -> LevelFact in
      var above = LevelFact.Total(weights: [bytes.below(cells): 1])
      if bytes.flag() { above.weights[bytes.below(cells)] = 1 }
      let value = bytes.hundredths()
      guard bytes.flag() else {
        return LevelFact(
          numerator: above, value: abs(value) * scale, rounding: bytes.pick([0, 0.05, 1e-9]),
          rank: .level, sector: "s")
      }
      let below = LevelFact.Total(weights: [bytes.below(cells): 1])
      for (cell, weight) in below.weights { above.weights[cell, default: 0] -= weight }
      return LevelFact(
        numerator: above, denominator: below, value: value / 100, rounding: 0.0005,
        rank: bytes.pick([.yearGrowth, .periodGrowth, .parts]), sector: "s")
    }
    do throws(ConditioningError) {
      let result = try SettledLevels(mean: mean, covariance: prior, facts: facts)
      return numbers("settled levels", result.levels + result.covariance.storage)
        + numbers("what they imply", result.contradicted.map(\.implied))
    } catch {
      return []
    }
  }

  private static func history(_ bytes: inout FuzzBytes) -> [String] {
    let facts = (0..<bytes.below(20)).map { number -> PublishedFact in
      let year = 2000 + bytes.below(12)
      let log = bytes.hundredths() / bytes.pick([1, 10, 100, 0.01])
      let isLevel = bytes.flag()
      return PublishedFact(
        isLevel
          ? .level(year: year, log: log)
          : .change(from: year - 1 - bytes.below(3), to: year, log: log),
        rank: isLevel ? .level : bytes.pick([.annualGrowth, .average, .parts]),
        rounding: bytes.pick([0, 0.0005, 0.05]), isProvisional: bytes.flag(),
        label: .contributions(count: number, year: year))
    }
    guard let history = AnnualHistory(facts: facts) else { return [] }
    return numbers("an annual history", history.cells.map(\.level))
      + numbers("its growth", history.cells.compactMap(\.growth))
      + numbers("its contradictions", history.discrepancies.flatMap { [$0.published, $0.implied] })
  }
}
