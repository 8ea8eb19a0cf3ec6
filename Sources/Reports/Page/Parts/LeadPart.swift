internal import Attainment
internal import Plans
internal import Tables
internal import TimeSeries

/// The first screen, which is the first printed page: the answer, counts, what it rests on, what to decide, what moved.
struct LeadPart {
  let words: PageWords
  /// The run before; `nil` for none.
  let earlier: PageWords?
  private var say: Catalogue { words.say }

  /// Targets with a chance that somebody's figure or judgement stands behind.
  private var stated: [Table.Record] {
    let rows = words.assessed.filter { $0[AttainmentTable.basis] != .illustrative }
    return rows.isEmpty ? words.assessed : rows
  }

  /// The screen; `nil` where the folder holds no plan.
  var markup: Markup? {
    let all = words.records(AttainmentTable.definition)
    guard !all.isEmpty else { return nil }
    var content = Markup.joined(answers)
    content += tiles(all)
    content += repeated
    content += basis
    content += decisions
    content += moved
    return .element("section", ["class": "lead", "id": "short"], content)
  }

  private var answers: [Markup] {
    words.answers.map { answer in
      let places = answer.places.map { name, text in
        (name, ["count", "word"].contains(name) ? Markup.strong(text) : Markup(text))
      }
      return .paragraph(
        say.markup(answer.key, Dictionary(places) { first, _ in first }), "big")
    }
  }

  /// How many targets are likely, about even, unlikely, very unlikely, and not assessed.
  private func tiles(_ all: [Table.Record]) -> Markup {
    let chances = stated.compactMap { $0[AttainmentTable.probability] }
    let tiles = Likelihood.allCases.map { word -> Markup in
      let count = chances.count { Likelihood($0) == word }
      return .element(
        "a", ["class": "tile \(word.rawValue)", "href": "#targets", "data-word": word.rawValue],
        .strong("\(count)"),
        .element(
          "span", [:], .element("i", ["aria-hidden": "true"], Markup(word.sign)),
          Markup(" " + say("page.likelihood.\(word.rawValue)"))),
        .element("small", [:], Markup(say("page.likelihood.limits.\(word.rawValue)"))))
    }
    let tasks = words.milestones.count
    // What a mechanical rule fills has a chance, though none that is told: it is no row without one.
    let illustrative = words.assessed.count - stated.count
    let rest = all.count - words.assessed.count - tasks
    let told =
      [say("page.lead.rest.of", ["rows": "\(all.count)"])]
      + [("milestones", tasks), ("illustrative", illustrative)].filter { $0.1 > 0 }.map {
        say("page.lead.rest.\($0.0)", ["count": "\($0.1)"])
      }
    let last = Markup.element(
      "a", ["class": "tile none", "href": "#rest"], .strong("\(rest)"),
      .element("span", [:], Markup(say("page.lead.rest"))),
      .element("small", [:], Markup(told.joined(separator: "; "))))
    return .element("div", ["class": "tiles"], tiles + [last])
  }

  /// That the basis is thin, where it is: fewer than half of the chances rest on own series.
  private var basis: Markup {
    func count(_ bases: Set<Basis>) -> Int {
      stated.count { row in row[AttainmentTable.basis].map(bases.contains) ?? false }
    }
    let own = count([.data, .derived])
    guard !stated.isEmpty else { return .none }
    guard 2 * own < stated.count else { return fewFigures }
    let kinds: [(String, Int)] = [
      ("page.lead.basis.own", own), ("page.lead.basis.anchor", count([.anchor])),
      ("page.lead.basis.proxy", count([.proxy])),
      ("page.lead.basis.judgement", count([.judgement])),
      ("page.lead.basis.illustrative", count([.illustrative])),
    ]
    let parts = kinds.filter { $0.1 > 0 }.map { say($0.0, ["count": "\($0.1)"]) }
    return .paragraph(
      .strong(say("page.lead.thin")) + Markup(" " + parts.joined(separator: "; ") + "."), "warn")
  }

  /// At most so many own values are few.
  private static let few = 4

