internal import Pipeline
internal import Plans
internal import TimeSeries

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
    let sentences = variants.compactMap(plausibility) + [words.say("page.growth.explained")]
    let remarks = footnotes(year) + words.rows(GrowthNoteWords.name).map { $0["note"] }
    return PageSection(
      "growth", words.say("page.growth.heading", ["title": words.folder.title, "year": "\(year)"]),
      sentences: sentences, list: remarks, figures: [legend] + figures, tables: [annual(year)],
      isGrid: true)
  }

  /// The conditions of a variant in words, with what they came to.
  private func conditions(_ variant: String) -> String {
    let rows = words.rows(ConditionTable.name).filter { $0["variant"] == variant }
    return grouped(rows, by: { $0["condition"] }).map { condition in
      let row = condition.rows[0]
      guard let outcome = row.number("outcome") else { return row["condition_text"] }
      let number = words.number
      let text =
        row["measure"] == "growth"
        ? number.fixed(outcome, decimals: 2) + "%" : "\(number.short(outcome)) \(row["unit"])"
      return words.say(
        "growth.cameto", ["condition": row["condition_text"], "outcome": text])
    }.joined(separator: "; ")
  }

  /// Growth of a row as it is shown: as published where it was.
  private func shown(_ row: TableRow?) -> ShownGrowth? {
    guard let row else { return nil }
    let text = row["published_yoy_percent"]
    let published = row.number("published_yoy_percent").map { value in
      let point = text.firstIndex { $0 == "." || $0 == "," }
      let digits = point.map { text.distance(from: $0, to: text.endIndex) - 1 } ?? 0
      return PublishedFigure(value: value, decimals: digits)
    }
    return ShownGrowth(
      row.number("yoy_percent"), published, decimals: row["status"] == "split" ? 1 : 2)
  }

  /// Published growth that is not what the levels make.
  private func footnotes(_ year: Int) -> [String] {
    let periods = ConditionWords(words.say.language, names: [:], unit: "")
    let first = words.rows("variants.csv").first?["variant"]
    let rows = ["quarterly_growth.csv", "annual_growth.csv"].flatMap(words.rows).filter {
      $0["variant"] == first && $0["period"].hasPrefix("\(year)")
    }
    return rows.compactMap { row -> String? in
      guard let shown = shown(row), shown.settled != nil, let period = Period(row["period"]) else {
        return nil
      }
      return GrowthFootnote(
        sector: row["sector_name"], period: periods.name(of: period), shown: shown
      ).text(words.say)
    }
  }

  /// A shape and a dash for each variant, told apart without colour.
  private static func shapes(
    _ variants: [TableRow]
  ) -> [(id: String, shape: String, title: String)] {
    variants.enumerated().map { ($1["variant"], "variant\($0 % 6)", $1["title"]) }
  }

  private func plausibility(_ row: TableRow) -> String? {
    guard row.number("probability_at_least") != nil else { return nil }
    // Folders of earlier versions tell the conditions as formulas only.
    let asked = conditions(row["variant"])
    var places = [
      "variant": row["title"], "conditions": asked.isEmpty ? row["condition"] : asked,
    ]
    guard let percentile = row.number("plausibility_percentile") else {
      places["verdict"] = words.say.word("tracking.", row["verdict"])
      return words.say("page.growth.verdict", places)
    }
    places["chance"] = words.chance(row, "probability_at_least")
    places["percentile"] = words.number.fixed(percentile, decimals: 0)
    return words.say("page.growth.variant", places)
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
      JSONNode.integer(
        cell(shapes.first?.id ?? "", period)?["status"] == GrowthCell.Status.scenario.rawValue
          ? 0 : 1)
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
            .number(shown(cell(shape.id, period))?.text(words.number) ?? "–")
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
            guard let row, let growth = shown(row) else { return .number("–") }
            let number = words.number
            let (low, high) = (row.number("yoy_p10"), row.number("yoy_p90"))
            guard let low, let high, high - low >= 0.005 else {
              return .number(
                words.say("page.growth.known", ["growth": growth.text(number)]))
            }
            return .number(
              words.say(
                "page.growth.cell",
                [
                  "growth": growth.text(number), "low": number.fixed(low, decimals: 1),
                  "high": number.fixed(high, decimals: 1),
                ]))
          })
    }
    return table
  }
}
