internal import Plans

/// Growth by sector and quarter for each variant.
struct GrowthPart {
  private let words: PageWords

  init(_ words: PageWords) { self.words = words }

  func section(_ charts: inout ChartData) -> PageSection? {
    let rows = words.rows("quarterly_growth.csv")
    guard let year = words.folder.manifest["year"]?.integer, !rows.isEmpty else { return nil }
    let own = rows.filter { $0["period"].hasPrefix("\(year)-") }
    let variants = words.rows("variants.csv")
    let figures = grouped(own, by: { $0["sector"] }).map { sector in
      figure(sector.rows, variants: variants, &charts)
    }
    let shapes = Self.shapes(variants)
    let legend: [String: Any] = [
      "isLegend": true, "keys": shapes.map { ["shape": $0.shape, "text": $0.title] },
    ]
    return PageSection(
      "growth", words.say("page.growth.heading", ["title": words.folder.title, "year": "\(year)"]),
      sentences: variants.compactMap(plausibility) + [words.say("page.growth.explained")],
      figures: [legend] + figures, tables: [annual(year)], isGrid: true)
  }

  /// A shape and a dash for each variant, told apart without colour.
  private static func shapes(
    _ variants: [TableRow]
  ) -> [(id: String, shape: String, title: String)] {
    variants.enumerated().map { ($1["variant"], "variant\($0 % 6)", $1["title"]) }
  }

  private func plausibility(_ row: TableRow) -> String? {
    guard let percentile = row.number("plausibility_percentile"),
      row.number("probability_at_least") != nil
    else { return nil }
    return words.say(
      "page.growth.variant",
      [
        "variant": row["title"], "chance": words.chance(row, "probability_at_least"),
        "percentile": words.number.fixed(percentile, decimals: 0),
      ])
  }

  private func figure(
    _ rows: [TableRow], variants: [TableRow], _ charts: inout ChartData
  ) -> [String: Any] {
    let shapes = Self.shapes(variants)
    let quarters = grouped(rows, by: { $0["period"] }).map(\.key)
    func cell(_ variant: String, _ period: String) -> TableRow? {
      rows.first { $0["variant"] == variant && $0["period"] == period }
    }
    let series = shapes.map { shape in
      JSONNode.keys([
        "name": .text(shape.title), "s": .text(shape.shape),
        "v": .list(
          quarters.map { ChartData.drawn(cell(shape.id, $0)?.number("yoy_percent")) }),
        "low": .list(quarters.map { ChartData.drawn(cell(shape.id, $0)?.number("yoy_p10")) }),
        "high": .list(quarters.map { ChartData.drawn(cell(shape.id, $0)?.number("yoy_p90")) }),
      ])
    }
    let actual = quarters.map { period in
      JSONNode.integer(cell(shapes.first?.id ?? "", period)?["status"] == "scenario" ? 0 : 1)
    }
    let chart = charts.chart(
      .keys([
        "type": .text("growth"), "periods": .list(quarters.map(JSONNode.text)),
        "actual": .list(actual), "series": .list(series),
      ]))
    let name = rows[0]["sector_name"]
    var table = PageTable(
      caption: name, columns: [words.say("growth.variant")] + quarters,
      foldedUnder: words.say("page.table"))
    for shape in shapes {
      table.rows.append(
        [.text(shape.title)]
          + quarters.map { period in
            let row = cell(shape.id, period)
            let value = row?.number("yoy_percent").map { words.number.fixed($0, decimals: 2) }
            return .number(value ?? "–")
          })
    }
    return [
      "isChart": true, "chart": chart, "title": name, "unit": words.say("page.growth.unit"),
      "label": name, "table": [table.context],
    ]
  }

  /// The year by sector: growth under each variant.
  private func annual(_ year: Int) -> PageTable {
    let rows = words.rows("annual_growth.csv").filter { $0["period"] == "\(year)" }
    let variants = words.rows("variants.csv")
    var table = PageTable(
      caption: words.say("page.growth.annual", ["year": "\(year)"]),
      columns: [words.say("growth.sector")] + variants.map { $0["title"] })
    for sector in grouped(rows, by: { $0["sector"] }) {
      table.rows.append(
        [.text(sector.rows[0]["sector_name"])]
          + variants.map { variant in
            let row = sector.rows.first { $0["variant"] == variant["variant"] }
            guard let row, let growth = row.number("yoy_percent"), let low = row.number("yoy_p10"),
              let high = row.number("yoy_p90")
            else { return .number("–") }
            let number = words.number
            return .number(
              words.say(
                high - low < 0.005 ? "page.growth.known" : "page.growth.cell",
                [
                  "growth": number.fixed(growth, decimals: 2),
                  "low": number.fixed(low, decimals: 1), "high": number.fixed(high, decimals: 1),
                ]))
          })
    }
    return table
  }
}

/// The year's target after each realised month or quarter.
struct TrackingPart {
  private let words: PageWords

  init(_ words: PageWords) { self.words = words }

  func section(_ charts: inout ChartData) -> PageSection? {
    let rows = words.rows("tracking.csv")
    guard !rows.isEmpty else { return nil }
    let say = words.say
    var tables: [PageTable] = []
    for target in grouped(rows, by: { $0["target"] }) {
      var table = PageTable(
        caption: say("page.tracking.target", ["target": words.short(target.rows[0], "target")]),
        columns: [
          say("tracking.after"), say("tracking.todate"), say("page.column.drawn"),
          say("tracking.chance"), say("tracking.required"), say("page.column.runrate"),
          say("tracking.outlook"),
        ])
      for row in target.rows {
        let plot = charts.plot(
          PageWords.sharePlot([
            PageWords.mark(
              row.number("probability"), error: row.number("mc_error"), shape: "data")
          ]))
        let outlook = ["outlook_p10", "outlook_p50", "outlook_p90"].map { words.short(row, $0) }
        table.rows.append([
          .text(row["period"]), .number(words.short(row, "realised_ytd_percent")), .plot(plot),
          .number(words.chance(row)), .number(words.short(row, "required_rest_percent")),
          .number(words.short(row, "run_rate_percent")),
          .number(outlook.joined(separator: " · ")),
        ])
      }
      tables.append(table)
    }
    return PageSection(
      "tracking", say("page.tracking.heading", ["title": words.folder.title]),
      sentences: [say("tracking.explained")], tables: tables)
  }
}
