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

  /// The screen; `nil` where the folder holds no plan.
  var markup: Markup? {
    guard let lead = PlanLead(words) else { return nil }
    var content = Markup.joined(answers)
    content += LeadScreen.tiles(lead.counts)
    content += repeated(among: lead.stated)
    content += lead.thin.map { LeadScreen.warning($0, say) } ?? .none
    content += decisions(lead)
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

  private func decisions(_ lead: PlanLead) -> Markup {
    let told = lead.open.map { item in
      .strong(item.name) + Markup(" " + item.text)
        + (item.row.map { Markup(" ") + options($0, lead) } ?? .none)
    }
    guard !told.isEmpty else { return .none }
    let weakest = lead.weakest.map {
      Markup.paragraph(.strong(say("page.lead.weakest")) + Markup(" " + $0))
    }
    return LeadScreen.decisions(told, say) + (weakest ?? .none)
  }

  /// That the same target stands in two rows, so that the answer counts it twice.
  private func repeated(among stated: [Table.Record]) -> Markup {
    let told = words.repeated(among: stated).map { rows in
      say(
        "page.lead.repeated.row",
        [
          "name": rows[0][CommonColumns.target],
          "refs": rows.map { say.place($0[CommonColumns.reference]) }.joined(separator: ", "),
        ])
    }
    guard !told.isEmpty else { return .none }
    return .paragraph(
      Markup(say("page.lead.repeated", ["targets": told.joined(separator: "; ")])), "note")
  }

  /// What can be chosen, and the card on which it can be tried; on paper, and without scripts, it can only be looked at.
  private func options(_ row: Table.Record, _ lead: PlanLead) -> Markup {
    let card = Markup.element(
      "a", ["href": "#" + words.wayAnchor(row[CommonColumns.indicator])],
      words.hasSlider(row)
        ? .element(
          "span", ["class": "script", "hidden": ""], Markup(say("page.lead.choice.card")))
          + .element("span", ["class": "paper"], Markup(say("page.lead.choice.see")))
        : Markup(say("page.lead.choice.see")))
    let choice = lead.choice(of: row)
    let places = choice.places.mapValues { Markup($0) }
    return say.markup(choice.key, places.merging(["card": Markup(": ") + card]) { $1 })
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
