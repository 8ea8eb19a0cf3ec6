internal import Plans

/// The year's target after each realised month or quarter.
struct TrackingPart {
  private let words: PageWords

  init(_ words: PageWords) { self.words = words }

  func section(_ charts: inout ChartData) -> PageSection? {
    let rows = words.rows("tracking.csv")
    guard !rows.isEmpty else { return nil }
    let say = words.say
    var tables: [PageTable] = []
    for target in grouped(rows, by: { $0["target"] }) {
      var table = PageTable(
        caption: say("page.tracking.target", ["target": asked(target.key)]),
        columns: [
          say("tracking.after"), say("tracking.todate"), say("page.column.drawn"),
          say("tracking.chance"), say("tracking.required"), say("page.column.runrate"),
          say("tracking.outlook"),
        ])
      for row in target.rows {
        let plot = charts.plot(
          PageWords.sharePlot([
            PageWords.mark(
              row.number("probability"), error: row.number("mc_error"), shape: "data")
          ]))
        let outlook = ["outlook_p10", "outlook_p50", "outlook_p90"].map { words.short(row, $0) }
        table.rows.append([
          .text(row["period"]), .number(toDate(row)), .plot(plot),
          .number(chance(row)), .number(words.short(row, "required_rest_percent")),
          .number(words.short(row, "run_rate_percent")),
          .number(outlook.joined(separator: " · ")),
        ])
      }
      tables.append(table)
    }
    return PageSection(
      "tracking", say("page.tracking.heading", ["title": words.folder.title]),
      sentences: [say("tracking.explained")],
      list: words.rows(GrowthNoteWords.name).map { $0["note"] }, tables: tables)
  }

  /// What a variant asks of the year, in words.
  private func asked(_ variant: String) -> String {
    words.rows(ConditionTable.name).first { $0["variant"] == variant }?["condition_text"]
      ?? variant
  }

  /// The chance, or that the target was met or missed.
  private func chance(_ row: TableRow) -> String {
    row.number("mc_error") == nil && !row["verdict"].isEmpty
      ? words.say.word("tracking.", row["verdict"]) : words.chance(row)
  }

  /// Growth to date: as published where it was.
  private func toDate(_ row: TableRow) -> String {
    row["published_ytd_yoy_percent"].isEmpty
      ? words.short(row, "realised_ytd_percent") : words.short(row, "published_ytd_yoy_percent")
  }
}
