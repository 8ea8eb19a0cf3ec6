internal import Files
internal import Pipeline
internal import Tables
internal import TimeSeries

/// Growth by sector and quarter for each variant.
struct GrowthPart {
  private typealias Figures = GrowthFiguresTable

  private let words: PageWords
  private let variants: [Table.Record]

  init(_ words: PageWords) {
    self.words = words
    variants = words.folder.records(VariantsTable.definition)
  }

  func section(_ charts: inout ChartData) -> PageSection? {
    let quarters = words.folder.records(Figures.quarterly)
    guard let year = words.folder.manifest.year, !quarters.isEmpty else { return nil }
    let own = quarters.filter { $0[GrowthColumns.period]?.year == year }
    let years = words.folder.records(Figures.annual).filter {
      $0[GrowthColumns.period]?.year == year
    }
    let figures = grouped(own, by: { $0[GrowthColumns.sector] }).map { sector in
      figure(sector.rows, &charts)
    }
    let legend = PageFigure.legend(shapes.map { ($0.shape, $0.title) })
    let sentences = variants.compactMap(plausibility) + [words.say("page.growth.explained")]
    let remarks =
      footnotes(own + years)
      + words.folder.records(NotesTable.definition).map { $0[NotesTable.text] }
    return PageSection(
      "growth", words.say("page.growth.heading", ["title": words.folder.title, "year": "\(year)"]),
      sentences: sentences, list: remarks, figures: [legend] + figures,
      tables: [annual(years, year)], isGrid: true)
  }

  /// The conditions of a variant in words, with what they came to.
  private func conditions(_ variant: String) -> String {
    let rows = words.folder.records(ConditionsTable.definition).filter {
      $0[GrowthColumns.variant] == variant
    }
    return grouped(rows, by: { $0[ConditionsTable.number] }).map { condition in
      let row = condition.rows[0]
      let text = row[ConditionsTable.text]
      guard let outcome = row[ConditionsTable.outcome] else { return text }
      let number = words.number
      let came =
        row[ConditionsTable.measure] == .growth
        ? number.fixed(outcome, decimals: 2) + "%"
        : "\(number.short(outcome)) \(row[ConditionsTable.unit])"
      return words.say("growth.cameto", ["condition": text, "outcome": came])
    }.joined(separator: "; ")
  }

  /// Growth of a row as it is shown: as published where it was.
  private func shown(_ row: Table.Record) -> ShownGrowth? {
    ShownGrowth(
      row[Figures.growth], row[Figures.publishedGrowth],
      decimals: row[Figures.status] == .split ? 1 : 2)
  }

  /// Published growth that is not what the levels make.
  private func footnotes(_ rows: [Table.Record]) -> [String] {
    let periods = ConditionWords(words.say.language, names: [:], unit: "")
    let first = variants.first?[GrowthColumns.variant]
    let figures = rows.filter { $0[GrowthColumns.variant] == first }.map { row in
      let period = row[GrowthColumns.period].map(periods.name)
      return (row[GrowthColumns.sectorName], period ?? "", period == nil ? nil : shown(row))
    }
    return GrowthFootnote.texts(figures, words.say)
  }

  /// A shape and a dash for each variant, told apart without colour.
  private var shapes: [(id: String, shape: String, title: String)] {
    variants.enumerated().map {
      ($1[GrowthColumns.variant], "variant\($0 % 6)", $1[VariantsTable.title])
    }
  }

  private func plausibility(_ row: Table.Record) -> String? {
    guard let probability = row[VariantsTable.probability] else { return nil }
    // Folders of earlier versions tell the conditions as formulas only.
    let asked = conditions(row[GrowthColumns.variant])
    var places = [
      "variant": row[VariantsTable.title],
      "conditions": asked.isEmpty ? row[VariantsTable.condition] : asked,
    ]
    guard let percentile = row[VariantsTable.percentile] else {
      places["verdict"] = row[VariantsTable.verdict].map(words.verdict) ?? ""
      return words.say("page.growth.verdict", places)
    }
    places["chance"] = words.chance(probability, error: row[VariantsTable.error])
    places["percentile"] = words.number.fixed(percentile, decimals: 0)
    return words.say("page.growth.variant", places)
  }

  private func figure(_ rows: [Table.Record], _ charts: inout ChartData) -> PageFigure {
    let quarters = grouped(rows, by: { $0[GrowthColumns.period] }).compactMap(\.key)
    func cell(_ variant: String, _ period: Period) -> Table.Record? {
      rows.first { $0[GrowthColumns.variant] == variant && $0[GrowthColumns.period] == period }
    }
    func drawn(_ variant: String, _ column: Column<Double>) -> JSONNode {
      .list(quarters.map { ChartData.drawn(cell(variant, $0)?[column]) })
    }
    let shapes = shapes
    let series = shapes.map { shape in
      JSONNode.keys([
        "name": .text(shape.title), "s": .text(shape.shape),
        "v": drawn(shape.id, Figures.growth), "low": drawn(shape.id, Figures.growthP10),
        "high": drawn(shape.id, Figures.growthP90),
      ])
    }
    let actual = quarters.map { period in
      JSONNode.integer(cell(shapes.first?.id ?? "", period)?[Figures.status] == .scenario ? 0 : 1)
    }
    let names = quarters.map(\.description)
    let chart = charts.chart(
      .keys([
        "type": .text("growth"), "periods": .list(names.map(JSONNode.text)),
        "actual": .list(actual), "series": .list(series),
      ]))
    let name = rows[0][GrowthColumns.sectorName]
    var table = PageTable(
      caption: name, columns: [words.say("growth.variant")] + names,
      foldedUnder: words.say("page.table"))
    for shape in shapes {
      table.rows.append(
        [.text(shape.title)]
          + quarters.map { period in
            .number(cell(shape.id, period).flatMap(shown)?.text(words.number) ?? "–")
          })
    }
    return .chart(
      PageFigure.Chart(
        position: chart, title: name, table: table, unit: words.say("page.growth.unit")))
  }

  /// The year by sector: growth under each variant.
  private func annual(_ rows: [Table.Record], _ year: Int) -> PageTable {
    var table = PageTable(
      caption: words.say("page.growth.annual", ["year": "\(year)"]),
      columns: [words.say("growth.sector")] + variants.map { $0[VariantsTable.title] })
    for sector in grouped(rows, by: { $0[GrowthColumns.sector] }) {
      table.rows.append(
        [.text(sector.rows[0][GrowthColumns.sectorName])]
          + variants.map { variant in
            let id = variant[GrowthColumns.variant]
            return .number(
              sector.rows.first { $0[GrowthColumns.variant] == id }.flatMap(annual) ?? "–")
          })
    }
    return table
  }

  /// Growth of a year, with its band where it is not known.
  private func annual(_ row: Table.Record) -> String? {
    guard let growth = shown(row) else { return nil }
    let number = words.number
    guard let low = row[Figures.growthP10], let high = row[Figures.growthP90], high - low >= 0.005
    else { return words.say("page.growth.known", ["growth": growth.text(number)]) }
    return words.say(
      "page.growth.cell",
      [
        "growth": growth.text(number), "low": number.fixed(low, decimals: 1),
        "high": number.fixed(high, decimals: 1),
      ])
  }
}

extension PageWords {
  /// Whether what was asked was reached, in a word.
  func verdict(_ verdict: GrowthVerdict) -> String { say("tracking.\(verdict.rawValue)") }
}
