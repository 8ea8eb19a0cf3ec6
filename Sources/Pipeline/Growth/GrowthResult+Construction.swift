package import Plans
package import TimeSeries

// Reports are tested on results made by hand; nothing outside the package makes one.

extension GrowthResult {
  /// A result.
  package init(
    _ scenario: String, title: LocalizedText, region: LocalizedText, year: Int,
    asOf: CalendarDate?, unit: String, seed: UInt64, paths: Int, sectors: [GrowthSector],
    variants: [GrowthVariant], tables: [[GrowthTable]], runRate: Double?,
    discrepancies: [GrowthDiscrepancy], revisions: (size: Double, cases: Int)?,
    calibration: [CalibrationRow], rivals: [GrowthRival], sources: [GrowthSource],
    fits: [GrowthFit], notes: [GrowthNote] = []
  ) {
    self.scenario = scenario
    self.title = title
    self.region = region
    self.year = year
    self.asOf = asOf
    self.unit = unit
    self.seed = seed
    self.paths = paths
    self.sectors = sectors
    self.variants = variants
    self.tables = tables
    self.runRate = runRate
    self.discrepancies = discrepancies
    self.revisions = revisions
    self.calibration = calibration
    self.rivals = rivals
    self.sources = sources
    self.fits = fits
    self.notes = notes
  }
}

extension GrowthSector {
  /// A sector.
  package init(
    _ id: String, parent: String, name: LocalizedText, depth: Int,
    isUnpublished: Bool = false
  ) {
    self.id = id
    self.parent = parent
    self.name = name
    self.depth = depth
    self.isUnpublished = isUnpublished
  }
}

extension GrowthVariant {
  /// A variant.
  package init(
    _ id: String, title: LocalizedText, conditions: [GrowthCondition],
    outcomes: [Double?] = [], plausibilityPercentile: Double?, stance: GrowthStance? = nil,
    probability: Double?, probabilityError: Double?, verdict: GrowthVerdict? = nil
  ) {
    self.id = id
    self.title = title
    self.conditions = conditions
    self.outcomes = outcomes.isEmpty ? conditions.map { _ in nil } : outcomes
    self.plausibilityPercentile = plausibilityPercentile
    self.stance = stance
    self.probability = probability
    self.probabilityError = probabilityError
    self.verdict = verdict
  }
}

extension GrowthTable {
  /// The figures of a sector: years, quarters, months.
  package init(_ annual: [GrowthCell], _ quarterly: [GrowthCell], _ monthly: [GrowthCell]) {
    self.annual = annual
    self.quarterly = quarterly
    self.monthly = monthly
  }
}

extension GrowthFigure {
  /// A figure.
  package init(_ series: String, _ period: Period, _ origin: Origin = .published(nil)) {
    self.series = series
    self.period = period
    self.origin = origin
  }
}

extension GrowthDiscrepancy {
  /// A figure that gave way.
  package init(
    _ sector: String, figure: GrowthFigure, published: Double, implied: Double,
    rounding: Double, isSpread: Bool
  ) {
    self.sector = sector
    self.figure = figure
    self.published = published
    self.implied = implied
    self.rounding = rounding
    self.isSpread = isSpread
  }
}

extension GrowthRival {
  /// Errors after so many quarters.
  package init(
    _ scope: Scope, quarters: Int, forecastError: Double, runRateError: Double, cases: Int,
    covered: Double, coveredError: Double
  ) {
    self.scope = scope
    self.quarters = quarters
    self.forecastError = forecastError
    self.runRateError = runRateError
    self.cases = cases
    self.covered = covered
    self.coveredError = coveredError
  }
}

extension GrowthSource {
  /// A source.
  package init(_ series: String, of region: String, source: String, vintage: CalendarDate?) {
    self.series = series
    self.region = region
    self.source = source
    self.vintage = vintage
  }
}

extension GrowthFit {
  /// What was estimated for a sector whose months nobody asks for.
  package init(_ sector: String, longRunGrowth: Double?, momentum: Double?, surprise: Double?) {
    self.sector = sector
    self.longRunGrowth = longRunGrowth
    self.momentum = momentum
    self.surprise = surprise
    months = nil
  }
}
