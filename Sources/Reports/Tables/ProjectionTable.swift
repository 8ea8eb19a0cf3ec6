internal import Files
internal import Pipeline
internal import Plans
internal import Simulation
internal import Tables
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
  }

  static let name = Column<String>(
    "name", "Name of the indicator, in the language of the run.")
  static let kind = Column<Kind>("kind", "actual or projection.")
  static let mean = Column<Double>(
    "mean", "Mean over paths; the value itself where it is known.")
  static let deviation = Column<Double>("sd", "Standard deviation over paths.")
  static let quantiles: [(column: Column<Double>, probability: Double)] = [
    (Column("p2_5", "2.5% of paths lie at or below."), 0.025),
    (Column("p5", "5% of paths."), 0.05), (Column("p10", "10% of paths."), 0.1),
    (Column("p25", "25% of paths."), 0.25), (Column("p50", "Half of the paths."), 0.5),
    (Column("p75", "75% of paths."), 0.75), (Column("p90", "90% of paths."), 0.9),
    (Column("p95", "95% of paths."), 0.95), (Column("p97_5", "97.5% of paths."), 0.975),
  ]

  static let definition = TableDefinition<Spoken<Row>>(
    "projections", commands: ["run", "merge", "sweep"],
    meaning: "Every indicator by period: what is known, then the forecast.",
    fields: [
      Field(CommonColumns.scenario) { $0.scenario },
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
        Field(column) { $0.summary?.quantile(probability) }
      })

  static func of(_ result: RunResult, _ language: Language) -> Table {
    let rows = result.indicators.flatMap { indicator in
      let known = Set(indicator.actuals.map(\.period))
      return indicator.actuals.map {
        Row(indicator: indicator, period: $0.period, actual: $0.value, summary: nil)
      }
        + zip(result.years, indicator.summaries).compactMap { year, summary in
          guard let summary, !known.contains(.year(year)) else { return nil }
          return Row(indicator: indicator, period: .year(year), actual: nil, summary: summary)
        }
    }
    return definition.table(Spoken.all(rows, of: result.scenario.name, language))
  }
}