  /// That own series are short, where half of the targets that rest on them have but few values.
  private var fewFigures: Markup {
    let values = Dictionary(
      words.records(ProjectionTable.definition).filter { $0[ProjectionTable.kind] == .actual }
        .map { ($0[CommonColumns.indicator], 1) }, uniquingKeysWith: +)
    let counts = stated.compactMap { row -> Int? in
      guard row[AttainmentTable.basis] == .data || row[AttainmentTable.basis] == .derived,
        !words.isKnown(row)
      else { return nil }
      let indicator = row[CommonColumns.indicator]
      // What is computed from others has no values of its own to count.
      return values[words.yearly(of: indicator) ?? indicator]
    }.sorted()
    guard !counts.isEmpty else { return .none }
    let median = counts[counts.count / 2]
    guard median <= Self.few else { return .none }
    return .paragraph(
      .strong(say("page.lead.thin"))
        + Markup(" " + say("page.lead.few", ["count": "\(median)"])), "warn")
  }

  /// The targets that most need a decision: headline ones first, then the least likely, one an indicator.
  private var decisions: Markup {
    let headline = words.headline
    let far = stated.filter {
      !words.isKnown($0) && ($0[AttainmentTable.probability] ?? 1) < 0.66
    }.enumerated().sorted { one, other in
      func key(_ row: (offset: Int, element: Table.Record)) -> (Int, Double, Int) {
        let place = headline.firstIndex(of: words.key(row.element)) ?? headline.count
        return (place, row.element[AttainmentTable.probability] ?? 1, row.offset)
      }
      return key(one) < key(other)
    }.map(\.element)
    var seen: Set<String> = []
    // Rows that ask for different things of one indicator wait for nobody's forecast: one of the three is theirs.
    let contradictions = words.contradictions(among: stated.filter { !words.isKnown($0) })
    let three = Array(
      far.filter { seen.insert($0[CommonColumns.indicator]).inserted }
        .prefix(contradictions.isEmpty ? 3 : 2))
    let told = three.map(decision) + (contradictions.isEmpty ? [] : [choice(contradictions)])
    guard !told.isEmpty else { return .none }
    return .element("h2", [:], Markup(say("page.lead.decide.\(told.count)")))
      + .element("ol", ["class": "decide"], told.map { .element("li", [:], $0) })
      + weakest(among: far, beside: three)
  }

  /// What rows of a plan ask for that cannot all be the target.
  private func choice(_ pairs: [(one: Table.Record, other: Table.Record)]) -> Markup {
    func row(_ row: Table.Record) -> String {
      say(
        "page.lead.contradiction.row",
        [
          "asked": words.asked(row), "ref": row[CommonColumns.reference],
          "chance": words.inHundred(row[AttainmentTable.probability]),
        ])
    }
    let told = pairs.map { pair in
      say(
        "page.lead.contradiction",
        [
          "name": pair.one[CommonColumns.target], "one": row(pair.one), "other": row(pair.other),
          "year": pair.one[AttainmentTable.year].map { "\($0)" } ?? "",
        ])
    }
    return .strong(say("page.lead.contradictions")) + Markup(" " + told.joined(separator: " "))
  }

  /// That the same target stands in two rows, so that the answer counts it twice.
  private var repeated: Markup {
    let told = words.repeated(among: stated).map { rows in
      say(
        "page.lead.repeated.row",
        [
          "name": rows[0][CommonColumns.target],
          "refs": rows.map { $0[CommonColumns.reference] }.joined(separator: ", "),
        ])
    }
    guard !told.isEmpty else { return .none }
    return .paragraph(
      Markup(say("page.lead.repeated", ["targets": told.joined(separator: "; ")])), "note")
  }

  /// The least likely target, where it is none of those to decide on.
  private func weakest(among far: [Table.Record], beside shown: [Table.Record]) -> Markup {
    func chance(_ row: Table.Record) -> Double { row[AttainmentTable.probability] ?? 1 }
    guard let least = far.min(by: { chance($0) < chance($1) }),
      chance(least) < (shown.map(chance).min() ?? 1)
    else { return .none }
    return .paragraph(
      .strong(say("page.lead.weakest"))
        + Markup(" \(name(least)) \(words.inHundred(chance(least)))."))
  }

