public import Folders
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
    let isJudged = panel.series.contains { !$0.hasManyGaps }
    let rows = (isJudged ? classes.classes : []).flatMap { reference, _ in
      reference.coverage.filter { $0.cases > 0 }.map { row in
        CalibrationRow(
          scope: .referenceClass(reference.id, row.sample), level: row.level,
          covered: Double(row.covered) / Double(row.cases), cases: row.cases,
          source: .crossValidation(file: row.scope))
      }
    }
    return OutputFile(CalibrationTable.definition.table(rows))
  }
}
