internal import Coherence
public import Plans
internal import RealModule
public import Simulation
public import TimeSeries

/// The year's targets after each realised quarter; reports only arrange it.
public struct GrowthTracking: Sendable {
  /// The chance of one variant's target after one realised period.
  public struct Row: Sendable, Hashable {
    /// The variant.
    public let target: String
    /// What it asks, as a formula.
    public let condition: String
    /// The last realised period.
    public let period: Period
    /// Growth of the year to date of what the target speaks of, percent; `nil` before the first quarter.
    public let realisedToDate: Double?
    /// The share of paths that reach at least the target.
    public let probability: EstimatedProbability
    /// Growth that the rest of the year needs, percent; `nil` when nothing is left.
    public let requiredRest: Double?
    /// Growth of the year if the growth to date goes on, percent; `nil` before the first quarter.
    public let runRate: Double?
    /// The forecast of the year's growth, percent.
    public let p10, p50, p90: Double
  }

  /// What one sector has contributed after one realised period.
  public struct Contribution: Sendable, Hashable {
    /// The last realised period.
    public let period: Period
    /// The sector's position among `sectors`.
    public let sector: Int
    /// Growth of the year to date, percent.
    public let growthToDate: Double
    /// Contribution to the top's growth of the year to date, points.
    public let contribution: Double
    /// The forecast of its year's growth, percent.
    public let outlook: Double
  }

  /// One forecast of a past year.
  public struct PastCase: Sendable, Hashable {
    /// The sector's position among `sectors`.
    public let sector: Int
    /// The year.
    public let year: Int
    /// Whole quarters known.
    public let quarters: Int
    /// The forecast of the year's growth, percent.
    public let p10, p50, p90: Double
    /// Growth of the year to date, percent.
    public let runRate: Double
    /// What came, percent.
    public let outcome: Double
  }

  /// The scenario.
  public let scenario: String
  /// Its title.
  public let title: LocalizedText
  /// The year.
  public let year: Int
  /// The day whose knowledge counted.
  public let asOf: CalendarDate?
  /// The seed.
  public let seed: UInt64
  /// Paths a forecast.
  public let paths: Int
  /// The sectors.
  public let sectors: [GrowthSector]
  /// Targets after each period.
  public let rows: [Row]
  /// Contributions after each period.
  public let contributions: [Contribution]
  /// Figures that gave way.
  public let discrepancies: [GrowthDiscrepancy]
  /// Measured coverage.
  public let calibration: [CalibrationRow]
  /// The forecast beside the run rate in past years.
  public let rivals: [GrowthRival]
  /// Every forecast of past years; empty unless asked for.
  public let past: [PastCase]

  /// Follows a year quarter by quarter, on the figures as they are known on the day.
  ///
  /// - Throws: `faults`, `cancelled`.
  public static func run(
    _ bundle: ScenarioBundle, options: GrowthOptions, withPast: Bool,
    isCancelled: @escaping @Sendable () -> Bool = { false }
  ) throws(PipelineError) -> GrowthTracking {
    let setup = try GrowthSetup(bundle, options: options)
    let targets = setup.variants.compactMap { variant -> TrackedTarget? in
      TrackedTarget(variant, setup)
    }
    guard !targets.isEmpty else {
      var faults = FaultCollector()
      faults.note(.missingKey("variants"), at: setup.scenario.resolved.location)
      throw .faults(faults.found)
    }
    var rows: [Row] = []
    var contributions: [Contribution] = []
    for quarters in 0...setup.settledQuarters {
      for months in 0...GrowthAssembly.publishedEverywhere(setup, quarters: quarters) {
        let step = try TrackingStep(setup, quarters: quarters, months: months, targets: targets)
        rows += try step.rows(threads: options.run.threads, isCancelled: isCancelled)
        if months == 0 { contributions += step.contributions() }
      }
    }
    let backtest = setup.backtest()
    return GrowthTracking(
      scenario: setup.scenario.name, title: setup.scenario.title, year: setup.year,
      asOf: setup.asOf, seed: setup.seed, paths: setup.paths, sectors: setup.sectors,
      rows: rows, contributions: contributions, discrepancies: setup.history.discrepancies,
      calibration: backtest.calibration(source: setup.lender), rivals: backtest.allRivals,
      past: withPast
        ? backtest.cases.map {
          PastCase(
            sector: $0.node, year: $0.year, quarters: $0.quarters, p10: $0.p10, p50: $0.p50,
            p90: $0.p90, runRate: $0.runRate, outcome: $0.outcome)
        } : [])
  }
}

extension GrowthBacktest {
  /// Years in which the pandemic decided.
  private static let pandemic: Set<Int> = [2020, 2021, 2022]

