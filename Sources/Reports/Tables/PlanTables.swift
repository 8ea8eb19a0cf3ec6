internal import Attainment
internal import Files
internal import Pipeline
internal import Plans
internal import Simulation
public import Tables

/// `floors.csv`.
enum FloorTable {
  /// What a reader must see at once.
  enum Warning: String, Fact, FieldValue, CaseIterable {
    case below
    case notAssessed = "not_assessed"

    /// The warning of a year; `nil` where the middle path keeps the floor.
    init?(_ row: FloorRow) {
      guard let figures = row.figures else {
        self = .notAssessed
        return
      }
      guard figures.p50 < row.floor.value else { return nil }
      self = .below
    }
  }

  static let title = Column<String>("title", "Title of the floor, in the language of the run.")
  static let least = Column<Double>("at_least", "The floor, in the unit of the indicator.")
  static let kept = Column<Double>("kept", "Share of paths at or above the floor in that year.")
  static let keptError = Column<Double>("kept_error", "Its standard error.")
  static let throughout = Column<Double>(
    "kept_throughout",
    "Share of paths at or above it in all assessed years of the floor up to that year.")
  static let required50 = Column<Double>("required_p50", "The same, half of the paths.")
  static let amount50 = Column<Double>("amount_p50", "The same, half of the paths.")

  static let definition = TableDefinition<Spoken<FloorRow>>(
    "floors", "With floors: whether a share keeps above its floor, year by year.",
    ofScenario: [
      Field("floor", "Id of the floor.") { $0.floor.id },
      Field(title) { $0.language.text($0.floor.title) },
      Field(CommonColumns.indicator) { $0.floor.indicator },
      Field(least) { $0.floor.value },
      Field(CommonColumns.year) { $0.year },
      Field(CommonColumns.p10) { $0.figures?.p10 },
      Field(CommonColumns.p50) { $0.figures?.p50 },
      Field(CommonColumns.p90) { $0.figures?.p90 },
      Field(kept) { $0.figures?.kept.value },
      Field(keptError) { $0.figures?.kept.standardError },
      Field(throughout) { $0.figures?.keptThroughout.value },
      Field("kept_throughout_error", "Its standard error.") {
        $0.figures?.keptThroughout.standardError
      },
      Field(
        "warning", "below: the middle path undercuts the floor; not_assessed: no figures."
      ) { Warning($0.subject) },
      Field(AttainmentTable.basis.meaning("What the indicator rests on.")) { $0.basis },
      Field("source", "Where the floor was laid down.") { $0.floor.source },
      Field("spending", "Indicator with the money that the share is of.") { $0.floor.spending },
      Field(
        "required_p10",
        "Money that the floor asks for: 10% of paths, in the unit of the spending."
      ) { $0.money?.required10 },
      Field(required50) { $0.money?.required50 },
      Field("required_p90", "The same, 90% of the paths.") { $0.money?.required90 },
      Field(
        "amount_p10", "Money that the share comes to: 10% of paths, in the same unit."
      ) { $0.money?.amount10 },
      Field(amount50) { $0.money?.amount50 },
      Field("amount_p90", "The same, 90% of the paths.") { $0.money?.amount90 },
    ])
}

/// `cascade.csv`.
enum CascadeTable {
  static let definition = TableDefinition<Spoken<CascadeRow>>(
    "cascade",
    "With several plans: how each lower plan stands to the first one, indicator by indicator.",
    ofScenario: [
      Field(CommonColumns.indicator) { $0.indicator },
      Field(CommonColumns.target) { row in
        (row.upper ?? row.lower).map { row.language.text($0.name) }
      },
      Field(
        "relation", "same, weaker, stronger, silent, conflict, only_below or other_terms."
      ) { $0.relation },
      Field("upper_plan", "First plan; empty where only the lower one names the indicator.") {
        $0.upper?.planID
      },
      Field("upper_ref", "Place of its target.") { $0.upper?.reference },
      Field("upper_target", "Its value; the lower end of a range.") { value($0.upper) },
      Field("upper_year", "Its year.") { $0.upper?.year },
      Field("upper_probability", "Its chance; blank when not assessed.") {
        $0.upperProbability?.value
      },
      Field("upper_error", "Standard error of that chance.") { $0.upperProbability?.standardError },
      Field("lower_plan", "The other plan.") { $0.lowerPlan },
      Field("lower_ref", "Place of its target; empty where it is silent.") { $0.lower?.reference },
      Field("lower_target", "Its value; the lower end of a range.") { value($0.lower) },
      Field("lower_year", "Its year.") { $0.lower?.year },
      Field("lower_probability", "Its chance; blank when not assessed.") {
        $0.lowerProbability?.value
      },
      Field("lower_error", "Standard error of that chance.") { $0.lowerProbability?.standardError },
    ])

  private static func value(_ target: Target?) -> Double? {
    target.flatMap { $0.low ?? $0.high }
  }
}

extension CascadeRow.Relation: Fact, FieldValue {}
