internal import Coherence
internal import Files
public import Plans
internal import Randomness
internal import RealModule
public import Scoring
internal import Simulation
public import TimeSeries

/// The year's targets after each realised quarter; reports only arrange it.
public struct GrowthTracking: Sendable {
  /// The chance of all that one variant asks of the year after one realised period; all else of its first condition.
  public struct Row: Sendable, Hashable {
    /// The variant.
    public let target: String
    /// What it asks.
    public let condition: GrowthCondition
    /// What it asks besides, which its chance counts.
    public let others: [GrowthCondition]
    /// The last realised period.
    public let period: Period
    /// Growth of the year to date of what the target speaks of, percent; `nil` before the first quarter.
    public let realisedToDate: Double?
    /// Whether that growth is not settled by what is published.
    public let isEstimate: Bool
    /// The same as it was published; `nil` where it was not.
    public let published: PublishedFigure?
    /// The share of paths that reach at least all that is asked; 1 or 0 when the year is over.
    public let probability: Double
    /// Its simulation error; `nil` when the year is over.
    public let probabilityError: Double?
    /// Whether the target was met.
    public let verdict: GrowthVerdict
    /// Growth that the rest of the year needs, percent; `nil` when nothing is left.
    public let requiredRest: Double?
    /// Growth of the year if the growth to date goes on, percent; `nil` before the first quarter.
    public let runRate: Double?
    /// The forecast of the year's growth as it will first be published, percent.
    public let p10, p50, p90: Double
    /// The share of paths that reach at least the target as it will finally be known, also when the year is over.
    public let finalProbability: Double
    /// How far the figure first published will be revised.
    public let revision: GrowthRevision

    /// The forecast of the year's growth as it will finally be known, percent: revisions are taken as normal and
    /// independent, so that squares of distances from the middle add.
    public var finalP10: Double { p50 - Self.wider(p50 - p10, revision.size) }
    /// The same, nine in ten futures.
    public var finalP90: Double { p50 + Self.wider(p90 - p50, revision.size) }

    private static func wider(_ distance: Double, _ deviation: Double) -> Double {
      let revised = StandardNormal.quantile(0.9) * deviation
      return (distance * distance + revised * revised).squareRoot()
    }
  }

  /// What one sector has contributed after one realised period.
  public struct Contribution: Sendable, Hashable {
    /// The last realised period.
    public let period: Period
    /// The sector's position among `sectors`.
    public let sector: Int
    /// Growth of the year to date, percent.
    public let growthToDate: Double
    /// Whether that growth is not settled by what is published.
    public let isEstimate: Bool
    /// The same as it was published; `nil` where it was not.
    public let published: PublishedFigure?
    /// Contribution to the top's growth of the year to date, points.
    public let contribution: Double
    /// The forecast of its year's growth, percent: of the mean level over paths, as the tables of a growth scenario have it.
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
    /// Quantiles of the forecast of the year's growth, percent.
    public let p10, p50, p90: Double
    /// Growth of the year to date, percent; of the year before when nothing is known yet.
    public let runRate: Double
    /// What came, percent.
    public let outcome: Double
    /// The rank of the outcome in the forecast.
    let rank: Double
    /// Growth that is asked for: half a point more than in the year before, percent.
    public let asked: Double
    /// The chance of at least that.
    public let probability: Double
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
  /// The unit of levels, as published.
  public let unit: String
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
  /// What was said of growth half a point above the year before in past years, and how often it came; none unless
  /// asked for.
  public let pastChances: [(sectors: GrowthRival.Scope.Sectors, chances: StatedChances)]
  /// What readers must know of how figures were used.
  public let notes: [GrowthNote]
  /// Measures beside the sectors: their past years forecast again; empty unless asked for.
  public let measureRivals: [MeasureRival]
  /// Their names, by id.
  public let measureNames: [String: LocalizedText]

