internal import Files
internal import Pipeline
internal import Tables

/// `tracking.csv`.
enum TrackingTable {
  static let target = Column<String>(
    "target", "Variant whose condition on the whole year is followed.")
  static let period = GrowthColumns.period.meaning("Last realised period.")
  static let realised = Column<Double>(
    "realised_ytd_percent", "Growth of the year to date; blank before the first period.")
  static let probability = Column<Double>(
    "probability", "Share of paths that reach at least the target.")
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
    "verdict", "met or missed where the year is over, else open.")
  static let status = GrowthColumns.toDateStatus.meaning(
    "actual where published figures settle the growth to date, else estimate; blank before the first period."
  )

  static let definition = TableDefinition<Spoken<GrowthTracking.Row>>(
    "tracking", commands: ["track"],
    meaning: "The year's targets after each realised period.",
    fields: [
      Field(CommonColumns.scenario) { $0.scenario },
      Field(target) { $0.subject.target },
      Field(period) { $0.subject.period },
      Field(realised) { $0.subject.realisedToDate },
      Field(probability) { $0.subject.probability },
      Field(error) { $0.subject.probabilityError },
      Field(requiredRest) { $0.subject.requiredRest },
      Field(runRate) { $0.subject.runRate },
      Field(GrowthColumns.outlookP10) { $0.subject.p10 },
      Field(GrowthColumns.outlookP50) { $0.subject.p50 },
      Field(GrowthColumns.outlookP90) { $0.subject.p90 },
      Field(published) { $0.subject.published },
      Field(verdict) { $0.subject.verdict },
      Field(status) {
        GrowthCell.Status(isEstimate: $0.subject.isEstimate, of: $0.subject.realisedToDate)
      },
    ])
}