  private func name(_ row: Table.Record) -> String {
    say(
      "page.lead.target",
      [
        "name": row[CommonColumns.target], "asked": words.asked(row),
        "year": row[AttainmentTable.year].map { "\($0)" } ?? "",
      ])
  }

  private func decision(_ row: Table.Record) -> Markup {
    var sentences = [
      say(
        "page.lead.forecast",
        [
          "middle": words.short(row, CommonColumns.p50) + words.percentSign(row),
          "chance": words.inHundred(row[AttainmentTable.probability]),
        ])
    ]
    if let pace = words.pace(row) { sentences.append(pace) }
    if let rate = words.rate(row) { sentences.append(rate) }
    // Of two ends the better one may be missed, too.
    if row[AttainmentTable.direction]?.ends.count == 2 { sentences.append(say("page.lead.both")) }
    let agency = row[AttainmentTable.agency]
    if !agency.isEmpty {
      sentences.append(say("page.lead.agency", ["agency": agency]))
    } else if namesAgencies {
      sentences.append(say("page.lead.agency.none"))
    }
    return .strong(name(row)) + Markup(" " + sentences.joined(separator: " ") + " ") + options(row)
  }

  /// Whether the plan says of some rows who leads.
  private var namesAgencies: Bool {
    words.records(AttainmentTable.definition).contains { !$0[AttainmentTable.agency].isEmpty }
  }

  /// What can be chosen: the target as it is, a value that three of four futures reach, or a later year.
  private func options(_ row: Table.Record) -> Markup {
    let card = Markup.element(
      "a", ["href": "#" + words.wayAnchor(row[CommonColumns.indicator])],
      Markup(say("page.lead.choice.card")))
    guard let value = words.within(row) else {
      return say.markup("page.lead.choice.open", ["card": card])
    }
    return say.markup(
      "page.lead.choice", ["value": Markup(value + words.percentSign(row)), "card": card])
  }

  /// What moved since the run before, the largest first.
  private var moved: Markup {
    guard let earlier else { return .none }
    let changes = TargetChanges(words, since: earlier)
    let day = earlier.folder.manifest.asOf.map(words.day) ?? say("page.lead.nobefore")
    let told = changes.largest(4).map { change in
      let told = change.told(words.number)
      return say(
        told.points == "1" ? "page.lead.moved.one" : "page.lead.moved.many",
        [
          "name": change.name, "sign": change.points > 0 ? "▲" : "▼",
          "points": told.points, "before": told.before, "after": told.after,
        ])
    }
    let counts = [
      ("new", changes.fresh), ("new.milestones", changes.freshMilestones),
      ("gone", changes.gone), ("gone.milestones", changes.goneMilestones),
      ("rest", told.isEmpty ? 0 : changes.changes.count - told.count),
    ].filter { $0.1 > 0 }.map { say("page.lead.moved.\($0.0)", ["count": "\($0.1)"]) }
    let all = told + counts
    let text =
      all.isEmpty ? say("page.lead.moved.nothing") : all.joined(separator: "; ") + "."
    // A run of another scenario is no run before: what differs is not only what became known.
    let isOther = earlier.folder.manifest.scenario != words.folder.manifest.scenario
    let heading =
      isOther
      ? say("page.lead.moved.other", ["date": day, "title": earlier.folder.title])
      : say("page.lead.moved", ["date": day])
    return .paragraph(.strong(heading) + Markup(" " + text), "moved")
  }
}

/// Chances of the same targets and milestones in two runs.
struct TargetChanges {
  /// One target.
  struct Change {
    let key: [String]
    /// Its rows of `attainment.csv`.
    let now, earlier: Table.Record

    var indicator: String { now[CommonColumns.indicator] }
    var name: String { now[CommonColumns.target] }
    /// Shares between 0 and 1.
    var before: Double { earlier[AttainmentTable.probability] ?? 0 }
    var after: Double { now[AttainmentTable.probability] ?? 0 }