  /// Follows a year quarter by quarter, month by month where months are published.
  ///
  /// Each point is seen with what was known when its period came out: nothing about later periods, no later
  /// vintage.
  ///
  /// - Throws: `faults`, `cancelled`.
  public static func run(
    _ bundle: ScenarioBundle, options: GrowthOptions, withPast: Bool,
    isCancelled: @escaping @Sendable () -> Bool = { false }
  ) throws(PipelineError) -> GrowthTracking {
    // What nothing is asked of by variants is followed by its measures.
    let isAsked = bundle.scenario.growth.map { !$0.variants.isEmpty } ?? false
    if !isAsked && !bundle.scenario.measures.isEmpty {
      return ofMeasures(bundle, options, withPast: withPast)
    }
    let setup = try GrowthSetup(bundle, options: options)
    var notes = options.yearNote + setup.history.notes + setup.assumedBases
    let tracked = setup.variants.filter { TrackedTarget.followed($0, year: setup.year) != nil }
    guard !tracked.isEmpty else {
      let place = setup.variants.first?.location ?? setup.scenario.resolved.location
      throw .faults([
        setup.variants.isEmpty
          ? Fault(.json(.missingKey("variants")), at: place)
          : Fault(
            .growth(.noYearlyCondition(year: setup.year)), at: place,
            hint: .mend(.askYear(setup.year)))
      ])
    }
    notes += setup.unpublishedQuarters
    notes += setup.laterVariants.map {
      GrowthNote(kind: .variantNotIssued, name: $0.id, title: $0.title)
    }
    notes += tracked.compactMap { GrowthNote(together: $0, year: setup.year) }
    notes += setup.variants.filter { variant in !tracked.contains { $0.id == variant.id } }
      .map { GrowthNote(kind: .variantNotTracked, name: $0.id, title: $0.title) }
    var rows: [Row] = []
    var contributions: [Contribution] = []
    for point in TrackingPoint.all(setup) {
      guard let step = try TrackingStep.look(bundle, options, point, tracked) else {
        notes.append(
          GrowthNote(kind: .pointWithoutHistory, first: point.period, last: point.period))
        continue
      }
      if point.moment == nil {
        notes += GrowthBridge.notes(step.assembly.bridges, step.setup)
      }
      let told = try step.told(threads: options.run.threads, isCancelled: isCancelled)
      rows += told.rows
      if point.months == 0 { contributions += told.contributions }
    }
    guard !rows.isEmpty else { throw .faults([setup.data.withoutHistory(0)]) }
    let backtest = setup.backtest(threads: options.run.threads)
    if withPast, backtest.cases.isEmpty { notes.append(GrowthNote(kind: .noPastYears)) }
    let measures = withPast ? ScorecardRun.rivals(bundle, options) : (rivals: [], untried: [])
    notes += measures.untried
    return GrowthTracking(
      scenario: setup.scenario.name, title: setup.scenario.title, year: setup.year,
      asOf: setup.asOf, seed: setup.seed, paths: setup.paths, unit: setup.unit,
      sectors: setup.sectors,
      rows: rows, contributions: contributions, discrepancies: setup.history.discrepancies,
      calibration: backtest.calibration(source: setup.lender), rivals: backtest.allRivals,
      past: withPast ? backtest.cases : [],
      pastChances: withPast
        ? GrowthRival.Scope.Sectors.allCases.map { ($0, backtest.chances($0)) } : [],
      notes: notes.uniqued(), measureRivals: measures.rivals,
      measureNames: bundle.scenario.measureNames)
  }

  /// Measures alone, of a scenario without sectors or without variants.
  private static func ofMeasures(
    _ bundle: ScenarioBundle, _ options: GrowthOptions, withPast: Bool
  ) -> GrowthTracking {
    let scenario = bundle.scenario
    let measures = withPast ? ScorecardRun.rivals(bundle, options) : (rivals: [], untried: [])
    return GrowthTracking(
      scenario: scenario.name, title: scenario.title, year: options.year,
      asOf: options.run.asOf ?? scenario.asOf, seed: options.run.seed ?? scenario.simulation.seed,
      paths: options.run.paths ?? scenario.simulation.paths, unit: "", sectors: [], rows: [],
      contributions: [], discrepancies: [], calibration: [], rivals: [], past: [],
      pastChances: [], notes: measures.untried, measureRivals: measures.rivals,
      measureNames: scenario.measureNames)
  }
}

extension GrowthBacktest {
  /// Years in which the pandemic decided.
  private static let pandemic = 2020...2022

  /// Errors over all years, and without those of the pandemic.
  var allRivals: [GrowthRival] {
    rivals() + rivals(without: Self.pandemic)
  }
}
