internal import Attainment
internal import Coherence
public import Pipeline
internal import Plans
internal import Simulation
internal import Tables
internal import TimeSeries
internal import Tracking

/// What a planner reads on the terminal after a run.
public struct RunSummary: Sendable {
  private let result: RunResult
  private let say: Catalogue
  private let number: NumberStyle
  private let width: Int
  private let emphasis: Emphasis
  private let page: PageWords?

  /// A summary in a language, no wider than so many columns where names can be cut.
  ///
  /// - Parameter folder: its tables, which the answer before them is told from.
  public init(
    _ result: RunResult, in folder: FolderTables? = nil, language: Language, width: Int,
    emphasis: Emphasis = .none
  ) {
    self.result = result
    page = folder.map { PageWords(folder: $0, language: language) }
    self.emphasis = emphasis
    say = Catalogue.of(language)
    number = NumberStyle(language)
    self.width = width
  }

  private var language: Language { say.language }

  /// The text, ending in a line end.
  public var text: String {
    let parts = [
      heading, lead, attainment,
      MilestoneSummary(result, say, number).lines(width: width, wrap), joint,
      findings, outsideView, coverage, history, notAssessed,
    ]
    return parts.filter { !$0.isEmpty }.map { emphasis.section($0).joined(separator: "\n") }
      .joined(separator: "\n\n") + "\n"
  }

  private var findings: [String] {
    let lines = Findings(result, language: language).lines(width: width)
    return lines.isEmpty ? [] : [say("summary.findings")] + lines
  }

  private var heading: [String] {
    let region = result.scenario.region
    let facts = say.facts(
      asOf: result.asOf, paths: number.fixed(Double(result.paths), decimals: 0),
      seed: result.seed, region: language.text(region.name), until: region.until,
      variant: (result.carried?.variant?.title).map(language.text))
    let carried = (result.carried?.indicators ?? []).flatMap { indicator in
      let name = result.indicators.first { $0.id == indicator.id }?.name
      return wrap(say.carried(name.map(language.text) ?? indicator.id, indicator.years))
    }
    return [say("summary.heading", ["title": language.text(result.scenario.title)])] + facts
      + carried
  }

  /// The answer, and what waits for a decision.
  private var lead: [String] {
    page.flatMap(PlanLead.init)?.screen().lines(width: width, emphasis: emphasis, say) ?? []
  }

  // MARK: Attainment

  private var attainment: [String] {
    let headline = result.scenario.headline
    // Headline targets first, then as the plan has them.
    let rows = result.attainment.filter { $0.assessment != nil && !$0.isMilestone }
      .enumerated().sorted { one, other in
        let places = [one, other].map { row in
          let target = row.element.target
          return headline.firstIndex { $0 == target.reference || $0 == target.fullReference }
            ?? headline.count
        }
        return (places[0], one.offset) < (places[1], other.offset)
      }.map(\.element)
    guard !rows.isEmpty else { return [] }
    var table = TextTable([
      (say("column.reftarget"), .flexible), (say("column.year"), .left),
      (say("column.wanted"), .right), (say("column.chance"), .right),
      (say("column.range"), .right), (say("column.basis"), .left),
    ])
    for row in rows {
      guard let values = row.assessment else { continue }
      table.append([
        "\(row.target.reference) \(language.text(row.name))",
        row.target.year.map(String.init) ?? "–",
        WantedValue(row.target)?.text(row.target.direction, unit: row.target.unit, number) ?? "",
        row.chance(say, number) ?? "–", range(values, beside: row.target),
        say("basis.\(row.basis.rawValue)"),
      ])
    }
    let bases = Basis.allCases.filter { basis in
      basis != .notAssessed && rows.contains { $0.basis == basis }
    }
    return [say("attainment.heading")] + wrap(say("attainment.explained")) + [""]
      + table.lines(width: width) + [""]
      + bases.flatMap { wrap(say("basis.explained.\($0.rawValue)")) } + old(rows)
  }

  /// How many rows rest on old figures, and how many are over without a figure.
  private func old(_ rows: [AttainmentRow]) -> [String] {
    let lasts = rows.flatMap(\.remarks).compactMap { remark -> Int? in
      if case .stale(let last) = remark { last } else { nil }
    }
    let over = rows.filter { row in
      row.remarks.contains { if case .overUnpublished = $0 { true } else { false } }
    }
    var lines = courses(rows)
    if let newest = lasts.max() {
      lines += wrap(
        say(
          "attainment.stale",
          ["count": "\(lasts.count)", "targets": "\(rows.count)", "year": "\(newest)"]))
    }
    if !over.isEmpty {
      lines += wrap(say("attainment.over_unpublished", ["count": "\(over.count)"]))
    }
    return lines
  }

