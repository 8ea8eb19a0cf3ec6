public import Pipeline
internal import Scoring

/// The tables of a backtest.
public enum BacktestTables {
  /// `scores.csv`, `reliability.csv` and `pit.csv`.
  public static func all(_ backtest: PanelBacktest) -> [OutputFile] {
    [
      OutputFile(name: "scores.csv", text: scores(backtest).contents),
      OutputFile(name: "reliability.csv", text: reliability(backtest).contents),
      OutputFile(name: "pit.csv", text: pit(backtest).contents),
    ]
  }

  private static func scores(_ backtest: PanelBacktest) -> CSVTable {
    var table = CSVTable(columns: ["method", "step", "measure", "value", "standard_error", "cases"])
    for method in backtest.methods {
      let parts = [("all", method.score)] + method.steps.enumerated().map { ("\($0 + 1)", $1) }
      for (step, score) in parts where score.count > 0 {
        let measures: [(String, PanelScore.Estimate)] =
          [
            ("mase", score.meanAbsoluteScaledError),
            ("scaled_quantile_loss", score.scaledQuantileLoss),
            ("scaled_interval_score_95", score.scaledIntervalScore),
          ] + zip(["coverage_50", "coverage_80", "coverage_95"], score.coverage)
        for (measure, estimate) in measures {
          table.append([
            .text(method.name), .text(step), .text(measure), .number(estimate.value),
            .number(estimate.error), .integer(score.outcomes),
          ])
        }
      }
      let events = method.events
      for (measure, value) in [
        ("brier", brier(events)), ("brier_skill", BrierScore.skill(events)),
        ("calibration_error", method.reliability.error),
        ("calibration_error_ratio", method.reliability.errorRatio),
      ] {
        table.append([
          .text(method.name), .text("last"), .text(measure), .optional(value), .blank,
          .integer(events.count),
        ])
      }
    }
    return table
  }

  private static func brier(_ events: [(probability: Double, happened: Bool)]) -> Double? {
    guard !events.isEmpty else { return nil }
    return events.reduce(0) {
      $0 + BrierScore.score(probability: $1.probability, happened: $1.happened)
    } / Double(events.count)
  }

  private static func reliability(_ backtest: PanelBacktest) -> CSVTable {
    var table = CSVTable(columns: ["method", "bin", "cases", "stated", "observed"])
    for method in backtest.methods {
      for (index, bin) in method.reliability.bins.enumerated() {
        table.append([
          .text(method.name), .integer(index + 1), .integer(bin.cases), .number(bin.stated),
          .number(bin.observed),
        ])
      }
    }
    return table
  }

  private static func pit(_ backtest: PanelBacktest) -> CSVTable {
    var table = CSVTable(columns: ["method", "from", "to", "cases"])
    for method in backtest.methods {
      for (index, count) in method.score.pit.counts.enumerated() {
        table.append([
          .text(method.name), .number(Double(index) / 10), .number(Double(index + 1) / 10),
          .integer(count),
        ])
      }
    }
    return table
  }

  /// The scores for the terminal, and the reliability of the first method.
  public static func summary(_ backtest: PanelBacktest, folder: String) -> String {
    let style = NumberStyle(.en)
    func fixed(_ value: Double?, _ decimals: Int) -> String {
      value.map { style.fixed($0, decimals: decimals) } ?? "–"
    }
    var table = TextTable([
      ("method", .left), ("MASE", .right), ("scaled QL", .right), ("MSIS 95", .right),
      ("50%", .right), ("80%", .right), ("95%", .right), ("Brier skill", .right),
      ("ECE ratio", .right),
    ])
    for method in backtest.methods {
      let score = method.score
      table.append(
        [
          method.name, fixed(score.meanAbsoluteScaledError.value, 3),
          fixed(score.scaledQuantileLoss.value, 3), fixed(score.scaledIntervalScore.value, 2),
        ] + score.coverage.map { fixed(100 * $0.value, 1) } + [
          fixed(BrierScore.skill(method.events), 3), fixed(method.reliability.errorRatio, 2),
        ])
    }
    var lines = [
      "\(backtest.origins) origins of \(backtest.series) series, \(backtest.methods[0].score.outcomes) values compared",
      "",
    ]
    lines += table.lines(width: 100)
    lines += [
      "",
      "How often “at least the drift line” came true, as \(backtest.methods[0].name) stated it:",
    ]
    var bins = TextTable([("stated", .right), ("came true", .right), ("cases", .right)])
    for bin in backtest.methods[0].reliability.bins {
      bins.append([style.percent(bin.stated), style.percent(bin.observed), "\(bin.cases)"])
    }
    return (lines + bins.lines(width: 100) + ["", "written to \(folder)"]).joined(separator: "\n")
      + "\n"
  }
}