  /// Errors over all years, and without those of the pandemic.
  var allRivals: [GrowthRival] {
    rivals() + rivals(without: Self.pandemic, label: " without 2020–2022")
  }
}

/// A variant's condition on the whole year.
struct TrackedTarget {
  let id: String
  let condition: GrowthCondition
  let leaves: [Int]
  /// The level that the year must reach.
  let level: Double
  /// The level of the year before.
  let base: Double

  init?(_ variant: VariantSpecification, _ setup: GrowthSetup) {
    let yearly = variant.conditions.first {
      $0.first.year == setup.year && GrowthConditions.months($0) == 0...11
    }
    guard let yearly else { return nil }
    let data = setup.data
    let nodes = yearly.sectors.compactMap { data.tree.nodes.firstIndex(of: $0) }
    leaves = Set(nodes.flatMap { data.leavesUnder[$0] }).sorted()
    let before = 4 * setup.year - 4...4 * setup.year - 1
    base = leaves.reduce(0) { $0 + setup.history.total(data.leaves[$1], before) }
    let value: Double =
      switch yearly.demand {
      case .equal(let value), .about(let value, _), .between(let value, _): value
      }
    level = yearly.isGrowth ? base * (1 + value / 100) : value
    id = variant.id
    condition = yearly
  }
}

/// One point of the year: so many quarters known, and months behind them.
private struct TrackingStep {
  let setup: GrowthSetup
  let quarters: Int
  let months: Int
  let targets: [TrackedTarget]
  let assembly: GrowthAssembly

  init(
    _ setup: GrowthSetup, quarters: Int, months: Int, targets: [TrackedTarget]
  ) throws(PipelineError) {
    self.setup = setup
    self.quarters = quarters
    self.months = months
    self.targets = targets
    assembly = try GrowthAssembly(setup, quarters: quarters, months: months, variants: [])
  }

  private var period: Period {
    guard months == 0 else { return .month(3 * quarters + months, of: setup.year) }
    let last = 4 * setup.year + quarters - 1
    return .quarter(last % 4 + 1, of: last / 4)
  }

  func rows(
    threads: Int, isCancelled: @escaping @Sendable () -> Bool
  ) throws(PipelineError) -> [GrowthTracking.Row] {
    var plan = assembly.plan
    let leaves = setup.data.leaves.count
    plan.nodes = (0..<leaves).map { [$0] } + targets.map(\.leaves)
    plan.thresholds = targets.map {
      GrowthPlan.Condition(leaves: $0.leaves, months: 0...11, demand: .equal($0.level))
    }
    let paths: GrowthPaths
    do {
      paths = try GrowthSimulator(plan: plan, threads: threads).run(
        paths: setup.paths, isCancelled: isCancelled)
    } catch {
      throw setup.failure(error, variants: setup.variants)
    }
    return targets.enumerated().map { number, target in
      row(target, reached: paths.thresholdsReached[number], paths.variants[0], leaves + number)
    }
  }

  private func row(
    _ target: TrackedTarget, reached: Int, _ year: GrowthPaths.Variant, _ node: Int
  ) -> GrowthTracking.Row {
    let known = 3 * quarters + months
    var (realised, before) = (0.0, 0.0)
    for leaf in target.leaves {
      for month in 0..<known {
        realised += assembly.plan.knownMonth(leaf, month)
        before += assembly.months[leaf].levels[month]
      }
    }
    let restBefore = target.base - before
    func growth(_ level: Double) -> Double { 100 * (level / target.base - 1) }
    let toDate = known > 0 ? 100 * (realised / before - 1) : nil
    return GrowthTracking.Row(
      target: target.id, condition: GrowthConditions.formula(target.condition), period: period,
      realisedToDate: toDate,
      probability: EstimatedProbability(hits: UInt64(reached), paths: UInt64(setup.paths)),
      requiredRest: known < 12 ? 100 * ((target.level - realised) / restBefore - 1) : nil,
      runRate: toDate, p10: growth(year.p10[node][16]), p50: growth(year.p50[node][16]),
      p90: growth(year.p90[node][16]))
  }

  func contributions() -> [GrowthTracking.Contribution] {
    guard quarters > 0 else { return [] }
    let first = 4 * setup.year
    let now = first...first + quarters - 1
    let before = first - 4...first + quarters - 5
    let top = setup.history.total(0, before)
    return setup.data.tree.nodes.indices.map { node in
      let (own, earlier) = (setup.history.total(node, now), setup.history.total(node, before))
      let year = own + assembly.outlook.total(of: setup.data.leavesUnder[node]).centre
      return GrowthTracking.Contribution(
        period: period, sector: node, growthToDate: 100 * (own / earlier - 1),
        contribution: 100 * (own - earlier) / top,
        outlook: 100 * (year / setup.history.total(node, first - 4...first - 1) - 1))
    }
  }
}
