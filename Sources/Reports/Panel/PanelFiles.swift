public import Folders
public import Models
public import Pipeline
public import Plans
internal import Tables
public import TimeSeries
internal import Tracking

/// The forecasts of a panel, for `predict`.
public struct PanelAnswers: Sendable {
  let forecasts: [SeriesForecast]
  private let panel: Panel
  private let classes: ReferenceClassMix?
  private let targets: [PanelTarget]?

  /// Forecasts with what was asked.
  ///
  /// - Parameters:
  ///   - classes: what made the forecasts; `nil` for a named model.
  ///   - targets: values that series are to reach; `nil` where nobody asked.
  public init(
    _ forecasts: [SeriesForecast], of panel: Panel, classes: ReferenceClassMix?,
    targets: [PanelTarget]?
  ) {
    (self.forecasts, self.panel, self.classes, self.targets) = (forecasts, panel, classes, targets)
  }

  var predictions: [PredictionsTable.Row] { PredictionsTable.rows(forecasts, panel.spelling) }

  /// The targets with their chances.
  var chances: [(target: PanelTarget, probability: Double?)]? {
    let byID = Dictionary(forecasts.map { ($0.id, $0) }) { first, _ in first }
    return targets?.map { target in
      let chance = byID[target.id]?.probability(
        atLeast: target.direction == .atLeast, target.value, in: target.period)
      return (target, chance)
    }
  }

  /// What the intervals of the classes held, file by file of what they were judged on; no row where every series of
  /// the panel has many gaps or is a rate.
  var calibration: [CalibrationRow]? {
    let isJudged = zip(panel.series, forecasts).contains {
      !$0.hasManyGaps && !$1.answer.isByItself
    }
    return classes.map { isJudged ? $0.classes : [] }?.flatMap { reference, _ in
      reference.coverage.filter { $0.cases > 0 }.map { row in
        CalibrationRow(
          scope: .referenceClass(reference.id, row.sample), level: row.level,
          covered: Double(row.covered) / Double(row.cases), cases: row.cases,
          source: .crossValidation(file: row.scope))
      }
    }
  }

  /// The out-of-sample forecasts of a panel, under its name.
  public static func judged(
    _ forecasts: [SeriesForecast], name: String, spelling: PeriodSpelling
  ) -> OutputFile {
    OutputFile(
      PredictionsTable.judged.table(PredictionsTable.rows(forecasts, spelling)), name: name)
  }
}
