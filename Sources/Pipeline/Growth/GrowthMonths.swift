internal import Coherence
internal import LinearAlgebra
internal import Plans
internal import RealModule
internal import TimeSeries

/// Months of one leaf: quarters split by indicators, published months kept.
struct GrowthMonths {
  /// Levels of consecutive months from January of the year before, 24 of them.
  let levels: [Double]
  /// Standard deviation of the logarithm of each.
  let deviations: [Double]
  /// Published months of the 24, by position.
  let published: [Int: Double]
  /// How it was done, for readers.
  let method: String

  /// Years before the wanted one that the split looks at.
  private static let years = 4

  /// Splits quarters.
  ///
  /// - Parameters:
  ///   - quarters: levels by ordinal, settled ones and the mean path of those ahead.
  init(_ data: GrowthData, leaf: Int, year: Int, quarters: [Int: Double]) {
    let node = data.leaves[leaf]
    let sector = data.sectors[node]
    let first = max(quarters.keys.min() ?? 0, 4 * (year - Self.years))
    let totals = (first...4 * year + 3).map { quarters[$0] ?? 0 }
    let start = Period.month(1, of: first / 4).advanced(by: 3 * (first % 4))
    let patterns = sector.indicators.compactMap { series -> (String, MonthlyPattern)? in
      let observed = Dictionary(
        data.history(series, .monthly).map { ($0.period, $0.value) }
      ) { one, _ in one }
      return MonthlyPattern(observed: observed, first: start, count: 3 * totals.count)
        .map { (series.id, $0) }
    }
    let split = Self.split(totals, patterns.map(\.1), sector.split)
    let smallest = patterns.map(\.1.deviation).min() ?? 0
    let offset = 3 * (4 * (year - 1) - first)
    var levels: [Double] = []
    var deviations: [Double] = []
    for month in 0..<24 {
      let value = split.values[offset + month]
      let variance = max(0, split.covariance[offset + month, offset + month])
      levels.append(value)
      // A month's own noise shows in the indicator only: quarters are silent about it.
      deviations.append(
        min(0.5, max(variance.squareRoot() / value, smallest * Self.freeShare)))
    }
    let months = data.monthLevels(node)
    var published: [Int: Double] = [:]
    let january = 12 * (year - 1)
    for month in 0..<24 {
      if let level = months[january + month] { published[month] = level }
    }
    for quarter in 0..<8 {
      let range = 3 * quarter..<3 * quarter + 3
      let known = range.compactMap { published[$0] }
      guard known.count == 3, let total = quarters[4 * (year - 1) + quarter] else { continue }
      for month in range {
        levels[month] = (published[month] ?? 0) * total / known.reduce(0, +)
        deviations[month] = 0
      }
    }
    self.levels = levels
    self.deviations = deviations
    self.published = published
    method =
      patterns.isEmpty
      ? "denton_cholette" : "\(split.method): \(patterns.map(\.0).joined(separator: " + "))"
  }

  /// Two thirds of a month's variance are left when the three add to a known quarter.
  private static let freeShare = (2.0 / 3).squareRoot()

  /// A course of the year from quarters alone: months split smoothly, then averaged over the years, so
  /// that one month of different years differs by growth and not by how the split happened to bend.
  private static func stablePattern(
    _ totals: [Double], _ aggregation: TemporalAggregation
  ) -> [Double] {
    var pattern = [Double](repeating: 1, count: aggregation.shortPeriods)
    for _ in 0..<3 {
      guard
        let smooth = try? DentonCholette(.proportional).disaggregate(
          totals, indicators: Matrix(column: pattern), aggregation: aggregation),
        smooth.values.allSatisfy({ $0 > 0 })
      else { return pattern }
      let years = totals.count / 4
      var seasonal = [Double](repeating: 0, count: 12)
      for year in 0..<years {
        let months = smooth.values[12 * year..<12 * year + 12]
        let mean = months.reduce(0, +) / 12
        for (month, value) in months.enumerated() { seasonal[month] += value / mean }
      }
      guard years > 0 else { return pattern }
      pattern = pattern.indices.map { seasonal[$0 % 12] / Double(years) }
    }
    return pattern
  }

  private struct Split {
    let values: [Double]
    let covariance: Matrix
    let method: String
  }

  private static func split(
    _ totals: [Double], _ patterns: [MonthlyPattern], _ method: MonthlySplit
  ) -> Split {
    let aggregation = TemporalAggregation(rule: .sum, longPeriods: totals.count, ratio: 3)
    let months = aggregation.shortPeriods
    // One indicator for Denton–Cholette: the geometric mean of those given.
    let joint =
      patterns.isEmpty
      ? stablePattern(totals, aggregation)
      : (0..<months).map { month in
        Double.exp(
          patterns.reduce(0) { $0 + Double.log($1.values[month]) } / Double(patterns.count))
      }
    var wanted: (any Disaggregator)?
    switch method {
    case .dentonCholette: wanted = nil
    case .chowLin: wanted = ChowLin()
    case .fernandez: wanted = Litterman.fernandez
    case .litterman: wanted = Litterman()
    case .logChowLin: wanted = LogChowLin()
    }
    if let wanted, !patterns.isEmpty {
      let design = Matrix(rows: months, columns: patterns.count + 1) { row, column in
        column == 0 ? 1 : patterns[column - 1].values[row]
      }
      // A method that makes a month vanish or turn negative gives way to proportions.
      if let found = try? wanted.disaggregate(
        totals, indicators: design, aggregation: aggregation),
        found.values.allSatisfy({ $0 > 0 })
      {
        return Split(
          values: found.values, covariance: found.covariance, method: method.rawValue)
      }
    }
    let indicator = Matrix(column: joint)
    if let found = try? DentonCholette(.proportional).disaggregate(
      totals, indicators: indicator, aggregation: aggregation),
      found.values.allSatisfy({ $0 > 0 })
    {
      return Split(
        values: found.values, covariance: found.covariance,
        method: MonthlySplit.dentonCholette.rawValue)
    }
    let pro = (0..<months).map { month in
      let quarter = month / 3
      let sum = (3 * quarter..<3 * quarter + 3).reduce(0) { $0 + joint[$1] }
      return totals[quarter] * joint[month] / sum
    }
    return Split(values: pro, covariance: Matrix(rows: months, columns: months), method: "pro_rata")
  }
}
