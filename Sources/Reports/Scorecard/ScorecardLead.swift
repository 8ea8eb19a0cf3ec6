internal import Tables
internal import TimeSeries
internal import Tracking

/// What a reader of a scorecard should know first: how many plans of the year will be met, those that most need a
/// decision, and what is missed already.
struct ScorecardLead {
  private let layout: ScorecardLayout
  private let words: PageWords
  private var say: Catalogue { words.say }
  private var told: ScorecardWords { layout.words }

  /// `nil` where the folder is none of a scorecard.
  init?(_ words: PageWords) {
    guard let layout = ScorecardLayout(words.folder) else { return nil }
    (self.layout, self.words) = (layout, words)
  }

  private var period: PeriodOfYear { layout.asked }

  var screen: LeadScreen {
    let rows = layout.measures.map { ($0, $0.standing(period)) }
    return LeadScreen(
      answers: [answer, stretch].compactMap(\.self), counts: counts(rows.map(\.1)),
      thin: thin(rows.compactMap(\.1)), decisions: decisions)
  }

  /// A period within a sentence.
  private func named(_ period: PeriodOfYear) -> String {
    let text = told.dated(period)
    return text.prefix(1).lowercased() + text.dropFirst()
  }

  // MARK: The answer

  private var answer: String {
    let joint = words.records(ScorecardJointTable.definition).first {
      $0[ScorecardTable.period] == period && $0[ScorecardJointTable.dependence] == .fitted
    }
    let places = ["period": told.dated(period), "measures": "\(layout.measures.count)"]
    guard let joint, let all = joint[ScorecardJointTable.measures], all > 0 else {
      let verdicts = layout.measures.compactMap { $0.standing(period)?[ScorecardTable.verdict] }
      guard !verdicts.isEmpty, !verdicts.contains(.open) else {
        return say(
          verdicts.isEmpty ? "page.lead.measures.planless" : "page.lead.measures.none", places)
      }
      // Of single months and quarters nothing is counted together.
      return over(verdicts.count, verdicts.count { $0 == .met }, places)
    }
    let (met, missed) = (
      joint[ScorecardJointTable.met] ?? 0, joint[ScorecardJointTable.missed] ?? 0
    )
    if all == met + missed { return over(all, met, places) }
    if all == 1, let single = waiting.first { return alone(single, places) }
    let (low, high) = (
      joint[ScorecardJointTable.p10] ?? 0, joint[ScorecardJointTable.p90] ?? 0
    )
    let chance = joint[ScorecardJointTable.all] ?? 0
    let expected = words.number.fixed(joint[ScorecardJointTable.expected] ?? 0, decimals: 0)
    return say(
      missed > 0 ? "page.lead.measures.missed" : "page.lead.measures",
      places.merging([
        "count": say("page.lead.count", ["met": expected, "targets": "\(all)"]),
        "range": say(
          low == high ? "page.lead.measures.range.one" : "page.lead.measures.range",
          ["low": "\(low)", "high": "\(high)"]), "measures": "\(all)",
        "missed": "\(missed)", "chance": words.smallChance(chance),
        "word": say("page.likelihood.all.\(Likelihood(chance).rawValue)"),
      ]) { $1 })
  }

  /// The answer where everything is decided.
  private func over(_ all: Int, _ met: Int, _ places: [String: String]) -> String {
    say(
      "scorecard.joint.over",
      places.merging(["measures": "\(all)", "met": "\(met)", "missed": "\(all - met)"]) { $1 })
  }

  /// The answer where one plan alone can be assessed.
  private func alone(
    _ waiting: (measure: ScorecardLayout.Measure, row: Table.Record), _ places: [String: String]
  ) -> String {
    let chance = waiting.row[ScorecardTable.probability] ?? 0
    return say(
      "page.lead.measure.alone",
      places.merging([
        "name": waiting.measure.name, "chance": words.inHundred(chance),
        "verdict": say("page.lead.measure.\(Likelihood(chance).rawValue)"),
      ]) { $1 })
  }

