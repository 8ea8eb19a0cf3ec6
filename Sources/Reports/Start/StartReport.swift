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
    let written =
      switch kept {
      case .nothing: "start.written"
      case .figures: "start.written.in_place"
      case .figuresAndPlan: "start.written.in_place.year"
      }
    let next = [
      say(written, ["folder": folder, "file": draft.place]),
      say("start.next", ["command": command]),
    ]
    let parts = [[heading] + recognised, [guessed] + table, remarks(kept), next]
    return parts.filter { !$0.isEmpty }.map { $0.joined(separator: "\n") }
      .joined(separator: "\n\n") + "\n"
  }

  private var recognised: [String] {
    var lines: [String] = []
    if let sheet = draft.sheet {
      lines.append(say("start.sheet", ["sheet": sheet.name]))
      if sheet.hiddenRows + sheet.hiddenColumns > 0 {
        lines.append(
          say(
            "start.hidden", ["rows": "\(sheet.hiddenRows)", "columns": "\(sheet.hiddenColumns)"]))
      }
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
    let plans = draft.series.reduce(0) { $0 + $1.figures.count { !$0.status.isHistory } }
    if plans > 0 { lines.append(say("start.plans", ["count": "\(plans)"])) }
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
    for fault in draft.leftOutCells.prefix(3) {
      lines.append(say("start.printed.left_out") + " " + faults.text(fault))
    }
    if draft.leftOutCells.count > 3 {
      lines.append(say("start.more", ["count": "\(draft.leftOutCells.count - 3)"]))
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

  private var delimiter: String {
    switch draft.delimiter {
    case ";": "semicolon"
    case "\t": "tab"
    case ",": "comma"
    default: "other"
    }
  }

  private var table: [String] {
    var table = TextTable([
      (say("start.column.series"), .flexible), (say("start.column.unit"), .left),
      (say("start.column.years"), .left), (say("start.column.kind"), .left),
      (say("start.column.direction"), .left),
    ])
    for series in draft.series {
      let years = series.history.map(\.year)
      let span = years.first.flatMap { first in years.last.map { "\(first)–\($0)" } } ?? "–"
      let places = ["value": series.history.last.map { say.figure($0.digits) } ?? "–"]
      table.append([
        title(series), series.unit.isEmpty ? "–" : series.unit, span,
        say("start.kind.\(series.guess.reason.rawValue)"),
        say("start.direction.\(series.guess.direction.rawValue)", places),
      ])
    }
    return table.lines(width: width - 2).map { "  " + $0 }
  }

  private func remarks(_ kept: StartKept) -> [String] {
    var years: [String] = []
    var parts: [String] = []
    var short: [String] = []
    for series in draft.series {
      if let reason = series.yearReason { years.append(self.years(series, reason)) }
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
        short.append(
          say(
            "start.short",
            [
              "title": title(series), "years": "\(series.history.count)",
              "minimum": "\(StartSeries.minimumYears)",
            ]))
      }
    }
    let open = kept == .nothing ? "start.open.place" : "start.open.place.in_place"
    let place = draft.places.isEmpty ? [say(open)] : []
    return place + [years, parts, short].flatMap { abridged($0) }
  }

  /// Many remarks of one kind: the first ones and how many more there are.
  private func abridged(_ lines: [String]) -> [String] {
    guard lines.count > Self.mostRemarks else { return lines }
    let shown = lines.prefix(Self.mostRemarks / 2)
    return shown + [say("start.more", ["count": "\(lines.count - shown.count)"])]
  }

  private static let mostRemarks = 8

  private func title(_ series: StartSeries) -> String {
    series.place.map { "\(series.title) – \($0)" } ?? series.title
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
}
