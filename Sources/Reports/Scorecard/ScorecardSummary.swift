internal import Plans
internal import TimeSeries
public import Tracking

/// The scorecard of a year, for the terminal.
public struct ScorecardSummary {
  private let result: Scorecard
  private let words: ScorecardWords
  private let width: Int
  private let emphasis: Emphasis
  private let page: PageWords?
  private var say: Catalogue { words.say }
  private var style: NumberStyle { words.style }

  /// A summary of a result.
  ///
  /// - Parameter folder: its tables, which the answer before them is told from.
  public init(
    _ result: Scorecard, in folder: FolderTables? = nil, language: Language, width: Int,
    emphasis: Emphasis = .none
  ) {
    self.result = result
    page = folder.map { PageWords(folder: $0, language: language) }
    words = ScorecardWords(language)
    self.width = width
    self.emphasis = emphasis
  }

  /// The whole text.
  public var text: String {
    var lines = emphasis.section([say.language.text(result.title)])
    let lead = page.flatMap(ScorecardLead.init)?.screen
    if let page, let lead {
      lines += page.facts.flatMap { brokenLines($0, width: width) }
      lines += lead.lines(width: width, emphasis: emphasis, say)
    }
    lines.append("")
    if let told = latest { lines += section("scorecard.heading.told", told) }
    if let asked { lines += section("scorecard.heading.year", asked) }
    lines += section("scorecard.heading.year", .toDate(12, of: result.year))
    let joint = self.joint(beside: lead?.answers ?? [])
    lines += joint.isEmpty ? [] : joint + [""]
    lines += brokenLines(say("scorecard.explained"), width: width)
    let open = result.measures.flatMap(\.rows).filter {
      $0.requiredRest ?? $0.requiredRestHigh != nil
    }
    if let limits = words.limits(open.map { $0.direction?.rawValue }) {
      lines += brokenLines(limits, width: width)
    }
    for measure in result.measures {
      let lack = measure.whole.flatMap {
        $0.verdict == .open && $0.lack?.saysBasis != true ? $0.lack : nil
      }
      let why = [words.basis(measure), lack.map(words.lack)].compactMap(\.self)
      guard !why.isEmpty else { continue }
      let text = say(
        "scorecard.lacks",
        ["name": say.language.text(measure.name), "why": why.joined(separator: "; ")])
      lines += brokenLines(text, width: width)
    }
    for measure in result.measures {
      guard let same = words.sameAs(measure) else { continue }
      lines += brokenLines(
        say("scorecard.lacks", ["name": say.language.text(measure.name), "why": same]),
        width: width)
    }
    for note in words.notes(result) { lines += brokenLines(note.text, width: width) }
    lines += AllocationSummary(result: result, words: words).lines(width: width, emphasis: emphasis)
    if !result.rivals.isEmpty {
      lines +=
        [""]
        + MeasureRivalSummary(
          result.rivals,
          names: Dictionary(result.measures.map { ($0.id, $0.name) }) { first, _ in first },
          say.language
        )
        .lines(width: width, emphasis: emphasis)
    } else if result.measures.contains(where: {
      $0.whole?.status == .outlook && $0.whole?.p10 != nil
    }
    ) {
      lines += brokenLines(say("page.scorecard.held.none"), width: width)
    }
    return lines.joined(separator: "\n") + "\n"
  }

  /// What is over of the year; `nil` for nothing.
  private var latest: PeriodOfYear? {
    ScorecardWords.latest(
      result.measures.flatMap(\.rows).filter { $0.status != .outlook && $0.value != nil }
        .map { ($0.period, $0.verdict != nil) })
  }

  /// The next stretch that is planned and open, where nobody plans anything for the year.
  private var asked: PeriodOfYear? {
    guard result.measures.allSatisfy({ $0.whole?.verdict == nil }) else { return nil }
    return ScorecardWords.next(
      result.joint.filter { $0.measures > $0.met + $0.missed }.map(\.period))
  }

