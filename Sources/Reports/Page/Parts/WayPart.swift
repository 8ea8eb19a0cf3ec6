internal import Attainment
internal import Files
internal import Plans
internal import Tables
internal import TimeSeries

/// The way to each target: one card an indicator, its title the finding.
struct WayPart {
  let words: PageWords
  private var say: Catalogue { words.say }

  var section: PageSection? {
    let rows = words.records(ProjectionTable.definition)
    let groups = grouped(rows, by: { $0[CommonColumns.indicator] })
    let byID = Dictionary(groups.map { ($0.key, $0.rows) }) { first, _ in first }
    let targets = words.ordered(words.assessed)
    let asked = grouped(targets) { $0[CommonColumns.indicator] }
    let cards = asked.compactMap { indicator -> Markup? in
      byID[indicator.key].flatMap { card(indicator.key, indicator.rows, $0, byID) }
    }
    // What no target rests on is drawn where the run has no targets at all.
    let others = asked.isEmpty ? groups.compactMap { card($0.key, [], $0.rows, byID) } : []
    guard !cards.isEmpty || !others.isEmpty else { return nil }
    return PageSection(
      "way", say("page.way.heading"), figures: [legend] + cards + others, isGrid: true)
  }

  private var legend: Markup {
    let swatch = Drawing.svg(
      (28, 14), label: nil,
      [
        Drawing.rectangle(0, 0, 28, 14, "band80"), Drawing.rectangle(0, 4, 28, 6, "band50"),
        Drawing.line(0, 7, 28, 7, "middle"),
      ], name: "key")
    func key(_ parts: Markup...) -> Markup { Drawing.svg((28, 14), label: nil, parts, name: "key") }
    return PageFigure.legend([
      (
        key(Drawing.line(0, 7, 28, 7, "known"), Drawing.circle(14, 7, 2.6, "dot")),
        say("page.way.known")
      ),
      (key(Drawing.line(0, 7, 28, 7, "gap")), say("page.way.gap")),
      (key(Drawing.circle(14, 7, 3.5, "elsewhere")), say("page.way.elsewhere")),
      (swatch, say("page.way.bands")),
      (key(Drawing.line(0, 7, 28, 7, "needed")), say("page.way.needed")),
      (key(Sign.diamond.drawn(14, 7, "goal")), say("page.way.goal")),
    ])
  }

  // MARK: A card

  private func card(
    _ id: String, _ targets: [Table.Record], _ own: [Table.Record],
    _ all: [String: [Table.Record]]
  ) -> Markup? {
    // An average over years is drawn as the growth of each of them.
    let yearly = words.yearly(of: id).flatMap { all[$0] }
    let shown = yearly ?? own
    let end = targets.compactMap { $0[AttainmentTable.year] }.max() ?? .max
    let ahead = shown.compactMap { row -> FanChart.Ahead? in
      guard row[ProjectionTable.kind] == .projection, row[CommonColumns.frequency] == .annual,
        let year = row[CommonColumns.period]?.year, year <= end
      else { return nil }
      return Self.ahead(row, year)
    }
    guard let last = own.last, !ahead.isEmpty else { return nil }
    let (known, isElsewhere) = history(yearly == nil ? id : words.yearly(of: id) ?? id, shown)
    let name = targets.first?[CommonColumns.target] ?? last[ProjectionTable.name]
    // Two rows that ask for the same are one on the way to it.
    let distinct = grouped(targets) {
      [$0[AttainmentTable.year].map { "\($0)" } ?? "", words.asked($0)]
    }.map(\.rows[0])
    var chart = FanChart(
      known: known, isElsewhere: isElsewhere, ahead: ahead,
      goals: distinct.compactMap { goal($0, isAverage: yearly != nil, known, isElsewhere) },
      say: say, number: words.number)
    chart.isRank = last[CommonColumns.unit] == "rank"
    chart.isShare = WantedValue.isPercent(last[CommonColumns.unit])
    chart.isIllustrative = targets.contains { $0[AttainmentTable.basis] == .illustrative }
    let title = heading(name, distinct, last)
    return PageFigure.chart(
      chart.markup(label: say("page.chart.label", ["name": name])), title, notes: notes(distinct),
      table: table(shown, end: end, known: known), id: words.wayAnchor(id),
      tools: tools(distinct))
  }

  private static func ahead(_ row: Table.Record, _ year: Int) -> FanChart.Ahead? {
    func value(_ p: Double) -> Double? {
      ProjectionTable.quantiles.first { $0.probability == p }.flatMap { row[$0.column] }
    }
    guard let p10 = value(0.1), let p25 = value(0.25), let p50 = value(0.5),
      let p75 = value(0.75), let p90 = value(0.9)
    else { return nil }
    return FanChart.Ahead(year: year, p10: p10, p25: p25, p50: p50, p75: p75, p90: p90)
  }

