internal import Files
internal import Pipeline
internal import Tables
internal import TimeSeries

/// `notes.csv`.
enum NotesTable {
  /// A note with its sentence.
  struct Row: Sendable {
    let note: GrowthNote
    let text: String
  }

  static let sector = GrowthColumns.sector.meaning("Sector; blank where it is about none.")
  static let text = Column<String>("note", "The note in words, in the language of the run.")

  static let definition = TableDefinition<Spoken<Row>>(
    "notes", commands: ["monthly", "track"],
    meaning: "What readers must know of how figures were used; empty where there is nothing.",
    fields: [
      Field(CommonColumns.scenario) { $0.scenario },
      Field(
        "kind",
        "What it is about: history_cut, sector_without_figure, few_quarters, indicator_months_left_out and others."
      ) { $0.subject.note.kind },
      Field(sector) { $0.subject.note.sector },
      Field("name", "Series or variant that it is about.") { $0.subject.note.name },
      Field("first_period", "First period that it is about.") { $0.subject.note.first },
      Field("last_period", "Last period.") { $0.subject.note.last },
      Field("count", "How many figures.") { $0.subject.note.count },
      Field(text) { $0.subject.text },
    ])

  static func of(
    _ notes: [GrowthNote], _ sectors: [GrowthSector], of scenario: String, _ language: Language
  ) -> Table {
    let words = GrowthNoteWords(language)
    let rows = notes.map { Row(note: $0, text: words.text($0, sectors: sectors)) }
    return definition.table(Spoken.all(rows, of: scenario, language))
  }
}