  /// How many plans of the stretch that is over were met, beside what is said of the year.
  private var stretch: String? {
    period == layout.latest ? nil : layout.latest.flatMap(layout.count)
  }

  private func counts(_ rows: [Table.Record?]) -> [LeadScreen.Count] {
    func count(_ verdict: GrowthVerdict) -> Int {
      rows.count { $0?[ScorecardTable.verdict] == verdict }
    }
    let chances = rows.compactMap { row in
      row?[ScorecardTable.verdict] == .open ? row?[ScorecardTable.probability] : nil
    }
    let (met, missed) = (count(.met), count(.missed))
    let unplanned = rows.count { $0?[ScorecardTable.verdict] == nil }
    let notes =
      [say("page.lead.measures.of", ["measures": "\(rows.count)"])]
      + (unplanned > 0 ? [say("page.lead.measures.unplanned", ["count": "\(unplanned)"])] : [])
    var counts = [
      LeadScreen.Count(
        kind: .met, count: met, name: say("page.lead.met"), anchor: "scorecard")
    ]
    if missed > 0 {
      counts.append(
        .init(kind: .missed, count: missed, name: say("page.lead.missed"), anchor: "scorecard"))
    }
    counts += Likelihood.allCases.map { word in
      .init(
        kind: .word(word), count: chances.count { Likelihood($0) == word },
        name: say("page.likelihood.\(word.rawValue)"),
        note: say("page.likelihood.limits.\(word.rawValue)"), anchor: "scorecard")
    }
    return counts + [
      .init(
        kind: .none, count: rows.count - met - missed - chances.count, name: say("page.lead.rest"),
        note: notes.joined(separator: "; "), anchor: "scorecard")
    ]
  }

  /// That outlooks rest on little, where half of those with a chance do.
  private func thin(_ rows: [Table.Record]) -> String? {
    let open = rows.filter {
      $0[ScorecardTable.verdict] == .open && $0[ScorecardTable.probability] != nil
    }
    let little = open.count { [.little, .gaps].contains($0[ScorecardTable.basis]) }
    guard little > 0, 2 * little >= open.count else { return nil }
    return say("page.lead.measures.little", ["count": "\(little)", "open": "\(open.count)"])
  }

  // MARK: Decisions

  /// Plans of the period that are open and have a chance, the least likely first.
  private var waiting: [(measure: ScorecardLayout.Measure, row: Table.Record)] {
    layout.measures.compactMap { measure in
      guard let row = measure.standing(period), row[ScorecardTable.verdict] == .open,
        row[ScorecardTable.probability] != nil
      else { return nil }
      return (measure, row)
    }.enumerated().sorted { one, other in
      func chance(_ item: (measure: ScorecardLayout.Measure, row: Table.Record)) -> Double {
        item.row[ScorecardTable.probability] ?? 1
      }
      return (chance(one.element), one.offset) < (chance(other.element), other.offset)
    }.map(\.element)
  }

  /// The least likely plans of the period, then those that the stretch missed by most.
  private var decisions: [LeadScreen.Decision] {
    let far = waiting.filter {
      $0.row[ScorecardTable.probability].map(Likelihood.init) != .likely
    }
    let open = far.prefix(LeadScreen.most)
    let names = Set(open.map(\.measure.name))
    let late = missed.filter { !names.contains($0.measure.name) }
    return open.map { decision($0.measure, $0.row) }
      + late.prefix(LeadScreen.most - open.count).map { behind($0.measure, $0.row) }
  }

  /// Plans of the stretch that were missed, the widest gap first.
  private var missed: [(measure: ScorecardLayout.Measure, row: Table.Record)] {
    guard let latest = layout.latest else { return [] }
    return layout.measures.compactMap { measure in
      measure.standing(latest).flatMap { row in
        row[ScorecardTable.verdict] == .missed ? (measure, row) : nil
      }
    }.enumerated().sorted { one, other in
      func gap(_ row: Table.Record) -> Double {
        row[ScorecardTable.percent].map { abs(100 - $0) } ?? 0
      }
      return (-gap(one.element.1), one.offset) < (-gap(other.element.1), other.offset)
    }.map { ($0.element.0, $0.element.1) }
  }