    /// By how many points it moved: what is rounded last is the difference.
    var points: Int { Int((100 * (after - before)).rounded()) }
    /// Digits behind the point with which both chances and their difference agree.
    private var decimals: Int {
      func whole(_ share: Double) -> Int { Int((100 * share).rounded()) }
      return whole(after) - whole(before) == points ? 0 : 1
    }

    /// How much it moved, and between which chances, in numbers.
    func told(_ number: NumberStyle) -> (points: String, before: String, after: String) {
      let digits = decimals
      return (
        number.fixed(abs(100 * (after - before)), decimals: digits),
        number.fixed(100 * before, decimals: digits), number.fixed(100 * after, decimals: digits)
      )
    }
  }

  let changes: [Change]
  /// Targets that only one of the runs assessed.
  let fresh, gone: Int
  /// The same of milestones.
  let freshMilestones, goneMilestones: Int

  init(_ words: PageWords, since earlier: PageWords) {
    func chances(_ words: PageWords) -> [[String]: Table.Record] {
      Dictionary((words.assessed + words.milestones).map { (words.key($0), $0) }) { first, _ in
        first
      }
    }
    let (before, now) = (chances(earlier), chances(words))
    changes = (words.assessed + words.milestones).compactMap { row in
      let key = words.key(row)
      return before[key].map { Change(key: key, now: row, earlier: $0) }
    }
    func only(_ here: [[String]: Table.Record], _ there: [[String]: Table.Record], _ of: Bool)
      -> Int
    {
      here.count { there[$0.key] == nil && PageWords.isMilestone($0.value) == of }
    }
    (fresh, freshMilestones) = (only(now, before, false), only(now, before, true))
    (gone, goneMilestones) = (only(before, now, false), only(before, now, true))
  }

  var unchanged: Int { changes.count { $0.points == 0 } }

  /// The largest moves, one an indicator, the plan's order where they are alike.
  func largest(_ count: Int) -> [Change] {
    var seen: Set<String> = []
    return changes.enumerated().filter { $0.element.points != 0 }
      .sorted { (-abs($0.element.points), $0.offset) < (-abs($1.element.points), $1.offset) }
      .map(\.element).filter { $0.indicator.isEmpty || seen.insert($0.indicator).inserted }
      .prefix(count).map(\.self)
  }
}

extension PageWords {
  /// One sentence a plan: how many targets are met, and whether all are; with the places of the sentence.
  var answers: [(key: String, places: [String: String])] {
    let plans = grouped(records(JointTable.definition)) { $0[CommonColumns.plan] }
    return plans.compactMap { plan in
      let row = plan.rows.first {
        NamedGroup($0).kind == .all && $0[GroupColumns.dependence] == .fitted
      }
      guard let row, let targets = row[GroupColumns.targets],
        let expected = row[JointTable.expected], let all = row[JointTable.all]
      else { return nil }
      let count = number.fixed(expected, decimals: 0)
      return (
        plans.count == 1 ? "page.lead.answer" : "page.lead.answer.plan",
        [
          "plan": plan.key,
          "count": say("page.lead.count", ["met": count, "targets": "\(targets)"]),
          "low": "\(row[JointTable.met10] ?? 0)", "high": "\(row[JointTable.met90] ?? 0)",
          "targets": "\(targets)",
          "word": say("page.likelihood.all.\(Likelihood(all).rawValue)"),
          "chance": smallChance(all),
        ]
      )
    }
  }

  /// How much of each plan the chances speak of.
  var rowsOfPlans: [String] {
    grouped(records(AttainmentTable.definition)) { $0[CommonColumns.plan] }.map { plan in
      let known = plan.rows.filter { $0[AttainmentTable.probability] != nil }
      let assessed = known.filter { !Self.isMilestone($0) }
      let tasks = known.count - assessed.count
      let illustrative = assessed.count { $0[AttainmentTable.basis] == .illustrative }
      let sentence = say(
        illustrative == 0 ? "page.short.rows" : "page.short.rows.illustrative",
        [
          "plan": plan.key, "rows": "\(plan.rows.count)",
          "assessed": "\(assessed.count - illustrative)", "illustrative": "\(illustrative)",
        ])
      return tasks == 0 ? sentence : sentence + " " + say("page.short.tasks", ["tasks": "\(tasks)"])
    }
  }

