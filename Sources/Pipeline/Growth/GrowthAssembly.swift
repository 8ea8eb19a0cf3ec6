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

  /// The plan of all that is known, with the variants.
  init(_ setup: GrowthSetup) throws(PipelineError) {
    try self.init(setup, quarters: setup.settledQuarters, months: 2, variants: setup.variants)
  }

  /// The plan of a moment of the year.
  ///
  /// - Parameters:
  ///   - quarters: whole quarters of the year that count as known.
  ///   - months: how many published months behind them count at most.
  ///   - variants: conditions that are asked for.
  init(
    _ setup: GrowthSetup, quarters settled: Int, months: Int, variants: [VariantSpecification]
  ) throws(PipelineError) {
    let (data, year) = (setup.data, setup.year)
    var outlook = try setup.outlook(quarters: settled)
    var split = Self.split(setup, outlook, quarters: settled)
    var firstFactor: Matrix?
    let partial = split.map {
      Array(Self.published($0, quarters: settled).prefix(months))
    }
    if settled < 4, partial.contains(where: { !$0.isEmpty }) {
      firstFactor = Self.learn(&outlook, from: partial, split, quarter: settled)
      split = Self.split(setup, outlook, quarters: settled)
    }
    let fixedMonths = split.map { Array($0.levels[12..<12 + 3 * settled]) }
    var plan = GrowthPlan(
      means: outlook.means, factor: outlook.factor ?? .identity(data.leaves.count),
      firstFactor: firstFactor, responses: outlook.responses, firstQuarter: settled,
      settled: fixedMonths, published: settled < 4 ? partial : data.leaves.map { _ in [] },
      shares: split.map { Self.shares($0, quarters: settled) },
      shareDeviations: split.map { Array($0.deviations[(12 + 3 * settled)...]) },
      additions: setup.additions(from: 3 * settled), nodes: data.leavesUnder, variants: [[]],
      seed: setup.seed)
    var faults = FaultCollector()
    let translator = GrowthConditions(
      data: data, year: year, before: split.map { Array($0.levels[..<12]) }
    ) { leaf, month in
      if month < 3 * settled { return fixedMonths[leaf][month] }
      let known = partial[leaf]
      return month - 3 * settled < known.count ? known[month - 3 * settled] : nil
    }
    plan.variants += variants.map { translator.translate($0, faults: &faults) }
    guard faults.found.isEmpty else { throw .faults(Faults(faults.found).all) }
    self.outlook = outlook
    self.months = split
    self.plan = plan
    self.variants = variants
  }

  /// Months of every leaf, from quarters known and the mean path of those ahead.
  private static func split(
    _ setup: GrowthSetup, _ outlook: GrowthOutlook, quarters settled: Int
  ) -> [GrowthMonths] {
    let (history, next) = (setup.history, 4 * setup.year + settled)
    return setup.data.leaves.indices.map { leaf in
      var quarters: [Int: Double] = [:]
      for quarter in history.span where quarter < next {
        quarters[quarter] = history.levels[leaf][quarter - history.span.lowerBound]
      }
      for (ahead, mean) in outlook.means[leaf].enumerated() {
        quarters[next + ahead] = Double.exp(mean)
      }
      return GrowthMonths(setup.data, leaf: leaf, year: setup.year, quarters: quarters)
    }
  }

  /// Months behind whole quarters that are published for every leaf.
  static func publishedEverywhere(_ setup: GrowthSetup, quarters: Int) -> Int {
    guard quarters < 4 else { return 0 }
    let first = 12 * setup.year + 3 * quarters
    var count = 0
    while count < 2,
      setup.data.leaves.allSatisfy({ setup.data.monthLevels($0)[first + count] != nil })
    {
      count += 1
    }
    return count
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
