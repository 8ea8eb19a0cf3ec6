internal import Plans
internal import TimeSeries
public import Tracking

/// A growth scenario for the terminal.
public struct GrowthSummary {
  private let result: GrowthResult
  private let say: Catalogue
  private let style: NumberStyle
  private let width: Int
  private let emphasis: Emphasis

  /// A summary of a result.
  public init(_ result: GrowthResult, language: Language, width: Int, emphasis: Emphasis = .none) {
    self.result = result
    self.emphasis = emphasis
    say = Catalogue.of(language)
    style = NumberStyle(language)
    self.width = width
  }

  /// The whole text.
  public var text: String {
    let sections = [heading, periods, sectors, plausibility, trust, differences, notes]
    return sections.filter { !$0.isEmpty }
      .map { emphasis.section($0).joined(separator: "\n") }.joined(separator: "\n\n") + "\n"
  }

  private var language: Language { say.language }

  private var words: ConditionWords {
    ConditionWords(language, sectors: result.sectors, unit: result.unit)
  }

  private var heading: [String] {
    let day = result.asOf.map { say.day($0) } ?? ""
    return [
      language.text(result.title),
      say(
        result.asOf == nil ? "growth.noasof" : "growth.asof",
        [
          "date": day, "paths": style.fixed(Double(result.paths), decimals: 0),
          "seed": "\(result.seed)",
        ]),
    ] + (result.isOver ? [say("growth.over")] : [])
  }

  private func name(_ variant: GrowthVariant) -> String {
    variant.isForecast
      ? say("growth.forecast") : say.variant(variant.id, title: language.text(variant.title))
  }

  // MARK: Tables

  private func mark(_ status: GrowthCell.Status) -> String {
    switch status {
    case .actual: say("growth.actual")
    case .estimate: say("growth.estimate")
    case .split: say("growth.split")
    case .scenario: ""
    }
  }

  /// The top by quarter, every variant.
  private var periods: [String] {
    guard let top = result.sectors.first, let first = result.tables.first?.first else { return [] }
    var columns: [(String, TextTable.Alignment)] = [(say("growth.variant"), .left)]
    for cell in first.quarterly.suffix(4) {
      let position = cell.period.positionInYear
      let numeral = ["I", "II", "III", "IV"][position - 1]
      let quarter = say(
        "growth.quarter", ["number": say.language == .vi ? numeral : "\(position)"])
      let title = [quarter, mark(cell.growthStatus)].filter { !$0.isEmpty }.joined(separator: " ")
      columns.append((title, .right))
    }
    columns += [
      (say("growth.half"), .right), (say("growth.nine"), .right), (say("growth.year"), .right),
    ]
    let hasBand = !result.isOver
    if hasBand { columns.append((say("growth.band"), .right)) }
    var table = TextTable(columns.map { (title: $0.0, alignment: $0.1) })
    for (variant, tables) in zip(result.variants, result.tables) {
      let figures = topFigures(tables[0]).map { $0.shown?.text(style) ?? "–" }
      let year = tables[0].annual[1]
      let band =
        variant.isForecast ? "\(style.rate(year.growthP10)) – \(style.rate(year.growthP90))" : ""
      table.append([name(variant)] + figures + (hasBand ? [band] : []))
    }
    return [say("growth.periods", ["sector": language.text(top.name)])]
      + table.lines(width: width) + record
  }

  /// Quarters that are over, as far as they leave some of the year.
  private var known: Int {
    min(3, result.tables[0][0].quarterly.suffix(4).count { $0.status.isRealised })
  }

  /// What the band came to in past years, where that is no good.
  private var record: [String] {
    guard !result.isOver else { return [] }
    return BandRecord.sentences(BandRecord(result.rivals, quarters: known), say, style)
      .flatMap { brokenLines($0, width: width) }
  }

  /// Growth of the four quarters, of 6 and 9 months, of the year, with their periods in words.
  private func topFigures(_ table: GrowthTable) -> [(period: String, shown: ShownGrowth?)] {
    let cells = Array(table.quarterly.suffix(4))
    let quarters = cells.map { (words.name(of: $0.period), $0.shown) }
    let toDate = [1, 2].map { place in
      let cell = cells[place]
      return (
        words.period(cells[0].period, cell.period),
        ShownGrowth(cell.growthToDate, cell.published.growthToDate)
      )
    }
    let year = table.annual[1]
    return quarters + toDate
      + [(words.name(of: year.period), year.shown)]
  }

  /// The most variants that stand side by side.
  private static let mostVariants = 5

