internal import Models
public import Pipeline
internal import Plans
internal import TimeSeries

/// What an event did, in sentences and tables for the terminal.
public struct EffectSummary {
  private let result: EffectResult
  private let say: Catalogue
  private let number: NumberStyle
  private let width: Int
  private let emphasis: Emphasis

  /// A summary of a result.
  public init(_ result: EffectResult, language: Language, width: Int, emphasis: Emphasis = .none) {
    (self.result, self.width, self.emphasis) = (result, width, emphasis)
    say = Catalogue.of(language)
    number = NumberStyle(language)
  }

  private var estimates: DifferenceInDifferences { result.estimates }

  /// The whole text.
  public var text: String {
    var lines = emphasis.section([
      say("effect.heading", ["panel": result.name, "event": result.file.event.description])
    ])
    for sentence in sentences { lines += brokenLines(sentence, width: width) }
    lines += [""] + emphasis.section([say("effect.periods")]) + periods.lines(width: width)
    if !estimates.placebos.isEmpty {
      lines += [""] + emphasis.section([say("effect.placebos")]) + placebos.lines(width: width)
    }
    lines += [""] + brokenLines(say("effect.limits"), width: width)
    return lines.joined(separator: "\n") + "\n"
  }

  /// What was found, and how sure it is.
  var sentences: [String] {
    let effect = estimates.effect
    var found = [
      say(
        effect.pValue == nil ? "effect.found.alone" : "effect.found",
        [
          "estimate": number.short(effect.value), "error": number.short(effect.error),
          "low": number.short(effect.quantile(0.025) ?? .nan),
          "high": number.short(effect.quantile(0.975) ?? .nan),
          "p": effect.pValue.map { likelihood($0) } ?? "–",
          "treated": "\(estimates.treated)", "others": "\(estimates.others)",
          "count": number.fixed(Double(estimates.count), decimals: 0),
        ])
    ]
    if let bootstrap = estimates.bootstrap {
      found.append(say("effect.bootstrap", ["p": likelihood(bootstrap)]))
    }
    found.append(
      say(
        "effect.permuted",
        [
          "p": likelihood(estimates.permuted),
          "count": number.fixed(Double(estimates.permutations), decimals: 0),
        ]))
    if result.areTreatedFew {
      found.append(
        say(
          "effect.few.treated",
          ["treated": "\(estimates.treated)", "others": "\(estimates.others)"]))
    } else if result.areUnitsFew {
      found.append(say("effect.few", ["units": "\(estimates.treated + estimates.others)"]))
    }
    found.append(before)
    if estimates.placebos.isEmpty {
      found.append(say("effect.noplacebo"))
    } else {
      found.append(
        say(
          "effect.placebo",
          ["large": "\(estimates.largePlacebos)", "all": "\(estimates.placebos.count)"]))
    }
    if let inside = result.file.leftOut {
      found.append(say("effect.leftout", ["period": inside.description]))
    }
    if result.file.blanks > 0 {
      found.append(say("effect.blanks", ["count": "\(result.file.blanks)"]))
    }
    return found
  }

  /// Whether both kinds of units moved alike before the event.
  private var before: String {
    guard let p = estimates.before else { return say("effect.before.untested") }
    return say(p < 0.05 ? "effect.before.apart" : "effect.before", ["p": likelihood(p)])
  }

  /// A p-value: two digits where it is small, and never so small as none.
  private func likelihood(_ p: Double) -> String {
    guard p >= 0.0001 else { return say("effect.p.tiny") }
    return number.fixed(100 * p, decimals: p < 0.1 ? 2 : 1) + "%"
  }

  private func table(_ first: String) -> TextTable {
    TextTable([
      (say(first), .left), (say("effect.estimate"), .right), (say("effect.error"), .right),
      (say("effect.interval"), .right), (say("effect.p"), .right),
    ])
  }

  private func cells(_ estimate: DifferenceInDifferences.Estimate?) -> [String] {
    guard let estimate else { return [number.short(0), "–", "–", "–"] }
    let ends = [0.025, 0.975].compactMap { estimate.quantile($0) }.map { number.short($0) }
    return [
      number.short(estimate.value), estimate.error > 0 ? number.short(estimate.error) : "–",
      ends.isEmpty ? "–" : ends.joined(separator: " – "),
      estimate.pValue.map { likelihood($0) } ?? "–",
    ]
  }

  private var periods: TextTable {
    var table = table("effect.period")
    for row in EffectPeriodTable.rows(result) {
      let mark = row.isAfter ? "" : " " + say("effect.mark.before")
      table.append([row.period.description + mark] + cells(row.estimate))
    }
    return table
  }

  private var placebos: TextTable {
    var table = table("effect.from")
    for row in PlaceboTable.rows(result) {
      table.append([row.period.description] + cells(row.estimate))
    }
    return table
  }
}
