internal import Attainment
internal import Files
internal import Pipeline
internal import Plans
internal import Simulation
public import Tables

/// `cascade.csv`.
enum CascadeTable {
  static let definition = TableDefinition<Spoken<CascadeRow>>(
    "cascade", commands: ["run", "merge", "sweep"],
    meaning:
      "With several plans: how each lower plan stands to the first one, indicator by indicator.",
    fields: [
      Field(CommonColumns.scenario) { $0.scenario },
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
      Field("upper_error", "Standard error of that chance.") {
        $0.upperProbability?.standardError
      },
      Field("lower_plan", "The other plan.") { $0.lowerPlan },
      Field("lower_ref", "Place of its target; empty where it is silent.") {
        $0.lower?.reference
      },
      Field("lower_target", "Its value; the lower end of a range.") { value($0.lower) },
      Field("lower_year", "Its year.") { $0.lower?.year },
      Field("lower_probability", "Its chance; blank when not assessed.") {
        $0.lowerProbability?.value
      },
      Field("lower_error", "Standard error of that chance.") {
        $0.lowerProbability?.standardError
      },
    ])

  private static func value(_ target: Target?) -> Double? {
    target.flatMap { $0.low ?? $0.high }
  }
}

extension CascadeRow.Relation: Fact, FieldValue {}
