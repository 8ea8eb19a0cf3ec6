public import Pipeline
internal import Plans
internal import Simulation
internal import TimeSeries

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
    let sections = [heading, periods, sectors, plausibility, trust, notes]
    return sections.map { emphasis.section($0).joined(separator: "\n") }.joined(separator: "\n\n")
      + "\n"
  }

  private var language: Language { say.language }

  private func growth(_ value: Double?) -> String {
    value.map { style.fixed($0, decimals: 2) } ?? "–"
  }

  private var heading: [String] {
    let day = result.asOf?.description ?? ""
    return [
      language.text(result.title),
      say(
        result.asOf == nil ? "growth.noasof" : "growth.asof",
        [
          "date": day, "paths": style.fixed(Double(result.paths), decimals: 0),
          "seed": "\(result.seed)",
        ]),
    ]
  }

  private func name(_ variant: GrowthVariant) -> String {
    variant.id == "baseline" ? say("growth.forecast") : variant.id
  }

  /// The top by quarter, every variant.
  private var periods: [String] {
    guard let top = result.sectors.first, let first = result.tables.first?.first else { return [] }
    var columns: [(String, TextTable.Alignment)] = [(say("growth.variant"), .left)]
    let quarters = first.quarterly.suffix(4)
    for cell in quarters {
      let mark =
        cell.status == .actual
        ? say("growth.actual")
        : cell.status == .estimate
          ? say("growth.estimate") : ""
      columns.append(
        (
          [say("growth.quarter", ["number": "\(cell.period.positionInYear)"]), mark]
            .filter { !$0.isEmpty }.joined(separator: " "), .right
        ))
    }
    columns += [
      (say("growth.half"), .right), (say("growth.nine"), .right), (say("growth.year"), .right),
      (say("growth.band"), .right),
    ]
    var table = TextTable(columns.map { (title: $0.0, alignment: $0.1) })
    for (variant, tables) in zip(result.variants, result.tables) {
      let cells = tables[0].quarterly.suffix(4)
      let year = tables[0].annual[1]
      let toDate = Array(cells).map(\.growthToDate)
      let band =
        variant.id == "baseline" ? "\(growth(year.growthP10)) – \(growth(year.growthP90))" : ""
      table.append(
        [name(variant)] + cells.map { growth($0.growth) }
          + [growth(toDate[1]), growth(toDate[2]), growth(year.growth), band])
    }
    return [say("growth.periods", ["sector": language.text(top.name)])]
      + table.lines(width: width)
  }

  /// The year by sector: growth and contribution of every variant.
  private var sectors: [String] {
    var columns: [(title: String, alignment: TextTable.Alignment)] = [
      (say("growth.sector"), .flexible)
    ]
    let wide = result.variants.count <= 4
    for variant in result.variants.prefix(5) {
      columns.append((name(variant), .right))
      if wide { columns.append((say("growth.points"), .right)) }
    }
    var table = TextTable(columns)
    for (index, sector) in result.sectors.enumerated() where sector.depth <= 2 {
      var row = [
        String(repeating: "\u{A0}\u{A0}", count: sector.depth) + language.text(sector.name)
      ]
      for variant in result.variants.indices.prefix(5) {
        let year = result.tables[variant][index].annual[1]
        row.append(growth(year.growth))
        if wide { row.append(growth(year.contribution)) }
      }
      table.append(row)
    }
    return [say("growth.sectors", ["year": "\(result.year)"])] + table.lines(width: width)
  }

  private var plausibility: [String] {
    let rows = result.variants.filter { $0.id != "baseline" }.map { variant -> String in
      guard let percentile = variant.plausibilityPercentile, let probability = variant.probability
      else {
        return say("growth.realised", ["variant": variant.id])
      }
      return say(
        "growth.plausibility",
        [
          "variant": variant.id, "word": say("growth.word.\(Self.word(percentile))"),
          "percentile": style.fixed(percentile, decimals: 0),
          "p": style.percent(probability), "error": style.points(variant.probabilityError ?? 0),
        ])
    }
    return rows.isEmpty ? [say("growth.novariants")] : rows
  }

  /// How far from the forecast, in a word.
  static func word(_ percentile: Double) -> String {
    switch percentile {
    case ..<50: "near"
    case ..<80: "plausible"
    case ..<95: "bold"
    case ..<99: "far"
    default: "beyond"
    }
  }

  /// The rival, and what bands held in the past.
  private var trust: [String] {
    let known = result.tables[0][0].quarterly.suffix(4).count { $0.status != .scenario }
    var lines: [String] = []
    if let rate = result.runRate {
      lines.append(say("growth.runrate", ["rate": growth(rate)]))
    }
    for (scope, key) in [("top", "growth.rival.top"), ("all", "growth.rival.all")] {
      guard
        let rival = result.rivals.first(where: {
          $0.scope == scope && $0.quarters == min(known, 3)
        })
      else { continue }
      lines.append(
        say(
          key,
          [
            "quarters": "\(rival.quarters)", "ours": growth(rival.forecastError),
            "theirs": growth(rival.runRateError), "cases": "\(rival.cases)",
            "held": style.fixed(100 * rival.covered, decimals: 0),
            "error": style.fixed(100 * rival.coveredError, decimals: 0),
          ]))
    }
    if let source = result.calibration.first?.source, source.contains("lend") {
      lines.append(say("growth.lent"))
    }
    return lines
  }

  private var notes: [String] {
    var lines: [String] = []
    let spread = result.discrepancies.count { $0.isSpread }
    let contradicted = result.discrepancies.count - spread
    lines.append(
      say("growth.discrepancies", ["count": "\(contradicted)", "spread": "\(spread)"]))
    if let revisions = result.revisions {
      lines.append(
        say(
          "growth.revisions",
          ["size": growth(revisions.size), "cases": "\(revisions.cases)"]))
    }
    lines.append(say("growth.months"))
    return lines.flatMap { brokenLines($0, width: width) }
  }
}

