internal import Coherence
internal import Files
public import Plans
internal import RealModule
internal import Simulation
public import TimeSeries

/// The year's targets after each realised quarter; reports only arrange it.
public struct GrowthTracking: Sendable {
  /// The chance of one variant's target after one realised period.
  public struct Row: Sendable, Hashable {
    /// The variant.
    public let target: String
    /// What it asks.
    public let condition: GrowthCondition
    /// The last realised period.
    public let period: Period
    /// Growth of the year to date of what the target speaks of, percent; `nil` before the first quarter.
    public let realisedToDate: Double?
    /// Whether that growth is not settled by what is published.
    public let isEstimate: Bool
    /// The same as it was published; `nil` where it was not.
    public let published: PublishedFigure?
    /// The share of paths that reach at least the target; 1 or 0 when the year is over.
    public let probability: Double
    /// Its simulation error; `nil` when the year is over.
    public let probabilityError: Double?
    /// Whether the target was met.
    public let verdict: GrowthVerdict
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
    /// Whether that growth is not settled by what is published.
    public let isEstimate: Bool
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
  /// What readers must know of how figures were used.
  public let notes: [GrowthNote]

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
    let setup = try GrowthSetup(bundle, options: options)
    var notes = setup.history.notes + setup.assumedBases
    let tracked = setup.variants.filter { TrackedTarget.yearly($0, year: setup.year) != nil }
    guard !tracked.isEmpty else {
      var faults = FaultCollector()
      let place = setup.variants.first?.location ?? setup.scenario.resolved.location
      if setup.variants.isEmpty {
        faults.note(.json(.missingKey("variants")), at: place)
      } else {
        faults.note(
          .growth(.noYearlyCondition(year: setup.year)), at: place,
          hint: .mend(.askYear(setup.year)))
      }
      throw .faults(faults.found)
    }
    notes += setup.variants.filter { variant in !tracked.contains { $0.id == variant.id } }
      .map { GrowthNote(kind: .variantNotTracked, name: $0.id) }
    var rows: [Row] = []
    var contributions: [Contribution] = []
    for point in TrackingPoint.all(setup) {
      guard let step = try TrackingStep.look(bundle, options, point, tracked) else {
        notes.append(
          GrowthNote(kind: .pointWithoutHistory, first: point.period, last: point.period))
        continue
      }
      rows += try step.rows(threads: options.run.threads, isCancelled: isCancelled)
      if point.months == 0 { contributions += step.contributions() }
    }
    guard !rows.isEmpty else {
      var faults = FaultCollector()
      let sector = setup.data.sectors[0]
      faults.note(
        .growth(.sectorWithoutHistory(sector: sector.id, asOf: setup.data.day)),
        at: sector.location,
        hint: .mend(.addLevel(sector: sector.id)))
      throw .faults(faults.found)
    }
    let backtest = setup.backtest()
    var seen: Set<GrowthNote> = []
    return GrowthTracking(
      scenario: setup.scenario.name, title: setup.scenario.title, year: setup.year,
      asOf: setup.asOf, seed: setup.seed, paths: setup.paths, unit: setup.unit,
      sectors: setup.sectors,
      rows: rows, contributions: contributions, discrepancies: setup.history.discrepancies,
      calibration: backtest.calibration(source: setup.lender), rivals: backtest.allRivals,
      past: withPast
        ? backtest.cases.map {
          PastCase(
            sector: $0.node, year: $0.year, quarters: $0.quarters, p10: $0.p10, p50: $0.p50,
            p90: $0.p90, runRate: $0.runRate, outcome: $0.outcome)
        } : [], notes: notes.filter { seen.insert($0).inserted })
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
