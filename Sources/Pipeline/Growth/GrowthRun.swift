internal import Coherence
internal import LinearAlgebra
public import Plans
internal import RealModule
internal import Simulation
internal import TimeSeries

/// What is asked of a growth scenario.
public struct GrowthOptions: Sendable {
  /// Paths, seed, day and threads, as for a run.
  public var run: RunOptions
  /// The year.
  public var year: Int
  /// The variants wanted, by id; all when empty.
  public var variants: [String]

  /// Options.
  public init(run: RunOptions, year: Int, variants: [String] = []) {
    self.run = run
    self.year = year
    self.variants = variants
  }
}

/// A growth scenario from specification to tables.
public enum GrowthRun {
  /// Settles history, forecasts, conditions and tabulates.
  ///
  /// - Throws: `faults` when the scenario asks for what its data cannot give; `cancelled`.
  public static func run(
    _ bundle: ScenarioBundle, options: GrowthOptions,
    isCancelled: @escaping @Sendable () -> Bool = { false }
  ) throws(PipelineError) -> GrowthResult {
    let setup = try GrowthSetup(bundle, options: options)
    let assembly = try GrowthAssembly(setup)
    let paths: GrowthPaths
    do {
      paths = try GrowthSimulator(plan: assembly.plan, threads: options.run.threads).run(
        paths: setup.paths, isCancelled: isCancelled)
    } catch {
      throw setup.failure(error, variants: assembly.variants)
    }
    let tables = GrowthTables(setup: setup, assembly: assembly, paths: paths)
    return result(bundle.scenario, setup, assembly, paths, tables)
  }

  private static func result(
    _ scenario: Scenario, _ setup: GrowthSetup, _ assembly: GrowthAssembly,
    _ paths: GrowthPaths, _ tables: GrowthTables
  ) -> GrowthResult {
    let data = setup.data
    let backtest = setup.backtest()
    return GrowthResult(
      scenario: scenario.name, title: scenario.title, region: scenario.region.name,
      year: setup.year, asOf: setup.asOf, unit: setup.unit, seed: assembly.plan.seed,
      paths: setup.paths, sectors: setup.sectors,
      variants: variants(assembly, paths), tables: tables.all,
      runRate: setup.runRate, discrepancies: setup.history.discrepancies,
      revisions: data.revisions(), calibration: backtest.calibration(source: setup.lender),
      rivals: backtest.allRivals,
      sources: setup.sources(),
      fits: data.tree.nodes.indices.map { node in
        let number = data.leavesUnder[node].count == 1 ? data.leavesUnder[node][0] : nil
        return GrowthFit(
          sector: data.tree.nodes[node],
          longRunGrowth: 100 * (Double.exp(assembly.outlook.longRun[node]) - 1),
          momentum: 100 * assembly.outlook.momentum[node],
          surprise: 100 * assembly.outlook.surprises[node],
          months: number.map { assembly.months[$0].method } ?? "")
      })
  }

  private static func variants(
    _ assembly: GrowthAssembly, _ paths: GrowthPaths
  ) -> [GrowthVariant] {
    let baseline = GrowthVariant(
      id: "baseline",
      title: LocalizedText(en: "Forecast without conditions", vi: "Dự báo không điều kiện"),
      conditions: [], plausibilityPercentile: nil, probability: nil, probabilityError: nil)
    return [baseline]
      + zip(assembly.variants, paths.variants.dropFirst()).map { variant, result in
        let probability = EstimatedProbability(
          hits: UInt64(result.reached), paths: UInt64(paths.paths))
        return GrowthVariant(
          id: variant.id, title: variant.title,
          conditions: variant.conditions.map(GrowthConditions.formula),
          plausibilityPercentile: result.plausibility.map { 100 * $0 },
          probability: probability.value, probabilityError: probability.standardError)
      }
  }
}
