internal import Attainment
public import Pipeline
internal import Plans
internal import Simulation
internal import Tables

/// What a run found, one plain sentence each, fit to be read aloud.
public struct Findings {
  /// One finding.
  struct Finding: Sendable {
    /// What it is about.
    enum Kind: String, Fact, FieldValue, CaseIterable {
      case count, limit, thin, optimism, floor, cascade
    }

    let kind: Kind
    let plan: String
    let reference: String
    let sentence: String
    var isOfWholePlan = true
  }

  private let result: RunResult
  private let say: Catalogue
  private let style: NumberStyle
  let all: [Finding]

  /// Targets named as limits of a plan, at the most.
  private static let limitsNamed = 3

  /// The findings of a run.
  public init(_ result: RunResult, language: Language) {
    self.result = result
    say = Catalogue.of(language)
    style = NumberStyle(language)
    all =
      Self.counts(result, Catalogue.of(language), NumberStyle(language))
      + Self.limits(result, Catalogue.of(language), NumberStyle(language))
      + Self.thin(result, Catalogue.of(language))
      + Self.optimism(result, Catalogue.of(language), NumberStyle(language))
      + Self.floors(result, Catalogue.of(language), NumberStyle(language))
      + Self.cascade(result, Catalogue.of(language))
  }

  /// The sentences for a terminal; those about single rows only as far as they are few.
  public func lines(width: Int) -> [String] {
    let told = all.filter(\.isOfWholePlan)
    let order: [Finding.Kind] = [.thin, .optimism, .floor, .cascade, .limit]
    return order.flatMap { kind in told.filter { $0.kind == kind } }.prefix(8).flatMap {
      brokenLines("• " + $0.sentence, width: width)
    }
  }

  private static func counts(
    _ result: RunResult, _ say: Catalogue, _ style: NumberStyle
  ) -> [Finding] {
    result.joint.filter { $0.dependence == .fitted && $0.targets > 1 }.map { row in
      Finding(
        kind: .count, plan: row.plan, reference: NamedGroup(row.group, say.language).name,
        sentence: say(
          "finding.count",
          [
            "targets": "\(row.targets)",
            "group": NamedGroup(row.group, say.language).words(say, plan: row.plan),
            "expected": style.fixed(row.expectedMet, decimals: 1), "low": "\(row.p10)",
            "high": "\(row.p90)", "p": style.percent(row.probability.value),
            "error": style.points(row.probability.standardError),
          ]))
    }
  }

  private static func limits(
    _ result: RunResult, _ say: Catalogue, _ style: NumberStyle
  ) -> [Finding] {
    let language = say.language
    var found: [Finding] = []
    func key(_ row: LimitRow) -> String {
      "\(row.plan)\u{0}\(NamedGroup(row.group, .en).name)\u{0}\(row.group.kind.code)"
    }
    let stated = result.limits.filter { $0.group != .withIllustrative }
    for name in Set(stated.map(key)).sorted() {
      let rows = stated.filter { key($0) == name }
      for row in rows.prefix(limitsNamed)
      where row.onlyMissed.value > 3 * row.onlyMissed.standardError {
        found.append(
          Finding(
            kind: .limit, plan: row.plan, reference: row.target.reference,
            sentence: say(
              "finding.limit",
              [
                "title": language.text(row.target.name),
                "group": NamedGroup(row.group, say.language).words(say, plan: row.plan),
                "p": style.percent(row.onlyMissed.value),
                "error": style.points(row.onlyMissed.standardError),
                "now": style.percent(row.all.value),
                "then": style.percent(row.all.value + row.onlyMissed.value),
              ]), isOfWholePlan: row.group == .primary))
      }
    }
    return found
  }

  /// Yearly values up to which a history is called short.
  private static let few = 4

