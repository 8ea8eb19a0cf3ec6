internal import Coherence
internal import RealModule
internal import Simulation
internal import TimeSeries

/// Months, quarters and years of every variant and sector from simulated means.
extension GrowthTable {
  static func all(
    setup: GrowthSetup, assembly: GrowthAssembly, paths: GrowthPaths
  ) -> [[GrowthTable]] {
    let data = setup.data
    let published = data.tree.nodes.indices.map { GrowthPublished(data, node: $0) }
    return paths.variants.map { variant in
      // Monthly means of each node: the year before, then the year.
      let monthly = data.tree.nodes.indices.map { node -> [Double] in
        let leaves = data.leavesUnder[node]
        return (0..<24).map { month -> Double in
          leaves.reduce(0) { sum, leaf in
            sum
              + (month < 12
                ? assembly.months[leaf].levels[month] : variant.means[leaf][month - 12])
          }
        }
      }
      return data.tree.nodes.indices.map { node in
        GrowthTableBuilder(
          setup: setup, assembly: assembly, node: node, published: published[node],
          levels: monthly[node], top: monthly[0], p10: variant.p10[node], p90: variant.p90[node]
        ).table
      }
    }
  }
}

/// The cells of one sector in one variant.
struct GrowthTableBuilder {
  let setup: GrowthSetup
  let assembly: GrowthAssembly
  let node: Int
  let published: GrowthPublished
  /// Twenty-four months of the node and of the top.
  let levels: [Double]
  let top: [Double]
  /// Quantiles of the year's 12 months, 4 quarters, the year itself, 6 and 9 months.
  let p10, p90: [Double]

  /// The standard normal's 90% quantile.
  private static let ninety = 1.2815515655446004

  var table: GrowthTable {
    let year = setup.year
    return GrowthTable(
      annual: (0..<2).map { cell(.year(year - 1 + $0), months: 12 * $0...12 * $0 + 11) },
      quarterly: (0..<8).map {
        cell(.quarter(4 * (year - 1) + $0), months: 3 * $0...3 * $0 + 2)
      },
      monthly: (0..<24).map { cell(.month(12 * (year - 1) + $0), months: $0...$0) })
  }

  private func cell(_ period: Period, months: ClosedRange<Int>) -> GrowthCell {
    let level = months.reduce(0) { $0 + levels[$1] }
    let toDate = months.lowerBound / 12 * 12...months.upperBound
    let cumulated = toDate.reduce(0) { $0 + levels[$1] }
    let found = published.cell(
      12 * (setup.year - 1) + months.lowerBound...12 * (setup.year - 1) + months.upperBound)
    let status = status(months, found.growth)
    let before = yearBefore(months)
    let beforeToDate = yearBefore(toDate)
    let growth = Self.growth(level, before?.own)
    let growthToDate = Self.growth(cumulated, beforeToDate?.own)
    let band = band(period, months, level: level, status: status)
    let own = growthBand(months, growth, found.growth, level: band, before: before?.own)
    let whole =
      quarters(months) == nil
      ? nil
      : growthBand(
        toDate, growthToDate, found.growthToDate,
        level: toDateBand(months, level: cumulated), before: beforeToDate?.own)
    return GrowthCell(
      period: period, status: status, level: level, growth: growth,
      levelToDate: cumulated, growthToDate: growthToDate,
      contribution: before.flatMap { $0.top > 0 ? 100 * (level - $0.own) / $0.top : nil },
      levelP10: band.low, levelP90: band.high, growthP10: own?.low, growthP90: own?.high,
      growthToDateP10: whole?.low, growthToDateP90: whole?.high,
      toDateStatus: quarters(months) == nil
        ? nil : self.status(toDate, found.growthToDate),
      published: status == .scenario ? PublishedFigures() : found)
  }

  /// Growth in percent; `nil` where nothing was there to grow.
  private static func growth(_ now: Double, _ before: Double?) -> Double? {
    before.flatMap { $0 > 0 ? 100 * (now / $0 - 1) : nil }
  }

  private func quarters(_ months: ClosedRange<Int>) -> PeriodRange? {
    guard months.lowerBound.isMultiple(of: 3), (months.upperBound + 1).isMultiple(of: 3) else {
      return nil
    }
    let first = 4 * (setup.year - 1)
    return .quarters(first + months.lowerBound / 3...first + months.upperBound / 3)
  }

  /// Whether paths differ in the last of some months.
  private func isSimulated(_ months: ClosedRange<Int>) -> Bool {
    3 * setup.settledQuarters + 12 <= months.upperBound
  }

  // MARK: What a figure is