  /// Which rows rest on shares that moved one way.
  private func courses(_ rows: [AttainmentRow]) -> [String] {
    let moved = rows.filter { row in
      row.remarks.contains { if case .movedOneWay = $0 { true } else { false } }
    }.map(\.target.reference)
    guard !moved.isEmpty else { return [] }
    let shown = moved.prefix(8).joined(separator: ", ") + (moved.count > 8 ? ", …" : "")
    return wrap(
      say(
        "attainment.one_way",
        ["count": "\(moved.count)", "targets": "\(rows.count)", "refs": shown]))
  }

  private func range(_ values: TargetAssessment, beside target: Target) -> String {
    let asked = WantedValue(target)?.finest
    return [values.p10, values.p50, values.p90].map { number.short($0, beside: asked) }
      .joined(separator: " – ")
  }

  // MARK: Together

  private var joint: [String] {
    var lines: [String] = []
    let fits = RunFits.Dependence(result.dependence)
    for plan in Set(result.joint.map(\.plan)).sorted() {
      let rows = result.joint.filter { $0.plan == plan }
      let sentences = JointWords(
        say: say, number: number, plan: plan, dependence: fits,
        thin: Set(rows.map(\.group).filter { result.isThin($0, of: plan) }.map(\.kind))
      ).sentences(JointTable.definition.table(rows, of: result, language).records)
      let isWhole = rows.contains { $0.group == .all }
      lines += sentences.flatMap(wrap) + (sentences.isEmpty ? [] : [""])
      if isWhole { lines += agencies(rows, of: plan) }
    }
    guard !lines.isEmpty else { return [] }
    let explained = JointWords.explained(fits, say, number)
    return [say("joint.heading")] + lines + (explained.isEmpty ? [] : [""] + wrap(explained))
  }

  private func agencies(_ rows: [JointRow], of plan: String) -> [String] {
    let agencies = rows.filter { $0.group.kind == .agency && $0.dependence == .fitted }
    guard !agencies.isEmpty else { return [] }
    var table = TextTable([
      (say("column.agency"), .flexible), (say("column.targets"), .right),
      (say("column.expected"), .right), (say("column.all"), .right),
    ])
    for row in agencies {
      table.append([
        NamedGroup(row.group, language).title(say), "\(row.targets)",
        number.fixed(row.expectedMet, decimals: 1),
        number.chance(row.probability, isThin: result.isThin(row.group, of: plan)),
      ])
    }
    return [say("joint.agencies")] + table.lines(width: width)
  }

  // MARK: Trust

  /// Which targets lie beyond nine futures in ten, and what came of earlier targets.
  private var outsideView: [String] {
    let bold = result.attainment.filter { row in
      guard let assessment = row.assessment, row.basis != .illustrative, !row.isOver,
        !row.isMilestone
      else { return false }
      let isOfOneSide = row.target.direction.map { $0.asksForMore || $0.asksForLess } ?? false
      return isOfOneSide && assessment.probability.value < 0.1
    }
    var lines: [String] = []
    if !bold.isEmpty {
      lines += wrap(
        say(
          bold.count == 1 ? "outside.bold.one" : "outside.bold",
          ["count": "\(bold.count)", "rows": bold.map(\.target.reference).joined(separator: ", ")]))
    }
    if let record = result.trackRecord {
      lines += wrap(
        say(
          "outside.record",
          [
            "known": "\(record.known)", "met": "\(record.met)",
            "first": "\(record.years.lowerBound)", "last": "\(record.years.upperBound)",
            "share": number.percent(Double(record.met) / Double(record.known)),
            "p10": number.fixed(record.p10, decimals: 1),
            "p50": number.fixed(record.p50, decimals: 1),
            "p90": number.fixed(record.p90, decimals: 1),
          ]))
    }
    let words = BaseRateWords(language)
    let rates = baseRates
    let (growth, borrowed) = (
      rates.filter { $0.row.asked?.isGrowth == true },
      rates.filter { $0.row.asked?.isGrowth == false }
    )
    let shown = growth.prefix(Self.mostRates) + borrowed.prefix(Self.mostBorrowed)
    // What came of official targets is said with the first, not with each.
    lines += shown.enumerated().flatMap { place, item in
      let line = words.line(
        item.row, chance: item.chance, isThin: item.basis.isThin, withTargets: place == 0)
      let apart = words.apart(
        item.chance, item.row.rates.map { ($0.source.kind, $0.cases, $0.share) },
        basis: item.basis, values: ownValues(item.row))
      return wrap([line, apart].compactMap(\.self).joined(separator: " "))
    }
    if rates.count > shown.count {
      lines += wrap(say("rate.more", ["count": "\(rates.count - shown.count)"]))
    }
    return lines.isEmpty ? [] : [say("outside.heading")] + lines
  }

  /// Targets whose pace is compared with the past, at most; the page and `base_rates.csv` have all.
  private static let mostRates = 5
  /// The same of targets that rest on few figures or on another series.
  private static let mostBorrowed = 3