  /// What is known of an indicator: its own figures, or those of what stands in for it.
  private func history(_ id: String, _ rows: [Table.Record]) -> ([FanChart.Point], Bool) {
    let own = rows.filter { $0[ProjectionTable.kind] == .actual }
      .compactMap { point($0[CommonColumns.period], $0[ProjectionTable.mean]) }
    let basis = words.assessed.first { $0[CommonColumns.indicator] == id }?[AttainmentTable.basis]
    let found = words.records(HistoryTable.definition).filter {
      $0[CommonColumns.indicator] == id
    }
    let others = found.compactMap { point($0[CommonColumns.period], $0[HistoryTable.value]) }
    if !own.isEmpty || others.isEmpty { return (sorted(own), false) }
    return (sorted(others), basis != .data && basis != .anchor)
  }

  private func sorted(_ points: [FanChart.Point]) -> [FanChart.Point] {
    points.sorted { $0.time < $1.time }
  }

  /// A yearly figure stands at its year, one of a part of it where that ends.
  private func point(_ period: Period?, _ value: Double?) -> FanChart.Point? {
    guard let period, let value else { return nil }
    return FanChart.Point(time: period.end - 1, value: value, period: say.period(period))
  }

  private func goal(
    _ row: Table.Record, isAverage: Bool, _ known: [FanChart.Point], _ isElsewhere: Bool
  ) -> FanChart.Goal? {
    guard let year = row[AttainmentTable.year], let wanted = row[AttainmentTable.target] else {
      return nil
    }
    let ends = wanted.bounds(row[AttainmentTable.direction])
    let value = [ends.low, ends.high].compactMap(\.self).map(words.number.short)
      .joined(separator: "–")
    return FanChart.Goal(
      year: year, low: ends.low, high: ends.high,
      words: say(isAverage ? "page.chart.average" : "page.chart.goal", ["value": value]),
      way: way(row, known, isElsewhere))
  }

  /// The way to a target: from where the run counts the change that is required, else from the last own figure.
  private func way(
    _ row: Table.Record, _ known: [FanChart.Point], _ isElsewhere: Bool
  ) -> FanChart.Way? {
    guard !words.isKnown(row), let pace = words.required(row) else { return nil }
    if case .average(let first) = pace.kind {
      return .steady(pace.perYear, from: max(first, known.last.map { Int($0.time) + 1 } ?? first))
    }
    var start: (time: Double, value: Double)?
    if let time = pace.start?.time, let value = pace.start?.value {
      start = (time - 1, value)
    } else if !isElsewhere {
      start = known.last.map { ($0.time, $0.value) }
    }
    guard let start else { return nil }
    if case .growth = pace.kind {
      return .change(from: start, perYear: pace.perYear, grows: true)
    }
    return .change(from: start, perYear: pace.perYear, grows: false)
  }

  /// The name with what is asked and how likely it is.
  private func heading(_ name: String, _ targets: [Table.Record], _ last: Table.Record) -> Markup {
    let unit = words.unit(last)
    let title = Markup.strong(name) + (unit.isEmpty ? .none : Markup(" (\(unit)). "))
    guard !targets.isEmpty else { return title }
    return title
      + .joined(
        targets.map { row in
          let isIllustrative = row[AttainmentTable.basis] == .illustrative
          return say.markup(
            isIllustrative ? "page.way.illustrative" : "page.way.finding",
            [
              "asked": Markup(words.asked(row)),
              "year": Markup(row[AttainmentTable.year].map { "\($0)" } ?? ""),
              "chance": .strong(
                words.isKnown(row)
                  ? words.likelihood(row) : words.inHundred(row[AttainmentTable.probability])),
            ])
        }, by: " ")
  }

  /// What it rests on, with what a reader must know; sources with their days.
  private func notes(_ targets: [Table.Record]) -> [String] {
    var seen: Set<String> = []
    let told = targets.compactMap { row -> String? in
      let note = row[AttainmentTable.note]
      let line = note.isEmpty ? words.basis(row) : "\(words.basis(row)): \(note)"
      return seen.insert(line).inserted ? line : nil
    }
    let held = targets.lazy.compactMap { words.held($0) }.first
    return told + words.sources(of: targets.first?[CommonColumns.indicator])
      + [held].compactMap(\.self)
      + targets.compactMap { words.rateLine($0, isAlone: targets.count == 1) }
  }