  /// Which indicators with a target rest on few yearly values.
  private static func thin(_ result: RunResult, _ say: Catalogue) -> [Finding] {
    let assessed = Set(result.attainment.filter { $0.assessment != nil }.map(\.target.indicatorID))
    let short = result.indicators.compactMap { indicator -> String? in
      guard assessed.contains(indicator.id), let values = indicator.yearlyValues, values <= few
      else { return nil }
      return "\(say.language.text(indicator.name)) (\(values))"
    }
    guard !short.isEmpty else { return [] }
    return [
      Finding(
        kind: .thin, plan: "", reference: "",
        sentence: say("finding.thin", ["indicators": short.joined(separator: "; ")]))
    ]
  }

  /// Growth that a plan asks for beyond what 9 in 10 forecast futures give.
  private static func optimism(
    _ result: RunResult, _ say: Catalogue, _ style: NumberStyle
  ) -> [Finding] {
    result.attainment.compactMap { row -> Finding? in
      guard row.target.kind == "growth", row.target.direction == .atLeast,
        row.basis != .illustrative, let asked = row.target.low, let values = row.assessment,
        asked > values.p90, !row.isOver
      else { return nil }
      var places = [
        "title": say.language.text(row.name), "asked": style.short(asked),
        "p90": style.short(values.p90), "p50": style.short(values.p50),
      ]
      var sentence = say("finding.optimism", places)
      if let record = result.trackRecord {
        places["met"] = "\(record.met)"
        places["known"] = "\(record.known)"
        places["first"] = "\(record.years.lowerBound)"
        places["last"] = "\(record.years.upperBound)"
        sentence += " " + say("finding.record", places)
      }
      return Finding(
        kind: .optimism, plan: row.target.planID, reference: row.target.reference,
        sentence: sentence)
    }
  }

  /// One sentence a floor: whether all its years keep it, and from when the middle future does not.
  private static func floors(
    _ result: RunResult, _ say: Catalogue, _ style: NumberStyle
  ) -> [Finding] {
    let ids = result.floors.map(\.floor.id)
    var seen: Set<String> = []
    return ids.filter { seen.insert($0).inserted }.compactMap { id -> Finding? in
      let rows = result.floors.filter { $0.floor.id == id }
      guard let floor = rows.first?.floor else { return nil }
      var places = [
        "title": say.language.text(floor.title), "floor": style.short(floor.value),
        "first": "\(floor.years.lowerBound)", "last": "\(floor.years.upperBound)",
      ]
      var sentence = say("finding.floor.not_assessed", places)
      if let figures = rows.last(where: { $0.figures != nil })?.figures {
        places["p"] = style.percent(figures.keptThroughout.value)
        places["error"] = style.points(figures.keptThroughout.standardError)
        sentence = say("finding.floor", places)
      }
      if let row = rows.first(where: { ($0.figures?.p50 ?? .infinity) < floor.value }),
        let figures = row.figures
      {
        places["year"] = "\(row.year)"
        places["p50"] = style.short(figures.p50)
        sentence += " " + say("finding.floor.below", places)
      }
      if let row = rows.last(where: { $0.money != nil }), let money = row.money,
        let unit = floor.spending.flatMap({ result.scenario.indicator($0)?.unit })
      {
        places["year"] = "\(row.year)"
        places["unit"] = say.language.text(unit)
        places["required"] = style.short(money.required50)
        places["amount"] = style.short(money.amount50)
        sentence += " " + say("finding.floor.money", places)
      }
      return Finding(kind: .floor, plan: "", reference: id, sentence: sentence)
    }
  }

  private static func cascade(_ result: RunResult, _ say: Catalogue) -> [Finding] {
    let plans = result.cascade.map(\.lowerPlan)
    var seen: Set<String> = []
    let order = plans.filter { seen.insert($0).inserted }
    return order.map { plan in
      let rows = result.cascade.filter { $0.lowerPlan == plan }
      var places = ["plan": plan]
      for relation in CascadeRow.Relation.allCases {
        places[relation.rawValue] = "\(rows.count { $0.relation == relation })"
      }
      return Finding(
        kind: .cascade, plan: plan, reference: "", sentence: say("finding.cascade", places))
    }
  }
}