  private func status(
    _ months: ClosedRange<Int>, _ growth: PublishedFigure?
  ) -> GrowthCell.Status {
    let history = setup.history
    let leaves = setup.data.leavesUnder[node]
    if let quarters = quarters(months), history.span.contains(quarters.last.ordinal) {
      if history.isSettled(node, quarters) { return known(months, growth) }
      return setup.isUnpublished(node) ? .split : .estimate
    }
    if months.count == 1 {
      let month = months.lowerBound
      if leaves.allSatisfy({ assembly.months[$0].published[month] != nil }) {
        return known(months, growth)
      }
      let begun = month - 12 - 3 * setup.settledQuarters
      if begun >= 0, leaves.allSatisfy({ assembly.isKnown(begun, of: $0) }) {
        return growth == nil && setup.isUnpublished(node) ? .split : .estimate
      }
    }
    // What nobody has published anything about is a scenario, even when the period is over.
    let last = 3 * (history.span.upperBound - 4 * (setup.year - 1)) + 2
    guard months.upperBound <= last else { return .scenario }
    return setup.isUnpublished(node) ? .split : .estimate
  }

  /// What a known level is: growth on a base that nobody has published is known no better than the base. A month on a
  /// month that was split from its quarter is what was published of it.
  private func known(
    _ months: ClosedRange<Int>, _ growth: PublishedFigure?
  ) -> GrowthCell.Status {
    guard growth == nil, months.count > 1, yearBefore(months) != nil else { return .actual }
    return setup.history.isSettledGrowth(growthDeviation(months)) ? .actual : .estimate
  }

  /// Levels of the same months of the year before, where history holds them.
  private func yearBefore(_ months: ClosedRange<Int>) -> (own: Double, top: Double)? {
    if months.lowerBound >= 12 {
      let earlier = months.lowerBound - 12...months.upperBound - 12
      return (
        earlier.reduce(0) { $0 + levels[$1] }, earlier.reduce(0) { $0 + top[$1] }
      )
    }
    guard let quarters = quarters(months) else { return nil }
    let earlier = quarters.yearBefore
    guard setup.history.span.contains(earlier.first.ordinal) else { return nil }
    return (setup.history.total(node, earlier), setup.history.total(0, earlier))
  }

  // MARK: Bands

  /// The level of some months, lower and upper.
  private func band(
    _ period: Period, _ months: ClosedRange<Int>, level: Double, status: GrowthCell.Status
  ) -> (low: Double, high: Double) {
    if status == .actual { return (level, level) }
    if isSimulated(months) {
      let cell =
        period.frequency == .annual
        ? 16
        : period.frequency == .quarterly
          ? 12 + period.positionInYear - 1 : period.positionInYear - 1
      return (p10[cell], p90[cell])
    }
    let deviation: Double
    if let quarters = quarters(months) {
      deviation = setup.history.deviation(node, quarters)
    } else {
      let quarter = quarter(of: months.lowerBound)
      let own = setup.history.deviation(node, quarter)
      deviation = (own * own + noise(of: months.lowerBound)).squareRoot()
    }
    let factor = Double.exp(Self.ninety * deviation)
    return (level / factor, level * factor)
  }

  /// The level from January to the end of a quarter, lower and upper.
  private func toDateBand(
    _ months: ClosedRange<Int>, level: Double
  ) -> (low: Double, high: Double) {
    guard isSimulated(months) else { return (level, level) }
    let cell = [14: 12, 17: 17, 20: 18][months.upperBound] ?? 16
    return (p10[cell], p90[cell])
  }

  /// Growth of some months, lower and upper: of what is simulated that of its levels on a known base; of what is
  /// realised that of growth itself, which may be known better than both levels; none where it was published.
  private func growthBand(
    _ months: ClosedRange<Int>, _ growth: Double?, _ figure: PublishedFigure?,
    level: (low: Double, high: Double), before: Double?
  ) -> (low: Double, high: Double)? {
    guard let growth, let before, before > 0 else { return nil }
    if isSimulated(months) {
      return (100 * (level.low / before - 1), 100 * (level.high / before - 1))
    }
    guard figure == nil else { return (growth, growth) }
    let factor = Double.exp(Self.ninety * growthDeviation(months))
    return (
      100 * ((1 + growth / 100) / factor - 1), 100 * ((1 + growth / 100) * factor - 1)
    )
  }

  /// Standard deviation of the logarithm of some realised months over those of the year before.
  private func growthDeviation(_ months: ClosedRange<Int>) -> Double {
    if let quarters = quarters(months) {
      return setup.history.growthDeviation(node, quarters)
    }
    let month = months.lowerBound
    let quarter = quarter(of: month)
    let own = setup.history.growthDeviation(node, quarter)
    let noise = noise(of: month) + (month >= 12 ? self.noise(of: month - 12) : 0)
    return (own * own + noise).squareRoot()
  }

  private func quarter(of month: Int) -> PeriodRange {
    PeriodRange(.quarter(month / 3 + 1, of: setup.year - 1))
  }

  /// The variance of the logarithm of a month inside its quarter.
  private func noise(of month: Int) -> Double {
    guard levels[month] > 0 else { return 0 }
    return setup.data.leavesUnder[node].reduce(0.0) { sum, leaf in
      let part = assembly.months[leaf]
      let spread = part.levels[month] * part.deviations[month] / levels[month]
      return sum + spread * spread
    }
  }
}
