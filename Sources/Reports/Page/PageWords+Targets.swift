internal import Attainment
internal import Plans
internal import Tables
internal import TimeSeries

// What the page says of targets: the answer, their order, values to choose, rows that repeat or contradict each other.

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
      if targets == 1, let single = alone(of: plan.key) { return single }
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

  /// The answer where one target of a plan can be assessed: a count of one tells nobody anything.
  private func alone(of plan: String) -> (key: String, places: [String: String])? {
    let rows = assessed.filter {
      $0[CommonColumns.plan] == plan && $0[AttainmentTable.basis] != .illustrative
    }
    guard rows.count == 1, let row = rows.first, let chance = row[AttainmentTable.probability]
    else { return nil }
    return (
      "page.lead.answer.alone",
      [
        "name": row[CommonColumns.target], "asked": asked(row),
        "year": row[AttainmentTable.year].map { "\($0)" } ?? "",
        "word": say("page.lead.answer.\(Likelihood(chance).rawValue)"),
        "chance": inHundred(chance),
      ]
    )
  }

  /// How much of each plan the chances speak of.
  var rowsOfPlans: [String] {
    grouped(records(AttainmentTable.definition)) { $0[CommonColumns.plan] }.map { plan in
      let known = plan.rows.filter { $0[AttainmentTable.probability] != nil }
      let assessed = known.filter { !Self.isMilestone($0) }
      let tasks = known.count - assessed.count
      let illustrative = assessed.count { $0[AttainmentTable.basis] == .illustrative }
      var sentences = [
        say(
          illustrative == 0 ? "page.short.rows" : "page.short.rows.illustrative",
          [
            "plan": plan.key, "rows": "\(plan.rows.count)",
            "assessed": "\(assessed.count - illustrative)", "illustrative": "\(illustrative)",
          ])
      ]
      if tasks > 0 { sentences.append(say("page.short.tasks", ["tasks": "\(tasks)"])) }
      if known.count < plan.rows.count { sentences.append(say("page.short.rest")) }
      return sentences.joined(separator: " ")
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

  /// The value that three of four futures reach in a target's year; `nil` where none is told, two ends are asked for, or it
  /// lies behind where the way begins.
  func within(_ row: Table.Record) -> String? {
    reached(row).flatMap {
      $0.isBehind ? nil : number.short($0.value, beside: row[AttainmentTable.target]?.finest)
    }
  }

  /// Where the way of a target begins, if what three of four futures reach lies behind that.
  func beginning(_ row: Table.Record) -> String? {
    reached(row).flatMap { $0.isBehind ? number.given($0.start) : nil }
  }

  private func reached(
    _ row: Table.Record
  ) -> (value: Double, start: Double, isBehind: Bool)? {
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
    guard let value = column.flatMap({ ahead?[$0] }) else { return nil }
    let start = required(row)?.start?.value ?? value
    return (value, start, direction.asksForLess ? value > start : value < start)
  }

  /// Rows of one plan that ask for more, or for less, of one indicator in one year, in its order.
  private func sameYear(among rows: [Table.Record]) -> [[Table.Record]] {
    grouped(rows) { (row: Table.Record) -> [String] in
      let year: String = row[AttainmentTable.year].map { "\($0)" } ?? ""
      let direction: String = row[AttainmentTable.direction]?.rawValue ?? ""
      return [row[CommonColumns.plan], row[CommonColumns.indicator], year, direction]
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

  /// What is known of such a pace, in one clause, in two where few spells speak against the chance; `nil` where nothing is.
  ///
  /// Classes of comparable series stand in brackets behind their counts; the outside view and cards name them, a
  /// decision does not.
  func rate(_ row: Table.Record) -> String? {
    let rates = records(BaseRateTable.definition).filter {
      key($0) == key(row) && $0[BaseRateTable.cases] != nil
    }
    let order: [BaseRate.Source.Kind] = [.regions, .ownPast, .pool, .referenceClass, .proxyPast]
    func place(_ row: Table.Record) -> Int {
      row[BaseRateTable.source].flatMap(order.firstIndex) ?? order.count
    }
    let ordered = order.indices.flatMap { index in rates.filter { place($0) == index } }
    guard let best = ordered.first ?? rates.first else { return nil }
    let others = ordered.dropFirst()
    let isUnexplained = speaksAgainst(row, best) && apart(row, [best]) == nil
    let other =
      isUnexplained ? others.first { apart(row, [best, $0]) != nil } ?? others.first : nil
    let told = [best, other].compactMap(\.self)
    let finding = told.map(briefly).joined(separator: "; ")
    return [say("page.lead.rate", ["finding": finding]), apart(row, told)]
      .compactMap(\.self).joined(separator: " ")
  }

  private func briefly(_ rate: Table.Record) -> String {
    let finding = rate[CommonColumns.finding]
    let isOfClass =
      [.pool, .referenceClass].contains(rate[BaseRateTable.source] ?? .ownPast)
    guard isOfClass, finding.hasSuffix(")"), let open = finding.lastIndex(of: "(") else {
      return finding
    }
    return String(finding[..<open].reversed().drop { $0 == " " }.reversed())
  }
}
