internal import Models
public import Pipeline
internal import Plans
internal import TimeSeries

/// What an event did, in sentences and tables for the terminal.
public struct EffectSummary {
  private let result: EffectResult
  private let words: EffectWords
  private let width: Int
  private let emphasis: Emphasis

  /// A summary of a result.
  public init(_ result: EffectResult, language: Language, width: Int, emphasis: Emphasis = .none) {
    (self.result, self.width, self.emphasis) = (result, width, emphasis)
    words = EffectWords(EffectWords.Finding(result), language: language)
  }

  private var say: Catalogue { words.say }

  /// The whole text.
  public var text: String {
    var lines = emphasis.section([
      say("effect.heading", ["panel": result.name, "event": say.day(result.file.event)])
    ])
    for sentence in words.sentences { lines += brokenLines(sentence, width: width) }
    lines += [""] + emphasis.section([say("effect.periods")]) + periods.lines(width: width)
    if !result.estimates.placebos.isEmpty {
      lines += [""] + emphasis.section([say("effect.placebos")]) + placebos.lines(width: width)
    }
    lines += [""] + brokenLines(words.limits, width: width)
    return lines.joined(separator: "\n") + "\n"
  }

  private func table(_ first: String) -> TextTable {
    TextTable([
      (say(first), .left), (say("effect.estimate"), .right), (say("effect.error"), .right),
      (say("effect.interval"), .right), (say("effect.p"), .right),
    ])
  }

  private func cells(_ estimate: DifferenceInDifferences.Estimate?) -> [String] {
    guard let estimate else { return [words.short(0), "–", "–", "–"] }
    return [
      words.short(estimate.value), words.short(estimate.error > 0 ? estimate.error : nil),
      words.interval(estimate.quantile(0.025), estimate.quantile(0.975)),
      words.likelihood(estimate.pValue),
    ]
  }

  private var periods: TextTable {
    var table = table("effect.period")
    for row in EffectPeriodTable.rows(result) {
      let mark = row.isAfter ? "" : " " + say("effect.mark.before")
      table.append([say.period(row.period, isShort: true) + mark] + cells(row.estimate))
    }
    return table
  }

  private var placebos: TextTable {
    var table = table("effect.from")
    for row in PlaceboTable.rows(result) {
      table.append([say.period(row.period, isShort: true)] + cells(row.estimate))
    }
    return table
  }
}
