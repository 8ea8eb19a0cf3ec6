internal import Files
internal import Plans
public import Start
internal import TimeSeries

/// What was recognised and guessed in a user's file, for the terminal.
public struct StartReport: Sendable {
  private let draft: StartDraft
  private let say: Catalogue
  private let faults: FaultSentence
  private let width: Int

  /// A report on a draft.
  public init(_ draft: StartDraft, language: Language, width: Int) {
    self.draft = draft
    say = Catalogue.of(language)
    faults = FaultSentence(language)
    self.width = width
  }

  /// The report; `command` is what to type next.
  ///
  /// - Parameter kept: what stays in the table and is not written down.
  public func text(folder: String, command: String, kept: StartKept = .nothing) -> String {
    let heading = say("start.report.heading", ["file": draft.file])
    let guessed = say("start.guessed.heading")
    let planned = draft.isPlanned ? ".planned" : ""
    let written =
      switch kept {
      case .nothing: "start.written" + planned
      case .figures: "start.written.in_place" + planned
      case .figuresAndPlan: "start.written.in_place.year"
      case .nothingOfYear: "start.written.year"
      }
    let next = [
      say(written, ["folder": folder, "file": draft.place]),
      say("start.next", ["command": command]),
    ]
    let parts = [[heading] + recognised, [guessed] + table(kept), remarks(kept), next]
    return parts.filter { !$0.isEmpty }.map { $0.joined(separator: "\n") }
      .joined(separator: "\n\n") + "\n"
  }

  private var recognised: [String] {
    var lines: [String] = []
    if let sheet = draft.sheet {
      lines.append(say("start.sheet", ["sheet": sheet.name]))
      lines += hidden
    } else {
      lines.append(say("start.delimiter.\(delimiter)"))
    }
    if draft.encoding != .utf8, draft.sheet == nil {
      lines.append(say("start.encoding.\(draft.encoding.rawValue)"))
    }
    let none = draft.sheet == nil ? "none" : "cells"
    lines.append(say("start.decimal.\(draft.decimal?.rawValue ?? none)"))
    lines.append(say("start.layout.\(draft.layout.rawValue)"))
    for frequency in draft.frequencies {
      let periods = draft.series.filter { $0.frequency == frequency }.flatMap {
        $0.figures.map(\.period).filter { $0.frequency == frequency }
      }
      if let first = periods.min(), let last = periods.max() {
        lines.append(
          say(
            "start.frequency.\(frequency.rawValue)",
            ["first": say.period(first), "last": say.period(last)]))
        if draft.isDated { lines.append(say("start.days.\(frequency.rawValue)")) }
      }
    }
    if draft.isFiscal { lines.append(say("start.fiscal")) }
    let figures = draft.series.reduce(0) { $0 + $1.figures.count + $1.toDate.count }
    lines.append(
      say(
        "start.counts",
        [
          "series": "\(draft.series.count)", "figures": "\(figures)",
          "missing": "\(draft.missingCells)",
        ]))
    return (lines + unused).map { "  " + $0 }
  }

  /// What stands in the file and is not used, or only as a plan.
  private var unused: [String] {
    var lines: [String] = []
    lines += plans
    if !draft.ignoredColumns.isEmpty {
      lines.append(say("start.ignored", ["columns": draft.ignoredColumns.joined(separator: ", ")]))
    }
    for reason in StartDraft.LeftOut.Reason.allCases {
      let titles = draft.leftOut.filter { $0.reason == reason }.map(\.title)
      if !titles.isEmpty {
        lines.append(
          say("start.left_out.\(reason.rawValue)", ["titles": titles.joined(separator: "; ")]))
      }
    }
    for fault in draft.leftOutCells.prefix(Self.mostCells) {
      lines.append(say("start.printed.left_out") + " " + faults.text(fault))
    }
    if draft.leftOutCells.count > Self.mostCells {
      lines.append(
        say("start.more", ["count": "\(draft.leftOutCells.count - Self.mostCells)"]))
    }
    if !draft.passedOver.isEmpty {
      let shown = draft.passedOver.prefix(3).map { $0.count > 60 ? $0.prefix(59) + "…" : $0 }
      let more = draft.passedOver.count > 3 ? "; …" : ""
      lines.append(
        say(
          "start.passed_over",
          ["count": "\(draft.passedOver.count)", "lines": shown.joined(separator: "; ") + more]))
    }
    for name in draft.joinedNames.prefix(5) {
      lines.append(
        say(
          "start.joined",
          ["written": name.written, "series": name.series, "line": "\(name.line)"]))
    }
    return lines
  }