  /// What is known of the growth that targets ask for, and of what rests on few figures or another series, with their
  /// chances, the smallest first.
  private var baseRates: [(row: BaseRateRow, chance: Double, basis: Basis)] {
    result.baseRates.compactMap { row -> (row: BaseRateRow, chance: Double, basis: Basis)? in
      let target = result.attainment.first {
        $0.target.fullReference == row.target.fullReference
      }
      guard let asked = row.asked, let target, let assessment = target.assessment,
        asked.isGrowth || target.basis == .anchor || target.basis == .proxy
      else { return nil }
      return (row, assessment.probability.value, target.basis)
    }.enumerated().sorted {
      ($0.element.1, $0.offset) < ($1.element.1, $1.offset)
    }.map(\.element)
  }

  /// Own yearly figures of what a target's pace is of.
  private func ownValues(_ row: BaseRateRow) -> Int? {
    let id = row.asked?.indicator ?? row.target.indicatorID
    return result.indicators.first { $0.id == id }?.actuals.count {
      $0.period.frequency == .annual
    }
  }

  private var coverage: [String] {
    let rows = result.calibration.filter { $0.level != 50 }
    let own = rows.filter { $0.scope == .allSeries }.map { row in
      say(
        "coverage.line",
        [
          "level": "\(row.level)", "cases": "\(row.cases)",
          "covered": number.fixed(row.covered * Double(row.cases), decimals: 0),
          "share": number.percent(row.covered),
        ])
    }
    let lines = classCoverage(rows) + own
    let borrowed = result.attainment.contains {
      $0.assessment != nil
        && ($0.basis == .anchor || $0.basis == .proxy || $0.basis == .judgement)
    }
    return [say("coverage.heading")]
      + (lines.isEmpty ? [say("coverage.none")] : lines).flatMap(wrap)
      + (borrowed ? wrap(say("coverage.borrowed")) : [])
  }

  /// One sentence a reference class, with both ranges.
  private func classCoverage(_ rows: [CalibrationRow]) -> [String] {
    rows.compactMap { row -> String? in
      guard case .referenceClass(let id, let sample) = row.scope, row.level == 95 else {
        return nil
      }
      let narrow = rows.first { $0.scope == row.scope && $0.level == 80 }
      return say(
        "coverage.class",
        [
          "class": say("class.\(Scope.name(of: id, sample))"),
          "cases": number.fixed(Double(row.cases), decimals: 0),
          "narrow": narrow.map { number.percent($0.covered) } ?? "–",
          "wide": number.percent(row.covered),
        ])
    }
  }

  private var history: [String] {
    var lines: [String] = []
    for indicator in result.indicators {
      guard let built = indicator.history else { continue }
      let name = language.text(indicator.name)
      let derived = built.history.points.filter { point in
        if case .derived = point.origin { true } else { false }
      }
      if let first = derived.first, let last = derived.last {
        lines += wrap(
          say(
            "history.derived",
            [
              "name": name, "count": "\(derived.count)", "first": say.period(first.period),
              "last": say.period(last.period),
            ]))
      }
      for point in built.history.points {
        guard case .partial(let from) = point.origin, let spread = built.toDate else { continue }
        lines += wrap(
          say(
            built.isWithoutCourse
              ? "history.partial.alone"
              : spread.cases == 0 ? "history.partial.none" : "history.partial",
            [
              "name": name, "period": say.period(point.period),
              "from": from.map { $0.text(say) }.joined(separator: ", "),
              "spread": number.fixed(spread.size, decimals: 1), "cases": "\(spread.cases)",
            ]))
      }
      for row in built.discrepancies {
        lines += wrap(
          say(
            "history.discrepancy",
            [
              "name": name, "label": row.label.text(say),
              "size": number.fixed(row.size, decimals: 2),
            ]))
      }
    }
    return lines.isEmpty ? [] : [say("history.heading")] + lines
  }

  private var notAssessed: [String] {
    let rows = result.attainment.filter { $0.assessment == nil }
    guard !rows.isEmpty else { return [] }
    var reasons: [String] = []
    var members: [String: [String]] = [:]
    for row in rows {
      let reason = RowNotes.text(row, language)
      if members[reason] == nil { reasons.append(reason) }
      members[reason, default: []].append(row.target.reference)
    }
    return [say("notassessed.heading", ["count": "\(rows.count)"])]
      + reasons.flatMap { reason in
        let refs = members[reason] ?? []
        let shown = refs.prefix(8).joined(separator: ", ") + (refs.count > 8 ? ", …" : "")
        return wrap(
          say("notassessed.line", ["count": "\(refs.count)", "reason": reason, "refs": shown]),
          indent: 2)
      }
  }

  /// Breaks a text at spaces, so that no line is wider than the terminal.
  private func wrap(_ text: String) -> [String] { wrap(text, indent: 0) }

  private func wrap(_ text: String, indent: Int) -> [String] {
    brokenLines(text, width: width - indent).enumerated().map { index, line in
      index == 0 ? line : String(repeating: " ", count: indent) + line
    }
  }
}
