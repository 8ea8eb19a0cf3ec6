internal import Pipeline
internal import Tables
internal import TimeSeries

/// What an event did: the estimate, its course by period, the dates before it, what it cannot show.
struct EffectPart {
  let words: PageWords
  private var say: Catalogue { words.say }

  var section: PageSection? {
    guard let row = words.records(EffectTable.definition).first,
      let finding = EffectWords.Finding(row)
    else { return nil }
    let effect = EffectWords(finding, language: say.language)
    return PageSection(
      "effect",
      say(
        "effect.heading",
        [
          "panel": row[EffectTable.panel] ?? words.folder.title,
          "event": row[EffectTable.event].map(words.day) ?? "–",
        ]),
      sentences: [answer(finding, effect)] + effect.sentences + [effect.limits],
      figures: [course(effect)].compactMap(\.self),
      tables: [estimate(finding, effect), placebos(effect)].filter { !$0.rows.isEmpty })
  }

  /// What was found, for those who read no further.
  private func answer(_ finding: EffectWords.Finding, _ effect: EffectWords) -> String {
    var places = [
      "size": effect.short(abs(finding.estimate)), "low": effect.short(finding.low),
      "high": effect.short(finding.high),
    ]
    guard let low = finding.low, let high = finding.high else {
      places["size"] = effect.short(finding.estimate)
      let units = finding.treated + finding.others
      return say(units > 2 ? "page.effect.answer.exact" : "page.effect.answer.alone", places)
    }
    let isClear = low > 0 || high < 0
    guard isClear else { return say("page.effect.answer.open", places) }
    if high < 0 {
      places["low"] = effect.short(-high)
      places["high"] = effect.short(-low)
    }
    return say(high < 0 ? "page.effect.answer.less" : "page.effect.answer.more", places)
  }

  /// A table of estimates; one to be taken away has each end of an interval in a cell of its own.
  private func table(_ caption: String, _ first: String, foldedUnder: String? = nil) -> PageTable {
    let interval = say("effect.interval")
    let ends =
      foldedUnder == nil
      ? [interval]
      : ["low", "high"].map {
        say("page.effect.end.\($0)", ["interval": interval])
      }
    return PageTable(
      caption: caption,
      columns: [say(first), say("effect.estimate"), say("effect.error")] + ends
        + [say("effect.p")], foldedUnder: foldedUnder)
  }

  private func cells(
    _ row: Table.Record, _ effect: EffectWords, isFolded: Bool = false
  ) -> [PageTable.Cell] {
    let ends = [row[EffectColumns.low], row[EffectColumns.high]]
    return [
      .number(effect.short(row[EffectColumns.estimate])),
      .number(effect.short(row[EffectColumns.error])),
    ]
      + (isFolded
        ? ends.map { .number(effect.short($0)) } : [.number(effect.interval(ends[0], ends[1]))])
      + [.number(effect.likelihood(row[EffectColumns.pValue]))]
  }

  /// The estimate, and every p-value that there is of it.
  private func estimate(_ finding: EffectWords.Finding, _ effect: EffectWords) -> PageTable {
    var table = PageTable(
      caption: say("page.effect.estimate"),
      columns: [say("page.effect.quantity"), say("page.effect.value")])
    func add(_ key: String, _ value: String) {
      table.rows.append([.text(say(key)), .number(value)])
    }
    add("page.effect.difference", effect.short(finding.estimate))
    add("page.effect.error", effect.short(finding.error))
    add("page.effect.interval", effect.interval(finding.low, finding.high))
    add("page.effect.p", effect.likelihood(finding.pValue))
    add("page.effect.bootstrap", effect.likelihood(finding.bootstrap))
    add("page.effect.permuted", effect.likelihood(finding.permuted))
    add("page.effect.before", effect.likelihood(finding.before))
    return table
  }

  /// The difference by period with its interval, the event marked.
  private func course(_ effect: EffectWords) -> Markup? {
    let rows = words.records(EffectPeriodTable.definition)
    guard rows.count > 1 else { return nil }
    let title = say("effect.periods")
    let over = rows.prefix { $0[EffectPeriodTable.isAfter] != true }.count
    var chart = SeriesChart(
      periods: rows.map { say.period($0[EffectColumns.period]) },
      series: [
        .init(
          name: say("page.effect.line"), values: rows.map { $0[EffectColumns.estimate] },
          band: rows.map { row in
            // The period that all are measured from is 0 by definition.
            let here = row[EffectColumns.estimate] == 0 ? 0.0 : nil
            let ends = (row[EffectColumns.low] ?? here, row[EffectColumns.high] ?? here)
            return ends.0.flatMap { low in ends.1.map { (low, $0) } }
          })
      ], over: over, number: words.number, say: say)
    chart.mark = over > 0 && over < rows.count ? (over, say("page.effect.event")) : nil
    (chart.width, chart.height, chart.hasSigns) = (960, 300, rows.count < 60)
    var behind = table(title, "effect.period", foldedUnder: say("page.table"))
    for row in rows {
      let mark = row[EffectPeriodTable.isAfter] == true ? "" : " " + say("effect.mark.before")
      let name = say.period(row[EffectColumns.period]) + mark
      behind.rows.append([.text(name)] + cells(row, effect, isFolded: true))
    }
    let legend = PageFigure.legend([
      (Sign.of(0).key(line: "series s0", "s0"), say("page.effect.line"))
    ])
    return legend
      + PageFigure.chart(
        chart.markup(label: say("page.chart.label", ["name": title])), .strong(title),
        table: behind, isWide: true)
  }

  private func placebos(_ effect: EffectWords) -> PageTable {
    var table = table(say("page.effect.placebos"), "effect.from")
    for row in words.records(PlaceboTable.definition) {
      let name = say.period(row[EffectColumns.period])
      let mark = row[PlaceboTable.isAsLarge] == true ? " " + say("page.effect.aslarge") : ""
      table.rows.append([.text(name + mark)] + cells(row, effect))
    }
    return table
  }
}