  private func plan(_ row: Table.Record, _ measure: ScorecardLayout.Measure) -> String {
    let plan = told.plan(
      row[ScorecardTable.plan], row[ScorecardTable.direction],
      high: row[ScorecardTable.planHigh], unit: measure.unit)
    return NumberStyle.measured(plan, measure.unit)
  }

  private func decision(
    _ measure: ScorecardLayout.Measure, _ row: Table.Record
  ) -> LeadScreen.Decision {
    let value = NumberStyle.measured(
      told.figure(row[ScorecardTable.value], unit: measure.unit), measure.unit)
    let percent = row[ScorecardTable.percent].map { words.number.fixed($0, decimals: 1) }
    let forecast = say(
      percent == nil ? "page.lead.measure.forecast" : "page.lead.measure.forecast.percent",
      [
        "value": value, "percent": percent ?? "",
        "chance": words.inHundred(row[ScorecardTable.probability]),
      ])
    return LeadScreen.Decision(
      name: say(
        "page.lead.measure",
        ["name": measure.name, "plan": plan(row, measure), "period": named(period)]),
      text: ([forecast] + [rest(measure, row), lead(measure)].compactMap(\.self))
        .joined(separator: " "))
  }

  /// What the rest of the period must bring.
  private func rest(_ measure: ScorecardLayout.Measure, _ row: Table.Record) -> String? {
    let number = words.number
    let growth = row[ScorecardTable.rest].map { number.fixed($0, decimals: 1) }
    switch (row[ScorecardTable.direction], growth) {
    case ("range", let low?):
      return row[ScorecardTable.restHigh].map {
        say(
          "page.lead.measure.rest.range",
          ["low": low, "high": number.fixed($0, decimals: 1)])
      }
    case ("range", nil): return nil
    case ("at_most", let most?): return say("page.lead.measure.rest.most", ["growth": most])
    case (_, let least?):
      guard let amount = row[ScorecardTable.amount], amount > 0 else {
        return say("page.lead.measure.rest", ["growth": least])
      }
      let shown = NumberStyle.measured(told.figure(amount, unit: measure.unit), measure.unit)
      return say("page.lead.measure.rest.amount", ["growth": least, "amount": shown])
    case (_, nil): return nil
    }
  }

  private func behind(
    _ measure: ScorecardLayout.Measure, _ row: Table.Record
  ) -> LeadScreen.Decision {
    let percent = row[ScorecardTable.percent].map { words.number.fixed($0, decimals: 1) }
    let came = say(
      percent == nil ? "page.lead.measure.behind" : "page.lead.measure.behind.percent",
      [
        "value": NumberStyle.measured(
          told.figure(row[ScorecardTable.value], unit: measure.unit), measure.unit),
        "percent": percent ?? "", "plan": plan(row, measure),
      ])
    let year = measure.row(layout.whole).flatMap { row -> String? in
      guard row[ScorecardTable.verdict] == .open, let chance = row[ScorecardTable.probability]
      else { return nil }
      return say("page.lead.measure.year", ["chance": words.inHundred(chance)])
    }
    return LeadScreen.Decision(
      name: "\(measure.name), \(row[ScorecardTable.period].map(named) ?? ""):",
      text: ([came] + [year, lead(measure)].compactMap(\.self)).joined(separator: " "))
  }

  /// Who leads; that nobody does, where others have somebody.
  private func lead(_ measure: ScorecardLayout.Measure) -> String? {
    guard measure.agency.isEmpty else {
      return say("page.lead.agency", ["agency": measure.agency])
    }
    return layout.measures.contains { !$0.agency.isEmpty } ? say("page.lead.agency.none") : nil
  }
}
