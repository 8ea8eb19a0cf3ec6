internal import Files
internal import Pipeline
internal import Plans
internal import Tables

/// `variants.csv`.
enum VariantsTable {
  /// A variant beside the run rate of the year.
  struct Row: Sendable {
    let variant: GrowthVariant
    let runRate: Double?
  }

  static let title = Column<String>("title", "Title of the variant, in the language of the run.")
  static let condition = Column<String>(
    "condition", "What it asks, as a formula: gdp 2025 = +8%.")
  static let percentile = Column<Double>(
    "plausibility_percentile",
    "Share of futures nearer to the forecast than the condition, 0 to 100; blank without conditions."
  )
  static let probability = Column<Double>(
    "probability_at_least", "Share of unconditioned paths that reach at least what is asked.")
  static let runRate = Column<Double>(
    "run_rate_yoy_percent",
    "Growth of the year to date of the top sector; blank before the first whole quarter.")
  static let error = Column<Double>("mc_error", "Standard error of probability_at_least.")
  static let verdict = Column<GrowthVerdict>(
    "verdict",
    "met or missed where all that it asks is over, else open; blank without conditions.")

  static let definition = TableDefinition<Spoken<Row>>(
    "variants", commands: ["monthly"],
    meaning: "What each variant asks, how far it lies from the forecast and how likely it is.",
    fields: [
      Field(CommonColumns.scenario) { $0.scenario },
      Field(GrowthColumns.variant) { $0.subject.variant.id },
      Field(title) { $0.language.text($0.subject.variant.title) },
      Field(condition) {
        $0.subject.variant.conditions.map(\.formula).joined(separator: "; ")
      },
      Field(percentile) { $0.subject.variant.plausibilityPercentile },
      Field(probability) { $0.subject.variant.probability },
      Field(runRate) { $0.subject.runRate },
      Field(error) { $0.subject.variant.probabilityError },
      Field(
        "stance",
        "Where it lies beside the forecast: below, inside, above, or mixed where it asks for more of one thing and less of another; blank without conditions that are still ahead."
      ) { $0.subject.variant.stance },
      Field(verdict) { $0.subject.variant.verdict },
    ])

  static func of(_ result: GrowthResult, _ language: Language) -> Table {
    let rows = result.variants.map { Row(variant: $0, runRate: result.runRate) }
    return definition.table(Spoken.all(rows, of: result.scenario, language))
  }
}
