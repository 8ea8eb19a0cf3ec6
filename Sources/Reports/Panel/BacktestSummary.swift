public import Pipeline
internal import Scoring

/// The scores of a backtest for the terminal.
public enum BacktestSummary {
  /// The scores for the terminal, and the reliability of the first method.
  public static func text(_ backtest: PanelBacktest, folder: String) -> String {
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
