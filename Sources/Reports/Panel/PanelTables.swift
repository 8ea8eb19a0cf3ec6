public import Models
public import Pipeline
public import Plans
internal import Scoring
public import TimeSeries

/// The tables of a panel's forecasts.
public enum PanelTables {
  /// `predictions.csv`: mean and quantiles of every series and period, periods as the panel writes them.
  public static func predictions(
    _ forecasts: [SeriesForecast], spelling: PeriodSpelling
  ) -> CSVTable {
    let levels = PanelScore.probabilities
    var table = CSVTable(columns: ["unique_id", "ds", "mean"] + levels.map { "q\($0)" })
    for forecast in forecasts {
      for (step, (period, margin)) in zip(forecast.periods, forecast.margins).enumerated() {
        table.append(
          [.text(forecast.id), .text(spelling.text(period)), .optional(forecast.mean(step))]
            + levels.map { .number(margin.value(at: $0)) })
      }
    }
    return table
  }

  /// `models.csv`: what made each forecast, and why.
  public static func models(_ forecasts: [SeriesForecast]) -> CSVTable {
    var table = CSVTable(columns: ["unique_id", "model", "rung", "reason"])
    for forecast in forecasts {
      table.append(
        [forecast.id, forecast.model, forecast.rung, forecast.reason].map { .text($0) })
    }
    return table
  }

  /// `probabilities.csv`: how likely each target is; blank for a period that was not forecast.
  public static func probabilities(
    _ forecasts: [SeriesForecast], targets: [PanelTarget]
  ) -> CSVTable {
    var table = CSVTable(columns: ["unique_id", "ds", "direction", "target", "probability"])
    let byID = Dictionary(forecasts.map { ($0.id, $0) }) { first, _ in first }
    for target in targets {
      let probability = byID[target.id]?.probability(
        atLeast: target.direction == .atLeast, target.value, in: target.period)
      table.append([
        .text(target.id), .text(target.writtenPeriod), .text(target.direction.rawValue),
        .number(target.value), .optional(probability),
      ])
    }
    return table
  }

  /// `calibration.csv`: what the intervals of the classes held, file by file of what they were judged
  /// on; nothing where every series of the panel has many gaps.
  public static func calibration(_ classes: ReferenceClassMix, of panel: Panel) -> CSVTable {
    var table = CSVTable(columns: ["scope", "level", "nominal", "covered", "cases", "source"])
    guard panel.series.contains(where: { !$0.hasManyGaps }) else { return table }
    for (reference, _) in classes.classes {
      for row in reference.coverage where row.cases > 0 {
        let sample = row.sample == .whole ? "" : ".\(row.sample.rawValue)"
        table.append([
          .text("class:\(reference.id)\(sample)"), .integer(row.level),
          .number(Double(row.level) / 100),
          .number(Double(row.covered) / Double(row.cases)), .integer(row.cases),
          .text("cross-validated over groups: \(row.scope)"),
        ])
      }
    }
    return table
  }
}
