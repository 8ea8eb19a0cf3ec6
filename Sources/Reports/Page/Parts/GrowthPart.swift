internal import Tables
internal import TimeSeries
internal import Tracking

/// Growth by sector and quarter for each variant.
struct GrowthPart {
  private typealias Figures = GrowthFiguresTable

  private let words: PageWords
  private let variants: [Table.Record]

  init(_ words: PageWords) {
    self.words = words
    variants = words.folder.records(VariantsTable.definition)
  }

  var section: PageSection? {
    let quarters = words.folder.records(Figures.quarterly)
    guard let year = words.folder.manifest.year, !quarters.isEmpty else { return nil }
    let own = quarters.filter { $0[GrowthColumns.period]?.year == year }
    let years = words.folder.records(Figures.annual).filter {
      $0[GrowthColumns.period]?.year == year
    }
    let figures = ordered(grouped(own, by: { $0[GrowthColumns.sector] }), years).enumerated().map {
      figure(
        $1.rows, all: quarters.filter { [key = $1.key] in $0[GrowthColumns.sector] == key },
        isWide: $0 == 0)
    }
    let legend = PageFigure.legend(
      shapes.map { ($0.sign.key(line: "series s\($0.place)", "s\($0.place)"), $0.title) })
    let sentences =
      variants.compactMap(plausibility) + [words.say("page.growth.explained")]
      + [held(own, year), rival(own)].compactMap(\.self)
    let remarks =
      footnotes(own + years)
      + words.folder.records(NotesTable.definition).map { $0[NotesTable.text] }
    return PageSection(
      "growth", words.say("page.growth.heading", ["title": words.folder.title, "year": "\(year)"]),
      sentences: sentences, list: remarks, figures: [legend] + figures,
      tables: [annual(years, year)], isGrid: true)
  }

  /// What the band of the year held in past years, forecast when as much of them was known; `nil` once it is over.
  private func held(_ quarters: [Table.Record], _ year: Int) -> String? {
    guard let known = known(quarters) else { return nil }
    let row = words.records(CalibrationTable.definition).first {
      $0[CalibrationTable.scope] == .year(quarters: known) && $0[CalibrationTable.level] == 80
    }
    guard let row, let covered = row[CalibrationTable.covered],
      let cases = row[CalibrationTable.cases],
      cases > 0
    else { return words.say("page.growth.held.none") }
    // Where the own history is too short, the sectors that lend their course were tried.
    let isLent = row[CalibrationTable.source] == .lendingSectors
    return words.say(
      isLent ? "page.growth.held.lent" : "page.growth.held",
      [
        "held": words.number.fixed(covered * Double(cases), decimals: 0),
        "cases": words.number.fixed(Double(cases), decimals: 0),
        "quarters": words.say.quarters(known),
      ])
  }

  /// Quarters of the year that are over; `nil` where all are.
  private func known(_ quarters: [Table.Record]) -> Int? {
    let first = quarters.first
    let course = quarters.filter {
      $0[GrowthColumns.variant] == first?[GrowthColumns.variant]
        && $0[GrowthColumns.sector] == first?[GrowthColumns.sector]
    }
    let known = course.prefix { $0[Figures.status] != .scenario }.count
    return known < course.count ? known : nil
  }

  /// What the band and its middle came to in past years, where that is no good.
  private func record(_ year: Int) -> [String] {
    let quarters = words.folder.records(Figures.quarterly).filter {
      $0[GrowthColumns.period]?.year == year
    }
    guard let known = known(quarters) else { return [] }
    let isLent = words.records(CalibrationTable.definition).contains {
      $0[CalibrationTable.source] == .lendingSectors
    }
    guard !isLent else { return [] }
    return BandRecord(words.records(RivalsTable.definition), quarters: known)?
      .sentences(words.say, words.number) ?? []
  }

