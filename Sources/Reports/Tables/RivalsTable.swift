internal import Files
public import Pipeline
public import Tables

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
    "covered_80_error", "Its standard error, clustered by year.")
  static let cases = Column<Int>("cases", "Years and sectors compared.")

  static let definition = TableDefinition<Spoken<GrowthRival>>(
    "rivals", commands: ["monthly", "track"],
    meaning: "Past years forecast again, beside the growth of the year to date.",
    fields: [
      Field(CommonColumns.scenario) { $0.scenario },
      Field(scope) { $0.subject.scope },
      Field(quarters) { $0.subject.quarters },
      Field(forecastError) { $0.subject.forecastError },
      Field(runRateError) { $0.subject.runRateError },
      Field("ratio", "The first over the second; below 1 the forecast was better.") {
        $0.subject.forecastError / $0.subject.runRateError
      },
      Field(covered) { $0.subject.covered },
      Field(coveredError) { $0.subject.coveredError },
      Field(cases) { $0.subject.cases },
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
