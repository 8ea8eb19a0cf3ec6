internal import Attainment
public import Pipeline
internal import Plans
internal import Simulation

/// Scenarios side by side: a table, a CSV file and sentences.
public struct ComparisonReport: Sendable {
  private let result: ComparisonResult
  private let say: Catalogue
  private let style: NumberStyle
  /// Names that several of the targets bear, which their values and years tell apart.
  private let shared: Set<LocalizedText>

  /// A report of a comparison.
  public init(_ result: ComparisonResult, language: Language) {
    self.result = result
    say = Catalogue.of(language)
    style = NumberStyle(language)
    var bearers: [LocalizedText: Set<String>] = [:]
    for row in result.rows {
      guard case .target(let target) = row.subject else { continue }
      bearers[target.name, default: []].insert(target.fullReference)
    }
    shared = Set(bearers.filter { $0.value.count > 1 }.keys)
  }

  /// The name of a target; with what is asked, and by when, where others bear the name.
  private func title(_ target: Target) -> String {
    let name = language.text(target.name)
    guard shared.contains(target.name), let wanted = WantedValue(target) else { return name }
    let asked = wanted.text(target.direction, unit: target.unit, style)
    return "\(name) (\(asked)\(target.year.map { ", \($0)" } ?? ""))"
  }

  private var language: Language { say.language }

  private func row(_ row: ComparisonRow) -> ComparisonTable.Row {
    let (plan, reference, indicator, title): (String, String, String, String) =
      switch row.subject {
      case .target(let target):
        (target.planID, target.reference, target.indicatorID, title(target))
      case .group(let plan, let group):
        (
          plan, NamedGroup(group, language).name, "",
          NamedGroup(group, language).words(say, plan: plan)
            + (row.leftOut == 0
              ? "" : " " + say("comparison.group.without", ["count": "\(row.leftOut)"]))
        )
      }
    return ComparisonTable.Row(
      comparison: row, plan: plan, reference: reference, indicator: indicator, title: title,
      first: result.names[row.first], second: result.names[row.second],
      finding: sentence(row, title: title))
  }

  /// A chance, in whole percents where it rests on a thin basis in either scenario; tables tell their difference with
  /// its error, for it is that of the same paths.
  private func chance(_ probability: EstimatedProbability, _ row: ComparisonRow) -> String {
    style.chance(probability.value, isThin: row.bases.areThin)
  }

  /// The rows of `comparison.csv`.
  var rows: [ComparisonTable.Row] { result.rows.map(row) }

  /// A scenario in a sentence: by its title where each has one of its own.
  private func named(_ scenario: Int) -> String {
    let titles = result.titles.map(language.text)
    guard titles.count == result.names.count, Set(titles).count == titles.count,
      !titles.contains("")
    else { return result.names[scenario] }
    return say("comparison.named", ["title": titles[scenario]])
  }

  /// One plain sentence about a comparison.
  private func sentence(_ row: ComparisonRow, title: String) -> String {
    let places = [
      "title": title, "a": named(row.first), "b": named(row.second),
      "pa": chance(row.chances.first, row), "pb": chance(row.chances.second, row),
      "points": style.fixed(abs(100 * row.count.difference), decimals: 1),
      "error": style.points(row.count.standardError),
    ]
    if row.count.difference == 0 && row.count.standardError == 0 {
      return say("comparison.same", places)
    }
    guard row.isDistinguishable else { return say("comparison.open", places) }
    let key = row.count.difference > 0 ? "comparison.more" : "comparison.less"
    guard row.bases.areThin else { return say(key, places) }
    // Beside chances in whole percents a difference in tenths would contradict them.
    let points = (100 * abs(row.count.difference)).rounded()
    return say(
      key + ".thin",
      places.merging([
        "points": say(
          "comparison.points\(points < 1 ? ".under" : points == 1 ? ".one" : "")",
          ["count": style.fixed(points, decimals: 0)])
      ]) { $1 })
  }

  /// What a terminal shows: every row that differs, then what does not.
  public func text(width: Int) -> String {
    var lines: [String] = []
    for (place, title) in result.titles.enumerated() {
      let letter = heads[place] == result.names[place] ? "" : heads[place] + " = "
      lines.append("\(letter)\(result.names[place]): \(language.text(title))")
    }
    lines.append(
      say(
        "comparison.paths",
        ["paths": style.fixed(Double(result.paths), decimals: 0), "seed": "\(result.seed)"]))
    lines.append("")
    let pairs = Set(result.rows.map { [$0.first, $0.second] }).sorted {
      ($0[0], $0[1]) < ($1[0], $1[1])
    }
    for pair in pairs {
      lines += table(pair, width: width) + [""]
    }
    return (lines + unmatched).joined(separator: "\n")
  }

  /// What stands above the chances of each scenario: its name, or a letter where names would be broken in columns.
  private var heads: [String] {
    let letters = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZ")
    let fits = result.names.allSatisfy { displayWidth($0) <= Self.widestHead }
    guard !fits, result.names.count <= letters.count else { return result.names }
    return result.names.indices.map { String(letters[$0]) }
  }

  /// How many letters of a name a column of chances holds.
  private static let widestHead = 14

  /// Targets that cannot be compared, scenario by scenario.
  private var unmatched: [String] {
    result.names.enumerated().compactMap { number, name in
      let rows = result.unmatched.filter { $0.scenario == number }.map(\.target.reference)
      guard !rows.isEmpty else { return nil }
      let shown = rows.prefix(8).joined(separator: ", ") + (rows.count > 8 ? ", …" : "")
      return say("comparison.unmatched", ["count": "\(rows.count)", "name": name, "rows": shown])
    }
  }

