internal import Plans
internal import Scoring
internal import TimeSeries
public import Tracking

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

  /// The whole text.
  public var text: String {
    var lines = emphasis.section([say.language.text(result.title)]) + [""]
    var table = TextTable([
      (say("tracking.after"), .left), (say("tracking.target"), .flexible),
      (say("tracking.todate"), .right), (say("tracking.required"), .right),
      (say("tracking.chance"), .right), (say(outlook), .right),
    ])
    for row in result.rows {
      let toDate = ShownGrowth(row.realisedToDate, row.published)
      table.append([
        say.period(row.period, isShort: true), target(row),
        marked(toDate?.text(style) ?? "–", row.isEstimate),
        style.rate(row.requiredRest), chance(row),
        "\(style.rate(row.p10)) · \(style.rate(row.p50)) · \(style.rate(row.p90))",
      ])
    }
    if !result.rows.isEmpty { lines += table.lines(width: width) + [""] }
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
          marked(
            ShownGrowth(row.growthToDate, row.published)?.text(style) ?? "–", row.isEstimate),
          style.rate(row.contribution),
          style.rate(row.outlook),
        ])
      }
      lines += emphasis.section([say("tracking.contributions", ["period": say.period(last)])])
      lines += parts.lines(width: width) + [""]
    }
    if !result.measureRivals.isEmpty {
      lines +=
        MeasureRivalSummary(
          result.measureRivals, names: result.measureNames, say.language
        ).lines(width: width, emphasis: emphasis) + [""]
    }
    guard !result.rows.isEmpty else { return lines.joined(separator: "\n") + "\n" }
    lines += rivals + lent + record + [""]
    if let all = result.pastChances.last(where: { $0.sectors == .all })?.chances, all.all != nil {
      lines += emphasis.section([say("tracking.reliability")])
      lines += ReliabilityText(say.language, width: width).lines(all) + [""]
    }
    lines += brokenLines(say("tracking.explained"), width: width)
    let revised = result.rows.last.map {
      say("tracking.revised", ["size": style.fixed($0.revision.size, decimals: 1)])
    }
    let remarks =
      [revised].compactMap(\.self) + differences + setAside + result.notes.map { words.text($0) }
    if !remarks.isEmpty { lines += [""] + remarks.flatMap { brokenLines($0, width: width) } }
    return lines.joined(separator: "\n") + "\n"
  }

  /// What ranges are of: the year where all targets are, else what each target asks about.
  private var outlook: String {
    let isYears = result.rows.allSatisfy { row in
      row.condition.first.positionInYear == 1
        && row.condition.last.positionInYear == row.condition.last.frequency.periodsPerYear
    }
    return isYears ? "tracking.outlook" : "tracking.outlook.period"
  }

  /// What a target asks; with the variant where several ask the same.
  private func target(_ row: GrowthTracking.Row) -> String {
    let text = asked(row)
    let isShared = result.rows.contains { $0.target != row.target && asked($0) == text }
    return isShared ? "\(row.target): \(text)" : text
  }

  private func asked(_ row: GrowthTracking.Row) -> String {
    say.asked(([row.condition] + row.others).map(words.text))
  }

  /// A figure with the mark of estimates.
  private func marked(_ text: String, _ isEstimate: Bool) -> String {
    isEstimate ? "\(text) \(say("growth.estimate"))" : text
  }

  private var words: ConditionWords {
    ConditionWords(say.language, sectors: result.sectors, unit: result.unit)
  }

  /// The chance, or that the target was met or missed.
  private func chance(_ row: GrowthTracking.Row) -> String {
    guard let error = row.probabilityError else {
      return say(row.verdict == .met ? "tracking.met" : "tracking.missed")
    }
    return "\(style.percent(row.probability)) ± \(style.points(error))"
  }

  /// Growth to date that was published as something else than the levels make.
  private var differences: [String] {
    var seen: Set<GrowthFootnote> = []
    return result.rows.compactMap { row -> String? in
      guard let shown = ShownGrowth(row.realisedToDate, row.published), shown.settled != nil,
        let id = row.condition.sectors.first
      else { return nil }
      let name = result.sectors.first { $0.id == id }.map { say.language.text($0.name) } ?? id
      let january = row.period.advanced(by: 1 - row.period.positionInYear)
      let note = GrowthFootnote(
        sector: name, period: words.period(january, row.period), shown: shown)
      return seen.insert(note).inserted ? note.text(say) : nil
    }
  }

  /// Published figures that others contradict; nothing where none was set aside by more than roundings.
  private var setAside: [String] {
    let text = SetAsideText(result.discrepancies, result.sectors, words, say, style)
    return text.hasContradictions ? text.lines : []
  }

  private func scope(_ scope: GrowthRival.Scope) -> String {
    let sectors = say("tracking.scope.\(scope.sectors.rawValue)")
    guard let years = scope.leftOut else { return sectors }
    let places = ["years": "\(years.lowerBound)–\(years.upperBound)"]
    return "\(sectors) \(say("tracking.without", places))"
  }

  /// What the band and its middle came to in past years, where that is no good.
  private var record: [String] {
    let last = result.rows.last { $0.verdict == .open }
    return last.map {
      BandRecord.sentences(
        BandRecord(result.rivals, quarters: $0.period.quartersKnown), say, style)
    }?.flatMap { brokenLines($0, width: width) } ?? []
  }

  /// Whose past years these are, where the own history is too short.
  private var lent: [String] {
    !result.rivals.isEmpty && result.calibration.first?.source == .lendingSectors
      ? brokenLines(say("growth.lent"), width: width) : []
  }

  private var rivals: [String] {
    var table = TextTable([
      (say("tracking.scope"), .flexible), (say("tracking.known"), .right),
      (say("tracking.ours"), .right), (say("tracking.theirs"), .right),
      (say("tracking.held"), .right), (say("tracking.cases"), .right),
    ])
    // One sector alone is the whole.
    for row in result.rivals where result.sectors.count > 1 || row.scope.sectors == .top {
      table.append([
        scope(row.scope), "\(row.quarters)", style.rate(row.forecastError),
        style.rate(row.runRateError),
        row.held(style), "\(row.cases)",
      ])
    }
    return result.rivals.isEmpty
      ? [] : emphasis.section([say("tracking.rivals")]) + table.lines(width: width)
  }
}

extension Period {
  /// Quarters of its year that are over at its end, as far as they leave some of it.
  var quartersKnown: Int { min(3, positionInYear * 4 / frequency.periodsPerYear) }
}

extension GrowthRival {
  /// The share of outcomes that ranges held, with its error; without one where they held all or none, since it would leave
  /// 0 to 100%.
  func held(_ style: NumberStyle) -> String {
    let share = style.fixed(100 * covered, decimals: 0) + "%"
    return covered == 0 || covered == 1
      ? share : share + " ± " + style.fixed(100 * coveredError, decimals: 0)
  }
}
