public import Files
public import Start
internal import TimeSeries

/// What was read of the sheets of workbooks and what every column was taken for, or why a sheet was not read.
public struct PrintedReport: Sendable {
  private let books: [PrintedCollection.Book]
  private let say: Catalogue
  private let faults: FaultSentence

  /// A report on books.
  public init(_ books: [PrintedCollection.Book], language: Language) {
    self.books = books
    say = Catalogue.of(language)
    faults = FaultSentence(language)
  }

  /// The report, a paragraph a sheet.
  ///
  /// - Parameters:
  ///   - files: what was written, each with the number of its rows.
  ///   - contradictions: what sheets tell differently.
  public func text(
    files: [(name: String, rows: Int)], contradictions: [Fault] = []
  ) -> String {
    var paragraphs = books.flatMap { book in book.outcomes.map(paragraph) }
    if !contradictions.isEmpty {
      let shown = contradictions.prefix(10).map {
        say("start.printed.left_out") + " " + faults.text($0)
      }
      let more = contradictions.count - shown.count
      paragraphs.append(
        (shown + (more > 0 ? [say("start.more", ["count": "\(more)"])] : []))
          .joined(separator: "\n"))
    }
    let outcomes = books.flatMap(\.outcomes)
    let read = books.flatMap(\.sheets)
    let refused = outcomes.count { if case .refused = $0 { true } else { false } }
    paragraphs.append(
      ([
        say(
          "start.printed.counts",
          [
            "read": "\(read.count)", "refused": "\(refused)",
            "empty": "\(outcomes.count - read.count - refused)",
            "figures": "\(read.reduce(0) { $0 + $1.figures.count })",
          ])
      ]
        + files.map { say("start.printed.file", ["file": $0.name, "rows": "\($0.rows)"]) })
        .joined(separator: "\n"))
    return paragraphs.joined(separator: "\n\n") + "\n"
  }

  private func paragraph(_ outcome: PrintedOutcome) -> String {
    switch outcome {
    case .empty(let place): return say("start.printed.empty", ["sheet": place])
    case .refused(let found):
      let place = found.first?.location.file ?? ""
      return
        ([say("start.printed.refused", ["sheet": place])] + found.map { "  " + faults.text($0) })
        .joined(separator: "\n")
    case .read(let sheet):
      var lines = [
        say(
          "start.printed.read",
          [
            "sheet": sheet.place, "title": sheet.title, "figures": "\(sheet.figures.count)",
            "series": "\(Set(sheet.figures.map(\.id)).count)",
          ])
      ]
      lines += sheet.columns.map { "  " + column($0) }
      let shown = sheet.leftOut.prefix(3)
      lines += shown.map { "  " + say("start.printed.left_out") + " " + faults.text($0) }
      if sheet.leftOut.count > shown.count {
        lines.append("  " + say("start.more", ["count": "\(sheet.leftOut.count - shown.count)"]))
      }
      if !sheet.revisedPlans.isEmpty {
        let titles = sheet.revisedPlans.joined(separator: "; ")
        lines.append("  " + say("start.left_out.earlier_plan", ["titles": titles]))
      }
      if !sheet.ranges.isEmpty {
        let cells = sheet.ranges.map { "\($0.location.cell) \($0.goalText)" }
        let more = cells.count > 5 ? "; …" : ""
        lines.append(
          "  "
            + say(
              "start.printed.ranges", ["cells": cells.prefix(5).joined(separator: "; ") + more]))
      }
      return lines.joined(separator: "\n")
    }
  }

  private func column(_ column: PrintedColumn) -> String {
    let meaning = column.meaning
    var parts = [
      column.isPeriodOfRow
        ? say("start.printed.by_row")
        : meaning.isToDate
          ? say(
            "start.printed.to_date",
            ["year": "\(meaning.period.year)", "month": "\(meaning.period.positionInYear)"])
          : say.period(meaning.period), say("start.printed.measure.\(meaning.measure.rawValue)"),
    ]
    if !meaning.quantity.isEmpty { parts.append(meaning.quantity) }
    if !meaning.unit.isEmpty { parts.append(meaning.unit) }
    if meaning.measure == .level, meaning.status != .secondary {
      parts.append(say("start.printed.status.\(meaning.status.rawValue)"))
    }
    return say(
      "start.printed.column",
      [
        "cell": column.place.cell, "header": column.header,
        "meaning": parts.joined(separator: ", "),
      ])
  }
}
