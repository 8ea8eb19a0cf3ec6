internal import Attainment
internal import Files
internal import Pipeline
internal import Plans
public import Simulation
public import Tables
internal import TimeSeries

/// `projections.csv`.
enum ProjectionTable {
  /// Whether a value is known or forecast.
  enum Kind: String, Fact, FieldValue, CaseIterable {
    case actual, projection
  }

  /// One indicator in one period.
  struct Row: Sendable {
    let indicator: IndicatorResult
    let period: Period
    /// The value where it is known.
    let actual: Double?
    /// The distribution where it is not.
    let summary: StepSummary?
    /// How finely values of the year are published.
    var scale = PublishedScale.exact
  }

  static let name = Column<String>("name", "Name of the indicator, in the language of the run.")
  static let kind = Column<Kind>("kind", "actual or projection.")
  static let mean = Column<Double>("mean", "Mean over paths; the value itself where it is known.")
  static let deviation = Column<Double>("sd", "Standard deviation over paths.")
  static let quantiles: [(column: Column<Double>, probability: Double)] = [
    (Column("p2_5", "2.5% of paths lie at or below."), 0.025),
    (Column("p5", "5% of paths."), 0.05), (Column("p10", "10% of paths."), 0.1),
    (Column("p25", "25% of paths."), 0.25), (Column("p50", "Half of the paths."), 0.5),
    (Column("p75", "75% of paths."), 0.75), (Column("p90", "90% of paths."), 0.9),
    (Column("p95", "95% of paths."), 0.95), (Column("p97_5", "97.5% of paths."), 0.975),
  ]

  static let definition = TableDefinition<Spoken<Row>>(
    "projections", "Every indicator by period: what is known, then the forecast.",
    ofScenario: [
      Field(CommonColumns.indicator) { $0.indicator.id },
      Field(name) { $0.language.text($0.indicator.name) },
      Field(CommonColumns.unit) { $0.language.text($0.indicator.unit) },
      Field(CommonColumns.frequency) { $0.period.frequency },
      Field(CommonColumns.period) { $0.period },
      Field(kind) { $0.summary == nil ? .actual : .projection },
      Field(mean) { $0.summary?.statedMean ?? $0.actual },
      Field(deviation) { $0.summary?.statedDeviation },
    ]
      + quantiles.map { column, probability in
        Field(column) { row in row.summary.map { row.scale.printed($0.quantile(probability)) } }
      })

  static func rows(_ result: RunResult) -> [Row] {
    result.indicators.flatMap { indicator in
      let known = Set(indicator.actuals.map(\.period))
      return indicator.actuals.map {
        Row(indicator: indicator, period: $0.period, actual: $0.value, summary: nil)
      }
        + zip(zip(result.years, indicator.summaries), indicator.scales).compactMap { item, scale in
          let (year, summary) = item
          guard let summary, !known.contains(.year(year)) else { return nil }
          return Row(
            indicator: indicator, period: .year(year), actual: nil, summary: summary, scale: scale)
        }
    }
  }
}

/// `drivers.csv`.
enum DriverTable {
  static let driver = Column<Driver>(
    "driver", "innovations, parameters, judgement, levers or shocks.")
  static let share = Column<Double>(
    "share", "Share of the variance; the shares of an indicator and year add to 1.")

  static let definition = TableDefinition<Spoken<DriverRow>>(
    "drivers",
    "Where the spread of an indicator comes from, in the years of its targets: Shapley shares of the variance.",
    ofScenario: [
      Field(CommonColumns.indicator) { $0.indicator },
      Field(CommonColumns.year) { $0.year },
      Field(driver) { $0.driver },
      Field(share) { $0.share },
      Field("sd", "Standard deviation of the indicator, in its unit.") { $0.deviation },
    ])
}

extension Driver: Fact, FieldValue {}
