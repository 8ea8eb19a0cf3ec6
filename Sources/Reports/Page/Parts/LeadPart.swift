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
    return LeadScreen.section(content)
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
    let counts = Likelihood.allCases.map { word in
      LeadScreen.Count(
        kind: .word(word), count: chances.count { Likelihood($0) == word },
        name: say("page.likelihood.\(word.rawValue)"),
        note: say("page.likelihood.limits.\(word.rawValue)"), anchor: "targets", isFilter: true)
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
    let last = LeadScreen.Count(
      kind: .none, count: rest, name: say("page.lead.rest"), note: told.joined(separator: "; "),
      anchor: "rest")
    return LeadScreen.tiles(counts + [last])
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
    return LeadScreen.warning(parts.joined(separator: "; ") + ".", say)
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
    return LeadScreen.warning(say("page.lead.few", ["count": "\(median)"]), say)
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
    return LeadScreen.decisions(told, say) + weakest(among: far, beside: three)
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

  /// What can be chosen: the target as it is, a value that three of four futures reach, or a later year where the card
  /// lets one be tried; on paper, and without scripts, the card can only be looked at.
  private func options(_ row: Table.Record) -> Markup {
    let card = Markup.element(
      "a", ["href": "#" + words.wayAnchor(row[CommonColumns.indicator])],
      words.hasSlider(row)
        ? .element(
          "span", ["class": "script", "hidden": ""], Markup(say("page.lead.choice.card")))
          + .element("span", ["class": "paper"], Markup(say("page.lead.choice.see")))
        : Markup(say("page.lead.choice.see")))
    let years = words.offersLaterYear(row) ? "" : ".year"
    guard let value = words.within(row) else {
      // What is likely to be reached is no better than what is there: no value of the future can be named.
      let start = words.beginning(row).map { Markup($0 + words.percentSign(row)) }
      return start.map {
        say.markup("page.lead.choice.behind\(years)", ["card": card, "start": $0])
      }
        ?? say.markup("page.lead.choice.open\(years)", ["card": card])
    }
    return say.markup(
      "page.lead.choice\(years)", ["value": Markup(value + words.percentSign(row)), "card": card])
  }

  /// What moved since the run before, the largest first.
  private var moved: Markup {
    guard let earlier else { return .none }
    let changes = TargetChanges(words, since: earlier)
    let day = earlier.folder.manifest.asOf.map(words.day) ?? say("page.lead.nobefore")
    let reasons = MoveReasons(words: words, earlier: earlier)
    let told = changes.largest(4).map { change in
      let told = change.told(words.number)
      let move = say(
        told.points == "1" ? "page.lead.moved.one" : "page.lead.moved.many",
        [
          "name": change.name, "sign": change.points > 0 ? "▲" : "▼",
          "points": told.points, "before": told.before, "after": told.after,
        ])
      return reasons.told(change).map { say("move.because", ["move": move, "why": $0]) } ?? move
    }
    let counts = [
      ("new", changes.fresh), ("new.milestones", changes.freshMilestones),
      ("gone", changes.gone), ("gone.milestones", changes.goneMilestones),
      ("rest", told.isEmpty ? 0 : changes.changes.count - told.count),
    ].filter { $0.1 > 0 }.map { say("page.lead.moved.\($0.0)", ["count": "\($0.1)"]) }
    let rest = counts.isEmpty ? nil : counts.joined(separator: "; ") + "."
    // A run of another scenario is no run before: what differs is not only what became known.
    let isOther = earlier.folder.manifest.scenario != words.folder.manifest.scenario
    let heading =
      isOther
      ? say("page.lead.moved.other", ["date": day, "title": earlier.folder.title])
      : say("page.lead.moved", ["date": day])
    guard !told.isEmpty else {
      let text = rest ?? say("page.lead.moved.nothing")
      return .paragraph(.strong(heading) + Markup(" " + text), "moved")
    }
    // Each with its reasons is a line of its own: in one paragraph nobody finds the second.
    let lines = told.map { $0 + "." } + [rest].compactMap(\.self)
    return .paragraph(.strong(heading), "moved")
      + .element("ul", ["class": "findings moved"], lines.map { .element("li", [:], Markup($0)) })
  }
}