  /// What forecast and run rate of the whole missed in past years, where the run rate came nearer.
  private func rival(_ quarters: [Table.Record]) -> String? {
    guard let known = known(quarters), known > 0 else { return nil }
    let row = words.records(RivalsTable.definition).first {
      $0[RivalsTable.scope] == GrowthRival.Scope(.top) && $0[RivalsTable.quarters] == known
    }
    guard let row, let ours = row[RivalsTable.forecastError],
      let theirs = row[RivalsTable.runRateError], theirs < ours,
      let covered = row[RivalsTable.covered], let cases = row[RivalsTable.cases]
    else { return nil }
    return words.say(
      "growth.rival.top",
      [
        "quarters": words.say.quarters(known), "ours": words.number.rate(ours),
        "theirs": words.number.rate(theirs),
        "held": words.number.fixed(100 * covered, decimals: 0) + "%",
        "cases": "\(cases)",
      ])
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

  /// A sign and a line for each variant, told apart without colour.
  private var shapes: [(id: String, place: Int, sign: Sign, title: String)] {
    variants.enumerated().map {
      ($1[GrowthColumns.variant], $0 % 6, .of($0), $1[VariantsTable.title])
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
    guard let stance = row[VariantsTable.stance] else {
      return words.say("page.growth.variant.plain", places)
    }
    let rows = words.folder.records(ConditionsTable.definition).filter {
      $0[GrowthColumns.variant] == row[GrowthColumns.variant]
    }
    let word = VariantWord(
      probability: probability, percentile: percentile, stance: stance,
      conditions: max(1, Set(rows.map { $0[ConditionsTable.number] }).count),
      hasRange: rows.contains { $0[ConditionsTable.demand] == .between })
    places["word"] = word.text(words.say)
    let missed =
      row[VariantsTable.verdict] == .missed ? " " + words.say("growth.part.missed") : ""
    return words.say("page.growth.variant", places) + word.remark(words.say) + missed
  }

  /// Growth in the quarters before the others begin: as published, else as settled levels make it.
  private func past(_ sector: String) -> [Period: (value: Double, text: String)] {
    var found: [Period: (value: Double, text: String)] = [:]
    for row in words.records(PastQuartersTable.definition)
    where row[GrowthColumns.sector] == sector {
      let published = row[PastQuartersTable.published]
      guard let period = row[GrowthColumns.period],
        let value = published?.value ?? row[PastQuartersTable.growth],
        let shown = ShownGrowth(row[PastQuartersTable.growth], published, decimals: 2)
      else { continue }
      found[period] = (value, shown.text(words.number))
    }
    return found
  }

  /// Growth by quarter of one sector: what is realised once, from there on each variant.
  private func figure(
    _ rows: [Table.Record], all: [Table.Record], isWide: Bool
  ) -> Markup {
    // Only the large chart has room for the year before.
    let past = isWide ? past(rows[0][GrowthColumns.sector]) : [:]
    let quarters = Set(
      grouped(all, by: { $0[GrowthColumns.period] }).compactMap(\.key) + past.keys
    ).sorted()
    func cell(_ variant: String, _ period: Period) -> Table.Record? {
      all.first { $0[GrowthColumns.variant] == variant && $0[GrowthColumns.period] == period }
    }
    let shapes = shapes
    let first = shapes.first?.id ?? ""
    let over = quarters.prefix { cell(first, $0)?[Figures.status] != .scenario }.count
    let names = quarters.map { words.say.period($0) }
    let series = shapes.enumerated().map { index, shape in
      let values = quarters.enumerated().map { place, period -> Double? in
        // What is realised is the same in every variant.
        guard index == 0 || place >= over - 1 else { return nil }
        return cell(shape.id, period).flatMap { shown($0)?.value } ?? past[period]?.value
      }
      let band = quarters.enumerated().map { place, period -> (low: Double, high: Double)? in
        guard index == 0, place >= over - 1, let cell = cell(shape.id, period) else { return nil }
        guard let low = cell[Figures.growthP10], let high = cell[Figures.growthP90], low < high
        else {
          return shown(cell).map { ($0.value, $0.value) }
        }
        return (low, high)
      }
      let estimated = quarters.indices.filter {
        let cell = cell(shape.id, quarters[$0])
        let status = cell?[Figures.publishedGrowth] == nil ? cell?[Figures.status] : .actual
        return status == .estimate || status == .split
      }
      return SeriesChart.Series(
        name: shape.title, values: values, band: band, estimated: Set(estimated))
    }
    let name = rows[0][GrowthColumns.sectorName]
    var chart = SeriesChart(
      periods: names, series: series, over: over, unit: "%", number: words.number, say: words.say)
    if isWide { (chart.width, chart.height) = (960, 300) }
    var table = PageTable(
      caption: name, columns: [words.say("growth.variant")] + names,
      foldedUnder: words.say("page.table"))
    for shape in shapes {
      table.rows.append(
        [.text(shape.title)]
          + quarters.map { period in
            .number(
              cell(shape.id, period).flatMap(shown)?.text(words.number) ?? past[period]?.text ?? "–"
            )
          })
    }
    let title = Markup.strong(name) + Markup(" (\(words.say("page.growth.unit")))")
    return PageFigure.chart(
      chart.markup(label: words.say("page.chart.label", ["name": name])), title, table: table,
      isWide: isWide)
  }

  /// The whole first, then sectors by what they add to or take from its growth, the largest first.
  private func ordered(
    _ sectors: [(key: String, rows: [Table.Record])], _ years: [Table.Record]
  ) -> [(key: String, rows: [Table.Record])] {
    let first = variants.first?[GrowthColumns.variant]
    let sizes = Dictionary(
      years.filter { $0[GrowthColumns.variant] == first }.map {
        ($0[GrowthColumns.sector], abs($0[Figures.contribution] ?? 0))
      }
    ) { first, _ in first }
    let rest = sectors.dropFirst().enumerated().sorted { one, other in
      let sizes = [one, other].map { sizes[$0.element.key] ?? 0 }
      return (-sizes[0], one.offset) < (-sizes[1], other.offset)
    }
    return sectors.prefix(1) + rest.map(\.element)
  }

  /// The answer first: what the year comes to, and how likely what each variant asks for is.
  var lead: Markup? {
    guard let year = words.folder.manifest.year,
      let first = variants.first?[GrowthColumns.variant],
      let whole = words.folder.records(Figures.annual).first(where: {
        $0[GrowthColumns.variant] == first && $0[GrowthColumns.period]?.year == year
      }), let growth = shown(whole)
    else { return nil }
    let number = words.number
    var places = [
      "sector": whole[GrowthColumns.sectorName], "year": "\(year)", "growth": growth.text(number),
    ]
    var key = "page.lead.growth.known"
    if let low = whole[Figures.growthP10], let high = whole[Figures.growthP90], high - low >= 0.005
    {
      key = "page.lead.growth"
      places["low"] = number.fixed(low, decimals: 1)
      places["high"] = number.fixed(high, decimals: 1)
    }
    let asked = variants.compactMap { row -> String? in
      guard let chance = row[VariantsTable.probability] else { return nil }
      let isAhead = row[VariantsTable.percentile] != nil
      if let verdict = row[VariantsTable.verdict], verdict != .open, !isAhead {
        return "\(row[VariantsTable.title]): \(words.verdict(verdict))."
      }
      return words.say(
        row[VariantsTable.verdict] == .missed ? "page.lead.variant.missed" : "page.lead.variant",
        ["variant": row[VariantsTable.title], "chance": words.inHundred(chance)])
    }
    var content = Markup.paragraph(
      words.say.markup(
        key,
        Dictionary(
          places.map { ($0.key, $0.key == "growth" ? Markup.strong($0.value) : Markup($0.value)) }
        ) { first, _ in first }), "big")
    if !asked.isEmpty {
      content += .element(
        "ul", ["class": "findings"], asked.map { .element("li", [:], Markup($0)) })
    }
    if key == "page.lead.growth" {
      for sentence in record(year) { content += .paragraph(Markup(sentence), "warn") }
    }
    return .element("section", ["class": "lead", "id": "short"], content)
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
