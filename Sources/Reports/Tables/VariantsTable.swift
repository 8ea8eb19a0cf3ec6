internal import Files
internal import Plans
internal import Tables
internal import Tracking

/// `variants.csv`.
enum VariantsTable {
  static let title = Column<String>("title", "Title of the variant, in the language of the run.")
  static let condition = Column<String>("condition", "What it asks, as a formula: gdp 2025 = +8%.")
  static let percentile = Column<Double>(
    "plausibility_percentile",
    "Share of futures nearer to the forecast than the condition, 0 to 100; blank without conditions."
  )
  static let probability = Column<Double>(
    "probability_at_least",
    "Share of unconditioned paths that reach at least what is asked, as far as it is still ahead.")
  static let runRate = Column<Double>(
    "run_rate_yoy_percent",
    "Growth of the year to date of the top sector; blank before the first whole quarter.")
  static let error = Column<Double>("mc_error", "Standard error of probability_at_least.")
  static let verdict = Column<GrowthVerdict>(
    "verdict",
    "met where all that it asks is over and was reached, missed where something was not, else open; blank without conditions."
  )

  static let stance = Column<GrowthStance>(
    "stance",
    "Where it lies beside the forecast: below, inside, above, or mixed where it asks for more of one thing and less of another; blank without conditions that are still ahead."
  )

  static let definition = TableDefinition<Spoken<(variant: GrowthVariant, runRate: Double?)>>(
    "variants", "What each variant asks, how far it lies from the forecast and how likely it is.",
    ofScenario: [
      Field(GrowthColumns.variant) { $0.subject.variant.id },
      Field(title) { $0.language.text($0.subject.variant.title) },
      Field(condition) { $0.subject.variant.conditions.map(\.formula).joined(separator: "; ") },
      Field(percentile) { $0.subject.variant.plausibilityPercentile },
      Field(probability) { $0.subject.variant.probability },
      Field(runRate) { $0.subject.runRate },
      Field(error) { $0.subject.variant.probabilityError },
      Field(stance) { $0.subject.variant.stance },
      Field(verdict) { $0.subject.variant.verdict },
    ])
}

/// `notes.csv`.
enum NotesTable {
  static let sector = GrowthColumns.sector.meaning("Sector; blank where it is about none.")
  static let text = Column<String>("note", "The note in words, in the language of the run.")

  static let definition = TableDefinition<Spoken<(note: GrowthNote, text: String)>>(
    "notes", "What readers must know of how figures were used; empty where there is nothing.",
    ofScenario: [
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

  static func rows(
    _ notes: [GrowthNote], _ sectors: [GrowthSector], _ language: Language
  ) -> [(note: GrowthNote, text: String)] {
    let words = ConditionWords(language, sectors: sectors, unit: "")
    return notes.map { ($0, words.text($0)) }
  }
}