  private func table(_ pair: [Int], width: Int) -> [String] {
    var table = TextTable([
      (say("column.ref"), .left), (say("column.target"), .flexible),
      (heads[pair[0]], .right), (heads[pair[1]], .right),
      (say("comparison.difference"), .right),
    ])
    let rows = result.rows.filter { [$0.first, $0.second] == pair }
    var open = 0
    for row in rows {
      guard row.isDistinguishable else {
        open += 1
        continue
      }
      let shown = self.row(row)
      table.append([
        shown.group == nil ? shown.reference : "", shown.title,
        chance(row.chances.first, row), chance(row.chances.second, row),
        style.difference(row.count.difference, error: row.count.standardError),
      ])
    }
    var lines = open < rows.count ? table.lines(width: width) : []
    if rows.contains(where: { $0.isDistinguishable && !$0.addsUp }) {
      lines += brokenLines(say("comparison.finer"), width: width)
    }
    lines.append(say("comparison.rest", ["count": "\(open)", "all": "\(rows.count)"]))
    return lines
  }
}

extension ComparisonRow {
  /// Whether the difference is that of the two chances, to what is printed.
  fileprivate var addsUp: Bool {
    ComparisonReport.addsUp(
      chances.first.value, chances.second.value, count.difference)
  }
}

extension ComparisonReport {
  /// Half of the last digit of a difference in points.
  private static let leastPart = 0.0005

  /// Whether a difference is that of two chances, to what is printed.
  static func addsUp(_ first: Double, _ second: Double, _ difference: Double) -> Bool {
    abs(second - first - difference) < leastPart
  }
}

/// What would be needed: a CSV file and a sentence.
public struct RequirementReport: Sendable {
  private let result: RequirementResult
  private let say: Catalogue
  private let style: NumberStyle

  /// A report of a solution.
  public init(_ result: RequirementResult, language: Language) {
    self.result = result
    say = Catalogue.of(language)
    style = NumberStyle(language)
  }

  /// The rows of `base_rates.csv`.
  var baseRates: [Spoken<BaseRateTable.Row>] {
    BaseRateTable.rows(result.asked.map { [$0] } ?? []).map {
      Spoken(scenario: result.scenario, language: say.language, subject: $0)
    }
  }

  /// The row of `requirement.csv`.
  var row: RequirementTable.Row { (result, unit, sentence) }

  private var unit: String {
    switch result.unit {
    case .stated(let unit): say.language.text(unit)
    case .perYear(let unit): say("require.unit.year", ["unit": say.language.text(unit)])
    case .once(let unit): say("require.unit.once", ["unit": say.language.text(unit)])
    case .pointsOfGrowth: say("require.unit.growth")
    case .pointsAgainstForecast: say("require.unit.points")
    }
  }

  /// Whether growth has to be above the forecast.
  private var isGain: Bool {
    if case .growth = result.variable { result.value > 0 } else { false }
  }

  /// One plain sentence.
  public var sentence: String {
    let language = say.language
    let isThin = result.bases.areThin
    // What grows is moved by points, a level by its own units; either way it has a growth of its own.
    let isGrowth = result.averageGrowth != nil && result.unit == .pointsOfGrowth
    // What was asked for is said as it was.
    let isWhole = abs(100 * result.wanted - (100 * result.wanted).rounded()) < 1e-9
    var places = [
      "title": result.target.map { language.text($0.name) } ?? say("require.all"),
      "wanted": style.chance(result.wanted, isThin: isThin && isWhole),
      "now": style.chance(result.before.value, isThin: isThin),
      "variable": language.text(result.title), "unit": unit,
      // Growth is said to lie above or below the forecast.
      "value": (isGain ? "+" : "") + style.short(isGrowth ? abs(result.value) : result.value),
      "reached": style.said(
        result.reached.value, error: result.reached.standardError, isThin: isThin),
    ]
    let key = result.isReachable ? "require.found" : "require.beyond"
    let isOwn = places["variable"] == places["title"]
    let form = isGrowth ? result.value < 0 ? ".growth.below" : ".growth" : isOwn ? ".own" : ""
    var text = say(key + form, places)
    if result.isInert { text = say("require.none", places) }
    if result.isReachable, result.before.value >= result.wanted || result.reached == result.before {
      text = say("require.held", places)
      if result.reached != result.before { text += " " + say("require.held.still", places) }
    }
    if let growth = result.averageGrowth {
      places["growth"] = style.fixed(growth, decimals: 1)
      text += " " + say("require.growth", places)
    }
    if let middle = result.middle {
      places["middle"] = NumberStyle.measured(
        style.short(middle.value), language.text(middle.unit))
      places["year"] = "\(middle.year)"
      if case .once = result.unit {
        text += " " + say("require.middle.once", places)
      } else {
        text += " " + say("require.middle", places)
      }
    }
    if let below = result.below {
      places["low"] = style.chance(below.probability.value, isThin: isThin)
      text += " " + say("require.jump", places)
    }
    let words = BaseRateWords(language)
    let (own, asked) = (words.required(result.rates), words.required(result.asked?.rates ?? []))
    if !result.rates.isEmpty && own != asked { text += " " + own }
    if let line = result.asked.flatMap({
      words.line($0, chance: result.before.value, isThin: isThin)
    }) {
      text += " " + line
    }
    return text
  }
}
