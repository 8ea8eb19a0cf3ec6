internal import Files
public import Tables
public import Tracking

/// `tracking.csv`.
enum TrackingTable {
  static let target = Column<String>(
    "target", "Variant that is followed by its first condition on the whole year.")
  static let period = GrowthColumns.period.meaning("Last realised period.")
  static let realised = Column<Double>(
    "realised_ytd_percent", "Growth of the year to date; blank before the first period.")
  static let probability = Column<Double>(
    "probability", "Share of paths that reach at least all that the variant asks of the year.")
  static let error = Column<Double>("mc_error", "Its standard error.")
  static let requiredRest = Column<Double>(
    "required_rest_percent",
    "Growth that the rest of the year needs; blank when nothing is left.")
  static let runRate = Column<Double>(
    "run_rate_percent",
    "Growth of the year if the growth to date goes on; blank before the first period.")
  static let published = Column<PublishedFigure>(
    "published_ytd_yoy_percent",
    "Growth of the year to date as it was published; blank where the target is that of several sectors."
  )
  static let verdict = Column<GrowthVerdict>(
    "verdict",
    "met or missed where the year is over or some of what is asked was missed, else open.")
  static let status = GrowthColumns.toDateStatus.meaning(
    "actual where published figures settle the growth to date, else estimate; blank before the first period."
  )

  static let revision = Column<Double>(
    "revision_pp",
    "Standard deviation of what the year's growth is revised by after its first figure, points: past years of the series beside a usual 0.6 points."
  )

  static let definition = TableDefinition<Spoken<GrowthTracking.Row>>(
    "tracking", "The year's targets after each realised period.",
    ofScenario: [
      Field(target) { $0.target },
      Field(period) { $0.period },
      Field(realised) { $0.realisedToDate },
      Field(probability) { $0.probability },
      Field(error) { $0.probabilityError },
      Field(requiredRest) { $0.requiredRest },
      Field(runRate) { $0.runRate },
      Field(GrowthColumns.outlookP10) { $0.p10 },
      Field(GrowthColumns.outlookP50) { $0.p50 },
      Field(GrowthColumns.outlookP90) { $0.p90 },
      Field(published) { $0.published },
      Field(verdict) { $0.verdict },
      Field(status) { GrowthCell.Status(isEstimate: $0.isEstimate, of: $0.realisedToDate) },
      Field(
        "final_probability",
        "Share of paths that reach at least all that is asked, as the year will finally be known."
      ) { $0.finalProbability },
      Field(
        "final_p10",
        "Growth of the whole year as it will finally be known: 10% of futures lie at or below, percent."
      ) { $0.finalP10 },
      Field("final_p90", "The same, 90% of futures.") { $0.finalP90 },
      Field(revision) { $0.revision.size },
    ])
}

/// `contributions.csv`.
enum ContributionsTable {
  static let growthToDate = Column<Double>("ytd_yoy_percent", "Growth of the year to date.")

  static let definition = TableDefinition<
    Spoken<(sector: GrowthSector, part: GrowthTracking.Contribution)>
  >(
    "contributions", "What each sector has contributed after each realised quarter.",
    ofScenario: [
      Field(GrowthColumns.period.meaning("Last realised quarter.")) { $0.subject.part.period },
      Field(GrowthColumns.sector) { $0.subject.sector.id },
      Field(GrowthColumns.parent) { $0.subject.sector.parent },
      Field(GrowthColumns.sectorName) { $0.language.text($0.subject.sector.name) },
      Field(growthToDate) { $0.subject.part.growthToDate },
      Field(
        "contribution_pp", "Contribution to the top sector's growth of the year to date, points."
      ) { $0.subject.part.contribution },
      Field(
        "outlook_yoy_percent",
        "Forecast of the sector's growth of the year: of the mean level over paths, as monthly has it."
      ) {
        $0.subject.part.outlook
      },
      Field(GrowthColumns.toDateStatus) {
        GrowthCell.Status(isEstimate: $0.subject.part.isEstimate, of: $0.subject.part.growthToDate)
      },
      Field(
        "published_ytd_yoy_percent",
        "Growth of the year to date as it was published; blank where none was."
      ) { $0.subject.part.published },
    ])
}

/// `backtest.csv`.
enum PastYearsTable {
  static let definition = TableDefinition<
    Spoken<(sector: GrowthSector, past: GrowthTracking.PastCase)>
  >(
    "backtest", "With --backtest: every forecast of past years.",
    ofScenario: [
      Field(GrowthColumns.sector) { $0.subject.sector.id },
      Field("year", "Year that was forecast.") { $0.subject.past.year },
      Field(GrowthColumns.quartersKnown) { $0.subject.past.quarters },
      Field(GrowthColumns.outlookP10) { $0.subject.past.p10 },
      Field(GrowthColumns.outlookP50) { $0.subject.past.p50 },
      Field(GrowthColumns.outlookP90) { $0.subject.past.p90 },
      Field(
        "run_rate_percent",
        "Growth of the year to date; of the year before when no quarter is known."
      ) { $0.subject.past.runRate },
      Field("outcome_percent", "Growth that came.") { $0.subject.past.outcome },
      Field("asked_percent", "Growth half a point above that of the year before.") {
        $0.subject.past.asked
      },
      Field("probability", "Chance of at least that, as it was forecast.") {
        $0.subject.past.probability
      },
    ])
}

/// `rivals.csv`.
enum RivalsTable {
  static let scope = Column<GrowthRival.Scope>(
    "scope", "top or all sectors; with or without the years 2020–2022.")
  static let quarters = GrowthColumns.quartersKnown.meaning(
    "Whole quarters known when the year was forecast.")
  static let forecastError = Column<Double>(
    "forecast_mae_pp", "Mean absolute error of the forecast, points.")
  static let runRateError = Column<Double>(
    "run_rate_mae_pp", "The same of the growth of the year to date.")
  static let covered = Column<Double>("covered_80", "Share of outcomes inside the 80% band.")
  static let coveredError = Column<Double>(
    "covered_80_error",
    "Its standard error, clustered by year, and at least that of independent cases.")
  static let cases = Column<Int>("cases", "Years and sectors compared.")

  static let definition = TableDefinition<Spoken<GrowthRival>>(
    "rivals", "Past years forecast again, beside the growth of the year to date.",
    ofScenario: [
      Field(scope) { $0.scope },
      Field(quarters) { $0.quarters },
      Field(forecastError) { $0.forecastError },
      Field(runRateError) { $0.runRateError },
      Field("ratio", "The first over the second; below 1 the forecast was better.") {
        $0.forecastError / $0.runRateError
      },
      Field(covered) { $0.covered },
      Field(coveredError) { $0.coveredError },
      Field(cases) { $0.cases },
    ])
}

extension GrowthRival.Scope: Fact, FieldValue {
  private static let without = " without "

  /// `top`, or `all without 2020–2022`.
  public var code: String {
    sectors.rawValue + (leftOut.map { "\(Self.without)\($0.lowerBound)–\($0.upperBound)" } ?? "")
  }

  /// The scope that is written so.
  public init?(code: String) {
    let parts = code.split(separator: Self.without, maxSplits: 1)
    guard let sectors = parts.first.flatMap({ Sectors(rawValue: String($0)) }) else { return nil }
    guard parts.count > 1 else {
      self.init(sectors)
      return
    }
    let years = parts[1].split(separator: "–").compactMap { Int($0) }
    guard years.count == 2, years[0] <= years[1] else { return nil }
    self.init(sectors, without: years[0]...years[1])
  }
}
