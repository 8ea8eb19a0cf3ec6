internal import Coherence
internal import LinearAlgebra
internal import Plans
internal import RealModule
internal import Simulation
internal import TimeSeries

/// The plan of a simulation with what it was made from.
struct GrowthAssembly {
  let outlook: GrowthOutlook
  /// Twenty-four months of each leaf.
  let months: [GrowthMonths]
  let plan: GrowthPlan
  let variants: [VariantSpecification]

  init(_ setup: GrowthSetup) throws(PipelineError) {
    let (data, history, year) = (setup.data, setup.history, setup.year)
    let settled = setup.settledQuarters
    var outlook = try setup.outlook(quarters: settled)
    func months(_ outlook: GrowthOutlook) -> [GrowthMonths] {
      data.leaves.indices.map { leaf in
        var quarters: [Int: Double] = [:]
        for quarter in history.span {
          quarters[quarter] = history.levels[leaf][quarter - history.span.lowerBound]
        }
        for (ahead, mean) in outlook.means[leaf].enumerated() {
          quarters[history.span.upperBound + 1 + ahead] = Double.exp(mean)
        }
        return GrowthMonths(data, leaf: leaf, year: year, quarters: quarters)
      }
    }
    var split = months(outlook)
    var firstFactor: Matrix?
    let partial = data.leaves.indices.map { Self.published(split[$0], quarters: settled) }
    if settled < 4, partial.contains(where: { !$0.isEmpty }) {
      firstFactor = Self.learn(&outlook, from: partial, split, quarter: settled)
      split = months(outlook)
    }
    let additions = setup.additions(from: 3 * settled)
    let shares = split.map { Self.shares($0, quarters: settled) }
    let fixedMonths = split.map { Array($0.levels[12..<12 + 3 * settled]) }
    var plan = GrowthPlan(
      means: outlook.means, factor: outlook.factor ?? .identity(data.leaves.count),
      firstFactor: firstFactor, responses: outlook.responses, firstQuarter: settled,
      settled: fixedMonths, published: settled < 4 ? partial : data.leaves.map { _ in [] },
      shares: shares, shareDeviations: split.map { Array($0.deviations[(12 + 3 * settled)...]) },
      additions: additions, nodes: data.leavesUnder, variants: [[]], seed: setup.seed)
    var faults = FaultCollector()
    let translator = GrowthConditions(
      data: data, year: year, before: split.map { Array($0.levels[..<12]) }
    ) { leaf, month in
      if month < 3 * settled { return fixedMonths[leaf][month] }
      let known = partial[leaf]
      return month - 3 * settled < known.count ? known[month - 3 * settled] : nil
    }
    plan.variants += setup.variants.map { translator.translate($0, faults: &faults) }
    guard faults.found.isEmpty else { throw .faults(Faults(faults.found).all) }
    self.outlook = outlook
    self.months = split
    self.plan = plan
    variants = setup.variants
  }

  /// Published months of the first simulated quarter, from its first month on.
  private static func published(_ months: GrowthMonths, quarters: Int) -> [Double] {
    guard quarters < 4 else { return [] }
    var known: [Double] = []
    for month in (12 + 3 * quarters)..<(15 + 3 * quarters) {
      guard let level = months.published[month] else { break }
      known.append(level)
    }
    return known
  }

  /// Each month's share of its simulated quarter.
  private static func shares(_ months: GrowthMonths, quarters: Int) -> [Double] {
    (3 * quarters..<12).map { month in
      let start = 12 + month / 3 * 3
      let total = months.levels[start..<start + 3].reduce(0, +)
      return months.levels[12 + month] / total
    }
  }

  /// Takes in published months of a quarter that has begun: they tell about its innovations.
  ///
  /// Equation: `log(Σ known / Σ shares) = x + e`, `e` the noise of the known months' share; the innovations
  /// `ε ~ N(0, C)` of the quarter get `ε | e` leaf by leaf, and later quarters follow by `ψ`.
  private static func learn(
    _ outlook: inout GrowthOutlook, from partial: [[Double]], _ months: [GrowthMonths],
    quarter: Int
  ) -> Matrix? {
    var mean = [Double](repeating: 0, count: partial.count)
    var spread = outlook.covariance
    for leaf in partial.indices where !partial[leaf].isEmpty {
      let start = 12 + 3 * quarter
      let total = months[leaf].levels[start..<start + 3].reduce(0, +)
      let known = partial[leaf].count
      let share = months[leaf].levels[start..<start + known].reduce(0, +) / total
      let deviation =
        months[leaf].deviations[start..<start + 3].max() ?? 0
      let noise = deviation * deviation * (1 - share) / Double(known)
      let implied = Double.log(partial[leaf].reduce(0, +) / share)
      let surprise = implied - outlook.means[leaf][0] - mean[leaf]
      let variance = spread[leaf, leaf] + max(noise, 1e-8)
      let reach = spread.column(leaf)
      for row in partial.indices {
        mean[row] += reach[row] * surprise / variance
        for column in partial.indices {
          spread[row, column] -= reach[row] * reach[column] / variance
        }
      }
    }
    for leaf in partial.indices {
      for (step, response) in outlook.responses.enumerated() {
        outlook.means[leaf][step] += response * mean[leaf]
      }
    }
    for leaf in partial.indices { spread[leaf, leaf] += 1e-12 }
    return (try? Cholesky(spread))?.lower
  }
}
