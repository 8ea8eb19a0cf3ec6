internal import Models
internal import Pipeline
internal import Plans
internal import Tables
internal import TimeSeries

/// What is said of an effect, from its result or from the tables of its folder: the same sentences in both.
struct EffectWords {
  /// What was found.
  struct Finding {
    let estimate: Double
    let error, low, high, pValue, bootstrap, permuted, before: Double?
    let choices, placebos, largePlacebos, treated, others, figures, blanks: Int
    let leftOut: Period?
  }

  let finding: Finding
  let say: Catalogue
  let number: NumberStyle

  init(_ finding: Finding, language: Language) {
    self.finding = finding
    say = Catalogue.of(language)
    number = NumberStyle(language)
  }

  /// What was found, and how sure it is.
  var sentences: [String] {
    var found = [main]
    if let bootstrap = finding.bootstrap {
      found.append(say("effect.bootstrap", ["p": likelihood(bootstrap)]))
    }
    if let permuted = finding.permuted {
      found.append(
        say(
          "effect.permuted",
          [
            "p": likelihood(permuted),
            "count": number.fixed(Double(finding.choices), decimals: 0),
          ]))
    }
    let (treated, others) = (finding.treated, finding.others)
    // Where no error is told, nothing is said of what it is worth.
    if finding.pValue != nil, EffectResult.areFew(treated: treated, others: others) {
      // Among fewer choices than these not even the clearest is rare.
      let key =
        finding.choices == 0 || finding.choices > Self.tellingChoices
        ? "effect.few.treated" : "effect.few.choices"
      found.append(
        say(
          key,
          ["treated": "\(treated)", "others": "\(others)", "choices": "\(finding.choices)"]))
    } else if finding.pValue != nil, treated + others < EffectResult.fewUnits {
      found.append(say("effect.few", ["units": "\(treated + others)"]))
    }
    found.append(before)
    if finding.placebos == 0 {
      found.append(say("effect.noplacebo"))
    } else {
      found.append(
        say(
          "effect.placebo",
          ["large": "\(finding.largePlacebos)", "all": "\(finding.placebos)"]))
    }
    if let inside = finding.leftOut {
      found.append(say("effect.leftout", ["period": say.period(inside)]))
    }
    if finding.blanks > 0 {
      found.append(say("effect.blanks", ["count": "\(finding.blanks)"]))
    }
    return found
  }

  /// What it cannot show.
  var limits: String { say("effect.limits") }

  /// The choices of units among which one alone is rarer than 5%.
  private static let tellingChoices = 20

  /// Two units always fit exactly; where more do, the figures leave nothing over.
  private var main: String {
    let units = finding.treated + finding.others
    return say(
      finding.pValue != nil
        ? "effect.found" : units > 2 ? "effect.found.exact" : "effect.found.alone",
      [
        "estimate": short(finding.estimate), "error": short(finding.error),
        "low": short(finding.low), "high": short(finding.high),
        "p": likelihood(finding.pValue), "treated": "\(finding.treated)",
        "others": "\(finding.others)",
        "count": number.fixed(Double(finding.figures), decimals: 0),
      ])
  }

  /// Whether both kinds of units moved alike before the event.
  private var before: String {
    guard let p = finding.before else { return say("effect.before.untested") }
    return say(p < 0.05 ? "effect.before.apart" : "effect.before", ["p": likelihood(p)])
  }

  /// A number; the last bits of sums, which nobody published, are left out.
  func short(_ value: Double?) -> String {
    guard let value else { return "–" }
    let settled = (value * 1e9).rounded() / 1e9
    return number.short(abs(value) < 1e6 && settled.isFinite ? settled + 0 : value)
  }

  /// A p-value: two digits where it is small, and never so small as none; a dash where there is none.
  func likelihood(_ p: Double?) -> String {
    guard let p else { return "–" }
    guard p >= 0.0001 else { return say("effect.p.tiny") }
    return number.fixed(100 * p, decimals: p < 0.1 ? 2 : 1) + "%"
  }

  /// Both ends of an interval; a dash where it has none.
  func interval(_ low: Double?, _ high: Double?) -> String {
    guard let low, let high else { return "–" }
    return "\(short(low)) – \(short(high))"
  }
}

extension EffectWords.Finding {
  init(_ result: EffectResult) {
    let (estimates, effect) = (result.estimates, result.estimates.effect)
    self.init(
      estimate: effect.value, error: effect.error > 0 ? effect.error : nil,
      low: effect.quantile(0.025), high: effect.quantile(0.975), pValue: effect.pValue,
      bootstrap: estimates.bootstrap, permuted: estimates.permuted, before: estimates.before,
      choices: estimates.permutations, placebos: estimates.placebos.count,
      largePlacebos: estimates.largePlacebos, treated: estimates.treated,
      others: estimates.others, figures: estimates.count, blanks: result.file.blanks,
      leftOut: result.file.leftOut)
  }

  /// What a row of `effect.csv` holds; `nil` for one without an estimate.
  init?(_ row: Table.Record) {
    guard let estimate = row[EffectColumns.estimate] else { return nil }
    self.init(
      estimate: estimate, error: row[EffectColumns.error], low: row[EffectColumns.low],
      high: row[EffectColumns.high], pValue: row[EffectColumns.pValue],
      bootstrap: row[EffectTable.bootstrap], permuted: row[EffectTable.permuted],
      before: row[EffectTable.before], choices: row[EffectTable.choices] ?? 0,
      placebos: row[EffectTable.placebos] ?? 0, largePlacebos: row[EffectTable.large] ?? 0,
      treated: row[EffectTable.treated] ?? 0, others: row[EffectTable.others] ?? 0,
      figures: row[EffectTable.figures] ?? 0, blanks: row[EffectTable.blanks] ?? 0,
      leftOut: row[EffectTable.leftOut])
  }
}
