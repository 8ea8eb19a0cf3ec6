public import Plans
internal import TimeSeries

/// What was recognised and guessed in a user's file, for the terminal.
public struct StartReport: Sendable {
  private let draft: StartDraft
  private let catalogue: Catalogue
  private let width: Int

  /// A report on a draft.
  public init(_ draft: StartDraft, language: Language, width: Int) {
    self.draft = draft
    catalogue = Catalogue.of(language)
    self.width = width
  }

  /// The report; `command` is what to type next.
  public func text(folder: String, command: String) -> String {
    let heading = catalogue("start.report.heading", ["file": draft.file])
    let guessed = catalogue("start.guessed.heading")
    let next = [
      catalogue("start.written", ["folder": folder]),
      catalogue("start.next", ["command": command]),
    ]
    let parts = [[heading] + recognised, [guessed] + table, remarks, next]
    return parts.filter { !$0.isEmpty }.map { $0.joined(separator: "\n") }
      .joined(separator: "\n\n") + "\n"
  }

  private var recognised: [String] {
    var lines = [catalogue("start.delimiter.\(delimiter)")]
    if draft.encoding != .utf8 { lines.append(catalogue("start.encoding.\(encoding)")) }
    lines.append(catalogue("start.decimal.\(draft.decimal?.rawValue ?? "none")"))
    lines.append(catalogue("start.layout.\(draft.layout.rawValue)"))
    let periods = draft.series.flatMap { $0.figures.map(\.period) }
    if let first = periods.min(), let last = periods.max() {
      lines.append(
        catalogue(
          "start.frequency.\(draft.frequency.rawValue)", ["first": "\(first)", "last": "\(last)"]))
    }
    if draft.isDated { lines.append(catalogue("start.days.\(draft.frequency.rawValue)")) }
    lines.append(
      catalogue(
        "start.counts",
        [
          "series": "\(draft.series.count)", "figures": "\(periods.count)",
          "missing": "\(draft.missingCells)",
        ]))
    if !draft.ignoredColumns.isEmpty {
      lines.append(
        catalogue(
          "start.ignored", ["columns": draft.ignoredColumns.joined(separator: ", ")]))
    }
    return lines.map { "  " + $0 }
  }

  private var delimiter: String {
    switch draft.delimiter {
    case ";": "semicolon"
    case "\t": "tab"
    case ",": "comma"
    default: "other"
    }
  }

  private var encoding: String { draft.encoding.rawValue }

  private var table: [String] {
    var table = TextTable([
      (catalogue("start.column.series"), .flexible), (catalogue("start.column.unit"), .left),
      (catalogue("start.column.years"), .left), (catalogue("start.column.kind"), .left),
      (catalogue("start.column.direction"), .left),
    ])
    for series in draft.series {
      let years = series.history.map(\.year)
      let span = years.first.flatMap { first in years.last.map { "\(first)–\($0)" } } ?? "–"
      let places = ["value": series.history.last?.digits ?? "–"]
      let title = series.place.map { "\(series.title) – \($0)" } ?? series.title
      table.append([
        title, series.unit.isEmpty ? "–" : series.unit, span,
        catalogue("start.kind.\(series.guess.reason.rawValue)"),
        catalogue("start.direction.\(series.guess.direction.rawValue)", places),
      ])
    }
    return table.lines(width: width - 2).map { "  " + $0 }
  }

  private var remarks: [String] {
    var lines: [String] = []
    if draft.places.isEmpty { lines.append(catalogue("start.open.place")) }
    for series in draft.series {
      if let rule = series.yearRule {
        lines.append(
          catalogue(
            "start.year.\(rule.rawValue).\(draft.frequency.rawValue)", ["title": series.title]))
      }
      if !series.partYears.isEmpty {
        lines.append(
          catalogue(
            "start.part",
            [
              "title": series.title,
              "years": series.partYears.map(String.init).joined(separator: ", "),
            ]))
      }
      if !series.isAssessable {
        lines.append(
          catalogue(
            "start.short",
            [
              "title": series.title, "years": "\(series.history.count)",
              "minimum": "\(StartSeries.minimumYears)",
            ]))
      }
    }
    return lines
  }
}
