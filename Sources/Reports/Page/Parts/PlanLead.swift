internal import Attainment
internal import Plans
internal import Tables

/// What a reader of a plan should know first: how many targets will be met, what that rests on, and those that most need
/// a decision.
struct PlanLead {
  let words: PageWords
  private let all: [Table.Record]
  private var say: Catalogue { words.say }

  /// `nil` where the folder holds no plan.
  init?(_ words: PageWords) {
    all = words.records(AttainmentTable.definition)
    guard !all.isEmpty else { return nil }
    self.words = words
  }

  /// The screen in plain words.
  ///
  /// - Parameter card: where more is to be found of a target that waits; `nil` for nowhere.
  func screen(card: String? = nil) -> LeadScreen {
    let told = open
    return LeadScreen(
      answers: words.answers.map { say($0.key, $0.places) }, counts: counts, thin: thin,
      decisions: told.map { item in
        let choice = item.row.map { options($0, card: card.map { ": " + $0 } ?? "") }
        return .init(
          name: item.name, text: ([item.text] + [choice].compactMap(\.self)).joined(separator: " "))
      })
  }

  /// Targets with a chance that somebody's figure or judgement stands behind.
  var stated: [Table.Record] {
    let rows = words.assessed.filter { $0[AttainmentTable.basis] != .illustrative }
    return rows.isEmpty ? words.assessed : rows
  }

  // MARK: Counts

  /// How many targets are likely, about even, unlikely, very unlikely, and not assessed.
  var counts: [LeadScreen.Count] {
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
    return counts + [
      LeadScreen.Count(
        kind: .none, count: rest, name: say("page.lead.rest"), note: told.joined(separator: "; "),
        anchor: "rest")
    ]
  }

  // MARK: Basis

  /// In what way the basis is thin, where it is: fewer than half of the chances rest on own series.
  var thin: String? {
    func count(_ bases: Set<Basis>) -> Int {
      stated.count { row in row[AttainmentTable.basis].map(bases.contains) ?? false }
    }
    let own = count([.data, .derived])
    guard !stated.isEmpty else { return nil }
    guard 2 * own < stated.count else { return fewFigures }
    let kinds: [(String, Int)] = [
      ("page.lead.basis.own", own), ("page.lead.basis.anchor", count([.anchor])),
      ("page.lead.basis.proxy", count([.proxy])),
      ("page.lead.basis.judgement", count([.judgement])),
      ("page.lead.basis.illustrative", count([.illustrative])),
    ]
    let parts = kinds.filter { $0.1 > 0 }.map { say($0.0, ["count": "\($0.1)"]) }
    return parts.joined(separator: "; ") + "."
  }

  /// At most so many own values are few.
  private static let few = 4

  /// That own series are short, where half of the targets that rest on them have but few values.
  private var fewFigures: String? {
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
    guard !counts.isEmpty else { return nil }
    let median = counts[counts.count / 2]
    return median <= Self.few ? say("page.lead.few", ["count": "\(median)"]) : nil
  }

  // MARK: Decisions

  /// Something that waits for somebody; `row` is its target, `nil` where several contradict each other.
  struct Open {
    let name, text: String
    let row: Table.Record?
  }

  /// Targets that may well be missed: headline ones first, then the least likely.
  private var far: [Table.Record] {
    let headline = words.headline
    return stated.filter {
      !words.isKnown($0) && ($0[AttainmentTable.probability] ?? 1) < 0.66
    }.enumerated().sorted { one, other in
      func key(_ row: (offset: Int, element: Table.Record)) -> (Int, Double, Int) {
        let place = headline.firstIndex(of: words.key(row.element)) ?? headline.count
        return (place, row.element[AttainmentTable.probability] ?? 1, row.offset)
      }
      return key(one) < key(other)
    }.map(\.element)
  }

  /// The targets that most need a decision, one an indicator, and rows that contradict each other.
  var open: [Open] {
    var seen: Set<String> = []
    // Rows that ask for different things of one indicator wait for nobody's forecast: one of the three is theirs.
    let contradictions = words.contradictions(among: stated.filter { !words.isKnown($0) })
    let room = contradictions.isEmpty ? LeadScreen.most : LeadScreen.most - 1
    return far.filter { seen.insert($0[CommonColumns.indicator]).inserted }.prefix(room)
      .map(decision) + (contradictions.isEmpty ? [] : [choice(contradictions)])
  }

  /// The least likely target and its chance, where it is none of those to decide on.
  var weakest: String? {
    func chance(_ row: Table.Record) -> Double { row[AttainmentTable.probability] ?? 1 }
    let shown = open.compactMap(\.row).map(chance)
    guard let least = far.min(by: { chance($0) < chance($1) }), chance(least) < (shown.min() ?? 1)
    else { return nil }
    return "\(name(least)) \(words.inHundred(chance(least)))."
  }

  /// What rows of a plan ask for that cannot all be the target.
  private func choice(_ pairs: [(one: Table.Record, other: Table.Record)]) -> Open {
    func row(_ row: Table.Record) -> String {
      say(
        "page.lead.contradiction.row",
        [
          "asked": words.asked(row), "ref": say.place(row[CommonColumns.reference]),
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
    return Open(
      name: say("page.lead.contradictions"), text: told.joined(separator: " "), row: nil)
  }

  private func name(_ row: Table.Record) -> String {
    say(
      "page.lead.target",
      [
        "name": row[CommonColumns.target], "asked": words.asked(row),
        "year": row[AttainmentTable.year].map { "\($0)" } ?? "",
      ])
  }

  private func decision(_ row: Table.Record) -> Open {
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
    return Open(name: name(row), text: sentences.joined(separator: " "), row: row)
  }

  /// Whether the plan says of some rows who leads.
  private var namesAgencies: Bool { all.contains { !$0[AttainmentTable.agency].isEmpty } }

  /// What can be chosen: the target as it is, a value that three of four futures reach, or a later year.
  ///
  /// - Returns: the key of a sentence and its places but `card`, which says where more of the target is to be found.
  func choice(of row: Table.Record) -> (key: String, places: [String: String]) {
    let years = words.offersLaterYear(row) ? "" : ".year"
    if let value = words.within(row) {
      return ("page.lead.choice\(years)", ["value": value + words.percentSign(row)])
    }
    // What is likely to be reached is no better than what is there: no value of the future can be named.
    guard let start = words.beginning(row) else { return ("page.lead.choice.open\(years)", [:]) }
    return ("page.lead.choice.behind\(years)", ["start": start + words.percentSign(row)])
  }

  private func options(_ row: Table.Record, card: String) -> String {
    let choice = choice(of: row)
    return say(choice.key, choice.places.merging(["card": card]) { $1 })
  }
}