  private func section(_ heading: String, _ period: PeriodOfYear) -> [String] {
    var table = TextTable([
      (say("scorecard.measure"), .flexible), (say("scorecard.unit"), .left),
      (say("scorecard.plan"), .right), (say("scorecard.value"), .right),
      (say("scorecard.percent"), .right), (say("scorecard.result"), .right),
      (say("tracking.required"), .right),
    ])
    var isEmpty = true
    for measure in result.measures {
      guard
        let row = measure.rows.first(where: { $0.period == period })
          ?? measure.standing(at: period),
        row.value != nil || row.verdict != nil,
        // Nobody published what is ahead, and nobody asks for it.
        period.isWholeYear || row.status != .outlook || row.verdict != nil
      else { continue }
      isEmpty = false
      let unit = measure.isGrowthAlone ? "%" : say.language.text(measure.unit)
      table.append([
        say.language.text(measure.name), unit,
        words.plan(row.plan, row.direction?.rawValue, high: row.planHigh, unit: unit),
        words.figure(row.value, unit: unit)
          + (row.status == .estimate ? " \(say("growth.estimate"))" : "")
          + (row.status == .outlook && !period.isWholeYear && row.value != nil
            ? " \(say("scorecard.outlook"))" : ""),
        row.percentOfPlan.map { style.fixed($0, decimals: 1) } ?? "–", words.chance(row),
        words.rest(
          row.requiredRest, high: row.requiredRestHigh, row.direction?.rawValue
        ) { style.fixed($0, decimals: 1) } ?? "–",
      ])
    }
    guard !isEmpty else { return [] }
    return emphasis.section([
      say(heading, ["period": words.dated(period)])
    ])
      + table.lines(width: width) + [""]
  }

  /// How many are met and will be, unless it is told already.
  private func joint(beside lead: [String]) -> [String] {
    let told = [.toDate(12, of: result.year), latest, asked].compactMap(\.self)
    return result.joint.filter {
      $0.dependence == .fitted && $0.measures > 1 && told.contains($0.period)
    }
    .map { row in
      words.joint(
        row.period,
        [
          "measures": "\(row.measures)", "met": "\(row.met)", "missed": "\(row.missed)",
          "open": "\(row.measures - row.met - row.missed)", "low": "\(row.p10)",
          "middle": "\(row.p50)", "high": "\(row.p90)", "left": "\(row.notAssessed)",
        ], chance: row.all, error: row.allError)
    }
    .filter { !lead.contains($0) }.flatMap { brokenLines($0, width: width) }
  }
}

extension Scorecard.Measure {
  /// The row of a stock's month or quarter at whose end a stretch ends; `nil` for what is cumulated.
  fileprivate func standing(at period: PeriodOfYear) -> Scorecard.Row? {
    guard rows.allSatisfy({ $0.toDate == nil && $0.toDateOnYearBefore == nil }) else { return nil }
    return rows.first { $0.period.months.upperBound == period.months.upperBound && $0.value != nil }
  }
}

/// Past years of measures forecast again, for the terminal.
public struct MeasureRivalSummary {
  private let rivals: [MeasureRival]
  private let names: [String: String]
  private let say: Catalogue
  private let style: NumberStyle

  init(_ rivals: [MeasureRival], names: [String: LocalizedText], _ language: Language) {
    self.rivals = rivals
    say = Catalogue.of(language)
    style = NumberStyle(language)
    self.names = names.mapValues { language.text($0) }
  }

  func lines(width: Int, emphasis: Emphasis) -> [String] {
    var table = TextTable([
      (say("scorecard.measure"), .flexible), (say("scorecard.months_known"), .right),
      (say("tracking.ours"), .right), (say("tracking.theirs"), .right),
      (say("tracking.held"), .right), (say("tracking.cases"), .right),
    ])
    for row in rivals {
      let name = row.measure.isEmpty ? say("scorecard.all") : names[row.measure] ?? row.measure
      let scope =
        row.scope == .all
        ? "" : " " + say("tracking.without", ["years": "2020–2022"])
      table.append([
        name + scope, "\(row.months)", style.rate(row.forecastError),
        style.rate(row.runRateError), "\(style.fixed(100 * row.covered, decimals: 0))%",
        "\(row.cases)",
      ])
    }
    return emphasis.section([say("scorecard.rivals")]) + table.lines(width: width)
  }
}
