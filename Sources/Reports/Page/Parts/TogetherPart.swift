internal import Attainment
internal import Tables

/// All targets of a group at once, with the dependence between them shown, and how many are met.
struct TogetherPart {
  let words: PageWords
  private var say: Catalogue { words.say }

  var section: PageSection? {
    let rows = words.records(JointTable.definition)
    guard !rows.isEmpty else { return nil }
    var figures: [Markup] = []
    for plan in grouped(words.records(CountTable.definition), by: { $0[CommonColumns.plan] }) {
      if let figure = distribution(plan.rows, plan: plan.key) { figures.append(figure) }
    }
    let tables = grouped(rows) { $0[CommonColumns.plan] }.map {
      table($0.rows, plan: $0.key)
    }
    let legend = PageFigure.legend(
      shown(rows).enumerated().map { index, dependence in
        (
          Sign.of(index).key(line: "series s\(index % 6)", "s\(index % 6)"),
          JointWords.words(dependence, fits, say)
        )
      })
    return PageSection(
      "together", say("joint.heading"),
      sentences: [dependence, say("page.together.explained")].filter { !$0.isEmpty },
      list: words.records(FindingTable.definition)
        .filter { $0[FindingTable.kind] == .limit }.map { $0[CommonColumns.finding] },
      figures: [legend] + figures, tables: tables)
  }

  private var fits: RunFits.Dependence? { words.folder.fits?.dependence }
  private var dependence: String { JointWords.explained(fits, say, words.number) }

  /// The cases that were simulated.
  private func shown(_ rows: [Table.Record]) -> [Dependence] {
    let found = Set(rows.map { $0[GroupColumns.dependence] })
    return Dependence.allCases.filter { found.contains($0) }
  }

  private func table(_ rows: [Table.Record], plan: String) -> PageTable {
    let shown = shown(rows)
    var table = PageTable(
      caption: say("page.together.table", ["plan": plan]),
      columns: [
        say("page.column.group"), say("column.targets"), say("column.expected"),
        say("page.column.drawn"),
      ] + shown.map { say("page.column.\($0.code)") })
    for group in grouped(rows, by: NamedGroup.init) {
      let cases = shown.map { dependence in
        group.rows.first { $0[GroupColumns.dependence] == dependence }
      }
      let plot = ShareMark.shares(
        cases.enumerated().map { index, row in
          ShareMark.Share(
            value: row?[JointTable.all], error: row?[CommonColumns.error], sign: .of(index),
            name: "s\(index % 6)")
        })
      let isThin = words.isThin(group.key, of: plan)
      let fitted =
        group.rows.first { $0[GroupColumns.dependence] == .fitted } ?? group.rows[0]
      table.rows.append(
        [
          .text(
            group.key.kind == .agency ? group.key.title(say) : group.key.words(say, plan: plan)),
          .number("\(fitted[GroupColumns.targets] ?? 0)"),
          .number(words.number.fixed(fitted[JointTable.expected] ?? .nan, decimals: 1)),
          .plot(plot),
        ]
          + cases.map { row in
            // A target by itself has one chance, whatever is supposed.
            let isOnly = row?[GroupColumns.targets] == 1 && row?[GroupColumns.dependence] != .fitted
            return .number(
              isOnly
                ? "" : row.map { told($0, isThin: isThin) } ?? "–")
          })
    }
    return table
  }

  /// The joint chance, never without its error; on a thin basis in whole percents.
  private func told(_ row: Table.Record, isThin: Bool) -> String {
    let shown = words.shownChance(row, JointTable.all, isThin: isThin)
    guard isThin, let error = row[CommonColumns.error] else { return shown }
    return say("page.chance", ["p": shown, "error": words.number.points(error)])
  }

  /// How many targets of the whole plan are met, under each dependence.
  private func distribution(
    _ rows: [Table.Record], plan: String
  ) -> Markup? {
    let all = rows.filter { NamedGroup($0).kind == .all }
    guard !all.isEmpty else { return nil }
    let shown = shown(all)
    var table = PageTable(
      caption: say("page.counts.table"),
      columns: [say("page.word.met")] + shown.map { say("page.column.\($0.code)") },
      foldedUnder: say("page.table"))
    let shares = shown.map { dependence in
      all.filter { $0[GroupColumns.dependence] == dependence }
        .map { $0[CountTable.share] ?? 0 }
    }
    for met in 0..<(shares.map(\.count).max() ?? 0)
    where shares.contains(where: { met < $0.count && $0[met] > 0 }) {
      table.rows.append(
        [.text("\(met)")]
          + shares.map { .number(met < $0.count ? words.number.percent($0[met]) : "–") })
    }
    let chart = CountChart(
      series: zip(shown, shares).enumerated().map { index, pair in
        CountChart.Series(
          name: JointWords.words(pair.0, fits, say), sign: .of(index), shares: pair.1)
      }, number: words.number)
    let title = say("page.counts.heading", ["plan": plan])
    return PageFigure.chart(
      chart.markup(label: title), Markup(title), table: table, isWide: true)
  }
}