/// A year that is followed, for the terminal.
public struct TrackingSummary {
  private let result: GrowthTracking
  private let say: Catalogue
  private let style: NumberStyle
  private let width: Int
  private let emphasis: Emphasis

  /// A summary of a result.
  public init(_ result: GrowthTracking, language: Language, width: Int, emphasis: Emphasis = .none)
  {
    self.result = result
    self.emphasis = emphasis
    say = Catalogue.of(language)
    style = NumberStyle(language)
    self.width = width
  }

  private func growth(_ value: Double?) -> String {
    value.map { style.fixed($0, decimals: 2) } ?? "–"
  }

  /// The whole text.
  public var text: String {
    var lines = emphasis.section([say.language.text(result.title)]) + [""]
    var table = TextTable([
      (say("tracking.after"), .left), (say("tracking.target"), .left),
      (say("tracking.todate"), .right), (say("tracking.required"), .right),
      (say("tracking.chance"), .right), (say("tracking.outlook"), .right),
    ])
    for row in result.rows {
      table.append([
        row.period.description, row.condition, growth(row.realisedToDate),
        growth(row.requiredRest),
        "\(style.percent(row.probability.value)) ± \(style.points(row.probability.standardError))",
        "\(growth(row.p10)) · \(growth(row.p50)) · \(growth(row.p90))",
      ])
    }
    lines += table.lines(width: width) + [""]
    if let last = result.contributions.last?.period {
      var parts = TextTable([
        (say("growth.sector"), .flexible), (say("tracking.todate"), .right),
        (say("growth.points"), .right), (say("tracking.year"), .right),
      ])
      for row in result.contributions where row.period == last {
        let sector = result.sectors[row.sector]
        guard sector.depth <= 2 else { continue }
        parts.append([
          String(repeating: "\u{A0}\u{A0}", count: sector.depth) + say.language.text(sector.name),
          growth(row.growthToDate), growth(row.contribution), growth(row.outlook),
        ])
      }
      lines += emphasis.section([
        say("tracking.contributions", ["period": last.description])
      ])
      lines += parts.lines(width: width) + [""]
    }
    lines += rivals + [""] + brokenLines(say("tracking.explained"), width: width)
    return lines.joined(separator: "\n") + "\n"
  }

  private var rivals: [String] {
    var table = TextTable([
      (say("tracking.scope"), .left), (say("tracking.known"), .right),
      (say("tracking.ours"), .right), (say("tracking.theirs"), .right),
      (say("tracking.held"), .right), (say("tracking.cases"), .right),
    ])
    for row in result.rivals {
      table.append([
        say("tracking.scope.\(row.scope.hasPrefix("top") ? "top" : "all")")
          + (row.scope.contains("without") ? " " + say("tracking.without") : ""),
        "\(row.quarters)", growth(row.forecastError), growth(row.runRateError),
        "\(style.fixed(100 * row.covered, decimals: 0))% ± \(style.fixed(100 * row.coveredError, decimals: 0))",
        "\(row.cases)",
      ])
    }
    return result.rivals.isEmpty
      ? [] : emphasis.section([say("tracking.rivals")]) + table.lines(width: width)
  }
}
