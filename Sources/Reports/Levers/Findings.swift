internal import Attainment
internal import Files
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

  /// Targets named as limits of a plan, at the most.
  private static let limitsNamed = 3

  /// The findings of a run.
  public init(_ result: RunResult, language: Language) {
    self.result = result
    say = Catalogue.of(language)
    style = NumberStyle(language)
  }

  var all: [Finding] { counts + limits + thin + optimism + floors + cascade }

  private var language: Language { say.language }

  /// The sentences for a terminal; those about single rows only as far as they are few.
  public func lines(width: Int) -> [String] {
    let told = all.filter(\.isOfWholePlan)
    let order: [Finding.Kind] = [.thin, .optimism, .floor, .cascade, .limit]
    return order.flatMap { kind in told.filter { $0.kind == kind } }.prefix(8).flatMap {
      brokenLines("• " + $0.sentence, width: width)
    }
  }

  private var counts: [Finding] {
    result.joint.filter { $0.dependence == .fitted && $0.targets > 1 }.map { row in
      let group = NamedGroup(row.group, language)
      return Finding(
        kind: .count, plan: row.plan, reference: group.name,
        sentence: say(
          "finding.count",
          [
            "targets": "\(row.targets)", "group": group.words(say, plan: row.plan),
            "expected": style.fixed(row.expectedMet, decimals: 1), "low": "\(row.p10)",
            "high": "\(row.p90)",
            "p": style.said(
              row.probability.value, error: row.probability.standardError,
              isThin: result.isThin(row.group, of: row.plan)),
          ]))
    }
  }

  private var limits: [Finding] {
    let apart: [TargetGroup.Kind] = [.withIllustrative, .tasks, .withTasks]
    let groups = grouped(result.limits.filter { !apart.contains($0.group.kind) }) { row in
      "\(row.plan)\u{0}\(NamedGroup(row.group, .en).name)\u{0}\(row.group.kind.code)"
    }
    let named = groups.sorted { $0.key < $1.key }.flatMap { $0.rows.prefix(Self.limitsNamed) }
    return named.compactMap { row -> Finding? in
      let missed = row.onlyMissed
      guard missed.value > 3 * missed.standardError else { return nil }
      let isThin = result.isThin(row.group, of: row.plan)
      let then = row.all.value + missed.value
      let places = [
        "title": language.text(row.target.name),
        "group": NamedGroup(row.group, language).words(say, plan: row.plan),
        "p": style.said(missed.value, error: missed.standardError, isThin: isThin),
        "now": style.chance(row.all.value, isThin: isThin),
        "then": style.chance(then, isThin: isThin),
      ]
      return Finding(
        kind: .limit, plan: row.plan, reference: row.target.reference,
        sentence: say("finding.limit", places), isOfWholePlan: row.group == .primary)
    }
  }

  /// Yearly values up to which a history is called short.
  private static let few = 4

  /// Which indicators with a target rest on few yearly values.
  private var thin: [Finding] {
    let assessed = Set(result.attainment.filter { $0.assessment != nil }.map(\.target.indicatorID))
    let short = result.indicators.compactMap { indicator -> String? in
      guard assessed.contains(indicator.id), let values = indicator.yearlyValues, values <= Self.few
      else { return nil }
      return "\(language.text(indicator.name)) (\(values))"
    }
    guard !short.isEmpty else { return [] }
    return [
      Finding(
        kind: .thin, plan: "", reference: "",
        sentence: say("finding.thin", ["indicators": short.joined(separator: "; ")]))
    ]
  }

  /// Growth that a plan asks for beyond what 9 in 10 forecast futures give.
  private var optimism: [Finding] {
    result.attainment.compactMap { row -> Finding? in
      guard row.target.kind == "growth", row.target.direction?.asksForMore == true,
        row.basis != .illustrative, let asked = row.target.low, let values = row.assessment,
        asked > values.p90, !row.isOver
      else { return nil }
      var places = [
        "title": language.text(row.name), "asked": style.given(asked),
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
  private var floors: [Finding] {
    grouped(result.floors, by: \.floor.id).map { id, rows in
      let floor = rows[0].floor
      var places = [
        "title": language.text(floor.title), "floor": style.given(floor.value),
        "first": "\(floor.years.lowerBound)", "last": "\(floor.years.upperBound)",
      ]
      var sentence = say("finding.floor.not_assessed", places)
      if let row = rows.last(where: { $0.figures != nil }), let kept = row.figures?.keptThroughout {
        places["p"] = style.said(
          kept.value, error: kept.standardError, isThin: row.basis.isThin)
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
        places["unit"] = language.text(unit)
        places["required"] = style.short(money.required50)
        places["amount"] = style.short(money.amount50)
        sentence += " " + say("finding.floor.money", places)
      }
      return Finding(kind: .floor, plan: "", reference: id, sentence: sentence)
    }
  }

  private var cascade: [Finding] {
    grouped(result.cascade, by: \.lowerPlan).map { plan, rows in
      var places = ["plan": plan]
      for relation in CascadeRow.Relation.allCases {
        places[relation.rawValue] = "\(rows.count { $0.relation == relation })"
      }
      return Finding(
        kind: .cascade, plan: plan, reference: "", sentence: say("finding.cascade", places))
    }
  }
}

/// `findings.csv`.
enum FindingTable {
  static let kind = Column<Findings.Finding.Kind>(
    "kind", "count, limit, thin (few yearly values), optimism, floor or cascade.")

  static let definition = TableDefinition<Spoken<Findings.Finding>>(
    "findings", "One plain sentence a finding.",
    ofScenario: [
      Field(kind) { $0.kind },
      Field(CommonColumns.plan) { $0.plan },
      Field(
        CommonColumns.reference.meaning(
          "Place of the target, name of the group or id of the floor.")
      ) { $0.reference },
      Field(CommonColumns.finding) { $0.sentence },
    ])
}
