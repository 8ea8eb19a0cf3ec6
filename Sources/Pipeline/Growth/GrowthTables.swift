internal import Coherence
internal import RealModule
internal import Simulation
internal import TimeSeries

/// Months, quarters and years of every variant and sector from simulated means.
struct GrowthTables {
  let all: [[GrowthTable]]

  /// The standard normal's 90% quantile.
  private static let ninety = 1.2815515655446004

  init(setup: GrowthSetup, assembly: GrowthAssembly, paths: GrowthPaths) {
    all = paths.variants.map { variant in
      // Monthly means of each node: the year before, then the year.
      let monthly = setup.data.tree.nodes.indices.map { node -> [Double] in
        let leaves = setup.data.leavesUnder[node]
        return (0..<24).map { month -> Double in
          var sum = 0.0
          for leaf in leaves {
            sum +=
              month < 12
              ? assembly.months[leaf].levels[month] : variant.means[leaf][month - 12]
          }
          return sum
        }
      }
      return setup.data.tree.nodes.indices.map { node in
        Builder(
          setup: setup, assembly: assembly, node: node, levels: monthly[node],
          top: monthly[0], p10: variant.p10[node], p90: variant.p90[node]
        ).table
      }
    }
  }

  private struct Builder {
    let setup: GrowthSetup
    let assembly: GrowthAssembly
    let node: Int
    /// Twenty-four months of the node and of the top.
    let levels: [Double]
    let top: [Double]
    /// Quantiles of the year's 12 months, 4 quarters and the year itself.
    let p10, p90: [Double]

    var table: GrowthTable {
      let year = setup.year
      return GrowthTable(
        annual: (0..<2).map { cell(.year(year - 1 + $0), months: 12 * $0...12 * $0 + 11) },
        quarterly: (0..<8).map {
          cell(
            .quarter($0 % 4 + 1, of: year - 1 + $0 / 4), months: 3 * $0...3 * $0 + 2)
        },
        monthly: (0..<24).map {
          cell(.month($0 % 12 + 1, of: year - 1 + $0 / 12), months: $0...$0)
        })
    }

    private func cell(_ period: Period, months: ClosedRange<Int>) -> GrowthCell {
      let level = months.reduce(0) { $0 + levels[$1] }
      let start = months.lowerBound / 12 * 12
      let toDate = (start...months.upperBound).reduce(0) { $0 + levels[$1] }
      let status = status(period, months)
      let band = band(period, months, level: level, status: status)
      let before = before(period, months)
      let beforeToDate = beforeToDate(months)
      func growth(_ now: Double, _ base: Double?) -> Double? {
        base.map { 100 * (now / $0 - 1) }
      }
      return GrowthCell(
        period: period, status: status, level: level, growth: growth(level, before?.own),
        levelToDate: toDate, growthToDate: growth(toDate, beforeToDate),
        contribution: before.map { 100 * (level - $0.own) / $0.top }, levelP10: band.low,
        levelP90: band.high, growthP10: growth(band.low, before?.own),
        growthP90: growth(band.high, before?.own),
        growthToDateP10: toDateBand(months, p10, toDate).flatMap { growth($0, beforeToDate) },
        growthToDateP90: toDateBand(months, p90, toDate).flatMap { growth($0, beforeToDate) },
        toDateStatus: quarters(months) == nil ? nil : self.status(period, start...months.upperBound)
      )
    }

    /// A quantile of the level from January to the end of a quarter of the year.
    private func toDateBand(
      _ months: ClosedRange<Int>, _ quantiles: [Double], _ level: Double
    ) -> Double? {
      guard quarters(months) != nil else { return nil }
      guard months.upperBound >= 12 + 3 * setup.settledQuarters else { return level }
      switch months.upperBound {
      case 14: return quantiles[12]
      case 17: return quantiles[17]
      case 20: return quantiles[18]
      default: return quantiles[16]
      }
    }

    private func quarters(_ months: ClosedRange<Int>) -> ClosedRange<Int>? {
      guard months.lowerBound.isMultiple(of: 3), (months.upperBound + 1).isMultiple(of: 3) else {
        return nil
      }
      let first = 4 * (setup.year - 1)
      return first + months.lowerBound / 3...first + months.upperBound / 3
    }

    private func status(_ period: Period, _ months: ClosedRange<Int>) -> GrowthCell.Status {
      let history = setup.history
      if let quarters = quarters(months), history.span.contains(quarters.upperBound) {
        return history.isSettled(node, quarters) ? .actual : .estimate
      }
      let leaves = setup.data.leavesUnder[node]
      if months.count == 1,
        leaves.allSatisfy({ assembly.months[$0].published[months.lowerBound] != nil })
      {
        return .actual
      }
      // What nobody has published anything about is a scenario, even when the period is over.
      let last = 3 * (history.span.upperBound - 4 * (setup.year - 1)) + 2
      return months.upperBound <= last ? .estimate : .scenario
    }

    /// Levels of the same months of the year before, where history holds them.
    private func before(
      _ period: Period, _ months: ClosedRange<Int>
    ) -> (own: Double, top: Double)? {
      if months.lowerBound >= 12 {
        let earlier = months.lowerBound - 12...months.upperBound - 12
        return (
          earlier.reduce(0) { $0 + levels[$1] }, earlier.reduce(0) { $0 + top[$1] }
        )
      }
      guard let quarters = quarters(months) else { return nil }
      let earlier = quarters.lowerBound - 4...quarters.upperBound - 4
      guard setup.history.span.contains(earlier.lowerBound) else { return nil }
      return (setup.history.total(node, earlier), setup.history.total(0, earlier))
    }

    private func beforeToDate(_ months: ClosedRange<Int>) -> Double? {
      if months.lowerBound >= 12 {
        return (0...months.upperBound - 12).reduce(0) { $0 + levels[$1] }
      }
      guard let quarters = quarters(0...months.upperBound) else { return nil }
      let earlier = quarters.lowerBound - 4...quarters.upperBound - 4
      guard setup.history.span.contains(earlier.lowerBound) else { return nil }
      return setup.history.total(node, earlier)
    }

    private func band(
      _ period: Period, _ months: ClosedRange<Int>, level: Double, status: GrowthCell.Status
    ) -> (low: Double, high: Double) {
      if status == .actual { return (level, level) }
      let isSimulated = 3 * setup.settledQuarters + 12 <= months.upperBound
      if isSimulated {
        let cell =
          period.frequency == .annual
          ? 16
          : period.frequency == .quarterly
            ? 12 + period.positionInYear - 1 : period.positionInYear - 1
        return (p10[cell], p90[cell])
      }
      var deviation = 0.0
      if let quarters = quarters(months) {
        deviation = setup.history.deviation(node, quarters)
      } else {
        let month = months.lowerBound
        let first = 4 * (setup.year - 1) + month / 3
        let quarter = setup.history.deviation(node, first...first)
        let noise = setup.data.leavesUnder[node].reduce(0.0) { sum, leaf in
          let part = assembly.months[leaf]
          let spread = part.levels[month] * part.deviations[month] / level
          return sum + spread * spread
        }
        deviation = (quarter * quarter + noise).squareRoot()
      }
      let factor = Double.exp(GrowthTables.ninety * deviation)
      return (level / factor, level * factor)
    }
  }
}
