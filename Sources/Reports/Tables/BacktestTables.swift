internal import Attainment
internal import Files
internal import Pipeline
internal import Scoring
internal import Tables

/// `scores.csv`.
enum ScoresTable {
  /// How far ahead a score looks.
  enum Step: Fact, FieldValue, Hashable {
    case all
    case ahead(Int)
    case last

    var code: String {
      switch self {
      case .all: "all"
      case .ahead(let step): "\(step)"
      case .last: "last"
      }
    }

    init?(code: String) {
      self.init(code: code, among: [Int(code).map(Self.ahead) ?? .all, .last])
    }
  }

  /// What is scored.
  enum Measure: String, Fact, FieldValue {
    case mase, brier
    case quantileLoss = "scaled_quantile_loss"
    case intervalScore = "scaled_interval_score_95"
    case coverage50 = "coverage_50"
    case coverage80 = "coverage_80"
    case coverage95 = "coverage_95"
    case brierSkill = "brier_skill"
    case calibrationError = "calibration_error"
    case calibrationErrorRatio = "calibration_error_ratio"
  }

  /// One score of one method.
  struct Row: Sendable {
    let method: String
    let step: Step
    let measure: Measure
    let value: Double?
    let error: Double?
    let cases: Int
  }

  static let definition = TableDefinition<Row>(
    "scores",
    "Scores of each method, over all steps, step by step, and of the event at the last step.",
    fields: [
      Field(PanelColumns.method) { $0.method },
      Field(
        "step",
        "all, a step ahead from 1, or last: whether the last step is at least the drift line."
      ) { $0.step },
      Field(
        "measure",
        "mase, scaled_quantile_loss, scaled_interval_score_95, coverage_50, _80, _95; brier, brier_skill, calibration_error, calibration_error_ratio."
      ) { $0.measure }, Field("value", "The score.") { $0.value },
      Field("standard_error", "Its standard error, clustered by group; blank for the event.") {
        $0.error
      },
      Field(
        "cases",
        "Outcomes scored; over all steps every origin of a series counts once, with the mean over its steps, so that a share need not be one of cases."
      ) { $0.cases },
    ])

  static func rows(_ backtest: PanelBacktest) -> [Row] {
    backtest.methods.flatMap { ofSteps($0) + ofEvents($0) }
  }

  private static func ofSteps(_ method: PanelBacktest.Method) -> [Row] {
    let parts =
      [(Step.all, method.score)] + method.steps.enumerated().map { (Step.ahead($0 + 1), $1) }
    return parts.filter { $0.1.count > 0 }.flatMap { step, score in
      let measures: [(Measure, PanelScore.Estimate)] =
        [
          (.mase, score.meanAbsoluteScaledError), (.quantileLoss, score.scaledQuantileLoss),
          (.intervalScore, score.scaledIntervalScore),
        ] + zip([.coverage50, .coverage80, .coverage95], score.coverage)
      return measures.map { measure, estimate in
        Row(
          method: method.name, step: step, measure: measure, value: estimate.value,
          error: estimate.error, cases: score.outcomes)
      }
    }
  }

  private static func ofEvents(_ method: PanelBacktest.Method) -> [Row] {
    let events = method.events
    let measures: [(Measure, Double?)] = [
      (.brier, brier(events)), (.brierSkill, BrierScore.skill(events)),
      (.calibrationError, method.reliability.error),
      (.calibrationErrorRatio, method.reliability.errorRatio),
    ]
    return measures.map { measure, value in
      Row(
        method: method.name, step: .last, measure: measure, value: value, error: nil,
        cases: events.count)
    }
  }

  private static func brier(_ events: [(probability: Double, happened: Bool)]) -> Double? {
    guard !events.isEmpty else { return nil }
    return events.reduce(0) {
      $0 + BrierScore.score(probability: $1.probability, happened: $1.happened)
    } / Double(events.count)
  }
}

/// `reliability.csv`.
enum ReliabilityTable {
  /// A bin of stated probabilities of one method.
  typealias Row = (method: String, number: Int, bin: Reliability.Bin)

  static let definition = TableDefinition<Row>(
    "reliability",
    "Stated against observed frequencies of the event, in bins of about equal count.",
    fields: [
      Field(PanelColumns.method) { $0.method }, Field("bin", "Number of the bin.") { $0.number },
      Field("cases", "Statements in it.") { $0.bin.cases },
      Field("stated", "Mean stated probability.") { $0.bin.stated },
      Field("observed", "Share that happened.") { $0.bin.observed },
    ])

  static func rows(_ backtest: PanelBacktest) -> [Row] {
    backtest.methods.flatMap { method in
      method.reliability.bins.enumerated().map { (method.name, $0 + 1, $1) }
    }
  }
}

/// `pit.csv`: probability integral transforms.
enum TransformsTable {
  /// A tenth of one method.
  typealias Row = (method: String, tenth: Int, cases: Int)

  static let definition = TableDefinition<Row>(
    "pit", "Where outcomes fell in their forecasts: flat when the forecasts are right.",
    fields: [
      Field(PanelColumns.method) { $0.method },
      Field("from", "Lower end of the tenth.") { Double($0.tenth) / 10 },
      Field("to", "Upper end of the tenth.") { Double($0.tenth + 1) / 10 },
      Field("cases", "Outcomes in it.") { $0.cases },
    ])

  static func rows(_ backtest: PanelBacktest) -> [Row] {
    backtest.methods.flatMap { method in
      method.score.pit.counts.enumerated().map { (method.name, $0, $1) }
    }
  }
}