  /// The slider of each target and what can be taken away.
  private func tools(_ targets: [Table.Record]) -> Markup {
    let movable = words.folder.whatIf == nil ? [] : targets.filter(words.isOpen)
    let sliders = movable.map { row -> Markup in
      let ends = row[AttainmentTable.target]?.bounds(row[AttainmentTable.direction])
      return .element(
        "div",
        [
          "class": "whatif", "data-run": "\(words.place)",
          "data-of": row[CommonColumns.indicator],
          "data-key": words.key(row).joined(separator: "/"),
          "data-low": ends?.low.map { "\($0)" }, "data-high": ends?.high.map { "\($0)" },
          "data-year": row[AttainmentTable.year].map { "\($0)" },
          "data-chance": row[AttainmentTable.probability].map { "\($0)" },
          "data-unit": words.percentSign(row),
        ])
    }
    return .element(
      "div", ["class": "cardtools script", "hidden": ""],
      sliders + [
        .element(
          "button", ["type": "button", "class": "take-svg"], Markup(say("page.tools.svg"))),
        .element(
          "button", ["type": "button", "class": "take-csv"], Markup(say("page.tools.data"))),
      ])
  }

  private func table(
    _ rows: [Table.Record], end: Int, known: [FanChart.Point]
  ) -> PageTable {
    var table = PageTable(
      caption: say("page.table"),
      columns: [say("column.year"), say("page.word.actual")]
        + ["10%", "50%", "90%"], foldedUnder: say("page.table"))
    for point in known {
      table.rows.append(
        [.text(point.period), .number(words.number.short(point.value))]
          + Array(repeating: .number(""), count: 3))
    }
    for row in rows where row[ProjectionTable.kind] == .projection {
      guard let year = row[CommonColumns.period]?.year, year <= end,
        let ahead = Self.ahead(row, year)
      else { continue }
      let values = [ahead.p10, ahead.p50, ahead.p90]
      table.rows.append(
        [.text("\(year)"), .number("")] + values.map { .number(words.number.short($0)) })
    }
    return table
  }
}

extension PageWords {
  /// The indicator that an average is one of; `nil` for others.
  func yearly(of id: String) -> String? {
    folder.whatIf?.list("indicators").first { $0["indicator"]?.string == id }?["yearly"]?.string
  }

  /// Where the figures of an indicator were read, with the day of the newest: its own first, apart from those of series
  /// that lend it but their pace.
  func sources(of id: String?) -> [String] {
    let all = (folder.fits?.sources ?? []).filter { $0.indicator == id && id != nil }
    func names(_ sources: [RunFits.Source]) -> String {
      sources.map { source in
        source.published.map { "\(source.source) (\(day($0)))" } ?? source.source
      }.reduce(into: [String]()) { list, text in
        if !list.contains(text) { list.append(text) }
      }.joined(separator: "; ")
    }
    let own = all.filter { $0.isLent != true }
    let lent = all.filter { $0.isLent == true }
    var told: [String] = []
    if own.count == 1, let value = own[0].value, let period = own[0].period {
      let sign = WantedValue.isPercent(own[0].unit ?? "") ? "%" : ""
      told.append(
        say(
          "page.way.figure",
          [
            "value": number.given(value) + sign, "period": say.period(period),
            "region": own[0].region, "sources": names(own),
          ]))
    } else if !own.isEmpty {
      told.append(say("page.way.sources", ["sources": names(own)]))
    }
    return lent.isEmpty ? told : told + [say("page.way.lent", ["sources": names(lent)])]
  }

  /// What is known of the pace that a target asks for, and where it starts; `nil` where it asks for none.
  ///
  /// - Parameter isAlone: whether its card is of no other target.
  func rateLine(_ row: Table.Record, isAlone: Bool) -> String? {
    let rates = records(BaseRateTable.definition).filter { key($0) == key(row) }
    guard let first = rates.first, let perYear = first[BaseRateTable.asked],
      let years = first[BaseRateTable.askedYears]
    else { return nil }
    let (reference, findings) = (
      row[CommonColumns.reference], rates.map { $0[CommonColumns.finding] }
    )
    let isGrowth = first[BaseRateTable.unit] == .percent
    let line: String
    if let told = pace(row), let kind = required(row)?.kind, counts(isGrowth, as: kind) {
      let known = say("rate.required", ["rates": findings.joined(separator: "; ")])
      line = (isAlone ? "" : "\(reference): ") + told + " " + known
    } else {
      line = BaseRateWords(say.language).line(
        reference, name: first[CommonColumns.target], asked: (perYear, isGrowth, years),
        isLess: row[AttainmentTable.direction]?.asksForLess == true, unit: row[CommonColumns.unit],
        chance: inHundred(row[AttainmentTable.probability]),
        rates: findings)
    }
    return [line, apart(row, rates)].compactMap(\.self).joined(separator: " ")
  }

  /// Whether spells were counted in what a pace is told in.
  private func counts(_ isGrowth: Bool, as kind: RequiredPace.Kind) -> Bool {
    switch kind {
    case .units: !isGrowth
    case .growth: isGrowth
    case .average: false
    }
  }
}
