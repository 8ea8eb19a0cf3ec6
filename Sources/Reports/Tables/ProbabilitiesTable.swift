internal import Files
internal import Pipeline
internal import Plans
internal import Tables

/// `probabilities.csv`.
enum ProbabilitiesTable {
  /// A target with its chance.
  struct Row: Sendable {
    let target: PanelTarget
    let probability: Double?
  }

  static let definition = TableDefinition<Row>(
    "probabilities", commands: ["predict"],
    meaning: "With --targets: how likely each target is.",
    fields: [
      Field(PanelColumns.id) { $0.target.id },
      Field(
        PanelColumns.period.meaning("Period of the target, as the file of targets writes it.")
      ) { $0.target.writtenPeriod },
      Field("direction", "at_least or at_most.") { $0.target.direction },
      Field("target", "Value wanted.") { $0.target.value },
      Field(
        "probability",
        "Its chance, at a bound that of what is printed as the bound; blank for a period that was not forecast."
      ) { $0.probability },
    ])

  static func of(_ targets: [PanelTarget], _ forecasts: [SeriesForecast]) -> Table {
    let byID = Dictionary(forecasts.map { ($0.id, $0) }) { first, _ in first }
    return definition.table(
      targets.map { target in
        Row(
          target: target,
          probability: byID[target.id]?.probability(
            atLeast: target.direction == .atLeast, target.value, in: target.period))
      })
  }
}
