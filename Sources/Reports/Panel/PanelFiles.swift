public import Models
public import Pipeline
public import Plans
internal import Scoring
internal import Tables
public import TimeSeries

/// The CSV files of panels.
public enum PanelFiles {
  /// `predictions.csv` and `models.csv`; with classes how their intervals held, with targets their chances.
  ///
  /// - Parameters:
  ///   - classes: what made the forecasts; `nil` for a named model.
  ///   - targets: values that series are to reach; `nil` where nobody asked.
  public static func predictions(
    _ forecasts: [SeriesForecast], of panel: Panel, classes: ReferenceClassMix?,
    targets: [PanelTarget]?
  ) -> [OutputFile] {
    let rows = PredictionsTable.rows(forecasts, panel.spelling)
    var files = [
      OutputFile(PredictionsTable.definition.table(rows)),
      OutputFile(ModelsTable.definition.table(forecasts)),
    ]
    if let classes { files.append(calibration(classes, of: panel)) }
    if let targets { files.append(OutputFile(ProbabilitiesTable.of(targets, forecasts))) }
    return files
  }

  /// The out-of-sample forecasts of a panel, under its name.
  public static func judged(
    _ forecasts: [SeriesForecast], name: String, spelling: PeriodSpelling
  ) -> OutputFile {
    OutputFile(
      PredictionsTable.judged.table(PredictionsTable.rows(forecasts, spelling)), name: name)
  }

  /// `scores.csv`, `reliability.csv` and `pit.csv`.
  public static func scores(_ backtest: PanelBacktest) -> [OutputFile] {
    [ScoresTable.of(backtest), ReliabilityTable.of(backtest), TransformsTable.of(backtest)]
      .map { OutputFile($0) }
  }

  /// `calibration.csv`: what the intervals of the classes held, file by file of what they were judged
  /// on; nothing where every series of the panel has many gaps.
  static func calibration(_ classes: ReferenceClassMix, of panel: Panel) -> OutputFile {
    var table = CSVTable(columns: ["scope", "level", "nominal", "covered", "cases", "source"])
    let isJudged = panel.series.contains { !$0.hasManyGaps }
    for (reference, _) in isJudged ? classes.classes : [] {
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
    return OutputFile(name: "calibration.csv", table: table)
  }
}
