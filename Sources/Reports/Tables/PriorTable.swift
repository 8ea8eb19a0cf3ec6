internal import Files
internal import Pipeline
internal import Plans
internal import Simulation
internal import Tables

/// `priors.csv`.
enum PriorTable {
  static let weight = Column<Double>("weight", "Share of paths that follow the judgement.")
  static let author = Column<String>("author", "Who judges.")
  static let before = Column<Double>("probability_before", "Chance on data alone.")

  static let definition = TableDefinition<Spoken<PriorRow>>(
    "priors", commands: ["run", "merge", "sweep"],
    meaning: "Where a judgement stands beside data: the chance without and with it.",
    fields: [
      Field(CommonColumns.scenario) { $0.scenario },
      Field(CommonColumns.plan) { $0.target.planID },
      Field(CommonColumns.reference) { $0.target.reference },
      Field(CommonColumns.indicator) { $0.target.indicatorID },
      Field(CommonColumns.target) { $0.language.text($0.target.name) },
      Field(weight) { $0.weight },
      Field(author) { $0.author },
      Field("date", "When; empty when not stated.") { $0.date },
      Field(before) { $0.before.value },
      Field("error_before", "Its standard error.") { $0.before.standardError },
      Field("probability_after", "Chance with the judgement.") { $0.after.value },
      Field("error_after", "Its standard error.") { $0.after.standardError },
      Field("p50_before", "Median of the indicator in the target's year, on data alone.") {
        $0.medianBefore
      },
      Field("p50_after", "The same, with the judgement.") { $0.medianAfter },
    ])
}
