public import Pipeline
internal import Plans
internal import Simulation

/// What a run found, one plain sentence each, fit to be read aloud.
public struct Findings {
  /// One finding.
  struct Finding {
    let kind: String
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

  /// `findings.csv`.
  public var table: OutputFile {
    var table = CSVTable(columns: ["scenario", "kind", "plan", "ref", "finding"])
    for finding in all {
      table.append([
        .text(result.scenario.name), .text(finding.kind), .text(finding.plan),
        .text(finding.reference), .text(finding.sentence),
      ])
    }
    return OutputFile(name: "findings.csv", table: table)
  }

  /// The sentences for a terminal; those about single rows only as far as they are few.
  public func lines(width: Int) -> [String] {
    let told = all.filter { $0.kind != "count" && $0.isOfWholePlan }
    let order = ["thin", "optimism", "floor", "cascade", "limit"]
    return order.flatMap { kind in told.filter { $0.kind == kind } }.prefix(8).flatMap {
      brokenLines("• " + $0.sentence, width: width)
    }
  }

  private static func counts(
    _ result: RunResult, _ say: Catalogue, _ style: NumberStyle
  ) -> [Finding] {
    result.joint.filter { $0.dependence == "fitted" && $0.targets > 1 }.map { row in
      Finding(
        kind: "count", plan: row.plan, reference: row.group.name(in: say.language),
        sentence: say(
          "finding.count",
          [
            "targets": "\(row.targets)", "group": row.group.words(say, plan: row.plan),
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
      "\(row.plan)\u{0}\(row.group.name(in: .en))\u{0}\(row.group.kind)"
    }
    let stated = result.limits.filter { $0.group != .withIllustrative }
    for name in Set(stated.map(key)).sorted() {
      let rows = stated.filter { key($0) == name }
      for row in rows.prefix(limitsNamed)
      where row.onlyMissed.value > 3 * row.onlyMissed.standardError {
        found.append(
          Finding(
            kind: "limit", plan: row.plan, reference: row.target.reference,
            sentence: say(
              "finding.limit",
              [
                "title": language.text(row.target.name),
                "group": row.group.words(say, plan: row.plan),
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
        kind: "thin", plan: "", reference: "",
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
        kind: "optimism", plan: row.target.planID, reference: row.target.reference,
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
      return Finding(kind: "floor", plan: "", reference: id, sentence: sentence)
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
        kind: "cascade", plan: plan, reference: "", sentence: say("finding.cascade", places))
    }
  }
}

/// Tables of counts and of plans joined by indicator.
enum PlanTables {
  static func counts(_ result: RunResult, _ language: Language) -> String {
    var table = CSVTable(columns: [
      "scenario", "plan", "group", "dependence", "targets", "met", "share", "mc_error",
      "group_kind",
    ])
    for row in result.joint {
      for (met, paths) in row.counts.enumerated() {
        let share = EstimatedProbability(hits: paths, paths: row.counts.reduce(0, +))
        table.append([
          .text(result.scenario.name), .text(row.plan), .text(row.group.name(in: language)),
          .text(row.dependence), .integer(row.targets), .integer(met), .number(share.value),
          .number(share.standardError), .text(row.group.kind),
        ])
      }
    }
    return table.contents
  }

  static func priors(_ result: RunResult, _ language: Language) -> String {
    var table = CSVTable(columns: [
      "scenario", "plan", "ref", "indicator", "name", "weight", "author", "date",
      "probability_before", "error_before", "probability_after", "error_after", "p50_before",
      "p50_after",
    ])
    for row in result.priors {
      table.append([
        .text(result.scenario.name), .text(row.target.planID), .text(row.target.reference),
        .text(row.target.indicatorID), .text(language.text(row.target.name)),
        .number(row.weight), .text(row.author), .text(row.date), .number(row.before.value),
        .number(row.before.standardError), .number(row.after.value),
        .number(row.after.standardError), .number(row.medianBefore), .number(row.medianAfter),
      ])
    }
    return table.contents
  }

  static func floors(_ result: RunResult, _ language: Language) -> String {
    var table = CSVTable(columns: [
      "scenario", "floor", "title", "indicator", "at_least", "year", "p10", "p50", "p90", "kept",
      "kept_error", "kept_throughout", "kept_throughout_error", "warning", "basis", "source",
      "spending", "required_p10", "required_p50", "required_p90", "amount_p10", "amount_p50",
      "amount_p90",
    ])
    for row in result.floors {
      let (floor, figures, money) = (row.floor, row.figures, row.money)
      table.append([
        .text(result.scenario.name), .text(floor.id), .text(language.text(floor.title)),
        .text(floor.indicator), .number(floor.value), .integer(row.year),
        .optional(figures?.p10), .optional(figures?.p50), .optional(figures?.p90),
        .optional(figures?.kept.value), .optional(figures?.kept.standardError),
        .optional(figures?.keptThroughout.value),
        .optional(figures?.keptThroughout.standardError),
        .text(figures.map { $0.p50 < floor.value ? "below" : "" } ?? "not_assessed"),
        .text(row.basis.rawValue), .text(floor.source),
        .text(floor.spending ?? ""), .optional(money?.required10), .optional(money?.required50),
        .optional(money?.required90), .optional(money?.amount10), .optional(money?.amount50),
        .optional(money?.amount90),
      ])
    }
    return table.contents
  }

  static func drivers(_ result: RunResult) -> String {
    var table = CSVTable(columns: [
      "scenario", "indicator", "year", "driver", "share", "sd",
    ])
    for row in result.drivers {
      table.append([
        .text(result.scenario.name), .text(row.indicator), .integer(row.year),
        .text(row.driver.rawValue), .number(row.share), .number(row.deviation),
      ])
    }
    return table.contents
  }

  static func cascade(_ result: RunResult, _ language: Language) -> String {
    var table = CSVTable(columns: [
      "scenario", "indicator", "name", "relation", "upper_plan", "upper_ref", "upper_target",
      "upper_year", "upper_probability", "upper_error", "lower_plan", "lower_ref",
      "lower_target", "lower_year", "lower_probability", "lower_error",
    ])
    for row in result.cascade {
      let named = row.upper ?? row.lower
      table.append([
        .text(result.scenario.name), .text(row.indicator),
        .text(named.map { language.text($0.name) } ?? ""), .text(row.relation.rawValue),
        .text(row.upper?.planID ?? ""), .text(row.upper?.reference ?? ""),
        .optional(row.upper.flatMap { $0.low ?? $0.high }), .optional(row.upper?.year),
        .optional(row.upperProbability?.value), .optional(row.upperProbability?.standardError),
        .text(row.lowerPlan), .text(row.lower?.reference ?? ""),
        .optional(row.lower.flatMap { $0.low ?? $0.high }), .optional(row.lower?.year),
        .optional(row.lowerProbability?.value), .optional(row.lowerProbability?.standardError),
      ])
    }
    return table.contents
  }
}
