internal import Coherence
internal import Files
internal import LinearAlgebra
public import Plans
internal import RealModule
internal import Simulation
public import TimeSeries

/// What is asked of a growth scenario.
public struct GrowthOptions: Sendable {
  /// Paths, seed, day and threads, as for a run.
  public var run: RunOptions
  /// The year.
  public var year: Int
  /// The variants wanted, by id; all when empty.
  public var variants: [String]
  /// The day by which what series ask of measures must have been laid down; `nil` for that of the run.
  public var plansAsOf: CalendarDate?
  /// What an earlier run was asked, in place of what is asked of the same now.
  public var earlierPlans: SaidPlans?
  /// The year of the day, where no year was asked for.
  public var yearOfDay: Int?

  /// Options.
  public init(run: RunOptions, year: Int, variants: [String] = []) {
    self.run = run
    self.year = year
    self.variants = variants
  }

  /// That another year than that of the day is spoken of though nobody asked for one.
  var yearNote: [GrowthNote] {
    guard let yearOfDay, yearOfDay != year else { return [] }
    return [GrowthNote(kind: .yearOfVariants, first: .year(year), last: .year(yearOfDay))]
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
    let (assembly, paths, overtaken) = try simulate(
      setup, options, without: try overtaken(setup, bundle.scenario, options), isCancelled)
    let tables = GrowthTable.all(setup: setup, assembly: assembly, paths: paths)
    var result = result(bundle.scenario, options, setup, assembly, paths, tables, overtaken)
    result.hasConstantPrices = setup.hasConstantPrices
    result.pastQuarters = PastQuarter.all(setup)
    result.currentPrices = CurrentPriceRow.all(bundle, year: options.year, asOf: setup.asOf)
    return result
  }

  /// The paths of all variants but some.
  ///
  /// A variant of which something was missed may ask of the rest what cannot be any more: it is left out, too.
  private static func simulate(
    _ setup: GrowthSetup, _ options: GrowthOptions, without overtaken: [String],
    _ isCancelled: @escaping @Sendable () -> Bool
  ) throws(PipelineError) -> (GrowthAssembly, GrowthPaths, [String]) {
    let assembly = try GrowthAssembly(
      setup, variants: setup.variants.filter { !overtaken.contains($0.id) })
    do throws(PipelineError) {
      let paths = try setup.simulate(
        assembly.plan, variants: assembly.variants, threads: options.run.threads,
        isCancelled: isCancelled)
      return (assembly, paths, overtaken)
    } catch {
      guard case .faults(let faults) = error, let fault = faults.first,
        case .growth(.impossibleVariant(let id, _)) = fault.problem,
        assembly.variants.contains(where: { $0.variant.id == id && $0.reached.contains(false) })
      else { throw error }
      return try simulate(setup, options, without: overtaken + [id], isCancelled)
    }
  }

  /// Variants that the figures of another day than the scenario's own have overtaken: no fault of the scenario.
  ///
  /// - Returns: none where variants are asked for by name, and once the year is over, when they have verdicts.
  private static func overtaken(
    _ setup: GrowthSetup, _ scenario: Scenario, _ options: GrowthOptions
  ) throws(PipelineError) -> [String] {
    guard options.variants.isEmpty, setup.asOf != scenario.asOf, setup.settledQuarters < 4
    else { return [] }
    let conditions = GrowthConditions(setup, try GrowthAssembly(setup, variants: []))
    return setup.variants.filter { conditions.isOvertaken($0) }.map(\.id)
  }

  private static func result(
    _ scenario: Scenario, _ options: GrowthOptions, _ setup: GrowthSetup,
    _ assembly: GrowthAssembly, _ paths: GrowthPaths, _ tables: [[GrowthTable]],
    _ overtaken: [String]
  ) -> GrowthResult {
    let data = setup.data
    let backtest = setup.backtest(threads: options.run.threads)
    return GrowthResult(
      scenario: scenario.name, title: scenario.title, region: scenario.region.name,
      year: setup.year, asOf: setup.asOf, unit: setup.unit, seed: assembly.plan.seed,
      paths: setup.paths, sectors: setup.sectors,
      variants: variants(setup, assembly, paths), tables: tables,
      runRate: setup.runRate,
      discrepancies: setup.history.discrepancies + assembly.discrepancies,
      revisions: data.revisions(), calibration: backtest.calibration(source: setup.lender),
      rivals: backtest.allRivals,
      sources: setup.sources(),
      fits: data.tree.nodes.indices.map { node in
        let number = data.leavesUnder[node].count == 1 ? data.leavesUnder[node][0] : nil
        return GrowthFit(
          sector: data.tree.nodes[node],
          longRunGrowth: (assembly.outlook?.longRun[node]).map { 100 * (Double.exp($0) - 1) },
          momentum: (assembly.outlook?.momentum[node]).map { 100 * $0 },
          surprise: (assembly.outlook?.surprises[node]).map { 100 * $0 },
          months: number.map { assembly.months[$0].method })
      },
      notes: options.yearNote + setup.unpublishedQuarters + notes(setup, assembly)
        + centres(setup, paths, tables)
        + setup.laterVariants.map {
          GrowthNote(kind: .variantNotIssued, name: $0.id, title: $0.title)
        }
        + overtaken.map { id in
          GrowthNote(
            kind: .variantOvertaken, name: id,
            title: setup.variants.first { $0.id == id }?.title)
        }
        + (setup.settledQuarters < 4
          ? assembly.variants.compactMap(\.missedNote) : []))
  }