  /// Figures of plans and forecasts, and of which periods they are.
  private var plans: [String] {
    let expected = draft.series.map(\.expected)
    let parts = Dictionary(grouping: expected.flatMap(\.parts), by: \.frequency)
    var groups = [Frequency.annual, .quarterly, .monthly].map {
      ("start.plans.\($0.rawValue)", parts[$0] ?? [])
    }
    groups.append(("start.plans.to_date", expected.flatMap(\.toDate)))
    let told = groups.compactMap { key, periods -> String? in
      guard let first = periods.min(), let last = periods.max() else { return nil }
      let ends = ["first": say.period(first), "last": say.period(last)]
      let span = first == last ? say.period(first) : say("start.plans.span", ends)
      return say(key, ["count": "\(periods.count)", "periods": span])
    }
    guard !told.isEmpty else { return [] }
    let count = groups.reduce(0) { $0 + $1.1.count }
    return [say("start.plans", ["count": "\(count)", "periods": told.joined(separator: "; ")])]
  }

  /// Rows and columns that the sheet hides, by number and what stands there.
  private var hidden: [String] {
    let parts = draft.hidden
    guard !parts.isEmpty else { return [] }
    let told = parts.prefix(Self.mostHidden).map { part in
      let place = say("start.hidden." + (part.isRow ? "row" : "column"), ["number": part.name])
      switch part.content {
      case .series(let titles):
        return
          "\(place) (\(titles.prefix(2).joined(separator: ", "))\(titles.count > 2 ? ", …" : ""))"
      case .period(let period): return "\(place) (\(say.period(period)))"
      case .other: return place
      }
    }
    let more = parts.count > told.count ? "; …" : ""
    return [
      say(
        "start.hidden",
        [
          "rows": "\(parts.count { $0.isRow })", "columns": "\(parts.count { !$0.isRow })",
          "places": told.joined(separator: "; ") + more,
        ])
    ]
  }

  private static let mostHidden = 5
  private static let mostCells = 10

  private var delimiter: String {
    switch draft.delimiter {
    case ";": "semicolon"
    case "\t": "tab"
    case ",": "comma"
    default: "other"
    }
  }

  private func table(_ kept: StartKept) -> [String] {
    let isPlanned = draft.isPlanned
    let target =
      kept.isOfYear ? ".plan" : isPlanned ? ".target" : ".direction"
    var table = TextTable([
      (say("start.column.series"), .flexible), (say("start.column.unit"), .left),
      (say("start.column.years"), .left), (say("start.column.kind"), .left),
      (say("start.column" + target), .left),
    ])
    for (series, isTargeted) in zip(draft.series, draft.isTargeted) {
      let years = series.history.map(\.year)
      let span = years.first.flatMap { first in years.last.map { "\(first)–\($0)" } } ?? "–"
      table.append([
        title(series), series.unit.isEmpty ? "–" : series.unit, span,
        say("start.kind.\(series.guess.reason.rawValue)"),
        kept.isOfYear ? plan(series, kept) : isTargeted ? self.target(series, kept) : "–",
      ])
    }
    return table.lines(width: width - 2).map { "  " + $0 }
  }

  /// The target that is offered: the table's own plan, or the value last seen.
  private func target(_ series: StartSeries, _ kept: StartKept) -> String {
    guard let planned = series.planned else {
      if draft.unreadPlan(of: series) != nil { return say("start.direction.unread") }
      if draft.isPlanned { return say("start.direction.blank") }
      return series.history.last.map { target(series, $0, kept) } ?? "–"
    }
    return (series.plannedBefore + [planned]).map { target(series, $0, kept) }
      .joined(separator: "; ")
  }

  private func target(_ series: StartSeries, _ plan: StartYear, _ kept: StartKept) -> String {
    let isInPlace = kept == .figures || kept == .figuresAndPlan
    let aim = StartAim(plan.digits, of: plan.goal, in: plan.year, series, isInPlace: isInPlace)
    guard let direction = aim.direction else {
      return say("start.direction.unasked", ["year": "\(plan.year)"])
    }
    let end = say.grouped(aim.low ?? aim.high ?? "")
    let isRange = aim.upper != nil
    let target = say(
      "start.direction.\(direction.rawValue)" + (isRange && direction != .range ? ".end" : ""),
      ["value": end, "low": say.grouped(aim.digits), "high": say.grouped(aim.upper ?? aim.digits)])
    guard series.planned != nil else { return target }
    guard let years = aim.years else {
      return say("start.direction.planned", ["target": target, "year": "\(plan.year)"])
    }
    return say(
      aim.isGrowth ? "start.direction.growth" : "start.direction.mean",
      ["target": target, "first": "\(years.lowerBound)", "last": "\(years.upperBound)"])
  }

