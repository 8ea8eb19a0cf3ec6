internal import Files
internal import Models
internal import Pipeline
internal import Scoring
internal import Tables
internal import TimeSeries

/// `predictions.csv`, and the out-of-sample forecasts of `calibrate`.
enum PredictionsTable {
  /// One period of a series, written as the panel writes its own.
  struct Row: Sendable {
    let id: String
    let period: String
    let mean: Double?
    let margin: QuantileFunction
  }

  static let definition = definition(
    "predictions", "predict", PanelColumns.period,
    meaning: "Mean and quantiles of every series and period.")

  /// Under the name of the panel.
  static let judged = definition(
    "NAME", "calibrate", PanelColumns.period.meaning("Period."),
    meaning:
      "With --predictions DIR: the out-of-sample forecasts of each panel, under its name.")

  private static func definition(
    _ name: String, _ command: String, _ period: Column<String>, meaning: String
  ) -> TableDefinition<Row> {
    TableDefinition(
      name, commands: [command], meaning: meaning,
      fields: [
        Field(PanelColumns.id) { $0.id }, Field(period) { $0.period },
        Field("mean", "Mean of the forecast.") { $0.mean },
      ]
        + PanelScore.probabilities.map { level in
          let name = "q\(level)"
          return Field(
            Column<Double>(name, "The value with probability \(level) at or below it.")
          ) { $0.margin.value(at: level) }
        })
  }

  static func rows(_ forecasts: [SeriesForecast], _ spelling: PeriodSpelling) -> [Row] {
    forecasts.flatMap { forecast in
      zip(forecast.periods, forecast.margins).enumerated().map { step, item in
        Row(
          id: forecast.id, period: spelling.text(item.0), mean: forecast.mean(step),
          margin: item.1)
      }
    }
  }
}
