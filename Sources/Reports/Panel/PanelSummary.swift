public import Models
public import Pipeline
public import Scoring
public import TimeSeries

/// Scores of panels for the terminal.
public enum PanelSummary {
  /// One line a panel: scores with their standard errors, and coverage.
  public static func scores(
    _ scores: [(name: String, score: PanelScore)], width: Int
  ) -> String {
    let style = NumberStyle(.en)
    var table = TextTable([
      ("panel", .left), ("cases", .right), ("MASE", .right), ("scaled QL", .right),
      ("MSIS 95", .right), ("50%", .right), ("80%", .right), ("95%", .right),
    ])
    for (name, score) in scores {
      table.append(
        [name, "\(score.count)"]
          + [score.meanAbsoluteScaledError, score.scaledQuantileLoss, score.scaledIntervalScore]
          .map { "\(style.fixed($0.value, decimals: 3)) ±\(style.fixed($0.error, decimals: 3))" }
          + score.coverage.map {
            "\(style.fixed(100 * $0.value, decimals: 1)) ±\(style.fixed(100 * $0.error, decimals: 1))"
          })
    }
    return table.lines(width: width).joined(separator: "\n") + "\n"
  }

  /// What is forecast of few series, how the series of a panel were answered, and what is known of how often such intervals hold.
  public static func rungs(
    _ forecasts: [SeriesForecast], of panel: Panel, classes: ReferenceClassMix, folder: String,
    language: Language, width: Int
  ) -> String {
    let say = Catalogue.of(language)
    var table = TextTable([
      (say("panel.series"), .right), (say("panel.answered_by"), .flexible),
    ])
    for group in grouped(forecasts, by: \.answer).sorted(by: { $0.rows.count > $1.rows.count }) {
      table.append(["\(group.rows.count)", AnswerWords(say: say).text(group.key)])
    }
    let told = PanelForecastTable(language).lines(
      forecasts, spelling: panel.spelling, width: width)
    var lines = told + table.lines(width: width) + [""]
    let rates = forecasts.count { $0.answer.isOfRate }
    let isLearned = forecasts.contains {
      switch $0.answer.maker {
      case .classes: !$0.answer.isByItself
      case .model(let id): id == ReferenceClassModel.card.id
      case .nobody: false
      }
    }
    let drawn = panel.series.filter(\.hasManyGaps)
    if rates > 0 {
      lines.append(
        rates == panel.series.count
          ? say("panel.rates.all") : say("panel.rates.some", ["count": "\(rates)"]))
    }
    lines += counts(forecasts, of: panel, say)
    let judged = zip(panel.series, forecasts).filter { !$0.hasManyGaps && !$1.answer.isByItself }
    if isLearned, !judged.isEmpty {
      lines += held(classes, on: judged.map(\.0), say)
    } else if !isLearned, !forecasts.contains(where: \.answer.isByItself) {
      lines.append(say("panel.uncalibrated"))
    }
    lines += gaps(drawn, of: panel.series.count, say)
    return (lines + ["", say("written.heading", ["folder": folder])]).joined(separator: "\n") + "\n"
  }

  /// What is said of series that are numbers of things.
  private static func counts(
    _ forecasts: [SeriesForecast], of panel: Panel, _ say: Catalogue
  ) -> [String] {
    let own = forecasts.count(where: \.answer.isOfCount)
    let held = zip(panel.series, forecasts).count {
      $0.isOfCounts(through: $0.values.count - 1) && !$1.answer.isOfRate
    }
    return (own > 0 ? [say("panel.counts.own", ["count": "\(own)"])] : [])
      + (held > 0 ? [say("panel.counts.above", ["count": "\(held)"])] : [])
  }

  /// What the intervals of the classes held on histories like those of the panel: as they are, short, with gaps.
  private static func held(
    _ classes: ReferenceClassMix, on series: [PanelSeries], _ say: Catalogue
  ) -> [String] {
    let style = NumberStyle(say.language)
    let isMixed = classes.classes.count > 1 || classes.ownPace > 0
    func weight(_ value: Double) -> String { style.fixed(value, decimals: 2) }
    let own =
      classes.ownPace > 0
      ? [say("panel.own_pace", ["weight": weight(classes.ownPace)])] : []
    return own
      + classes.classes.flatMap { reference, part in
        let name =
          isMixed
          ? say(
            "panel.weighed",
            [
              "class": AnswerWords(say: say).name(reference.id),
              "weight": weight(part * (1 - classes.ownPace)),
            ])
          : AnswerWords(say: say).name(reference.id)
        var lines: [ReferenceClass.Sample: String] = [:]
        for one in series {
          let known = one.values.count { $0 != nil }
          let coverage = reference.coverage(ofValues: known, hasGaps: one.hasInnerGap)
          guard known > 0, let sample = coverage.first?.sample, lines[sample] == nil else {
            continue
          }
          let counts = coverage.filter { $0.level == 95 }
          let cases = counts.reduce(0) { $0 + $1.cases }
          guard cases > 0 else { continue }
          let held = Double(counts.reduce(0) { $0 + $1.covered }) / Double(cases)
          lines[sample] = say(
            "panel.held.\(sample.rawValue)",
            [
              "class": name, "held": style.percent(held),
              "cases": style.fixed(Double(cases), decimals: 0),
            ])
        }
        return [.whole, .short, .gappy].compactMap { lines[$0] }
      }
  }

  /// Series of which too much is drawn between values: of them nothing was measured.
  private static func gaps(_ drawn: [PanelSeries], of count: Int, _ say: Catalogue) -> [String] {
    guard !drawn.isEmpty else { return [] }
    let filled = drawn.reduce(0) { $0 + $1.innerGaps }
    let all = filled + drawn.reduce(0) { $0 + $1.values.count { $0 != nil } }
    return [
      say(
        "panel.filled",
        ["series": "\(drawn.count)", "all": "\(count)", "filled": "\(filled)", "values": "\(all)"])
    ]
  }
}

/// The scores of a backtest for the terminal.
public enum BacktestSummary {
  /// The scores for the terminal, and the reliability of the first method.
  public static func text(
    _ backtest: PanelBacktest, folder: String, language: Language, width: Int
  ) -> String {
    let say = Catalogue.of(language)
    let style = NumberStyle(language)
    func fixed(_ value: Double?, _ decimals: Int) -> String {
      style.fixed(value ?? .nan, decimals: decimals)
    }
    var table = TextTable([
      (say("panel.method"), .left), ("MASE", .right), (say("panel.scaled_loss"), .right),
      ("MSIS 95", .right), ("50%", .right), ("80%", .right), ("95%", .right),
      (say("panel.brier_skill"), .right), (say("panel.ece_ratio"), .right),
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
    let first = backtest.methods[0]
    var lines = [
      say(
        "panel.compared",
        [
          "origins": "\(backtest.origins)", "series": "\(backtest.series)",
          "values": "\(first.score.outcomes)",
        ]), "",
    ]
    lines += table.lines(width: width)
    lines += ["", say("panel.reliability", ["method": first.name])]
    var bins = TextTable([
      (say("panel.stated"), .right), (say("panel.came_true"), .right),
      (say("panel.cases"), .right),
    ])
    for bin in first.reliability.bins {
      bins.append([style.percent(bin.stated), style.percent(bin.observed), "\(bin.cases)"])
    }
    return (lines + bins.lines(width: width) + ["", say("written.heading", ["folder": folder])])
      .joined(separator: "\n") + "\n"
  }
}