  /// What is planned of a series: the year, or parts of it.
  private func plan(_ series: StartSeries, _ kept: StartKept) -> String {
    if series.planned != nil { return target(series, kept) }
    let parts = (series.plannedParts + series.figures).filter { $0.status == .plan }
    if let first = parts.first { return say("start.plan.\(first.period.frequency.rawValue)") }
    return series.toDate.contains { $0.status == .plan } ? say("start.plan.to_date") : "–"
  }

  private func remarks(_ kept: StartKept) -> [String] {
    var years: [String] = []
    var parts: [String] = []
    var short: [String] = []
    var courses: [String] = []
    for series in draft.series {
      if series.mayBeFractions { courses.append(say("start.fractions", ["title": title(series)])) }
      if let reason = series.yearReason, !series.history.isEmpty {
        years.append(self.years(series, reason))
      }
      if !series.partYears.isEmpty {
        parts.append(
          say(
            "start.part",
            [
              "title": title(series),
              "years": series.partYears.map(String.init).joined(separator: ", "),
            ]))
      }
      if !series.isAssessable {
        let way = kept.isOfYear ? series.isMeasure ? ".year" : ".unused" : ""
        short.append(
          say(
            "start.short" + way,
            [
              "title": title(series), "years": "\(series.history.count)",
              "minimum": "\(StartSeries.minimumYears)",
            ]))
      }
    }
    let isWritten = kept == .nothing || kept == .nothingOfYear
    let open = isWritten ? "start.open.place" : "start.open.place.in_place"
    let place = draft.places.isEmpty ? [say(open)] : []
    let hidden = zip(draft.series, draft.isTargeted).filter { !$0.1 }.map { title($0.0) }
    let untargeted =
      hidden.isEmpty || kept.isOfYear
      ? []
      : [
        say(
          "start.hidden.no_target",
          ["titles": hidden.prefix(5).joined(separator: "; ") + (hidden.count > 5 ? "; …" : "")])
      ]
    let leads = draft.namesLeads && !kept.isOfYear ? [say("start.leads")] : []
    if !kept.isOfYear { courses += oneWay }
    return place + leads + untargeted + [years, parts, short, courses].flatMap { abridged($0) }
  }

  /// What went one way in nearly every year, in one paragraph: what the kinds make of it is the same for all.
  private var oneWay: [String] {
    let told = draft.series.compactMap { series in
      series.oneWay.map { course in
        say(
          "start.one_way.series",
          ["title": title(series), "along": "\(course.along)", "years": "\(course.years)"])
      }
    }
    guard !told.isEmpty else { return [] }
    let more = told.count > Self.mostNames ? "; …" : ""
    return [
      say("start.one_way", ["titles": told.prefix(Self.mostNames).joined(separator: "; ") + more])
    ]
  }

  private static let mostNames = 30

  /// Many remarks of one kind: the first ones and how many more there are.
  private func abridged(_ lines: [String]) -> [String] {
    guard lines.count > Self.mostRemarks else { return lines }
    let shown = lines.prefix(Self.mostRemarks / 2)
    return shown + [say("start.more", ["count": "\(lines.count - shown.count)"])]
  }

  private static let mostRemarks = 8

  private func title(_ series: StartSeries) -> String {
    series.place.map { "\(series.name) – \($0)" } ?? series.name
  }

  /// How the years of a series were made.
  private func years(_ series: StartSeries, _ reason: StartYearReason) -> String {
    let places = ["title": title(series)]
    guard let rule = series.yearRule else {
      return say("start.year.\(reason.rawValue)", places)
    }
    let made = say("start.year.\(rule.rawValue).\(series.frequency.rawValue)", places)
    switch reason {
    case .totals, .notAdded: return made + " " + say("start.note.year.reason.\(reason.rawValue)")
    default: return made
    }
  }
}

/// What `init` leaves in a table.
public enum StartKept: Sendable {
  case nothing, figures, figuresAndPlan
  /// Nothing, where the year's plan alone is followed.
  case nothingOfYear

  /// Whether the year's plan alone is followed, so that there are no targets.
  var isOfYear: Bool { self == .figuresAndPlan || self == .nothingOfYear }
}