  /// The plan and the row: what a target is told apart by.
  func key(_ row: Table.Record) -> [String] {
    [row[CommonColumns.plan], row[CommonColumns.reference]]
  }

  /// The targets that the scenario puts first.
  var headline: [[String]] {
    let rows = records(AttainmentTable.definition)
    return (folder.manifest.headline ?? []).compactMap { name in
      rows.map(key).first { $0[1] == name || $0.joined(separator: "/") == name }
    }
  }

  /// Rows in the order of the page: headline targets first, then as the plan has them.
  func ordered(_ rows: [Table.Record]) -> [Table.Record] {
    let first = headline
    return rows.enumerated().sorted { one, other in
      let places = [one, other].map { first.firstIndex(of: key($0.element)) ?? first.count }
      return (places[0], one.offset) < (places[1], other.offset)
    }.map(\.element)
  }

  /// The sign of percent where a row is in percent.
  func percentSign(_ row: Table.Record) -> String {
    WantedValue.isPercent(row[CommonColumns.unit]) ? "%" : ""
  }

  /// The value that three of four futures reach in a target's year; `nil` where none is told, or two ends are asked for.
  func within(_ row: Table.Record) -> String? {
    guard let direction = row[AttainmentTable.direction], direction.ends.count == 1,
      let year = row[AttainmentTable.year]
    else { return nil }
    let ahead = records(ProjectionTable.definition).first {
      $0[CommonColumns.indicator] == row[CommonColumns.indicator]
        && $0[ProjectionTable.kind] == .projection && $0[CommonColumns.frequency] == .annual
        && $0[CommonColumns.period]?.year == year
    }
    let share = direction.asksForLess ? 0.75 : 0.25
    let column = ProjectionTable.quantiles.first { $0.probability == share }?.column
    return column.flatMap { ahead?[$0] }.map(number.short)
  }

  /// Rows of one plan that ask for more, or for less, of one indicator in one year, in its order.
  private func sameYear(among rows: [Table.Record]) -> [[Table.Record]] {
    grouped(rows) {
      [
        $0[CommonColumns.plan], $0[CommonColumns.indicator],
        $0[AttainmentTable.year].map { "\($0)" } ?? "",
        $0[AttainmentTable.direction]?.rawValue ?? "",
      ]
    }.map(\.rows).filter { $0.count > 1 && !$0[0][CommonColumns.indicator].isEmpty }
  }

  /// Rows that ask for the same: one target that is counted as often as it stands there.
  func repeated(among rows: [Table.Record]) -> [[Table.Record]] {
    sameYear(among: rows).flatMap { grouped($0, by: asked).map(\.rows) }.filter { $0.count > 1 }
  }

  /// Rows of which one asks for another value than the other does.
  func contradictions(
    among rows: [Table.Record]
  ) -> [(one: Table.Record, other: Table.Record)] {
    sameYear(among: rows).flatMap { rows in
      grouped(rows, by: asked).dropFirst().map { (one: rows[0], other: $0.rows[0]) }
    }
  }

  /// What is known of such a pace, in one clause; `nil` where nothing is.
  func rate(_ row: Table.Record) -> String? {
    let rates = records(BaseRateTable.definition).filter {
      key($0) == key(row) && $0[BaseRateTable.cases] != nil
    }
    let order: [BaseRate.Source.Kind] = [.regions, .ownPast, .pool, .referenceClass, .proxyPast]
    let best = rates.min { one, other in
      func place(_ row: Table.Record) -> Int {
        row[BaseRateTable.source].flatMap(order.firstIndex) ?? order.count
      }
      return place(one) < place(other)
    }
    return best.map { say("page.lead.rate", ["finding": $0[CommonColumns.finding]]) }
  }
}
