internal import Files
internal import Models
public import Pipeline
public import Plans
internal import Scoring
public import Tables
internal import TimeSeries

/// Columns that tables of panels share.
enum PanelColumns {
  static let id = Column<String>(
    "unique_id", "Id of the series, as the panel writes it.", isKey: true)
  static let period = Column<String>(
    "ds", "Period, written as the panel writes its own.", isKey: true)
  static let method = Column<String>("method", "What was asked for, or a rival.")
}

extension PanelTarget.Direction: Fact, FieldValue {}

/// `predictions.csv`, and the out-of-sample forecasts of `calibrate`.
enum PredictionsTable {
  /// One period of a series, written as the panel writes its own.
  struct Row: Sendable {
    let id: String
    let period: String
    let mean: Double?
    let quantile: @Sendable (Double) -> Double
  }

  static let definition = definition(
    "predictions", "Mean and quantiles of every series and period.", PanelColumns.period)

  /// Under the name of the panel.
  static let judged = definition(
    "NAME", "With --predictions DIR: the out-of-sample forecasts of each panel, under its name.",
    PanelColumns.period.meaning("Period."))

  private static func definition(
    _ name: String, _ meaning: String, _ period: Column<String>
  ) -> TableDefinition<Row> {
    TableDefinition(
      name, meaning,
      fields: [
        Field(PanelColumns.id) { $0.id }, Field(period) { $0.period },
        Field("mean", "Mean of the forecast.") { $0.mean },
      ]
        + PanelScore.probabilities.map { level in
          let name = "q\(level)"
          return Field(
            Column<Double>(name, "The value with probability \(level) at or below it.")
          ) { $0.quantile(level) }
        })
  }

  static func rows(_ forecasts: [SeriesForecast], _ spelling: PeriodSpelling) -> [Row] {
    forecasts.flatMap { forecast in
      zip(forecast.periods, forecast.margins.indices).map { period, step in
        Row(id: forecast.id, period: spelling.text(period), mean: forecast.mean(step)) {
          forecast.quantile($0, of: step)
        }
      }
    }
  }
}

/// `models.csv`.
enum ModelsTable {

  static let definition = TableDefinition<SeriesForecast>(
    "models", "What answered for each series, and why.",
    fields: [
      Field(PanelColumns.id) { $0.id },
      Field(
        "model",
        "Model, or reference_class with its classes, the heaviest first; own_rate is a rate by itself, own_count a count that comes and goes."
      ) { $0.answer.maker },
      Field("rung", "How far down the ladder the answer was found; refused when there is none.") {
        $0.answer.rung
      },
      Field(
        "reason",
        "Why this rung; many_gaps_filled_by_lines where more than a fifth of the values was missing between others, for which no coverage was measured."
      ) { $0.answer.reason },
    ])
}

extension Answer.Rung: Fact, FieldValue {}

extension Answer.Maker: Fact, FieldValue {
  /// `none`, the id of a model, or `reference_class:` with names of classes.
  public var code: String {
    switch self {
    case .nobody: "none"
    case .model(let id): id
    case .classes(let names): "\(ReferenceClassModel.card.id):\(names)"
    }
  }

  /// What is written so.
  public init?(code: String) {
    self.init(code: code, among: [.nobody], named: [Self.classes, Self.model])
  }
}

extension Answer.Reason: Fact, FieldValue {
  /// `enough_values`, or `too_short_for_ets`.
  public var code: String {
    switch self {
    case .named: "named"
    case .enoughValues: "enough_values"
    case .fewValues: "few_values"
    case .gaps: "gaps_filled_by_lines"
    case .manyGaps: "many_gaps_filled_by_lines"
    case .neverMoved: "never_moved"
    case .tooShort: "too_short"
    case .noValue: "no_value"
    case .leftOut: "left_out"
    case .tooShortFor(let model): "too_short_for_\(model)"
    case .tooLongFor(let model): "too_long_for_\(model)"
    case .noScaleFor(let model): "no_scale_for_\(model)"
    case .noFitBy(let model): "no_fit_by_\(model)"
    }
  }

  /// The reason that is written so.
  public init?(code: String) {
    self.init(
      code: code,
      among: [
        .named, .enoughValues, .fewValues, .gaps, .manyGaps, .neverMoved, .tooShort, .noValue,
        .leftOut,
      ], named: [Self.tooShortFor, Self.tooLongFor, Self.noScaleFor, Self.noFitBy])
  }
}

/// `probabilities.csv`.
enum ProbabilitiesTable {
  static let definition = TableDefinition<(target: PanelTarget, probability: Double?)>(
    "probabilities", "With --targets: how likely each target is.",
    fields: [
      Field(PanelColumns.id) { $0.target.id },
      Field(
        PanelColumns.period.meaning("Period of the target, as the file of targets writes it.")
      ) { $0.target.writtenPeriod },
      Field("direction", "at_least or at_most.") { $0.target.direction },
      Field("target", "Value wanted.") { $0.target.value },
      Field(
        "probability",
        "Its chance, at a bound that of what is printed as the bound, to half a unit of the finest figure; 0 or 1 only where a bound decides, else 0.001 to 0.999 where quantiles end; blank for a period that was not forecast."
      ) { $0.probability },
    ])
}
