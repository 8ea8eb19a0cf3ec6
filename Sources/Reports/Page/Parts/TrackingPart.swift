internal import Pipeline
internal import Tables
internal import TimeSeries
internal import Tracking

/// The year's target after each realised month or quarter.
struct TrackingPart {
  let words: PageWords

  var section: PageSection? {
    let rows = words.folder.records(TrackingTable.definition)
    guard !rows.isEmpty else { return nil }
    let say = words.say
    var tables: [PageTable] = []
    for target in grouped(rows, by: { $0[TrackingTable.target] }) {
      var table = PageTable(
        caption: say("page.tracking.target", ["target": asked(target.key)]),
        columns: [
          say("tracking.after"), say("tracking.todate"), say("page.column.drawn"),
          say("tracking.chance"), say("tracking.required"), say("page.column.runrate"),
          say("tracking.outlook"),
        ])
      for row in target.rows {
        let plot = ShareMark.shares([
          ShareMark.Share(
            value: row[TrackingTable.probability], error: row[TrackingTable.error], sign: .circle)
        ])
        let outlook = [
          GrowthColumns.outlookP10, GrowthColumns.outlookP50, GrowthColumns.outlookP90,
        ].map { words.short(row[$0]) }
        table.rows.append([
          .text(say.period(row[TrackingTable.period])),
          .number(marked(toDate(row), row)), .plot(plot), .number(chance(row)),
          .number(words.short(row[TrackingTable.requiredRest])),
          .number(marked(words.short(row[TrackingTable.runRate]), row)),
          .number(outlook.joined(separator: " · ")),
        ])
      }
      tables.append(table)
    }
    return PageSection(
      "tracking", say("page.tracking.heading", ["title": words.folder.title]),
      sentences: record(rows) + [lent].compactMap(\.self) + [say("tracking.explained")]
        + [revised].compactMap(\.self),
      list: words.folder.records(NotesTable.definition).map { $0[NotesTable.text] },
      tables: tables)
  }

  /// What the band and its middle came to in past years, where that is no good.
  private func record(_ rows: [Table.Record]) -> [String] {
    let open = rows.last { $0[TrackingTable.error] != nil }
    guard let last = open?[TrackingTable.period] else { return [] }
    return BandRecord.sentences(
      BandRecord(words.records(RivalsTable.definition), quarters: last.quartersKnown), words.say,
      words.number)
  }

  /// Whose past years the measures are of, where the own history is too short.
  private var lent: String? {
    let isLent = words.records(CalibrationTable.definition).contains {
      $0[CalibrationTable.source] == .lendingSectors
    }
    return isLent ? words.say("growth.lent") : nil
  }

  /// How far the year's figure will be revised; `nil` where the folder does not tell.
  private var revised: String? {
    words.folder.records(TrackingTable.definition).last?[TrackingTable.revision].map {
      words.say("tracking.revised", ["size": words.short($0)])
    }
  }

  /// What a variant asks of the year, in words.
  private func asked(_ variant: String) -> String {
    let rows = words.folder.records(ConditionsTable.definition).filter {
      $0[GrowthColumns.variant] == variant
    }
    let texts = grouped(rows, by: { $0[ConditionsTable.number] }).map {
      $0.rows[0][ConditionsTable.text]
    }
    return texts.isEmpty ? variant : words.say.asked(texts)
  }

  /// The chance, or that the target was met or missed.
  private func chance(_ row: Table.Record) -> String {
    if row[TrackingTable.error] == nil, let verdict = row[TrackingTable.verdict] {
      return words.verdict(verdict)
    }
    return words.chance(row[TrackingTable.probability], error: row[TrackingTable.error])
  }

  /// A figure with the mark of estimates.
  private func marked(_ text: String, _ row: Table.Record) -> String {
    row[TrackingTable.status] == .estimate ? "\(text) \(words.say("growth.estimate"))" : text
  }

  /// Growth to date: as published where it was.
  private func toDate(_ row: Table.Record) -> String {
    (row[TrackingTable.published]?.value).map(words.number.given)
      ?? words.short(row[TrackingTable.realised])
  }
}