  /// Points of growth by which mean and median part before it is said.
  private static let apart = 0.25

  /// Sectors that variants speak of whose middle future grows otherwise than the mean of futures.
  private static func centres(
    _ setup: GrowthSetup, _ paths: GrowthPaths, _ tables: [[GrowthTable]]
  ) -> [GrowthNote] {
    guard setup.settledQuarters < 4 else { return [] }
    let asked = setup.variants.flatMap(\.conditions).flatMap(\.sectors)
    return setup.data.tree.nodes.indices.compactMap { node in
      let (id, year) = (setup.data.tree.nodes[node], tables[0][node].annual[1])
      guard node == 0 || asked.contains(id), let mean = year.growth, mean > -100 else { return nil }
      let median = 100 * (paths.variants[0].p50[node][16] / (year.level / (1 + mean / 100)) - 1)
      guard abs(mean - median) >= apart else { return nil }
      return GrowthNote(
        kind: .meanApart, sector: id, first: year.period, last: year.period, growth: [mean, median])
    }
  }

  /// What readers must know, each once.
  private static func notes(_ setup: GrowthSetup, _ assembly: GrowthAssembly) -> [GrowthNote] {
    let unpublished = setup.data.leaves.filter { setup.isUnpublished($0) }.map {
      GrowthNote(kind: .sectorWithoutFigure, sector: setup.data.tree.nodes[$0])
    }
    return
      (setup.history.notes + setup.assumedBases + GrowthBridge.notes(assembly.bridges, setup)
      + assembly.months.flatMap(\.notes) + unpublished)
      .uniqued()
  }

  private static func variants(
    _ setup: GrowthSetup, _ assembly: GrowthAssembly, _ paths: GrowthPaths
  ) -> [GrowthVariant] {
    let baseline = GrowthVariant(
      id: VariantSpecification.forecastID,
      title: LocalizedText(en: "Forecast without conditions", vi: "Dự báo không điều kiện"),
      conditions: [], outcomes: [], plausibilityPercentile: nil, stance: nil, probability: nil,
      probabilityError: nil, verdict: nil)
    let forecast = paths.variants[0]
    return [baseline]
      + zip(assembly.variants, paths.variants.dropFirst()).map { asked, result in
        let chance = EstimatedProbability(
          hits: UInt64(result.reached), paths: UInt64(paths.paths))
        let isMissed = asked.reached.contains(false)
        // What was missed does not come back; what is still ahead has a chance of its own.
        let isDecided = asked.open.isEmpty
        return GrowthVariant(
          id: asked.variant.id, title: asked.variant.title,
          conditions: asked.variant.conditions, outcomes: asked.outcomes,
          plausibilityPercentile: result.plausibility.map { 100 * $0 },
          stance: stance(asked, assembly, forecast),
          probability: isDecided ? (isMissed ? 0 : 1) : chance.value,
          probabilityError: isDecided ? nil : chance.standardError, verdict: asked.verdict)
      }
  }

  /// Where what is asked lies beside the means of the forecast.
  private static func stance(
    _ asked: AskedVariant, _ assembly: GrowthAssembly, _ forecast: GrowthPaths.Variant
  ) -> GrowthStance? {
    let sides = Set(
      asked.open.map { _, condition, _ -> GrowthStance in
        let level = condition.leaves.reduce(0.0) { sum, leaf in
          condition.months.reduce(sum) { $0 + forecast.means[leaf][$1] }
        }
        let asked = condition.demand
        return asked.most < level ? .below : asked.least > level ? .above : .inside
      })
    let apart = sides.subtracting([.inside])
    return apart.count > 1 ? .mixed : apart.first ?? sides.first
  }
}
