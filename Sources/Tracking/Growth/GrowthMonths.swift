internal import Attainment
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
  let method: GrowthSplit

  /// What readers must know of it.
  let notes: [GrowthNote]

  /// Years before the wanted one that the split looks at.
  private static let years = 4

  /// Splits quarters.
  ///
  /// - Parameters:
  ///   - quarters: levels by ordinal, settled ones and the mean path of those ahead.
  ///   - next: the first quarter that is ahead, by ordinal.
  init(
    _ data: GrowthData, leaf: Int, year: Int, quarters: [Int: Double], next: Int,
    indicators: GrowthIndicators
  ) {
    let sector = data.sectors[data.leaves[leaf]]
    let first = max(quarters.keys.min() ?? 0, 4 * (year - Self.years))
    let totals = (first...4 * year + 3).map { quarters[$0] ?? 0 }
    let patterns = indicators.patterns
    let skipped = 3 * first - indicators.first
    let courses = (0..<3 * totals.count).map { month in
      patterns.map { $0.pattern.values[skipped + month] }
    }
    let split = Self.split(totals, courses, sector.split)
    let smallest = patterns.isEmpty ? 0 : indicators.deviation
    let offset = 3 * (4 * (year - 1) - first)
    var levels: [Double] = []
    var deviations: [Double] = []
    for month in 0..<24 {
      let value = split.values[offset + month]
      let variance = max(0, split.covariance[offset + month, offset + month])
      levels.append(value)
      // A month's own noise shows in monthly series only: quarters are silent about it.
      deviations.append(
        min(0.5, max(variance.squareRoot() / value, smallest * Self.freeShare)))
    }
    let months = data.published[data.leaves[leaf]].months
    var published: [Int: Double] = [:]
    let january = 12 * (year - 1)
    for month in 0..<24 {
      if let level = months[january + month] { published[month] = level }
    }
    for quarter in 0..<8 where 4 * (year - 1) + quarter < next {
      guard let total = quarters[4 * (year - 1) + quarter] else { continue }
      Self.keep(published, quarter, total, &levels, &deviations)
    }
    self.levels = levels
    self.deviations = deviations
    self.published = published
    method = GrowthSplit(
      method: patterns.isEmpty ? .named(.dentonCholette) : split.method,
      courses: patterns.map(\.name))
    let gaveWay = !patterns.isEmpty && split.method != .named(sector.split)
    notes =
      gaveWay
      ? [GrowthNote(kind: .splitGaveWay, sector: sector.id, name: sector.split.rawValue)] : []
  }

  /// Keeps published months of a quarter; the others share what is left of it.
  private static func keep(
    _ published: [Int: Double], _ quarter: Int, _ total: Double, _ levels: inout [Double],
    _ deviations: inout [Double]
  ) {
    let range = 3 * quarter..<3 * quarter + 3
    let known = range.filter { published[$0] != nil }
    let sum = known.reduce(0) { $0 + (published[$1] ?? 0) }
    guard !known.isEmpty, sum > 0 else { return }
    let rest = range.filter { published[$0] == nil }
    let left = total - sum
    // Months that make more than their quarter give way to it.
    guard rest.isEmpty || left > 0 else { return }
    let open = rest.reduce(0) { $0 + levels[$1] }
    for month in known {
      levels[month] = (published[month] ?? 0) * (rest.isEmpty ? total / sum : 1)
      deviations[month] = 0
    }
    for month in rest { levels[month] *= left / open }
    if rest.count == 1 { deviations[rest[0]] = 0 }
  }

  /// Two thirds of a month's variance are left when the three add to a known quarter.
  static let freeShare = (2.0 / 3).squareRoot()

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
    let method: GrowthSplit.Method
  }

  private static func split(
    _ totals: [Double], _ patterns: [[Double]], _ method: MonthlySplit
  ) -> Split {
    let aggregation = TemporalAggregation(rule: .sum, longPeriods: totals.count, ratio: 3)
    let months = aggregation.shortPeriods
    let columns = patterns.first?.count ?? 0
    // One indicator for Denton–Cholette: the geometric mean of those given.
    let joint =
      columns == 0
      ? stablePattern(totals, aggregation)
      : patterns.map { values in
        Double.exp(values.reduce(0) { $0 + Double.log($1) } / Double(columns))
      }
    var wanted: (any Disaggregator)?
    switch method {
    case .dentonCholette: wanted = nil
    case .chowLin: wanted = ChowLin()
    case .fernandez: wanted = Litterman.fernandez
    case .litterman: wanted = Litterman()
    case .logChowLin: wanted = LogChowLin()
    }
    // A method that makes a month vanish or turn negative gives way to proportions.
    func split(
      _ method: MonthlySplit, _ disaggregator: any Disaggregator, _ indicators: Matrix
    ) -> Split? {
      guard
        let found = try? disaggregator.disaggregate(
          totals, indicators: indicators, aggregation: aggregation),
        found.values.allSatisfy({ $0 > 0 })
      else { return nil }
      return Split(values: found.values, covariance: found.covariance, method: .named(method))
    }
    let design = Matrix(rows: months, columns: columns + 1) { row, column in
      column == 0 ? 1 : patterns[row][column - 1]
    }
    if let wanted, columns > 0, let found = split(method, wanted, design) { return found }
    let proportional = DentonCholette(.proportional)
    if let found = split(.dentonCholette, proportional, Matrix(column: joint)) { return found }
    let pro = (0..<months).map { month in
      let quarter = month / 3
      let sum = (3 * quarter..<3 * quarter + 3).reduce(0) { $0 + joint[$1] }
      return totals[quarter] * joint[month] / sum
    }
    return Split(values: pro, covariance: Matrix(rows: months, columns: months), method: .proRata)
  }
}
