internal import ArgumentParser
internal import Files
internal import Plans
internal import Reports

/// `forecast schema`: the formats of the files.
struct Schema: ParsableCommand {
  enum Format: String, ExpressibleByArgument, CaseIterable {
    case scenario, sweep, plan, observations, tasks, effect, outputs
  }

  static let configuration = CommandConfiguration(
    abstract: "Print a file format: JSON Schema of scenarios, columns of tables.",
    discussion: """
      Examples:
        forecast schema scenario > scenario.schema.json
        forecast schema observations
        forecast schema outputs > columns.csv
      """)

  @Argument(
    help:
      "scenario, sweep, plan, observations, tasks, effect, or outputs: all files that are written.")
  var format: Format

  @OptionGroup var speech: LanguageOption

  func run() {
    switch format {
    case .scenario:
      Console.printResult(
        ScenarioShape.scenario.jsonSchema(title: "forecast scenario").canonicalText)
    case .sweep:
      Console.printResult(
        SweepSpecification.shape.jsonSchema(title: "forecast sweep").canonicalText)
    case .plan:
      Console.printResult(
        Console.columns(
          (PlanReader.columns + PlanReader.optionalColumns).map { ($0.name, $0.summary) }))
    case .tasks:
      Console.printResult(Console.columns(TaskReader.columns.map { ($0.name, $0.summary) }))
    case .effect:
      Console.printResult(
        Console.columns(
          (EffectReader.columns + EffectReader.optionalColumns).map { ($0.name, $0.summary) }))
    case .outputs: Console.printResult(OutputsTable.csv)
    case .observations:
      Console.printResult(Console.columns(ObservationReader.columns.map { ($0.name, $0.summary) }))
    }
  }
}
