internal import ArgumentParser
internal import Files
internal import Folders
internal import Pipeline
internal import Plans
internal import Reports
internal import TimeSeries
internal import Tracking

/// `forecast require`: what would give a target a wanted probability.
struct Require: ReportingCommand {
  static let configuration = CommandConfiguration(
    abstract: "What growth, or what value of a lever, gives a target the probability wanted?",
    usage: """
      forecast require [<options>] <scenario> --target <target>
          --probability <probability>
      """,
    discussion: """
      Writes requirement.csv: the value, the probability it reaches with its error, whether the wanted \
      one can be reached at all, and how often such growth occurred. For growth the value is what is \
      added to the forecast every year; forecast run SCENARIO --set growth.INDICATOR=VALUE runs it.

      Examples:
        forecast require scenario.json --target body:II.1.1-2 --probability 0.8
        forecast require scenario.json --target I.6 --probability 0.5 --variable tax
        forecast require scenario.json --target all --probability 0.1 --variable tax
      """)

  @Argument(help: "The scenario file.", completion: .file(extensions: ["json"]))
  var scenario: String

  @Option(help: "The row of a plan, PLAN:REF where several plans have it, or all.")
  var target: String

  @Option(parsing: .unconditional, help: "The probability wanted, between 0 and 1.")
  var probability: Double

  @Option(help: "growth, growth.INDICATOR, or a lever of the scenario; growth by default.")
  var variable: String?

  @OptionGroup var options: CommonOptions

  func validate() throws {
    try options.refusePrecision(hasWorkbook: false)
    if !(probability > 0 && probability < 1) {
      throw ValidationError(.outOfRange(option: "--probability", low: "0", high: "1"))
    }
  }

  func perform() throws {
    let bundle = try ScenarioInput.read(
      scenario, asOf: options.asOf?.date, quiet: options.quiet)
    let folder = RunFolder(path: options.output ?? "runs/\(bundle.scenario.name)-require")
    try folder.check(reading: bundle.files.map(\.path))
    let reports = try options.reportFormats()
    let result = try RequirementRun.run(
      bundle,
      options: RunOptions(
        paths: options.paths, seed: options.seed, asOf: options.asOf?.date,
        threads: options.threadCount),
      target: target, probability: probability, variable: variable)
    let report = RequirementReport(result, language: options.language)
    let outputs = ResultFiles.all(report)
    let written = try options.withReports(outputs, as: reports) {
      RunManifest.several(
        command: "require", version: ProgramVersion.text, names: [bundle.scenario.name],
        language: options.language,
        seed: options.seed ?? bundle.scenario.simulation.seed,
        paths: options.paths ?? bundle.scenario.simulation.paths,
        questions: [(options.asOf?.date ?? bundle.scenario.asOf, [:], nil)],
        asked: .init(target: target, probability: probability, variable: variable),
        inputs: bundle.files, outputs: $0)
    }
    try options.publish(written, to: folder) {
      report.sentence + "\n"
    }
  }
}
