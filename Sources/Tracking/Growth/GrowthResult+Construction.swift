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
    self.init(
      scenario: scenario, title: title, region: region, year: year, asOf: asOf, unit: unit,
      seed: seed, paths: paths, sectors: sectors, variants: variants, tables: tables,
      runRate: runRate, discrepancies: discrepancies, revisions: revisions,
      calibration: calibration, rivals: rivals, sources: sources, fits: fits, notes: notes)
  }
}

extension GrowthSector {
  /// A sector.
  package init(
    _ id: String, parent: String, name: LocalizedText, depth: Int,
    isUnpublished: Bool = false
  ) {
    self.init(id: id, parent: parent, name: name, depth: depth, isUnpublished: isUnpublished)
  }
}

extension GrowthVariant {
  /// A variant.
  package init(
    _ id: String, title: LocalizedText, conditions: [GrowthCondition],
    outcomes: [Double?] = [], plausibilityPercentile: Double?, stance: GrowthStance? = nil,
    probability: Double?, probabilityError: Double?, verdict: GrowthVerdict? = nil
  ) {
    self.init(
      id: id, title: title, conditions: conditions,
      outcomes: outcomes.isEmpty ? conditions.map { _ in nil } : outcomes,
      plausibilityPercentile: plausibilityPercentile, stance: stance, probability: probability,
      probabilityError: probabilityError, verdict: verdict)
  }
}

extension GrowthTable {
  /// The figures of a sector: years, quarters, months.
  package init(_ annual: [GrowthCell], _ quarterly: [GrowthCell], _ monthly: [GrowthCell]) {
    self.init(annual: annual, quarterly: quarterly, monthly: monthly)
  }
}

extension GrowthFigure {
  /// A figure.
  package init(_ series: String, _ period: Period, _ origin: Origin = .published(nil)) {
    self.init(series: series, period: period, origin: origin)
  }
}

extension GrowthDiscrepancy {
  /// A figure that gave way.
  package init(
    _ sector: String, figure: GrowthFigure, published: Double, implied: Double,
    rounding: Double, isSpread: Bool
  ) {
    self.init(
      sector: sector, figure: figure, published: published, implied: implied, rounding: rounding,
      isSpread: isSpread)
  }
}

extension GrowthRival {
  /// Errors after so many quarters.
  package init(
    _ scope: Scope, quarters: Int, forecastError: Double, runRateError: Double, cases: Int,
    covered: Double, coveredError: Double
  ) {
    self.init(
      scope: scope, quarters: quarters, forecastError: forecastError, runRateError: runRateError,
      cases: cases, covered: covered, coveredError: coveredError)
  }
}

extension GrowthSource {
  /// A source.
  package init(_ series: String, of region: String, source: String, vintage: CalendarDate?) {
    self.init(series: series, region: region, source: source, vintage: vintage)
  }
}

extension GrowthFit {
  /// What was estimated for a sector whose months nobody asks for.
  package init(_ sector: String, longRunGrowth: Double?, momentum: Double?, surprise: Double?) {
    self.init(
      sector: sector, longRunGrowth: longRunGrowth, momentum: momentum, surprise: surprise,
      months: nil)
  }
}