  /// The year by sector: growth and contribution of every variant.
  private var sectors: [String] {
    var columns: [(title: String, alignment: TextTable.Alignment)] = [
      (say("growth.sector"), .flexible)
    ]
    let wide = result.variants.count <= 4
    for variant in result.variants.prefix(Self.mostVariants) {
      columns.append((name(variant), .right))
      if wide { columns.append((say("growth.points"), .right)) }
    }
    var table = TextTable(columns)
    let rows = result.sectors.enumerated().filter { $0.element.depth <= 2 }
    for (index, sector) in rows {
      var row = [
        String(repeating: "\u{A0}\u{A0}", count: sector.depth) + language.text(sector.name)
          + (sector.isUnpublished ? " *" : "")
      ]
      // What nobody has measured is not printed as if somebody had.
      let decimals = sector.isUnpublished ? 1 : 2
      for variant in result.variants.indices.prefix(Self.mostVariants) {
        let year = result.tables[variant][index].annual[1]
        let shown = ShownGrowth(year.growth, year.published.growth, decimals: decimals)
        row.append(shown?.text(style) ?? "–")
        if wide {
          row.append(year.contribution.map { style.fixed($0, decimals: decimals) } ?? "–")
        }
      }
      table.append(row)
    }
    let left = result.variants.dropFirst(Self.mostVariants).map(name).joined(separator: ", ")
    let hasUnpublished = rows.contains { $0.element.isUnpublished }
    return [say("growth.sectors", ["year": "\(result.year)"])] + table.lines(width: width)
      + (left.isEmpty
        ? [] : brokenLines(say("growth.variants.left", ["names": left]), width: width))
      + (hasUnpublished ? brokenLines(say("growth.unpublished"), width: width) : [])
  }

  // MARK: Variants

  private var plausibility: [String] {
    let asked = result.variants.filter { !$0.conditions.isEmpty }
    return asked.isEmpty ? [say("growth.novariants")] : asked.map(sentence)
  }

  private func sentence(_ variant: GrowthVariant) -> String {
    let asked = zip(variant.conditions, variant.outcomes).map { condition, outcome in
      let text = words.text(condition)
      return outcome.map {
        say(
          "growth.cameto",
          ["condition": text, "outcome": words.outcome($0, isGrowth: condition.isGrowth)])
      } ?? text
    }
    var places = ["variant": name(variant), "conditions": asked.joined(separator: "; ")]
    guard let percentile = variant.plausibilityPercentile, let probability = variant.probability,
      let stance = variant.stance
    else {
      switch variant.verdict {
      case .met?: return say(result.isOver ? "growth.verdict.met" : "growth.realised", places)
      case .missed?: return say("growth.verdict.missed", places)
      case .open?, nil: return say("growth.realised", places)
      }
    }
    let word = VariantWord(
      probability: probability, percentile: percentile, stance: stance,
      conditions: variant.conditions.count,
      hasRange: variant.conditions.contains { $0.demand.value == nil })
    places["word"] = word.text(say)
    places["p"] = style.percent(probability)
    places["error"] = style.points(variant.probabilityError ?? 0)
    let missed = variant.verdict == .missed ? " " + say("growth.part.missed") : ""
    return say("growth.plausibility", places) + word.remark(say) + missed
  }

  // MARK: Remarks

  /// The rival, and what bands held in the past.
  private var trust: [String] {
    var lines: [String] = []
    guard !result.isOver else { return lines }
    if let rate = result.runRate {
      let year = result.tables[0][0].quarterly.suffix(4)
      let last = year.last { $0.status.isRealised }
      let status = last?.growthToDateStatus ?? .actual
      let mark = status == .actual ? "" : " \(mark(status))"
      let shown = ShownGrowth(rate, last?.published.growthToDate)?.text(style)
      lines.append(say("growth.runrate", ["rate": shown ?? style.rate(rate), "mark": mark]))
    }
    for (scope, key) in [
      (GrowthRival.Scope(.top), "growth.rival.top"), (GrowthRival.Scope(.all), "growth.rival.all"),
    ] {
      guard
        let rival = result.rivals.first(where: {
          $0.scope == scope && $0.quarters == known
        })
      else { continue }
      lines.append(
        say(
          key,
          [
            "quarters": say.quarters(rival.quarters), "ours": style.rate(rival.forecastError),
            "theirs": style.rate(rival.runRateError), "cases": "\(rival.cases)",
            "held": rival.held(style),
          ]))
    }
    if result.calibration.first?.source == .lendingSectors { lines.append(say("growth.lent")) }
    return lines
  }

  /// Figures above that were published as something else than the levels make.
  private var differences: [String] {
    guard let top = result.sectors.first, let table = result.tables.first?.first else { return [] }
    let own = topFigures(table).map { (language.text(top.name), $0.period, $0.shown) }
    let others = zip(result.sectors, result.tables[0]).dropFirst().filter { $0.0.depth <= 2 }
    let years = others.map { sector, tables in
      let year = tables.annual[1]
      return (language.text(sector.name), words.name(of: year.period), year.shown)
    }
    let lines = GrowthFootnote.texts(own + years, say)
    return lines.isEmpty
      ? []
      : [say("growth.differs.heading")] + lines.flatMap { brokenLines($0, width: width) }
  }

  private var notes: [String] {
    var lines: [String] = []
    lines += SetAsideText(result.discrepancies, result.sectors, words, say, style).lines
    if let revisions = result.revisions {
      lines.append(
        say(
          "growth.revisions",
          ["size": style.rate(revisions.size), "cases": "\(revisions.cases)"]))
    }
    if !result.hasPublishedMonths {
      lines.append(say("growth.months"))
    } else if result.hasEstimatedMonths {
      lines.append(say("growth.months.some"))
    }
    lines += result.notes.map { words.text($0) }
    return lines.flatMap { brokenLines($0, width: width) }
  }
}
