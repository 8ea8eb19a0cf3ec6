internal import Files
internal import Tables
internal import TimeSeries

/// Every indicator by year: what is known, the ranges ahead, and what the plan asks for.
struct FanPart {
  let words: PageWords
  private var say: Catalogue { words.say }
  /// Quantiles that are drawn, and those of them that the table tells.
  private static let drawn = ProjectionTable.quantiles.filter {
    ![0.05, 0.95].contains($0.probability)
  }
  private static let told = drawn.filter { (0.1...0.9).contains($0.probability) }

  func section(_ charts: inout ChartData) -> PageSection? {
    let rows = words.records(ProjectionTable.definition).filter {
      $0[CommonColumns.frequency] == .annual
    }
    var figures: [PageFigure] = []
    for indicator in grouped(rows, by: { $0[CommonColumns.indicator] }) {
      if let figure = figure(indicator.key, indicator.rows, &charts) { figures.append(figure) }
    }
    guard !figures.isEmpty else { return nil }
    return PageSection(
      "projections", say("page.fans.heading"), sentences: [say("page.fans.explained")],
      figures: figures, isGrid: true)
  }

  private func figure(
    _ indicator: String, _ rows: [Table.Record], _ charts: inout ChartData
  ) -> PageFigure? {
    let targets = words.assessed.filter {
      $0[CommonColumns.indicator] == indicator && $0[AttainmentTable.year] != nil
    }
    // As far as a target asks; without one as far as the run goes.
    let end = targets.compactMap { $0[AttainmentTable.year] }.max() ?? .max
    let rows = rows.filter { Self.year($0) <= end }
    let ahead = rows.filter { $0[ProjectionTable.kind] == .projection }
    guard let last = ahead.last else { return nil }
    let history = rows.filter { $0[ProjectionTable.kind] == .actual }
    let chart = charts.chart(
      .keys([
        "type": .text("fan"),
        "share": .integer(WantedValue.isPercent(last[CommonColumns.unit]) ? 1 : 0),
        "history": .list(
          history.map {
            .list([.integer(Self.year($0)), ChartData.drawn($0[ProjectionTable.mean])])
          }),
        "ahead": .list(
          ahead.map { row in
            .list([.integer(Self.year(row))] + Self.drawn.map { ChartData.drawn(row[$0.column]) })
          }),
        "targets": .list(targets.map(target)),
      ]))
    let name = last[ProjectionTable.name]
    return .chart(
      PageFigure.Chart(
        position: chart, title: name, table: table(rows, name: name), unit: words.unit(last),
        notes: notes(targets, last: last)))
  }

  private static func year(_ row: Table.Record) -> Int { row[CommonColumns.period]?.year ?? 0 }

  private func target(_ row: Table.Record) -> JSONNode {
    let bounds = row[AttainmentTable.target]?.bounds(row[AttainmentTable.direction])
    return .keys([
      "year": .integer(row[AttainmentTable.year] ?? 0),
      "low": bounds?.low.map { ChartData.drawn($0) },
      "high": bounds?.high.map { ChartData.drawn($0) }, "text": .text(words.wanted(row)),
      "first": row[AttainmentTable.firstYear].map { ChartData.drawn(Double($0)) },
    ])
  }

  /// A sentence for each target; without one the range of the last year.
  private func notes(_ targets: [Table.Record], last: Table.Record) -> [String] {
    guard !targets.isEmpty else {
      return [
        say(
          "page.fan.range",
          [
            "year": "\(Self.year(last))", "low": words.short(last, CommonColumns.p10),
            "high": words.short(last, CommonColumns.p90),
          ])
      ]
    }
    return targets.map { row in
      let first = row[AttainmentTable.firstYear].map { "\($0)" }
      return say(
        first == nil ? "page.fan.target" : "page.fan.target.first",
        [
          "ref": row[CommonColumns.reference], "wanted": words.wanted(row),
          "year": row[AttainmentTable.year].map { "\($0)" } ?? "", "chance": words.chance(row),
          "basis": words.basis(row), "low": words.short(row, CommonColumns.p10),
          "high": words.short(row, CommonColumns.p90), "first": first ?? "",
        ])
    }
  }

  private func table(_ rows: [Table.Record], name: String) -> PageTable {
    var table = PageTable(
      caption: name,
      columns: [say("column.year"), say("page.word.actual")]
        + Self.told.map { "\(Int(100 * $0.probability))%" },
      foldedUnder: say("page.table"))
    for row in rows {
      let isActual = row[ProjectionTable.kind] == .actual
      table.rows.append(
        [
          .text("\(Self.year(row))"),
          .number(isActual ? words.short(row, ProjectionTable.mean) : ""),
        ]
          + Self.told.map { .number(isActual ? "" : words.short(row, $0.column)) })
    }
    return table
  }
}
