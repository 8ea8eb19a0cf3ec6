internal import Coherence
internal import Files
internal import LinearAlgebra
package import Plans
internal import RealModule
package import Simulation
internal import TimeSeries

/// The plan of a simulation with what it was made from.
package struct GrowthAssembly {
  /// The forecast; `nil` when the year is over.
  let outlook: GrowthOutlook?
  /// Twenty-four months of each leaf.
  let months: [GrowthMonths]
  /// Months of the quarter that has begun, by leaf, the same on every path; `nil` for one that is simulated.
  let begun: [[Double?]]
  package let plan: GrowthPlan
  /// What became of each variant's conditions.
  package let variants: [AskedVariant]
  /// Figures about months that others contradict.
  let discrepancies: [GrowthDiscrepancy]
  /// Measures that may tell of the quarter that has begun.
  let bridges: [GrowthBridge]

  /// The plan of all that is known at a moment.
  ///
  /// - Parameters:
  ///   - variants: conditions that are asked for.
  ///   - behind: quarters behind the year that are simulated with it.
  package init(
    _ setup: GrowthSetup, variants: [VariantSpecification], quartersBehind behind: Int = 0
  ) throws(PipelineError) {
    let settled = setup.settledQuarters
    let ahead = try GrowthLookahead(setup, quartersBehind: behind)
    let (outlook, split, begun, spread) = (ahead.outlook, ahead.months, ahead.begun, ahead.spread)
    let fixed = split.map { Array($0.levels[12..<12 + 3 * settled]) }
    let quarters = 4 - settled + behind
    var plan = GrowthPlan(
      means: outlook?.means ?? split.map { _ in [] },
      factor: outlook?.factor ?? .identity(split.count), firstFactor: ahead.firstFactor,
      responses: outlook?.responses ?? [], firstQuarter: settled, settled: fixed,
      published: begun.map { $0.map { $0 ?? .nan } },
      shares: split.map { months in
        Self.repeated(Self.shares(months), from: 3 * settled, count: 3 * quarters)
      },
      shareDeviations: zip(split, spread).map { months, spread in
        let own = Self.repeated(
          Array(months.deviations[12...]), from: 3 * settled, count: 3 * quarters)
        return spread.map { $0 + own.dropFirst(3) } ?? own
      },
      additions: setup.additions { leaf, month in
        let place = month - 3 * settled
        return place < 0 || (place < begun[leaf].count && begun[leaf][place] != nil)
      },
      nodes: setup.data.leavesUnder, variants: [[]], seed: setup.seed)
    plan.degrees = GrowthOutlook.degrees
    plan.tilt = outlook?.tilt
    plan.quartersBehind = behind
    if behind > 0 { plan.additionsBehind = setup.additionsBehind }
    let translator = GrowthConditions(
      setup: setup, before: split.map { Array($0.levels[..<12]) }
    ) { leaf, month in
      if month < 3 * settled { return fixed[leaf][month] }
      let place = month - 3 * settled
      return place < begun[leaf].count ? begun[leaf][place] : nil
    }
    var faults = FaultCollector()
    let asked = variants.map { translator.translate($0, faults: &faults) }
    plan.variants += asked.map { $0.open.map(\.condition) }
    guard faults.found.isEmpty else { throw .faults(Faults(faults.found).all) }
    self.outlook = outlook
    months = split
    self.begun = begun
    self.plan = plan
    self.variants = asked
    discrepancies = ahead.discrepancies
    bridges = ahead.bridges
  }

  /// Whether a month of the quarter that has begun is the same on every path.
  func isKnown(_ month: Int, of leaf: Int) -> Bool {
    month < begun[leaf].count && begun[leaf][month] != nil
  }

  /// The total of some leaves over the year before.
  package func before(ofLeaves leaves: [Int]) -> Double {
    leaves.reduce(0) { sum, leaf in months[leaf].levels[..<12].reduce(sum, +) }
  }

  /// Values of twelve months from one on, as often as they are needed.
  private static func repeated(_ year: [Double], from first: Int, count: Int) -> [Double] {
    (first..<first + count).map { year[$0 % 12] }
  }

  /// Each month's share of its quarter.
  private static func shares(_ months: GrowthMonths) -> [Double] {
    (0..<12).map { month in
      let start = 12 + month / 3 * 3
      let total = months.levels[start..<start + 3].reduce(0, +)
      return months.levels[12 + month] / total
    }
  }
}
